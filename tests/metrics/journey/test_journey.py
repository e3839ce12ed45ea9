"""Along the customer's way: every number a second time from the rows, and what the words make of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from data.store import Store, scales
from data.touchpoints import Assignment
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.facts import KeptSource
from metrics.intervals import difference_of_shares, share
from metrics.journey import heat_chart
from metrics.journey.chart import way
from metrics.journey.heat import Heat, heat
from metrics.journey.journey import SCORES, Journey, journey, leading, scores, shares
from metrics.journey.stages import Way, filled, in_order, ways
from metrics.journey.words import headline, names_of, of_stages, reading
from metrics.ranking.funnel import Verdict
from tests.data.store.preparations import prepared
from tests.metrics.by_hand import Asked, Told, log_value, rows
from tests.metrics.companies import Row, company, stored

DAY = timedelta(days=1)
ROLLOUT, FIRST, LAST = date(2024, 6, 1), datetime(2024, 6, 1), date(2024, 11, 30)
VIEW = View(first=ROLLOUT, last=LAST, rollout=ROLLOUT)
# What the companies of the tests call the stages.
STAGES = {"Delivery": "delivery", "доставка": "delivery", "Zakup": "purchase", "Fitting": "Fitting"}
NO_ANSWERS = Told(None, 0)


def told_by(store: Store, assigned: Assignment | None = None) -> dict[str, Way]:
    return ways(filled(store.dimensions, store.members), assigned)


def staged(store: Store, view: str, moment: str, first: datetime, after: datetime) -> pd.DataFrame:
    """The rows of some days that say a stage, with it."""
    frame = pd.DataFrame(rows(store, view)).astype(object)
    frame = frame[(frame[moment] >= first) & (frame[moment] < after)]
    return frame.assign(stage=frame["touchpoint"].map(STAGES)).dropna(subset=["stage"])


def records(frame: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def by_hand(store: Store, key: str, groups: list[str], first: datetime, after: datetime) -> dict[Any, Told]:
    """A score of each group of answers, worked out from their rows one by one."""
    frame = staged(store, "answers", "answered_at", first, after).dropna(subset=groups)
    asked = Asked(None, None, first, after)
    known = {
        name if len(groups) > 1 else name[0]: log_value(key, records(part), asked, scales(store))
        for name, part in frame.astype(object).where(frame.notna(), None).groupby(groups)
    }
    return {name: told for name, told in known.items() if told.value is not None}


@pytest.fixture(scope="module")
def random_company() -> Iterator[Store]:
    with stored(*company(5, 400)) as store:
        yield store


@pytest.mark.parametrize("key", ["csat", "nps"])
def test_every_stage_and_cell_is_what_its_rows_say(random_company: Store, key: str) -> None:
    store, kpi, facts = random_company, kpi_named(key), KeptSource(random_company)
    found, after = told_by(store), datetime(2024, 12, 1)
    told, cells = journey(facts, VIEW, found, kpi), heat(facts, VIEW, found, kpi)
    assert kpi in scores(facts, VIEW, found)
    assert told.stages == ("purchase", "delivery", "Fitting")
    expected = by_hand(store, key, ["stage"], FIRST, after)
    earlier = by_hand(store, key, ["stage"], datetime(2021, 6, 1), FIRST)
    assert set(told.scores) == set(expected)
    for stage, one in told.scores.items():
        assert_same(one.now, expected[stage])
        assert_same(one.before, earlier.get(stage, NO_ANSWERS))
    by_channel = by_hand(store, key, ["channel", "stage"], FIRST, after)
    assert cells is not None
    assert set(cells.cells) == set(by_channel)
    for pair, cell in cells.cells.items():
        assert_same(cell.value, by_channel[pair])
        assert cell.tells is (cell.value.n >= 30)


def assert_same(value: Any, expected: Told) -> None:
    if expected.value is None:
        assert value is None
        return
    low, high = (None if bound is None else pytest.approx(bound) for bound in (expected.low, expected.high))
    assert (value.value, value.n) == (pytest.approx(expected.value), expected.n)
    assert (value.low, value.high) == (low, high)


def test_complaints_of_each_stage_are_counted_from_their_rows(random_company: Store) -> None:
    store, facts = random_company, KeptSource(random_company)
    found, after = told_by(store), datetime(2024, 12, 1)
    told, cells = journey(facts, VIEW, found), heat(facts, VIEW, found, None)
    frame = staged(store, "complaints", "received_at", FIRST, after)
    assert {stage: one.n for stage, one in told.complaints.items()} == frame["stage"].value_counts().to_dict()
    for one in told.complaints.values():
        bounds = share(one.n, len(frame))
        assert (one.low, one.high) == tuple(pytest.approx(100 * float(bound)) for bound in bounds)
    before = staged(store, "complaints", "received_at", datetime(2021, 6, 1), FIRST)
    assert {stage: one.n for stage, one in told.earlier.items()} == before["stage"].value_counts().to_dict()
    assert cells is not None
    of_channels = frame["channel"].value_counts()
    counted = frame.groupby(["channel", "stage"]).size().to_dict()
    assert {pair: cell.value.n for pair, cell in cells.cells.items()} == counted
    for (channel, stage), cell in cells.cells.items():
        assert cell.value.value == pytest.approx(100 * counted[channel, stage] / of_channels[channel])


def answers(satisfied: dict[str, tuple[int, int]], **more: str) -> list[dict[str, Any]]:
    """So many satisfied of so many answers a touchpoint, all in May 2024, and one on its last day."""
    made = [
        {"answered_at": datetime(2024, 5, 2), "csat": float(number < hits), "touchpoint": touchpoint, **more}
        for touchpoint, (hits, n) in satisfied.items()
        for number in range(n)
    ]
    return [*made, {"answered_at": datetime(2024, 5, 31), "csat": 1.0}]


def seen(store: Store, key: str = "csat", assigned: Assignment | None = None) -> tuple[Journey, Heat | None]:
    found, facts, kpi = told_by(store, assigned), KeptSource(store), kpi_named(key)
    told = journey(facts, View(), found, kpi if "answers" in found else None)
    return told, heat(facts, View(), found, told.kpi)


@pytest.mark.parametrize(
    ("satisfied", "title"),
    [
        # Members that mean the same stage in two languages are one.
        (
            {"Delivery": (30, 60), "доставка": (32, 60), "Purchase": (180, 200), "Podpora": (90, 100)},
            "Scores are lowest at Delivery: Customer satisfaction (CSAT) 51.7 %, 38.3 points below the rest",
        ),
        ({"Delivery": (76, 100), "Purchase": (80, 100)}, "No stage stands out by more than chance"),
        (
            {"Delivery": (98, 100), "Purchase": (60, 100), "Support": (62, 100), "Pre-sale": (58, 100)},
            "Scores stand out at Delivery: Customer satisfaction (CSAT) 98.0 %, 38.0 points above the rest",
        ),
        ({"Delivery": (0, 29), "Purchase": (80, 100)}, "Too few stages have enough answers to compare"),
    ],
)
def test_a_stage_is_named_only_beyond_chance(satisfied: dict[str, tuple[int, int]], title: str) -> None:
    with stored(prepared("surveys.log", answers(satisfied, channel="phone"))) as store:
        found, cells = seen(store)
    names = names_of(found.stages)
    assert headline(found, names) == title
    assert found.unsaid == {"answers": 1}
    drawn = str(way(found, names).to_plotly_json())
    assert ("too few" in drawn) is ("Too few" in title)
    assert cells is not None
    written = str(heat_chart.heat_map(cells, names_of(cells.stages)).to_plotly_json())
    assert ("too few" in written) is ("Too few" in title)
    assert list(of_stages(found, names)["Stage"]) == [names[stage] for stage in in_order(found.stages)]


def test_the_gap_is_that_to_all_others_together() -> None:
    satisfied = {"Delivery": (30, 60), "Purchase": (180, 200), "Support": (90, 100)}
    with stored(prepared("surveys.log", answers(satisfied))) as store:
        found, cells = seen(store)
    # Of three stages each interval is of 98.3 %, so that the verdicts are wrong one time in 20 together.
    assert found.level == pytest.approx(1 - 0.05 / 3)
    expected = difference_of_shares((270, 300), (30, 60), level=found.level)
    assert found.scores["delivery"].gap == pytest.approx([100 * bound for bound in expected])
    assert cells is None


def test_one_bad_stage_makes_no_other_stand_out() -> None:
    """Three alike differ from a rest that the bad one is part of; among themselves they don't."""
    satisfied = {
        "Delivery": (600, 1000),
        "Purchase": (770, 1000),
        "Support": (760, 1000),
        "Pre-sale": (765, 1000),
    }
    with stored(prepared("surveys.log", answers(satisfied))) as store:
        found, __ = seen(store)
    assert found.out == ("delivery",)
    verdicts = {stage: one.verdict for stage, one in found.scores.items()}
    assert verdicts.pop("delivery") is Verdict.WORSE
    assert set(verdicts.values()) == {Verdict.CHANCE}
    expected = difference_of_shares((1525, 2000), (770, 1000), level=1 - 0.05 / 4)
    assert found.scores["purchase"].gap == pytest.approx([100 * bound for bound in expected])
    table = of_stages(found, names_of(found.stages))
    assert "Beside the rest, 98.8 % interval" in table.columns
    told = " ".join(reading(found, names_of(found.stages)))
    assert "from 2 May 2024 to 31 May 2024" in told
    assert "Delivery stands out, so it is no part of the rest" in told


@pytest.mark.parametrize("key", SCORES)
def test_a_verdict_is_what_its_interval_says(random_company: Store, key: str) -> None:
    told = journey(KeptSource(random_company), VIEW, told_by(random_company), kpi_named(key))
    for one in told.scores.values():
        if one.gap is not None and one.verdict is not None:
            assert (one.verdict is Verdict.CHANCE) is (one.gap.low <= 0 <= one.gap.high)


def test_a_column_of_the_data_stands_in_for_touchpoints() -> None:
    """Natures that are assigned are stages of complaints, others none; a touchpoint of its own goes first."""
    made = [
        {"received_at": datetime(2024, 5, 3), "nature": nature, "channel": "phone"}
        for nature, times in {"late": 40, "lost": 30, "bill": 20, "rude": 10}.items()
        for _number in range(times)
    ]
    assigned = Assignment("nature", (("late", "delivery"), ("lost", "delivery"), ("bill", "purchase")))
    with stored(prepared("complaints.log", made)) as store:
        assert told_by(store) == {}
        found, cells = seen(store, assigned=assigned)
    assert {stage: (one.n, one.of) for stage, one in found.complaints.items()} == {
        "purchase": (20, 90),
        "delivery": (70, 90),
    }
    assert found.unsaid == {"complaints": 10}
    names = names_of(found.stages)
    assert headline(found, names) == "Most complaints arise at Delivery: 78 % of 90"
    assert any("10 complaints" in told for told in reading(found, names))
    assert cells is not None
    assert heat_chart.number(cells, cells.cells["phone", "delivery"]) == "78 %"
    with stored(prepared("complaints.log", [one | {"touchpoint": "Fitting"} for one in made])) as store:
        assert list(seen(store, assigned=assigned)[0].complaints) == ["Fitting"]


@pytest.mark.parametrize(
    ("counts", "top"),
    [({"a": 58, "b": 42, "c": 1}, None), ({"a": 70, "b": 40, "c": 40}, "a"), ({"a": 70}, None), ({}, None)],
)
def test_most_complaints_are_told_only_beyond_chance(counts: dict[str, int], top: str | None) -> None:
    assert leading(shares(counts)) == top
