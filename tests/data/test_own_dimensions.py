"""Columns that mean nothing known, kept to split by under names of the company's own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.kinds import DIMENSIONS, SURVEYS, TOUCHPOINT
from data.own_dimensions import categories, is_own, name_of, own, same, with_own
from data.preparing.preparation import prepare
from data.records import Choices
from tests.data.books import csv_text

KEPT = Choices(mapping={"Courier": "own:Courier"})
ROWS = ("Response date,CSAT,Courier", "2025-01-02,4,A", "2025-01-03,5, ", "2025-02-03,5,A")


@pytest.mark.parametrize(
    "key, expected",
    [
        ("own:Courier", True),
        ("own: ", False),
        ("own:", False),
        ("owned", False),
        ("team", False),
        (None, False),
    ],
)
def test_keys_of_the_company_s_own(key: str | None, expected: bool) -> None:
    assert is_own(key) is expected


@given(st.text(min_size=1).filter(str.strip))
def test_a_name_survives_its_key(name: str) -> None:
    assert is_own(own(name))
    assert name_of(own(name)) == " ".join(name.split())
    assert same(own(f"  {name} ")) == same(own(name))


@pytest.mark.parametrize("other", ["own:courier", "own: COURIER ", "own:Cour\u200aier"])
def test_case_and_blanks_make_no_other_dimension(other: str) -> None:
    assert (same(other) == same("own:Courier")) is ("\u200a" not in other)


def test_a_layout_gains_columns_that_are_categories() -> None:
    wide = with_own(SURVEYS, ["csat", "own:Depot"])
    specified = [one.title for one in (*DIMENSIONS, TOUCHPOINT)]
    assert [column.title for column in categories(wide)] == [*specified, "Depot"]
    assert with_own(SURVEYS, ["csat"]) is SURVEYS


def test_a_kept_column_comes_with_the_rows() -> None:
    found = prepare("a.csv", csv_text(*ROWS), KEPT)
    assert found.frame is not None, found.message
    assert list(found.frame["own:Courier"].astype(object).fillna("")) == ["A", "", "A"]
    assert found.mapping["Courier"] == "own:Courier"
    assert [match.reason for match in found.matches if match.header == "Courier"] == ["chosen by you"]


def test_without_a_choice_it_is_left_out() -> None:
    found = prepare("a.csv", csv_text(*ROWS))
    assert found.frame is not None
    assert not any(map(is_own, found.frame.columns))
    assert "Courier" not in found.mapping


def test_a_snapshot_keeps_it_too() -> None:
    rows = ("customer id,tenure,churn,Depot", "a,3,no,X", "b,4,yes,Y")
    chosen = Choices(mapping={"Depot": "own:Depot"}, snapshot_date=date(2024, 3, 31))
    found = prepare("a.csv", csv_text(*rows), chosen)
    assert found.frame is not None
    assert list(found.frame["own:Depot"]) == ["X", "Y"]


@pytest.mark.parametrize(
    "rows, mapping, told",
    [
        (("Month,Sold,Depot", "2025-01,4,A"), {"Depot": "own:Depot"}, "'Depot' can't be kept to split by"),
        (ROWS, {"Courier": "own:"}, "'own:' is not a column that can be mapped to"),
        (("Response date,CSAT,A,B", "2025-01-02,4,x,y"), {"A": "own:Shop", "B": "own: shop"}, "Two columns"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    rows: tuple[str, ...], mapping: dict[str, str | None], told: str
) -> None:
    found = prepare("a.csv", csv_text(*rows), Choices(mapping=mapping))
    assert found.status == "refused"
    assert told in found.message
