"""The chart of a change taken apart: from the value then to the value now, a step an effect."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from metrics.change.contributions import Contributions, Effect, rounded
from metrics.chart import ACCENT, BEFORE, TARGET, laid_out
from metrics.kpi import Kpi
from metrics.series import Summary
from metrics.span_names import told as span_told

MOST_STEPS = 6
_ROW, _REST = 44, 76
_NAME_WIDTH = 16
# Room beside the longest bar for its number, as a share of what all bars span.
_ROOM = 0.3


@dataclass(frozen=True)
class Step:
    """A step of the way: by how much, and what is told of it on a touch."""

    name: str
    size: float
    about: str


def steps(found: Contributions, names: Mapping[str, str]) -> list[Step]:
    """The members' own changes, the largest first, the small ones together; then the change of the mix."""
    found = rounded(found)
    ordered = sorted(found.effects, key=lambda effect: -abs(effect.rate))
    moved = [effect for effect in ordered if effect.rate]
    shown = moved if len(moved) <= MOST_STEPS else moved[: MOST_STEPS - 1]
    told = [Step(names[one.member], one.rate, _about(found.kpi, one)) for one in shown]
    others = moved[len(shown) :]
    if others:
        total = sum(one.rate for one in others)
        told.append(Step(_("the others"), total, formats.number(len(others))))
    if not found.kpi.adds_up:
        told.append(Step(_("change of mix"), found.mix, _("members weigh more or less than before")))
    return told


def _about(kpi: Kpi, effect: Effect) -> str:
    return f"{kpi.text(effect.before)} → {kpi.text(effect.after)}"


def waterfall(found: Contributions, names: Mapping[str, str]) -> go.Figure:
    """From the value of the earlier span, step by step, to that of the later one."""
    before, after = found.contrast.before, found.contrast.after
    if before is None or after is None:
        raise ValueError("a change taken apart has a value on both sides")
    way = steps(found, names)
    edges = pd.Series([before.value, *(step.size for step in way)]).cumsum().to_list()
    figure = go.Figure()
    _bars(figure, found, way, edges)
    _end(figure, found.kpi, before, 0, left=after.value < before.value)
    _end(figure, found.kpi, after, len(way) + 1, left=after.value > before.value)
    _links(figure, edges)
    names_of_rows = [_span(before), *(step.name for step in way), _span(after)]
    labels = ["<br>".join(textwrap.wrap(formats.escaped(name), _NAME_WIDTH)) for name in names_of_rows]
    figure.update_yaxes(
        tickvals=list(range(len(labels))), ticktext=labels, range=[len(labels) - 0.5, -0.5], automargin=True
    )
    low, high = min(edges), max(edges)
    room = _ROOM * (high - low or abs(high) or 1)
    figure.update_xaxes(range=[low - room, high + room], title_text=found.kpi.axis, nticks=5)
    figure.update_xaxes(fixedrange=True, zeroline=False)
    figure.update_yaxes(fixedrange=True, showgrid=False, zeroline=False)
    return laid_out(figure, _REST + _ROW * len(labels)).update_layout(margin={"t": 16, "r": 16, "b": 8})


def _bars(figure: go.Figure, found: Contributions, way: list[Step], edges: list[float]) -> None:
    kpi, decimals = found.kpi, found.decimals
    figure.add_bar(
        orientation="h",
        y=list(range(1, len(way) + 1)),
        x=[step.size for step in way],
        base=edges[:-1],
        marker={"color": [_colour(kpi, step.size) for step in way]},
        width=0.62,
        customdata=[
            [formats.escaped(step.name), kpi.change(step.size, None, decimals), step.about] for step in way
        ],
        hovertemplate="%{customdata[0]}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    )
    for row, (step, edge) in enumerate(zip(way, edges[1:], strict=True), start=1):
        left = step.size < 0
        figure.add_annotation(
            x=edge,
            y=row,
            text=f"<b>{formats.number(step.size, decimals, sign=True)}</b>",
            showarrow=False,
            xanchor="right" if left else "left",
            xshift=-4 if left else 4,
        )


def _colour(kpi: Kpi, size: float) -> str:
    """Blue for the better, orange for the worse, grey where neither is; the sign stands beside it."""
    better = kpi.improves(size)
    if better is None:
        return BEFORE
    return ACCENT if better else TARGET


def _end(figure: go.Figure, kpi: Kpi, side: Summary, row: int, *, left: bool) -> None:
    """Where the way begins or ends, its value on the side where the way doesn't go on."""
    figure.add_scatter(
        x=[side.value],
        y=[row],
        mode="markers",
        marker={"symbol": "diamond", "size": 13, "color": BEFORE},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=side.value,
        y=row,
        text=f"<b>{kpi.text(side.value, side.grain)}</b>",
        showarrow=False,
        xanchor="right" if left else "left",
        xshift=-12 if left else 12,
    )


def _span(side: Summary) -> str:
    return span_told(side.first, side.last)


def _links(figure: go.Figure, edges: list[float]) -> None:
    """Thin lines from the end of a step to the beginning of the next."""
    for row, edge in enumerate(edges):
        figure.add_shape(
            type="line",
            x0=edge,
            x1=edge,
            y0=row,
            y1=row + 1,
            line={"color": BEFORE, "width": 1},
            layer="below",
        )
