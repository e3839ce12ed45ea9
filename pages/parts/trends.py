"""The charts and the table of a trend, made once: a page runs again at each click, mostly with the same."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from data import language
from metrics import captions, figures, tables
from metrics.cards import Card
from metrics.chart import Marks
from metrics.impact import drawing
from metrics.impact.impact import Impact
from metrics.periods import Grain

_KEPT = 64


def values(card: Card, grain: Grain, marks: Marks, found: Impact | None) -> Any:
    """The chart of a KPI by period, with the lines of its verdict where one is given."""
    return _values(language.current(), card, grain, marks, found)


# Cards and impacts are kept until the data change: the same ones give the same chart, in one language.
@lru_cache(maxsize=_KEPT)
def _values(spoken: str, card: Card, grain: Grain, marks: Marks, found: Impact | None) -> Any:
    del spoken  # part of the key alone
    return figures.trend(card.kpi, card.series, grain, card.compared, marks, found)


def course(card: Card) -> str:
    """What the chart shows, for those who can't see it."""
    return _course(language.current(), card)


@lru_cache(maxsize=_KEPT)
def _course(spoken: str, card: Card) -> str:
    del spoken  # part of the key alone
    return captions.course(card)


def steady(found: Impact, marks: Marks) -> Any:
    """The control chart of a KPI that has one."""
    return _steady(language.current(), found, marks)


@lru_cache(maxsize=_KEPT)
def _steady(spoken: str, found: Impact, marks: Marks) -> Any:
    del spoken  # part of the key alone
    return drawing.steady(found, found.chart, marks) if found.chart else None


def table(card: Card, grain: Grain) -> pd.DataFrame:
    """All values of a KPI, as they are read."""
    return _table(language.current(), card, grain)


@lru_cache(maxsize=_KEPT)
def _table(spoken: str, card: Card, grain: Grain) -> pd.DataFrame:
    del spoken  # part of the key alone
    return tables.of_values(card.kpi, card.series, grain)
