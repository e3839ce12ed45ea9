"""The forest plot: every KPI's shift on one axis, better to the right, with its interval."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from metrics.chart import ACCENT, BEFORE, TARGET, laid_out
from metrics.impact import forest_words as told
from metrics.impact.forest import Forest, Row
from metrics.impact.verdict import Kind

_ROW, _HEAD = 30, 96
_MARKS = {
    Kind.IMPROVED: (ACCENT, "circle"),
    Kind.WORSENED: (TARGET, "diamond"),
    Kind.NO_CHANGE: (BEFORE, "circle-open"),
}
_LEAST_REACH, _ROOM = 2.0, 1.15
# Where the words and the numbers beside a row stand, in pixels from its end.
_SIZES, _BESIDE = 260, 384


def forest_plot(found: Forest) -> go.Figure:
    """The rows of a forest as points with their intervals, the most improved on top."""
    figure = go.Figure()
    rows = found.rows
    reach = _reach(rows)
    for kind, (colour, symbol) in _MARKS.items():
        _points(figure, found.of(kind), colour, symbol)
    figure.add_vline(x=0, line={"color": BEFORE, "width": 1.5})
    for row in rows:
        _beside(figure, row)
    figure.update_xaxes(
        range=[-reach, reach],
        side="top",
        fixedrange=True,
        zeroline=False,
        title_text=_("← worse · usual ups and downs of a month · better →"),
    )
    names = [row.impact.kpi.key for row in rows][::-1]
    titles = [formats.escaped(row.impact.kpi.title) for row in rows][::-1]
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names,
        tickvals=names,
        ticktext=titles,
        range=[-0.6, len(rows) - 0.4],
        showgrid=True,
        fixedrange=True,
        automargin=True,
    )
    figure = laid_out(figure, _HEAD + _ROW * len(rows))
    return figure.update_layout(margin={"t": 64, "b": 8, "r": _BESIDE}, clickmode="event+select")


def _reach(rows: tuple[Row, ...]) -> float:
    """How far the axis goes on either side: all points are in it, and most of the intervals."""
    points = [abs(row.shift) for row in rows]
    ends = sorted(max(abs(row.low), abs(row.high)) for row in rows)
    # One interval without end must not squeeze all others.
    usual = ends[int(0.9 * (len(ends) - 1))]
    return _ROOM * max(_LEAST_REACH, usual, *points)


def _points(figure: go.Figure, rows: list[Row], colour: str, symbol: str) -> None:
    figure.add_scatter(
        x=[row.shift for row in rows],
        y=[row.impact.kpi.key for row in rows],
        mode="markers",
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"color": colour, "width": 2}},
        error_x={
            "type": "data",
            "array": [row.high - row.shift for row in rows],
            "arrayminus": [row.shift - row.low for row in rows],
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        customdata=[row.impact.kpi.key for row in rows],
        text=[_hover(row) for row in rows],
        hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _hover(row: Row) -> str:
    lines = (row.impact.kpi.title, told.word(row), told.shift(row.impact), told.behind(row.impact))
    return "<br>".join(formats.escaped(line) for line in lines if line)


def _beside(figure: go.Figure, row: Row) -> None:
    """The verdict and the change in the KPI's own unit, at the end of its row."""
    colour, _symbol = _MARKS[row.kind]
    words = {"word": told.word(row), "change": told.change(row.impact)}
    text = _("%(change)s · %(word)s") % words
    is_clear = row.kind is not Kind.NO_CHANGE
    font = {"size": 13, "color": colour} if is_clear else {"size": 13}
    _at_the_end(figure, row, f"<b>{text}</b>" if is_clear else text, font, 8)
    _at_the_end(figure, row, told.sizes(row.impact), {"size": 12, "color": BEFORE}, _SIZES)


def _at_the_end(figure: go.Figure, row: Row, text: str, font: dict[str, Any], shift: int) -> None:
    figure.add_annotation(
        x=1,
        xref="paper",
        y=row.impact.kpi.key,
        xanchor="left",
        xshift=shift,
        showarrow=False,
        align="left",
        text=text,
        font=font,
    )
