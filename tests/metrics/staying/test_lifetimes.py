"""The example in the help is what the KPIs come to."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics.measures.retention import Churn, Lifetime, LifetimeValue, Retention
from metrics.staying import lifetimes


def test_the_fitness_club_is_worked_out_as_the_kpis_work_it_out() -> None:
    club = pd.DataFrame(
        {
            "at_start": [250.0], "kept": [150.0], "at_end": [280.0], "months": [250 * 12.0],
            "months_paid": [250.0], "paid": [250 * 1550.0], "paid_squares": [250 * 1550.0**2],
        }
    )  # fmt: skip
    values = [
        float(measure.estimate(club)["value"].iloc[0])
        for measure in (Retention(), Churn(), Lifetime(), LifetimeValue())
    ]
    assert values == pytest.approx([60, 40, 30, 46_500])
    told = "\n".join(lifetimes.example())
    for words in ("= 60 %", "= 40 % a year", "12 months / 0.40 = 30 months", "1,550 × 1 × 30 = 46,500"):
        assert words in told
    assert lifetimes.worked("ltv").endswith("= 46,500.")
    assert "0.025 years" in told
    assert "16,275" in told
