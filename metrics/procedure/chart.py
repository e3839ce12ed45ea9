"""The charts of the procedure: a funnel of stages, and how a step goes over time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.chart import ACCENT, BANDS, BEFORE, TARGET, laid_out
from metrics.procedure.durations import lasting
from metrics.procedure.procedure import Procedure, Sides
from metrics.procedure.stages import Passed, Standing
from metrics.procedure.times import Times
from metrics.procedure.words import STANDING_NAMES, counted, headline, percent, step_name
from metrics.survival import Curve

_NO_COLUMN = "#8C8C8C"
_PARTS = (
    (Standing.REACHED, ACCENT, ""),
    (Standing.WAITING, "#E69F00", "/"),
    (Standing.SKIPPED, BEFORE, "."),
    (Standing.CLOSED, TARGET, "x"),
    (Standing.UNTOLD, _NO_COLUMN, "-"),
)
# In the colour of the part, so that it shows on light and dark.
_PATTERN = {"fillmode": "overlay", "fgcolor": "white", "solidity": 0.25, "size": 7}
_ROW, _EDGES, _TOP = 56, 96, 40
# The least share of the longest bar with room for words, and how much longer the axis is with words beside.
_ROOM, _WIDER = 0.25, 1.3
_MOST_POINTS = 240
_DAY = 24
_IN_DAYS = 96
# Beyond what nine of ten take there is a long tail, which would squeeze the rest.
_BEYOND = 1.6


def funnel(found: Procedure) -> go.Figure:
    """How many complaints reached each stage, and how those who didn't stand there."""
    stages = found.stages
    named = [_label(found, one) for one in stages]
    figure = go.Figure()
    for standing, colour, pattern in _PARTS:
        counts = [one.of(standing) for one in stages]
        if not any(counts):
            continue
        figure.add_bar(
            y=named,
            x=counts,
            orientation="h",
            name=_(STANDING_NAMES[standing]),
            marker={"color": colour, "pattern": _PATTERN | {"shape": pattern}},
            text=[_inside(one) if standing is Standing.REACHED and _fits(one) else "" for one in stages],
            textposition="inside",
            textangle=0,
            insidetextanchor="start",
            insidetextfont={"color": "white"},
            customdata=[_hover(one, standing) for one in stages],
            hovertemplate="%{customdata}<extra></extra>",
        )
    _beside(figure, stages, named)
    figure.update_yaxes(autorange="reversed", fixedrange=True, automargin=True)
    figure.update_xaxes(title=_("complaints"), fixedrange=True, zeroline=False, showgrid=False)
    laid_out(figure, _EDGES + _ROW * len(stages))
    figure.update_layout(
        margin_t=_TOP,
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    return figure


def _fits(one: Passed) -> bool:
    """Whether its share has room inside the bar of those who reached it."""
    return one.of(Standing.REACHED) >= _ROOM * one.all


def _beside(figure: go.Figure, stages: Sequence[Passed], named: Sequence[str]) -> None:
    """The share right of the bar where it has no room inside."""
    tight = [(one, name) for one, name in zip(stages, named, strict=True) if not _fits(one)]
    for one, name in tight:
        figure.add_annotation(
            x=one.all, y=name, text=_inside(one), showarrow=False, xanchor="left", xshift=6, font={"size": 13}
        )
    if tight:
        figure.update_xaxes(range=[0, _WIDER * max(one.all for one in stages)])


def _label(found: Procedure, one: Passed) -> str:
    """A stage with the time that it takes half to get there from the one before."""
    name = f"<b>{_(one.stage.name)}</b>"
    step = next((times for times in found.steps if times.step.end == one.stage), None)
    if step is None or step.median.value is None:
        return name
    return f"{name}<br>" + _("+%(time)s for half") % {"time": lasting(step.median.value)}


def _inside(one: Passed) -> str:
    words = {"n": formats.number(one.of(Standing.REACHED)), "share": _share(one, Standing.REACHED)}
    return _("%(n)s (%(share)s)") % words


def _share(one: Passed, standing: Standing) -> str:
    return percent(one.of(standing) / one.n)


def _hover(one: Passed, standing: Standing) -> str:
    words = {
        "stage": _(one.stage.name),
        "standing": _(STANDING_NAMES[standing]),
        "n": formats.number(one.of(standing)),
        "all": counted(one.n),
        "share": _share(one, standing),
    }
    if standing is Standing.UNTOLD:
        return _("%(stage)s<br>%(standing)s: %(n)s") % words
    return _("%(stage)s<br>%(standing)s: %(n)s of %(all)s (%(share)s)") % words


def course(found: Times) -> go.Figure:
    """The share of complaints that are still in a step after each time, with the band of its interval."""
    return _courses([(found, "", ACCENT)])


def both_sides(found: Sides) -> go.Figure:
    """The course of a step before and after a rollout."""
    told = [(found.before, _("before: half within %(time)s"), BEFORE)]
    told.append((found.after, _("since the rollout: half within %(time)s"), ACCENT))
    return _courses(
        [(times, name % {"time": lasting(times.median.value)}, colour) for times, name, colour in told]
    )


def _courses(told: Sequence[tuple[Times, str, str]]) -> go.Figure:
    known = [(times, times.curve, name, colour) for times, name, colour in told if times.curve]
    reach = max((_reach(times) for times, _curve, _name, _colour in known), default=1.0)
    unit = _DAY if reach > _IN_DAYS else 1
    figure = go.Figure()
    for times, curve, name, colour in known:
        _band(figure, curve, unit, colour)
        _line(figure, curve, unit, (name, colour))
        _mark_half(figure, times, unit, (name, colour))
    figure.update_xaxes(
        title=_axis(unit, [times.n for times, *_rest in known]),
        range=[0, reach / unit],
        fixedrange=True,
        zeroline=False,
        showgrid=False,
    )
    figure.update_yaxes(
        title=_("% still waiting"), range=[0, 101], fixedrange=True, zeroline=False, automargin=True
    )
    laid_out(figure, 320)
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    figure.update_layout(margin_t=_TOP, legend=legend, showlegend=any(name for __, name, __ in told))
    return figure


def _axis(unit: int, counts: Sequence[int]) -> str:
    """The unit of the time, with how many complaints each curve is of."""
    words = {"unit": _("days") if unit == _DAY else _("hours"), "n": " / ".join(map(formats.number, counts))}
    return ngettext("%(unit)s (%(n)s complaint)", "%(unit)s (%(n)s complaints)", sum(counts)) % words


def _reach(times: Times) -> float:
    """Until how many hours a curve is drawn."""
    longest = times.curve.longest if times.curve else 1.0
    slowest = times.slowest.value
    return max(longest if slowest is None else min(longest, _BEYOND * slowest), 0.1)


def _stairs(curve: Curve, column: str) -> tuple[np.ndarray, np.ndarray]:
    """The steps of a curve as hours and percent, thinned where nobody could see them."""
    points = curve.points
    every = max(1, -(-len(points) // _MOST_POINTS))
    kept = points.iloc[sorted({*range(0, len(points), every), len(points) - 1})] if len(points) else points
    hours = np.concatenate([[0.0], kept["time"].to_numpy(), [curve.longest]])
    last = kept[column].to_numpy()
    shares = np.concatenate([[1.0], last, last[-1:] if len(last) else [1.0]])
    return hours, 100 * shares


def _line(figure: go.Figure, curve: Curve, unit: int, called: tuple[str, str]) -> None:
    name, colour = called
    hours, shares = _stairs(curve, "survival")
    told = [
        _("%(share)s still wait after %(time)s")
        % {"share": percent(float(share) / 100), "time": lasting(float(hour))}
        for hour, share in zip(hours, shares, strict=True)
    ]
    figure.add_scatter(
        x=hours / unit,
        y=shares,
        mode="lines",
        name=name,
        line={"shape": "hv", "color": colour, "width": 2.5, "dash": "dash" if colour == BEFORE else "solid"},
        customdata=told,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _band(figure: go.Figure, curve: Curve, unit: int, colour: str) -> None:
    for column, fill in (("high", None), ("low", "tonexty")):
        hours, shares = _stairs(curve, column)
        figure.add_scatter(
            x=hours / unit,
            y=shares,
            mode="lines",
            line={"shape": "hv", "width": 0},
            fill=fill,
            fillcolor=BANDS[colour],
            hoverinfo="skip",
            showlegend=False,
        )


def _mark_half(figure: go.Figure, times: Times, unit: int, called: tuple[str, str]) -> None:
    """The point at which half are through, with its time where the legend doesn't tell it."""
    value, (name, colour) = times.median.value, called
    if value is None:
        return
    figure.add_scatter(
        x=[value / unit],
        y=[50],
        mode="markers+text",
        marker={"color": colour, "size": 10, "symbol": "diamond" if colour == BEFORE else "circle"},
        text=["" if name else _("<b>half: %(time)s</b>") % {"time": lasting(value)}],
        textposition="top right",
        textfont={"color": colour},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def funnel_alternative(found: Procedure) -> str:
    """What the funnel shows, for those who can't see it."""
    told = [
        _("%(stage)s: %(n)s of %(all)s, %(waiting)s still wait")
        % {
            "stage": _(one.stage.name),
            "n": formats.number(one.of(Standing.REACHED)),
            "all": formats.number(one.n),
            "waiting": formats.number(one.of(Standing.WAITING)),
        }
        for one in found.stages
    ]
    return f"{headline(found)}. {'; '.join(told)}."


def course_alternative(found: Times) -> str:
    """What the curve of a step shows, for those who can't see it."""
    words = {
        "step": step_name(found.step),
        "half": lasting(found.median.value),
        "most": lasting(found.slowest.value),
        "n": counted(found.n),
    }
    return _("The time %(step)s of %(n)s: half within %(half)s, nine of ten within %(most)s.") % words
