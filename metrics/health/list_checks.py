"""Checks of lists beside each other: numbers that only grow, as they are counted since joining."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.catalogue import all_kpis
from metrics.counting.lists import list_parts
from metrics.counting.parts import CUSTOMERS
from metrics.health.checked import Checked
from metrics.health.findings import About, Finding, Severity
from metrics.kpi import Kpi
from metrics.measures.lists import ListShare, grows, latest
from metrics.query import Query, Source


def check(one: Checked, source: Source) -> Iterator[Finding]:
    """A finding for each KPI of lists whose latest list looks as if it counted since joining."""
    span = source.spans().get(CUSTOMERS)
    if span is None or one.profile is None or one.profile.table != CUSTOMERS:
        return
    kpis = tuple(kpi for kpi in all_kpis() if isinstance(kpi.measure, ListShare) and kpi.key in one.kpis)
    if kpis and len(one.files) > 1:
        told = list_parts(source, kpis, Query(tuple(kpi.key for kpi in kpis)), span)
        yield from (
            _grows(one, kpi, told[kpi.key]) for kpi in kpis if kpi.key in told and grows(told[kpi.key])
        )


def _grows(one: Checked, kpi: Kpi, parts: pd.DataFrame) -> Finding:
    last = latest(parts).iloc[0]
    return one.finding(
        About.SINCE_JOINING,
        Severity.BLOCKS,
        rows=int(last["n"]),
        share=1.0,
        column=str(kpi.needs[-1]),
        kpis=(kpi.key,),
        numbers={"rose": float(last["rose"]), "fell": float(last["fell"])},
    )
