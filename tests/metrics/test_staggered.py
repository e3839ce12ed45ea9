from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import staggered
from metrics.staggered import Dropped, NoVerdict, StaggeredEffect

STARTS = (3, 3, 4, 5, None, None)
PERIODS = 7


def panel(
    starts: tuple[int | None, ...], effect: float = 0.0, noise: float = 1.0, seed: int = 3
) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    units, periods = 5 * draw.standard_normal(len(starts)), 5 * draw.standard_normal(PERIODS)
    rows = [
        {
            "branch": f"B{unit}",
            "month": pd.Timestamp("2024-01-01") + pd.DateOffset(months=period),
            "score": units[unit] + periods[period] + noise * draw.standard_normal() + effect * got,
            "first": pd.NaT if start is None else pd.Timestamp("2024-01-01") + pd.DateOffset(months=start),
        }
        for unit, start in enumerate(starts)
        for period in range(PERIODS)
        for got in [start is not None and period >= start]
    ]
    return pd.DataFrame(rows)


def judged(rows: pd.DataFrame) -> StaggeredEffect:
    return staggered.effect(rows, "branch", "month", "score", "first")


def by_dummies(values: np.ndarray, first: np.ndarray) -> float:
    """The effect with a column for every unit and period, fitted on the untreated cells."""
    units, periods = values.shape
    treated = np.arange(periods)[None, :] >= first[:, None]
    rows = np.array([[*np.eye(units)[u], *np.eye(periods)[p]] for u in range(units) for p in range(periods)])
    fitted = ~treated.ravel()
    effects = np.linalg.lstsq(rows[fitted], values.ravel()[fitted])[0]
    return float((values.ravel() - rows @ effects)[~fitted].mean())


def test_the_effect_and_its_p_by_hand() -> None:
    rows = panel(STARTS, effect=2)
    values = rows.pivot(index="branch", columns="month", values="score").to_numpy()
    first = np.array([99 if start is None else start for start in STARTS])
    true = by_dummies(values, first)
    deals = [by_dummies(values, np.array(deal)) for deal in set(permutations(first.tolist()))]
    found = judged(rows)
    assert found.value == pytest.approx(true)
    assert (found.deals, found.cells, found.units, found.treated) == (180, 13, 6, 4)
    assert found.p == pytest.approx(np.mean(np.abs(deals) >= abs(true) - 1e-9))


def test_without_noise_the_effect_is_found_exactly() -> None:
    found = judged(panel(STARTS, effect=2, noise=0))
    assert found.value == pytest.approx(2)
    assert found.low == pytest.approx(2, abs=1e-9)
    assert found.high == pytest.approx(2, abs=1e-9)
    assert found.verdict


@settings(max_examples=5)
@given(seed=st.integers(0, 1000), effect=st.floats(-3, 3))
def test_an_effect_moves_the_interval_by_just_that(seed: int, effect: float) -> None:
    still, moved = (judged(panel(STARTS, each, seed=seed)) for each in (0.0, effect))
    assert None not in (still.value, still.low, still.high, moved.value, moved.low, moved.high)
    ends = np.array([still.value, still.low, still.high], float) + effect
    assert np.array([moved.value, moved.low, moved.high], float) == pytest.approx(ends, abs=1e-6)
    assert moved.p is not None
    assert moved.verdict == (moved.p <= 0.05)
    if abs(ends[1]) > 1e-6 and abs(ends[2]) > 1e-6:
        assert moved.verdict == (not ends[1] <= 0 <= ends[2])


def test_a_unit_that_cant_be_compared_is_named() -> None:
    rows = panel((0, *STARTS, 4))
    rows.loc[(rows["branch"] == "B7") & (rows["month"] >= rows["first"]), "score"] = np.nan
    found = judged(rows)
    assert found.dropped == {"B0": Dropped.NEVER_UNTREATED, "B7": Dropped.NO_VALUE_AFTER}
    assert found.units == 6
    assert found.reason is None


def test_periods_in_which_all_are_treated_are_left_out() -> None:
    found = judged(panel((2, 2, 3, 3, 5, 5)))
    # Periods 2 to 4 have somebody untreated; the two last have nobody.
    assert (found.cells, found.left_out) == (2 * 3 + 2 * 2, 2 * 2 + 2 * 2 + 2 * 2)
    assert found.reason is None


@pytest.mark.parametrize(
    "starts, reason",
    [
        (STARTS[:5], NoVerdict.TOO_FEW_UNITS),
        ((3, 3, 3, 3, 3, 3), NoVerdict.NO_COMPARISON),
        ((None,) * 6, NoVerdict.NO_COMPARISON),
        ((3, None, None, None, None, None), NoVerdict.TOO_FEW_DEALS),
    ],
)
def test_when_there_is_no_verdict(starts: tuple[int | None, ...], reason: NoVerdict) -> None:
    found = judged(panel(starts))
    assert (found.reason, found.verdict, found.p, found.low) == (reason, None, None, None)


def test_values_that_never_vary_give_no_verdict() -> None:
    assert judged(panel(STARTS).assign(score=4.0)).reason == NoVerdict.STEADY


def test_missing_cells_are_left_out_and_the_order_of_rows_is_of_no_account() -> None:
    rows = panel(STARTS, effect=3)
    gaps = rows.assign(score=rows["score"].where(rows.index % 11 != 5))
    assert judged(gaps) == judged(gaps.dropna(subset="score").sample(frac=1, random_state=1))


@pytest.mark.parametrize(
    "rows, message",
    [
        (panel(STARTS).drop(columns="first"), "no column first"),
        (pd.concat([panel(STARTS), panel(STARTS)]), "twice"),
        (panel(STARTS).assign(first=panel(STARTS)["month"]), "more than one"),
        (panel(STARTS).assign(month=None), "takes a unit and a period"),
        (panel(STARTS).iloc[:0], "takes a unit and a period"),
        (panel(STARTS).assign(score="high"), "numbers"),
    ],
)
def test_what_is_no_panel_is_told(rows: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        judged(rows)


def studied(rows: pd.DataFrame) -> tuple[StaggeredEffect, staggered.Course]:
    return staggered.study(rows, "branch", "month", "score", "first")


def test_the_effect_by_age_is_found_and_none_before() -> None:
    rows = panel((4, 4, 5, 6, None, None), effect=2, noise=0)
    found, course = studied(rows)
    assert found == judged(rows)
    assert [(at.age, at.units) for at in course.before] == [(-2, 4), (-1, 4)]
    assert [(at.age, at.units) for at in course.after] == [(0, 4), (1, 3), (2, 2)]
    assert [at.value for at in course.after] == pytest.approx([2] * 3)
    assert [at.value for at in course.before] == pytest.approx([0] * 2, abs=1e-9)
    assert course.apart is not None
    assert course.apart.value == pytest.approx(0, abs=1e-9)


def test_units_that_went_apart_before_are_told() -> None:
    rows = panel((4, 4, 5, 6, None, None), noise=0.1)
    drift = 3.0 * rows["month"].dt.month * rows["first"].notna()
    _found, course = studied(rows.assign(score=rows["score"] + drift))
    assert course.apart is not None
    assert course.apart.value > 3


def test_without_a_verdict_there_is_no_course() -> None:
    found, course = studied(panel(STARTS[:5]))
    assert (found.reason, course) == (NoVerdict.TOO_FEW_UNITS, staggered.Course((), (), None))
    # Nobody is left: all had the policy from the first period on.
    assert judged(panel((0,) * 6)).reason is NoVerdict.TOO_FEW_UNITS
