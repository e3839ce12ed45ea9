from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import WLS

from data.store import scales
from metrics.catalogue import kpi_named
from metrics.goals.forecasts import Forecast, NoForecast, forecast
from metrics.goals.limits import Limits, limits
from tests.metrics.companies import stored

ANY = Limits(None, None)
CSAT = kpi_named("csat")
# The middle of a month's length before the end of November 2024, in days from the beginning of the year.
NOVEMBER = 305 + 30 - 30.4375 / 2


def months(values: Sequence[float], n: list[int] | None = None) -> pd.DataFrame:
    """A value a month from January 2024 on."""
    start = pd.date_range("2024-01-01", periods=len(values), freq="MS")
    until = start + pd.offsets.MonthBegin(1)
    return pd.DataFrame({"start": start, "until": until, "value": values, "n": n or [100] * len(values)})


def middles(frame: pd.DataFrame) -> pd.Series:
    """The middle of each month in days from the beginning of 2024."""
    middle = frame["start"] + (frame["until"] - frame["start"]) / 2
    return (middle - pd.Timestamp(2024, 1, 1)) / pd.Timedelta(days=1)


def end_of(month: int) -> date:
    """The last day of a month counted from January 2024."""
    return (pd.Timestamp(2024, 1, 1) + pd.DateOffset(months=month + 1)).date() - timedelta(days=1)


def test_a_perfect_line_goes_on() -> None:
    days = middles(months([0.0] * 8))
    found = forecast(CSAT, months([70 + day / 30 for day in days]), end_of(10), ANY)
    assert isinstance(found, Forecast)
    assert [found.value, found.low, found.high] == pytest.approx([70 + NOVEMBER / 30] * 3, abs=1e-5)
    assert (found.months, found.together, found.on) == (8, 0.0, end_of(10))


def test_months_that_do_not_hang_together_give_the_textbook_interval() -> None:
    values, n = [70, 74, 71, 75, 72, 77, 72, 78], [200, 150, 80, 120, 300, 90, 110, 150]
    found = forecast(CSAT, months(values, n), end_of(10), ANY)
    assert isinstance(found, Forecast)
    assert found.together == 0.0
    shown = months(values, n)
    at = (
        shown["start"] + (shown["until"] - shown["start"]) / 2 - pd.Timestamp(2024, 1, 1)
    ).dt.total_seconds() / 86400
    weights: Any = np.array(n) / np.mean(n)
    fitted = WLS(values, np.column_stack([np.ones(8), at]), weights=weights).fit()
    told = fitted.get_prediction([[1, NOVEMBER]], weights=1).summary_frame(alpha=0.05).iloc[0]
    assert [found.value, found.low, found.high] == pytest.approx(
        [told["mean"], told["obs_ci_lower"], told["obs_ci_upper"]], rel=1e-9
    )


@pytest.mark.parametrize(
    "count, month, expected",
    [
        (0, 12, NoForecast.TOO_FEW),
        (5, 6, NoForecast.TOO_FEW),
        (6, 5, NoForecast.DECIDED),
        (6, 12, NoForecast.TOO_FAR),
        (12, 23, Forecast),
        (12, 24, NoForecast.TOO_FAR),
    ],
)
def test_what_cannot_be_foretold_is_not(count: int, month: int, expected: object) -> None:
    wavy = [70.0 + number % 3 for number in range(count)]
    found = forecast(CSAT, months(wavy), end_of(month), ANY)
    assert found is expected if isinstance(expected, NoForecast) else isinstance(found, Forecast)


def test_a_forecast_keeps_within_what_the_value_can_be() -> None:
    found = forecast(CSAT, months([90, 92, 91, 94, 93, 95]), end_of(9), Limits(0, 100))
    assert isinstance(found, Forecast)
    assert found.high == 100
    assert found.low < found.value <= 100
    with stored() as store:
        own = scales(store)
    expected = {
        "csat": (0, 100),
        "nps": (-100, 100),
        "csat_mean": (1, 5),
        "ces": (0, 5),
        "complaints": (0, None),
    }
    assert {key: limits(kpi_named(key), own) for key in expected} == expected


@pytest.mark.parametrize("together", [0.0, 0.5])
def test_intervals_hold_what_comes_about_as_often_as_they_say(together: float) -> None:
    chance, inside = np.random.default_rng(7), []
    for _run in range(200):
        noise = chance.standard_normal(12)
        for number in range(1, 12):
            noise[number] = together * noise[number - 1] + np.sqrt(1 - together**2) * noise[number]
        found = forecast(CSAT, months(list(50 + noise[:9])), end_of(11), ANY)
        assert isinstance(found, Forecast)
        inside.append(found.low <= 50 + noise[11] <= found.high)
    assert 0.85 <= np.mean(inside) <= 0.99
