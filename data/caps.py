"""The caps on a table of text, in words; those on workbooks are checked where workbooks are taken apart."""

from __future__ import annotations

from collections.abc import Sequence

from data.formats import number
from data.language import gettext as _
from data.limits import LONGEST_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from data.refusals import Refused


def check_text(text: str, separator: str) -> None:
    """Raise Refused for a text that would be cut into more cells than fit, before it is cut."""
    if text.count(separator) + text.count("\n") > MAX_CELLS:
        raise Refused(_too_many())


def check_records(records: Sequence[Sequence[str]]) -> None:
    """Raise Refused for too many rows, columns or cells once all rows are as long as the longest."""
    widest = max(range(len(records)), key=lambda place: len(records[place]), default=0)
    width = len(records[widest]) if records else 0
    if len(records) > MAX_ROWS:
        raise Refused(
            _(
                "The file has %(rows)s rows; at most %(limit)s can be read at once. Save it in parts, "
                "a year each for example, and load them one after the other."
            )
            % {"rows": number(len(records)), "limit": number(MAX_ROWS)}
        )
    if width > MAX_COLUMNS or width * len(records) > MAX_CELLS:
        raise Refused(
            _(
                "Row %(row)s has %(columns)s cells, more than a table has columns. Delete the empty columns "
                "and separators behind the table, save and load again."
            )
            % {"row": number(widest + 1), "columns": number(width)}
            if width > MAX_COLUMNS
            else _too_many()
        )
    _check_cells(records)


def _check_cells(records: Sequence[Sequence[str]]) -> None:
    for row, record in enumerate(records, 1):
        if max(map(len, record), default=0) > LONGEST_CELL:
            raise Refused(
                _(
                    "A cell in row %(row)s is longer than %(limit)s characters. Shorten it, or add the "
                    "quotation mark that may be missing, and load the file again."
                )
                % {"row": number(row), "limit": number(LONGEST_CELL)}
            )


def _too_many() -> str:
    return _(
        "The file would have more than %(limit)s cells. Save the table alone, in parts if need be, "
        "and load them one after the other."
    ) % {"limit": number(MAX_CELLS)}
