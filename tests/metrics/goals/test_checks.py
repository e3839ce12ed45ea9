from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.records import BaselineKind, Step, Target
from data.specs import Scale
from metrics.goals.checks import doubts, refusals

SCALES = {"csat": Scale(1, 5), "ces": Scale(0, 5)}
DUE = date(2026, 2, 28)


def aim(kpi: str, value: float, **more: object) -> Target:
    made = Target(kpi, "absolute", value, value, DUE, baseline=70.0, baseline_to=date(2025, 2, 28))
    return replace(made, **{"since": date(2025, 3, 1), **more})


def steps(*asked: tuple[date, float]) -> dict[str, object]:
    return {"steps": tuple(Step(*one) for one in asked)}


@pytest.mark.parametrize(
    "target, words",
    [
        (aim("csat", 85), None),
        (aim("csat", 100), None),
        (aim("csat", 120), "can't be more than 100.0 %, and that comes to 120.0 %"),
        (aim("abandonment", -1), "can't be less than 0.0 %"),
        (aim("nps", -101), "can't be less than −100.0 points"),
        (aim("nps", -20), None),
        (aim("csat_mean", 5.5), "can't be more than 5.00 points"),
        (aim("complaints", -5), "can't be less than 0"),
        (aim("csat", 85, due=date(2025, 3, 1)), "1 Mar 2025 isn't after the rollout of 1 Mar 2025"),
        (
            aim("csat", 85, since=None, due=date(2025, 2, 1)),
            "the baseline, which ends on 28 Feb 2025",
        ),
        (aim("csat", 85, **steps((date(2025, 6, 30), 75), (date(2025, 9, 30), 80))), None),
        (aim("csat", 85, **steps((date(2025, 6, 30), 750))), "comes to 750.0 % by 30 Jun 2025"),
        (aim("csat", 85, **steps((DUE, 80))), "Each step needs a date after the one before it"),
        (
            aim("csat", 85, **steps((date(2025, 6, 30), 75), (date(2025, 6, 30), 80))),
            "30 Jun 2025 isn't",
        ),
        (aim("csat", 85, **steps((date(2025, 1, 30), 75))), "30 Jan 2025 isn't after 1 Mar 2025"),
        (aim("csat", 85, baseline_kind=BaselineKind.TYPED), None),
        (aim("csat", 85, baseline=700.0, baseline_kind=BaselineKind.TYPED), "type in another baseline"),
    ],
)
def test_what_is_refused(target: Target, words: str | None) -> None:
    told = refusals(target, SCALES)
    assert told == [] if words is None else [words in sentence for sentence in told] == [True]


@pytest.mark.parametrize(
    "target, words",
    [
        (aim("csat", 85), None),
        (aim("csat", 69), "worse than the baseline"),
        (aim("complaints", 71), "worse than the baseline"),
        (aim("csat", 85, baseline_to=date(2025, 3, 31)), "reach beyond the rollout of 1 Mar 2025"),
        (aim("csat", 85, **steps((date(2025, 6, 30), 75))), None),
        (
            aim("csat", 85, **steps((date(2025, 6, 30), 88))),
            "by 30 Jun 2025 asks for more than the 85.0 %",
        ),
    ],
)
def test_what_is_odd_is_asked_about(target: Target, words: str | None) -> None:
    told = doubts(target)
    assert told == [] if words is None else [words in sentence for sentence in told] == [True]
