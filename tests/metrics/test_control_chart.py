from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import control_chart
from metrics.control_chart import Assurance, Better, Variation, assurance
from metrics.statistics import signals

VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=30)
SIGNALS = {
    "Common Cause": ("", 0),
    "Above UCL": ("outside", 1),
    "Below LCL": ("outside", -1),
    "7 Points Above CL": ("shift", 1),
    "7 Points Below CL": ("shift", -1),
    "2 in 3 Above CL": ("two of three", 1),
    "2 in 3 Below CL": ("two of three", -1),
    "7 Point Trend (Increasing)": ("trend", 1),
    "7 Point Trend (Decreasing)": ("trend", -1),
}
SERIES = (
    "rnorm20",
    "rnorm20_target",
    "rnorm20_y15_10_screened",
    "rnorm20_y15_10_unscreened",
    "readme_RQM_target1200",
    "vignette_RRK_norebase",
    "vignette_RRK_rebase",
)


def published(shared: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(shared / "vectors" / "spc" / f"{name}.csv")


@pytest.mark.parametrize("name", SERIES)
def test_every_point_is_as_published(shared: Path, name: str) -> None:
    """Source: NHSRplotthedots at 050b07d on its own examples."""
    expected = published(shared, f"ptd_{name}")
    screen = "unscreened" not in name
    points = control_chart.xmr(expected["y"], expected["rebase_group"], screen=screen).points
    for theirs, ours in {"mean_col": "mean", "lpl": "lower", "upl": "upper"}.items():
        assert points[ours].to_numpy() == pytest.approx(expected[theirs].to_numpy(), rel=1e-12)
    found = list(zip(points["signal"], points["side"], strict=True))
    assert found == [SIGNALS[kind] for kind in expected["special_cause_type"]]


def test_rnorm20_as_printed(shared: Path) -> None:
    values = published(shared, "ptd_rnorm20")["y"]
    first = control_chart.xmr(values).points.iloc[0]
    assert (first["mean"], first["lower"], first["upper"]) == pytest.approx(
        (0.1416238, -3.01138, 3.294627), abs=5e-7
    )
    values[14] = 10
    screened, plain = (control_chart.xmr(values, screen=screen).points.iloc[0] for screen in (True, False))
    assert (screened["mean"], screened["lower"], screened["upper"]) == pytest.approx(
        (0.6694159, -2.383666, 3.722497), abs=5e-7
    )
    assert (plain["lower"], plain["upper"]) == pytest.approx((-4.596625, 5.935457), abs=5e-7)


def test_attendances_against_their_target_as_printed(shared: Path) -> None:
    chart = control_chart.xmr(
        published(shared, "ptd_readme_RQM_target1200")["y"], better="lower", target=1200
    )
    last = chart.points.iloc[-1]
    assert (last["mean"], last["lower"], last["upper"]) == pytest.approx((1545.17, 740.40, 2349.94), abs=5e-3)
    assert (chart.variation, chart.assurance) == (Variation.COMMON_CAUSE, Assurance.HIT_AND_MISS)


@pytest.mark.parametrize(
    "better, variation", [("lower", "concern"), ("higher", "improvement"), (None, "special cause")]
)
def test_a_chart_rebased_where_a_segment_starts(shared: Path, better: Better | None, variation: str) -> None:
    values = published(shared, "ptd_vignette_RRK_rebase")["y"]
    chart = control_chart.xmr(values, [27], better=better)
    assert [*chart.points["mean"].round(2).unique()] == [1702.56, 8646.56]
    assert (chart.points["signal"].iloc[-1], chart.points["side"].iloc[-1]) == ("two of three", 1)
    assert chart.variation == variation
    assert chart.trial


def test_complaints_need_laneys_limits(shared: Path) -> None:
    """Source: qicharts2 at 1b9487e."""
    expected = published(shared, "qic_complaints_up")
    points = control_chart.u_prime(expected["complaints"], expected["sales"], per=1000).points
    for theirs, ours in {"cl": "mean", "lcl": "lower", "ucl": "upper"}.items():
        assert points[ours].to_numpy() == pytest.approx(expected[theirs].to_numpy(), rel=1e-11)
    first = points.iloc[0]
    assert (first["mean"], first["lower"], first["upper"]) == pytest.approx((4.99725, 1.238, 8.756), abs=5e-4)
    assert (points["signal"] == "outside").sum() == 0
    plain = published(shared, "qic_complaints_u")
    assert ((plain["rate_per_1000"] > plain["ucl"]) | (plain["rate_per_1000"] < plain["lcl"])).sum() == 13


def rules(shared: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((shared / "vectors" / "spc" / "ptd_unit.json").read_text("utf-8"))[name]


def test_the_rules_as_published(shared: Path) -> None:
    for case in rules(shared, "two_in_three_flagged_points"):
        found = signals.two_of_three(np.array(case["close"]) == 1, np.array(case["sign"]))
        assert np.abs(found).tolist() == case["out"]
    for case in rules(shared, "seven_point_trend"):
        ends = [side for side in case["out"] if side]
        assert sorted({*signals.trends(np.array(case["y"], float)).tolist()} - {0}) == ends
    for case in rules(shared, "seven_one_side"):
        assert signals.runs(np.array(case["sign"])).any() == any(case["out"])
    for case in rules(shared, "assurance"):
        if case["target"] is not None and case["direction"] != "neutral":
            better: Better = "higher" if case["direction"] == "increase" else "lower"
            names = {
                "consistent_fail": "never met",
                "consistent_pass": "always met",
                "inconsistent": "hit and miss",
            }
            assert assurance(case["lpl"], case["upl"], better, case["target"]) == names[case["out"]]


@pytest.mark.parametrize(
    "values, expected",
    [
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, *[1] * 7, 0]),
        ([1, 2, 3, 3, 4, 5, 6, 7], [0] * 8),
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        # Up and down again: the top belongs to the later trend.
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [*[1] * 6, *[-1] * 7]),
    ],
)
def test_a_trend_names_all_its_seven_points(values: list[float], expected: list[int]) -> None:
    assert signals.trends(np.array(values, float)).tolist() == expected


@pytest.mark.parametrize(
    "lower, upper, better, target, expected",
    [
        (1.0, 3.0, "higher", 1.0, "always met"),
        (1.0, 3.0, "higher", 3.0, "never met"),
        (1.0, 3.0, "lower", 3.0, "always met"),
        (1.0, 3.0, "lower", 1.0, "never met"),
        (2.0, 2.0, "higher", 2.0, "always met"),
        (2.0, 2.0, "lower", 2.0, "always met"),
        (2.0, 2.0, "higher", 2.1, "never met"),
    ],
)
def test_a_target_on_a_limit(
    lower: float, upper: float, better: Better, target: float, expected: str
) -> None:
    assert assurance(lower, upper, better, target) == expected


@pytest.mark.parametrize(
    "values",
    [
        [3, 4, None, 5, 4],
        (3, 4, np.nan, 5, 4),
        pd.Series([3, 4, pd.NA, 5, 4], dtype="Int64"),
        np.array([3, 4, np.nan, 5, 4]),
    ],
)
def test_a_missing_value_is_left_out_but_keeps_its_place(values: Any) -> None:
    points = control_chart.xmr(values).points
    assert len(points) == 5
    # Moving ranges 1, 1 and 1 about the mean of 4.
    assert points["mean"].tolist() == [4.0] * 5
    assert points["upper"].tolist() == pytest.approx([6.66] * 5)
    assert (points["signal"].iloc[2], points["side"].iloc[2]) == ("", 0)


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, 7e9])
def test_a_process_that_never_varies_has_no_signal(value: float) -> None:
    chart = control_chart.xmr([value] * 20, better="higher", target=value)
    assert (chart.points["signal"] == "").all()
    assert chart.assurance == Assurance.ALWAYS_MET
    shares = control_chart.p_prime([3] * 20, [30] * 20)
    assert (shares.points["signal"] == "").all()
    assert (control_chart.u_prime([0] * 20, [30] * 20).points["signal"] == "").all()


def test_a_segment_of_one_value_has_no_limits() -> None:
    chart = control_chart.xmr([1, 2, 1, 2, 9], ["a"] * 4 + ["b"], better="higher", target=1)
    assert chart.points["lower"].isna().tolist() == [False] * 4 + [True]
    assert chart.variation == Variation.COMMON_CAUSE
    assert chart.assurance is None


def test_periods_without_any_size_have_no_value() -> None:
    points = control_chart.p_prime([5, 0, 7, 6], [50, 0, 60, 55]).points
    assert points["value"].isna().tolist() == [False, True, False, False]
    assert points["mean"].iloc[0] == pytest.approx(18 / 165)
    assert (
        control_chart.u_prime([5, 0, 7], [50, 0, 60], segments=["a", "b", "b"]).points["value"].notna().sum()
        == 2
    )


@pytest.mark.parametrize(
    "chart, message",
    [
        (lambda: control_chart.xmr([]), "at least one value"),
        (lambda: control_chart.xmr(pd.Series([None, np.nan])), "at least one value"),
        (lambda: control_chart.xmr([[1, 2], [3, 4]]), "one row"),
        (lambda: control_chart.xmr(["a", "b"]), "numbers"),
        (lambda: control_chart.xmr([1, np.inf]), "finite"),
        (lambda: control_chart.xmr([1, 2, 3], [3]), "segments"),
        (lambda: control_chart.xmr([1, 2, 3], ["a", "b"]), "segments"),
        (lambda: control_chart.xmr([1, 2], better="up"), "better"),  # pyright: ignore[reportArgumentType]
        (lambda: control_chart.p_prime([5], [4]), "more than there are"),
        (lambda: control_chart.u_prime([5], [0]), "without exposure"),
        (lambda: control_chart.u_prime([-1], [2]), "negative"),
        (lambda: control_chart.u_prime([1, 2], [2]), "exposures"),
    ],
)
def test_what_makes_no_chart_is_told(chart: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chart()


@settings(max_examples=15)
@given(values=VALUES)
def test_a_chart_turned_upside_down_has_the_opposite_signals(values: list[int]) -> None:
    up, down = (control_chart.xmr([sign * value for value in values]).points for sign in (1, -1))
    assert up["signal"].tolist() == down["signal"].tolist()
    assert up["side"].tolist() == (-down["side"]).tolist()


@settings(max_examples=15)
@given(values=VALUES, rest=VALUES)
def test_segments_are_charts_of_their_own(values: list[int], rest: list[int]) -> None:
    labels = ["before"] * len(values) + ["after"] * len(rest)
    whole = control_chart.xmr(values + rest, labels).points
    parts = pd.concat([control_chart.xmr(part).points for part in (values, rest)], ignore_index=True)
    pd.testing.assert_frame_equal(whole.drop(columns="segment"), parts.drop(columns="segment"))
    if len(values + rest) > 2:
        pd.testing.assert_frame_equal(control_chart.xmr(values + rest, [0, len(values)]).points, whole)
