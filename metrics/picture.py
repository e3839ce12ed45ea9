"""A chart as the picture that is taken of it: dark on white in any theme, titled, with its source.

Plotly takes the picture from the chart on the page. So the chart itself is drawn as the picture is to be, and
``pages/parts/style.css`` shows it without title and ground, in the colours of the theme.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from data.formats import escaped

# As high as the title with two lines below it, in pixels; style.css hides as much.
HEAD = 68
WIDTH = 1000
INK, QUIET, GRID, PAPER = "#1B2530", "#525C67", "#D3DAE2", "#FFFFFF"
# A picture has the machine's letters alone, not those of the page: with those names would be cut at its edge.
FONT = "Segoe UI, Helvetica Neue, Noto Sans, DejaVu Sans, sans-serif"
_TITLE_SIZE, _SOURCE_SIZE, _USUAL_TOP = 17, 12, 64
# Letters of the source that stand in a line.
_LINE = 150


def for_paper(figure: go.Figure, title: str, source: str = "") -> go.Figure:
    """A chart with a head that has its title, and below it what it stands on."""
    made = go.Figure(figure)
    layout: Any = made.layout
    top = _USUAL_TOP if layout.margin.t is None else layout.margin.t
    made.update_layout(
        title=_head(title, source),
        margin_t=top + HEAD,
        paper_bgcolor=PAPER,
        font={"family": FONT, "color": layout.font.color or INK},
        legend_font_color=layout.legend.font.color or INK,
    )
    if layout.height is not None:
        made.update_layout(height=layout.height + HEAD)
    made.for_each_xaxis(_inked)
    made.for_each_yaxis(_inked)
    return made


def _head(title: str, source: str) -> dict[str, Any]:
    lines = "<br>".join(escaped(line) for line in wrap(source, _LINE)[:2])
    return {
        "text": f"<b>{escaped(title)}</b>",
        "font": {"size": _TITLE_SIZE, "color": INK},
        "subtitle": {"text": lines, "font": {"size": _SOURCE_SIZE, "color": QUIET}},
        "x": 0.008,
        "xanchor": "left",
        "xref": "container",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 12},
    }


def _inked(axis: Any) -> None:
    """An axis in the colours of paper, but for what has a colour of its own."""
    axis.gridcolor = axis.gridcolor or GRID
    axis.tickfont.color = axis.tickfont.color or QUIET
    axis.title.font.color = axis.title.font.color or QUIET
