"""A member's own answers drawn and told: each section's score as a bar, and all of them as one shape."""

from __future__ import annotations

import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.questionnaires.questionnaire import HIGHEST, LOWEST
from metrics.assessment.chart import beside, in_rows
from metrics.assessment.scoring import Score
from metrics.assessment.words import out_of, section_text
from metrics.chart import ACCENT, BANDS, BEFORE, CLEAR, TARGET, laid_out
from metrics.journey.chart import wrapped

_FRAME = 56


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
        beside(figure, name, float(value), first=section.key in weakest)
    return in_rows(figure, names, _FRAME, 8)


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
    told = [section_text(section, float(value)) for section, value in score.sections]
    words = {"total": out_of(score.questionnaire, score.total), "sections": formats.listed(told)}
    return _("Your own total is %(total)s. By section: %(sections)s.") % words
