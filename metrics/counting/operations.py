"""Parts of KPIs that period totals alone tell: what was sold and returned, ordered and missing, and so on."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import pandas as pd

from metrics.counting.coverage import flags
from metrics.counting.scan import NOT_GIVEN, window
from metrics.counting.totals import grain_of, joined, rank, shortest
from metrics.filtered import of_members
from metrics.kpi import Kpi
from metrics.periods import DAYS_IN_MONTH, Grain, ends, floor
from metrics.query import Query, Source
from metrics.readings import COMMON_DIMENSIONS

OPERATIONS = "operations"


@runtime_checkable
class OfTotals(Protocol):
    """A measure whose parts are totals."""

    @property
    def totals(self) -> dict[str, str]:
        """Part of the measure -> part of the totals."""
        ...

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the measure that add up over totals."""
        ...

    def adding(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of totals, a column a part of the totals, with the parts that each adds."""
        ...


def operation_parts(source: Source, kpis: tuple[Kpi, ...], query: Query) -> dict[str, pd.DataFrame]:
    """The parts of each KPI by period and split; KPIs of which the totals tell nothing are left out.

    A total of a period longer than the query's grain stands at its own start and length, as nobody can tell
    how it spreads; one that the query's days cut is left out.
    """
    rows = _rows(source, query)
    found = {kpi.key: _parts(rows, kpi.measure, query) for kpi in kpis if isinstance(kpi.measure, OfTotals)}
    return {key: parts for key, parts in found.items() if not parts.empty}


def parts_of(source: Source, measure: OfTotals, query: Query) -> pd.DataFrame:
    """The parts of a measure by period and split, as ``operation_parts`` gives them; empty without totals."""
    return _parts(_rows(source, query), measure, query)


def _rows(source: Source, query: Query) -> pd.DataFrame:
    found = of_members(source.frame(OPERATIONS), query.where).collect("pandas").to_native()
    found["starts_on"] = found["starts_on"].astype("datetime64[us]")
    of = list(dict.fromkeys((*COMMON_DIMENSIONS, *query.dimensions)))
    found[of] = found[of].astype(object).where(found[of].notna(), NOT_GIVEN)
    return found[["starts_on", "months", *of, "part", "value"]]


def _parts(rows: pd.DataFrame, measure: OfTotals, query: Query) -> pd.DataFrame:
    wanted = rows[rows["part"].isin(list(measure.totals.values()))]
    if wanted.empty:
        return wanted
    of = [name for name in wanted if name not in ("part", "value")]
    table = wanted.pivot_table(index=of, columns="part", values="value", aggfunc="sum")
    # Without one of its totals a period tells nothing of a ratio.
    whole = table.reindex(columns=list(dict.fromkeys(measure.totals.values()))).dropna().reset_index()
    known = measure.adding(_within(shortest(whole), query))
    return _summed(known, measure, query) if len(known) else known


def _within(rows: pd.DataFrame, query: Query) -> pd.DataFrame:
    """Totals that lie within the query's days, with the grain and the day after each."""
    first, after = window(query)
    own = rows["months"].map(grain_of)
    until = [
        end for start, grain in zip(rows["starts_on"], own, strict=True) for end in ends_of(start, grain)
    ]
    known = rows.assign(until=pd.Series(until, index=rows.index, dtype="datetime64[us]"))
    known["grain"] = [max(grain, query.grain, key=rank) for grain in own]
    kept = pd.Series(True, index=rows.index)
    if first is not None:
        kept &= known["starts_on"] >= first
    if after is not None:
        kept &= known["until"] <= after
    return known[kept]


def ends_of(start: pd.Timestamp, grain: Grain) -> list[pd.Timestamp]:
    """The day after a period of a grain that begins on any day, as a list of one."""
    if grain in (Grain.DAY, Grain.WEEK):
        return [start + pd.Timedelta(days=1 if grain is Grain.DAY else 7)]
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[grain]
    return [start + pd.DateOffset(months=months)]


def _summed(known: pd.DataFrame, measure: OfTotals, query: Query) -> pd.DataFrame:
    known = known.assign(split=known[query.split] if query.split else NOT_GIVEN)
    if query.grain is Grain.ALL:
        return _one_period(known, measure)
    by_grain = [_in_periods(group, measure, grain) for grain, group in known.groupby("grain", sort=True)]
    return pd.concat(by_grain, ignore_index=True).sort_values(["start", "split"], ignore_index=True)


def _one_period(known: pd.DataFrame, measure: OfTotals) -> pd.DataFrame:
    parts = known.groupby("split", as_index=False)[list(measure.parts)].sum()
    described = {"start": known["starts_on"].min(), "until": known["until"].max()}
    return parts.assign(**described, reached=True, finished=True, begun=True, periods=1.0)


def _in_periods(known: pd.DataFrame, measure: OfTotals, grain: object) -> pd.DataFrame:
    length = Grain(str(grain))
    keyed = known.assign(start=floor(known["starts_on"], length))
    parts = keyed.groupby(["start", "split"], as_index=False)[list(measure.parts)].sum()
    parts["until"] = ends(pd.DatetimeIndex(parts["start"]), length)
    last = known["until"] - pd.Timedelta(days=1)
    days = joined(list(zip(known["starts_on"].dt.date, last.dt.date, strict=True)))
    told = flags(parts["start"], parts["until"], days, length)
    return parts.join(told).assign(periods=1.0)


def months_of(parts: pd.DataFrame) -> pd.Series:
    """The length of each period in months, as whole periods of a grain have it: every month is 1."""
    days = (parts["until"] - parts["start"]).dt.days
    lengths = {length: rank(grain_of(length / DAYS_IN_MONTH)) for length in days.unique().tolist()}
    return days.map(lengths).astype(float)
