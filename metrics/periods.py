"""Periods: grains from day to year, where a period begins and ends, and whether it is over."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import narwhals.stable.v2 as nw
import pandas as pd

from data.language import mark

DAYS_IN_MONTH = 30.4375
MINUTES_IN_MONTH = 60 * 24 * DAYS_IN_MONTH


class Grain(StrEnum):
    """How long a period is; ``all`` is one period for everything."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


GRAIN_NAMES = {
    Grain.DAY: mark("Day"),
    Grain.WEEK: mark("Week"),
    Grain.MONTH: mark("Month"),
    Grain.QUARTER: mark("Quarter"),
    Grain.YEAR: mark("Year"),
}
MONTHS = {
    Grain.DAY: 1 / DAYS_IN_MONTH,
    Grain.WEEK: 7 / DAYS_IN_MONTH,
    Grain.MONTH: 1.0,
    Grain.QUARTER: 3.0,
    Grain.YEAR: 12.0,
}
_FREQUENCIES = {Grain.DAY: "D", Grain.WEEK: "W-SUN", Grain.MONTH: "M", Grain.QUARTER: "Q", Grain.YEAR: "Y"}
# Weeks are gathered from days, since not every engine truncates to them.
_TRUNCATIONS = {Grain.DAY: "1d", Grain.WEEK: "1d", Grain.MONTH: "1mo", Grain.QUARTER: "1q", Grain.YEAR: "1y"}
# Data that end this many days before a period does still cover it: a weekend, a quiet day.
QUIET_DAYS = {Grain.DAY: 0, Grain.WEEK: 2, Grain.MONTH: 3, Grain.QUARTER: 3, Grain.YEAR: 3}


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier below 0; of a month without it, its last day."""
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()


def truncated(moment: nw.Expr, grain: Grain) -> nw.Expr:
    """A moment cut to the start of its period (of its day, for weeks)."""
    return moment.dt.truncate(_TRUNCATIONS[grain])


def floor(moments: pd.Series, grain: Grain) -> pd.Series:
    """The starts of the periods that moments fall in."""
    return moments.dt.to_period(_FREQUENCIES[grain]).dt.start_time


def starts(first: pd.Timestamp, last: pd.Timestamp, grain: Grain) -> pd.DatetimeIndex:
    """The starts of all periods from that of ``first`` to that of ``last``."""
    frequency = _FREQUENCIES[grain]
    return pd.period_range(first.to_period(frequency), last.to_period(frequency), freq=frequency).start_time


def ends(period_starts: pd.DatetimeIndex, grain: Grain) -> pd.DatetimeIndex:
    """For each period, the start of the next."""
    return (period_starts.to_period(_FREQUENCIES[grain]) + 1).start_time
