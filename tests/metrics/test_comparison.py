from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import hypot

import pytest
from numpy.random import default_rng
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from data.store import Store
from metrics.catalogue import kpi_named
from metrics.comparison import Around, Comparison, compare, compare_members, earliest
from metrics.facts import StoredFacts
from metrics.intervals import dispersion
from metrics.periods import Grain
from metrics.query import filters
from tests.data.store.preparations import prepared
from tests.metrics import by_hand
from tests.metrics.by_hand import Row
from tests.metrics.companies import stored

END = datetime(2025, 9, 30, 20)
FIRST = datetime(2021, 11, 3)
MONTH_START, MID_MONTH = date(2025, 3, 1), date(2025, 3, 12)


def days() -> list[datetime]:
    """Moments from late in 2021 to the end of September 2025, more of them later on."""
    chance = default_rng(11)
    count = 900
    shares = sorted(chance.random(count) ** 0.7)
    return [FIRST + (END - FIRST) * float(share) for share in shares]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    chance = default_rng(3)
    moments = [moment.replace(microsecond=0) for moment in days()]
    answers = [
        {
            "answered_at": moment,
            "csat": int(chance.integers(2 + (moment.date() >= MID_MONTH), 9)) / 8,
            "nps": float(chance.integers(11)),
            "ces": None,
            "team": ("North", "South", None)[int(chance.integers(3))],
        }
        for moment in moments
    ]
    complaints = [
        {
            "received_at": moment,
            "resolved_at": moment + timedelta(hours=float(chance.gamma(2, 30))) if number % 7 else None,
            "is_open": number % 7 == 0,
            "team": ("North", "South")[number % 2],
        }
        for number, moment in enumerate(moments)
    ]
    with stored(prepared("surveys.log", answers), prepared("complaints.log", complaints)) as opened:
        yield opened


def rows_of(store: Store, view: str, column: str, first: date, last: date) -> list[Row]:
    """The rows of a view from one day to another, both inclusive."""
    return [row for row in by_hand.rows(store, view) if first <= row[column].date() <= last]


def whole_months(rows: list[Row], rollout: date) -> int:
    """How many months the days of all months with rows come to, where the rollout cuts one of them."""
    months = {row["answered_at"].date().replace(day=1) for row in rows}
    cut = rollout.replace(day=1)
    part = (rollout - cut).days / 31
    share = part if min(months) < cut else 1 - part
    return round(sum(share if month == cut and part else 1 for month in months))


def one(store: Store, kpi: str, rollout: date, **where: list[str]) -> Comparison:
    return compare(StoredFacts(store), (kpi,), Around(rollout, filters(where)))[kpi]


SIDES = [(MONTH_START, date(2022, 3, 1)), (MID_MONTH, date(2022, 3, 1))]


@pytest.mark.parametrize("rollout, since", SIDES)
@pytest.mark.parametrize("team", [None, "North"])
def test_a_mean_is_compared_as_scipy_does(store: Store, rollout: date, since: date, team: str | None) -> None:
    found = one(store, "csat_mean", rollout, **({"team": [team]} if team else {}))
    sides = [
        [row for row in rows_of(store, "answers", "answered_at", *days) if team in (None, row["team"])]
        for days in ((since, rollout - timedelta(days=1)), (rollout, END.date()))
    ]
    before, after = ([1 + 4 * row["csat"] for row in side] for side in sides)
    assert found.before is not None
    assert found.after is not None
    assert found.change is not None
    for side, rows, values in zip((found.before, found.after), sides, (before, after), strict=True):
        right = by_hand.mean(values)
        assert (side.n, side.periods) == (len(values), whole_months(rows, rollout))
        assert (side.value, side.low, side.high) == pytest.approx((right.value, right.low, right.high))
    welch = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
    assert (found.change.low, found.change.high) == pytest.approx((welch.low, welch.high))
    assert found.change.value == pytest.approx(found.after.value - found.before.value)


def test_a_share_is_compared_by_newcombe(store: Store) -> None:
    found = one(store, "csat", MID_MONTH)
    sides = [
        [row["csat"] >= 0.75 for row in rows_of(store, "answers", "answered_at", *days)]
        for days in ((date(2022, 3, 1), date(2025, 3, 11)), (MID_MONTH, END.date()))
    ]
    (hits_before, before), (hits_after, after) = ((sum(side), len(side)) for side in sides)
    right = confint_proportions_2indep(
        hits_after, after, hits_before, before, method="newcomb", compare="diff"
    )
    assert found.change is not None
    assert (found.change.low, found.change.high) == pytest.approx([100 * bound for bound in right])
    assert found.change.value == pytest.approx(100 * (hits_after / after - hits_before / before))


@pytest.mark.parametrize("rollout, since", SIDES)
def test_counts_are_weighted_by_how_much_of_a_period_there_is(
    store: Store, rollout: date, since: date
) -> None:
    found = one(store, "complaints", rollout)
    assert found.before is not None
    assert found.after is not None
    assert found.change is not None
    day_before = rollout - timedelta(days=1)
    before = len(rows_of(store, "complaints", "received_at", since, day_before))
    after = len(rows_of(store, "complaints", "received_at", rollout, END.date()))
    cut = 0 if rollout.day == 1 else 11 / 31
    assert found.before.value == pytest.approx(before / (36 + cut))
    assert found.after.value == pytest.approx(after / (7 - cut))
    assert (found.before.n, found.after.n) == (before, after)
    assert found.change.value == pytest.approx(found.after.value - found.before.value)


def test_the_interval_of_counts_is_widened_by_how_much_whole_months_vary(store: Store) -> None:
    found = one(store, "complaints", MID_MONTH)
    months = [date(2022 + number // 12, number % 12 + 1, 1) for number in range(2, 46)]
    counts = {
        start: len(rows_of(store, "complaints", "received_at", start, after - timedelta(days=1)))
        for start, after in pairwise(months)
    }
    before = [count for start, count in counts.items() if start < date(2025, 3, 1)]
    after = [count for start, count in counts.items() if start > MID_MONTH]
    assert (len(before), len(after)) == (36, 6)
    stretch = max(dispersion(before, after), 1) ** 0.5
    assert found.before is not None
    assert found.after is not None
    assert found.change is not None
    assert found.after.low is not None
    assert found.before.high is not None
    assert found.change.low is not None
    low = stretch * hypot(found.after.value - found.after.low, found.before.high - found.before.value)
    assert found.change.value - found.change.low == pytest.approx(low)
    assert stretch > 1


@pytest.mark.parametrize("rollout", [MONTH_START, MID_MONTH])
def test_a_stock_is_compared_at_the_ends(store: Store, rollout: date) -> None:
    found = one(store, "backlog", rollout)
    complaints = by_hand.rows(store, "complaints")
    edge = datetime(rollout.year, rollout.month, rollout.day)
    right = [by_hand.backlog(complaints, end) for end in (edge, datetime(2025, 10, 1))]
    assert found.before is not None
    assert found.after is not None
    assert found.change is not None
    assert (found.before.value, found.after.value) == (right[0].value, right[1].value)
    assert (found.change.low, found.change.high, found.change.is_clear) == (None, None, False)


def test_an_unfinished_period_is_left_out(store: Store) -> None:
    late = [
        {"answered_at": datetime(2025, 10, day), "csat": 0.0, "nps": None, "ces": None}
        for day in range(1, 15)
    ]
    everything = by_hand.rows(store, "answers")
    kept = [{key: row[key] for key in ("answered_at", "csat", "nps", "ces")} for row in everything]
    with stored(prepared("surveys.log", kept), prepared("surveys.log", late, content="late")) as longer:
        for kpi in ("csat_mean", "answers"):
            assert one(longer, kpi, MID_MONTH).after == one(store, kpi, MID_MONTH).after
        # Before the rollout nothing but an unfinished month is left of it.
        only = one(longer, "csat_mean", date(2025, 10, 1))
    assert only.after is not None
    assert (only.after.n, only.after.finished, only.missing_after) == (14, False, 6)


@pytest.mark.parametrize(
    "rollout, missing",
    [
        (date(2022, 6, 1), (1, 0)),
        (date(2022, 3, 1), (4, 0)),
        (date(2025, 5, 1), (0, 1)),
        (date(2025, 9, 1), (0, 5)),
        (date(2025, 12, 1), (0, 6)),
        (date(2021, 1, 1), (8, 0)),
    ],
)
def test_how_many_periods_are_missing(store: Store, rollout: date, missing: tuple[int, int]) -> None:
    found = one(store, "nps", rollout)
    assert (found.missing_before, found.missing_after) == missing
    assert (found.before is None) == (rollout < FIRST.date())
    assert (found.after is None) == (rollout > END.date())
    assert (found.change is None) == (found.before is None or found.after is None)


@pytest.mark.parametrize(
    "rollout, expected",
    [
        (date(2025, 3, 1), date(2022, 3, 1)),
        (date(2025, 3, 31), date(2022, 3, 1)),
        (date(2024, 2, 29), date(2021, 2, 1)),
    ],
)
def test_three_years_before_at_most(rollout: date, expected: date) -> None:
    assert earliest(rollout) == expected


@pytest.mark.parametrize("where", [{"team": ["nobody"]}, {"nature": ["late"]}])
def test_what_is_not_there_is_compared_with_nothing(store: Store, where: dict[str, list[str]]) -> None:
    found = one(store, "csat", MONTH_START, **where)
    assert (found.before, found.after, found.change) == (None, None, None)
    assert (found.missing_before, found.missing_after) == (8, 6)


def test_a_comparison_by_weeks(store: Store) -> None:
    found = compare(StoredFacts(store), ("csat_mean",), Around(MONTH_START, grain=Grain.WEEK))["csat_mean"]
    assert found.before is not None
    assert found.after is not None
    assert (found.before.grain, found.after.grain) == (Grain.WEEK, Grain.WEEK)
    assert found.before.n == len(
        rows_of(store, "answers", "answered_at", date(2022, 3, 1), date(2025, 2, 28))
    )
    assert found.after.last >= date(2025, 9, 28)


def test_members_are_compared_as_each_alone_would_be(store: Store) -> None:
    for kpi in ("csat_mean", "complaints", "backlog"):
        found = compare_members(StoredFacts(store), kpi_named(kpi), Around(MID_MONTH), "team")
        names = {"North", "South", ""} if kpi == "csat_mean" else {"North", "South"}
        assert set(found) == names
        assert found == {name: one(store, kpi, MID_MONTH, team=[name]) for name in names}


def test_the_days_after_can_be_narrowed_and_those_before_stay(store: Store) -> None:
    around = Around(MONTH_START, first=date(2025, 5, 1), last=date(2025, 6, 30))
    found = compare(StoredFacts(store), ("csat_mean",), around)["csat_mean"]
    assert found.after is not None
    assert found.before == one(store, "csat_mean", MONTH_START).before
    days = (date(2025, 5, 1), date(2025, 6, 30))
    assert found.after.n == len(rows_of(store, "answers", "answered_at", *days))
    assert (found.after.periods, found.missing_after) == (2, 4)


@pytest.mark.parametrize(
    "first, last, rollout, sides",
    [
        # Three complaints every day, before and after: half a month of them is no drop.
        (date(2024, 1, 1), date(2024, 4, 17), date(2024, 4, 1), (True, False)),
        (date(2024, 1, 1), date(2024, 4, 17), date(2024, 4, 10), (True, False)),
        (date(2024, 3, 18), date(2024, 6, 30), date(2024, 4, 1), (False, True)),
        (date(2024, 1, 1), date(2024, 6, 30), date(2024, 4, 10), (True, True)),
        (date(2024, 1, 1), date(2024, 6, 30), date(2024, 6, 10), (True, True)),
    ],
)
def test_a_count_of_part_of_a_month_is_compared_with_nothing(
    first: date, last: date, rollout: date, sides: tuple[bool, bool]
) -> None:
    days = [
        datetime(first.year, first.month, first.day, 12) + timedelta(days=n)
        for n in range((last - first).days + 1)
    ]
    rows = [{"received_at": day + timedelta(hours=hour)} for day in days for hour in range(3)]
    with stored(prepared("complaints.log", rows)) as opened:
        found = one(opened, "complaints", rollout)
    assert (found.before is not None, found.after is not None) == sides
    assert found.change is None or (not found.change.is_clear and abs(found.change.value) < 3)
    assert (found.change is not None) is all(sides)
