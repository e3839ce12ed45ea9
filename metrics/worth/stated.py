"""What stands beside a worth, in words: the published ratios, and the cheap complaints."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.worth.assumptions import SILENT_HIGH
from metrics.worth.discretion import Cheap, Discretion
from metrics.worth.published import Unheard, Winning
from metrics.worth.rounding import over, with_ends


def unheard(found: Unheard) -> list[str]:
    """How many said nothing and how many heard of it, as published ratios would have it."""
    words = {
        "complaints": formats.number(found.complaints),
        "silent": with_ends(found.silent, whole=True),
        "heard": with_ends(found.heard, whole=True),
        "most": formats.number(SILENT_HIGH),
    }
    parts = [
        ngettext(
            "%(complaints)s complaint came in since the rollout. By your ratio about %(silent)s unhappy"
            " customers said nothing.",
            "%(complaints)s complaints came in since the rollout. By your ratio about %(silent)s unhappy"
            " customers said nothing.",
            found.complaints,
        )
        % words,
        _("If each tells others of it, about %(heard)s people heard.") % words,
        _exceeds(found),
        _(
            "The ratio of 26 is often quoted as TARP's, of 1979 and 1986; the first study couldn't be"
            " checked. The ratios quoted run from 1 or fewer for costly problems to %(most)s for groceries."
            " They are old, and not your data: nothing of this is in the sum above."
        )
        % words,
    ]
    return [part for part in parts if part]


def _exceeds(found: Unheard) -> str:
    if not found.exceeds or found.customers is None:
        return ""
    words = {"customers": formats.number(found.customers)}
    return (
        _(
            "That is more than the %(customers)s customers that you have: either many were unhappy several"
            " times, or the ratio is too high for you. Ask customers, and set your own."
        )
        % words
    )


def winning(found: Winning) -> list[str]:
    """What keeping a customer should cost beside winning one, and what winning as many would cost."""
    words = {"each": formats.number(found.each), "keeping": with_ends(found.keeping)}
    parts = [
        _("Winning a customer costs you %(each)s; by the published ratio, keeping one costs %(keeping)s.")
        % words
    ]
    if found.winning is not None:
        words["winning"] = with_ends(found.winning)
        parts.append(_("To win as many anew as were kept would cost %(winning)s.") % words)
    if found.a_kept:
        words["kept"] = over(found.a_kept)
        parts.append(_("The policy cost %(kept)s for each customer kept.") % words)
    return parts


def rule(found: Discretion) -> list[str]:
    """How many cheap complaints were settled at once, and what settling all of them would have come to."""
    everybody = found.everybody
    words = {
        "n": formats.number(everybody.n),
        "limit": _limit(found),
        "at_once": formats.number(everybody.at_once.n),
        "later": formats.number(everybody.later.n),
    }
    first = ngettext(
        "%(n)s complaint cost less than winning a customer (%(limit)s).",
        "%(n)s complaints cost less each than winning a customer (%(limit)s).",
        everybody.n,
    )
    if not everybody.is_enough:
        return [first % words, _("Too few to tell how many of them are settled at once.")]
    words["share"] = share(everybody)
    parts = [
        first % words,
        _("%(at_once)s of them were settled at once (%(share)s), %(later)s later.") % words,
    ]
    return [*parts, *_all_at_once(found)]


def _limit(found: Discretion) -> str:
    decimals = 0 if found.limit is None or found.limit.is_integer() else 2
    return formats.number(found.limit, decimals)


def share(found: Cheap) -> str:
    """The percentage settled at once with its interval, as in ``17 %, 14 to 20``."""
    one = found.share
    bounds = {"value": formats.number(one.value), "low": formats.number(one.low)}
    return _("%(value)s %%, %(low)s to %(high)s") % (bounds | {"high": formats.number(one.high)})


def _all_at_once(found: Discretion) -> list[str]:
    if not found.everybody.later.n:
        return []
    if found.cost is None:
        return [_("Too few of either sort to tell what settling all at once would come to.")]
    words = {"cost": with_ends(found.cost), "paid": formats.number(found.paid)}
    parts = [
        _(
            "Settled at once at the cost of those that were, the later ones would have cost %(cost)s;"
            " %(paid)s was paid for them."
        )
        % words
    ]
    if found.spared is not None:
        parts.append(
            _("Customers would have waited about %(hours)s hours less, all together.")
            % {"hours": with_ends(found.spared, whole=True)}
        )
    return [*parts, _("The later ones may be the harder ones: try it where they look alike.")]


def act(found: Discretion, names: Mapping[str, str]) -> str:
    """One sentence to act on; empty where there is nothing to do, or too little to say it."""
    worst = next((one for one in found.members if one.is_enough and one.later.n), None)
    if worst is None or found.limit is None:
        return ""
    words = {
        "member": names[worst.member],
        "limit": _limit(found),
        "later": formats.number(worst.later.n),
        "n": formats.number(worst.n),
    }
    told = _("Let %(member)s settle at once what costs less than %(limit)s") % words
    if not worst.later.hours.n:
        return told + _(": %(later)s of its %(n)s such complaints had to wait.") % words
    words["hours"] = formats.number(worst.later.hours.mean)
    return told + _(": %(later)s of its %(n)s such complaints waited, %(hours)s hours on average.") % words


def table(found: Discretion, title: str, names: Mapping[str, str]) -> pd.DataFrame:
    """The members beside each other, those with most to settle at once first."""
    rows = [
        {
            title: names[one.member],
            _("Below the cost of winning"): formats.number(one.n),
            _("Settled at once"): share(one) if one.is_enough else _("too few to tell"),
            _("Later"): formats.number(one.later.n),
            _("Hours until then"): formats.number(one.later.hours.mean)
            if one.later.hours.n
            else formats.MISSING,
        }
        for one in found.members
    ]
    return pd.DataFrame(rows)
