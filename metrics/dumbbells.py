"""Rows of two dots on one scale, each with its interval: before and since, or how two sides see the same.

The name of a row stands above it, so that it never takes the width that a phone hasn't got.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data import formats
from metrics.chart import BEFORE, VEIL, laid_out

_ROW, _EDGES, _TOP = 58, 70, 40
_NAME_ABOVE = 23
_BELOW, _ABOVE = 0.4, 0.75
_MARGIN = 0.02
# The two sides of a row stand so far apart that neither hides the other's interval.
_ASIDE = 0.09


@dataclass(frozen=True)
class Dot:
    """A value with its interval, and what is told where one points at it; bounds None without an interval."""

    value: float
    low: float | None
    high: float | None
    told: str


@dataclass(frozen=True)
class Row:
    """A named row.

    told            the words at its right end
    first, second   its two dots, either of which may be missing
    is_joined       whether a line leads from one to the other: not where nothing can be told of the two
    """

    name: str
    told: str
    first: Dot | None
    second: Dot | None
    is_joined: bool = True


@dataclass(frozen=True)
class Side:
    """How the dots of one side look, and what the legend calls them."""

    name: str
    colour: str
    symbol: str


@dataclass(frozen=True)
class Axis:
    """The scale that both sides are on."""

    title: str
    low: float
    high: float
    step: float


def dumbbells(rows: Sequence[Row], sides: tuple[Side, Side], axis: Axis) -> go.Figure:
    """The rows from top to bottom in the order given."""
    figure = go.Figure()
    places = dict(enumerate(rows))
    for row_at, row in places.items():
        _joined(figure, row_at, row)
        _named(figure, row_at, row)
    drawn = 0
    for side, dots in (
        (sides[0], {place - _ASIDE: row.first for place, row in places.items() if row.first}),
        (sides[1], {place + _ASIDE: row.second for place, row in places.items() if row.second}),
    ):
        if dots:
            _dots(figure, side, dots)
            drawn += 1
    # Nothing shows them: they name the rows in the data of the chart.
    names = {"tickvals": list(places), "ticktext": [formats.escaped(row.name) for row in rows]}
    figure.update_yaxes(visible=False, **names, range=[len(rows) - 1 + _BELOW, -_ABOVE], fixedrange=True)
    figure.update_xaxes(
        title=axis.title,
        range=[axis.low - _MARGIN * (axis.high - axis.low), axis.high + _MARGIN * (axis.high - axis.low)],
        tick0=axis.low,
        dtick=axis.step,
        gridcolor=VEIL,
        fixedrange=True,
        zeroline=False,
    )
    laid_out(figure, _EDGES + _TOP + _ROW * len(rows))
    legend = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "itemclick": False}
    return figure.update_layout(margin={"t": _TOP, "r": 8}, legend=legend, showlegend=drawn > 1)


def _joined(figure: go.Figure, place: int, row: Row) -> None:
    """A thin line from one dot to the other."""
    if row.first and row.second and row.is_joined:
        figure.add_scatter(
            x=[row.first.value, row.second.value],
            y=[place - _ASIDE, place + _ASIDE],
            mode="lines",
            line={"color": BEFORE, "width": 1, "dash": "dot"},
            hoverinfo="skip",
            showlegend=False,
        )


def _named(figure: go.Figure, place: int, row: Row) -> None:
    for at, anchor, text in ((0, "left", f"<b>{formats.escaped(row.name)}</b>"), (1, "right", row.told)):
        figure.add_annotation(
            x=at,
            xref="paper",
            xanchor=anchor,
            y=place,
            yshift=_NAME_ABOVE,
            showarrow=False,
            text=text,
            font={"size": 13},
        )


def _dots(figure: go.Figure, side: Side, dots: Mapping[float, Dot]) -> None:
    values = list(dots.values())
    figure.add_scatter(
        x=[dot.value for dot in values],
        y=list(dots),
        mode="markers",
        name=side.name,
        marker={
            "symbol": side.symbol,
            "size": 12,
            "color": side.colour,
            "line": {"color": side.colour, "width": 2},
        },
        error_x={
            "type": "data",
            "array": [dot.high - dot.value if dot.high is not None else 0 for dot in values],
            "arrayminus": [dot.value - dot.low if dot.low is not None else 0 for dot in values],
            "color": side.colour,
            "thickness": 2,
            "width": 0,
        },
        customdata=[dot.told for dot in values],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
