"""The perception gap in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext, nmark
from data.questionnaires.rounds import FEWEST
from metrics.assessment.words import round_name
from metrics.catalogue import kpi_named
from metrics.perception.gaps import Gap, Perception, Verdict
from metrics.perception.places import DAYS, MEAN, SHARE, Place
from metrics.rounding import apart

VERDICT_WORDS = {
    Verdict.BETTER: mark("sees itself better than its customers do"),
    Verdict.WORSE: mark("sees itself worse than its customers do"),
    Verdict.UNSURE: mark("no sure difference"),
    Verdict.FEW_MEMBERS: mark("can't tell: too few members answered"),
    Verdict.FEW_ANSWERS: mark("can't tell: too few customers answered"),
    Verdict.NO_SPREAD: mark("can't tell: how the answers vary isn't known"),
}
_HEADLINES = {
    Verdict.BETTER: nmark(
        "%(teams)s sees itself better than its customers do",
        "%(teams)s see themselves better than their customers do",
    ),
    Verdict.WORSE: nmark(
        "%(teams)s sees itself worse than its customers do",
        "%(teams)s see themselves worse than their customers do",
    ),
}


def headline(found: Perception) -> str:
    """Which teams see themselves otherwise than their customers do, the better ones first."""
    for verdict, words in _HEADLINES.items():
        if gaps := found.having(verdict):
            teams = formats.listed([gap.team for gap in gaps])
            return ngettext(*words, len(gaps)) % {"teams": teams}
    if found.having(Verdict.UNSURE):
        return _("No team surely sees itself otherwise than its customers do")
    return _("Too little is known to set teams beside their customers")


def number(value: float, *, sign: bool = False) -> str:
    """A place on the scale from 0 to 100, or how far two are apart.

    With a decimal, as whoever subtracts two whole numbers often gets another one than the rounded gap.
    """
    return formats.number(value, 1, sign=sign)


def bounds(low: float | None, high: float | None, *, sign: bool = False) -> str:
    """The two ends of an interval; empty where there is none."""
    if low is None or high is None:
        return ""
    words = {"low": number(low, sign=sign), "high": number(high, sign=sign)}
    return _("%(low)s to %(high)s") % words


def members(n: int) -> str:
    """How many members answered."""
    return ngettext("%(n)s member", "%(n)s members", n) % {"n": formats.number(n)}


def answers(n: int) -> str:
    """How many customers' answers there are."""
    return ngettext("%(n)s customer's answer", "%(n)s customers' answers", n) % {"n": formats.number(n)}


def place(one: Place, counted: str) -> str:
    """A place with its interval and n, as in ``62 (56 to 68), 11 members``."""
    if one.value is None:
        return counted
    between = bounds(one.low, one.high)
    words = {"value": number(one.value), "bounds": between, "n": counted}
    return _("%(value)s (%(bounds)s), %(n)s") % words if between else _("%(value)s, %(n)s") % words


def stands_on(found: Perception) -> str:
    """Which round and which days the numbers are of."""
    words = {
        "round": round_name(found.round),
        "first": formats.day(found.days.first),
        "last": formats.day(found.days.last),
        "days": formats.number(DAYS),
    }
    return (
        _(
            "How members of each team rated their own service in the round of %(round)s, beside what"
            " customers answered in the %(days)s days until its end (%(first)s to %(last)s). Both stand"
            " between 0, the worst possible answer, and 100, the best."
        )
        % words
    )


def verdict(gap: Gap) -> str:
    """How a team sees itself beside its customers, with the gap where it can be told."""
    words = {"team": gap.team, "verdict": _(VERDICT_WORDS[gap.verdict])}
    said = _("%(team)s: %(verdict)s.") % words
    if gap.difference is None:
        return said
    told = {
        "gap": gap_told(gap),
        "bounds": bounds(gap.difference.low, gap.difference.high, sign=True),
    }
    return said + " " + _("Gap %(gap)s points (95 %% interval %(bounds)s).") % told


def gap_told(gap: Gap) -> str:
    """What a team's own place is above its customers', as both are shown; a dash where one is missing."""
    theirs, own = gap.customers.place.value, gap.own.value
    return formats.MISSING if theirs is None or own is None else number(apart(theirs, own, 1), sign=True)


def numbers(gap: Gap) -> str:
    """What stands behind a team's gap: both places, and the share of satisfied customers."""
    words = {
        "own": place(gap.own, members(gap.own.n)),
        "customers": place(gap.customers.place, answers(gap.customers.place.n)),
    }
    said = _("In its own eyes %(own)s. In its customers' eyes %(customers)s.") % words
    share = gap.customers.satisfied
    if share is None:
        return said
    satisfied = {
        "value": kpi_named(SHARE).text(share.value),
        "bounds": _bounds_of_share(share.low, share.high),
    }
    return said + " " + _("Satisfied are %(value)s of them (%(bounds)s).") % satisfied


def told(gap: Gap) -> str:
    """All that is told of a team."""
    return f"{verdict(gap)} {numbers(gap)}"


def _bounds_of_share(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return _("interval not known")
    kpi = kpi_named(SHARE)
    return _("%(low)s to %(high)s") % {"low": kpi.text(low), "high": kpi.text(high)}


def unheld(told_dimensions: Sequence[str]) -> str:
    """That filters hold for customers' answers alone; empty where there are none."""
    if not told_dimensions:
        return ""
    words = {"names": formats.listed(list(told_dimensions))}
    return (
        _("The filter by %(names)s holds for customers' answers alone: members rate their team as a whole.")
        % words
    )


def method() -> list[str]:
    """How all this is computed, and what must not be read into it."""
    words = {
        "fewest": formats.number(FEWEST),
        "answers": formats.number(kpi_named(MEAN).measure.fewest),
        "days": formats.number(DAYS),
    }
    return [
        _(
            "A team's own place: (mean of its section scores − 1) / 4 × 100, the mean over its members. Its"
            " customers' place: where their mean satisfaction lies between the worst (0) and the best answer"
            " (100) of your company's scale, over the %(days)s days that end with the round."
        )
        % words,
        _(
            "The two ask different questions, so equal numbers don't prove that both see the same, and a"
            " small gap means little. A large one is worth a talk with the team."
        ),
        _(
            "Ranges are 95 %% intervals: Student's t for each place, Welch's for the gap. “Better” or “worse”"
            " is only said where the range of the gap leaves out zero, and still does so with several teams"
            " looked at together (Benjamini and Hochberg)."
        )
        % words,
        _(
            "Below %(fewest)s members only the place of their total is shown, without a range or a verdict;"
            " below %(answers)s customers' answers only how many there are."
        )
        % words,
    ]
