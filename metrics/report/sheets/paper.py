"""A sheet of the Excel report: written from the top down, looking and printed like all others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from locale import windows_locale
from typing import Any

from data import formats, language
from data.forms.looks import COLOUR, INK, LINE_HEIGHT, QUIET, ROOM, WHITE
from data.forms.writing import LONGEST_SHEET_NAME, LONGEST_TEXT, looks_like_formula
from metrics.report.report import Fact

_DAY = "d mmm yyyy"
# A number by how many digits it is shown with.
PLAIN = "#,##0"
A4 = 9
# Letters of a usual font that stand in a column as wide as one.
_LETTERS = 1.1
_LONGEST_FOOTER = 200
_LITTLE_ROOM = 4
_LINKS_HEIGHT, _LINK_WIDTH = 22, 24

_BASE = {"font_name": "Calibri", "font_size": 11, "font_color": f"#{INK}", "valign": "vcenter"}
_LINE = {"bottom": 1, "bottom_color": "#D3DAE2"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": f"#{COLOUR}"},
    "facts": {"font_color": f"#{QUIET}", "text_wrap": True},
    "headline": {"bold": True, "font_size": 13, "text_wrap": True},
    "heading": {"bold": True, "font_size": 13, "font_color": f"#{COLOUR}"},
    "words": {"text_wrap": True, "valign": "top"},
    "header_number": {
        "bold": True,
        "font_color": f"#{WHITE}",
        "bg_color": f"#{COLOUR}",
        "text_wrap": True,
        "align": "right",
    },
    "header": {
        "align": "left",
        "indent": 1,
        "bold": True,
        "font_color": f"#{WHITE}",
        "bg_color": f"#{COLOUR}",
        "text_wrap": True,
    },
    "label": {"indent": 1, "align": "left", "font_color": f"#{QUIET}", "text_wrap": True, **_LINE},
    "cell": {"align": "left", "indent": 1, "text_wrap": True, **_LINE},
    "name": {"align": "left", "indent": 1, "bold": True, "text_wrap": True, **_LINE},
    "link": {
        "align": "left",
        "indent": 1,
        "font_color": f"#{COLOUR}",
        "underline": 1,
        "text_wrap": True,
        **_LINE,
    },
    "number": {"align": "right", **_LINE},
}


@dataclass(frozen=True)
class Number:
    """A number with the way it is shown; None is an empty cell."""

    value: float | None
    shown: str = PLAIN


@dataclass(frozen=True)
class Link:
    """A text that leads to another sheet."""

    text: str
    sheet: str


Cell = str | Number | Link | date | None


def dated(form: str) -> str:
    """How a date is shown: its months named in the report's language, whatever a computer speaks."""
    spoken = f"{language.current()}_"
    code = next((code for code, name in windows_locale.items() if name.startswith(spoken)), None)
    return form if code is None else f"[$-{code:X}]{form}"


def digits(decimals: int) -> str:
    """How a plain number with so many digits is shown."""
    return f"{PLAIN}.{'0' * decimals}" if decimals else PLAIN


def as_told(value: float, text: str, decimals: int, *, sign: bool = False) -> str:
    """How a number is shown so that its cell reads like ``text``, which holds it: unit and all."""
    number = formats.number(value, decimals, sign=sign)
    before, found, after = text.partition(number)
    plain = digits(decimals)
    if not found:
        return plain
    around = [f'"{part}"' if part else "" for part in (before.replace('"', ""), after.replace('"', ""))]
    positive = f"{around[0]}{plain}{around[1]}"
    return f"+{positive};\N{MINUS SIGN}{positive};{positive}" if sign else positive


class Book:
    """The workbook: its looks, and the names of its sheets."""

    def __init__(self, book: Any, facts: Sequence[Fact]) -> None:
        """Write into an ``xlsxwriter.Workbook``; ``facts`` stand on top of each sheet."""
        self.book = book
        self.facts = facts
        self._looks: dict[tuple[str, str, bool], Any] = {}
        self._names: set[str] = set()
        self.first = ""

    def look(self, name: str, shown: str = "General", *, quoted: bool = False) -> Any:
        """A look of ``_LOOKS`` with a number format; ``quoted`` is for texts that look like formulas."""
        key = (name, shown, quoted)
        if key not in self._looks:
            told = _BASE | _LOOKS[name] | {"num_format": shown, "quote_prefix": quoted}
            self._looks[key] = self.book.add_format(told)
        return self._looks[key]

    def name_for(self, title: str) -> str:
        """A short name of whole words that no other sheet has."""
        name, number = short_name(title), 2
        while name.casefold() in self._names:
            ending = f" {number}"
            name, number = short_name(title, LONGEST_SHEET_NAME - len(ending)) + ending, number + 1
        self._names.add(name.casefold())
        self.first = self.first or name
        return name


def short_name(title: str, longest: int = LONGEST_SHEET_NAME) -> str:
    """As much of a title as a sheet's name may have: whole words, an abbreviation kept, no loose end.

    ``First-contact resolution (FCR)`` may become ``First-contact resolution``, or ``First-contact (FCR)``.
    """
    whole = " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip(" '")
    plain, short = " ".join(_BRACKETED.sub(" ", whole).split()), _ABBREVIATED.search(whole)
    if fitting := next((name for name in (whole, plain) if 0 < len(name) <= longest), None):
        return fitting
    ending = f" ({short[1]})" if short else ""
    words = plain.split()
    while len(words) > 1 and (len(" ".join(words)) + len(ending) > longest or len(words[-1]) <= _LOOSE_END):
        words.pop()
    return f"{' '.join(words)[: longest - len(ending)].rstrip(' ,;:')}{ending}".strip(" '") or "1"


_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_BRACKETED, _ABBREVIATED = re.compile(r"\([^()]*\)"), re.compile(r"\(([^\W\d_a-z]{2,6})\)")
# Words so short as "to" or "przy" don't end a name.
_LOOSE_END = 4


class Paper:
    """A sheet with its title and facts on top; ``row`` is the next free one, counted from 0."""

    def __init__(self, book: Book, name: str, title: str, widths: Sequence[int]) -> None:
        """Add a sheet with columns so many letters wide."""
        self.book, self.name, self.widths = book, name, widths
        self.sheet: Any = book.book.add_worksheet(name)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        self.row = 0
        self.line(title, "title", 32)
        self._print()

    def _print(self) -> None:
        """Across the paper, as wide as it is, with the title and the facts on each page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(0.5, 0.5, 0.5, 0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, 1)
        # An ampersand is a command there.
        footer = f"&L{self.name.replace('&', '&&')[:_LONGEST_FOOTER]}&R&P / &N"
        self.sheet.set_footer(footer)

    def told(self, changed: Mapping[str, str] | None = None) -> None:
        """The facts of the report in a line; ``changed`` are those that this sheet has others of."""
        known = {fact.label: fact.text for fact in self.book.facts} | dict(changed or {})
        self.line("  ·  ".join(f"{label}: {text}" for label, text in known.items()), "facts")

    def line(self, text: str, look: str = "words", height: float | None = None) -> None:
        """A text across all columns, as high as it takes."""
        style = self.book.look(look)
        last = len(self.widths) - 1
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", style)
        self.text(self.row, 0, text, look)
        self.sheet.set_row(self.row, height or _height(text, sum(self.widths), _LITTLE_ROOM))
        self.row += 1

    def links(self, links: Sequence[Link]) -> None:
        """Links to other sheets, each in a column that is wide enough for a name."""
        columns = [at for at, width in enumerate(self.widths) if width >= _LINK_WIDTH]
        for column, link in zip(columns, links, strict=False):
            self.cell(self.row, column, link)
        self.sheet.set_row(self.row, _LINKS_HEIGHT)
        self.row += 1

    def back(self) -> None:
        """A link to the first sheet, and the rows down to it always in sight."""
        self.links([Link(f"← {self.book.first}", self.book.first)])
        self.sheet.freeze_panes(self.row, 0)

    def headed(self) -> None:
        """Have the headers of a table, which come next, always in sight and on each page of paper."""
        self.sheet.freeze_panes(self.row + 1, 1)
        self.sheet.repeat_rows(0, self.row)

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[Cell]], room: int = ROOM) -> int:
        """Headers and rows below each other; the first cell of a row names it. Returns the headers' row.

        ``room`` is what a row has above and below its text, in points.
        """
        top = self.row
        first = rows[0] if rows else ()
        for column, header in enumerate(headers):
            is_number = column < len(first) and isinstance(first[column], Number)
            self.text(top, column, header, "header_number" if is_number else "header")
        self.sheet.set_row(top, max(_height(*pair) for pair in zip(headers, self.widths, strict=False)))
        for number, row in enumerate(rows, top + 1):
            for column, cell in enumerate(row):
                self.cell(number, column, cell, "name" if not column else "cell")
            self.sheet.set_row(number, self.row_height(row, room))
        self.row = top + 1 + len(rows)
        return top

    def row_height(self, row: Sequence[Cell], room: int = ROOM) -> float:
        """How high a row of a table is, in points."""
        return max(_height(_text(one), wide, room) for one, wide in zip(row, self.widths, strict=False))

    def cell(self, row: int, column: int, cell: Cell, look: str = "cell") -> None:
        """A cell of a table: texts as texts, numbers as numbers, days as days."""
        if isinstance(cell, Number):
            shown = self.book.look("number", cell.shown)
            if cell.value is None:
                self.sheet.write_blank(row, column, None, shown)
            else:
                self.sheet.write_number(row, column, cell.value, shown)
        elif isinstance(cell, Link):
            quoted = cell.sheet.replace("'", "''")
            self.sheet.write_url(row, column, f"internal:'{quoted}'!A1", self.book.look("link"), cell.text)
        elif isinstance(cell, date):
            self.sheet.write_datetime(
                row, column, datetime(cell.year, cell.month, cell.day), self.book.look("cell", dated(_DAY))
            )
        else:
            self.text(row, column, cell or "", look)

    def text(self, row: int, column: int, text: str, look: str) -> None:
        """A text that no program takes for a formula, even where somebody edits the cell."""
        style = self.book.look(look, quoted=looks_like_formula(text))
        self.sheet.write_string(row, column, text[:LONGEST_TEXT], style)


def _text(cell: Cell) -> str:
    if isinstance(cell, Link):
        return cell.text
    return cell if isinstance(cell, str) else ""


def _height(text: str, width: float, room: int = ROOM) -> float:
    """The height that a text takes when it's wrapped."""
    lines = sum(max(1, -(-len(part) // int(width * _LETTERS))) for part in text.split("\n"))
    return lines * LINE_HEIGHT + room
