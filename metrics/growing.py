"""What stands open and grows: over the last three whole months clearly more came in than went out.

What came and what went are counts, so that without growth their difference would vary about 0 by the square
root of their sum; more where the months before varied by more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.catalogue import all_kpis
from metrics.facts import Facts
from metrics.intervals import normal_quantile
from metrics.kpi import Kpi
from metrics.measures.columns import column
from metrics.measures.kinds import Stock
from metrics.query import Filters, Query

MONTHS = 3
# A log begins with nothing open, and fills: what is open needs some months to be what it usually is.
FEWEST_BEFORE, MOST_BEFORE = 6, 24
# Growth by less than this part of what was open is nothing to act on.
LEAST = 0.1


@dataclass(frozen=True)
class Growing:
    """A stock that grew over the last three whole months.

    came, went     how many came in and went out of what stands open
    before, now    how many stood open before these months and at their end
    low, high      the 95 % interval of the growth, as far as chance goes
    """

    kpi: Kpi
    first: date
    last: date
    came: int
    went: int
    before: int
    now: int
    low: float
    high: float


def growing(facts: Facts, where: Filters = (), last: date | None = None) -> list[Growing]:
    """The stocks that clearly grew by a day, or by the end of the data; none with too short a past."""
    stocks = tuple(kpi for kpi in all_kpis() if isinstance(kpi.measure, Stock) and kpi.better == "lower")
    parts = facts.parts(Query(tuple(kpi.key for kpi in stocks), where=where))
    found = [grown(kpi, parts[kpi.key], last) for kpi in stocks if kpi.key in parts]
    return [one for one in found if one is not None]


def grown(kpi: Kpi, parts: pd.DataFrame, last: date | None = None) -> Growing | None:
    """How a stock with these monthly parts grew by a day; None where it didn't clearly."""
    known = _whole(parts, last)
    if len(known) < 1 + FEWEST_BEFORE + MONTHS:
        return None
    still, ever = column(known, "open"), column(known, "tracked")
    net, came = np.diff(still), np.diff(ever)
    moved = 2 * came - net
    growth, turnover = float(net[-MONTHS:].sum()), float(moved[-MONTHS:].sum())
    spread = float(np.sqrt(turnover * _dispersion(net[:-MONTHS], moved[:-MONTHS])))
    reach = normal_quantile() * spread
    if growth <= reach or growth < LEAST * still[-MONTHS - 1]:
        return None
    arrived = round(float(came[-MONTHS:].sum()))
    return Growing(
        kpi=kpi,
        first=known["start"].iloc[-MONTHS].date(),
        last=(known["until"].iloc[-1] - pd.Timedelta(days=1)).date(),
        came=arrived,
        went=arrived - round(growth),
        before=round(float(still[-MONTHS - 1])),
        now=round(float(still[-1])),
        low=growth - reach,
        high=growth + reach,
    )


def _whole(parts: pd.DataFrame, last: date | None) -> pd.DataFrame:
    """The latest whole months that follow each other and of which it is known what stood open."""
    edge = pd.Timestamp(last + timedelta(days=1)) if last else parts["until"].max()
    shown = parts[(parts["until"] <= edge) & parts["finished"].astype(bool)].sort_values("start")
    gaps = (shown["open"].isna() | (shown["start"] != shown["until"].shift())).to_numpy(dtype=bool)
    after = np.flatnonzero(gaps)
    begun = int(after[-1]) + int(bool(shown["open"].isna().iloc[after[-1]])) if len(after) else 0
    return shown.iloc[begun:].tail(1 + MOST_BEFORE + MONTHS)


def _dispersion(net: np.ndarray, moved: np.ndarray) -> float:
    """How much more the months before varied than counts do by chance; 1 where they didn't."""
    known = moved > 0
    if known.sum() < FEWEST_BEFORE:
        return 1.0
    return max(1.0, float((net[known] ** 2 / moved[known]).mean()))


def told(found: Growing) -> str:
    """That it grows, with what came and went, in a sentence."""
    words = {
        "kpi": found.kpi.title,
        "came": formats.number(found.came),
        "went": formats.number(found.went),
        "first": formats.day(found.first),
        "last": formats.day(found.last),
        "before": formats.number(found.before),
        "now": formats.number(found.now),
        "growth": formats.number(found.now - found.before, sign=True),
        "low": formats.number(found.low, sign=True),
        "high": formats.number(found.high, sign=True),
    }
    return (
        _(
            "%(kpi)s: growing. From %(first)s to %(last)s %(came)s came in and %(went)s were closed, so"
            " %(now)s are open instead of %(before)s: %(growth)s (95 %% interval %(low)s to %(high)s)."
        )
        % words
    )
