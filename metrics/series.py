"""KPI values by period and split, each with its interval and n."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.catalogue import kpi_named
from metrics.counting.parts import CUSTOMERS, DESCRIPTION, period_parts
from metrics.kpi import Kpi
from metrics.measures.kinds import Count
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
    described = parts[list(DESCRIBED)]
    found = kpi.measure.estimate(parts)
    return described.join(found.assign(n=found["n"].fillna(0))).assign(kpi=kpi.key)


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
    parts = kpi.measure.pooled(whole.drop(columns=list(DESCRIPTION), errors="ignore"))
    row = kpi.measure.estimate(parts).iloc[0]
    if pd.isna(row["value"]):
        return None
    grain = _grain(kpi, whole, asked)
    return Summary(
        value=float(row["value"]),
        low=_bound(row["low"]),
        high=_bound(row["high"]),
        n=round(row["n"]),
        periods=1 if grain is Grain.ALL else max(1, round(_length(whole).sum() / _days(grain))),
        first=whole["start"].iloc[0].date(),
        last=(whole["until"].iloc[-1] - pd.Timedelta(days=1)).date(),
        grain=grain,
        finished=bool(whole["finished"].all()),
        left_out=0 if grain is Grain.ALL else _left_out(whole, grain),
    )


def covered(kpi: Kpi, parts: pd.DataFrame) -> pd.DataFrame:
    """The periods with a value that the data cover, or all with a value where they cover none."""
    known = parts[kpi.measure.estimate(parts)["value"].notna()]
    whole = known["finished"] & (known["begun"] | (not isinstance(kpi.measure, Count)))
    return known[whole] if whole.any() else known


def _grain(kpi: Kpi, whole: pd.DataFrame, asked: Grain) -> Grain:
    """The length of the periods: as asked, but that totals of customers may stand at a longer one."""
    if asked is Grain.ALL or kpi.table != CUSTOMERS:
        return asked
    return min(MONTHS, key=lambda grain: abs(_days(grain) - _length(whole).max()))


def _left_out(whole: pd.DataFrame, grain: Grain) -> int:
    """How many periods are missing between those that count."""
    days = (whole["until"].max() - whole["start"].min()).days
    return round((days - _length(whole.drop_duplicates("start")).sum()) / _days(grain))


def _length(periods: pd.DataFrame) -> pd.Series:
    return (periods["until"] - periods["start"]).dt.days


def _days(grain: Grain) -> float:
    return MONTHS[grain] * DAYS_IN_MONTH


def _bound(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
