"""Who leaves more often than others, in words and as a table."""

from __future__ import annotations

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.rounding import apart
from metrics.staying.leaving_rates import Ratio
from metrics.staying.links import Flagged, Link, Row, Side, Who

NAMES = {
    Who.NEVER: mark("Had not complained (so far)"),
    Who.COMPLAINED: mark("Had complained"),
    Who.ON_SPOT: mark("… solved on the spot"),
    Who.NOT_ON_SPOT: mark("… not on the spot"),
    Who.KEPT: mark("… as promised in time"),
    Who.BROKEN: mark("… not as promised"),
    Who.SATISFIED: mark("… satisfied with the handling"),
    Who.UNSATISFIED: mark("… not satisfied with it"),
    Who.PROMOTER: mark("Promoters (9 or 10)"),
    Who.PASSIVE: mark("Passives (7 or 8)"),
    Who.DETRACTOR: mark("Detractors (0 to 6)"),
}


def complaints_told(found: Link) -> str:
    """Whether those who complained leave more often."""
    row = found.of(Who.COMPLAINED)
    if row is None or row.ratio is None or _few(row):
        return _("Too few of those who complained have left to tell whether they do so more often.")
    words = _words(row, row.ratio)
    if not row.ratio.is_clear:
        return (
            _(
                "Whether those who complained leave more often can't be told: %(ratio)s times as often as"
                " others in the year after it, but anything from %(low)s to %(high)s times is possible."
            )
            % words
        )
    more = _(
        "Those who complained leave %(ratio)s times as often as others in the year after it (95 %% interval"
        " %(low)s to %(high)s times)."
    )
    return more % words


def recommending_told(found: Link) -> str:
    """Whether detractors leave more often than promoters."""
    row = found.of(Who.DETRACTOR)
    if row is None or row.ratio is None or _few(row):
        return _("Too few detractors and promoters have left to tell whether one leaves more often.")
    words = _words(row, row.ratio)
    if not row.ratio.is_clear:
        return (
            _(
                "Whether detractors leave more often than promoters can't be told: %(ratio)s times as often,"
                " but anything from %(low)s to %(high)s times is possible."
            )
            % words
        )
    told = _(
        "Detractors leave %(ratio)s times as often as promoters in the year after their answer (95 %%"
        " interval %(low)s to %(high)s times)."
    )
    return told % words


def _words(row: Row, ratio: Ratio) -> dict[str, str]:
    return {
        "ratio": formats.number(ratio.value, 2),
        "low": formats.number(ratio.low, 2),
        "high": formats.number(ratio.high, 2),
        "n": formats.number(row.rate.customers),
    }


def _few(row: Row) -> bool:
    return row.rate.customers < FEWEST_ANSWERS


def of_rows(found: Link) -> pd.DataFrame:
    """A row a group, those compared with first."""
    return pd.DataFrame([_cells(found.others, is_compared_with=True), *map(_cells, found.rows)])


def _cells(row: Row, *, is_compared_with: bool = False) -> dict[str, str]:
    few = _("too few to tell")
    rate = row.rate
    between = _("%(value)s (%(low)s to %(high)s)")
    told = between % {
        name: formats.number(value, 1)
        for name, value in (("value", rate.value), ("low", rate.low), ("high", rate.high))
    }
    times = few if row.ratio is None or _few(row) else between % _times(row.ratio)
    return {
        _("Customers who"): _(NAMES[row.who]),
        _("How many"): formats.number(rate.customers),
        _("Left"): formats.number(rate.left),
        _("Leave in a year, of 100"): few if _few(row) else told,
        _("Times as often, at the same time and tenure"): _("the others are compared with these")
        if is_compared_with
        else times,
        _("More than chance?"): "" if is_compared_with else _verdict(row),
    }


def _times(ratio: Ratio) -> dict[str, str]:
    names = {"value": ratio.value, "low": ratio.low, "high": ratio.high}
    return {name: formats.number(value, 2) for name, value in names.items()}


def _verdict(row: Row) -> str:
    if row.ratio is None or _few(row):
        return _("too few to tell")
    if not row.ratio.is_clear:
        return _("may be chance")
    return _("leave more often") if row.ratio.value > 1 else _("leave less often")


def complaint_limits(found: Link) -> list[str]:
    """How the comparison is made, and what it can't say."""
    return [
        _of_events(
            found,
            _("%(matched)s of %(events)s complaints with a customer number are of a customer on the list."),
        ),
        _(
            "A customer counts as one who complained from the day of the complaint on, for a year, and before"
            " the first one among those who had not: whoever stays longer has more time to complain, so that"
            " to count it from the beginning would make those who complain look loyal. How a complaint was"
            " handled counts from the day on which it was known."
        ),
        _limits_of_matching(),
        _(
            "Those who complain differ from those who don't: in what they buy, how often, how much they care."
            " And whoever leaves without a word never complains. So the difference, or that there is none,"
            " isn't what complaining or its handling did."
        ),
    ]


def recommending_limits(found: Link) -> list[str]:
    """How the groups of answers are compared, and what that can't say."""
    return [
        _of_events(
            found,
            _("%(matched)s of %(events)s answers with a customer number are of a customer on the list."),
        ),
        _(
            "A customer counts by the latest answer, from its day on until the next, for a year at most."
            " Only those who answered are told of."
        ),
        _limits_of_matching(),
    ]


def _of_events(found: Link, told: str) -> str:
    return told % {"matched": formats.number(found.matched), "events": formats.number(found.events)}


def _limits_of_matching() -> str:
    return _(
        "How many times as often is among customers in the same quarter who had been there about as long"
        " (Mantel and Haenszel). Of 20 such comparisons one stands out by chance alone."
    )


def flagged_told(found: Flagged) -> list[str]:
    """Who has left, of those who complained and of others, as a list has it."""
    words = {
        "complained": _share(found.complained),
        "others": _share(found.others),
        "n": formats.number(found.complained.n),
        "m": formats.number(found.others.n),
        "change": formats.number(apart(found.others.value, found.complained.value, 2), 2, sign=True),
        "low": formats.number(found.difference.low, 2, sign=True),
        "high": formats.number(found.difference.high, 2, sign=True),
    }
    return [
        _(
            "Of %(n)s customers who had complained %(complained)s have left, of the %(m)s others %(others)s:"
            " a difference of %(change)s points (%(low)s to %(high)s)."
        )
        % words,
        _(
            "The list doesn't tell when they complained. Who complains differs from others,"
            " and who stays longer has more time to complain: so this is a question, not an effect."
        ),
    ]


def _share(side: Side) -> str:
    names = {"value": side.value, "low": side.low, "high": side.high}
    return _("%(value)s %% (%(low)s to %(high)s)") % {
        name: formats.number(value, 2) for name, value in names.items()
    }


def nothing() -> str:
    """What would let complaints and answers be linked with leaving."""
    return _(
        "To see what goes with leaving, load complaints or answers that have the number of the customer, and"
        " a list of customers with the days of joining and leaving; or a list that says who has complained."
    )
