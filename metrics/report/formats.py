"""The formats that a report is written in: one is added by a line of ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from data import language
from data.forms.writing import MIME as XLSX
from data.language import mark
from metrics.report.report import Report


@dataclass(frozen=True)
class Format:
    """A format of a report.

    name     what a person calls it, in words, marked for translation
    module   the module whose ``written(report)`` gives the bytes; imported when it is asked for
    """

    ending: str
    name: str
    mime: str
    icon: str
    module: str

    def written(self, report: Report) -> bytes:
        """The report as the bytes of a file, in the language that the report is in."""
        write: Callable[[Report], bytes] = import_module(self.module).written
        with language.spoken(report.language):
            return write(report)


FORMATS = {
    found.ending: found
    for found in (
        Format("xlsx", mark("Excel workbook"), XLSX, ":material/table_view:", "metrics.report.xlsx"),
        Format("html", mark("Web page to print"), "text/html", ":material/language:", "metrics.report.html"),
        Format(
            "pptx",
            mark("PowerPoint slides"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            ":material/slideshow:",
            "metrics.report.pptx",
        ),
    )
}


def file_name(report: Report, ending: str) -> str:
    """What the file is called, as in ``PolicyPulse 2025-10-31.xlsx``: by the day up to which it tells."""
    day = report.as_of or report.made_on
    return f"PolicyPulse {day.isoformat()}.{ending}"
