from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import BY_KEY, kpi_named
from metrics.change import words as contribution_words
from metrics.change.contributions import Contributions, contributions, rounded, why_not
from metrics.facts import KeptFacts, Parts
from metrics.query import Query
from metrics.windows import Days

PAIR = (Days(date(2025, 1, 1), date(2025, 1, 31)), Days(date(2025, 2, 1), date(2025, 2, 28)))
STARTS = pd.to_datetime(["2025-01-01", "2025-02-01"])
NAMES = ("A", "B", "C", "")
# Member -> the parts of January and of February.
Members = Sequence[tuple[dict[str, float], dict[str, float]]]


def taken_apart(key: str, members: Members, *, lost: int = 0) -> list[Contributions]:
    """What ``contributions`` makes of these parts; so many members are missing in the split."""

    def frame(parts: dict[str, float], month: int, split: str) -> dict[str, Any]:
        until = pd.Timestamp("2025-03-01") if month else STARTS[1]
        described: dict[str, Any] = {"start": STARTS[month], "until": until, "split": split}
        return described | dict.fromkeys(("finished", "begun", "reached"), True) | parts

    def answer(query: Query) -> Parts:
        rows = [
            frame(parts, month, name if query.split else "")
            for name, both in list(zip(NAMES, members, strict=False))[lost if query.split else 0 :]
            for month, parts in enumerate(both)
        ]
        keys = ["start", "until", "split", "finished", "begun", "reached"]
        found = pd.DataFrame(rows).groupby(keys, as_index=False).sum()
        return {key: found.assign(periods=1.0) if "events" in found else found}

    facts = KeptFacts(answer, dict, lambda table: [])
    return contributions(facts, kpi_named(key), PAIR, ["team"])


def share(hits: float, n: float) -> dict[str, float]:
    return {"hits": hits, "n": n}


# Each team improves, and the total falls.
SIMPSON: Members = [(share(60, 80), share(16, 20)), (share(5, 20), share(32, 80))]


def test_the_total_falls_although_each_improves() -> None:
    (found,) = taken_apart("csat", SIMPSON)
    change = found.contrast.change
    assert change is not None
    assert (change.value, found.rate, found.mix) == (
        pytest.approx(-17),
        pytest.approx(10),
        pytest.approx(-27),
    )
    effects = {effect.member: effect for effect in found.effects}
    assert (effects["A"].rate, effects["B"].rate) == (pytest.approx(2.5), pytest.approx(7.5))
    assert (effects["B"].size_before, effects["B"].size_after) == (0.2, 0.8)
    told = contribution_words.parts(found, "Team", {"A": "Team A", "B": "Team B"})
    assert told == [
        "By Team, each got better by itself (+10.0 points together).",
        "But the mix changed: Team B has a larger share now (20 % to 80 %), and its value is lower."
        " That moved the total the other way, by −27.0 points.",
        "So the total went against every one of its parts: what changed is who is counted, not how well"
        " anyone does.",
    ]


count = st.integers(0, 400)
PARTS = {
    "csat": st.tuples(count, count).map(lambda two: share(min(two), max(two))),
    "nps": st.tuples(count, count, count).map(
        lambda three: dict(zip(("promoters", "passives", "detractors"), three, strict=True))
    ),
    "csat_mean": st.tuples(count, st.floats(-5, 5)).map(
        lambda two: {"n": two[0], "total": two[0] * two[1], "squares": two[0] * two[1] ** 2 + two[0]}
    ),
    "retention": st.tuples(count, count).map(
        lambda two: {"kept": min(two), "at_start": max(two), "months_paid": 0, "paid_squares": 0}
    ),
    "complaints": count.map(lambda events: {"events": events}),
    "backlog": st.tuples(count, count).map(lambda two: {"open": min(two), "tracked": max(two)}),
}


@pytest.mark.parametrize("key", PARTS)
def test_effects_add_up_to_the_change(key: str) -> None:
    @settings(max_examples=10)
    @given(st.lists(st.tuples(PARTS[key], PARTS[key]), min_size=2, max_size=4))
    def add_up(members: Members) -> None:
        for found in taken_apart(key, members):
            change = found.contrast.change
            assert change is not None
            assert found.rate + found.mix == pytest.approx(change.value, abs=1e-9)
            assert found.told >= 0
            assert contribution_words.parts(found, "Team", dict(zip(NAMES, NAMES, strict=True)))

    add_up()


def test_members_that_come_or_go_count_as_mix() -> None:
    found = taken_apart("csat", [(share(0, 0), share(9, 10)), (share(8, 10), share(0, 0)), SIMPSON[0]])
    came, went, __ = sorted(found[0].effects, key=lambda effect: effect.member)
    assert (came.came, came.went, came.before, came.rate) == (True, False, None, 0)
    assert (went.came, went.went, went.after, went.rate) == (False, True, None, 0)
    told = " ".join(contribution_words.parts(found[0], "Team", dict(zip(NAMES, NAMES, strict=True))))
    assert "New since the earlier span, so all theirs counts as mix: A." in told
    assert "Gone since then, so all theirs counts as mix: B." in told


def test_a_dimension_that_lacks_rows_takes_nothing_apart() -> None:
    assert len(taken_apart("csat", [*SIMPSON, SIMPSON[0]])) == 1
    assert taken_apart("csat", [*SIMPSON, SIMPSON[0]], lost=1) == []


def test_what_tells_members_apart_is_more_than_chance() -> None:
    alike: Members = [(share(50, 100), share(60, 100))] * 3
    (same,) = taken_apart("csat", alike)
    (apart,) = taken_apart("csat", [(share(50, 100), share(95, 100)), (share(50, 100), share(25, 100))])
    assert same.told == 0
    assert apart.told == pytest.approx(35, abs=1)


def test_every_kpi_can_be_taken_apart_or_says_why_not() -> None:
    cannot = {key for key, kpi in BY_KEY.items() if why_not(kpi)}
    assert {"lifetime", "ltv"} <= cannot
    assert {key for key in cannot if "median" not in key} == {"lifetime", "ltv"}
    assert all(len(why_not(BY_KEY[key])) > 50 for key in cannot)


def test_what_is_shown_adds_up_as_it_is_shown() -> None:
    members = [
        ({"hits": 51.0 + one, "n": 101.0}, {"hits": 58.0 + 2 * one, "n": 97.0 + one}) for one in range(4)
    ]
    [found] = taken_apart("csat", members)
    shown = rounded(found)
    assert found.contrast.before is not None
    assert found.contrast.after is not None
    values = [round(side.value, 1) for side in (found.contrast.before, found.contrast.after)]
    assert round(shown.rate + shown.mix, 1) == round(values[1] - values[0], 1)
    assert all(abs(one.rate - own.rate) < 0.15 for one, own in zip(shown.effects, found.effects, strict=True))
