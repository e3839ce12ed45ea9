"""The charts and the table of a trend, made once: a page runs again at each click, mostly with the same."""

from __future__ import annotations

from typing import Any

import pandas as pd

from metrics import alternatives, figures, tables
from metrics.cards import Card
from metrics.chart import Marks
from metrics.impact import drawing
from metrics.impact.impact import Impact
from metrics.periods import Grain
from pages.parts.kept import kept

_KEPT = 64


def values(card: Card, grain: Grain, marks: Marks, found: Impact | None) -> Any:
    """The chart of a KPI by period, with the lines of its verdict where one is given."""
    return _values(card, grain, marks, found)


# Cards and impacts are kept until the data change: the same ones give the same chart, in one language.
@kept(_KEPT)
def _values(card: Card, grain: Grain, marks: Marks, found: Impact | None) -> Any:
    return figures.trend(card.kpi, card.series, grain, card.compared, marks, found)


def course(card: Card, verdict: str) -> str:
    """What the chart shows, for those who can't see it."""
    return _course(card, verdict)


@kept(_KEPT)
def _course(card: Card, verdict: str) -> str:
    return alternatives.chart(card, verdict)


def steady(found: Impact, marks: Marks) -> Any:
    """The control chart of a KPI that has one."""
    return _steady(found, marks)


@kept(_KEPT)
def _steady(found: Impact, marks: Marks) -> Any:
    return drawing.steady(found, found.chart, marks) if found.chart else None


def table(card: Card, grain: Grain) -> pd.DataFrame:
    """All values of a KPI, as they are read."""
    return _table(card, grain)


@kept(_KEPT)
def _table(card: Card, grain: Grain) -> pd.DataFrame:
    return tables.of_values(card.kpi, card.series, grain)
