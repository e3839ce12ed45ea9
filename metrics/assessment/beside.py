"""Teams of one round beside each other, and what the charts of results show, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.assessment.results import Result, State
from metrics.assessment.words import counted, headline, out_of, round_name, value_text


def of_teams(found: Sequence[Result]) -> pd.DataFrame:
    """A row a team: how many answered, the total, its meaning and the sections, as far as they are told."""
    return pd.DataFrame([_row(one) for one in found])


def _row(found: Result) -> dict[str, str]:
    told = found.total is not None and found.band is not None
    total = out_of(found.questionnaire, found.total) if found.total is not None else formats.MISSING
    if found.state is State.TOLD and found.value:
        total = value_text(found.value)
    means = {one.section.key: value_text(one.value) for one in found.sections}
    return {
        _("Team"): formats.listed(found.teams),
        _("Answers"): formats.number(found.n),
        _("Total"): total,
        _("What it means"): found.band.name.said if told and found.band else formats.MISSING,
        **{
            section.name.said: means.get(section.key, formats.MISSING)
            for section in found.questionnaire.sections
        },
    }


def sections_told(found: Result, before: Result | None = None) -> str:
    """What the bars or the radar of a result show."""
    told = [
        _("%(section)s %(value)s") % {"section": one.section.name.said, "value": value_text(one.value)}
        for one in found.sections
    ]
    words = {"headline": headline(found), "n": counted(found.n), "sections": formats.listed(told)}
    sentence = _("%(headline)s (%(n)s). By section, from 1 to 5: %(sections)s.") % words
    if before is None or not before.sections:
        return sentence
    earlier = [
        _("%(section)s %(value)s")
        % {"section": one.section.name.said, "value": formats.number(one.value.mean, 1)}
        for one in before.sections
    ]
    words |= {"round": round_name(before.round), "earlier": formats.listed(earlier)}
    return f"{sentence} {_('In the round of %(round)s: %(earlier)s.') % words}"


def course_told(found: Sequence[Result]) -> str:
    """What the course of the total shows."""
    told = [
        _("%(round)s %(total)s (%(n)s)")
        % {
            "round": round_name(one.round),
            "total": out_of(one.questionnaire, one.total),
            "n": counted(one.n),
        }
        for one in found
        if one.total is not None
    ]
    return _("The total round by round: %(rounds)s.") % {"rounds": formats.listed(told)}
