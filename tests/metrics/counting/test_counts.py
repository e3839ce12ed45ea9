"""Counts from period totals, alone and beside a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime

import pandas as pd
import pytest

from data.preparing.preparation import prepare
from metrics.counting.counts import with_totals
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.query import Query, filters
from tests.data.books import csv_text
from tests.metrics.companies import stored

MONTHS = ("month,complaints,team", "2024-01,10,A", "2024-01,5,B", "2024-02,8,A", "2024-03,6,A")
LOG = (
    "complaint id,received,category,team",
    "1,2024-02-10,late,A",
    "2,2024-02-29,late,A",
    "3,2024-02-01,late,B",
)

Loading = Callable[..., StoredFacts]


@pytest.fixture
def facts() -> Iterator[Loading]:
    with ExitStack() as stack:

        def loaded(*files: tuple[str, ...]) -> StoredFacts:
            prepared = [prepare(f"{at}.csv", csv_text(*rows)) for at, rows in enumerate(files)]
            return StoredFacts(stack.enter_context(stored(*prepared)))

        yield loaded


def events(found: StoredFacts, query: Query) -> dict[str, float]:
    parts = found.parts(query).get("complaints", pd.DataFrame(columns=["start", "split", "events"]))
    told = parts[parts["events"].notna()]
    return {
        f"{start:%m}{split}": count
        for start, split, count in told[["start", "split", "events"]].itertuples(index=False)
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(("complaints",)), {"01": 15, "02": 8, "03": 6}),
        (Query(("complaints",), Grain.QUARTER), {"01": 29}),
        (Query(("complaints",), Grain.ALL), {"01": 29}),
        (Query(("complaints",), Grain.WEEK), {}),
        (Query(("complaints",), split="team"), {"01A": 10, "01B": 5, "02A": 8, "02B": 0, "03A": 6, "03B": 0}),
        (Query(("complaints",), where=filters({"team": ["B"]})), {"01": 5, "02": 0, "03": 0}),
        (Query(("complaints",), first=date(2024, 2, 1), last=date(2024, 2, 29)), {"02": 8}),
        (Query(("complaints",), first=date(2024, 1, 15)), {"02": 8, "03": 6}),
        (Query(("complaints",), split="nature"), {}),
    ],
)
def test_totals_alone(facts: Loading, query: Query, expected: dict[str, float]) -> None:
    assert events(facts(MONTHS), query) == expected


def test_a_log_tells_more_than_the_totals_of_its_days(facts: Loading) -> None:
    found = facts(MONTHS, LOG)
    assert events(found, Query(("complaints",))) == {"01": 15, "02": 3, "03": 6}
    assert events(found, Query(("complaints",), Grain.ALL)) == {"01": 24}


TEAMLESS = ("complaint id,received", "1,2024-02-10", "2,2024-02-29")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(("complaints",)), {"01": 15, "02": 2, "03": 6}),
        # The log doesn't know of teams, so it can't stand for their totals.
        (Query(("complaints",), where=filters({"team": ["A"]})), {"01": 10, "02": 8, "03": 6}),
        (
            Query(("complaints",), split="team"),
            {"01": 0, "01A": 10, "01B": 5, "02": 2, "02A": 8, "02B": 0, "03": 0, "03A": 6, "03B": 0},
        ),
    ],
)
def test_totals_tell_of_members_that_a_log_does_not_name(
    facts: Loading, query: Query, expected: dict[str, float]
) -> None:
    assert events(facts(MONTHS, TEAMLESS), query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(("complaints",)), {"01": 15, "02": 8, "03": 6}),
        (Query(("complaints",), split="team"), {"01A": 10, "01B": 5, "02A": 8, "02B": 0, "03A": 6, "03B": 0}),
        (Query(("complaints",), split="channel"), {"01phone": 9, "01web": 6}),
        (Query(("complaints",), where=filters({"channel": ["web"]})), {"01": 6}),
    ],
)
def test_totals_of_several_files_of_the_same_days_count_once(
    facts: Loading, query: Query, expected: dict[str, float]
) -> None:
    by_channel = ("month,complaints,channel", "2024-01,9,phone", "2024-01,6,web")
    whole = ("month,complaints", "2024-01,15")
    found = events(facts(MONTHS, by_channel, whole), query)
    assert {key: count for key, count in found.items() if len(key) > 2 or not query.split} == expected


def test_totals_that_are_passed_over_are_told_with_the_file_that_counts(facts: Loading) -> None:
    found = facts(MONTHS, LOG).parts(Query(("complaints",)))["complaints"]
    assert found["passed_over"].tolist() == ["", "1.csv", ""]
    assert facts(MONTHS).parts(Query(("complaints",)))["complaints"]["passed_over"].tolist() == ["", "", ""]


def test_a_year_beside_its_months_counts_once(facts: Loading) -> None:
    year = ("year,complaints", "2024,500")
    months = ("month,complaints", "2024-01,10", "2024-02,20")
    assert events(facts(year, months), Query(("complaints",), Grain.ALL)) == {"01": 30}


def test_periods_that_no_total_reaches_are_unknown(facts: Loading) -> None:
    found = facts(("month,complaints", "2024-01,10", "2024-03,0"))
    parts = found.parts(Query(("complaints",)))["complaints"]
    assert parts["events"].fillna(-1).tolist() == [10, -1, 0]
    assert parts["finished"].tolist() == [True, False, True]


def test_only_the_count_has_values(facts: Loading) -> None:
    assert set(facts(MONTHS).parts(Query(("complaints", "resolution_time", "backlog")))) == {"complaints"}


def test_the_span_of_a_table_takes_in_its_totals() -> None:
    days = [datetime(2024, month, 1) for month in (1, 2, 3, 4)]
    log, totals = (days[1], days[2]), (days[0], days[3])
    assert with_totals({"complaint_totals": totals})["complaints"] == totals
    assert with_totals({"complaints": log, "complaint_totals": totals})["complaints"] == totals
    assert with_totals({"complaints": log}) == {"complaints": log}
    assert with_totals({}) == {}
