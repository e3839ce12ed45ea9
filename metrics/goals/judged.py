"""The value that a target is judged by, and the months that its forecast stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from data.records import Target
from metrics.comparison import MOST_WAITING, waiting
from metrics.facts import Facts
from metrics.goals.forecasts import Forecast, NoForecast, forecast
from metrics.goals.targets import Status, begin, in_force, status
from metrics.kpi import Kpi
from metrics.measures.kinds import Count
from metrics.measures.lists import OfLists, grows
from metrics.query import Filters
from metrics.series import Summary, estimates, summary
from metrics.windows import Days, parts_between

# A mean of many months tells little of where a KPI stands now.
LATEST_MONTHS = 3
# Months: what came before them tells little of where a trend leads now.
_MOST_MONTHS, _MONTHS_WITHOUT_ROLLOUT = 24, 12


@dataclass(frozen=True)
class Standing:
    """Where a KPI stands with a target: the same on a card, among the impacts and on the scoreboard.

    now      the value that the status is of; None where there is none
    recent   the last three months of that value; None where it has no more
    reached  the last day looked at
    last     the last day of the periods looked at; None where they are all that there are
    ahead    the value at the target's date if the trend goes on, or why nothing is foretold; as the line has
             it, which may lead beyond what a value can be
    unseen   whether the target's date had come on the day asked about, but the data end before it
    """

    now: Summary | None
    recent: Summary | None
    status: Status
    reached: date
    last: date | None
    ahead: Forecast | NoForecast
    unseen: bool = False


def standing(
    facts: Facts, target: Target, kpi: Kpi, where: Filters, as_of: date | None, ends_on: date
) -> Standing:
    """Where a KPI stands with a target on a day, by the target's own days.

    ``as_of`` is the day asked about, the end of the data without one; ``ends_on`` the last day of the data.
    """
    reached, last = min(as_of or ends_on, ends_on), last_day(as_of, ends_on)
    looked = Days(begin(target), last) if target.since else without_rollout(facts, kpi, target, where, last)
    now = judged(facts, kpi, target, where, looked, reached)
    recent = latest(facts, kpi, where, now)
    unseen = as_of is not None and ends_on < target.due <= as_of
    held = Status.TOO_LITTLE if unseen else status(kpi, now, target, reached, recent)
    decided = target.due <= reached
    ahead = (
        NoForecast.DECIDED if decided else forecast(kpi, months(facts, kpi, target, where, last), target.due)
    )
    return Standing(now, recent, held, reached, last, ahead, unseen)


def judged(
    facts: Facts, kpi: Kpi, target: Target, where: Filters, days: Days, ends_on: date
) -> Summary | None:
    """The finished periods of some days that a target is judged by, as one value; None where there is none.

    They end with the target's date, so that a status doesn't change once it is due; of a target with
    steps they begin with the step in force. A duration of which too many are still open has no value yet,
    and what lists count since joining none at all: it rises by waiting alone.
    ``ends_on`` is the last day looked at.
    """
    first = days.first if days.first is None or days.first <= target.due else begin(target)
    last = target.due if target.due <= ends_on else days.last
    found = _value(facts, kpi, where, Days(first, last))
    level = in_force(target, found.last) if found and target.steps else None
    if level is None or level.first is None or (first is not None and level.first <= first):
        return found
    return _value(facts, kpi, where, Days(level.first, last))


def latest(facts: Facts, kpi: Kpi, where: Filters, found: Summary | None) -> Summary | None:
    """The last three months of what a target is judged by; None where that is not longer."""
    if found is None:
        return None
    first = (pd.Timestamp(found.last) + pd.Timedelta(days=1) - pd.DateOffset(months=LATEST_MONTHS)).date()
    return _value(facts, kpi, where, Days(first, found.last)) if first > found.first else None


def _value(facts: Facts, kpi: Kpi, where: Filters, days: Days) -> Summary | None:
    parts = parts_between(facts, (kpi.key,), days, where).get(kpi.key)
    if parts is None or parts.empty or waiting(parts) > MOST_WAITING or _grows(kpi, parts):
        return None
    return summary(kpi, parts)


def _grows(kpi: Kpi, parts: pd.DataFrame) -> bool:
    """Whether a value rises by waiting alone, so that reaching a target says nothing."""
    return isinstance(kpi.measure, OfLists) and grows(parts)


def grows_by_itself(facts: Facts, kpi: Kpi, where: Filters, last: date | None = None) -> bool:
    """Whether the latest list by a day seems to count since joining: no target can be judged by it."""
    if not isinstance(kpi.measure, OfLists):
        return False
    parts = parts_between(facts, (kpi.key,), Days(None, last), where).get(kpi.key)
    return parts is not None and _grows(kpi, parts)


def without_rollout(facts: Facts, kpi: Kpi, target: Target, where: Filters, last: date | None) -> Days:
    """The days to judge by where no rollout is known: those after the baseline, else the baseline's own."""
    after = Days(begin(target), last)
    found = _value(facts, kpi, where, after)
    has_any = found is not None and found.finished
    return after if has_any or target.baseline_from is None else Days(target.baseline_from, last)


def months(facts: Facts, kpi: Kpi, target: Target, where: Filters, last: date | None) -> pd.DataFrame:
    """The finished months since the rollout, or the last 12 without one: start, until, value, n.

    A month that the rollout or the end of the data cuts is left out, and one of which too many are open.
    """
    parts = parts_between(facts, (kpi.key,), Days(target.since, last), where).get(kpi.key)
    if parts is None or parts.empty:
        return pd.DataFrame(columns=["start", "until", "value", "n"])
    known = estimates(kpi, parts)
    open_too = _open(parts) > MOST_WAITING
    whole = known["finished"] & known["begun"] & known["value"].notna() & ~open_too
    if isinstance(kpi.measure, Count):
        whole &= parts["periods"] == 1
    kept = known.loc[whole, ["start", "until", "value", "n"]].sort_values("start", ignore_index=True)
    return kept.tail(_MOST_MONTHS if target.since else _MONTHS_WITHOUT_ROLLOUT).reset_index(drop=True)


def _open(parts: pd.DataFrame) -> pd.Series:
    """The share of each period's rows that are still open, for durations; 0 for other measures."""
    if "waiting" not in parts:
        return pd.Series(0.0, index=parts.index)
    every = parts["waiting"] + parts["n"]
    return (parts["waiting"] / every.where(every > 0)).fillna(0.0)


def last_day(as_of: date | None, ends_on: date) -> date | None:
    """The last day to look at: that of the last month that was over on a day; None where the data end before.

    On that day nobody had seen more, and an unfinished month wasn't counted.
    """
    if as_of is None or as_of >= ends_on:
        return None
    month = pd.Timestamp(as_of + timedelta(days=1)).to_period("M")
    return (month.start_time - pd.Timedelta(days=1)).date()
