"""A questionnaire of a company's own, read from its workbook; what is wrong with it is told all at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from data import formats
from data.files.reading import read
from data.language import gettext as _
from data.language import ngettext, nmark
from data.questionnaires.columns import BANDS, FORMS, STATEMENTS, STEPS, Column, Form, Part, column, header
from data.questionnaires.questionnaire import HIGHEST, LOWEST, Band, Questionnaire, Section, Statement, Text
from data.questionnaires.self_assessment import bands as usual_bands
from data.records import Sheet
from data.refusals import Refused
from data.vocabulary import plain

MOST_SECTIONS, MOST_STATEMENTS, MOST_STEPS, MOST_BANDS = 20, 100, 5, 10
LONGEST = 300
_MOST_FAULTS = 12
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?")

Cells = dict[Column, str]


@dataclass(frozen=True)
class _Line:
    """A row of a sheet: where it stands, and its cells by column."""

    sheet: str
    row: int
    cells: Cells

    def said(self, part: Part) -> str:
        """The words of a column in the first language; empty without any."""
        return self.cells.get((part, ""), "")

    def text(self, part: Part) -> Text:
        """The words of a column, with those in other languages."""
        others = {language: words for (of, language), words in self.cells.items() if of is part and language}
        return Text(self.said(part), tuple(others.items()))


class _Faults(list[str]):
    """What was found wrong so far, each with its place."""

    def add(self, line: _Line, words: str) -> None:
        told = _("Sheet “%(sheet)s”, row %(row)s: %(fault)s")
        self.append(told % {"sheet": line.sheet, "row": formats.number(line.row), "fault": words})


def read_questionnaire(content: bytes, name: str) -> Questionnaire:
    """The questionnaire of a workbook, without a key; Refused with all that is wrong with it."""
    faults = _Faults() if name.strip() else _Faults([_("Give the questionnaire a name.")])
    sheets = [sheet for sheet in read(content) if sheet.visible]
    lines = {form: [*_lines(faults, sheets, form)] for form in FORMS}
    if not lines[STATEMENTS]:
        told = _("There are no statements: a sheet needs the columns “%(section)s” and “%(statement)s”.")
        raise Refused(told % {"section": header(Part.SECTION), "statement": header(Part.STATEMENT)})
    asked = _grouped(faults, lines[STATEMENTS], Part.STATEMENT)
    steps = _grouped(faults, lines[STEPS], Part.STEP)
    _check(faults, asked, steps)
    sections = tuple(_section(number, told, steps) for number, told in enumerate(asked.values(), 1))
    bands = _bands(faults, lines[BANDS], len(sections)) if lines[BANDS] else usual_bands(len(sections))
    if faults:
        raise Refused("\n".join(_few(faults)))
    return Questionnaire("", Text(" ".join(name.split())), sections, bands)


def _few(faults: list[str]) -> list[str]:
    more = len(faults) - _MOST_FAULTS
    if more <= 0:
        return faults
    told = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": formats.number(more)}
    return [*faults[:_MOST_FAULTS], told]


def _lines(faults: _Faults, sheets: Sequence[Sheet], form: Form) -> Iterator[_Line]:
    """The rows of the sheets that have the first two columns of a form."""
    for sheet in sheets:
        rows = [(number, row) for number, row in enumerate(sheet.cells, 1) if any(map(str.strip, row))]
        columns = [column(text) for text in rows[0][1]] if rows else []
        if {(part, "") for part in form.columns[:2]} <= {*columns}:
            _check_header(faults, _Line(sheet.name, rows[0][0], {}), rows[0][1], form)
            yield from _carried(sheet.name, columns, rows[1:])


def _check_header(faults: _Faults, line: _Line, texts: Sequence[str], form: Form) -> None:
    for text in filter(str.strip, texts):
        found = column(text)
        if found is None or found[0] not in form.columns:
            told = _("“%(header)s” is no column of this sheet; delete it, or name it as one of: %(names)s.")
            names = ", ".join(header(part) for part in form.columns)
            faults.add(line, told % {"header": text.strip(), "names": names})
    known = [found for found in map(column, texts) if found]
    for part, language in {one for one in known if known.count(one) > 1}:
        faults.add(line, _("“%(header)s” is there twice.") % {"header": header(part, language)})


def _carried(
    sheet: str, columns: Sequence[Column | None], rows: Sequence[tuple[int, Sequence[str]]]
) -> Iterator[_Line]:
    """The rows below the header; a section that isn't named is that of the row above."""
    above: Cells = {}
    for number, row in rows:
        cells = {
            of: " ".join(text.split()) for of, text in zip(columns, row, strict=True) if of and text.strip()
        }
        if cells.get((Part.SECTION, "")):
            above = {of: text for of, text in cells.items() if of[0] is Part.SECTION}
        yield _Line(sheet, number, above | cells)


def _grouped(faults: _Faults, lines: Sequence[_Line], part: Part) -> dict[str, list[_Line]]:
    """Section, as it is looked up -> its lines, without those at fault."""
    found: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        if not line.said(Part.SECTION):
            faults.add(line, _("the section is missing."))
        elif not line.said(part):
            faults.add(line, _("“%(column)s” is empty.") % {"column": header(part)})
        elif max(map(len, line.cells.values())) > LONGEST:
            told = _("a text is longer than %(n)s characters: say it more briefly.")
            faults.add(line, told % {"n": formats.number(LONGEST)})
        elif plain(line.said(part)) in {plain(one.said(part)) for told in found.values() for one in told}:
            faults.add(line, _("“%(words)s” is there twice.") % {"words": line.said(part)})
        else:
            found[plain(line.said(Part.SECTION))].append(line)
    return dict(found)


def _check(faults: _Faults, asked: dict[str, list[_Line]], steps: dict[str, list[_Line]]) -> None:
    limits = (
        (nmark("%(n)s section", "%(n)s sections"), len(asked), MOST_SECTIONS),
        (nmark("%(n)s statement", "%(n)s statements"), sum(map(len, asked.values())), MOST_STATEMENTS),
        (
            nmark("%(n)s first step in a section", "%(n)s first steps in a section"),
            max(map(len, steps.values()), default=0),
            MOST_STEPS,
        ),
    )
    for words, n, most in limits:
        if n > most:
            told = _("The questionnaire has %(many)s; at most it may have %(most)s.")
            faults.append(
                told % {"many": ngettext(*words, n) % {"n": formats.number(n)}, "most": formats.number(most)}
            )
    for lines in (lines for section, lines in steps.items() if section not in asked):
        told = _("no statement has the section “%(section)s”: delete its rows here, or give it statements.")
        faults.add(lines[0], told % {"section": lines[0].said(Part.SECTION)})


def _section(number: int, lines: Sequence[_Line], steps: dict[str, list[_Line]]) -> Section:
    statements = (
        Statement(f"{number}.{place}", line.text(Part.STATEMENT)) for place, line in enumerate(lines, 1)
    )
    first_steps = steps.get(plain(lines[0].said(Part.SECTION)), [])
    return Section(
        str(number),
        lines[0].text(Part.SECTION),
        tuple(statements),
        tuple(line.text(Part.STEP) for line in first_steps),
    )


def _bands(faults: _Faults, lines: Sequence[_Line], sections: int) -> tuple[Band, ...]:
    found = [band for band in (_band(faults, line, sections) for line in lines) if band]
    cuts = [band.low for band in found]
    if len(cuts) != len({*cuts}) or len(cuts) > MOST_BANDS:
        told = _("The sheet of results names a total twice, or has more than %(most)s rows.")
        faults.append(told % {"most": formats.number(MOST_BANDS)})
    if cuts and min(cuts) > LOWEST * sections:
        told = _("The lowest result has to begin at a total of %(lowest)s, where all is answered with 1.")
        faults.append(told % {"lowest": formats.number(LOWEST * sections)})
    return tuple(sorted(found, key=lambda band: -band.low))


def _band(faults: _Faults, line: _Line, sections: int) -> Band | None:
    low = _number(line.said(Part.FROM))
    if low is None or not 0 <= low <= HIGHEST * sections:
        told = _("“%(text)s” is no total from 0 to %(highest)s.")
        words = {"text": line.said(Part.FROM), "highest": formats.number(HIGHEST * sections)}
        faults.add(line, told % words)
        return None
    if not line.said(Part.BAND) or max(map(len, line.cells.values())) > LONGEST:
        told = _("the result needs a name, of %(n)s characters at most.")
        faults.add(line, told % {"n": formats.number(LONGEST)})
        return None
    return Band(low, line.text(Part.BAND), line.text(Part.MEANING))


def _number(text: str) -> Fraction | None:
    return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
