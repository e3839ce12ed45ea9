"""The workbook for a questionnaire of a company's own: sheets to fill in, begun with the built-in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from data.forms.looks import (
    Look,
    TextSheet,
    dress,
    fit_to_print,
    set_heights,
    set_widths,
    write_text_sheet,
)
from data.forms.writing import saved, sheet_name, write_text
from data.language import available, current, in_all_languages
from data.language import gettext as _
from data.questionnaires.columns import BANDS, FORMS, STATEMENTS, STEPS, Form, Part, header
from data.questionnaires.questionnaire import HIGHEST, LOWEST, Text
from data.questionnaires.self_assessment import SELF_ASSESSMENT

FILE_NAME = "policypulse-questionnaire.xlsx"
_WIDTHS = {Part.SECTION: 28, Part.FROM: 16, Part.BAND: 28}
_WIDEST = 60

Rows = Sequence[Sequence[Text]]


def template(languages: Sequence[str] | None = None) -> bytes:
    """The bytes of an xlsx file in the reader's language, with columns for the words in further languages.

    Without ``languages`` those that the app speaks beside the reader's. It holds the built-in questionnaire
    as a beginning: rows are changed, added and deleted at will. The results are left empty, as those of the
    built-in one would be wrong for another number of sections.
    """
    book = Workbook()
    chosen = available() if languages is None else languages
    reader = _reader(chosen)
    rows = {STATEMENTS: _statements(), STEPS: _steps(), BANDS: ()}
    for place, form in enumerate(FORMS):
        sheet: Any = book.worksheets[0] if not place else book.create_sheet()
        _fill(sheet, form, rows[form], reader)
    _explain(book.create_sheet())
    return saved(book)


def _reader(languages: Sequence[str]) -> list[str]:
    """The further languages: all but the reader's, each once."""
    return [language for language in dict.fromkeys(languages) if language != current()]


def _statements() -> Rows:
    return [[section.name, one.asks] for section in SELF_ASSESSMENT.sections for one in section.statements]


def _steps() -> Rows:
    return [[section.name, step] for section in SELF_ASSESSMENT.sections for step in section.steps]


def _fill(sheet: Any, form: Form, rows: Rows, languages: Sequence[str]) -> None:
    sheet.title = sheet_name(_(form.name))
    columns = [(part, "") for part in form.columns]
    columns += [(part, language) for language in languages for part in form.translated]
    for place, (part, language) in enumerate(columns, 1):
        write_text(sheet.cell(1, place), header(part, language))
        dress(sheet.cell(1, place), Look.OPTIONAL if language else Look.HEADER)
        for at, row in enumerate(rows, 2):
            _write(sheet.cell(at, place), row[form.columns.index(part)], language)
    set_widths(sheet, [_WIDTHS.get(part, _WIDEST) for part, __ in columns])
    set_heights(sheet)
    sheet.freeze_panes = "A2"
    fit_to_print(sheet, 1)


def _write(cell: Any, text: Text, language: str) -> None:
    if words := _in(text, language):
        write_text(cell, words)
    dress(cell, Look.DATA)


def _in(text: Text, language: str) -> str:
    """Words of the built-in questionnaire in a language; empty where the app doesn't speak it."""
    if not language:
        return text.said
    return dict(zip(available(), in_all_languages(text.source), strict=True)).get(language, "")


def _explain(sheet: Any) -> None:
    sheet.title = sheet_name(_("How to fill it in"))
    scale = {"low": LOWEST, "high": HIGHEST}
    page = TextSheet(
        _("A questionnaire of your own"),
        (
            _("Change, add or delete rows on the other sheets; the first one alone is needed."),
            _("Columns with a language, such as “(ru)”, hold the same in that language; leave out any."),
        ),
        ((_("Sheet"), 24), (_("What it holds"), 90)),
        tuple(_lines(scale)),
    )
    write_text_sheet(sheet, page)


def _lines(scale: dict[str, int]) -> Iterable[tuple[str, str]]:
    told = _(
        "A row a statement, with its section. Each is answered from %(low)s, not at all, to %(high)s, always."
        " A section's score is the mean of its statements, and the total is the sum of the sections."
    )
    yield _(STATEMENTS.name), told % scale
    yield (
        _(STEPS.name),
        _("What a team can do next Monday where a section is weak. The sheet may be missing."),
    )
    yield (
        _(BANDS.name),
        _(
            "From which total on a result holds. Without the sheet the results of the built-in questionnaire "
            "hold, in proportion to the number of sections."
        ),
    )
