"""A KPI's periods around a rollout, made ready for the models of before and after.

The periods stand in one unbroken row; those that can't count are named with the reason and left out of
every test, though a chart may still draw them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from data.language import mark
from metrics.comparison import MOST_WAITING, Around, earliest
from metrics.impact.made_of import made_of, waiting
from metrics.impact.other_events import overlapped, partly, passing, together
from metrics.kpi import Kpi, Unit
from metrics.measures.columns import column, divided, rows
from metrics.measures.exposure import CostPerCustomer
from metrics.measures.kinds import Count
from metrics.measures.retention import LifetimeValue
from metrics.periods import DAYS_IN_MONTH, MONTHS, QUIET_DAYS, Grain, ends, starts
from metrics.rollouts import Event, reach
from metrics.series import estimates
from metrics.statistics.sequences import Array

# Periods in a year; a season shorter than a year is none of a policy's.
SEASONS = {Grain.WEEK: 52, Grain.MONTH: 12, Grain.QUARTER: 4}
COLUMNS = ("start", "until", "value", "low", "high", "n", "finished", "events", "exposure", "out")
# How far from the usual length a period may be: months have 28 to 31 days.
_LENGTH = 0.15
_LOGS = (Unit.HOURS, Unit.SECONDS, Unit.MONTHS)


class Scale(StrEnum):
    """On which scale a KPI's periods are compared."""

    VALUES = "values"
    LOGS = "logs"
    RATES = "rates"


class Out(StrEnum):
    """Why a period counts in no test; empty where it does."""

    COUNTS = ""
    NO_VALUE = "no value"
    UNFINISHED = "unfinished"
    OPEN = "open"
    CUT = "cut"
    EVENT = "event"


OUT_WORDS = {
    Out.UNFINISHED: mark("%(periods)s (not covered whole)"),
    Out.OPEN: mark("%(periods)s (too many are still open)"),
    Out.CUT: mark("%(periods)s (has days before and after)"),
    Out.EVENT: mark("%(periods)s (%(events)s)"),
}


@dataclass(frozen=True, eq=False)
class Course:
    """The periods of a KPI, and where among them the rollout falls.

    frame    one row a period, in order and without a gap, with the columns ``COLUMNS``: ``out`` is one of
             ``Out``; ``events`` and ``exposure`` are what a rate or share is made of, NaN for others
    at       the position of the rollout's period: the first that is after
    first    the first position of the stretch that belongs to the rollout, and ``last`` the one behind it:
             from the event before to the next one
    starts   the positions at which segments start: those of all events that reach everybody looked at, and
             ``began`` the days of these events
    others   the other events that do, and ``together`` those in the rollout's own period
    partly   the events that reach some of those looked at
    passing  the events that were over after some days: their periods are left out, and part nothing
    scale    on which scale they are compared
    each     what a rate of one event a unit of exposure is in the KPI's unit
    """

    kpi: Kpi
    grain: Grain
    frame: pd.DataFrame
    at: int
    first: int
    last: int
    starts: tuple[int, ...]
    others: tuple[Event, ...]
    together: tuple[Event, ...]
    partly: tuple[Event, ...]
    scale: Scale
    each: float = 1.0
    began: tuple[date, ...] = ()
    passing: tuple[Event, ...] = ()

    @property
    def counts(self) -> pd.Series:
        """Whether each period counts in the tests."""
        return self.frame["out"] == Out.COUNTS

    @cached_property
    def values(self) -> Array:
        """The stretch's values, NaN where a period doesn't count."""
        return self._stretch("value")

    @cached_property
    def events(self) -> Array:
        """The stretch's counts, NaN where a period doesn't count."""
        return self._stretch("events")

    @cached_property
    def exposure(self) -> Array:
        """What the stretch's counts are out of."""
        return self._stretch("exposure")

    @property
    def rollout(self) -> int:
        """The position of the rollout within the stretch."""
        return self.at - self.first

    @property
    def season(self) -> int:
        """How many periods a year has; 0 where a period tells nothing of the season."""
        return SEASONS.get(self.grain, 0)

    @property
    def is_ended(self) -> bool:
        """Whether another event ends the stretch, so that no more periods will come."""
        return self.last < len(self.frame)

    @property
    def left_out(self) -> dict[Out, list[date]]:
        """The first days of the stretch's periods that were left out, by the reason that words have."""
        rows = self.frame.iloc[self.first : self.last]
        return {
            why: [start.date() for start in rows.loc[rows["out"] == why, "start"]]
            for why in OUT_WORDS
            if (rows["out"] == why).any()
        }

    def _stretch(self, part: str) -> Array:
        known = np.where(self.counts, column(self.frame, part), np.nan)
        return known[self.first : self.last]


def course(kpi: Kpi, parts: pd.DataFrame, around: Around, known: Sequence[Event] = ()) -> Course | None:
    """The periods of a KPI from up to three years before a rollout on; None where none has a value.

    parts   the parts of everybody looked at, by month or week
    known   all events; the rollout's own may be among them
    """
    told = _told(kpi, _looked_at(parts, around))
    if not told["value"].notna().any():
        return None
    grain = _grain(told)
    frame = _gapless(told, grain)
    at, cut = place(frame, around.rollout, grain)
    reaching = [event for event in known if reach(event, around.where) is True]
    passed = passing(reaching, around.rollout, frame)
    whole = [event for event in reaching if event not in passed]
    others = tuple(event for event in whole if event.starts_on != around.rollout)
    places = {event: place(frame, event.starts_on, grain) for event in others}
    cuts = [*([at] if cut else []), *(found for found, is_cut in places.values() if is_cut)]
    frame = frame.assign(out=_out(kpi, frame, cuts, passed))
    edges = sorted({found for found, __ in places.values() if found != at})
    begun = _begun({event.starts_on: found for event, (found, __) in places.items()} | {around.rollout: at})
    starts = tuple(sorted(edge for edge in begun if 0 < edge < len(frame)))
    return Course(
        kpi=kpi,
        grain=grain,
        frame=frame[list(COLUMNS)],
        at=at,
        first=max((edge for edge in edges if edge < at), default=0),
        last=min((edge for edge in edges if edge > at), default=len(frame)),
        starts=starts,
        others=tuple(event for event in others if 0 <= places[event][0] < len(frame)),
        together=together(whole, {event: found for event, (found, __) in places.items()}, around.rollout, at),
        partly=partly(known, frame, around),
        scale=_scale(kpi, frame),
        each=_each(frame),
        began=tuple(begun[edge] for edge in starts),
        passing=passed,
    )


def _begun(places: Mapping[date, int]) -> dict[int, date]:
    """Position -> the first day of an event that falls there."""
    found: dict[int, date] = {}
    for day in sorted(places):
        found.setdefault(places[day], day)
    return found


def place(frame: pd.DataFrame, day: date, grain: Grain) -> tuple[int, bool]:
    """The position of the first period after a day's event, and whether the event cuts that period.

    A few days more or less at a period's edge don't count as a cut.
    """
    moment, quiet = pd.Timestamp(day), pd.Timedelta(days=QUIET_DAYS[grain])
    at = int((frame["until"].to_numpy() <= moment.to_datetime64()).sum())
    if at == len(frame) or moment <= frame["start"].iloc[at] + quiet:
        return at, False
    return (at + 1, False) if frame["until"].iloc[at] - moment <= quiet else (at, True)


def _looked_at(parts: pd.DataFrame, around: Around) -> pd.DataFrame:
    start = parts["start"].to_numpy()
    kept = start >= np.datetime64(earliest(around.rollout))
    if around.last is not None:
        kept &= parts["until"].to_numpy() <= np.datetime64(around.last) + np.timedelta64(1, "D")
    found = rows(parts, kept)
    return found if found["start"].is_monotonic_increasing else found.sort_values("start")


def _told(kpi: Kpi, parts: pd.DataFrame) -> pd.DataFrame:
    """Values beside what they are made of, and what keeps a period from counting."""
    events, exposure = made_of(kpi, parts)
    told = estimates(kpi, parts).assign(events=events, exposure=exposure, waiting=waiting(parts))
    # What has no value at either end is no period of the course.
    known = np.flatnonzero(~np.isnan(column(told, "value")))
    return told.iloc[known[0] : known[-1] + 1] if len(known) else told


def _days(told: pd.DataFrame) -> Array:
    """The length of each period."""
    length = told["until"].to_numpy() - told["start"].to_numpy()
    return length.astype("timedelta64[D]").astype(np.float64)


def _grain(told: pd.DataFrame) -> Grain:
    """The length that most periods have: totals of customers may stand at a longer one than was asked for."""
    days = float(np.median(_days(told)))
    return min(MONTHS, key=lambda grain: abs(MONTHS[grain] * DAYS_IN_MONTH - days))


def _gapless(told: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """The periods of one length in an unbroken row; those that are missing have no value."""
    usual = MONTHS[grain] * DAYS_IN_MONTH
    kept = rows(told, np.abs(_days(told) - usual) <= _LENGTH * usual)
    every = starts(kept["start"].min(), kept["start"].max(), grain)
    if np.array_equal(kept["start"].to_numpy(), every.to_numpy()):
        return kept.reset_index(drop=True)
    kept = kept.drop_duplicates("start").set_index("start")
    frame = kept.reindex(every.union(pd.DatetimeIndex(kept.index)))
    until = pd.Series(ends(pd.DatetimeIndex(frame.index), grain), index=frame.index)
    frame["until"] = frame["until"].fillna(until)
    frame["waiting"] = frame["waiting"].fillna(0.0)
    for flag in ("finished", "begun"):
        frame[flag] = frame[flag].eq(True)
    return frame.rename_axis("start").reset_index()


def _out(kpi: Kpi, frame: pd.DataFrame, cuts: Sequence[int], passed: Sequence[Event]) -> list[Out]:
    begun = frame["begun"].to_numpy(dtype=bool) | (not isinstance(kpi.measure, Count))
    reasons = {
        Out.NO_VALUE: np.isnan(column(frame, "value")),
        Out.UNFINISHED: ~(frame["finished"].to_numpy(dtype=bool) & begun),
        Out.OPEN: column(frame, "waiting") > MOST_WAITING,
        Out.CUT: np.isin(np.arange(len(frame)), list(cuts)),
        Out.EVENT: overlapped(frame, passed).to_numpy(),
    }
    return [
        Out(why) for why in np.select(list(reasons.values()), [str(why) for why in reasons], str(Out.COUNTS))
    ]


def _scale(kpi: Kpi, frame: pd.DataFrame) -> Scale:
    known = frame["value"].dropna()
    if isinstance(kpi.measure, Count) and not isinstance(kpi.measure, CostPerCustomer):
        return Scale.RATES
    stretched = kpi.unit in _LOGS or isinstance(kpi.measure, LifetimeValue)
    return Scale.LOGS if stretched and bool((known > 0).all()) else Scale.VALUES


def _each(frame: pd.DataFrame) -> float:
    rates = divided(column(frame, "events"), column(frame, "exposure"))
    told = divided(column(frame, "value"), rates)
    told = told[~np.isnan(told)]
    return float(np.median(told)) if len(told) else 1.0
