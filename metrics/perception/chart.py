"""The charts of the perception gap: teams by the size of their gap, and one team from round to round."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from metrics.chart import ACCENT, BEFORE, laid_out
from metrics.dumbbells import Axis, Dot, Row, Side, dumbbells
from metrics.perception import words
from metrics.perception.gaps import Gap, Perception
from metrics.perception.places import BEST, WORST, Place

_HEIGHT, _TOP = 320, 44
_APART = pd.Timedelta(days=3)
_ROOM = pd.Timedelta(days=30)


def _own_side() -> Side:
    return Side(_("in its own eyes"), BEFORE, "diamond")


def _customers_side() -> Side:
    return Side(_("in its customers' eyes"), ACCENT, "circle")


def teams(found: Perception) -> go.Figure:
    """Each team's two places, the largest gap first; those without a gap last."""
    rows = [
        Row(
            gap.team,
            _end(gap),
            _dot(gap.own, words.members(gap.own.n)),
            _dot(gap.customers.place, words.answers(gap.customers.place.n)),
            is_joined=gap.difference is not None,
        )
        for gap in found.gaps
    ]
    axis = Axis(_("0 worst, 100 best possible answer"), WORST, BEST, 20)
    return dumbbells(rows, (_own_side(), _customers_side()), axis)


def _end(gap: Gap) -> str:
    counts = {"members": formats.number(gap.own.n), "answers": formats.number(gap.customers.place.n)}
    n = _("n %(members)s / %(answers)s") % counts
    if gap.difference is None:
        return _("can't tell · %(n)s") % {"n": n}
    return f"<b>{words.gap_told(gap)}</b> · {n}"


def _dot(place: Place, counted: str) -> Dot | None:
    if place.value is None:
        return None
    return Dot(place.value, place.low, place.high, words.place(place, counted))


def course(told: Sequence[tuple[Perception, Gap]]) -> go.Figure:
    """One team's two places from round to round."""
    figure = go.Figure()
    days = [pd.Timestamp(found.round.last_day) for found, _gap in told]
    gaps = [(day, gap) for day, (_found, gap) in zip(days, told, strict=True)]
    own = [(day - _APART, gap.own, words.members(gap.own.n)) for day, gap in gaps]
    saying = [(day + _APART, gap.customers.place) for day, gap in gaps]
    theirs = [(day, place, words.answers(place.n)) for day, place in saying]
    _line(figure, _own_side(), own, "dot")
    _line(figure, _customers_side(), theirs, "solid")
    figure.update_xaxes(
        tickvals=days,
        ticktext=[formats.day(day.date()) for day in days],
        range=[min(days) - _ROOM, max(days) + _ROOM],
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        title=_("place, 0 to 100"), range=[-2, 102], dtick=20, fixedrange=True, zeroline=False
    )
    laid_out(figure, _HEIGHT)
    legend = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "itemclick": False}
    return figure.update_layout(margin={"t": _TOP, "r": 8}, legend=legend, showlegend=True)


def _line(figure: go.Figure, side: Side, places: list[tuple[pd.Timestamp, Place, str]], dash: str) -> None:
    known = [(day, place, n) for day, place, n in places if place.value is not None]
    values = [place.value or 0.0 for _day, place, _n in known]
    reach = [
        (value if place.low is None else place.low, value if place.high is None else place.high)
        for value, (_day, place, _n) in zip(values, known, strict=True)
    ]
    figure.add_scatter(
        x=[day for day, *_rest in known],
        y=values,
        mode="lines+markers",
        name=side.name,
        line={"color": side.colour, "width": 2, "dash": dash},
        marker={"symbol": side.symbol, "size": 12},
        error_y={
            "type": "data",
            "array": [high - value for value, (_low, high) in zip(values, reach, strict=True)],
            "arrayminus": [value - low for value, (low, _high) in zip(values, reach, strict=True)],
            "color": side.colour,
            "thickness": 2,
            "width": 0,
        },
        customdata=[words.place(place, n) for _day, place, n in known],
        hovertemplate="%{customdata}<extra></extra>",
    )


def teams_alternative(found: Perception) -> str:
    """What the chart of teams shows, for those who can't see it."""
    return " ".join([f"{words.headline(found)}.", *map(words.told, found.gaps)])


def course_alternative(told: Sequence[tuple[Perception, Gap]]) -> str:
    """What the course of a team shows, for those who can't see it."""
    return " ".join(f"{formats.day(found.round.last_day)}: {words.told(gap)}" for found, gap in told)
