"""The customer's way drawn: the score of each stage with its interval, and its complaints below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.chart import ACCENT, BEFORE, TARGET, laid_out, told_above
from metrics.journey.journey import Arising, Journey, Scored, Value
from metrics.journey.words import Names, percent, too_few, verdict
from metrics.kpi import Kpi
from metrics.ranking.funnel import Verdict

_APART = 0.17
_SIGNS = {Verdict.WORSE: "▼ ", Verdict.BETTER: "▲ "}
_LONGEST = 12


def way(found: Journey, names: Names) -> go.Figure:
    """Stages from left to right as a customer meets them: score above, complaints below."""
    has_scores, has_complaints = bool(found.scores), bool(found.complaints)
    rows = has_scores + has_complaints
    figure = make_subplots(
        rows=rows, cols=1, shared_xaxes=True, vertical_spacing=0.16, row_heights=_heights(rows)
    )
    if found.kpi and has_scores:
        _scores(figure, found, found.kpi)
    if has_complaints:
        _complaints(figure, found, rows)
    places = list(range(len(found.stages)))
    figure.update_xaxes(
        tickvals=places,
        ticktext=[wrapped(names[stage]) for stage in found.stages],
        range=[-0.5, len(places) - 0.5],
        # Of two charts each has the names at its own axis.
        showticklabels=True,
        showgrid=False,
        fixedrange=True,
        tickangle=0 if len(places) <= 8 else None,
    )
    figure.update_yaxes(zeroline=False, fixedrange=True, automargin=True)
    _legend(figure, found)
    return laid_out(figure, 300 + 250 * (rows - 1)).update_layout(margin={"t": 44, "r": 8})


def _heights(rows: int) -> list[float]:
    return [0.6, 0.4] if rows > 1 else [1.0]


def wrapped(name: str) -> str:
    """A name on lines short enough to stand beside each other."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + len(word) < _LONGEST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(map(formats.escaped, lines))


def _scores(figure: go.Figure, found: Journey, kpi: Kpi) -> None:
    shift = _APART if found.rollout else 0.0
    enough = [stage for stage in found.stages if stage in found.scores and not too_few(found, stage)]
    was = {stage: one.before for stage in enough if (one := found.scores[stage]).before}
    before = {
        found.stages.index(stage) - shift: one
        for stage, one in was.items()
        if one and one.n >= kpi.measure.fewest
    }
    if before:
        hovers = [_hover(kpi, one, _("before")) for one in before.values()]
        _points(figure, before, BEFORE, "circle-open", hovers)
    now = {found.stages.index(stage) + shift: found.scores[stage] for stage in enough}
    values = {place: one.now for place, one in now.items()}
    hovers = [_hover(kpi, one.now, verdict(one)) for one in now.values()]
    _points(figure, values, ACCENT, "circle", hovers)
    for place, one in now.items():
        _value(figure, kpi, place, one)
    _few(figure, found)
    figure.update_yaxes(title_text=kpi.axis, range=_reach([*before.values(), *values.values()]), row=1, col=1)


def _points(
    figure: go.Figure, values: Mapping[float, Value], colour: str, symbol: str, hovers: list[str]
) -> None:
    told = list(values.values())
    figure.add_scatter(
        x=list(values),
        y=[one.value for one in told],
        mode="markers",
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"color": colour, "width": 2}},
        error_y=_whiskers([(one.value, one.low, one.high) for one in told], colour),
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
        row=1,
        col=1,
    )


def _whiskers(values: list[tuple[float, float | None, float | None]], colour: str) -> dict[str, Any]:
    return {
        "type": "data",
        "array": [(high - value) if high is not None else 0 for value, _low, high in values],
        "arrayminus": [(value - low) if low is not None else 0 for value, low, _high in values],
        "color": colour,
        "thickness": 2,
        "width": 0,
    }


def _hover(kpi: Kpi, one: Value, told: str) -> str:
    return f"{kpi.text(one.value)}<br>{sentences.counted(kpi, one.n)}<br>{told}"


def _value(figure: go.Figure, kpi: Kpi, place: float, one: Scored) -> None:
    """The value above its interval, with a sign where it stands out, and how many answers it is of."""
    sign = _SIGNS.get(one.verdict, "") if one.verdict else ""
    colour = TARGET if one.verdict is Verdict.WORSE else ACCENT
    figure.add_annotation(
        x=place,
        y=one.now.high if one.now.high is not None else one.now.value,
        text=f"<b>{sign}{kpi.text(one.now.value)}</b>",
        yanchor="bottom",
        showarrow=False,
        font={"color": colour, "size": 13},
        row=1,
        col=1,
    )
    _at_foot(figure, round(place), _("n %(n)s") % {"n": formats.number(one.now.n)})


def _few(figure: go.Figure, found: Journey) -> None:
    """Where a number would mislead, a word."""
    for place, stage in enumerate(found.stages):
        if stage not in found.scores:
            _at_foot(figure, place, _("no answers"))
        elif too_few(found, stage):
            words = {"n": formats.number(found.scores[stage].now.n)}
            _at_foot(figure, place, _("too few<br>to tell<br>n %(n)s") % words)


def _at_foot(figure: go.Figure, place: int, text: str) -> None:
    figure.add_annotation(
        x=place,
        y=0,
        yref="y domain",
        text=text,
        yanchor="bottom",
        showarrow=False,
        font={"color": BEFORE, "size": 12},
        row=1,
        col=1,
    )


def _reach(values: list[Value]) -> list[float] | None:
    """An axis with room for what is written above and below."""
    ends = [end for one in values for end in (one.low, one.high, one.value) if end is not None]
    if not ends:
        return None
    room = (max(ends) - min(ends)) or 1.0
    return [min(ends) - 0.3 * room, max(ends) + 0.22 * room]


def _complaints(figure: go.Figure, found: Journey, row: int) -> None:
    width = 2 * _APART if found.rollout and found.earlier else 0.6
    shift = width / 2 if found.rollout and found.earlier else 0.0
    if shift:
        _bars(figure, found, found.earlier, -shift, width, BEFORE, row)
    _bars(figure, found, found.complaints, shift, width, ACCENT, row)
    ends = [one.high for one in (*found.complaints.values(), *found.earlier.values())]
    figure.update_yaxes(title_text=_("% of complaints"), range=[0, 1.3 * max(ends)], row=row, col=1)


def _bars(
    figure: go.Figure,
    found: Journey,
    told: Mapping[str, Arising],
    shift: float,
    width: float,
    colour: str,
    row: int,
) -> None:
    stages = [stage for stage in found.stages if stage in told]
    of = [told[stage] for stage in stages]
    figure.add_bar(
        x=[found.stages.index(stage) + shift for stage in stages],
        y=[one.share for one in of],
        width=width,
        marker={"color": colour},
        error_y=_whiskers([(one.share, one.low, one.high) for one in of], BEFORE),
        customdata=[
            _("%(n)s of %(of)s complaints") % {"n": formats.number(one.n), "of": formats.number(one.of)}
            for one in of
        ],
        hovertemplate="%{customdata}<extra></extra>",
        row=row,
        col=1,
    )
    if told is found.complaints:
        for stage, one in zip(stages, of, strict=True):
            _share(figure, found.stages.index(stage) + shift, one, row)


def _share(figure: go.Figure, place: float, one: Arising, row: int) -> None:
    figure.add_annotation(
        x=place,
        y=one.high,
        text=f"<b>{percent(one.share)}</b><br>" + _("n %(n)s") % {"n": formats.number(one.n)},
        yanchor="bottom",
        showarrow=False,
        font={"size": 12},
        row=row,
        col=1,
    )


def _legend(figure: go.Figure, found: Journey) -> None:
    """What the two colours are, above the chart."""
    if found.rollout is None:
        return
    words = {"day": formats.day(found.rollout)}
    before = f"<span style='color:{BEFORE}'>{_('○ before %(day)s') % words}</span>"
    since = f"<span style='color:{ACCENT}'><b>{_('● since then')}</b></span>"
    told_above(figure, f"{before}   {since}", shift=12)
