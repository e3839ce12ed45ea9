"""The text cells of matched columns as typed columns, with a problem for every cell that can't be used.

Every distinct text of a column is read once, then mapped to the rows; columns of many distinct texts that are
written plainly are read at once (see ``plain_columns``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.files.texts import Coded, Mask, Texts
from data.finding.structure import Table
from data.language import gettext as _
from data.progress import Told, untold
from data.records import Choices, Conversion, Match, Problem
from data.specs import Layout, Scale, Type
from data.values.plain_columns import Bulk
from data.values.readers import Reading, read
from data.values.unreadable import Unreadable, shown

DTYPES: dict[Type, Any] = {
    Type.IDENTIFIER: "str",
    Type.TEXT: "str",
    Type.CATEGORY: "str",
    Type.STATUS: "str",
    Type.MOMENT: "datetime64[us]",
    Type.CLOCK: "timedelta64[us]",
    Type.PERIOD: "object",
    Type.FLAG: "boolean",
    Type.HOURS: "float64",
    Type.SECONDS: "float64",
    Type.NUMBER: "float64",
    Type.COUNT: "float64",
    Type.SCORE: "float64",
    Type.SHARE: "float64",
    Type.BALANCE: "float64",
}


@dataclass(frozen=True)
class Cleaned:
    """A table's columns, typed.

    frame    ``row_number`` and a column a match, under its key: text, ``datetime64[us]``, ``boolean``,
             floats; durations in seconds, times of day as ``timedelta64[us]``, periods as ``periods.Period``
    headers  column key -> header in the file
    numbers  the row numbers of the file's rows, kept or not
    texts    column key -> what stands in its cells in those rows
    """

    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    conversions: tuple[Conversion, ...]
    headers: Mapping[str, str]
    numbers: npt.NDArray[Any]
    texts: Mapping[str, Texts]


def clean(
    table: Table,
    layout: Layout,
    matches: Sequence[Match],
    choices: Choices,
    scales: Mapping[str, Scale],
    tell: Told = untold,
) -> Cleaned:
    """Every matched column of a table, typed, all of its rows kept.

    ``tell`` is told after each column which share of them is done; what it raises ends the work.
    Raises Unanswered where the order of day and month can't be told.
    """
    columns: dict[str, Any] = {"row_number": table.numbers}
    problems: list[Problem] = []
    conversions: list[Conversion] = []
    for done, match in enumerate(matches, 1):
        column = layout.column(match.column)
        reading = Reading(column, match.header, table.columns[match.position], choices, scales)
        bulk, conversion = read(reading)
        columns[column.key] = _column(reading, bulk)
        problems += _problems(reading, bulk, columns[column.key], table.numbers)
        problems += _told_of_column(reading, bulk, table)
        conversions += [conversion] if conversion else []
        tell(done / len(matches))
    return Cleaned(
        pd.DataFrame(columns, copy=False),
        tuple(problems),
        tuple(conversions),
        {match.column: match.header for match in matches},
        table.numbers,
        {match.column: table.columns[match.position] for match in matches},
    )


def _column(reading: Reading, bulk: Bulk) -> Any:
    """The values of a column, none where a text can't be read."""
    usable = {text: None if isinstance(value, Unreadable) else value for text, value in bulk.values.items()}
    if bulk.column is None:
        return _expanded(reading, *reading.texts.mapped(usable))
    if bulk.rest.any():
        codes, values = reading.texts.where(bulk.rest).mapped(usable)
        bulk.column[bulk.rest] = _expanded(reading, codes, values)
    return bulk.column


def _expanded(reading: Reading, codes: npt.NDArray[Any], values: Sequence[Any]) -> Any:
    """The value of each row from the place of its value among the distinct ones."""
    if reading.column.type is Type.CATEGORY and isinstance(reading.texts, Coded):
        categories = {value: None for value in values if value is not None}
        places = {value: place for place, value in enumerate(categories)}
        known = [-1 if value is None else places[value] for value in values]
        narrow = np.array(known, _kind(len(places)))
        return pd.Categorical.from_codes(narrow[codes], pd.Index(list(categories), dtype="str"))
    return pd.array(list(values), dtype=DTYPES[reading.column.type]).take(codes.astype(np.intp))


def _kind(categories: int) -> type[np.signedinteger[Any]]:
    return next(kind for kind in (np.int8, np.int16, np.int32) if categories <= np.iinfo(kind).max)


def _problems(reading: Reading, bulk: Bulk, column: Any, numbers: npt.NDArray[Any]) -> list[Problem]:
    """A problem a cell that can't be read, or that is empty though its row can't do without it."""
    reasons = {text: value.reason for text, value in bulk.values.items() if isinstance(value, Unreadable)}
    places = _places(reading.texts, bulk.rest, reasons)
    found = [(place, reasons[reading.texts[place]]) for place in places]
    if reading.column.essential:
        empty = np.setdiff1d(np.flatnonzero(pd.isna(column)), places)
        found += [(place, _("the cell is empty")) for place in empty.tolist()]
    return [
        Problem(
            int(numbers[place]), reading.header, shown(reading.texts[place]), reason, reading.column.essential
        )
        for place, reason in found
    ]


def _places(texts: Texts, rest: Mask, reasons: Mapping[str, str]) -> list[int]:
    """The rows whose text can't be read."""
    if not reasons:
        return []
    among = np.flatnonzero(rest)
    codes, unread = texts.where(rest).mapped(dict.fromkeys(reasons, True))
    return among[np.array(unread, dtype=np.bool_)[codes]].tolist()


def _is_said(value: object) -> bool:
    return value is not None


def _told_of_column(reading: Reading, bulk: Bulk, table: Table) -> list[Problem]:
    """What is to be known of how all of a column was read, told at its header."""
    told = list(bulk.told)
    if reading.column.type is Type.FLAG and bulk.values.get("") is False:
        told.append(_("only the yes is marked, so an empty cell is read as no"))
    if reading.column.type is Type.FLAG and bulk.values and not any(map(_is_said, bulk.values.values())):
        told.append(_("empty in every row, so it isn't known whether that means no; where it does, write no"))
    row = table.header_row or 1
    return [Problem(row, reading.header, "", reason, left_out=False, to_mend=False) for reason in told]
