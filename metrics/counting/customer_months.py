"""How many customers there were, and for how long, beside what is told of each customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from metrics.catalogue import kpi_named
from metrics.counting.operations import months_of
from metrics.counting.scan import window
from metrics.measures.exposure import CostPerCustomer, PerExposure
from metrics.query import Query

# Any KPI of customers has their parts.
CUSTOMERS_KPI = "active_customers"


def per_customer(keys: Sequence[str]) -> tuple[str, ...]:
    """Those of the KPIs that are told for each customer."""
    return tuple(key for key in keys if isinstance(kpi_named(key).measure, PerExposure | CostPerCustomer))


def with_customer_months(parts: pd.DataFrame, customers: pd.DataFrame | None) -> pd.DataFrame:
    """Parts with ``exposure``: customer-months of each whole period, missing where they aren't known.

    ``customers`` are the parts of retention by period; a longer one tells of the shorter ones within it.
    """
    if customers is None or customers.empty:
        return parts.assign(exposure=np.nan)
    there = customers.assign(average=(customers["at_start"] + customers["at_end"]) / 2)
    there = there.loc[there["average"] > 0, ["start", "until", "split", "average"]]
    keys = ["start", "until", "split"]
    same = parts[keys].merge(there, on=keys, how="left")
    average = pd.Series(same["average"].to_numpy(), index=parts.index)
    lengths = months_of(parts)
    longest, shortest = (months_of(there).agg(which) for which in ("max", "min"))
    # Periods of one length tell of each other only where they are the same.
    for row in average.index[average.isna() & ((lengths < longest) | (lengths > shortest))]:
        average[row] = _average(parts.loc[row], there)
    return parts.assign(exposure=average * lengths)


def _average(row: pd.Series, there: pd.DataFrame) -> float:
    """The mean number of customers over a period, where other periods tell of all its days."""
    known = there[there["split"] == row["split"]]
    overlap = _inside(known, row["start"], row["until"])
    days = overlap.dt.days.clip(lower=0)
    whole = days.sum() >= (row["until"] - row["start"]).days > 0
    return float((known["average"] * days).sum() / days.sum()) if whole else np.nan


def as_one(parts: pd.DataFrame, query: Query, span: tuple[datetime, datetime]) -> pd.DataFrame:
    """The months in which events and customers are both known as one period, by split.

    A month counts by the share of its days that the query and the data reach. Where no month has both,
    they are missing.
    """
    first, after = window(query)
    begin = max(pd.Timestamp(span[0]).normalize(), pd.Timestamp(first or span[0]).normalize())
    end = pd.Timestamp(span[1]).normalize() + pd.Timedelta(days=1)
    end = min(end, pd.Timestamp(after)) if after else end
    share = _inside(parts, begin, end) / (parts["until"] - parts["start"])
    known = parts["events"].notna() & parts["exposure"].notna()
    weighted = parts.assign(exposure=parts["exposure"] * share)[known]
    sums = weighted.groupby("split")[["events", "exposure"]].sum()
    sums = sums.reindex(pd.Index(parts["split"].unique(), name="split")).reset_index()
    described = {"start": pd.Timestamp(query.first or begin), "until": end}
    return sums.assign(**described, periods=1.0, reached=True, finished=True, begun=True)


def _inside(periods: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp) -> pd.Series:
    """How much of each period lies between two moments; negative where none of it does."""
    start, until = periods["start"], periods["until"]
    return until.where(until < end, end) - start.where(start > begin, begin)
