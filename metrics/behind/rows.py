"""The rows behind a number: those, and only those, that its n counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from data.complaints import WITHIN
from data.kinds import ALL_COMPLAINTS
from data.store.rows import RowKey
from metrics.catalogue import kpi_named
from metrics.change.contrast import fitting
from metrics.counting.undated import counts_undated
from metrics.facts import Facts
from metrics.filtered import edges, of_days, of_members
from metrics.kpi import Kpi
from metrics.measures.kinds import Count, Mean, NetPromoterScore, Share, Stock
from metrics.measures.medians import Median
from metrics.measures.quotients import Quotient
from metrics.periods import Grain
from metrics.query import Filters, Query, Source
from metrics.readings import FACT_TABLES, LOGS, read
from metrics.series import Summary, covered, summary
from metrics.windows import Days, parts_between

_Condition = Callable[[Any], nw.Expr]

# Which rows of its table a measure counts.
_COUNTED: dict[type, _Condition] = {
    Share: lambda measure: measure.base,
    Mean: lambda measure: ~measure.of.is_null(),
    NetPromoterScore: lambda measure: ~measure.answer.is_null(),
    Count: lambda measure: measure.of,
    Stock: lambda measure: measure.tracked,
    Median: lambda measure: ~measure.minutes.is_null(),
    Quotient: lambda measure: measure.counted,
}


@dataclass(frozen=True)
class Scope:
    """Whose rows are asked for: those of a KPI, of some spans of days, under filters.

    undated   whether those are among them that have no day of their own, where a span holds all of theirs
    """

    kpi: str
    spans: tuple[Days, ...]
    where: Filters = ()
    undated: bool = False


@dataclass(frozen=True)
class Number:
    """A number and the rows that stand behind it.

    rows    how many rows the files have of it
    told    how many of its n come as totals of a period, which have no rows
    """

    value: Summary | None
    scope: Scope
    rows: int

    @property
    def told(self) -> int:
        return max(0, self.value.n - self.rows) if self.value else 0


@dataclass(frozen=True)
class Found:
    """One row behind a number; ``hit`` tells whether it is one of those that a share counts."""

    key: RowKey
    hit: bool | None


def has_rows(kpi: Kpi) -> bool:
    """Whether single rows stand behind a KPI, and not totals or customers by the period."""
    return kpi.table in LOGS and _counted(kpi) is not None


def number(facts: Facts, source: Source, kpi: Kpi, days: Days, where: Filters = ()) -> Number:
    """A KPI's value over some days with the count of the rows behind it."""
    grain = fitting((days, days))
    parts = parts_between(facts, (kpi.key,), days, where, grain).get(kpi.key)
    known = None if parts is None else covered(kpi, parts)
    value = None if known is None or known.empty else summary(kpi, known, grain)
    if value is None and counts_undated(kpi):
        return _at_once(facts, source, kpi, days, where)
    scope = Scope(kpi.key, (days,) if known is None or known.empty else _spans(known), where)
    return Number(value, scope, count(source, scope))


def _at_once(facts: Facts, source: Source, kpi: Kpi, days: Days, where: Filters) -> Number:
    """A count of which no period tells, over all of the days as one."""
    parts = facts.parts(Query((kpi.key,), Grain.ALL, days.first, days.last, where=where)).get(kpi.key)
    value = None if parts is None else summary(kpi, parts, Grain.ALL)
    scope = Scope(kpi.key, (days,), where, undated=True)
    return Number(value, scope, count(source, scope))


def _spans(parts: pd.DataFrame) -> tuple[Days, ...]:
    """The days of periods, those that follow each other together."""
    spans: list[Days] = []
    for start, until in (
        parts[["start", "until"]].drop_duplicates().sort_values("start").itertuples(index=False)
    ):
        first, last = start.date(), (until - pd.Timedelta(days=1)).date()
        if spans and spans[-1].last == first - timedelta(days=1):
            spans[-1] = Days(spans[-1].first, last)
        else:
            spans.append(Days(first, last))
    return tuple(spans)


def count(source: Source, scope: Scope) -> int:
    """How many rows stand behind a number."""
    return int(_rows(source, scope).select(nw.len().alias("n")).collect("pandas").to_native()["n"].iloc[0])


def page(source: Source, scope: Scope, skipped: int, size: int) -> list[Found]:
    """Some of the rows behind a number, the latest first, after as many as are skipped."""
    kpi = kpi_named(scope.kpi)
    frame = _rows(source, scope)
    origin = nw.col("origin") if kpi.table == "answers" else nw.lit(kpi.table)
    told = frame.select(
        "upload_id",
        "row_number",
        at=nw.col(FACT_TABLES[kpi.table].moment),
        table=origin,
        hit=_hit(kpi, scope),
    )
    keys = ["at", "upload_id", "row_number", "table"]
    ordered = told.sort(*keys, descending=[True, False, False, False]).head(skipped + size)
    rows = ordered.collect("pandas").to_native().iloc[skipped:]
    return [
        Found(
            RowKey(str(row["table"]), int(row["upload_id"]), int(row["row_number"])),
            None if pd.isna(row["hit"]) else bool(row["hit"]),
        )
        for row in rows.to_dict("records")
    ]


def _counted(kpi: Kpi) -> nw.Expr | None:
    kinds = [kind for kind in type(kpi.measure).__mro__ if kind in _COUNTED]
    return _COUNTED[kinds[0]](kpi.measure) if kinds else None


def _rows(source: Source, scope: Scope) -> nw.LazyFrame[Any]:
    kpi = kpi_named(scope.kpi)
    condition = _counted(kpi)
    if condition is None or kpi.table not in LOGS:
        raise ValueError(f"no single rows stand behind {scope.kpi}")
    view = ALL_COMPLAINTS if scope.undated else kpi.table
    frame = read(source.frame(view), kpi.table, source.scales(), source.standards())
    frame = of_members(frame, scope.where)
    inside = _within(kpi, scope.spans)
    for days in scope.spans if scope.undated else ():
        inside |= of_days(nw.col(WITHIN[0]), days) & of_days(nw.col(WITHIN[1]), days)
    return frame.filter(inside).filter(condition)


def _within(kpi: Kpi, spans: Iterable[Days]) -> nw.Expr:
    """Whether a row is of some days; of a stock, everything that came before the last of them was over."""
    moment = nw.col(FACT_TABLES[kpi.table].moment)
    if isinstance(kpi.measure, Stock):
        last = max((days.last or date.max for days in spans), default=date.max)
        spans = (Days(None, last),)
    inside = [of_days(moment, days) for days in spans]
    return reduce(lambda one, other: one | other, inside)


def _hit(kpi: Kpi, scope: Scope) -> nw.Expr:
    """Whether a row is one of those that a share counts, or still open when the days were over."""
    if isinstance(kpi.measure, Share):
        return kpi.measure.hits.fill_null(False)
    if isinstance(kpi.measure, Quotient):
        return ~kpi.measure.over.is_null()
    ended = FACT_TABLES[kpi.table].ended
    if isinstance(kpi.measure, Stock) and ended:
        last = max((days.last for days in scope.spans if days.last), default=None)
        after = edges(Days(None, last))[1]
        still = nw.col(ended).is_null()
        return still if after is None else still | (nw.col(ended) >= after)
    return nw.lit(None, dtype=nw.Boolean)
