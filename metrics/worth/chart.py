"""The tornado: what each number does to the outcome over its range, the one that matters most on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics.chart import ACCENT, BEFORE, laid_out
from metrics.worth import table
from metrics.worth.assumptions import ASSUMED_BY_KEY
from metrics.worth.customers_kept import Way
from metrics.worth.rounding import about
from metrics.worth.tornado import Swing
from metrics.worth.worth import Worth

_ROW, _FRAME, _BAR = 76, 104, 0.3
# Where the two lines of words begin above the middle of a bar, in pixels.
_NAME, _VALUES = 40, 22
# Room beside the longest bar, as a share of the width of all bars.
_ROOM = 0.06
_NAMES = {Way.PLAIN: mark("against<br>before"), Way.BESIDE: mark("beside<br>trend")}


def tornado_chart(found: Worth, swings: Sequence[Swing]) -> go.Figure:
    """A bar a number from the outcome at one end of its range to that at the other, named above it."""
    rows = list(enumerate(reversed(swings)))
    now = [one.outcome for one in found.readings]
    ends = [0.0, *now, *(end for swing in swings for end in (swing.at_low, swing.at_high))]
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
                # Lines through the whole chart would cross the words above the bars.
                "showgrid": False,
            },
            "yaxis": {"visible": False, "fixedrange": True, "range": [-0.4, len(rows) - 0.3]},
            "annotations": [
                *_now(found, len(rows)),
                *(words for place, swing in rows for words in _named(place, swing)),
            ],
            "shapes": [
                *(_upright(0, place, "dot") for place, __ in rows),
                *(_upright(at, place, "solid") for at in now for place, __ in rows),
            ],
        },
    )
    return laid_out(figure, _FRAME + _ROW * len(rows)).update_layout(margin={"t": 48, "r": 8})


def _now(found: Worth, rows: int) -> list[dict[str, Any]]:
    """The present outcome of each reading, named above its line, away from the other's name."""
    ordered = sorted(found.readings, key=lambda one: one.outcome)
    told: list[dict[str, Any]] = []
    for one, side in zip(ordered, ("right", "left"), strict=False):
        value = _outcome(found, one.outcome)
        if len(ordered) == 1:
            text, side = _("now %(value)s") % {"value": value}, "center"
        else:
            text = f"{_(_NAMES[one.way])}<br><b>{value}</b>"
        words = _words(one.outcome, 1, text, 12) | {"yref": "paper", "yanchor": "bottom", "xanchor": side}
        told.append(words | {"align": side})
    return told


def _outcome(found: Worth, value: float) -> str:
    return table.money(found, value)


def around(found: Worth) -> str:
    """From where the bars are drawn, where there are two outcomes to draw them from."""
    if len(found.readings) < 2 or found.inputs is None or found.sales is None:
        return ""
    first, other = found.readings
    words = {
        "kept": about(first.kept.value, whole=True),
        "value": _outcome(found, first.outcome),
        "other": _outcome(found, other.outcome),
    }
    return (
        _(
            "All bars but that of customers kept are drawn at the %(kept)s kept against the months before,"
            " from %(value)s; beside trend and season they would lie around %(other)s."
        )
        % words
    )


def _upright(at: float, place: int, dash: str) -> dict[str, Any]:
    line = {"color": BEFORE, "width": 1.5, "dash": dash}
    ends = {"x0": at, "x1": at, "y0": place - _BAR / 2 - 0.02, "y1": place + _BAR / 2 + 0.02}
    return {"type": "line", "layer": "above", "line": line, **ends}


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
    """The name above a bar, and below it what the outcome is at the ends of the range."""
    told = _("%(name)s (measured)") if swing.is_measured else _("%(name)s (supposed)")
    name = f"<b>{told % {'name': formats.escaped(_(swing.name))}}</b>"
    words = {
        "low": end_text(swing, swing.low),
        "high": end_text(swing, swing.high),
        "at_low": about(swing.at_low),
        "at_high": about(swing.at_high),
    }
    values = _("%(low)s: %(at_low)s · %(high)s: %(at_high)s") % words
    left = {"xref": "paper", "xanchor": "left"}
    return [
        _words(0, place, name, 13) | left | {"yshift": _NAME},
        _words(0, place, values, 12) | left | {"yshift": _VALUES},
    ]


def _words(x: float, y: float, text: str, size: int) -> dict[str, Any]:
    return {"x": x, "y": y, "text": text, "font": {"size": size}, "showarrow": False}


def end_text(swing: Swing, end: float) -> str:
    """A value of a number's range with its unit."""
    if swing.key == "churn":
        return _("%(number)s %%") % {"number": formats.number(100 * end, 2)}
    if swing.is_measured:
        return about(end, whole=swing.key == "kept")
    return ASSUMED_BY_KEY[swing.key].text(end)


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
    heading = _("What each number does to the outcome (%(axis)s):") % {"axis": axis(found)}
    return " ".join([part for part in (most(found, swings), heading, *lines) if part])


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
