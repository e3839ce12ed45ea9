from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

from metrics.catalogue import kpi_named
from metrics.facts import KeptFacts, Parts
from metrics.people import shown
from metrics.query import Query
from metrics.ranking import words as ranking_words
from metrics.ranking.funnel import Funnel, Ranked, Verdict, can_rank, funnel
from metrics.ranking.funnel_chart import funnel_plot
from metrics.windows import Days

MONTH = Days(date(2025, 1, 1), date(2025, 1, 31))


def ranked(members: Sequence[tuple[float, float]], key: str = "csat") -> Funnel:
    """The funnel of members with so many hits of so many answers."""

    def answer(query: Query) -> Parts:
        rows = pd.DataFrame(members, columns=["hits", "n"], dtype=float)
        rows["split"] = [f"M{number:03d}" for number in range(len(rows))] if query.split else ""
        described = {"start": pd.Timestamp(2025, 1, 1), "until": pd.Timestamp(2025, 2, 1)}
        frame = rows.assign(**described, finished=True, begun=True, reached=True)
        keys = ["start", "until", "split", "finished", "begun", "reached"]
        return {key: frame.groupby(keys, as_index=False).sum()}

    found = funnel(KeptFacts(answer, dict, lambda table: []), kpi_named(key), MONTH, "team")
    assert found is not None
    return found


def is_apart(found: Funnel, one: Ranked) -> bool:
    return one.low is not None and one.high is not None and not one.low <= found.centre <= one.high


def test_rows_without_a_member_are_told_beside_all_together() -> None:
    found = replace(ranked([(80, 100), (60, 100)]), whole=(50.8, 1200))
    told = ranking_words.reading(found, ["calls.xlsx"])[1]
    assert all(words in told for words in ("50.8 %", "1,200", "1,000 of them", "calls.xlsx"))


def verdicts(found: Funnel) -> dict[str, Verdict]:
    return {one.member: one.verdict for one in found.members}


@pytest.mark.parametrize(
    "members, key, expected",
    [
        ([(80, 100), (81, 100), (79, 100)], "csat", "chance chance chance"),
        ([(40, 100), *[(80, 100)] * 5], "csat", "worse chance chance chance chance chance"),
        ([(80, 100), (40, 100), (99, 100)], "csat", "chance worse better"),
        # What is better when lower.
        ([(20, 100), (60, 100), (1, 100)], "abandonment", "chance worse better"),
        # Five answers can't tell, whatever they are.
        ([(80, 100), (0, 5), (79, 100)], "csat", "chance too_few chance"),
        ([(100, 100), (100, 100)], "csat", "chance chance"),
    ],
)
def test_words_for_members(members: list[tuple[float, float]], key: str, expected: str) -> None:
    found = verdicts(ranked(members, key))
    assert [found[name].value for name in sorted(found)] == expected.split()


@pytest.mark.parametrize("share", [0.8, 0.97])
def test_chance_alone_is_neither_praised_nor_blamed(share: float) -> None:
    chance = np.random.default_rng(5)
    sizes = chance.integers(30, 400, 250)
    found = ranked(list(zip(chance.binomial(sizes, share), sizes, strict=True)))
    apart = [one for one in found.members if one.verdict is not Verdict.CHANCE]
    outside = [one for one in found.members if not one.limits.inner_low <= one.value <= one.limits.inner_high]
    # One of 500 lies outside the outer limits by chance, one of 20 outside the inner ones.
    assert len(apart) <= 3
    assert len(outside) <= 20
    assert found.dispersion == 1


def test_limits_of_few_are_exact() -> None:
    found = ranked([(97, 100), (96, 100), (57, 60)])
    limits = found.limits(60)
    low, high = (hypergeom(260, 250, 60).ppf(tail) for tail in (0.001, 0.999))
    # Between counts they go on smoothly: those on the limits are inside, the next ones outside.
    assert low - 1 < 0.6 * limits.outer_low <= low
    assert high <= 0.6 * limits.outer_high < high + 1 or limits.outer_high == 100


def test_members_that_differ_in_general_widen_the_limits() -> None:
    chance = np.random.default_rng(6)
    own = chance.beta(16, 4, 40)
    found = ranked([(chance.binomial(300, share), 300) for share in own])
    assert found.dispersion > 5
    assert sum(one.verdict is not Verdict.CHANCE for one in found.members) <= 2
    assert any("times as wide" in told for told in ranking_words.reading(found))
    assert "the 40 teams vary by more than chance" in ranking_words.headline(found)
    names = {one.member: one.member for one in found.members}
    apart = [one for one in found.members if one.verdict is Verdict.CHANCE and is_apart(found, one)]
    told = dict(ranking_words.of_members(found, names)[["Who", "Verdict"]].to_numpy().tolist())
    assert {told[one.member] for one in apart} == {"perhaps apart: its own interval leaves out all together"}


def test_the_chart_says_the_same_as_the_table() -> None:
    found = ranked([(80, 100), (40, 100), *[(80, 100)] * 4])
    names = shown("team", [one.member for one in found.members], named=True)
    drawn: Any = funnel_plot(found, names).data
    [points] = [trace for trace in drawn if trace.mode == "markers+text"]
    assert "M001: <b>worse</b>" in points.text
    table = ranking_words.of_members(found, names)
    assert list(table["Verdict"])[-1] == "worse than the rest"
    assert ranking_words.headline(found).endswith("1 of 6 teams differs from the rest by more than chance")


def test_what_adds_up_is_not_ranked() -> None:
    assert [can_rank(kpi_named(key)) for key in ("complaints", "backlog", "ltv", "nps", "churn")] == [
        *[False] * 3,
        True,
        True,
    ]


def test_people_are_numbered_unless_names_are_asked_for() -> None:
    assert shown("employee", ["Jana", "Ann", ""], named=False) == {
        "": "not given",
        "Ann": "Employee 1",
        "Jana": "Employee 2",
    }
    assert shown("employee", ["Ann"], named=True) == shown("team", ["Ann"], named=False) == {"Ann": "Ann"}
