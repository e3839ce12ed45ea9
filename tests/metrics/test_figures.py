from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from data import language
from data.records import Policy, Rollout, Step, Target
from data.store import Store
from metrics.cards import View
from metrics.catalogue import BY_KEY, kpi_named
from metrics.chart import ACCENT, BEFORE, CLEAR, TARGET, Marks, framed, tick_name
from metrics.comparison import Around, compare
from metrics.facts import Facts, StoredFacts
from metrics.figures import panels, sparkline, trend
from metrics.goals.targets import levels
from metrics.periods import Grain
from metrics.query import Query
from metrics.series import values
from metrics.splits import members

ROLLOUT = date(2025, 1, 1)
AIM = Target("csat", "absolute", 90, 90, date(2025, 12, 31), baseline=64, baseline_to=date(2024, 12, 31))
CSAT = kpi_named("csat")


@lru_cache
def every_series(shop: Store, grain: Grain) -> pd.DataFrame:
    return values(StoredFacts(shop), Query(tuple(BY_KEY), grain))


def series(shop: Store, kpi: str = "csat", grain: Grain = Grain.MONTH) -> pd.DataFrame:
    every = every_series(shop, grain)
    return every[every["kpi"] == kpi].reset_index(drop=True)


def traces(figure: go.Figure, kind: str = "scatter") -> list[Any]:
    drawn: Any = figure.data
    return [trace for trace in drawn if trace.type == kind]


def points(figure: go.Figure) -> list[Any]:
    return [trace for trace in traces(figure) if trace.mode == "lines+markers"]


def rollouts(figure: go.Figure) -> list[pd.Timestamp]:
    shapes = [shape for shape in figure.layout.shapes if shape.x0 is not None and shape.x0 == shape.x1]
    return [pd.Timestamp(shape.x0) for shape in shapes]


def texts(figure: go.Figure) -> str:
    return " ".join(str(annotation.text) for annotation in figure.layout.annotations)


def test_a_trend_shows_both_sides_with_what_is_marked(shop: Store) -> None:
    found = compare(StoredFacts(shop), ("csat",), Around(ROLLOUT))["csat"]
    marks = Marks(((ROLLOUT, "Call <b>back"),), AIM, levels(AIM))
    figure = trend(CSAT, series(shop), Grain.MONTH, found, marks)
    before, after = points(figure)
    assert (before.line.color, after.line.color) == (BEFORE, ACCENT)
    # The two sides share the first point of the second.
    assert len(before.x) + len(after.x) == 31
    assert rollouts(figure) == [pd.Timestamp(ROLLOUT)]
    told = texts(figure)
    assert all(word in told for word in ("Call &lt;b&gt;back", "1 Jan 2025", "90.0 %", "64.3 %", "100.0 %"))
    dashed = [trace for trace in traces(figure) if trace.line.dash == "dash"]
    assert [(trace.line.color, set(trace.y)) for trace in dashed] == [(TARGET, {90.0})]
    (bars,) = traces(figure, "bar")
    assert sum(bars.y) == series(shop)["n"].sum() == 29 * 28 + 10


def test_the_values_of_a_trend_are_those_of_the_series(shop: Store) -> None:
    (line,) = points(trend(CSAT, series(shop), Grain.MONTH, None, Marks()))
    assert list(line.y) == list(series(shop)["value"])
    assert list(line.marker.color) == [ACCENT] * 29 + [CLEAR]
    assert "not finished" in line.customdata[-1]
    assert "not finished" not in line.customdata[0]


def test_the_band_is_the_interval(shop: Store) -> None:
    figure = trend(CSAT, series(shop), Grain.MONTH, None, Marks())
    (band,) = [trace for trace in traces(figure) if trace.fill == "toself"]
    assert (min(band.y), max(band.y)) == (series(shop)["low"].min(), series(shop)["high"].max())


@pytest.mark.parametrize("kpi", list(BY_KEY))
@pytest.mark.parametrize("grain", [Grain.WEEK, Grain.QUARTER])
def test_every_kpi_can_be_drawn(shop: Store, shop_facts: Facts, kpi: str, grain: Grain) -> None:
    found = compare(shop_facts, (kpi,), Around(ROLLOUT))[kpi]
    shown = series(shop, kpi, grain)
    if not shown.empty:
        figure = trend(kpi_named(kpi), shown, grain, found, Marks(((ROLLOUT, "x"),), AIM))
        assert len(points(figure)) == 2
        assert TARGET not in {trace.line.color for trace in traces(figure)}
        assert figure.layout.yaxis.rangemode == ("tozero" if kpi_named(kpi).from_zero else "normal")


def test_panels_share_their_axes(shop: Store) -> None:
    policy = Policy("Call back", (Rollout(ROLLOUT, "team", "North"),))
    found = members(StoredFacts(shop), CSAT, View(), "team", policy)
    drawn = panels(CSAT, found, Grain.MONTH, {member.name: levels(AIM) for member in found})
    assert [texts(figure) for figure in drawn] == [member.name for member in found]
    assert len({tuple(figure.layout.yaxis.range) for figure in drawn}) == 1
    marked = {member.name: rollouts(figure) for member, figure in zip(found, drawn, strict=True)}
    assert marked == {"North": [pd.Timestamp(ROLLOUT)], "South": [], "not given": []}
    for figure in drawn:
        assert [shape.y0 for shape in figure.layout.shapes if shape.line.color == TARGET] == [90.0]


@pytest.mark.parametrize("rollout", [None, ROLLOUT, date(2030, 1, 1)])
def test_a_sparkline_is_hollow_at_an_unfinished_end(shop: Store, rollout: date | None) -> None:
    figure = sparkline(series(shop), rollout, levels(AIM))
    last = traces(figure)[-1]
    assert (last.mode, last.marker.color) == ("markers", CLEAR)
    assert list(last.y) == [series(shop)["value"].iloc[-1]]
    lines = {shape.line.color: shape.line.dash for shape in figure.layout.shapes}
    assert lines[TARGET] == "dash"
    assert len(rollouts(figure)) == (rollout is not None)
    finished = sparkline(series(shop).iloc[:-1], rollout, ())
    assert traces(finished)[-1].marker.color == (BEFORE if rollout and rollout.year == 2030 else ACCENT)


def test_without_values_a_sparkline_is_empty(shop: Store) -> None:
    nothing = series(shop).assign(value=float("nan"))
    assert traces(sparkline(nothing, None, ()))[-1].mode != "markers"


STEPPED = replace(AIM, steps=(Step(date(2025, 2, 28), 70.0), Step(date(2025, 6, 30), 80.0)))


def test_steps_are_drawn_each_over_its_own_days(shop: Store) -> None:
    figure = trend(CSAT, series(shop), Grain.MONTH, None, Marks((), STEPPED, levels(STEPPED)))
    (line,) = [trace for trace in traces(figure) if trace.line.dash == "dash"]
    days = [date(2025, 1, 1), date(2025, 2, 28), date(2025, 3, 1), date(2025, 6, 30), date(2025, 7, 1)]
    drawn = [pd.Timestamp(day).date() for day in line.x]
    assert (drawn[:5], list(line.y)) == (days, [70, 70, 80, 80, 90, 90])
    told = texts(figure)
    assert all(value in told for value in ("70.0 %", "80.0 %", "<b>90.0 %</b>"))
    small = list(sparkline(series(shop), None, levels(STEPPED)).layout.shapes)
    assert [(shape.y0, shape.y1) for shape in small] == [(70, 70), (80, 80)]
    # All of it before the second step is due: the first is asked for from the beginning.
    assert pd.Timestamp(small[0].x0) == series(shop)["start"].min()


@pytest.mark.parametrize(
    "spoken, grain, told",
    [
        ("en", Grain.MONTH, "Jan<br>2025"),
        ("ru", Grain.WEEK, "1 янв.<br>2025"),
        ("pl", Grain.QUARTER, "I kw.<br>2025"),
        ("sk", Grain.MONTH, "1/2025"),
        ("sk", Grain.DAY, "1. 1.<br>2025"),
        ("en", Grain.YEAR, "2025"),
    ],
)
def test_along_an_axis_the_year_stands_below(spoken: str, grain: Grain, told: str) -> None:
    with language.spoken(spoken):
        assert tick_name(date(2025, 1, 1), grain) == told


@pytest.mark.parametrize(
    "first, months, named",
    [
        ("2023-01-01", 36, ["Jan<br>2023", "Jan<br>2024", "Jan<br>2025"]),
        ("2023-11-01", 20, ["Jan<br>2024", "Jul<br>2024", "Jan<br>2025"]),
        ("2025-02-01", 5, [f"{name}<br>2025" for name in ("Feb", "Mar", "Apr", "May", "Jun")]),
        ("2025-02-01", 1, ["Feb<br>2025"]),
    ],
)
def test_along_an_axis_few_periods_are_named(first: str, months: int, named: list[str]) -> None:
    starts = pd.date_range(first, periods=months, freq="MS")
    periods = pd.DataFrame({"start": starts, "until": starts + pd.offsets.MonthBegin()})
    figure = framed(go.Figure(), CSAT, periods, Grain.MONTH, height=200)
    assert list(figure.layout.xaxis.ticktext) == named
