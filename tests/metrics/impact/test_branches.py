"""Branches that got a policy one after another, beside those without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from data.records import Policy, Rollout
from metrics.catalogue import kpi_named
from metrics.facts import Facts, KeptFacts, StoredFacts
from metrics.impact import branch_words as words
from metrics.impact.branch_chart import event_study
from metrics.impact.branches import Branches, branches, dimension_of
from metrics.impact.branches_together import details, title, together
from metrics.impact.verdict import Kind
from metrics.staggered import NoVerdict
from tests.metrics.companies import stored
from tests.metrics.impact.mixed import BRANCHES, FEWER, REACHED, STAGGERED, WHOLE, files


@pytest.fixture(scope="module")
def facts() -> Iterator[Facts]:
    with stored(*files()) as store:
        found = StoredFacts(store)
        yield KeptFacts(lru_cache(found.parts), found.spans, found.dimensions)


@pytest.fixture(scope="module")
def eased(facts: Facts) -> Branches:
    found = branches(facts, kpi_named("ces"), STAGGERED, "branch", ())
    assert found is not None
    return found


def test_a_known_effect_is_found_and_none_where_there_is_none(facts: Facts, eased: Branches) -> None:
    assert (eased.found.units, eased.found.treated, eased.found.dropped, eased.silent) == (8, 4, {}, ())
    # One point easier.
    assert eased.effect is not None
    assert eased.effect.low < 1.0 < eased.effect.high
    assert eased.effect.high - eased.effect.low < 0.3
    assert words.kind(eased) is Kind.IMPROVED
    assert words.sentence(eased).startswith(
        "Compared with branches without the policy: Customer effort (ease)"
    )
    assert "for the better" in words.sentence(eased)
    assert "they went along" in words.before(eased)
    # Of the ten months before the earliest rollout half are foretold.
    assert [at.age for at in eased.course.before] == [-5, -4, -3, -2, -1]
    assert all((at.low or 0) > 0 for at in eased.course.after)
    figure: Any = event_study(eased)
    assert [len(trace["x"]) for trace in figure["data"]] == [5, 12]
    assert "higher is better" in figure["layout"]["yaxis"]["title"]["text"]
    # Satisfaction fell in all of them together: that is no part of the difference.
    liked = branches(facts, kpi_named("csat"), STAGGERED, "branch", ())
    assert liked is not None
    assert words.kind(liked) is Kind.NO_CHANGE
    assert "takes in no difference, so it may be chance" in words.sentence(liked)


def test_a_rollout_within_a_month_leaves_that_month_out(facts: Facts, eased: Branches) -> None:
    moved = tuple(Rollout(day.replace(day=15), "branch", name) for name, day in REACHED.items())
    cut = branches(facts, kpi_named("ces"), Policy("x", moved), "branch", ())
    assert cut is not None
    assert cut.found.cells == eased.found.cells - len(REACHED)


@pytest.mark.parametrize(
    "policy, where, reason, told",
    [
        (FEWER, (), NoVerdict.TOO_FEW_DEALS, "too much alike"),
        (STAGGERED, (("branch", BRANCHES[:5]),), NoVerdict.TOO_FEW_UNITS, "only 5 have values before"),
    ],
)
def test_too_few_to_compare(
    facts: Facts, policy: Policy, where: tuple[tuple[str, tuple[str, ...]], ...], reason: NoVerdict, told: str
) -> None:
    found = branches(facts, kpi_named("ces"), policy, "branch", where)
    assert found is not None
    assert found.found.reason is reason
    assert told in words.sentence(found)
    assert words.kind(found) is Kind.CANT_TELL


def test_who_takes_no_part_is_named(facts: Facts) -> None:
    early = Policy(
        "x",
        (Rollout(STAGGERED.rollouts[0].starts_on.replace(year=2022), "branch", "A"), *STAGGERED.rollouts[1:]),
    )
    found = branches(facts, kpi_named("ces"), early, "branch", ())
    assert found is not None
    assert "A: It has no value from before the policy." in words.details(found)


@pytest.mark.parametrize(
    "policy, dimension", [(WHOLE, None), (STAGGERED, "branch"), (None, None), (Policy("x", ()), None)]
)
def test_the_dimension_of_a_policy(policy: Policy | None, dimension: str | None) -> None:
    assert dimension_of(policy) == dimension


def test_there_is_nothing_to_compare_where_all_got_it_at_once_or_the_data_tell_no_branch(
    facts: Facts,
) -> None:
    once = Policy("x", tuple(Rollout(REACHED["A"], "branch", name) for name in BRANCHES))
    assert branches(facts, kpi_named("ces"), once, "branch", ()) is None
    assert branches(facts, kpi_named("churn"), STAGGERED, "branch", ()) is None


def test_many_kpis_are_judged_together(eased: Branches) -> None:
    def seen(key: str, p: float | None, value: float = 1.0) -> Branches:
        return replace(eased, kpi=kpi_named(key), found=replace(eased.found, p=p, value=value))

    found = together(
        [
            seen("csat", 0.001),
            seen("complaints", 0.002),
            seen("nps", 0.04),
            seen("reopened", 0.9),
            seen("retention", 0.5),
            seen("churn", 0.5, -1.0),
            seen("answers", 0.0001),
            seen("ltv", None),
        ]
    )
    assert [(one.kpi.key, among.count) for one, among in found.rows] == [
        (key, 5) for key in ("csat", "complaints", "nps", "retention", "reopened")
    ]
    assert title(found, "Call back") == (
        "Call back: 1 of 5 KPIs improved beside those without it, 1 worsened"
    )
    assert details(found) == [
        "Improved: Customer satisfaction (CSAT)",
        "Worsened: Complaints received",
        "By themselves these would count too, but among so many they may be chance:"
        " Net promoter score (NPS).",
    ]
    none = together([seen("csat", 0.3), seen("nps", 0.6)])
    assert title(none, "Call back") == "Call back: none of 2 KPIs clearly changed beside those without it"
