"""KPI values by period and split, each with its interval and n."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isnan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.catalogue import kpi_named
from metrics.counting.parts import CUSTOMERS, period_parts
from metrics.kpi import Kpi
from metrics.measures.columns import column, rows
from metrics.measures.kinds import Count
from metrics.measures.lists import OfLists, latest
from metrics.periods import DAYS_IN_MONTH, MONTHS, Grain
from metrics.query import Query, Source

COLUMNS = ("kpi", "start", "until", "split", "value", "low", "high", "n", "finished", "begun")
DESCRIBED = ("start", "until", "split", "finished", "begun")


@dataclass(frozen=True)
class Summary:
    """A KPI over several periods as one value.

    n          answers, complaints, contacts or customers behind it
    periods    how many periods it covers
    first, last    the first and the last day of them
    grain      the length of one period
    finished   False where the data don't reach the end of the only period
    left_out   how many periods between the first and the last have no data, or not to their end
    """

    value: float
    low: float | None
    high: float | None
    n: int
    periods: int
    first: date
    last: date
    grain: Grain
    finished: bool = True
    left_out: int = 0


def values(source: Source, query: Query) -> pd.DataFrame:
    """One row a KPI, period and split, with columns ``COLUMNS``; value is NaN where there is none.

    ``until`` is the start of the next period; ``split`` is "" where a row doesn't say, or without a
    split. Sorted by KPI as asked, period, and n.
    """
    frames = [estimates(kpi_named(key), parts) for key, parts in period_parts(source, query).items()]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    found = pd.concat(frames, ignore_index=True)
    found["kpi"] = pd.Categorical(found["kpi"], categories=list(query.kpis), ordered=True)
    ordered = found.sort_values(["kpi", "start", "n"], ascending=[True, True, False], ignore_index=True)
    return ordered.astype({"kpi": str})[list(COLUMNS)]


def estimates(kpi: Kpi, parts: pd.DataFrame) -> pd.DataFrame:
    """The values that follow from the parts of a KPI, beside their periods."""
    described = {name: parts[name] for name in DESCRIBED}
    told = kpi.measure.estimate(parts)
    values = {name: column(told, name) for name in ("value", "low", "high")}
    n = np.nan_to_num(column(told, "n"))
    return pd.DataFrame({**described, **values, "n": n, "kpi": kpi.key}, index=parts.index)


def summary(kpi: Kpi, parts: pd.DataFrame, asked: Grain = Grain.MONTH) -> Summary | None:
    """The finished periods of one split as one value; None where there is none.

    An unfinished period counts only where there is no other. A count leaves out a first period that
    the data don't cover from its start, as it would look too low. ``asked`` is the length of a period.
    """
    return pooled(kpi, covered(kpi, parts), asked)


def pooled(kpi: Kpi, whole: pd.DataFrame, asked: Grain = Grain.MONTH) -> Summary | None:
    """The periods that ``covered`` gives as one value; None where there is none."""
    if whole.empty:
        return None
    told = kpi.measure.estimate(kpi.measure.pooled(whole))
    value, low, high, n = (float(column(told, name)[0]) for name in ("value", "low", "high", "n"))
    if isnan(value):
        return None
    grain = _grain(kpi, whole, asked)
    return Summary(
        value=value,
        low=_bound(low),
        high=_bound(high),
        n=round(n),
        periods=1 if grain is Grain.ALL else max(1, round(float(_length(whole).sum()) / _days(grain))),
        first=whole["start"].iloc[0].date(),
        last=(whole["until"].iloc[-1] - pd.Timedelta(days=1)).date(),
        grain=grain,
        finished=bool(whole["finished"].all()),
        left_out=0 if grain is Grain.ALL else _left_out(whole, grain),
    )


def covered(kpi: Kpi, parts: pd.DataFrame) -> pd.DataFrame:
    """The periods with a value that the data cover, or all with a value where they cover none.

    Of what whole lists tell, the period of the latest list: several make none that is of more days.
    """
    known = ~np.isnan(column(kpi.measure.estimate(parts), "value"))
    whole = known & parts["finished"].to_numpy(dtype=bool)
    if isinstance(kpi.measure, Count):
        whole &= parts["begun"].to_numpy(dtype=bool)
    found = rows(parts, whole if whole.any() else known)
    return latest(found) if isinstance(kpi.measure, OfLists) else found


def _grain(kpi: Kpi, whole: pd.DataFrame, asked: Grain) -> Grain:
    """The length of the periods: as asked, but that totals of customers may stand at a longer one."""
    if asked is Grain.ALL or kpi.table != CUSTOMERS:
        return asked
    return min(MONTHS, key=lambda grain: abs(_days(grain) - _length(whole).max()))


def _left_out(whole: pd.DataFrame, grain: Grain) -> int:
    """How many periods are missing between those that count."""
    starts, of_each = np.unique(whole["start"].to_numpy(), return_index=True)
    days = (whole["until"].to_numpy().max() - starts[0]) // np.timedelta64(1, "D")
    return round(float(days - _length(whole)[of_each].sum()) / _days(grain))


def _length(periods: pd.DataFrame) -> NDArray[np.int64]:
    """The days of each period."""
    spans = periods["until"].to_numpy() - periods["start"].to_numpy()
    return spans.astype("timedelta64[D]").astype(np.int64)


def _days(grain: Grain) -> float:
    return MONTHS[grain] * DAYS_IN_MONTH


def _bound(value: float) -> float | None:
    return None if isnan(value) else value
