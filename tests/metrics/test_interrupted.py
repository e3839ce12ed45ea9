from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import interrupted
from metrics.interrupted import NoVerdict
from metrics.statistics import autoregression, quasi_poisson
from metrics.statistics.segmented import segmented
from metrics.statistics.sequences import Array

NOISE = np.random.default_rng(7).standard_normal(60)
STEP = np.where(np.arange(36) >= 24, 6.0, 0.0)


def published(shared: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(shared / "vectors" / "its" / f"{name}.csv")


def test_antipsychotics_in_west_virginia_as_published(shared: Path) -> None:
    """Source: kdlinda/ITSxPolicyAnalysis, R's gls without correlation, as the authors settled on."""
    values = published(shared, "wv_antipsychotic")["marketshare"]
    found = interrupted.level_and_slope(values, 8, rho=0)
    assert found.level is not None
    assert found.slope is not None
    assert found.level.value == pytest.approx(-0.0174348, abs=6e-8)
    assert found.slope.value == pytest.approx(-0.0154483, abs=5e-8)
    assert (found.level.error, found.slope.error) == pytest.approx((0.007435931, 0.001476156), abs=5e-10)
    assert found.level.p == pytest.approx(0.0332, abs=5e-5)
    assert (found.reason, found.verdict, found.missing_before) == (NoVerdict.TRIAL, None, 4)


def test_smoking_ban_in_sicily_as_published(shared: Path) -> None:
    """Source: Lopez Bernal, Cummins and Gasparrini 2017, https://doi.org/10.1093/ije/dyw098."""
    sicily = published(shared, "sicily")
    plain = interrupted.rate(sicily["aces"], sicily["stdpop"], 36)
    season = interrupted.rate(sicily["aces"], sicily["stdpop"], 36, harmonics=2)
    assert plain.ratio is not None
    assert plain.quasi_poisson is not None
    assert season.ratio is not None
    assert plain.ratio.value == pytest.approx(0.894377, abs=5e-7)
    bounds = plain.quasi_poisson.low, plain.quasi_poisson.high, plain.dispersion
    assert bounds == pytest.approx((0.839189, 0.953193, 3.5592), abs=5e-5)
    found = season.ratio.value, season.ratio.low, season.ratio.high, season.dispersion
    assert found == pytest.approx((0.885072, 0.839401, 0.933227, 2.262183), abs=5e-7)
    assert season.verdict
    assert (plain.harmonics, season.harmonics) == (0, 2)
    # What is left of the season without harmonics is autocorrelation, which widens the interval.
    assert plain.ratio.low < plain.quasi_poisson.low


def wandering(seed: int) -> tuple[Array, Array]:
    """Complaints and customers of 36 months whose rate wanders, with an autocorrelation of 0.6, but holds."""
    draw = np.random.default_rng(seed)
    wander = np.convolve(0.12 * draw.standard_normal(60), 0.6 ** np.arange(24))[24:60]
    exposure = 1000 * np.linspace(1, 1.5, 36)
    return draw.poisson(0.05 * exposure * np.exp(wander)).astype(float), exposure


def test_a_rate_is_never_surer_than_counts_without_memory_would_make_it() -> None:
    found = [interrupted.rate(*wandering(seed), 24) for seed in range(80)]
    pairs = [(one.ratio, one.quasi_poisson) for one in found if one.ratio and one.quasi_poisson]
    assert len(pairs) == 80
    for ratio, plain in pairs:
        assert ratio.value == plain.value
        assert ratio.low <= plain.low <= plain.high <= ratio.high
        assert ratio.p >= plain.p
        assert ratio.is_clear == (not ratio.low <= 1 <= ratio.high)


def test_a_rate_takes_no_autocorrelation_below_zero() -> None:
    """Those that the averaged interval decides: averaged over negative ones too it would be closer."""
    closer = 0
    for seed in range(80):
        counts, exposure = wandering(seed)
        found = interrupted.rate(counts, exposure, 24)
        model = segmented(counts, {"level": 24})
        poisson = quasi_poisson.fit(model.design, counts, exposure)
        fit = autoregression.fit(poisson.design, poisson.outcome, model.times)
        if fit.negative > 1 / 2 or found.ratio is None:
            continue
        contrast = np.eye(model.design.shape[1])[model.columns["level"]]
        plain, among_all = poisson.ratio(model.columns["level"]), fit.effect(contrast)
        positive = fit.over_all.nodes >= 0
        centres, errors = fit.over_all.along(contrast)
        likelihood = np.exp(fit.over_all.likelihood - fit.over_all.likelihood.max())[positive]
        ends = autoregression.bounds(
            centres[positive], errors[positive], likelihood / likelihood.sum(), fit.over_all.freedom
        )
        low, high = (float(np.exp(end[0])) for end in ends)
        assert (found.ratio.low, found.ratio.high) == pytest.approx(
            (min(low, plain.low), max(high, plain.high)), rel=1e-6
        )
        closer += float(np.exp(among_all.high)) < found.ratio.high
    assert closer > 20


def dense(values: Array, rollout: int) -> tuple[float, Array]:
    """REML correlation and coefficients of the model written out with whole matrices; NaN where missing."""
    at = np.flatnonzero(np.isfinite(values))
    after = (at >= rollout).astype(float)
    design = np.column_stack([np.ones(len(at)), at, after, after * (at - rollout + 1)])

    def fitted(rho: float) -> tuple[float, Array]:
        covariance = rho ** np.abs(at[:, None] - at[None, :])
        inverse = np.linalg.inv(covariance)
        information = design.T @ inverse @ design
        coefficients: Array = np.linalg.solve(information, design.T @ inverse @ values[at]).astype(np.float64)
        left = values[at] - design @ coefficients
        freedom = len(at) - 4
        logarithms = [np.linalg.slogdet(matrix)[1] for matrix in (covariance, information)]
        return float(sum(logarithms) + freedom * np.log(left @ inverse @ left)) / 2, coefficients

    places = np.linspace(0.01, 0.98, 971)
    best = float(places[np.argmin([fitted(rho)[0] for rho in places])])
    return best, fitted(best)[1]


@pytest.mark.parametrize("gaps", [[], [3, 4, 20]])
def test_level_slope_and_correlation_are_those_of_whole_matrices(gaps: list[int]) -> None:
    values = np.convolve(NOISE, 0.6 ** np.arange(8))[8:44] + STEP
    values[gaps] = np.nan
    rho, coefficients = dense(values, 24)
    found = interrupted.level_and_slope(values, 24)
    assert found.level is not None
    assert found.slope is not None
    assert found.rho == pytest.approx(rho, abs=1e-3)
    assert (found.level.value, found.slope.value) == pytest.approx(tuple(coefficients[2:]), abs=1e-3)
    assert (found.before, found.after) == (24 - len(gaps), 12)
    assert found.verdict


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000), shift=st.floats(-5, 5), scale=st.sampled_from([1e-3, 1.0, 1e6]))
def test_a_change_moves_the_level_and_its_interval_by_just_that(
    seed: int, shift: float, scale: float
) -> None:
    noise = np.random.default_rng(seed).standard_normal(36)
    still, moved = (
        interrupted.level_and_slope(scale * (noise + step), 24) for step in (0, shift * (STEP > 0))
    )
    assert still.level is not None
    assert moved.level is not None
    ends = np.array([still.level.value, still.level.low, still.level.high]) / scale + shift
    there = np.array([moved.level.value, moved.level.low, moved.level.high]) / scale
    assert there == pytest.approx(ends, abs=1e-4)
    assert moved.level.low <= moved.level.value <= moved.level.high
    assert moved.level.is_clear == (not moved.level.low <= 0 <= moved.level.high)


@pytest.mark.parametrize(
    "before, after, reason, missing",
    [
        (12, 6, None, (0, 0)),
        (11, 6, NoVerdict.TRIAL, (1, 0)),
        (8, 6, NoVerdict.TRIAL, (4, 0)),
        (7, 6, NoVerdict.TOO_FEW, (5, 0)),
        (12, 5, NoVerdict.TOO_FEW, (0, 1)),
        (0, 18, NoVerdict.TOO_FEW, (12, 0)),
        (18, 0, NoVerdict.TOO_FEW, (0, 6)),
    ],
)
def test_enough_periods(before: int, after: int, reason: NoVerdict | None, missing: tuple[int, int]) -> None:
    values = NOISE[: before + after]
    found = interrupted.level_and_slope(values, before)
    rates = interrupted.rate(np.round(100 + 10 * values), 1000, before)
    for shift in (found, rates):
        assert shift.reason == reason
        assert (shift.missing_before, shift.missing_after) == missing
        assert (shift.verdict is None) == (reason is not None)
        assert (shift.level is None) == (reason == NoVerdict.TOO_FEW)


def test_a_series_that_drifts_gets_no_verdict() -> None:
    found = interrupted.level_and_slope(np.cumsum(NOISE[:30]) * 2 + np.cumsum(np.cumsum(NOISE[:30])), 18)
    assert found.rho is not None
    assert found.rho > 0.99
    assert (found.reason, found.verdict) == (NoVerdict.DRIFT, None)


@pytest.mark.parametrize(
    "values", [[3.0] * 24, [0.1] * 24, [0.0] * 24, [*np.arange(12.0), *np.arange(30.0, 42)]]
)
def test_values_on_their_lines_give_nothing_to_judge_by(values: list[float]) -> None:
    assert interrupted.level_and_slope(values, 12).reason == NoVerdict.STEADY


def test_counts_that_give_no_verdict() -> None:
    assert interrupted.rate([5] * 24, 100, 12).reason == NoVerdict.STEADY
    assert interrupted.rate([5, 7] * 6 + [0] * 12, 100, 12).reason == NoVerdict.NO_EVENTS


def test_periods_without_exposure_are_left_out() -> None:
    counts = np.round(60 + 8 * NOISE[:30])
    exposure = np.full(30, 1000.0)
    counts[4] = exposure[4] = 0
    found = interrupted.rate(counts, exposure, 18)
    assert (found.left_out, found.before, found.after) == (1, 17, 12)
    gone = interrupted.rate(np.where(exposure > 0, counts, np.nan), 1000, 18)
    assert gone.ratio == found.ratio


def test_the_season_takes_two_years() -> None:
    season = 5 * np.sin(2 * np.pi * np.arange(36) / 12)
    found = interrupted.level_and_slope(NOISE[:36] + season + STEP, 24, harmonics=2)
    assert found.harmonics == 2
    assert found.variance == pytest.approx(1, abs=0.7)
    short = interrupted.level_and_slope((NOISE[:36] + season)[:23], 12, harmonics=2)
    assert short.harmonics == 0
    quarters = interrupted.level_and_slope(NOISE[:36], 24, harmonics=2, season=4)
    assert quarters.harmonics == 2


def test_a_change_that_doesnt_last() -> None:
    effect = np.where(np.arange(40) >= 20, 8.0, 0) - np.where(np.arange(40) >= 26, 8.0, 0)
    found = interrupted.decay(NOISE[:40] + effect, 20)
    assert found.level is not None
    assert found.later is not None
    assert found.later.high < 0
    assert found.level.low > 0
    assert interrupted.decay(NOISE[:31], 20).reason == NoVerdict.TOO_FEW
    # Nothing at all lies from the seventh period on.
    assert interrupted.decay(NOISE[:26], 20).reason == NoVerdict.TOO_FEW


MONTHS = pd.date_range("2023-01-01", periods=30, freq="MS")


@pytest.mark.parametrize(
    "values, rollout",
    [
        (NOISE[:30], 18),
        (NOISE[:30].tolist(), np.int64(18)),
        (pd.Series(NOISE[:30], index=MONTHS), 18),
        (pd.Series(NOISE[:30], index=MONTHS), date(2024, 7, 1)),
        (pd.Series(NOISE[:30], index=MONTHS), pd.Timestamp("2024-07-20")),
        (pd.Series(NOISE[:30], index=MONTHS.to_period("M"), dtype="Float64"), date(2024, 7, 31)),
    ],
)
def test_values_and_rollouts_come_in_many_forms(values: Any, rollout: Any) -> None:
    assert interrupted.level_and_slope(values, rollout) == interrupted.level_and_slope(NOISE[:30], 18)


@pytest.mark.parametrize(
    "judged, message",
    [
        (lambda: interrupted.level_and_slope(NOISE[:30], 31), "outside 30"),
        (lambda: interrupted.level_and_slope(NOISE[:30], -1), "outside 30"),
        (lambda: interrupted.level_and_slope(NOISE[:30], date(2024, 1, 1)), "dates"),
        (lambda: interrupted.level_and_slope(NOISE[:30], True), "position or a day"),
        (lambda: interrupted.level_and_slope(NOISE[:30], 15, harmonics=-1), "waves"),
        (lambda: interrupted.level_and_slope(["high"] * 30, 15), "numbers"),
        (lambda: interrupted.rate([1] * 30, [0] * 30, 15), "without exposure"),
        (lambda: interrupted.rate([-1] * 30, 5, 15), "negative"),
        (lambda: interrupted.rate([1] * 30, [1] * 29, 15), "exposures"),
    ],
)
def test_what_cant_be_judged_is_told(judged: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        judged()
