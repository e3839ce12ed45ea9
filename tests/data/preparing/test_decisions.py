from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.preparing.decisions import choices_from, told
from data.records import Choices
from data.rows import Convention
from data.specs import Scale

FLAGS = st.none() | st.booleans()
DAYS = st.none() | st.dates()
CHOICES = st.builds(
    Choices,
    kind=st.none() | st.text(),
    layout=st.none() | st.text(),
    mapping=st.dictionaries(st.text(), st.none() | st.text()),
    date=DAYS,
    snapshot_date=DAYS,
    days=st.none() | st.tuples(st.dates(), st.dates()).map(lambda pair: (min(pair), max(pair))),
    day_first=FLAGS,
    scales=st.dictionaries(
        st.text(), st.builds(Scale, st.integers(-5, 0), st.integers(1, 100), st.booleans())
    ),
    conventions=st.dictionaries(
        st.text(),
        st.builds(
            Convention,
            FLAGS,
            st.sampled_from([None, ",", "."]),
            FLAGS,
            FLAGS,
            st.lists(st.text()).map(tuple),
        ),
    ),
    units=st.dictionaries(st.text(), st.sampled_from(["seconds", "minutes", "hours"])),
)
LATER = ("units", "days")
SAID = told(Choices(kind="surveys", scales={"csat": Scale(1, 5)}, conventions={"csat": Convention()}))


@given(CHOICES)
def test_choices_come_back_as_they_were(choices: Choices) -> None:
    assert choices_from(json.loads(json.dumps(told(choices)))) == choices


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": 5},
        {"mapping": ["Date"]},
        {"mapping": {"Date": 5}},
        {"mapping": None},
        {"date": "31.02.2025"},
        {"date": 20250301},
        {"snapshot_date": True},
        {"days": ["2023-12-31", "2023-01-01"]},
        {"days": ["2023-01-01"]},
        {"days": "2023"},
        {"days": 2023},
        {"day_first": "yes"},
        {"scales": {"csat": {"low": 5, "high": 1, "low_is_good": False}}},
        {"scales": {"csat": {"low": "nan", "high": 1, "low_is_good": False}}},
        {"scales": {"csat": {"low": 0, "high": "inf", "low_is_good": False}}},
        {"scales": {"csat": 5}},
        {"conventions": {"csat": {}}},
        {"units": {"handle_seconds": "fortnights"}},
        {"units": ["minutes"]},
        {"conventions": {"csat": SAID["conventions"]["csat"] | {"decimal_mark": "x"}}},
        {"conventions": {"csat": SAID["conventions"]["csat"] | {"words": None}}},
    ],
)
def test_what_cannot_have_been_told_is_not_taken(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        choices_from(SAID | changes)


@pytest.mark.parametrize("missing", [key for key in SAID if key not in LATER])
def test_nothing_may_be_missing(missing: str) -> None:
    with pytest.raises(ValueError, match="these are no choices"):
        choices_from({key: value for key, value in SAID.items() if key != missing})


def test_what_went_out_before_these_were_told_comes_back() -> None:
    found = choices_from({key: value for key, value in SAID.items() if key not in LATER})
    assert (found.units, found.days) == ({}, None)


def test_days_are_told_in_their_standard_form() -> None:
    assert told(Choices(date=date(2025, 3, 1)))["date"] == "2025-03-01"
