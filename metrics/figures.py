"""Charts of a KPI: its trend, its trend by member of a dimension, and its course in miniature."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.blanks import parted
from metrics.chart import (
    ACCENT,
    BANDS,
    BEFORE,
    CLEAR,
    ROLLOUT,
    TARGET,
    Marks,
    framed,
    mark_blanks,
    mark_level,
    mark_rollout,
    mark_target,
    middle,
    name_level,
    side_of_name,
    tick_name,
)
from metrics.comparison import Comparison
from metrics.goals.targets import Level
from metrics.impact.drawing import draw_lines
from metrics.impact.impact import Impact
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.splits import Member

MOST_PANELS = 6
# Points across, in pixels.
_POINT = 5
_SMALL: dict[str, Any] = {
    "height": 64,
    "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
    "showlegend": False,
    "paper_bgcolor": CLEAR,
    "plot_bgcolor": CLEAR,
}


def trend(
    kpi: Kpi,
    series: pd.DataFrame,
    grain: Grain,
    found: Comparison | None,
    marks: Marks,
    judged: Impact | None = None,
) -> go.Figure:
    """A KPI by period, before in grey and after in colour, with n as bars below.

    ``series`` has start, until, value, low, high, n and finished, sorted by start. The lines of the verdict
    stand where it is given and has them. Lists have a line from one to the next: none is missing in between.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.82, 0.18], vertical_spacing=0.06)
    for part, colour in _sides(_stretches(kpi, series), found.rollout if found else None):
        _interval(figure, kpi, part, colour)
        _line(figure, kpi, part, colour, grain)
    of_lists = sentences.told_by_lists(kpi)
    if not of_lists:
        mark_blanks(figure, series, grain)
    _bars(figure, series, grain)
    has_lines = judged is not None and judged.verdict.has_lines
    if found and not of_lists:
        _levels(figure, kpi, found, grain, name_level if has_lines else mark_level)
    if judged is not None:
        draw_lines(figure, judged, marks.levels[-1].value if marks.levels else None)
    for day, name in marks.rollouts:
        mark_rollout(figure, day, name, side_of_name(day, series))
    framed(figure, kpi, series, grain, height=480)
    mark_target(figure, kpi, marks, series)
    figure.update_yaxes(title_text=kpi.axis, row=1, col=1)
    return figure.update_yaxes(title_text=_("n"), nticks=3, row=2, col=1)


def _stretches(kpi: Kpi, series: pd.DataFrame) -> pd.DataFrame:
    """A series parted where periods are missing; between lists none is."""
    return series if sentences.told_by_lists(kpi) else parted(series)


def panels(
    kpi: Kpi, members: Sequence[Member], grain: Grain, aims: Mapping[str, Sequence[Level]]
) -> list[go.Figure]:
    """Small multiples of a KPI, a figure a member of a dimension with its own rollout, on the same axes.

    ``aims`` are the levels of the target that a member is held to, by its name.
    """
    everything = pd.concat([member.series for member in members])
    asked = [level.value for member in members for level in aims.get(member.name, ())]
    heights = [*everything["value"].dropna(), *asked]
    drawn = [
        framed(_panel(kpi, member, grain, aims.get(member.name, ())), kpi, everything, grain, 220)
        for member in members
    ]
    return [_on_axes_of(figure, kpi, everything, heights, grain) for figure in drawn]


def _panel(kpi: Kpi, member: Member, grain: Grain, levels: Sequence[Level]) -> go.Figure:
    figure = make_subplots(subplot_titles=[formats.escaped(member.name)])
    for part, colour in _sides(_stretches(kpi, member.series), member.rollout):
        _line(figure, kpi, part, colour, grain)
    if member.rollout:
        mark_rollout(figure, member.rollout)
    if len(member.series):
        for step in _steps(levels, member.series["start"].min(), member.series["until"].max()):
            figure.add_shape(step)
    return figure


def _on_axes_of(
    figure: go.Figure, kpi: Kpi, everything: pd.DataFrame, heights: Sequence[float], grain: Grain
) -> go.Figure:
    """A panel on the axes that all panels share; it has room for the first and the last period's name."""
    low, high = min(heights), max(heights)
    room = 0.08 * (high - low or 1)
    ends = everything.sort_values("start").iloc[[0, -1]]
    names = [tick_name(start.date(), grain) for start in ends["start"]]
    figure.update_yaxes(range=[0 if kpi.from_zero else low - room, high + room])
    figure.update_xaxes(tickvals=middle(ends), ticktext=names)
    return figure.update_layout(margin={"t": 36, "r": 24})


def sparkline(
    series: pd.DataFrame, rollout: date | None, levels: Sequence[Level], kpi: Kpi | None = None
) -> go.Figure:
    """A KPI's course in miniature: before in grey, after in colour, target dashed, rollout marked."""
    known = series.dropna(subset=["value"])
    unbroken = parted(series) if kpi is None else _stretches(kpi, series)
    lines = [_small_line(part, colour) for part, colour in _sides(unbroken, rollout)]
    shapes: list[dict[str, Any]] = []
    if len(known):
        lines.append(_latest(known.tail(1), rollout))
        shapes += _steps(levels, known["start"].min(), known["until"].max())
    if rollout:
        shapes.append(_upright(rollout))
    hidden = {"visible": False, "fixedrange": True}
    layout = _SMALL | {"xaxis": hidden, "yaxis": hidden, "shapes": shapes}
    # In one go and unchecked: a figure checks all of itself anew at each step of building it.
    return go.Figure(data=lines, layout=layout, _validate=False)


def _small_line(part: pd.DataFrame, colour: str) -> dict[str, Any]:
    sizes = _alone(part)
    return {
        "type": "scatter",
        "x": middle(part),
        "y": part["value"],
        "mode": "lines+markers" if any(sizes) else "lines",
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": sizes},
        "hoverinfo": "skip",
    }


def _upright(day: date) -> dict[str, Any]:
    """A line from the bottom of a chart to its top."""
    at = pd.Timestamp(day)
    line = {"color": ROLLOUT, "width": 1}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "y domain", "line": line}


def _steps(levels: Sequence[Level], begin: pd.Timestamp, end: pd.Timestamp) -> list[dict[str, Any]]:
    """A target dashed across a chart, each of its levels over its own days."""
    seen = [level for level in levels if level is levels[0] or pd.Timestamp(level.first or begin) < end]
    firsts = [pd.Timestamp(level.first or begin) if index else begin for index, level in enumerate(seen)]
    line = {"color": TARGET, "dash": "dash", "width": 1.5}
    # The last one has no next: it goes on to the end.
    spans = zip(seen, firsts, [*firsts[1:], end], strict=False)
    return [
        {"type": "line", "x0": max(first, begin), "x1": last, "y0": value, "y1": value, "line": line}
        for value, first, last in ((level.value, first, last) for level, first, last in spans)
        if last > begin
    ]


def _alone(part: pd.DataFrame) -> list[int]:
    """The size of each point: only one that stands alone between blanks is seen, as it has no line."""
    known = part["value"].notna().tolist()
    # Without any point there is none beside it either.
    beside = zip(known, [False, *known], [*known[1:], False], strict=False)
    return [_POINT if own and not (before or after) else 0 for own, before, after in beside]


def _latest(last: pd.DataFrame, rollout: date | None) -> dict[str, Any]:
    """The latest point, hollow while its period isn't finished."""
    point = last.iloc[0]
    colour = ACCENT if rollout is None or point["until"] > pd.Timestamp(rollout) else BEFORE
    marker = {
        "color": colour if point["finished"] else CLEAR,
        "size": 7,
        "line": {"color": colour, "width": 2},
    }
    at = {"x": middle(last), "y": last["value"]}
    return {"type": "scatter", "mode": "markers", "marker": marker, "hoverinfo": "skip", **at}


def _sides(series: pd.DataFrame, rollout: date | None) -> list[tuple[pd.DataFrame, str]]:
    """The series before and after, the two sharing the point at which the colour changes."""
    if rollout is None:
        return [(series, ACCENT)]
    # A period that the rollout cuts is on the side that most of it is on.
    is_after = middle(series) >= pd.Timestamp(rollout)
    before, after = series[~is_after], series[is_after]
    joined = pd.concat([before, after.head(1)]) if len(before) else before
    return [(part, colour) for part, colour in ((joined, BEFORE), (after, ACCENT)) if len(part)]


def _line(figure: go.Figure, kpi: Kpi, series: pd.DataFrame, colour: str, grain: Grain) -> None:
    fills = [colour if over else CLEAR for over in series["finished"]]
    figure.add_scatter(
        x=middle(series),
        y=series["value"],
        mode="lines+markers",
        line={"color": colour, "width": 2},
        marker={"size": 7, "color": fills, "line": {"color": colour, "width": 2}},
        customdata=_hovers(kpi, series, grain),
        hovertemplate="%{customdata}<extra></extra>",
        row=1,
        col=1,
    )


def _hovers(kpi: Kpi, series: pd.DataFrame, grain: Grain) -> list[str]:
    points = series[["start", "value", "n", "finished"]].itertuples(index=False)
    return [
        "" if pd.isna(value) else _hover(kpi, start.date(), value, n, over, grain)
        for start, value, n, over in points
    ]


def _hover(kpi: Kpi, start: date, value: float, n: float, over: bool, grain: Grain) -> str:
    period, behind = formats.period(start, grain.value), sentences.counted(kpi, round(n))
    told = f"{period}: {kpi.text(value)}<br>{behind}"
    return told if over else told + "<br>" + _("not finished yet")


def _interval(figure: go.Figure, kpi: Kpi, series: pd.DataFrame, colour: str) -> None:
    around: list[pd.Timestamp | None] = []
    bounds: list[float | None] = []
    for part in _unbroken(series):
        at, low = middle(part).tolist(), part["low"].clip(lower=0 if kpi.from_zero and not kpi.own else None)
        # A point without a place parts one stretch of the band from the next.
        around += [*([None] if around else []), *at, *reversed(at)]
        bounds += [*([None] if bounds else []), *part["high"], *reversed(low.tolist())]
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


def _unbroken(series: pd.DataFrame) -> list[pd.DataFrame]:
    """The stretches of periods that have an interval."""
    known = series[["value", "low", "high"]].notna().all(axis=1)
    return [part for __, part in series[known].groupby((~known).cumsum()[known])]


def _bars(figure: go.Figure, series: pd.DataFrame, grain: Grain) -> None:
    names = [formats.period(start.date(), grain.value) for start in series["start"]]
    figure.add_bar(
        x=middle(series),
        y=series["n"],
        marker={"color": BEFORE, "opacity": 0.5},
        customdata=[_behind(name, n) for name, n in zip(names, series["n"], strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        row=2,
        col=1,
    )


def _behind(period: str, n: float) -> str:
    words = {"period": period, "n": formats.number(n)}
    return _("%(period)s: n %(n)s") % words if n else _("%(period)s: no data") % words


def _levels(figure: go.Figure, kpi: Kpi, found: Comparison, grain: Grain, mark: Callable[..., None]) -> None:
    """The value before and the value after; left out where they belong to periods of another length."""
    for side, colour, name in ((found.before, BEFORE, _("before")), (found.after, ACCENT, _("after"))):
        if side is not None and not (kpi.per_period and side.grain is not grain):
            mark(figure, kpi, side, colour, name)
