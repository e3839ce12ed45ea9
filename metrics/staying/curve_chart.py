"""Survival curves of customers: of all, before a rollout and since, and by members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import ngettext, pgettext
from metrics.amounts import AMOUNTS
from metrics.chart import ACCENT, BANDS, BEFORE, COLOURWAY, TARGET, laid_out
from metrics.staying.curves import Group, Rollout, Split

MOST_LINES = len(COLOURWAY)
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
# Months between the points of a curve: finer than anybody can see.
_STEP = 0.25
_LINE, _THIN, _QUIET = 2.5, 1.25, BEFORE


def rollout_curves(found: Rollout) -> go.Figure:
    """The curves before a rollout, in grey, and since, in colour, with their intervals."""
    figure = go.Figure()
    sides = (
        (found.before, BEFORE, "dot", _("before")),
        (found.after, ACCENT, "solid", _("since the rollout")),
    )
    for group, colour, dash, name in sides:
        _band(figure, group, colour)
        _curve(figure, group, colour, dash, name)
    return _of_months(figure, [found.before, found.after])


def single_curve(group: Group) -> go.Figure:
    """The curve of all customers with its interval."""
    figure = go.Figure()
    _band(figure, group, ACCENT)
    _curve(figure, group, ACCENT, "solid", pgettext("customers", "all"))
    return _of_months(figure, [group])


def split_curves(found: Split, names: Mapping[str, str]) -> go.Figure:
    """The curves of the members with most customers: the two that lie furthest apart in colour."""
    figure = go.Figure()
    told = [group for group in found.groups if group.curve][:MOST_LINES]
    apart = furthest(told)
    # What is drawn last lies on top.
    for group, dash in sorted(zip(told, _DASHES, strict=False), key=lambda one: one[0].name in apart):
        colour = apart.get(group.name, _QUIET)
        width = _LINE if group.name in apart else _THIN
        _curve(figure, group, colour, dash, names.get(group.name, group.name), width)
    return _of_months(figure, told)


def furthest(groups: Sequence[Group]) -> dict[str, str]:
    """The names of the groups with most and fewest still there, with their colours; of two all have one.

    Looked at where the shortest of the curves ends.
    """
    if len(groups) < 2:
        return {group.name: ACCENT for group in groups}
    month = min(group.reach for group in groups)
    left = {group.name: _survival(group, month) for group in groups}
    return {max(left, key=left.__getitem__): ACCENT, min(left, key=left.__getitem__): TARGET}


def _survival(group: Group, month: float) -> float:
    """The percentage still there at a month; where the curve begins later, at its beginning."""
    at = _at(group)
    place = int(np.searchsorted(at["time"].to_numpy(), month, side="right")) - 1
    return float(at["survival"].to_numpy()[max(place, 0)])


def _of_months(figure: go.Figure, groups: Sequence[Group]) -> go.Figure:
    reach = max((group.reach for group in groups), default=1.0)
    ticks = 12 if reach > 24 else 6 if reach > 12 else 1
    ticks = ticks if reach / ticks <= 12 else 24
    figure.update_xaxes(
        # To the next tick, so that the axis ends where a number stands.
        range=[0, ticks * ceil(reach / ticks)],
        dtick=ticks,
        title_text=_("months as a customer"),
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[0, 103],
        title_text=_("% still there"),
        dtick=25,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    figure = laid_out(figure, 400)
    return figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0, "traceorder": "normal"},
        margin={"t": 56, "r": 16},
    )


def _at(group: Group) -> pd.DataFrame:
    """A curve at evenly spread months: time, survival, low and high."""
    assert group.curve is not None
    times = np.append(np.arange(group.curve.since, group.reach, _STEP), group.reach)
    points = group.curve.points
    places = np.searchsorted(points["time"].to_numpy(), times, side="right")
    at = {name: np.append(1.0, points[name].to_numpy())[places] for name in ("survival", "low", "high")}
    return pd.DataFrame({"time": times, **{name: 100 * values for name, values in at.items()}})


def _curve(figure: go.Figure, group: Group, colour: str, dash: str, name: str, width: float = _LINE) -> None:
    if group.curve is None:
        return
    at = _at(group)
    n = ngettext("%(n)s customer", "%(n)s customers", group.n) % {"n": formats.number(group.n)}
    title = _("%(name)s · %(n)s") % {"name": formats.escaped(name), "n": n}
    figure.add_scatter(
        x=at["time"],
        y=at["survival"],
        mode="lines",
        name=title,
        line={"color": colour, "width": width, "dash": dash, "shape": "hv"},
        customdata=[_point(formats.escaped(name), row) for row in at.to_dict("records")],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _point(name: str, row: Mapping[Any, float]) -> str:
    words = {"name": name, "months": AMOUNTS["months"].told(row["time"], 1)}
    words |= {key: formats.number(row[key], 1) for key in ("survival", "low", "high")}
    return _("%(name)s, after %(months)s: %(survival)s %% still there (%(low)s to %(high)s)") % words


def _band(figure: go.Figure, group: Group, colour: str) -> None:
    if group.curve is None:
        return
    at = _at(group)
    outline = {"mode": "lines", "line": {"width": 0, "shape": "hv"}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(x=at["time"], y=at["low"], **outline)
    figure.add_scatter(x=at["time"], y=at["high"], fill="tonexty", fillcolor=BANDS[colour], **outline)
