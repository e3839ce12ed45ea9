"""One complaint as it is typed in a form, made ready as the only row of a file would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd

from data.files.grid import Grid, Rows
from data.finding.structure import Table
from data.kinds import COMPLAINTS
from data.language import gettext as _
from data.matching.fit import Fit
from data.own_dimensions import own, with_own
from data.preparing.preparation import with_rows
from data.progress import untold
from data.records import Choices, Match, Preparation, Problem
from data.rows import Convention
from data.specs import Column, Scale, Type

Cell = Any  # of whatever type the column has

_HEADER, _ROW = 1, 2
# A complaint says what it is about in one of these at least.
_SAID = ("nature", "description")
# Scores are given as the store keeps them, so that a change of another field leaves them to the last digit.
_POSITIONS = Scale(0, 1)
_AS_WRITTEN = Convention(day_first=False, year_first=False, decimal_mark=".")


@dataclass(frozen=True)
class Entry:
    """A complaint that was typed in.

    preparation  what the store takes; its frame is None where it can't
    faults       column -> why what was typed there can't be used, in words
    remarks      column -> what became of it, where it is used otherwise than it was typed
    """

    preparation: Preparation
    faults: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


def entry_columns(own_dimensions: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of a complaint that are typed in: those of the log, then the company's own dimensions."""
    kept = tuple(column for column in COMPLAINTS.columns if column.stored)
    return (*kept, *(column for column in own_dimensions if column.own))


def prepare_entry(
    cells: Mapping[str, Cell],
    own_dimensions: Sequence[Column] = (),
    days: tuple[date, date] | None = None,
) -> Entry:
    """A complaint made ready by the checks that every file goes through.

    ``cells`` has what is typed by the column of the store: text, moments, numbers, yes or no; scores as
    positions from worst (0) to best (1). A column that is missing says nothing. ``days`` are the first and
    the last on which a complaint may have come in whose own day nobody knows: it needn't be said then.
    """
    columns = entry_columns(own_dimensions)
    if days and COMPLAINTS.moment not in cells:
        columns = tuple(column for column in columns if column.key != COMPLAINTS.moment)
    keys = [own(column.name) if column.own else column.key for column in columns]
    texts = [_written(cells.get(column.key)) for column in columns]
    found = _prepared(keys, texts, days)
    typed = {key: (column.key, text) for key, column, text in zip(keys, columns, texts, strict=True) if text}
    faults = {_column(one, typed): one.reason for one in found.problems if _costs(one, found, typed)}
    remarks = {
        _column(one, typed): one.reason
        for one in found.problems
        if one.row == _ROW and _column(one, typed) not in faults
    }
    return Entry(found, faults, remarks)


def unsaid(cells: Mapping[str, Cell], before: Mapping[str, Cell] | None = None) -> dict[str, str]:
    """Column -> what is wrong where a complaint doesn't say what it is about; empty where it does.

    ``before`` is what it said until now: one of a file that never said it may stay so.
    """
    if _says(cells) or (before is not None and not _says(before)):
        return {}
    return {_SAID[0]: _("say what the complaint is about: its nature, or a description")}


def _says(cells: Mapping[str, Cell]) -> bool:
    return any(str(cells.get(column) or "").strip() for column in _SAID)


def _prepared(keys: Sequence[str], texts: Sequence[str], days: tuple[date, date] | None) -> Preparation:
    layout = with_own(COMPLAINTS, keys)
    matches = tuple(Match(key, place, key, 1.0, "") for place, key in enumerate(keys))
    rows = Rows(Grid.of([tuple(texts)]), np.array([_ROW], np.int32))
    table = Table(None, _HEADER, tuple(keys), rows)
    scored = [column.key for column in COMPLAINTS.columns if column.type is Type.SCORE]
    choices = Choices(
        kind=layout.kind,
        layout=layout.name,
        mapping={key: key for key in keys},
        days=days,
        scales=dict.fromkeys(scored, _POSITIONS),
        conventions=dict.fromkeys(keys, _AS_WRITTEN),
    )
    known = Preparation(
        "", "", "refused", "", choices, headers=tuple(keys), layout=layout, matches=matches, rows=1
    )
    return with_rows(known, table, Fit(layout, matches), dict.fromkeys(scored, _POSITIONS), (), untold)


def _written(cell: Cell) -> str:
    """What a file would have in the cell."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return str(cell.date()) if cell.time() == time() else str(cell)
        case float():
            return np.format_float_positional(cell, trim="-")
        case _:
            return str(cell)


def _column(problem: Problem, typed: Mapping[str, tuple[str, str]]) -> str:
    """The column of the store that a problem is about."""
    return typed[problem.column][0] if problem.column in typed else problem.column


def _costs(problem: Problem, found: Preparation, typed: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a file would lose what is typed: the whole row, or this cell of it."""
    if problem.row != _ROW:
        return False
    if found.frame is None or problem.left_out or problem.to_mend:
        return True
    return problem.column in typed and bool(pd.isna(found.frame[problem.column].iloc[0]))
