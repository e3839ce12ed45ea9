"""What a verdict and a control chart add to a chart: lines, where it was heading, limits, what stands out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data import formats
from data.language import gettext as _
from metrics.chart import (
    ACCENT,
    BANDS,
    BEFORE,
    COLOURWAY,
    TARGET,
    Marks,
    framed,
    mark_rollout,
    mark_target,
    middle,
    name_above,
    side_of_name,
)
from metrics.impact.impact import Impact
from metrics.impact.lasting import Lasting
from metrics.impact.sizes import effect
from metrics.impact.steadiness import Named, Steadiness
from metrics.impact.steady_words import rule
from metrics.kpi import Kpi, Unit

HEIGHT = 480
_SIZE = 10
# To the right, for the end of a name that begins at a late rollout.
_ROOM = 64
_PERCENT = 100.0
# In pixels: how high the values reach in a chart, and from the middle of a target's words to that of a name.
_HEIGHT_OF_VALUES, _WORDS_OF_TARGET = 240, 36


def draw_lines(figure: go.Figure, found: Impact, aim: float | None = None) -> None:
    """The lines that a KPI followed before and after, where before was heading, and other events.

    ``aim`` is the height of a target whose words stand to the right, too.
    """
    lines = found.verdict.lines
    if lines is not None and not lines.empty:
        after = lines["expected"].notna()
        for part, colour in ((lines[~after], BEFORE), (lines[after], ACCENT)):
            _line(figure, part, "fitted", {"color": colour, "width": 3})
        _line(figure, lines[after], "expected", {"color": BEFORE, "width": 2, "dash": "dot"})
        _name_expected(figure, lines[after], _clear_of(aim, found, float(lines["expected"].iloc[-1])))
        _second_step(figure, found)
    _draw_events(figure, found)


def _draw_events(figure: go.Figure, found: Impact) -> None:
    """Other events: those that stay by their first day, those that were soon over by all of their days."""
    if found.course is None:
        return
    for event in found.course.others:
        if event.starts_on != found.rollout:
            _event(figure, pd.Timestamp(event.starts_on), event.policy)
    for event in found.course.passing:
        first, last = pd.Timestamp(event.starts_on), pd.Timestamp(event.ends_on or event.starts_on)
        _event(figure, first, event.policy)
        figure.add_shape(
            type="rect",
            x0=first,
            x1=last + pd.Timedelta(days=1),
            y0=0,
            y1=1,
            yref="y domain",
            fillcolor=BANDS[BEFORE],
            line={"width": 0},
            layer="below",
            row=1,
            col=1,
        )


def _line(figure: go.Figure, lines: pd.DataFrame, column: str, line: dict[str, Any]) -> None:
    figure.add_scatter(
        x=middle(lines), y=lines[column], mode="lines", line=line, hoverinfo="skip", row=1, col=1
    )


def _name_expected(figure: go.Figure, lines: pd.DataFrame, shift: float) -> None:
    """The name of the dotted line, beyond its end."""
    figure.add_annotation(
        x=lines["until"].iloc[-1],
        y=lines["expected"].iloc[-1],
        xanchor="left",
        xshift=6,
        yshift=shift,
        yanchor="middle",
        showarrow=False,
        text=_("as before"),
        font={"color": BEFORE, "size": 13},
        row=1,
        col=1,
    )


def _clear_of(aim: float | None, found: Impact, height: float) -> float:
    """By how many pixels a name at a height moves, so that it doesn't meet the words of a target."""
    if aim is None or found.course is None:
        return 0.0
    values = [*found.course.frame["value"].dropna(), aim, height]
    lowest = 0.0 if found.kpi.from_zero else min(values)
    away = (height - aim) / (max(values) - lowest or 1) * _HEIGHT_OF_VALUES
    return 0.0 if abs(away) >= _WORDS_OF_TARGET else np.copysign(_WORDS_OF_TARGET, away) - away


def _second_step(figure: go.Figure, found: Impact) -> None:
    """Where a change wears off or grows: from when on, and by how much."""
    decay, course = found.decay, found.course
    if course is None or decay.later is None or decay.kind not in (Lasting.FADES, Lasting.GROWS):
        return
    rows = course.frame.iloc[course.first : course.last]
    size = effect(found.kpi, decay.later, is_ratio=decay.is_ratio)
    _event(figure, rows["start"].iloc[decay.at], _("then %(size)s") % {"size": size})


def _event(figure: go.Figure, day: pd.Timestamp, name: str) -> None:
    """Another event as a thin line with its name along it."""
    figure.add_shape(
        type="line",
        x0=day,
        x1=day,
        y0=0,
        y1=1,
        yref="y domain",
        line={"color": BEFORE, "width": 1, "dash": "dash"},
        row=1,
        col=1,
    )
    figure.add_annotation(
        x=day,
        y=0.02,
        yref="y domain",
        textangle=-90,
        xanchor="right",
        yanchor="bottom",
        showarrow=False,
        text=formats.escaped(name),
        font={"color": BEFORE, "size": 12},
        row=1,
        col=1,
    )


def steady(found: Impact, chart: Steadiness, marks: Marks) -> go.Figure:
    """A control chart: the values, mean and limits of each segment, and what stands out."""
    figure = make_subplots()
    points = _within(chart)
    for __, part in points.groupby("segment"):
        if part["mean"].notna().any():
            _band(figure, part)
    figure.add_scatter(
        x=middle(points),
        y=points["value"],
        mode="lines+markers",
        line={"color": BEFORE, "width": 1.5},
        marker={"size": 6, "color": BEFORE},
        customdata=[_hover(chart, row) for row in points.to_dict("records")],
        hovertemplate="%{customdata}<extra></extra>",
        row=1,
        col=1,
    )
    _standing_out(figure, chart, points)
    for day, name in marks.rollouts:
        mark_rollout(figure, day, name, side_of_name(day, points))
    _name_limits(figure, chart, points)
    _draw_events(figure, found)
    framed(figure, chart.kpi, points, chart.grain, HEIGHT).update_layout(margin_r=_ROOM)
    mark_target(figure, chart.kpi, marks, points)
    return figure.update_yaxes(title_text=chart.kpi.axis)


def _within(chart: Steadiness) -> pd.DataFrame:
    """The points with limits no further out than the KPI's values can be."""
    low = 0.0 if chart.kpi.from_zero or chart.kpi.unit is Unit.PERCENT else -np.inf
    high = _PERCENT if chart.kpi.unit is Unit.PERCENT else np.inf
    limits = {name: chart.points[name].clip(low, high) for name in ("lower", "upper")}
    return chart.points.assign(**limits)


def _band(figure: go.Figure, part: pd.DataFrame) -> None:
    """The limits of one segment as a light band, its mean as a line; stepped, as each is a period's own."""
    edges = [*part["start"], part["until"].iloc[-1]]
    lower, upper, mean = ([*part[name], part[name].iloc[-1]] for name in ("lower", "upper", "mean"))
    line = {"width": 0, "shape": "hv"}
    figure.add_scatter(x=edges, y=lower, mode="lines", line=line, hoverinfo="skip", row=1, col=1)
    figure.add_scatter(
        x=edges,
        y=upper,
        mode="lines",
        line=line,
        fill="tonexty",
        fillcolor=BANDS[ACCENT],
        hoverinfo="skip",
        row=1,
        col=1,
    )
    level = {"color": ACCENT, "width": 1.5}
    figure.add_scatter(x=edges, y=mean, mode="lines", line=level, hoverinfo="skip", row=1, col=1)


def _name_limits(figure: go.Figure, chart: Steadiness, points: pd.DataFrame) -> None:
    """What is usual in the latest stretch, above its start, and in the one before, above its end."""
    stretches = [part for __, part in points.groupby("segment")][-2:]
    for part in stretches:
        last = part.iloc[-1]
        if pd.isna(last["lower"]):
            continue
        told = f"<b>{_usual(chart.kpi, last['lower'], last['upper'])}</b>"
        if part is stretches[-1] and len(stretches) > 1:
            name_above(figure, part["start"].iloc[0], told, ACCENT)
        else:
            name_above(figure, last["until"], told, BEFORE if len(stretches) > 1 else ACCENT, anchor="right")


def _standing_out(figure: go.Figure, chart: Steadiness, points: pd.DataFrame) -> None:
    """The periods that a rule names: diamonds for the worse, squares for the better, else circles."""
    rows = points.set_index("start")
    named = chart.signals
    if not named:
        return
    looks = [_look(chart.kpi, one) for one in named]
    at = rows.loc[[pd.Timestamp(one.start) for one in named]].reset_index()
    figure.add_scatter(
        x=middle(at),
        y=at["value"],
        mode="markers",
        marker={
            "size": _SIZE,
            "color": [colour for colour, __ in looks],
            "symbol": [symbol for __, symbol in looks],
        },
        customdata=[
            _hover(chart, row, rule(one)) for row, one in zip(at.to_dict("records"), named, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        row=1,
        col=1,
    )


def _look(kpi: Kpi, named: Named) -> tuple[str, str]:
    if kpi.better is None:
        return COLOURWAY[2], "circle"
    is_good = (named.side > 0) == (kpi.better == "higher")
    return (ACCENT, "square") if is_good else (TARGET, "diamond")


def _hover(chart: Steadiness, row: dict[Any, Any], why: str = "") -> str:
    period = formats.period(row["start"].date(), chart.grain.value)
    told = f"{period}: {chart.kpi.text(row['value'], chart.grain)}"
    if pd.notna(row["lower"]):
        told += "<br>" + _usual(chart.kpi, row["lower"], row["upper"])
    return f"{told}<br><b>{why}</b>" if why else told


def _usual(kpi: Kpi, low: float, high: float) -> str:
    """The limits of what is usual, in words."""
    decimals = kpi.decimals_of(low, high)
    words = {"low": kpi.number(low, decimals), "high": kpi.number(high, decimals)}
    return _("usual: %(low)s to %(high)s") % words
