from __future__ import annotations

from datetime import timedelta

import pytest

from data.records import Preparation
from metrics.health.examination import examine
from metrics.health.findings import About
from metrics.health.headline import headline
from metrics.health.sentences import advice, means, what
from tests.data.store.preparations import START, prepared
from tests.metrics.companies import stored

DAYS = 360


def answers(moment: str, layout: str, score: float, first: int, last: int) -> Preparation:
    """An answer a day, a little above and below a score."""
    rows = [
        {moment: START + timedelta(days=day), "csat": score + 0.1 * (day % 3 - 1), "is_open": False}
        for day in range(first, last)
    ]
    kept = [
        {key: value for key, value in row.items() if layout != "surveys.log" or key != "is_open"}
        for row in rows
    ]
    return prepared(layout, kept, file=f"{layout}.csv")


@pytest.mark.parametrize(
    "score, first, last, told",
    [
        (0.3, 180, DAYS, ["complaints"]),
        (0.3, 0, DAYS, []),
        (0.75, 180, DAYS, []),
        (0.3, DAYS - 15, DAYS, []),
    ],
    ids=["lower and later", "lower all the time", "alike", "too few"],
)
def test_a_level_of_its_own_is_told_where_its_share_changes(
    score: float, first: int, last: int, told: list[str]
) -> None:
    survey = answers("answered_at", "surveys.log", 0.8, 0, DAYS)
    with stored(survey, answers("received_at", "complaints.log", score, first, last)) as store:
        found = [one for one in examine(store).findings if one.about is About.SOURCES]
    assert [one.kind for one in found] == told
    for one in found:
        assert "is 2.2 on average here and 4.2 in other kinds of files (180 rows)" in what(one)
        assert "Customer satisfaction (CSAT)" in means(one)
        assert advice(one)


@pytest.mark.parametrize("first, told", [(200, ["gap of 3 months"]), (120, [])])
def test_sources_without_a_day_in_common_are_told_for_both(first: int, told: list[str]) -> None:
    survey = answers("answered_at", "surveys.log", 0.8, 0, 100)
    with stored(survey, answers("received_at", "complaints.log", 0.8, first, first + 100)) as store:
        health = examine(store)
    found = [one for one in health.findings if one.about is About.DISJOINT]
    assert [words in what(one) for one, words in zip(found, told, strict=True)] == [True] * len(told)
    assert headline(health).count("sources of different times") == 2 * len(told)
    assert ("can be trusted" in headline(health)) is not bool(told)
