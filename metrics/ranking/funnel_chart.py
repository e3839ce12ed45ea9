"""The funnel plot: each member's value by how many rows stand behind it, within the limits of chance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics import sentences
from metrics.chart import ACCENT, BEFORE, TARGET, laid_out
from metrics.ranking.funnel import Funnel, Limits, Ranked, Verdict
from metrics.ranking.words import verdict

# With more members, only those that stand out are named.
MOST_NAMED = 8
_POINTS = 60
# The sign tells whether a member lies above or below the limits; word and colour whether that is better.
_COLOURS = {
    Verdict.BETTER: ACCENT,
    Verdict.WORSE: TARGET,
    Verdict.HIGHER: ACCENT,
    Verdict.LOWER: ACCENT,
    Verdict.CHANCE: BEFORE,
    Verdict.TOO_FEW: BEFORE,
}
_SHORT = {
    Verdict.BETTER: mark("better"),
    Verdict.WORSE: mark("worse"),
    Verdict.HIGHER: mark("higher"),
    Verdict.LOWER: mark("lower"),
}


def funnel_plot(found: Funnel, names: Mapping[str, str]) -> go.Figure:
    """The members of a dimension as points within the limits of chance."""
    figure = go.Figure()
    most = max(one.n for one in found.members)
    _limit_lines(figure, found, most)
    _points(figure, found, names)
    figure.update_xaxes(title_text=_("rows behind it"), range=[0, 1.12 * most], showgrid=False)
    figure.update_yaxes(title_text=found.kpi.axis, range=_heights(found), automargin=True)
    figure.update_xaxes(fixedrange=True, zeroline=False)
    figure.update_yaxes(fixedrange=True, zeroline=False)
    return laid_out(figure, 460).update_layout(margin={"t": 24, "r": 84})


def _limit_lines(figure: go.Figure, found: Funnel, most: float) -> None:
    least = max(2.0, min(one.n for one in found.members) / 2)
    sizes = np.unique(np.geomspace(least, 1.1 * most, _POINTS).round())
    limits = [found.limits(size) for size in sizes]
    outer = {"color": BEFORE, "width": 1.5}
    inner = {"color": BEFORE, "width": 1, "dash": "dot"}
    for name, line in (
        ("inner_low", inner),
        ("inner_high", inner),
        ("outer_low", outer),
        ("outer_high", outer),
    ):
        heights = [getattr(limit, name) for limit in limits]
        figure.add_scatter(x=sizes, y=heights, mode="lines", line=line, hoverinfo="skip")
    figure.add_hline(y=found.centre, line={"color": BEFORE, "width": 1, "dash": "dash"})
    _named_at_the_end(figure, found, limits[-1])


def _named_at_the_end(figure: go.Figure, found: Funnel, last: Limits) -> None:
    # In two lines, as there is little room beside the chart.
    limits = _("limits of chance").replace(" ", "<br>", 1)
    for height, text in (
        (last.outer_high, limits),
        (found.centre, _("all: %(value)s") % {"value": found.kpi.text(found.centre)}),
        (last.outer_low, limits),
    ):
        figure.add_annotation(
            x=1,
            xref="paper",
            y=height,
            text=text,
            showarrow=False,
            xanchor="left",
            xshift=4,
            align="left",
            font={"size": 12},
        )


def _points(figure: go.Figure, found: Funnel, names: Mapping[str, str]) -> None:
    members = found.members
    colours = [_COLOURS[one.verdict] for one in members]
    figure.add_scatter(
        x=[one.n for one in members],
        y=[one.value for one in members],
        mode="markers+text",
        text=[_label(found, one, formats.escaped(names[one.member])) for one in members],
        # A label may lie on a line: a shadow of the page's colour keeps it readable.
        textfont={"shadow": "auto"},
        textposition=["top center" if one.value >= found.centre else "bottom center" for one in members],
        marker={
            "symbol": [_symbol(one) for one in members],
            "size": 12,
            "color": colours,
            "line": {"color": colours, "width": 2},
        },
        customdata=[_hover(found, one, formats.escaped(names[one.member])) for one in members],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _symbol(one: Ranked) -> str:
    if one.verdict is Verdict.TOO_FEW:
        return "circle-open"
    if one.verdict is Verdict.CHANCE:
        return "circle"
    return "triangle-up" if one.value > one.limits.outer_high else "triangle-down"


def _label(found: Funnel, one: Ranked, name: str) -> str:
    """The name with what sets the member apart; of many, only those are named that stand out."""
    if one.verdict in _SHORT:
        return f"{name}: <b>{_(_SHORT[one.verdict])}</b>"
    return name if len(found.members) <= MOST_NAMED else ""


def _hover(found: Funnel, one: Ranked, name: str) -> str:
    behind = sentences.counted(found.kpi, one.n)
    return f"{name}: {found.kpi.text(one.value)}<br>{behind}<br>{verdict(found, one)}"


def _heights(found: Funnel) -> list[float]:
    """An axis that holds all members, and the limits as far as they help to read them."""
    values = [one.value for one in found.members]
    middle = [one.limits for one in found.members if one.verdict is not Verdict.TOO_FEW]
    low = min([*values, *(limit.outer_low for limit in middle)])
    high = max([*values, *(limit.outer_high for limit in middle)])
    room = 0.12 * (high - low or 1)
    return [low - room, high + room]
