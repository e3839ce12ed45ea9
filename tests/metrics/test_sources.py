"""Sources that start or end within what is compared, told so that another mix isn't taken for a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.reach import Reach
from metrics.catalogue import kpi_named
from metrics.comparison import Comparison
from metrics.periods import Grain
from metrics.query import Filters
from metrics.series import Summary
from metrics.sources import told, turns

FIRST, ROLLOUT, LAST = date(2023, 1, 1), date(2024, 7, 1), date(2024, 12, 31)
SCORES = frozenset({"answered_at", "csat", "comment"})
TICKETS = frozenset({"received_at", "csat", "nature", "branch"})


def side(first: date, last: date) -> Summary:
    return Summary(80.0, None, None, 100, 6, first, last, Grain.MONTH)


def compared(key: str) -> Comparison:
    before, after = side(FIRST, date(2024, 6, 30)), side(ROLLOUT, LAST)
    return Comparison(kpi_named(key), ROLLOUT, before, after, None)


def survey(first: date, last: date, columns: frozenset[str] = SCORES) -> Reach:
    return Reach("survey.csv", "surveys.log", first, last, columns)


def tickets(first: date, last: date) -> Reach:
    return Reach("tickets.csv", "complaints.log", first, last, TICKETS)


EACH_MONTH = [survey(date(2024, month, 1), date(2024, month, 28)) for month in range(1, 13)]
WHOLE, ENDED = tickets(FIRST, LAST), survey(FIRST, date(2024, 4, 5))
LATE = survey(date(2024, 7, 10), LAST)


@pytest.mark.parametrize(
    "key, files, where, expected",
    [
        ("csat", [WHOLE, ENDED], (), [("survey.csv", date(2024, 4, 5), False)]),
        ("csat", [WHOLE, LATE], (), [("survey.csv", date(2024, 7, 10), True)]),
        ("csat", [WHOLE, survey(FIRST, LAST)], (), []),
        # The edges differ by less than a month.
        ("csat", [WHOLE, survey(date(2023, 1, 20), date(2024, 12, 9))], (), []),
        # One source alone, in a file a month, one of them without a column.
        ("csat", EACH_MONTH, (), []),
        ("csat", [*EACH_MONTH[:6], survey(ROLLOUT, LAST, SCORES | {"branch"})], (), []),
        # Only one of the two tells of branches, and only one of the KPI.
        ("csat", [WHOLE, ENDED], (("branch", ("North",)),), []),
        ("nps", [WHOLE, ENDED], (), []),
    ],
)
def test_a_source_that_starts_or_ends_within_what_is_compared(
    key: str, files: list[Reach], where: Filters, expected: list[tuple[str, date, bool]]
) -> None:
    found = turns(compared(key), {"answers": files}, where)
    assert [(one.file, one.day, one.starts) for one in found] == expected
    assert bool(told(compared(key), {"answers": files}, where)) == bool(expected)


def test_the_sentence_names_file_and_day() -> None:
    words = told(compared("csat"), {"answers": [WHOLE, ENDED]})
    assert "survey.csv ends on 5 Apr 2024. What looks like a change may come from that alone." in words
    assert told(None, {}) == ""


def test_a_kpi_that_was_read_anew_has_the_same_sources() -> None:
    once = compared("csat")
    again = replace(once, kpi=replace(once.kpi))
    assert turns(again, {"answers": [WHOLE, ENDED]}) == turns(once, {"answers": [WHOLE, ENDED]}) != []
