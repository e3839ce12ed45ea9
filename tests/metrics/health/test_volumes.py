"""Sudden changes of volume: found where they are planted, seldom where seasons and chance are at work."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from numpy.random import Generator, default_rng

from metrics.health.volumes import jumps
from metrics.periods import Grain

DAYS = 700
SERIES = 60


def seasonal(chance: Generator, a_day: float, season: float = 0.2, spread: float = 0.0) -> pd.Series:
    """Rows by day with a year's season, weekends, and more spread than chance alone."""
    index = pd.date_range("2024-01-01", periods=DAYS, freq="D")
    usual = a_day * (1 + season * np.sin(2 * np.pi * index.day_of_year / 365))
    usual = usual * np.where(index.day_of_week < 5, 1.2, 0.5)
    weekly = chance.lognormal(0, spread, DAYS // 7 + 1).repeat(7)[:DAYS]
    return pd.Series(chance.poisson(usual * weekly), index=index)


@pytest.mark.parametrize("spread", [0.0, 0.15])
def test_seasons_and_chance_are_hardly_ever_jumps(spread: float) -> None:
    chance = default_rng(1)
    found = [jumps(seasonal(chance, rate, spread=spread)) for rate in chance.uniform(0.3, 60, SERIES)]
    assert sum(map(bool, found)) <= 2


@pytest.mark.parametrize("factor", [0.3, 3.0])
def test_a_week_far_from_the_others_is_found(factor: float) -> None:
    rows = seasonal(default_rng(2), 30).astype(float)
    rows.loc["2024-09-02":"2024-09-08"] *= factor
    [jump] = jumps(rows)
    assert (jump.first, jump.last, jump.grain) == (date(2024, 9, 2), date(2024, 9, 8), Grain.WEEK)
    assert not jump.lasting
    assert jump.rows / jump.usual == pytest.approx(factor, rel=0.3)


@pytest.mark.parametrize("factor", [0.4, 2.5])
def test_a_lasting_change_is_found_once(factor: float) -> None:
    rows = seasonal(default_rng(3), 20).astype(float)
    rows.loc["2025-02-03":] *= factor
    [jump] = jumps(rows)
    assert abs((jump.first - date(2025, 2, 3)).days) <= 7
    assert jump.lasting
    assert jump.rows / jump.usual == pytest.approx(factor, rel=0.3)


def test_few_rows_tell_nothing() -> None:
    assert jumps(seasonal(default_rng(4), 0.2)) == []
    assert jumps(pd.Series(dtype=int, index=pd.DatetimeIndex([]))) == []
