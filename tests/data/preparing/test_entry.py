"""A complaint typed in a form and the same one as the only row of a file: the same row, the same faults."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.kinds import COMPLAINTS
from data.preparing.entry import Cell, entry_columns, prepare_entry
from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.specs import Column, Scale, Type

RECEIVED = datetime(2025, 3, 1, 10, 7, 33)
HOSTILE = 'a "b";\nc,d\t=1+1 <img>'
COLUMNS = entry_columns(())


def in_file(cells: dict[str, Cell]) -> Preparation:
    """The complaint as a file of one row with every column, written as programs write it."""
    written = {column.key: text(cells.get(column.key)) for column in COLUMNS}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(written), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerow(written)
    choices = Choices(
        kind="complaints",
        layout="log",
        header_row=1,
        mapping={key: key for key in written},
        scales={"csat": Scale(0, 1)},
        day_first=True,
    )
    return prepare("one.csv", out.getvalue().encode(), choices)


def text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return "" if cell is None else str(cell)


def row(found: Preparation) -> dict[str, Any]:
    assert found.frame is not None
    cells = found.frame.drop(columns="row_number").iloc[0].to_dict()
    return {str(key): cell for key, cell in cells.items() if not pd.isna(cell)}


VALUES: dict[Type, st.SearchStrategy[Cell]] = {
    Type.IDENTIFIER: st.sampled_from(["C-1", "0012", "A 7/25", "1000"]),
    Type.TEXT: st.sampled_from([HOSTILE, "Total", "none", "  so\n\nmany  words "]),
    Type.CATEGORY: st.sampled_from(["Billing", "Доставка", "N/A", "Ł, Ż"]),
    Type.STATUS: st.sampled_from(["closed", "Open", "waiting"]),
    Type.MOMENT: st.integers(0, 9).map(lambda hours: RECEIVED + timedelta(hours=hours)),
    Type.NUMBER: st.sampled_from([0.0, 12.5, 1250.0, 1.125, 0.1]),
    Type.SCORE: st.sampled_from([0.0, 0.75, 7 / 9, 1.0]),
    Type.FLAG: st.booleans(),
}
CELLS = st.fixed_dictionaries(
    {"received_at": st.just(RECEIVED)},
    optional={column.key: VALUES[column.type] for column in COLUMNS if column.key != "received_at"},
)


@settings(max_examples=12, deadline=None)
@given(CELLS)
def test_the_form_gives_the_row_that_a_file_gives(cells: dict[str, Cell]) -> None:
    entry, found = prepare_entry(cells), in_file(cells)
    assert row(entry.preparation) == row(found)
    # What a file would tell as a fact and drop is a fault in the form: nothing that is typed is lost.
    assert entry.faults.keys() == {
        key for key in cells if key not in row(found) and key in {one.column for one in found.problems}
    }
    kept = {key: cell for key, cell in cells.items() if key not in entry.faults}
    assert {key: row(entry.preparation).get(key) for key in kept} == kept


@pytest.mark.parametrize(
    "cells, faults",
    [
        ({"nature": "Billing"}, {"received_at": "the cell is empty"}),
        ({"received_at": "10:00"}, {"received_at": "'10:00' is not a date"}),
        (
            {"received_at": RECEIVED, "resolved_at": datetime(2025, 2, 28)},
            {"resolved_at": "lies before the complaint was received"},
        ),
        (
            {"received_at": RECEIVED, "resolved_at": RECEIVED, "status": "Open"},
            {"resolved_at": "still open by its status, so its resolution time is not used"},
        ),
        (
            {"received_at": RECEIVED, "nature": "#REF!"},
            {"nature": "the formula in this cell failed, so the cell is taken as empty"},
        ),
        ({"received_at": RECEIVED, "csat": 1.5}, {"csat": "'1.5' is outside the scale from 0 to 1"}),
    ],
)
def test_what_a_file_would_reject_is_told_at_its_field(
    cells: dict[str, Cell], faults: dict[str, str]
) -> None:
    assert prepare_entry(cells).faults == faults


def test_what_is_used_otherwise_than_typed_is_told() -> None:
    entry = prepare_entry({"received_at": RECEIVED, "resolved_at": datetime(2025, 3, 1)})
    assert entry.faults == {}
    assert entry.remarks == {"resolved_at": "has no time of day, so it is taken as done at once"}
    assert row(entry.preparation)["resolved_at"] == RECEIVED


def test_every_column_of_the_log_is_asked_for_and_an_own_dimension_too() -> None:
    own = Column("own_1", "Courier", Type.CATEGORY, own=True)
    asked = entry_columns((COMPLAINTS.column("channel"), own))
    assert asked == (*(column for column in COMPLAINTS.columns if column.fills is None), own)
    assert row(prepare_entry({"received_at": RECEIVED, "own_1": "DPD"}, (own,)).preparation) == {
        "received_at": RECEIVED,
        "own:Courier": "DPD",
        "is_open": True,
    }
