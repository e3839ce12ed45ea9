"""The sample files as they would be uploaded."""

from __future__ import annotations

import pandas as pd
import pytest

from data import kinds
from data.samples import company, files
from data.samples.files import header
from data.specs import Column, Layout

DIMENSIONS = ["Channel", "Segment", "Team", "Branch", "Product", "Employee"]
LAYOUTS = {
    "sample-surveys.csv": kinds.SURVEYS,
    "sample-complaints.csv": kinds.COMPLAINTS,
    "sample-contacts.csv": kinds.CONTACTS,
    "sample-customers-2024-12.csv": kinds.CUSTOMERS,
    "sample-customers-2025-06.csv": kinds.CUSTOMERS,
    "sample-customers.csv": kinds.CUSTOMERS,
    "sample-operations.csv": kinds.OPERATIONS,
}
LOGS = [
    ("sample-surveys.csv", "Answered at"),
    ("sample-complaints.csv", "Received at"),
    ("sample-contacts.csv", "Started at"),
]


def test_two_calls_give_the_same_bytes(contents):
    assert files() == contents


def test_one_file_a_layout_but_several_lists_of_customers(contents):
    assert list(contents) == list(LAYOUTS)


@pytest.mark.parametrize(
    "file, rows",
    [
        ("sample-surveys.csv", 12_000),
        ("sample-complaints.csv", 2_600),
        ("sample-contacts.csv", 25_000),
        ("sample-customers-2024-12.csv", 4_800),
        ("sample-customers.csv", 5_000),
        ("sample-operations.csv", 36),
    ],
)
def test_size(tables, file: str, rows: int):
    assert len(tables[file]) == pytest.approx(rows, rel=0.04)


@pytest.mark.parametrize("file, moment", LOGS)
def test_three_whole_years_in_opening_hours(tables, file: str, moment: str):
    moments = tables[file][moment]
    assert moments.dt.to_period("M").nunique() == 36
    assert moments.min() >= pd.Timestamp(company.FIRST_DAY)
    assert moments.max() < pd.Timestamp(company.LAST_DAY) + pd.Timedelta(days=1)
    assert moments.dt.hour.between(8, 19).all()
    assert moments.is_monotonic_increasing


@pytest.mark.parametrize("file, moment", LOGS)
def test_december_is_the_busiest_month(tables, file: str, moment: str):
    months = tables[file].groupby(tables[file][moment].dt.month).size()
    assert months.idxmax() == 12
    assert months[12] > 1.15 * months.mean()


@pytest.mark.parametrize(
    "column, expected",
    [(kinds.CSAT, "CSAT"), (kinds.CUSTOMER_ID, "Customer id"), (kinds.JOINED_AT, "Joined at")],
)
def test_header(column: Column, expected: str):
    assert header(column) == expected


@pytest.mark.parametrize("file, layout", LAYOUTS.items())
def test_every_header_means_one_column_of_the_layout(tables, file: str, layout: Layout):
    meaning = {header(column): column for column in layout.columns}
    meant = [meaning[name].key for name in tables[file].columns]
    assert len(meant) == len(set(meant))
    assert {column.key for column in layout.columns if column.essential} <= set(meant)


@pytest.mark.parametrize("file, layout", LAYOUTS.items())
def test_no_personal_data(tables, contents, file: str, layout: Layout):
    personal = {synonym for column in layout.columns if column.personal for synonym in column.synonyms}
    assert not personal & {name.lower() for name in tables[file].columns}
    assert b"@" not in contents[file]


@pytest.mark.parametrize(
    "file, dimensions",
    [
        *((file, DIMENSIONS) for file, _moment in LOGS),
        *((file, ["Touchpoint"]) for file, _moment in LOGS[:2]),
        ("sample-customers.csv", ["Segment", "Branch", "Product"]),
    ],
)
def test_every_row_has_its_dimensions(tables, file: str, dimensions: list[str]):
    assert tables[file][dimensions].notna().to_numpy().all()
    assert set(tables[file]["Branch"]) == set(company.BRANCHES)


@pytest.mark.parametrize("file", LAYOUTS)
def test_the_first_column_numbers_the_rows(tables, file: str):
    assert tables[file].iloc[:, 0].is_unique


@pytest.mark.parametrize("file, moment", LOGS[:2])
def test_each_event_belongs_to_a_customer_of_that_day(tables, file: str, moment: str):
    members = tables["sample-customers.csv"].set_index("Customer id")
    known = members.loc[tables[file]["Customer id"]].reset_index(drop=True)
    moments = tables[file][moment]
    assert (known["Joined at"] <= moments).all()
    assert (known["Left at"].isna() | (known["Left at"] > moments)).all()
    assert (known["Branch"] == tables[file]["Branch"]).all()
