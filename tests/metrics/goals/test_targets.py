from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from data import formats
from data.records import BaselineKind, Goal, Start, Step, Target
from data.store import Store, remove_target, save_target, targets
from metrics import captions
from metrics.catalogue import kpi_named
from metrics.facts import StoredFacts
from metrics.goals.baselines import baseline, start_of
from metrics.goals.baselines import told as told_of
from metrics.goals.targets import (
    NoBaselineError,
    Status,
    begin,
    changed,
    chosen,
    expected,
    in_force,
    is_inherited,
    levels_at,
    levels_for,
    status,
    worked_out,
)
from metrics.periods import Grain
from metrics.query import filters
from metrics.series import Summary
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

DUE = date(2026, 1, 1)
ROLLOUT = date(2025, 1, 1)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """From January 2023 to 20 June 2025: 100 complaints a month in 2023, 50 after that, one in five North's.

    Satisfaction is 4 in 2024, 5 after that; a recommendation is always 6.
    """
    months = [datetime(2023 + number // 12, number % 12 + 1, 1) for number in range(30)]
    complaints = [
        {"received_at": month + timedelta(days=number % 20), "team": "North" if number % 5 == 0 else "South"}
        for month in months
        for number in range(100 if month.year == 2023 else 50)
    ]
    answers = [
        {"answered_at": month + timedelta(days=day), "csat": 0.75 if month.year < 2025 else 1.0, "nps": 6.0}
        for month in months[12:]
        for day in range(20)
    ]
    with stored(prepared("complaints.log", complaints), prepared("surveys.log", answers)) as opened:
        yield opened


@pytest.mark.parametrize(
    "kpi, basis, amount, value",
    [
        ("complaints", "percent", -10, 45),
        ("complaints", "points", -12, 38),
        ("complaints", "absolute", 30, 30),
        ("csat_mean", "percent", 20, 4.8),
        ("csat_mean", "points", 0.5, 4.5),
        ("csat", "points", -5, 95),
        # All of them detractors: 20 percent better than -100 is -80.
        ("nps", "percent", 20, -80),
    ],
)
def test_what_a_goal_comes_to(store: Store, kpi: str, basis: str, amount: float, value: float) -> None:
    goal = Goal(kpi, basis, amount, DUE)  # pyright: ignore[reportArgumentType]
    found = worked_out(StoredFacts(store), goal, ROLLOUT)
    assert found.value == pytest.approx(value)
    assert (found.baseline_from, found.baseline_to) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (found.kpi, found.basis, found.amount, found.due) == (kpi, basis, amount, DUE)


@pytest.mark.parametrize(
    "rollout, first, last, value, n",
    [
        (date(2025, 1, 1), date(2024, 1, 1), date(2024, 12, 31), 50, 600),
        (date(2024, 7, 1), date(2023, 7, 1), date(2024, 6, 30), 75, 900),
        # A month that the rollout cuts isn't whole before it.
        (date(2024, 7, 15), date(2023, 8, 1), date(2024, 6, 30), 800 / 11, 800),
        (date(2023, 4, 1), date(2023, 1, 1), date(2023, 3, 31), 100, 300),
        # Without a rollout, what the data end with; their last month isn't over.
        (None, date(2024, 7, 1), date(2025, 5, 31), 50, 550),
    ],
)
def test_the_baseline_is_the_twelve_months_before(
    store: Store, rollout: date | None, first: date, last: date, value: float, n: int
) -> None:
    found = baseline(StoredFacts(store), kpi_named("complaints"), rollout, ())
    assert found is not None
    assert (found.first, found.last, found.n) == (first, last, n)
    assert found.value == pytest.approx(value)


def test_a_baseline_is_that_of_the_team_that_the_goal_is_for(store: Store) -> None:
    goal = Goal("complaints", "percent", -10, DUE, "team", "North")
    found = worked_out(StoredFacts(store), goal, ROLLOUT)
    assert (found.baseline, found.baseline_n, found.dimension, found.member) == (10, 120, "team", "North")
    assert found.value == pytest.approx(9)


@pytest.mark.parametrize("basis", ["percent", "points"])
@pytest.mark.parametrize(
    "kpi, rollout, member",
    [("csat", date(2024, 1, 1), None), ("ces", ROLLOUT, None), ("csat", ROLLOUT, "nobody")],
)
def test_a_change_needs_something_to_measure_from(
    store: Store, basis: str, kpi: str, rollout: date, member: str | None
) -> None:
    goal = Goal(kpi, basis, 5, DUE, "team" if member else None, member)  # pyright: ignore[reportArgumentType]
    with pytest.raises(NoBaselineError, match=r"no data on .+ give the target as a value"):
        worked_out(StoredFacts(store), goal, rollout)


def test_a_value_needs_no_baseline(store: Store) -> None:
    found = worked_out(StoredFacts(store), Goal("ces", "absolute", 4.5, DUE), ROLLOUT, is_sample=True)
    assert (found.value, found.baseline, found.baseline_n, found.is_sample) == (4.5, None, None, True)


SPAN = Start(BaselineKind.SPAN, date(2023, 7, 1), date(2024, 6, 30))
TYPED = Start(BaselineKind.TYPED, last=date(2024, 9, 30), value=80.0)
CHOSEN = [
    (Start(), 50, date(2024, 1, 1), date(2024, 12, 31), 600),
    # The year before the year until its date, or as much of it as lies before the rollout.
    (Start(BaselineKind.LAST_YEAR), 50, date(2024, 1, 1), date(2024, 6, 30), 300),
    (SPAN, 75, date(2023, 7, 1), date(2024, 6, 30), 900),
    # What there is of it.
    (
        replace(SPAN, first=date(2022, 1, 1), last=date(2023, 3, 31)),
        100,
        date(2023, 1, 1),
        date(2023, 3, 31),
        300,
    ),
    (TYPED, 80, None, date(2024, 9, 30), None),
]


@pytest.mark.parametrize("start, value, first, last, n", CHOSEN)
def test_a_baseline_is_the_one_chosen(
    store: Store, start: Start, value: float, first: date | None, last: date, n: int | None
) -> None:
    goal = Goal("complaints", "percent", -10, date(2025, 6, 30), start=start)
    found = worked_out(StoredFacts(store), goal, ROLLOUT)
    assert (found.baseline, found.value) == (pytest.approx(value), pytest.approx(0.9 * value))
    told = (found.baseline_kind, found.baseline_from, found.baseline_to, found.baseline_n)
    assert told == (start.kind, first, last, n)
    # The way to the target begins where the baseline ends.
    assert expected(found, last + timedelta(days=1)) == pytest.approx(value)
    assert begin(found) == ROLLOUT
    shown = captions.target(found)
    assert all(
        part in shown for part in (told_of(found), formats.day(last), "45" if value == 50 else "Baseline")
    )
    # Saved, it comes back; changed to the same choice, it stays frozen; to another, it is worked out anew.
    saved = save_target(store, found)
    try:
        assert saved in targets(store)
    finally:
        remove_target(store, saved.target_id or 0)
    frozen = replace(found, baseline=70.0)
    if start.kind is not BaselineKind.TYPED:
        same = replace(goal, amount=10, start=start_of(frozen))
        assert changed(StoredFacts(store), frozen, same).value == pytest.approx(77)
    other = replace(goal, start=replace(TYPED, value=40.0))
    assert changed(StoredFacts(store), frozen, other).baseline == 40


def test_without_a_rollout_last_year_is_that_of_the_days_to_come(store: Store) -> None:
    """The data end in June 2025, so a target by December is measured from July to December 2024."""
    goal = Goal("complaints", "percent", 10, date(2025, 12, 31), start=Start(BaselineKind.LAST_YEAR))
    found = worked_out(StoredFacts(store), goal, None)
    assert (found.baseline_from, found.baseline_to) == (date(2024, 7, 1), date(2024, 12, 31))


def test_last_year_ends_before_the_rollout_however_late_a_target_is_due(store: Store) -> None:
    goal = Goal("complaints", "percent", -10, date(2026, 6, 30), start=Start(BaselineKind.LAST_YEAR))
    found = worked_out(StoredFacts(store), goal, ROLLOUT)
    assert (found.baseline_from, found.baseline_to) == (date(2024, 1, 1), date(2024, 12, 31))


def test_days_without_data_are_no_baseline(store: Store) -> None:
    goal = Goal(
        "complaints", "percent", 10, DUE, start=replace(SPAN, last=date(2022, 1, 1), first=date(2021, 1, 1))
    )
    with pytest.raises(NoBaselineError, match="Choose other days"):
        worked_out(StoredFacts(store), goal, ROLLOUT)


def reached(value: float, n: int = 200, *, finished: bool = True) -> Summary:
    """A value over the first half of 2025; its middle is 1 April."""
    return Summary(value, None, None, n, 6, date(2025, 1, 1), date(2025, 6, 30), Grain.MONTH, finished)


def aim(kpi: str, value: float, start: float | None, due: date = DUE) -> Target:
    since = None if start is None else date(2024, 12, 31)
    return Target(kpi, "absolute", value, value, due, baseline=start, baseline_to=since)


AS_OF = date(2025, 6, 30)
PAST = date(2025, 6, 30)


@pytest.mark.parametrize(
    "kpi, found, target, expected",
    [
        ("csat", reached(90), aim("csat", 90, 80), Status.MET),
        ("csat", reached(95), aim("csat", 90, 80), Status.MET),
        # A quarter of the way from 80 to 90 is 82.5 on 1 April.
        ("csat", reached(82.6), aim("csat", 90, 80), Status.ON_TRACK),
        ("csat", reached(82.3), aim("csat", 90, 80), Status.AT_RISK),
        ("csat", reached(89), aim("csat", 90, None), Status.AT_RISK),
        ("csat", reached(89.9), aim("csat", 90, 80, PAST), Status.MISSED),
        ("csat", reached(90), aim("csat", 90, 80, PAST), Status.MET),
        ("csat", reached(95, n=29), aim("csat", 90, 80), Status.TOO_LITTLE),
        ("csat", reached(95, n=30), aim("csat", 90, 80), Status.MET),
        ("csat", reached(95, finished=False), aim("csat", 90, 80), Status.TOO_LITTLE),
        ("csat", None, aim("csat", 90, 80), Status.TOO_LITTLE),
        ("complaints", reached(45, n=3), aim("complaints", 45, 50), Status.MET),
        ("complaints", reached(48.7), aim("complaints", 45, 50), Status.ON_TRACK),
        ("complaints", reached(48.8), aim("complaints", 45, 50), Status.AT_RISK),
        ("complaints", reached(46), aim("complaints", 45, 50, PAST), Status.MISSED),
        ("complaints", reached(0, n=0), aim("complaints", 45, 50), Status.MET),
        ("backlog", reached(12, n=12), aim("backlog", 10, 10), Status.AT_RISK),
        ("churn", reached(2.0), aim("churn", 2.5, 3), Status.MET),
        # The line has come to its end where the target was due before its baseline was over.
        ("csat", reached(82), aim("csat", 90, 80, date(2025, 7, 1)), Status.AT_RISK),
    ],
)
def test_where_a_kpi_stands(kpi: str, found: Summary | None, target: Target, expected: Status) -> None:
    assert status(kpi_named(kpi), found, target, AS_OF) is expected


def latest(low: float, high: float) -> Summary:
    """The last three of the months; on their middle, 15 May, 83.7 is a straight way from 80 to 90."""
    return Summary((low + high) / 2, low, high, 90, 3, date(2025, 4, 1), date(2025, 6, 30), Grain.MONTH)


@pytest.mark.parametrize(
    "kpi, found, recent, target, expected",
    [
        ("csat", 84, latest(80, 83.5), aim("csat", 90, 80), Status.AT_RISK),
        ("csat", 84, latest(80, 83.9), aim("csat", 90, 80), Status.ON_TRACK),
        ("csat", 91, latest(70, 75), aim("csat", 90, 80), Status.MET),
        ("csat", 84, latest(70, 75), aim("csat", 90, 80, PAST), Status.MISSED),
        ("complaints", 48, latest(48.5, 52), aim("complaints", 45, 50), Status.AT_RISK),
        ("complaints", 48, latest(47.9, 52), aim("complaints", 45, 50), Status.ON_TRACK),
    ],
)
def test_it_is_at_risk_where_the_last_months_fall_behind(
    kpi: str, found: float, recent: Summary, target: Target, expected: Status
) -> None:
    assert status(kpi_named(kpi), reached(found), target, AS_OF, recent) is expected


COMPANY = Target("csat", "absolute", 90, 90, DUE, target_id=1)
LATER = Target("csat", "absolute", 91, 91, DUE, target_id=4)
NORTH = Target("csat", "absolute", 85, 85, DUE, "team", "North", target_id=2)
COUNT = Target("complaints", "absolute", 40, 40, DUE, target_id=3)
COUNT_NORTH = Target("complaints", "absolute", 9, 9, DUE, "team", "North", target_id=5)


@pytest.mark.parametrize(
    "kpi, where, targets, expected",
    [
        ("csat", {}, [COMPANY, NORTH], COMPANY),
        ("csat", {}, [COMPANY, LATER, NORTH], LATER),
        ("csat", {"team": ["North"]}, [COMPANY, NORTH, LATER], NORTH),
        ("csat", {"team": ["South"]}, [COMPANY, NORTH], COMPANY),
        ("csat", {"team": ["North"], "channel": ["phone"]}, [COMPANY, NORTH], COMPANY),
        ("csat", {}, [NORTH], None),
        ("csat", {}, [COUNT], None),
        ("complaints", {}, [COUNT, COUNT_NORTH], COUNT),
        # What the whole company may have is nothing that a team could be held to.
        ("complaints", {"team": ["South"]}, [COUNT, COUNT_NORTH], None),
        ("complaints", {"team": ["North"]}, [COUNT, COUNT_NORTH], COUNT_NORTH),
        ("csat", {}, [], None),
    ],
)
def test_the_target_that_holds(
    kpi: str, where: dict[str, list[str]], targets: list[Target], expected: Target | None
) -> None:
    assert chosen(targets, kpi_named(kpi), filters(where)) == expected


@pytest.mark.parametrize(
    "kpi, grain, expected",
    [
        ("complaints", Grain.MONTH, 30.0),
        ("complaints", Grain.QUARTER, 90.0),
        ("complaints", Grain.WEEK, 30 * 7 / 30.4375),
        ("csat", Grain.WEEK, 30.0),
        ("backlog", Grain.YEAR, 30.0),
        ("churn", Grain.MONTH, 30.0),
        ("churn", Grain.QUARTER, None),
        ("lifetime", Grain.QUARTER, 30.0),
    ],
)
def test_a_target_at_another_grain(kpi: str, grain: Grain, expected: float | None) -> None:
    found = levels_at(kpi_named(kpi), Target(kpi, "absolute", 30, 30, DUE), grain)
    assert [level.value for level in found] == ([] if expected is None else [pytest.approx(expected)])


# From a baseline of 75 at the end of 2024: 80 by March, 85 by June, 90 by December.
STEPPED = replace(
    aim("csat", 90, 75, date(2025, 12, 31)),
    steps=(Step(date(2025, 3, 31), 80), Step(date(2025, 6, 30), 85)),
)


@pytest.mark.parametrize(
    "day, value, line",
    [
        (date(2024, 6, 1), 80, 75),
        (date(2025, 1, 1), 80, 75),
        (date(2025, 3, 31), 80, 80),
        (date(2025, 4, 1), 85, 80 + 5 / 91),
        (date(2025, 5, 16), 85, 80 + 5 * 46 / 91),
        (date(2025, 6, 30), 85, 85),
        (date(2025, 7, 1), 90, 85 + 5 / 184),
        (date(2025, 12, 31), 90, 90),
        (date(2027, 1, 1), 90, 90),
    ],
)
def test_the_step_in_force_and_the_line_through_the_steps(day: date, value: float, line: float) -> None:
    assert in_force(STEPPED, day).value == value
    assert expected(STEPPED, day) == pytest.approx(line)


def test_without_a_baseline_the_line_begins_at_the_first_step() -> None:
    bare = replace(STEPPED, baseline=None, baseline_to=None)
    assert expected(bare, date(2025, 3, 30)) is None
    assert expected(bare, date(2025, 3, 31)) == 80
    assert in_force(bare, date(2025, 1, 1)).first is None


def test_steps_are_of_the_target_s_own_basis(store: Store) -> None:
    goal = Goal("complaints", "percent", -10, DUE, steps=(Step(date(2025, 6, 30), -4),))
    found = worked_out(StoredFacts(store), goal, ROLLOUT)
    known = levels_at(kpi_named("complaints"), found, Grain.QUARTER)
    assert [(level.first, level.last, level.value) for level in known] == [
        (ROLLOUT, date(2025, 6, 30), pytest.approx(3 * 48)),
        (date(2025, 7, 1), DUE, pytest.approx(3 * 45)),
    ]


def months_of(value: float, first: int, last: int) -> Summary:
    """A value of some whole months of 2025."""
    end = (date(2025, last, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return Summary(value, None, None, 200, last - first + 1, date(2025, first, 1), end, Grain.MONTH)


@pytest.mark.parametrize(
    "found, as_of, expected_status",
    [
        # Up to March the line goes from 75 to 80.
        (months_of(76.5, 1, 1), date(2025, 2, 10), Status.ON_TRACK),
        (months_of(75.5, 1, 1), date(2025, 2, 10), Status.AT_RISK),
        # A step that is reached isn't the target yet.
        (months_of(81, 1, 3), date(2025, 4, 10), Status.ON_TRACK),
        (months_of(90, 1, 3), date(2025, 4, 10), Status.MET),
        # The step of March was reached, that of June is behind its line.
        (months_of(81, 4, 5), date(2025, 6, 10), Status.AT_RISK),
        (months_of(83, 4, 5), date(2025, 6, 10), Status.ON_TRACK),
        (months_of(89, 7, 12), date(2025, 12, 31), Status.MISSED),
        (months_of(90, 7, 12), date(2025, 12, 31), Status.MET),
    ],
)
def test_where_a_kpi_stands_with_steps(found: Summary, as_of: date, expected_status: Status) -> None:
    assert status(kpi_named("csat"), found, STEPPED, as_of) is expected_status


def test_what_has_no_target_of_its_own_is_held_to_the_company_s_but_for_counts() -> None:
    known, csat = [COMPANY, NORTH, COUNT], kpi_named("csat")
    north, south = filters({"team": ["North"]}), filters({"team": ["South"]})
    assert [is_inherited(COMPANY, where) for where in ((), south)] == [False, True]
    assert not is_inherited(NORTH, north)
    assert [levels_for(known, csat, where, Grain.MONTH)[0].value for where in (north, south)] == [85, 90]
    assert levels_for(known, kpi_named("complaints"), south, Grain.MONTH) == ()


def test_a_changed_target_keeps_its_baseline(store: Store) -> None:
    facts = StoredFacts(store)
    first = worked_out(facts, Goal("complaints", "percent", -10, DUE, "team", "North"), ROLLOUT)
    kept = replace(first, target_id=7, baseline=20.0)
    made = changed(facts, kept, Goal("complaints", "points", -5, date(2026, 6, 30), "team", "North"))
    assert (made.baseline, made.value, made.due, made.target_id) == (20.0, 15.0, date(2026, 6, 30), 7)
    with pytest.raises(NoBaselineError):
        changed(facts, Target("ces", "absolute", 4, 4, DUE), Goal("ces", "percent", 5, DUE))
