"""The tornado: what each number does to the outcome over its range, the one that matters most on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from metrics.chart import ACCENT, BEFORE, laid_out
from metrics.worth.assumptions import ASSUMED_BY_KEY
from metrics.worth.rounding import about
from metrics.worth.spread import Range
from metrics.worth.tornado import Swing
from metrics.worth.worth import Worth

_ROW, _FRAME, _BAR = 54, 92, 0.34
# Room beside the longest bar for the words at its ends, as a share of the width of all bars.
_ROOM = 0.42


def tornado_chart(found: Worth, swings: Sequence[Swing]) -> go.Figure:
    """A bar a number from the outcome at one end of its range to that at the other, named above it."""
    rows = list(enumerate(reversed(swings)))
    ends = [0.0, *(end for swing in swings for end in (swing.at_low, swing.at_high))]
    room = _ROOM * (max(ends) - min(ends))
    # In one go: a figure checks all of itself anew at each step of building it.
    figure = go.Figure(
        data=[_bars(rows, measured=True), _bars(rows, measured=False)],
        layout={
            "barmode": "overlay",
            "xaxis": {
                "range": [min(ends) - room, max(ends) + room],
                "title": {"text": axis(found)},
                "tickformat": ",",
                "nticks": 5,
                "fixedrange": True,
                "zeroline": False,
            },
            "yaxis": {"visible": False, "fixedrange": True, "range": [-0.6, len(rows) - 0.1]},
            "annotations": [
                *_now(found),
                *(words for place, swing in rows for words in _named(place, swing)),
            ],
            "shapes": [_upright(0, "dot"), *(_upright(one.value, "solid") for one in _outcome(found))],
        },
    )
    return laid_out(figure, _FRAME + _ROW * len(rows)).update_layout(margin={"t": 28, "r": 8})


def _outcome(found: Worth) -> list[Range]:
    return [one for one in (found.result or found.sales,) if one]


def _now(found: Worth) -> list[dict[str, Any]]:
    """The present outcome, named above its line."""
    return [
        _words(one.value, 1, _("now %(value)s") % {"value": about(one.value)}, 12)
        | {"yref": "paper", "yanchor": "bottom"}
        for one in _outcome(found)
    ]


def _upright(at: float, dash: str) -> dict[str, Any]:
    line = {"color": BEFORE, "width": 1.5, "dash": dash}
    ends = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "layer": "below", "line": line, **ends}


def axis(found: Worth) -> str:
    """What the bars show, with its unit."""
    if found.result is None:
        return _("sales of those kept, in money")
    if found.cost is None:
        return _("left before the policy's cost, in money")
    return _("left after all costs, in money")


def _bars(rows: Sequence[tuple[int, Swing]], *, measured: bool) -> dict[str, Any]:
    shown = [(place, swing) for place, swing in rows if swing.is_measured is measured]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [place for place, __ in shown],
        "x": [swing.width for __, swing in shown],
        "base": [min(swing.at_low, swing.at_high) for __, swing in shown],
        "width": _BAR,
        "marker": {"color": BEFORE if measured else ACCENT},
        "customdata": [hover(swing) for __, swing in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _named(place: int, swing: Swing) -> list[dict[str, Any]]:
    """The name above a bar, and at its ends the values of the range."""
    told = _("%(name)s (measured)") if swing.is_measured else _("%(name)s (supposed)")
    name = f"<b>{told % {'name': formats.escaped(_(swing.name))}}</b>"
    is_up = swing.at_high >= swing.at_low
    left, right = (swing.low, swing.high) if is_up else (swing.high, swing.low)
    at_left, at_right = sorted((swing.at_low, swing.at_high))
    return [
        _words(0, place, name, 13) | {"xref": "paper", "xanchor": "left", "yshift": 20},
        _words(at_left, place, end_text(swing, left), 12) | {"xanchor": "right", "xshift": -6},
        _words(at_right, place, end_text(swing, right), 12) | {"xanchor": "left", "xshift": 6},
    ]


def _words(x: float, y: float, text: str, size: int) -> dict[str, Any]:
    return {"x": x, "y": y, "text": text, "font": {"size": size}, "showarrow": False}


def end_text(swing: Swing, end: float) -> str:
    """A value of a number's range with its unit."""
    if swing.key == "churn":
        return _("%(number)s %%") % {"number": formats.number(100 * end, 2)}
    if swing.is_measured:
        return about(end, whole=swing.key == "kept")
    unit, known = _(ASSUMED_BY_KEY[swing.key].unit), formats.number(end, 0 if float(end).is_integer() else 1)
    money = ASSUMED_BY_KEY[swing.key].is_share and swing.key != "margin"
    return about(end) if money else _("%(number)s %(unit)s") % {"number": known, "unit": unit}


def hover(swing: Swing) -> str:
    """What a bar says in full."""
    words = {
        "name": formats.escaped(_(swing.name)),
        "low": end_text(swing, swing.low),
        "high": end_text(swing, swing.high),
        "at_low": about(swing.at_low),
        "at_high": about(swing.at_high),
    }
    return _("%(name)s<br>%(low)s: %(at_low)s<br>%(high)s: %(at_high)s") % words


def alternative(found: Worth, swings: Sequence[Swing]) -> str:
    """What the chart shows, for those who can't see it."""
    lines = [
        _("%(name)s from %(low)s to %(high)s: from %(at_low)s to %(at_high)s.")
        % {
            "name": _(swing.name),
            "low": end_text(swing, swing.low),
            "high": end_text(swing, swing.high),
            "at_low": about(swing.at_low),
            "at_high": about(swing.at_high),
        }
        for swing in swings
    ]
    return " ".join([_("What each number does to the outcome (%(axis)s):") % {"axis": axis(found)}, *lines])


def most(found: Worth, swings: Sequence[Swing]) -> str:
    """One sentence on what matters most."""
    if not swings:
        return ""
    words = {
        "name": _(swings[0].name),
        "at_low": about(swings[0].at_low),
        "at_high": about(swings[0].at_high),
    }
    return (
        _(
            "What matters most: %(name)s. Over its range alone the outcome goes from %(at_low)s to"
            " %(at_high)s."
        )
        % words
    )
