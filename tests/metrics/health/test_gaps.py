"""Gaps in rows by day: found where they are, and seldom where chance leaves days empty."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from numpy.random import Generator, default_rng

from metrics.health.gaps import CHANCE, Gap, empty_days, every_year, finest, gaps, without_strays
from metrics.periods import Grain

FIRST = "2024-01-01"
SERIES = 60


def chance_days(chance: Generator, a_day: float, open_days: int, days: int = 500) -> pd.Series:
    """Rows by day from a first to a last that have some, on so many days of each week."""
    index = pd.date_range(FIRST, periods=days, freq="D")
    rows = pd.Series(chance.poisson(a_day, days), index=index).where(index.day_of_week < open_days, 0)
    known = rows[rows > 0]
    return rows.loc[known.index[0] : known.index[-1]] if len(known) else rows.head(0)


def emptied(rows: pd.Series, first: str, last: str) -> pd.Series:
    return rows.mask((rows.index >= first) & (rows.index <= last), 0)


@pytest.mark.parametrize("open_days", [5, 7])
def test_chance_makes_hardly_any_gap(open_days: int) -> None:
    chance = default_rng(open_days)
    rates = np.exp(chance.uniform(np.log(0.02), np.log(40), SERIES))
    found = [gaps(chance_days(chance, rate, open_days)) for rate in rates]
    assert sum(map(bool, found)) <= max(2, 10 * CHANCE * SERIES)


@pytest.mark.parametrize(
    "a_day, open_days, first, last, told",
    [
        (10, 7, "2024-06-05", "2024-06-11", (date(2024, 6, 5), date(2024, 6, 11), Grain.DAY)),
        # Saturdays and Sundays at either end are empty as a rule.
        (10, 5, "2024-06-01", "2024-06-16", (date(2024, 6, 3), date(2024, 6, 14), Grain.DAY)),
        (0.3, 7, "2024-05-06", "2024-07-28", (date(2024, 5, 6), date(2024, 7, 28), Grain.WEEK)),
    ],
)
def test_a_gap_is_found_in_its_days(
    a_day: float, open_days: int, first: str, last: str, told: tuple[date, date, Grain]
) -> None:
    rows = emptied(chance_days(default_rng(3), a_day, open_days), first, last)
    [gap] = gaps(rows)
    assert gap.grain is told[2]
    slack = pd.Timedelta(days=0 if told[2] is Grain.DAY else 7)
    assert abs(pd.Timestamp(gap.first) - pd.Timestamp(told[0])) <= slack
    assert abs(pd.Timestamp(gap.last) - pd.Timestamp(told[1])) <= slack
    assert gap.usual > 0


def test_two_gaps_near_each_other_are_both_found() -> None:
    rows = chance_days(default_rng(4), 8, 5)
    rows = emptied(emptied(rows, "2024-06-03", "2024-06-14"), "2024-07-01", "2024-07-12")
    assert [(gap.first, gap.last) for gap in gaps(rows)] == [
        (date(2024, 6, 3), date(2024, 6, 14)),
        (date(2024, 7, 1), date(2024, 7, 12)),
    ]


def test_waves_of_rows_have_no_gaps_between_them() -> None:
    index = pd.date_range(FIRST, periods=1000, freq="D")
    assert gaps(pd.Series(np.where(index.day_of_year % 90 == 10, 50, 0), index=index)) == []


def test_a_day_alone_is_told_only_where_all_its_weekdays_are_busy() -> None:
    busy, calm = (chance_days(default_rng(5), rate, 5) for rate in (40, 3))
    for rows, told in ((busy, [date(2024, 6, 5)]), (calm, [])):
        holed = emptied(rows, "2024-06-05", "2024-06-05")
        assert gaps(holed) == []
        assert empty_days(holed, []) == told


def test_a_few_rows_far_away_are_strays_and_no_gap() -> None:
    rows = chance_days(default_rng(6), 5, 7)
    far = pd.concat([pd.Series([1], index=pd.DatetimeIndex(["2014-03-04"])), rows]).asfreq("D", fill_value=0)
    kept, strays = without_strays(far)
    assert list(strays.index) == [pd.Timestamp("2014-03-04")]
    assert kept.sum() == rows.sum()
    assert gaps(kept) == []


def test_nothing_is_told_of_nothing() -> None:
    empty = pd.Series(dtype=int, index=pd.DatetimeIndex([]))
    assert (gaps(empty), empty_days(empty, []), finest(empty)) == ([], [], None)
    assert without_strays(empty)[0].empty


@pytest.mark.parametrize(
    "first, last, expected",
    [
        (date(2025, 8, 4), date(2025, 8, 17), True),
        (date(2023, 8, 1), date(2023, 8, 15), True),
        (date(2025, 8, 4), date(2025, 9, 20), False),
        (date(2025, 9, 4), date(2025, 9, 17), False),
        (date(2024, 12, 1), date(2024, 12, 14), False),
    ],
)
def test_a_gap_comes_back_where_another_lies_at_the_same_days_of_a_year(
    first: date, last: date, expected: bool
) -> None:
    summer = Gap(date(2024, 8, 3), date(2024, 8, 16), Grain.DAY, 10.0)
    other = Gap(first, last, Grain.DAY, 10.0)
    assert every_year(summer, [summer, other]) is expected
    assert every_year(other, [summer, other]) is expected


def test_years_without_rows_are_a_gap_however_few_the_days_around_them() -> None:
    days = pd.date_range("2021-01-01", "2024-12-31")
    filled = (days <= pd.Timestamp(2021, 3, 31)) | (days >= pd.Timestamp(2024, 1, 1))
    [gap] = gaps(pd.Series(filled.astype(int) * 5, index=days))
    assert (gap.first, gap.last) == (date(2021, 4, 1), date(2023, 12, 31))
