"""Members beside each other, in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext
from metrics import sentences
from metrics.kpi import Kpi
from metrics.ranking.funnel import VERDICT_WORDS, Funnel, Ranked, Verdict

_APART = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)


# What the members of a dimension are called, several of them.
_MEMBERS = {
    "team": mark("teams"),
    "branch": mark("branches"),
    "employee": mark("employees"),
    "channel": mark("channels"),
    "segment": mark("segments"),
    "product": mark("products"),
    "touchpoint": mark("touchpoints"),
    "nature": mark("problems"),
}
_OTHERS = mark("members")


def headline(found: Funnel) -> str:
    """How many members differ from the rest by more than chance, or by more than all of them vary."""
    apart = sum(one.verdict in _APART for one in found.members)
    words = _counted(found, apart)
    if found.dispersion > 1:
        return _beside_spread(apart) % words
    if not apart:
        return _("%(kpi)s: none of %(all)s %(members)s differs from the rest by more than chance") % words
    return (
        ngettext(
            "%(kpi)s: %(n)s of %(all)s %(members)s differs from the rest by more than chance",
            "%(kpi)s: %(n)s of %(all)s %(members)s differ from the rest by more than chance",
            apart,
        )
        % words
    )


def _beside_spread(apart: int) -> str:
    if not apart:
        return _("%(kpi)s: the %(all)s %(members)s vary by more than chance, but none stands out among them")
    return ngettext(
        "%(kpi)s: the %(all)s %(members)s vary by more than chance, and %(n)s stands out even so",
        "%(kpi)s: the %(all)s %(members)s vary by more than chance, and %(n)s stand out even so",
        apart,
    )


def _counted(found: Funnel, apart: int) -> dict[str, str]:
    return {
        "n": formats.number(apart),
        "all": formats.number(len(found.members)),
        "kpi": found.kpi.title,
        "members": members(found.dimension),
    }


def members(dimension: str) -> str:
    """What the members of a dimension are called."""
    return _(_MEMBERS.get(dimension, _OTHERS))


def reading(found: Funnel, files: Sequence[str] = ()) -> list[str]:
    """How to read the chart, and what was left out of account; ``files`` have no column of the dimension."""
    words = {"value": found.kpi.text(found.centre), "n": sentences.counted(found.kpi, found.n)}
    words["members"] = members(found.dimension)
    told = [
        _("All %(members)s together: %(value)s, from %(n)s.") % words,
        _without(found, files),
        _(
            "The fewer rows stand behind one of the %(members)s, the further from all together chance alone"
            " may take it. Within the outer limits nothing needs an explanation; between the inner and the"
            " outer ones lies about one of 20 without any reason."
        )
        % words,
    ]
    if found.dispersion > 1:
        words["times"] = formats.number(found.dispersion**0.5, 1)
        told.append(
            _(
                "As a group the %(members)s vary more than chance would have it. So that each is held against"
                " how much all of them vary, the limits are %(times)s times as wide; only those beyond even"
                " these are named."
            )
            % words
        )
    told.append(
        _("The %(members)s may have other customers and cases: a difference is a question, not a grade.")
        % words
    )
    return [sentence for sentence in told if sentence]


def _without(found: Funnel, files: Sequence[str]) -> str:
    """How many rows name no member, with the value of all; from which files, where these have no column."""
    if found.whole is None or found.without_member <= 0:
        return ""
    value, n = found.whole
    words = {
        "value": found.kpi.text(value),
        "n": sentences.counted(found.kpi, n),
        "missing": formats.number(found.without_member),
        "files": formats.listed(list(files)),
    }
    told = (
        _("The company as a whole: %(value)s, from %(n)s; %(missing)s of them are of none of these.") % words
    )
    return f"{told} {_('No such column: %(files)s.') % words}" if files else told


def verdict(found: Funnel, one: Ranked) -> str:
    """How a member stands to the rest, in words; where its own interval says more, what that is about."""
    lies_apart = one.low is not None and one.high is not None and not one.low <= found.centre <= one.high
    if one.verdict is Verdict.CHANCE and lies_apart:
        return _("perhaps apart: its own interval leaves out all together")
    return _(VERDICT_WORDS[one.verdict])


def of_members(found: Funnel, names: Mapping[str, str]) -> pd.DataFrame:
    """A row a member, the best first."""
    rows = [
        {
            _("Who"): names[one.member],
            _("Value"): found.kpi.text(one.value),
            _("Verdict"): verdict(found, one),
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
    return kpi.interval(low, high)


def alternative(found: Funnel, names: Mapping[str, str]) -> str:
    """What the chart shows, for those who can't see it."""
    told = [f"{names[one.member]}: {verdict(found, one)}" for one in found.members]
    return headline(found) + ". " + "; ".join(told) + "."
