"""The report as an Excel workbook: summary, targets, a sheet a KPI with its chart, definitions, files."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.language import gettext as _
from data.language import mark
from metrics.report.report import Report
from metrics.report.sheets import kpi, lists, shifts, summary
from metrics.report.sheets.paper import Book


def written(report: Report) -> bytes:
    """The report as the bytes of an xlsx file, in the language chosen now."""
    # It takes a moment to import, and pages import the formats at once.
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    made = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made.set_properties({"title": report.title, "subject": report.period, "comments": report.headline})
    book = Book(made, report.facts)
    first, shown = book.name_for(_("Summary")), [one for one in _LISTS if one.is_shown(report)]
    names = {one: book.name_for(_(one.title)) for one in shown}
    sheets = {section.key: book.name_for(section.title) for section in report.sections}
    summary.sheet(book, first, report, sheets, list(names.values()))
    _write(book, report, {one: name for one, name in names.items() if one.is_first})
    for section in report.sections:
        kpi.sheet(book, sheets[section.key], section)
    _write(book, report, {one: name for one, name in names.items() if not one.is_first})
    made.close()
    return stream.getvalue()


@dataclass(frozen=True)
class _List:
    """A sheet that is a list; ``is_first`` says that it stands before those of the KPIs."""

    title: str
    write: Callable[[Book, str, Report], None]
    is_first: bool = False
    is_shown: Callable[[Report], bool] = lambda report: True


_LISTS = (
    _List(mark("Impact"), shifts.sheet, is_first=True, is_shown=lambda report: bool(report.shifts)),
    _List(mark("Targets"), lists.targets, is_first=True, is_shown=lambda report: bool(report.targets)),
    _List(mark("Definitions"), lists.definitions),
    _List(mark("Files used"), lists.uploads),
)


def _write(book: Book, report: Report, names: Mapping[_List, str]) -> None:
    for one, name in names.items():
        one.write(book, name, report)
