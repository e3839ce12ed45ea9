"""Members beside each other, in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics import sentences
from metrics.kpi import Kpi
from metrics.ranking.funnel import VERDICT_WORDS, Funnel, Verdict

_APART = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)


def headline(found: Funnel) -> str:
    """How many members differ from the rest by more than chance."""
    apart = sum(one.verdict in _APART for one in found.members)
    words = {"n": formats.number(apart), "all": formats.number(len(found.members)), "kpi": found.kpi.title}
    if not apart:
        return _("%(kpi)s: none of %(all)s differs from the rest by more than chance") % words
    return (
        ngettext(
            "%(kpi)s: %(n)s of %(all)s differs from the rest by more than chance",
            "%(kpi)s: %(n)s of %(all)s differ from the rest by more than chance",
            apart,
        )
        % words
    )


def reading(found: Funnel) -> list[str]:
    """How to read the chart, and what was left out of account."""
    words = {"value": found.kpi.text(found.centre), "n": sentences.counted(found.kpi, found.n)}
    told = [
        _("All together: %(value)s, from %(n)s.") % words,
        _(
            "The fewer rows stand behind a member, the further from all together chance alone may take it."
            " Within the outer limits nothing needs an explanation; between the inner and the outer ones lies"
            " about one of 20 without any reason."
        ),
    ]
    if found.dispersion > 1:
        words["times"] = formats.number(found.dispersion**0.5, 1)
        told.append(
            _(
                "Members vary more than chance within each would have it, so they differ in general: the"
                " limits are %(times)s times as wide, and only those who stand out even so are named."
            )
            % words
        )
    told.append(_("Members may have other customers and cases: a difference is a question, not a grade."))
    return told


def of_members(found: Funnel, names: Mapping[str, str]) -> pd.DataFrame:
    """A row a member, the best first."""
    rows = [
        {
            _("Who"): names[one.member],
            _("Value"): found.kpi.text(one.value),
            _("Verdict"): _(VERDICT_WORDS[one.verdict]),
            _("95 % interval"): _between(found.kpi, one.low, one.high),
            _("By chance it may be"): _between(found.kpi, one.limits.outer_low, one.limits.outer_high),
            _("Rows behind it"): sentences.counted(found.kpi, one.n),
        }
        for one in found.members
    ]
    return pd.DataFrame(rows)


def _between(kpi: Kpi, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return formats.MISSING
    return _("%(low)s to %(high)s") % {"low": kpi.number(low), "high": kpi.number(high)}


def alternative(found: Funnel, names: Mapping[str, str]) -> str:
    """What the chart shows, for those who can't see it."""
    told = [f"{names[one.member]}: {_(VERDICT_WORDS[one.verdict])}" for one in found.members]
    return headline(found) + ". " + "; ".join(told) + "."
