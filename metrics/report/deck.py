"""What slides are put together from: texts that fit their boxes, tables, and a foot on each slide.

All in one typeface, which has Latin, Central European and Cyrillic letters on Windows and macOS, and which
LibreOffice has one of the same widths for.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from metrics.report.letters import NO_BREAK, POINTS, breadth, lines

FONT = "Arial"
TEXT, QUIET, EDGE = "1B2530", "5B6672", "D3DAE2"
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
# Of a letter's height: how high a line is.
_LINE = 1.17
# Between a cell's edge and its text, in inches.
_BESIDE, _ABOVE = 0.06, 0.04
# In points: what a room can read, and so what no text but the foot is smaller than.
LEAST = 12.0
_TITLE_ONLY = 5
_LANGUAGES = {
    "en": MSO_LANGUAGE_ID.ENGLISH_UK,
    "ru": MSO_LANGUAGE_ID.RUSSIAN,
    "pl": MSO_LANGUAGE_ID.POLISH,
    "sk": MSO_LANGUAGE_ID.SLOVAK,
}


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def lengths(self) -> tuple[Any, Any, Any, Any]:
        """Left, top, width and height as slides take them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class Words:
    """A paragraph; ``size`` is in points."""

    text: str
    size: float
    is_bold: bool = False
    colour: str = TEXT
    after: float = 3.0
    is_item: bool = False

    def scaled(self, by: float, least: float) -> Words:
        """The paragraph in letters so many times as high, but not smaller than ``least`` points."""
        size = max(min(self.size, least), round(self.size * by, 1))
        return replace(self, size=size, after=self.after * by)


@dataclass(frozen=True)
class Deck:
    """A presentation under way, and the language that its texts are in."""

    presentation: Any
    language: str

    def slide(self, title: str, box: Box, size: float = 26, least: float = 16) -> Any:
        """A new slide with its title in a box, in letters as large as fit."""
        made = self.presentation.slides.add_slide(self.presentation.slide_layouts[_TITLE_ONLY])
        place = made.shapes.title
        place.left, place.top, place.width, place.height = box.lengths
        fitting = fitted([Words(title, size, is_bold=True, after=0)], box, least)
        self.fill(place.text_frame, fitting, MSO_ANCHOR.BOTTOM)
        return made

    def text(self, slide: Any, box: Box, words: Sequence[Words], least: float = LEAST) -> None:
        """Paragraphs in a box, in letters as large as asked for or as fit."""
        place = slide.shapes.add_textbox(*box.lengths)
        self.fill(place.text_frame, fitted(words, box, least))

    def label(self, slide: Any, box: Box, words: Words, *, to_right: bool) -> None:
        """One paragraph at the foot of a box, at its left end or its right one."""
        place = slide.shapes.add_textbox(*box.lengths)
        self.fill(place.text_frame, fitted([words], box, LEAST), MSO_ANCHOR.BOTTOM)
        if to_right:
            place.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def fill(self, frame: Any, words: Sequence[Words], anchor: Any = MSO_ANCHOR.TOP) -> None:
        """Paragraphs in a frame, without margins of its own."""
        frame.word_wrap, frame.vertical_anchor = True, anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for at, told in enumerate(words):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            self._paragraph(paragraph, told)

    def _paragraph(self, paragraph: Any, told: Words) -> None:
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(told.after)
        run = paragraph.add_run()
        run.text = inert(told.text)
        run.font.name, run.font.size, run.font.bold = FONT, Pt(told.size), told.is_bold
        run.font.color.rgb = RGBColor.from_string(told.colour)
        run.font.language_id = _LANGUAGES.get(self.language, MSO_LANGUAGE_ID.ENGLISH_UK)
        if told.is_item:
            _bullet(paragraph, told.size)

    def foot(self, slide: Any, text: str) -> None:
        """What the slide's numbers stand on, and the slide's number."""
        box = Box(MARGIN, HEIGHT - 0.62, WIDTH - 2 * MARGIN - 0.8, 0.42)
        self.text(slide, box, [Words(text, 10, colour=QUIET, after=0)], least=8)
        place = slide.shapes.add_textbox(*Box(WIDTH - MARGIN - 0.7, HEIGHT - 0.62, 0.7, 0.3).lengths)
        self.fill(place.text_frame, [Words("", 10, colour=QUIET)])
        paragraph = place.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        _number(paragraph)

    def table(
        self,
        slide: Any,
        box: Box,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        high: float = 0.3,
        top: float = 0.3,
    ) -> Any:
        """A table whose first row has the headers; ``widths`` are shares of the box.

        Rows are at least ``high`` inches, that of the headers ``top``; texts that need more make them higher.
        """
        frame = slide.shapes.add_table(len(rows), len(rows[0]), *box.lengths)
        table = frame.table
        _plain(table)
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Inches(box.width * share)
        for at, row in enumerate(rows):
            table.rows[at].height = Inches(high if at else top)
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                self._cell(cell, text, is_header=at == 0)
        return frame

    def _cell(self, cell: Any, text: str, *, is_header: bool) -> None:
        cell.fill.background()
        look = Words(text, CELL, is_bold=is_header, colour=QUIET if is_header else TEXT, after=0)
        self.fill(cell.text_frame, [look])
        cell.margin_left = cell.margin_right = Inches(_BESIDE)
        cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
        edge = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{EDGE}"/></a:solidFill></a:lnB>'
        cell._tc.get_or_add_tcPr().insert(0, parse_xml(edge))

    def notes(self, slide: Any, lines: Sequence[str]) -> None:
        """What a speaker has before them."""
        slide.notes_slide.notes_text_frame.text = "\n".join(inert(line) for line in lines if line)


CELL = LEAST


def deck(language: str, title: str) -> Deck:
    """A new presentation of wide slides."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    made.core_properties.title, made.core_properties.author = inert(title), "PolicyPulse"
    made.core_properties.language = language
    return Deck(made, language)


def alternative(frame: Any, name: str, text: str) -> None:
    """What a shape shows, for those who can't see it."""
    told = frame._element.xpath(".//p:cNvPr")[0]
    told.set("name", inert(name))
    told.set("descr", inert(text))


def fitted(words: Sequence[Words], box: Box, least: float) -> list[Words]:
    """Paragraphs in letters that fit a box: as large as asked for, else smaller, and else fewer of them."""
    return together([words], box, least)[0]


def together(columns: Sequence[Sequence[Words]], box: Box, least: float) -> list[list[Words]]:
    """Columns of paragraphs, each in a box of this size, in letters of the same sizes that fit them all."""
    columns = tried = [[_loose(told, box.width) for told in words] for words in columns]
    for percent in _STEPS:
        tried = [[told.scaled(percent / 100, least) for told in words] for words in columns]
        if all(height(words, box.width) <= box.height for words in tried):
            return tried
    return [_shortened(words, box) for words in tried]


def _loose(told: Words, width: float) -> Words:
    """A paragraph that may be broken where it must: one that holds no line together wider than its box."""
    if max(breadth(word, told.size, is_bold=told.is_bold) for word in told.text.split(" ")) <= width:
        return told
    return replace(told, text="".join(" " if one in NO_BREAK else one for one in told.text))


# In percent of the size that was asked for.
_STEPS = range(100, 24, -4)


def _shortened(words: Sequence[Words], box: Box) -> list[Words]:
    """As many paragraphs as there is room for, the last one cut with a sign that there is more."""
    kept: list[Words] = []
    for told in words:
        if height([*kept, told], box.width) > box.height:
            return [*kept, *_cut(told, box.width, box.height - height(kept, box.width))]
        kept.append(told)
    return kept


def _cut(told: Words, width: float, room: float) -> list[Words]:
    """As much of a paragraph as there is room for; nothing where that is no line."""
    most, kept = int(room * POINTS / (told.size * _LINE)), told.text
    while kept and lines(f"{kept}…", told.size, width, is_bold=told.is_bold) > most:
        kept = kept[:-1].rpartition(" ")[0]
    return [replace(told, text=f"{kept}…", after=0)] if kept else []


def height(words: Sequence[Words], width: float) -> float:
    """How high paragraphs of a width are, in inches."""
    return sum(map(partial(_high, width=width), words))


def _high(told: Words, width: float) -> float:
    indent = told.size / POINTS if told.is_item else 0.0
    count = lines(told.text, told.size, width - indent, is_bold=told.is_bold)
    return (count * told.size * _LINE + told.after) / POINTS


def cell_height(
    texts: Sequence[str], width: float, shares: Sequence[float], *, is_bold: bool = False
) -> float:
    """How high a row of a table of a width is, in inches, whose columns have these shares of it."""
    most = max(
        lines(text, CELL, width * share - 2 * _BESIDE, is_bold=is_bold)
        for text, share in zip(texts, shares, strict=True)
    )
    return most * CELL * _LINE / POINTS + 2 * _ABOVE + 0.02


def inert(text: str) -> str:
    """A text without the control characters that no file of Office may hold."""
    return "".join(one if one.isprintable() or one in NO_BREAK else " " for one in text)


def _bullet(paragraph: Any, size: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    indent = Pt(size)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _number(paragraph: Any) -> None:
    """The number of the slide, which follows when slides are moved."""
    field = f'<a:fld {nsdecls("a")} id="{{8B3C9C51-5B0F-4C5D-9B55-0C0B3B1A7F10}}" type="slidenum"/>'
    made = parse_xml(field)
    run = paragraph._p.find(qn("a:r"))
    made.append(deepcopy(run.find(qn("a:rPr"))))
    made.append(parse_xml(f"<a:t {nsdecls('a')}>‹#›</a:t>"))
    paragraph._p.replace(run, made)


def _plain(table: Any) -> None:
    """A table without the colours of the program's own style."""
    properties = table._tbl.tblPr
    style = properties.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    table.horz_banding = False
