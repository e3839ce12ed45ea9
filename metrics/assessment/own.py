"""A member's own answers drawn and told: each section's score as a bar, and all of them as one shape."""

from __future__ import annotations

from fractions import Fraction

import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.questionnaires.questionnaire import HIGHEST, LOWEST, Section
from metrics.assessment.scoring import FIRST, Score
from metrics.assessment.words import out_of
from metrics.chart import ACCENT, BANDS, BEFORE, CLEAR, TARGET, laid_out
from metrics.journey.chart import wrapped

_ROW, _FRAME = 44, 56


def strongest(score: Score) -> str:
    """The highest sections in a sentence; empty where all are alike."""
    low = {section.key for section in score.weakest}
    found = sorted((one for one in score.sections if one[0].key not in low), key=lambda one: -one[1])
    if not low or not found:
        return ""
    told = [_told(section, value) for section, value in found[:FIRST]]
    return _("Strongest: %(sections)s.") % {"sections": formats.listed(told)}


def _told(section: Section, value: Fraction) -> str:
    words = {"mean": formats.number(float(value), 1), "highest": formats.number(HIGHEST)}
    return _("%(section)s (%(mean)s of %(highest)s)") % {"section": section.name.said, **words}


def bars(score: Score) -> go.Figure:
    """A bar a section from 1 to 5 with its score, those to work on first marked by colour and word."""
    weakest = {section.key for section in score.weakest}
    names = [wrapped(section.name.said) for section, __ in score.sections]
    colours = [TARGET if section.key in weakest else ACCENT for section, __ in score.sections]
    figure = go.Figure()
    figure.add_bar(
        y=names,
        x=[float(value) - LOWEST for __, value in score.sections],
        base=LOWEST,
        orientation="h",
        marker={"color": colours},
        hoverinfo="skip",
    )
    for name, (section, value) in zip(names, score.sections, strict=True):
        _beside(figure, name, formats.number(float(value), 1), first=section.key in weakest)
    ends = {LOWEST: _("1<br>not at all"), HIGHEST: _("5<br>always")}
    # Room to the right of 5 for the numbers.
    figure.update_xaxes(
        range=[LOWEST, HIGHEST + 1.3],
        tickvals=list(range(LOWEST, HIGHEST + 1)),
        ticktext=[ends.get(one, formats.number(one)) for one in range(LOWEST, HIGHEST + 1)],
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(autorange="reversed", fixedrange=True, automargin=True)
    return laid_out(figure, _FRAME + _ROW * len(names)).update_layout(margin={"t": 8, "r": 8})


def _beside(figure: go.Figure, name: str, value: str, *, first: bool) -> None:
    figure.add_annotation(
        x=HIGHEST + 0.1,
        y=name,
        text=f"<b>{value}</b><br>{_('begin here')}" if first else f"<b>{value}</b>",
        xanchor="left",
        align="left",
        showarrow=False,
        font={"color": TARGET if first else ACCENT, "size": 13},
    )


def radar(score: Score) -> go.Figure:
    """The sections as the corners of one shape."""
    around = (*score.sections, score.sections[0])
    figure = go.Figure()
    figure.add_scatterpolar(
        r=[float(value) for __, value in around],
        theta=[wrapped(section.name.said) for section, __ in around],
        mode="lines+markers",
        line={"color": ACCENT, "width": 2},
        fill="toself",
        fillcolor=BANDS[ACCENT],
        hoverinfo="skip",
    )
    figure.update_polars(
        bgcolor=CLEAR,
        radialaxis={
            "range": [LOWEST - 1, HIGHEST],
            "tickvals": list(range(LOWEST, HIGHEST + 1)),
            "angle": 90,
            "tickangle": 90,
            "gridcolor": BANDS[BEFORE],
        },
        angularaxis={"direction": "clockwise", "rotation": 90, "gridcolor": BANDS[BEFORE]},
    )
    return laid_out(figure, 340).update_layout(margin={"l": 84, "r": 84, "t": 40, "b": 40})


def alternative(score: Score) -> str:
    """What both charts show, in words."""
    told = [_told(section, value) for section, value in score.sections]
    words = {"total": out_of(score.questionnaire, score.total), "sections": formats.listed(told)}
    return _("Your own total is %(total)s. By section: %(sections)s.") % words
