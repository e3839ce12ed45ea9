"""The event study: how far those with a policy were from those without, by months since they got it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.chart import ACCENT, BEFORE, ROLLOUT, laid_out
from metrics.impact import branch_words as told
from metrics.impact.branches import Branches
from metrics.kpi import Unit
from metrics.staggered import AtAge

_HEIGHT, _ROOM, _MARGIN = 380, 0.15, 76
# A phone has no room for the names of all months.
_NAMED = frozenset({-6, -3, -1, 1, 3, 6, 9, 12})
# So many of the ends of intervals may lie outside: one wide interval must not squeeze all others.
_OUTSIDE = 0.15
# The policy stands between the last month before it and the first with it.
_POLICY = -0.5


def event_study(found: Branches) -> go.Figure:
    """Points with intervals by month since the policy: before it in grey, with it in colour."""
    figure = go.Figure()
    course = found.course
    for ages, colour in ((course.before, BEFORE), (course.after, ACCENT)):
        _points(figure, found, ages, colour)
    figure.add_hline(y=0, line={"color": BEFORE, "width": 1.5})
    figure.add_vline(x=_POLICY, line={"color": ROLLOUT, "width": 1.5, "dash": "dash"})
    _sides(figure)
    ages = [at.age for at in (*course.before, *course.after)]
    months = {age: age + 1 if age >= 0 else age for age in ages}
    named = [age for age in ages if months[age] in _NAMED]
    figure.update_xaxes(
        title_text=_("months since the policy"),
        tickvals=named,
        ticktext=[formats.number(months[age]) for age in named],
        range=[min(ages) - 0.6, max(ages) + 0.6],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        title_text=_axis(found),
        range=_heights(found),
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    return laid_out(figure, _HEIGHT).update_layout(margin={"t": 32, "r": _MARGIN})


def _axis(found: Branches) -> str:
    """The unit, and which way is better."""
    # A change of a percentage is one in points.
    own = _("points") if found.kpi.unit is Unit.PERCENT else found.kpi.axis
    words = {"unit": _("%") if found.is_ratio else own}
    told = {"higher": _("%(unit)s · higher is better"), "lower": _("%(unit)s · lower is better")}
    return told[found.kpi.better] % words if found.kpi.better else words["unit"]


def _height(found: Branches, value: float) -> float:
    """An effect as it is drawn: a difference in the KPI's unit, or in per cent."""
    return 100 * (found.in_unit(value) - 1) if found.is_ratio else value


def _points(figure: go.Figure, found: Branches, ages: Sequence[AtAge], colour: str) -> None:
    heights = [_height(found, at.value) for at in ages]
    ends = [
        [at.value if end is None else end for at, end in ((at, getattr(at, side)) for at in ages)]
        for side in ("low", "high")
    ]
    low, high = ([_height(found, end) for end in side] for side in ends)
    figure.add_scatter(
        x=[at.age for at in ages],
        y=heights,
        mode="markers",
        marker={"color": colour, "size": 9},
        error_y={
            "type": "data",
            "array": np.subtract(high, heights),
            "arrayminus": np.subtract(heights, low),
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        customdata=[_hover(found, at) for at in ages],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(found: Branches, at: AtAge) -> str:
    words = {"change": told.change(found, at.value), "bounds": told.bounds(found, at.low, at.high)}
    of = ngettext("of %(n)s", "of %(n)s", at.units) % {"n": formats.number(at.units)}
    return formats.escaped(_("%(change)s (%(bounds)s)") % words) + "<br>" + of


def _sides(figure: go.Figure) -> None:
    _zero(figure)
    for anchor, shift, text in (("right", -6, _("before the policy")), ("left", 6, _("with the policy"))):
        figure.add_annotation(
            x=_POLICY,
            y=1,
            yref="paper",
            xanchor=anchor,
            xshift=shift,
            yanchor="bottom",
            showarrow=False,
            text=text,
            font={"size": 13},
        )


def _zero(figure: go.Figure) -> None:
    figure.add_annotation(
        x=1,
        xref="paper",
        y=0,
        xanchor="left",
        xshift=4,
        align="left",
        showarrow=False,
        text=_("as without<br>the policy"),
        font={"size": 12, "color": BEFORE},
    )


def _heights(found: Branches) -> list[float]:
    """An axis that holds all points, and the intervals as far as they help to read them."""
    ages = (*found.course.before, *found.course.after)
    points = [0.0, *(_height(found, at.value) for at in ages)]
    ends = sorted(_height(found, end) for at in ages for end in (at.low, at.high) if end is not None)
    outside = round(_OUTSIDE / 2 * len(ends))
    inner = ends[outside : len(ends) - outside] or [0.0]
    low, high = min([*points, *inner]), max([*points, *inner])
    room = _ROOM * (high - low or 1)
    return [low - room, high + room]
