"""What audits tell, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from data import formats
from data.audits import AUDIT_KIND_NAMES, HIGHEST, Audit
from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.language import ngettext
from data.questionnaires.standards_audit import STANDARD_BY_KEY
from metrics.audit.results import Audited, OfStandard, Result, Sides, unknown_to_audits
from metrics.audit.scoring import FEWEST_AUDITS, Mean, points
from metrics.rounding import apart

_LISTED = 3


def percent(value: float) -> str:
    """A percent of the points, whole."""
    return _("%(number)s %%") % {"number": formats.number(value)}


def score(value: float) -> str:
    """A mean score, as in ``2.4 of 5``."""
    return _("%(score)s of %(best)s") % {"score": formats.number(value, 1), "best": formats.number(HIGHEST)}


def counted(n: int) -> str:
    """How many audits."""
    return ngettext("%(n)s audit", "%(n)s audits", n) % {"n": formats.number(n)}


def standard_name(key: str) -> str:
    """What a standard is called."""
    return _(STANDARD_BY_KEY[key].name)


def headline(found: Result) -> str:
    """What the audits give, and where they give least."""
    if not found.percent.now or not found.weakest or not found.weakest.score.now:
        return _("Standards audit")
    words = {
        "percent": percent(found.percent.now.value),
        "standard": standard_name(found.weakest.standard),
        "score": score(found.weakest.score.now.value).replace(" ", "\u00a0"),
    }
    means = [one.score.now.value for one in found.standards if one.score.now]
    if means.count(min(means)) > 1:
        return _("Audits give %(percent)s of the points") % words
    return _("Audits give %(percent)s of the points, least for “%(standard)s”: %(score)s") % words


def stands_on(found: Result) -> str:
    """How many audits of which days the numbers are of."""
    if not found.now:
        return _("No audit lies on the days and within the filters chosen.")
    words = {
        "n": counted(len(found.now)),
        "first": formats.day(found.now[-1].on),
        "last": formats.day(found.now[0].on),
        "before": counted(len(found.before)),
        "rollout": formats.day(found.asked.rollout),
    }
    if len(found.now) == 1:
        told = _("The numbers are of 1 audit of %(last)s.") % words
    else:
        told = _("The numbers are of %(n)s from %(first)s to %(last)s.") % words
    if found.before:
        told += " " + _("%(before)s from before the rollout of %(rollout)s stand beside them.") % words
    return told


def unheld(found: Result, titles: Mapping[str, str]) -> str:
    """That some filters can't hold, as audits don't know what they are of; empty where all do."""
    names = [titles.get(name, name) for name in unknown_to_audits(found.asked.where)]
    about = {name for name, _members in found.asked.where if name in ORGANISED_BY}
    told = ""
    if names:
        words = {"names": formats.listed(names)}
        told = _("Audits don't say %(names)s, so that filter isn't applied here.") % words
    if len(about) == 1 and found.asked.where:
        (other,) = {*ORGANISED_BY} - about
        words = {"other": titles.get(other, other)}
        left_out = _("Audits that are of a whole %(other)s are left out by the filter.") % words
        told = f"{told} {left_out}".strip()
    return told


def changed(sides: Sides) -> str:
    """What became of a percent since the rollout; empty where nothing was audited before it."""
    if sides.before is None or sides.now is None:
        return ""
    words = {
        "before": percent(sides.before.value),
        "now": percent(sides.now.value),
        "fewest": formats.number(FEWEST_AUDITS),
    }
    told = _("It was %(before)s before the rollout and is %(now)s since.") % words
    if sides.change is None:
        few = _("Too few audits to tell whether that is more than chance: it takes %(fewest)s on each side.")
        return f"{told} {few % words}"
    words |= {"low": _points(sides.change.low), "high": _points(sides.change.high)}
    words["change"] = _points(apart(sides.before.value, sides.now.value, 0))
    if sides.change.low > 0 or sides.change.high < 0:
        sure = _("A change of %(change)s percentage points (95 %% interval %(low)s to %(high)s).")
    else:
        sure = _(
            "Chance may account for that: the change is %(change)s percentage points (95 %% interval %(low)s"
            " to %(high)s)."
        )
    return f"{told} {sure % words}"


def _points(value: float) -> str:
    return formats.number(value, sign=True)


def mixed(found: Result) -> str:
    """That before and since aren't quite alike; empty where they are."""
    if not found.is_mixed:
        return ""
    return _(
        "The audits before and since differ in how they were done or in whom they were of; part of the"
        " difference may come from that."
    )


def weakest(found: Result) -> str:
    """The standards to begin with."""
    told = _("%(standard)s (%(score)s)")
    named = [
        told % {"standard": standard_name(one.standard), "score": score(one.score.now.value)}
        for one in found.standards[:_LISTED]
        if one.score.now
    ]
    if not named:
        return ""
    return _("Weakest first: %(standards)s.") % {"standards": formats.listed(named)}


def unseen(found: Result) -> str:
    """The standards that nobody observed; empty where each was."""
    if not found.unseen or not found.now:
        return ""
    return _("Not observed in any of these audits: %(standards)s.") % {
        "standards": formats.listed([standard_name(key) for key in found.unseen])
    }


def interval(mean: Mean, tell: str) -> str:
    """The bounds of a mean in words, by ``percent`` or ``score``; that there are none where there aren't."""
    if mean.low is None or mean.high is None:
        return _("too few audits for a range") if mean.n < FEWEST_AUDITS else _("all came to the same")
    if tell == "percent":
        words = {"low": formats.number(mean.low), "high": percent(mean.high)}
    else:
        words = {"low": formats.number(mean.low, 1), "high": formats.number(mean.high, 1)}
    return _("%(low)s to %(high)s") % words


def team_told(team: Audited, name: str) -> str:
    """A team or branch with its percent, its range and how many audits it is of."""
    if team.percent.now is None:
        return _("%(name)s: no audit on these days") % {"name": name}
    mean = team.percent.now
    words = {
        "name": name,
        "percent": percent(mean.value),
        "range": interval(mean, "percent"),
        "n": counted(mean.n),
    }
    return _("%(name)s: %(percent)s (%(range)s), %(n)s") % words


def standard_told(one: OfStandard) -> str:
    """A standard with its mean score, its range and how many audits observed it."""
    mean = one.score.now
    if mean is None:
        return standard_name(one.standard)
    words = {
        "name": standard_name(one.standard),
        "score": score(mean.value),
        "range": interval(mean, "score"),
        "n": counted(mean.n),
    }
    return _("%(name)s: %(score)s (%(range)s), %(n)s") % words


def audit_told(audit: Audit) -> str:
    """An audit's result as the formula has it, as in ``51 of 80 points = 64 %``."""
    got = points(audit)
    words = {
        "scored": formats.number(got.scored),
        "possible": formats.number(got.possible),
        "percent": percent(got.percent),
        "n": formats.number(got.observed),
        "all": formats.number(len(STANDARD_BY_KEY)),
    }
    return _("%(scored)s of %(possible)s points = %(percent)s; %(n)s of %(all)s standards observed") % words


def kind_name(audit: Audit) -> str:
    """How an audit was done."""
    return _(AUDIT_KIND_NAMES[audit.kind])


def method() -> list[str]:
    """How all this is computed."""
    words = {"fewest": formats.number(FEWEST_AUDITS)}
    return [
        _(
            "Percent of the maximum = points scored of points possible, times 100. Each standard that was"
            " observed has 5 points possible; one that wasn't observed counts neither above nor below the"
            " line. Scores begin at 1, so the lowest possible result is 20 %, not 0 %."
        ),
        _(
            "Several audits: the mean of their percents, each audit counting the same. A standard's score is"
            " the mean of the audits that observed it."
        ),
        _(
            "Ranges are 95 %% intervals (Student's t) and say how far the result would move with other audits"
            " of the same kind. They are told from %(fewest)s audits on, and only where these differ."
        )
        % words,
        _(
            "Neighbours in a list may change places with the next audit: take standards whose ranges overlap"
            " for about as weak as each other."
        ),
    ]
