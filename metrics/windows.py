"""Parts of the days between two edges, cut from those of all periods wherever the edges allow it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from metrics.catalogue import kpi_named
from metrics.counting.coverage import clipped
from metrics.facts import Facts, Parts
from metrics.kpi import Kpi
from metrics.measures.columns import rows
from metrics.measures.kinds import Count
from metrics.periods import Grain
from metrics.query import Days, Filters, Query

Edge = pd.Timestamp | None


def parts_between(
    facts: Facts,
    keys: tuple[str, ...],
    days: Days,
    where: Filters = (),
    grain: Grain = Grain.MONTH,
    split: str | None = None,
) -> Parts:
    """Parts by period of some days.

    A period that an edge cuts counts by the rows on this side of it, and as a fraction of a period.
    Customers and what comes as totals alone are told by whole periods only, as nobody can tell on which
    side of an edge within a period one belongs who left in it.
    """
    begin, end = _edge(days.first), _edge(days.last + timedelta(days=1) if days.last else None)
    whole = facts.parts(Query(keys, grain, where=where, split=split))
    if not any(_cuts(frame, begin) or _cuts(frame, end) for frame in whole.values()):
        return {key: _inside(frame, begin, end) for key, frame in whole.items()}
    asked = facts.parts(Query(keys, grain, days.first, days.last, split, where))
    return {key: _weighted(kpi_named(key), frame, begin, end) for key, frame in asked.items()}


def _edge(day: date | None) -> Edge:
    return pd.Timestamp(datetime.combine(day, time())) if day else None


def _cuts(frame: pd.DataFrame, edge: Edge) -> bool:
    """Whether an edge lies within any period."""
    if edge is None:
        return False
    at = edge.to_datetime64()
    return bool(((frame["start"].to_numpy() < at) & (frame["until"].to_numpy() > at)).any())


def _inside(frame: pd.DataFrame, begin: Edge, end: Edge) -> pd.DataFrame:
    kept = np.ones(len(frame), dtype=bool)
    if begin is not None:
        kept &= frame["start"].to_numpy() >= begin.to_datetime64()
    if end is not None:
        kept &= frame["until"].to_numpy() <= end.to_datetime64()
    return rows(frame, kept)


def _weighted(kpi: Kpi, frame: pd.DataFrame, begin: Edge, end: Edge) -> pd.DataFrame:
    """Parts of periods that the edges cut, with their days inside; a count by the fraction of a period.

    What lies between the edge and the period's other end is whole where files reach both.
    """
    if "begun_within" not in frame:
        return _inside(frame, begin, end)
    start, until = clipped(frame, begin, end)
    share = (until - start) / (frame["until"] - frame["start"])
    cut = frame.assign(
        start=start, until=until, begun=frame["begun_within"], finished=frame["finished_within"]
    )
    return cut.assign(periods=share) if isinstance(kpi.measure, Count) else cut
