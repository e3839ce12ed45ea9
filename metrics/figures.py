"""Charts of a KPI: its trend, its trend by member of a dimension, and its course in miniature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.chart import (
    ACCENT,
    BANDS,
    BEFORE,
    CLEAR,
    ROLLOUT,
    TARGET,
    Marks,
    framed,
    mark_level,
    mark_rollout,
    mark_target,
    middle,
)
from metrics.comparison import Comparison
from metrics.kpi import Kpi
from metrics.periods import Grain

MOST_PANELS = 6
_PANELS_A_ROW = 3


def trend(kpi: Kpi, series: pd.DataFrame, grain: Grain, found: Comparison | None, marks: Marks) -> go.Figure:
    """A KPI by period, before in grey and after in colour, with n as bars below.

    ``series`` has start, until, value, low, high, n and finished, sorted by start.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.82, 0.18], vertical_spacing=0.06)
    for part, colour in _sides(series, found.rollout if found else None):
        _interval(figure, part, colour)
        _line(figure, kpi, part, colour, grain)
    _bars(figure, series, grain)
    if found:
        _levels(figure, kpi, found, grain)
    for day, name in marks.rollouts:
        mark_rollout(figure, day, name)
    mark_target(figure, kpi, marks, series)
    figure.update_yaxes(title_text=kpi.axis, row=1, col=1)
    figure.update_yaxes(title_text=_("n"), nticks=3, row=2, col=1)
    return framed(figure, kpi, series, grain, height=480)


def split_trend(
    kpi: Kpi,
    panels: Sequence[tuple[str, pd.DataFrame]],
    grain: Grain,
    rollouts: Mapping[str, date | None],
    target: float | None,
) -> go.Figure:
    """Small multiples of a KPI on one scale, a panel a member of a dimension.

    ``rollouts`` has the day on which each panel's member got the policy, if it did.
    """
    columns = min(_PANELS_A_ROW, len(panels))
    rows = -(-len(panels) // columns)
    figure = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes=True,
        shared_yaxes=True,
        vertical_spacing=0.3 / rows,
        subplot_titles=[formats.escaped(name) for name, _series in panels],
    )
    for index, (name, series) in enumerate(panels):
        row, column = index // columns + 1, index % columns + 1
        _panel(figure, kpi, series, grain, (row, column), rollouts.get(name))
    if target is not None:
        figure.add_hline(y=target, line={"color": TARGET, "dash": "dash", "width": 1.5})
    everything = pd.concat([series for _name, series in panels])
    framed(figure, kpi, everything, grain, height=110 + 190 * rows)
    # A panel has room for the first period's name and the last one's.
    ends = everything.sort_values("start").iloc[[0, -1]]
    names = [formats.period(start.date(), grain.value) for start in ends["start"]]
    figure.update_yaxes(matches="y")
    return figure.update_xaxes(tickvals=middle(ends), ticktext=names, matches="x", showticklabels=True)


def _panel(
    figure: go.Figure, kpi: Kpi, series: pd.DataFrame, grain: Grain, cell: tuple[int, int], day: date | None
) -> None:
    for part, colour in _sides(series, day):
        _line(figure, kpi, part, colour, grain, cell)
    if day:
        mark_rollout(figure, day, row=cell[0], column=cell[1])


def sparkline(series: pd.DataFrame, rollout: date | None, target: float | None) -> go.Figure:
    """A KPI's course in miniature: before in grey, after in colour, target dashed, rollout marked."""
    figure = go.Figure()
    known = series.dropna(subset=["value"])
    for part, colour in _sides(known, rollout):
        line = {"color": colour, "width": 2}
        figure.add_scatter(x=middle(part), y=part["value"], mode="lines", line=line, hoverinfo="skip")
    if len(known):
        _latest(figure, known.tail(1), rollout)
    if target is not None:
        figure.add_hline(y=target, line={"color": TARGET, "dash": "dash", "width": 1.5})
    if rollout:
        figure.add_vline(x=pd.Timestamp(rollout), line={"color": ROLLOUT, "width": 1})
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    margin = {"l": 4, "r": 4, "t": 4, "b": 4}
    return figure.update_layout(
        height=64, margin=margin, showlegend=False, paper_bgcolor=CLEAR, plot_bgcolor=CLEAR
    )


def _latest(figure: go.Figure, last: pd.DataFrame, rollout: date | None) -> None:
    """The latest point, hollow while its period isn't finished."""
    point = last.iloc[0]
    colour = ACCENT if rollout is None or point["until"] > pd.Timestamp(rollout) else BEFORE
    marker = {
        "color": colour if point["finished"] else CLEAR,
        "size": 7,
        "line": {"color": colour, "width": 2},
    }
    figure.add_scatter(x=middle(last), y=last["value"], mode="markers", marker=marker, hoverinfo="skip")


def _sides(series: pd.DataFrame, rollout: date | None) -> list[tuple[pd.DataFrame, str]]:
    """The series before and after, the two sharing the point at which the colour changes."""
    if rollout is None:
        return [(series, ACCENT)]
    is_after = series["until"] > pd.Timestamp(rollout)
    before, after = series[~is_after], series[is_after]
    joined = pd.concat([before, after.head(1)]) if len(before) else before
    return [(part, colour) for part, colour in ((joined, BEFORE), (after, ACCENT)) if len(part)]


def _line(
    figure: go.Figure,
    kpi: Kpi,
    series: pd.DataFrame,
    colour: str,
    grain: Grain,
    cell: tuple[int, int] = (1, 1),
) -> None:
    known = series.dropna(subset=["value"])
    fills = [colour if over else CLEAR for over in known["finished"]]
    figure.add_scatter(
        x=middle(known),
        y=known["value"],
        mode="lines+markers",
        line={"color": colour, "width": 2},
        marker={"size": 7, "color": fills, "line": {"color": colour, "width": 2}},
        customdata=_hovers(kpi, known, grain),
        hovertemplate="%{customdata}<extra></extra>",
        row=cell[0],
        col=cell[1],
    )


def _hovers(kpi: Kpi, known: pd.DataFrame, grain: Grain) -> list[str]:
    points = known[["start", "value", "n", "finished"]].itertuples(index=False)
    return [_hover(kpi, start.date(), value, n, over, grain) for start, value, n, over in points]


def _hover(kpi: Kpi, start: date, value: float, n: float, over: bool, grain: Grain) -> str:
    period, behind = formats.period(start, grain.value), sentences.counted(kpi, round(n))
    told = f"{period}: {kpi.text(value)}<br>{behind}"
    return told if over else told + "<br>" + _("not finished yet")


def _interval(figure: go.Figure, series: pd.DataFrame, colour: str) -> None:
    known = series.dropna(subset=["value", "low", "high"])
    around = pd.concat([middle(known), middle(known).iloc[::-1]])
    bounds = pd.concat([known["high"], known["low"].iloc[::-1]])
    figure.add_scatter(
        x=around,
        y=bounds,
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=BANDS[colour],
        hoverinfo="skip",
        row=1,
        col=1,
    )


def _bars(figure: go.Figure, series: pd.DataFrame, grain: Grain) -> None:
    names = [formats.period(start.date(), grain.value) for start in series["start"]]
    figure.add_bar(
        x=middle(series),
        y=series["n"],
        marker={"color": BEFORE, "opacity": 0.5},
        customdata=[f"{name}: n {formats.number(n)}" for name, n in zip(names, series["n"], strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        row=2,
        col=1,
    )


def _levels(figure: go.Figure, kpi: Kpi, found: Comparison, grain: Grain) -> None:
    """The value before and the value after; left out where they belong to periods of another length."""
    for side, colour, name in ((found.before, BEFORE, _("before")), (found.after, ACCENT, _("after"))):
        if side is not None and not (kpi.per_period and side.grain is not grain):
            mark_level(figure, kpi, side, colour, name)
