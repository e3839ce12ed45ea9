"""Results drawn: the sections as bars or as a radar, and the total round by round."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import cycle
from textwrap import wrap

import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.questionnaires.questionnaire import HIGHEST, LOWEST, Questionnaire
from metrics.assessment.results import Result, SectionResult, Value
from metrics.assessment.words import counted, out_of, round_name, total_text, value_text
from metrics.chart import ACCENT, BANDS, BEFORE, CLEAR, TARGET, VEIL, laid_out, told_above
from metrics.journey.chart import wrapped

# In pixels: a row at least, a line of a name, above and below the rows, and the numbers to the right of 5.
_ROW, _LINE, _FRAME = 52, 17, 48
_NUMBERS = 84
# In letters, of a line above a chart.
_LONGEST = 34
# In pixels, for the names of the bands.
_NAMES = 96
_GROUNDS = (BANDS[ACCENT], CLEAR, VEIL)


def bars(found: Result, before: Result | None = None) -> go.Figure:
    """A bar a section from 1 to 5 with its interval, those to work on first marked; an earlier round beside.

    Empty where the result tells no sections.
    """
    figure = go.Figure()
    weakest = {one.section.key for one in found.weakest}
    names = [wrapped(one.section.name.said) for one in found.sections]
    colours = [TARGET if one.section.key in weakest else ACCENT for one in found.sections]
    figure.add_bar(
        y=names,
        x=[one.value.mean - LOWEST for one in found.sections],
        base=LOWEST,
        orientation="h",
        marker={"color": colours, "opacity": 0.35},
        customdata=[_hover(one) for one in found.sections],
        hovertemplate="%{customdata}<extra></extra>",
    )
    if before:
        _earlier(figure, before)
    for name, one, colour in zip(names, found.sections, colours, strict=True):
        _interval(figure, name, one.value, colour)
        beside(figure, name, one.value.mean, first=one.section.key in weakest)
    lines = _caption(found, before)
    top = _LINE * (len(lines) + 1)
    return told_above(in_rows(figure, names, _FRAME + top, top), "<br>".join(lines), BEFORE)


def in_rows(figure: go.Figure, names: Sequence[str], frame: int, top: int) -> go.Figure:
    """Bars of named sections on the scale from 1 to 5, each as high as the lines of the longest name.

    ``frame`` is how many pixels stand above and below the bars, ``top`` those above.
    """
    figure.update_xaxes(
        range=[LOWEST, HIGHEST],
        automargin=True,
        tickvals=list(range(LOWEST, HIGHEST + 1)),
        ticktext=_scale(),
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(autorange="reversed", fixedrange=True, automargin=True)
    lines = max((name.count("<br>") + 1 for name in names), default=1)
    height = frame + max(_ROW, _LINE * (lines + 1)) * len(names)
    return laid_out(figure, height).update_layout(margin={"t": top, "r": _NUMBERS})


def _scale() -> list[str]:
    """1 to 5, the ends in words."""
    ends = {LOWEST: _("1<br>not at all"), HIGHEST: _("5<br>always")}
    return [ends.get(one, formats.number(one)) for one in range(LOWEST, HIGHEST + 1)]


def _hover(one: SectionResult) -> str:
    words = {"value": value_text(one.value), "answers": counted(one.value.n)}
    return f"{formats.escaped(one.section.name.said)}<br>" + _("%(value)s, %(answers)s") % words


def _interval(figure: go.Figure, name: str, value: Value, colour: str) -> None:
    """The mean as a point at the end of its bar, with its interval as a line."""
    ends = [value.mean if end is None else end for end in (value.low, value.high)]
    figure.add_scatter(
        x=[ends[0], value.mean, ends[1]],
        y=[name] * 3,
        mode="lines+markers",
        line={"color": colour, "width": 3},
        marker={"color": colour, "size": [0, 10, 0], "opacity": 1, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _earlier(figure: go.Figure, before: Result) -> None:
    figure.add_scatter(
        x=[one.value.mean for one in before.sections],
        y=[wrapped(one.section.name.said) for one in before.sections],
        mode="markers",
        marker={"symbol": "diamond-open", "size": 11, "color": BEFORE, "line": {"width": 2, "color": BEFORE}},
        customdata=[_hover(one) for one in before.sections],
        hovertemplate=f"{round_name(before.round)}<br>%{{customdata}}<extra></extra>",
    )


def beside(figure: go.Figure, name: str, mean: float, *, first: bool) -> None:
    """The number to the right of the scale, with a word where to begin."""
    told = f"<b>{formats.number(mean, 1)}</b>"
    figure.add_annotation(
        x=HIGHEST,
        y=name,
        text=f"{told}<br>{wrapped(_('begin here'))}" if first else told,
        xanchor="left",
        xshift=10,
        align="left",
        showarrow=False,
        font={"color": TARGET if first else ACCENT, "size": 13},
    )


def _caption(found: Result, before: Result | None) -> list[str]:
    """What is drawn, in lines that a phone has room for."""
    lines = wrap(_("mean of %(n)s, line: 95 %% interval") % {"n": counted(found.n)}, _LONGEST)
    return lines + ([f"◇ {round_name(before.round)}"] if before and before.sections else [])


def radar(found: Result, before: Result | None = None) -> go.Figure:
    """The sections as the corners of one shape, an earlier round as a dotted one; empty as ``bars`` is."""
    figure = go.Figure()
    if before and before.sections:
        _shape(figure, before, BEFORE, "dot")
    if found.sections:
        _shape(figure, found, ACCENT, "solid")
    figure.update_polars(
        bgcolor=CLEAR,
        radialaxis={
            "range": [LOWEST, HIGHEST],
            "tickvals": list(range(LOWEST, HIGHEST + 1)),
            "angle": 90,
            "tickangle": 90,
            "gridcolor": BANDS[BEFORE],
        },
        angularaxis={"direction": "clockwise", "rotation": 90, "gridcolor": BANDS[BEFORE]},
    )
    laid_out(figure, 440).update_layout(margin={"l": 84, "r": 84, "t": 84, "b": 40})
    rounds = [(found, "─"), *([(before, "┄")] if before else [])]
    lines = [f"{sign} {round_name(one.round)}, {counted(one.n)}" for one, sign in rounds if one.sections]
    return told_above(figure, "<br>".join(lines), BEFORE)


def _shape(figure: go.Figure, found: Result, colour: str, dash: str) -> None:
    around = (*found.sections, found.sections[0])
    figure.add_scatterpolar(
        r=[one.value.mean for one in around],
        theta=[wrapped(one.section.name.said) for one in around],
        mode="lines+markers",
        line={"color": colour, "width": 2, "dash": dash},
        fill="toself" if dash == "solid" else "none",
        fillcolor=BANDS[ACCENT],
        customdata=[_hover(one) for one in around],
        hovertemplate=f"{round_name(found.round)}<br>%{{customdata}}<extra></extra>",
    )


def course(found: Sequence[Result]) -> go.Figure:
    """The total of each round with its interval, the earliest first, on the bands that it may fall into.

    Rounds that tell no total are left out.
    """
    figure = go.Figure()
    told = [(one, one.total) for one in found if one.total is not None]
    places = list(range(len(told)))
    for place, (one, total) in enumerate(told):
        _upright(figure, place, one.value)
        _number(figure, place, one, total)
    figure.add_scatter(
        x=places,
        y=[float(total) for __, total in told],
        mode="lines+markers",
        line={"color": ACCENT, "width": 2, "dash": "dot"},
        marker={"size": 11, "color": ACCENT},
        customdata=[f"{out_of(one.questionnaire, total)}<br>{counted(one.n)}" for one, total in told],
        hovertemplate="%{customdata}<extra></extra>",
    )
    names = [round_name(one.round).replace(" – ", " –<br>") + f"<br>{counted(one.n)}" for one, __ in told]
    figure.update_xaxes(
        tickvals=places,
        ticktext=names,
        range=[-0.5, len(places) - 0.5],
        showgrid=False,
        zeroline=False,
        automargin=True,
        fixedrange=True,
    )
    if told:
        _grounds(figure, told[-1][0].questionnaire)
    return laid_out(figure, 320).update_layout(margin={"t": 16, "r": _NAMES})


def _upright(figure: go.Figure, place: int, value: Value | None) -> None:
    if value and value.low is not None and value.high is not None:
        figure.add_scatter(
            x=[place, place],
            y=[value.low, value.high],
            mode="lines",
            line={"color": ACCENT, "width": 2},
            hoverinfo="skip",
        )


def _number(figure: go.Figure, place: int, one: Result, total: Fraction) -> None:
    """The total above its point, and above its interval where there is one."""
    figure.add_annotation(
        x=place,
        y=one.value.high if one.value and one.value.high is not None else float(total),
        text=f"<b>{total_text(one.questionnaire, total)}</b>",
        yanchor="bottom",
        yshift=6,
        showarrow=False,
        font={"color": ACCENT, "size": 14},
    )


def _grounds(figure: go.Figure, questionnaire: Questionnaire) -> None:
    """Each band as a ground of its own, with its name beside it."""
    top = float(questionnaire.highest)
    for band, ground in zip(questionnaire.bands, cycle(_GROUNDS), strict=False):
        bottom = max(float(band.low), questionnaire.lowest)
        figure.add_hrect(y0=bottom, y1=top, fillcolor=ground, line_width=0, layer="below")
        figure.add_annotation(
            x=1,
            xref="paper",
            y=(top + bottom) / 2,
            text=wrapped(band.name.said),
            xanchor="left",
            xshift=6,
            align="left",
            showarrow=False,
            font={"color": BEFORE, "size": 12},
        )
        top = bottom
    figure.update_yaxes(
        range=[questionnaire.lowest, questionnaire.highest],
        title_text=_("total"),
        tickvals=sorted({questionnaire.lowest, questionnaire.highest, *_cuts(questionnaire)}),
        showgrid=False,
        zeroline=False,
        automargin=True,
        fixedrange=True,
    )


def _cuts(questionnaire: Questionnaire) -> list[float]:
    return [float(band.low) for band in questionnaire.bands if band.low > questionnaire.lowest]
