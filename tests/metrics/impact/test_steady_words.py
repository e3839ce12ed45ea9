from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics.catalogue import kpi_named
from metrics.control_chart import Assurance, Variation
from metrics.impact.steadiness import Steadiness
from metrics.impact.steady_words import steady
from metrics.periods import Grain

POINTS = pd.DataFrame(
    {
        "start": pd.date_range("2025-01-01", periods=14, freq="MS"),
        "segment": 0,
        "signal": "",
        "side": 0,
        "value": 80.0,
    }
)


@pytest.mark.parametrize(
    "assurance, reached, told",
    [
        (Assurance.HIT_AND_MISS, False, "could meet the target now and then, as chance has it, but has not"),
        (Assurance.HIT_AND_MISS, True, "meets the target at times and misses it at others"),
        (Assurance.NEVER_MET, False, "can't meet the target"),
    ],
)
def test_a_target_never_reached_is_not_said_to_be_met_at_times(
    assurance: Assurance, reached: bool, told: str
) -> None:
    csat, since = kpi_named("csat"), date(2025, 1, 1)
    chart = Steadiness(
        csat,
        Grain.MONTH,
        POINTS,
        Variation.COMMON_CAUSE,
        assurance,
        trial=False,
        since=since,
        reached=reached,
    )
    assert told in steady(chart)
