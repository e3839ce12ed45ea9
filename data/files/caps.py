"""The caps on a table of text, in words; those on workbooks are checked where workbooks are taken apart."""

from __future__ import annotations

from collections.abc import Sequence

from data.formats import number
from data.language import gettext as _
from data.limits import LONGEST_CELL, MAX_COLUMNS, MAX_TEXT_CELLS, MAX_TEXT_ROWS
from data.refusals import Refused


class Taken:
    """How much of a text file was cut into cells so far."""

    rows = 0
    width = 0

    def add(self, records: Sequence[Sequence[str]]) -> None:
        """Count some records; Refused where there are too many rows, columns or cells."""
        for row, record in enumerate(records, self.rows + 1):
            if len(record) > MAX_COLUMNS:
                raise Refused(_too_wide(row, len(record)))
        self.grow(len(records), max(map(len, records), default=0))

    def grow(self, rows: int, width: int) -> None:
        """Count some records of a width; Refused where they are too many."""
        self.rows += rows
        self.width = max(self.width, width)
        if self.rows > MAX_TEXT_ROWS:
            raise Refused(
                _(
                    "The file has more than %(limit)s rows, the most that can be read at once. Save it in "
                    "parts, a year each for example, and load them one after the other."
                )
                % {"limit": number(MAX_TEXT_ROWS)}
            )
        if self.rows * self.width > MAX_TEXT_CELLS:
            raise Refused(_too_many())


def check_text(text: str, separator: str) -> None:
    """Raise Refused for a text that would be cut into more cells than fit, before it is cut."""
    if text.count(separator) + text.count("\n") > MAX_TEXT_CELLS:
        raise Refused(_too_many())


def _too_many() -> str:
    return _(
        "The file would have more than %(limit)s cells. Save the table alone, in parts if need be, "
        "and load them one after the other."
    ) % {"limit": number(MAX_TEXT_CELLS)}


def _too_wide(row: int, columns: int) -> str:
    return _(
        "Row %(row)s has %(columns)s cells, more than a table has columns. Delete the empty columns "
        "and separators behind the table, save and load again."
    ) % {"row": number(row), "columns": number(columns)}


def too_long(row: int) -> str:
    """What is said of a cell that is too long."""
    return _(
        "A cell in row %(row)s is longer than %(limit)s characters. Shorten it, or add the "
        "quotation mark that may be missing, and load the file again."
    ) % {"row": number(row), "limit": number(LONGEST_CELL)}
