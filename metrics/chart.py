"""The frame that all charts share, and what is marked on them.

Colours are of the Okabe-Ito set, told apart by the colour-blind and at 3:1 or more on light and dark.
Source: Okabe and Ito 2008, https://jfly.uni-koeln.de/color/
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.records import Target
from metrics.blanks import Blank, blanks
from metrics.goals.targets import Level, levels_at
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.series import Summary

ACCENT, BEFORE, TARGET, ROLLOUT = "#0072B2", "#8A8A8A", "#D55E00", "#8A8A8A"
# From little to much, told apart by the colour-blind. Source: Brewer 2003, Blues, https://colorbrewer2.org
SEQUENTIAL = ("#DEEBF7", "#9ECAE1", "#4292C6", "#08519C")
COLOURWAY = (ACCENT, TARGET, "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
BANDS = {ACCENT: "rgba(0, 114, 178, 0.15)", BEFORE: "rgba(138, 138, 138, 0.15)"}
CLEAR = "rgba(0, 0, 0, 0)"
VEIL = "rgba(138, 138, 138, 0.12)"
FONT = "Source Sans, Segoe UI, Noto Sans, DejaVu Sans, sans-serif"
_MOST_TICKS = 5
# How many periods from one name on a time axis to the next, so that names stand at a year or its half.
_STEPS = {Grain.MONTH: (1, 2, 3, 6, 12, 24, 60), Grain.QUARTER: (1, 2, 4, 8, 20)}
_A_YEAR = {Grain.MONTH: 12, Grain.QUARTER: 4}
_TARGET_MARGIN = 96
# A target due far ahead must not squeeze the past into a corner.
_LONGEST_AHEAD = 0.2


@dataclass(frozen=True)
class Marks:
    """What is marked on a trend: rollouts with their names, and the target with its levels at this grain."""

    rollouts: tuple[tuple[date, str], ...] = ()
    target: Target | None = None
    levels: tuple[Level, ...] = ()


def marks(
    kpi: Kpi, target: Target | None, grain: Grain, rollouts: tuple[tuple[date, str], ...] = ()
) -> Marks:
    """What is marked on the trend of a KPI, with the levels that its target asks of such periods."""
    return Marks(rollouts, target, levels_at(kpi, target, grain) if target else ())


def middle(series: pd.DataFrame) -> pd.Series:
    """The middle of each period, so that a rollout on its first day stands before its point."""
    return series["start"] + (series["until"] - series["start"]) / 2


def framed(figure: go.Figure, kpi: Kpi, series: pd.DataFrame, grain: Grain, height: int) -> go.Figure:
    """A figure in the shared frame: type, margins, grid, and dates in the reader's language."""
    ticks = _ticks(series[["start", "until"]].drop_duplicates("start").sort_values("start"), grain)
    names = [tick_name(start.date(), grain) for start in ticks["start"]]
    figure.update_xaxes(tickvals=middle(ticks), ticktext=names, showgrid=False, fixedrange=True)
    figure.update_xaxes(range=[series["start"].min(), series["until"].max()])
    figure.update_yaxes(zeroline=False, fixedrange=True, automargin=True)
    figure.update_yaxes(rangemode="tozero" if kpi.from_zero else "normal")
    return laid_out(figure, height)


def _ticks(periods: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """The periods that are named along an axis: few enough for a phone."""
    fitting = -(-len(periods) // _MOST_TICKS) or 1
    if grain not in _STEPS:
        return periods.iloc[::fitting]
    step = next((step for step in _STEPS[grain] if step >= fitting), fitting)
    a_year = _A_YEAR[grain]
    places = periods["start"].dt.year * a_year + (periods["start"].dt.month - 1) * a_year // 12
    return periods[places % step == 0]


def tick_name(start: date, grain: Grain) -> str:
    """A period's name along an axis, its year below it; a week by its first day."""
    *before, year = formats.period(start, "day" if grain is Grain.WEEK else grain.value).split()
    return f"{' '.join(before)}<br>{year}" if before else year


def laid_out(figure: go.Figure, height: int) -> go.Figure:
    """A figure in the type, margins and colours that all charts share.

    Its ground is left to the page, so that a picture of it has the page's own.
    """
    figure.update_layout(
        height=height,
        margin={"l": 8, "t": 64, "b": 8},
        showlegend=False,
        separators=formats.separators(),
        font={"family": FONT, "size": 14},
        hoverlabel={"font": {"family": FONT}},
        colorway=COLOURWAY,
        plot_bgcolor=CLEAR,
        bargap=0.3,
    )
    return figure


def mark_rollout(figure: go.Figure, day: date, name: str = "", anchor: str = "left") -> None:
    """A rollout as a vertical line, named above it on the side that ``anchor`` leaves free."""
    figure.add_shape(
        type="line",
        x0=pd.Timestamp(day),
        x1=pd.Timestamp(day),
        y0=0,
        y1=1,
        yref="y domain",
        line={"color": ROLLOUT, "width": 1.5},
        row=1,
        col=1,
    )
    if name:
        told = f"{formats.escaped(name)}<br>{formats.day(day)}"
        name_above(figure, pd.Timestamp(day), told, ROLLOUT, shift=20, anchor=anchor)


def side_of_name(day: date, series: pd.DataFrame) -> str:
    """On which side of a day there is more room for its name."""
    middle_day = series["start"].min() + (series["until"].max() - series["start"].min()) / 2
    return "right" if pd.Timestamp(day) > middle_day else "left"


def mark_blanks(figure: go.Figure, series: pd.DataFrame, grain: Grain) -> None:
    """Stretches without data as a veil over the chart that says so where one points at it."""
    found = blanks(series)
    height = series["value"].mean()
    # All at once: each shape that is added alone copies those before it, and days have hundreds of blanks.
    figure.update_layout(shapes=[*figure["layout"]["shapes"], *map(_veil, found)])
    figure.add_scatter(
        x=[pd.Timestamp(blank.first) + (blank.last - blank.first) / 2 for blank in found],
        y=[height] * len(found),
        mode="markers",
        marker={"size": 24, "opacity": 0},
        customdata=[_("%(period)s: no data") % {"period": blank.text(grain)} for blank in found],
        hovertemplate="%{customdata}<extra></extra>",
        row=1,
        col=1,
    )


def _veil(blank: Blank) -> go.layout.Shape:
    """The rectangle over a stretch without data, as high as the upper chart."""
    first, after = pd.Timestamp(blank.first), pd.Timestamp(blank.last) + pd.Timedelta(days=1)
    ends = {"x0": first, "x1": after, "y0": 0, "y1": 1, "xref": "x", "yref": "y domain"}
    return go.layout.Shape(type="rect", **ends, fillcolor=VEIL, line_width=0, layer="below")


def mark_level(figure: go.Figure, kpi: Kpi, side: Summary, colour: str, name: str) -> None:
    """A level over the days of one side as a dotted line, named above the chart."""
    first, last = pd.Timestamp(side.first), pd.Timestamp(side.last)
    _level_line(figure, side.value, first, last, {"color": colour, "width": 2, "dash": "dot"})
    name_level(figure, kpi, side, colour, name)


def name_level(figure: go.Figure, kpi: Kpi, side: Summary, colour: str, name: str) -> None:
    """The value of one side, named above the chart at the rollout."""
    first, last = pd.Timestamp(side.first), pd.Timestamp(side.last)
    text = f"<b>{name} {kpi.text(side.value)}</b>"
    # Grown away from the rollout, the two names can't meet.
    if colour == BEFORE:
        name_above(figure, last, text, colour, anchor="right")
    else:
        name_above(figure, first, text, colour)


def mark_target(figure: go.Figure, kpi: Kpi, marks: Marks, series: pd.DataFrame) -> None:
    """The target as a stepped line from its baseline on, dashed until its date, its value at its end."""
    if marks.target is None or not marks.levels or series.empty:
        return
    begin, end = series["start"].min(), series["until"].max()
    seen = end + _LONGEST_AHEAD * (end - begin)
    shown = [level for level in marks.levels if pd.Timestamp(level.first or begin) <= seen]
    steps = [_within(level, begin, seen) for level in shown]
    last, value = steps[-1][1], shown[-1].value
    right, line = max(end, last), {"color": TARGET, "width": 2}
    heights = [level.value for level in shown for __ in range(2)]
    days = [day for step in steps for day in step]
    figure.add_scatter(
        x=days, y=heights, mode="lines", line=line | {"dash": "dash"}, hoverinfo="skip", row=1, col=1
    )
    _level_line(figure, value, last, right, line | {"width": 1, "dash": "dot"})
    figure.update_xaxes(range=[begin, right])
    for level, (__, until) in zip(shown[:-1], steps[:-1], strict=True):
        if until > begin:
            _on_step(figure, until, level.value, kpi.text(level.value))
    _beside(figure, right, value, _target_words(kpi, shown[-1].last, value))


def _within(level: Level, begin: pd.Timestamp, seen: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The days of a level that a chart shows."""
    first, last = max(pd.Timestamp(level.first or begin), begin), min(pd.Timestamp(level.last), seen)
    return min(first, max(last, begin)), max(last, begin)


def _on_step(figure: go.Figure, at: pd.Timestamp, value: float, text: str) -> None:
    """The value of a step on the way, above its end."""
    figure.add_annotation(
        x=at,
        y=value,
        xanchor="right",
        yanchor="bottom",
        showarrow=False,
        text=text,
        font={"color": TARGET, "size": 12},
        row=1,
        col=1,
    )


def _target_words(kpi: Kpi, due: date, value: float) -> str:
    words = {"value": kpi.text(value), "due": formats.day(due)}
    return _("target<br><b>%(value)s</b><br>%(due)s") % words


def _beside(figure: go.Figure, at: pd.Timestamp, value: float, text: str) -> None:
    """Words to the right of a line's end, in a margin kept for them."""
    figure.update_layout(margin_r=_TARGET_MARGIN)
    figure.add_annotation(
        x=at,
        y=value,
        xanchor="left",
        xshift=6,
        yanchor="middle",
        align="left",
        showarrow=False,
        text=text,
        font={"color": TARGET, "size": 13},
        row=1,
        col=1,
    )


def _level_line(
    figure: go.Figure, value: float, first: pd.Timestamp, last: pd.Timestamp, line: dict[str, Any]
) -> None:
    figure.add_scatter(
        x=[first, last], y=[value, value], mode="lines", line=line, hoverinfo="skip", row=1, col=1
    )


def told_above(figure: go.Figure, told: str, colour: str | None = None, shift: int = 4) -> go.Figure:
    """Words above all of a chart, from its left edge on, ``shift`` pixels higher."""
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        align="left",
        yshift=shift,
        showarrow=False,
        text=told,
        font={"size": 13, "color": colour},
    )
    return figure


def name_above(
    figure: go.Figure, at: pd.Timestamp, text: str, colour: str, shift: int = 0, anchor: str = "left"
) -> None:
    """Words above the chart, ``shift`` pixels higher, that begin or end at a day."""
    figure.add_annotation(
        x=at,
        y=1,
        yref="y domain",
        xanchor=anchor,
        align=anchor,
        yanchor="bottom",
        yshift=shift + 4,
        showarrow=False,
        text=text,
        font={"size": 13, "color": colour},
        row=1,
        col=1,
    )
