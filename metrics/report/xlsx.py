"""The report as an Excel workbook: summary, targets, a sheet a KPI with its chart, definitions, files."""

from __future__ import annotations

import io

from data.language import gettext as _
from metrics.report.report import Report
from metrics.report.sheets import kpi, lists, summary
from metrics.report.sheets.paper import Book


def written(report: Report) -> bytes:
    """The report as the bytes of an xlsx file, in the language chosen now."""
    # It takes a moment to import, and pages import the formats at once.
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    made = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made.set_properties({"title": report.title, "subject": report.period, "comments": report.headline})
    book = Book(made, report.facts)
    first, targets = book.name_for(_("Summary")), book.name_for(_("Targets"))
    sheets = {section.key: book.name_for(section.title) for section in report.sections}
    summary.sheet(book, first, report, sheets)
    if report.targets:
        lists.targets(book, targets, report)
    for section in report.sections:
        kpi.sheet(book, sheets[section.key], section)
    lists.definitions(book, book.name_for(_("Definitions")), report)
    lists.uploads(book, book.name_for(_("Files used")), report)
    made.close()
    return stream.getvalue()
