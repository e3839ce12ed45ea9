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
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.series import Summary

ACCENT, BEFORE, TARGET, ROLLOUT = "#0072B2", "#8A8A8A", "#D55E00", "#8A8A8A"
COLOURWAY = (ACCENT, TARGET, "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
BANDS = {ACCENT: "rgba(0, 114, 178, 0.15)", BEFORE: "rgba(138, 138, 138, 0.15)"}
CLEAR = "rgba(0, 0, 0, 0)"
FONT = "Source Sans, Segoe UI, Noto Sans, DejaVu Sans, sans-serif"
_MOST_TICKS = 8
_TARGET_MARGIN = 96
# A target due far ahead must not squeeze the past into a corner.
_LONGEST_AHEAD = 0.2


@dataclass(frozen=True)
class Marks:
    """What is marked on a trend: rollouts with their names, and the target with its value at this grain."""

    rollouts: tuple[tuple[date, str], ...] = ()
    target: Target | None = None
    target_value: float | None = None


def middle(series: pd.DataFrame) -> pd.Series:
    """The middle of each period, so that a rollout on its first day stands before its point."""
    return series["start"] + (series["until"] - series["start"]) / 2


def framed(figure: go.Figure, kpi: Kpi, series: pd.DataFrame, grain: Grain, height: int) -> go.Figure:
    """A figure in the shared frame: type, margins, grid, and dates in the reader's language."""
    periods = series[["start", "until"]].drop_duplicates("start").sort_values("start")
    ticks = periods.iloc[:: max(1, -(-len(periods) // _MOST_TICKS))]
    names = [formats.period(start.date(), grain.value) for start in ticks["start"]]
    figure.update_xaxes(tickvals=middle(ticks), ticktext=names, showgrid=False, fixedrange=True)
    figure.update_xaxes(range=[series["start"].min(), series["until"].max()])
    figure.update_yaxes(zeroline=False, fixedrange=True, automargin=True)
    figure.update_yaxes(rangemode="tozero" if kpi.from_zero else "normal")
    figure.update_layout(
        height=height,
        margin={"l": 8, "t": 64, "b": 8},
        showlegend=False,
        separators=formats.separators(),
        font={"family": FONT, "size": 14},
        hoverlabel={"font": {"family": FONT}},
        colorway=COLOURWAY,
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        bargap=0.3,
    )
    return figure


def mark_rollout(figure: go.Figure, day: date, name: str = "") -> None:
    """A rollout as a vertical line, named above it."""
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
        _above(figure, pd.Timestamp(day), f"{formats.escaped(name)} · {formats.day(day)}", ROLLOUT, shift=22)


def mark_level(figure: go.Figure, kpi: Kpi, side: Summary, colour: str, name: str) -> None:
    """A level over the days of one side as a dotted line, named above the chart."""
    first, last = pd.Timestamp(side.first), pd.Timestamp(side.last)
    _level_line(figure, side.value, first, last, {"color": colour, "width": 2, "dash": "dot"})
    text = f"<b>{name} {kpi.text(side.value)}</b>"
    # Grown away from the rollout, the two names can't meet.
    if colour == BEFORE:
        _above(figure, last, text, colour, anchor="right")
    else:
        _above(figure, first, text, colour)


def mark_target(figure: go.Figure, kpi: Kpi, marks: Marks, series: pd.DataFrame) -> None:
    """The target as a line from its baseline on, dashed until its date, its value written at its end."""
    if marks.target is None or marks.target_value is None or series.empty:
        return
    begin, end = series["start"].min(), series["until"].max()
    due = pd.Timestamp(marks.target.due)
    first, seen = pd.Timestamp(marks.target.baseline_to or begin), end + _LONGEST_AHEAD * (end - begin)
    first, last, right = max(first, begin), min(due, seen), max(end, min(due, seen))
    value, line = marks.target_value, {"color": TARGET, "width": 2}
    _level_line(figure, value, min(first, last), last, line | {"dash": "dash"})
    _level_line(figure, value, last, right, line | {"width": 1, "dash": "dot"})
    figure.update_xaxes(range=[begin, right])
    _beside(figure, right, value, _target_words(kpi, marks.target.due, value))


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


def _above(
    figure: go.Figure, at: pd.Timestamp, text: str, colour: str, shift: int = 0, anchor: str = "left"
) -> None:
    figure.add_annotation(
        x=at,
        y=1,
        yref="y domain",
        xanchor=anchor,
        yanchor="bottom",
        yshift=shift + 4,
        showarrow=False,
        text=text,
        font={"size": 13, "color": colour},
        row=1,
        col=1,
    )
