"""The chart of a KPI and what is told of it, kept: a page is drawn anew at each click, mostly alike."""

from __future__ import annotations

import pandas as pd

from metrics import captions
from metrics.cards import Card
from metrics.chart import Marks
from metrics.impact.impact import Impact
from metrics.kept_chart import KeptChart
from metrics.periods import Grain
from pages.parts import trends
from pages.parts.kept import kept

_KEPT = 64


@kept(_KEPT)
def course(card: Card, grain: Grain, marks: Marks, found: Impact | None) -> KeptChart:
    """The values by period, with a verdict's lines where there is one."""
    return KeptChart(trends.values(card, grain, marks, found))


@kept(_KEPT)
def steady(found: Impact, marks: Marks) -> KeptChart:
    """The control chart."""
    return KeptChart(trends.steady(found, marks))


@kept(_KEPT)
def told(card: Card, verdict: str) -> str:
    """The verdict and the course in words."""
    return trends.course(card, verdict)


@kept(_KEPT)
def between(card: Card, grain: Grain) -> str:
    """Which periods have no value, and why."""
    return captions.between(card, grain)


@kept(_KEPT)
def table(card: Card, grain: Grain) -> pd.DataFrame:
    """All values, a row a period. Not to be changed."""
    return trends.table(card, grain)
