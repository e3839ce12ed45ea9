"""Branches or teams compared with those that hadn't got a policy yet, in words."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext
from metrics import sentences
from metrics.impact.branches import Branches
from metrics.impact.verdict import Kind
from metrics.staggered import DROPPED, FEWEST_UNITS, REASONS, NoVerdict
from metrics.statistics.multiplicity import FALSE_ALARMS

_BESIDE = {
    "branch": mark("Compared with branches without the policy: %(told)s"),
    "team": mark("Compared with teams without the policy: %(told)s"),
}
_BESIDE_OTHERS = mark("Compared with those without the policy: %(told)s")
_TOLD = {
    Kind.IMPROVED: mark("%(kpi)s changed by %(change)s (95 %% interval %(bounds)s), for the better."),
    Kind.WORSENED: mark("%(kpi)s changed by %(change)s (95 %% interval %(bounds)s), for the worse."),
    Kind.CHANGED: mark("%(kpi)s changed by %(change)s (95 %% interval %(bounds)s)."),
    Kind.NO_CHANGE: mark(
        "%(kpi)s changed by %(change)s, but the 95 %% interval, %(bounds)s, takes in no difference, so it may"
        " be chance."
    ),
}


def kind(found: Branches) -> Kind:
    """What became of the KPI in those that got the policy, beside the others."""
    is_clear, value = found.found.verdict, found.found.value
    if is_clear is None or value is None:
        return Kind.CANT_TELL
    if not is_clear:
        return Kind.NO_CHANGE
    if found.kpi.better is None:
        return Kind.CHANGED
    return Kind.IMPROVED if (value > 0) == (found.kpi.better == "higher") else Kind.WORSENED


def sentence(found: Branches) -> str:
    """The effect with its interval, or what is missing to tell it."""
    seen = found.found
    if seen.reason is not None or seen.value is None:
        return _missing(found)
    words = {
        "kpi": found.kpi.title,
        "change": change(found, seen.value),
        "bounds": bounds(found, seen.low, seen.high),
    }
    told = _(_TOLD[kind(found)]) % words
    return _(_BESIDE.get(found.dimension, _BESIDE_OTHERS)) % {"told": told}


def _missing(found: Branches) -> str:
    reason, count = found.found.reason, found.found.units
    if reason is not NoVerdict.TOO_FEW_UNITS:
        return _("Can't compare yet.") + " " + (_(REASONS[reason]) if reason else "")
    words = {"n": formats.number(count), "needed": formats.number(FEWEST_UNITS)}
    return (
        ngettext(
            "Can't compare: only %(n)s has values before and after its day, and it takes %(needed)s.",
            "Can't compare: only %(n)s have values before and after their days, and it takes %(needed)s.",
            count,
        )
        % words
    )


def change(found: Branches, value: float) -> str:
    """A difference with its sign and unit; a ratio as a percentage."""
    if not found.is_ratio:
        return found.kpi.change(value)
    return _("%(number)s %%") % {"number": formats.number(100 * (found.in_unit(value) - 1), 1, sign=True)}


def bounds(found: Branches, low: float | None, high: float | None) -> str:
    """The ends of an interval; it may be open on either side."""
    if low is not None and high is not None and not found.is_ratio:
        return found.kpi.bounds(low, high)
    ends = {
        "low": None if low is None else change(found, low),
        "high": None if high is None else change(found, high),
    }
    if low is not None and high is not None:
        return _("%(low)s to %(high)s") % ends
    if low is not None:
        return _("%(low)s or more") % ends
    return _("%(high)s or less") % ends if high is not None else _("without ends")


def details(found: Branches) -> list[str]:
    """Who is compared, whether they went along before, and who and what is left out."""
    seen = found.found
    words = {
        "treated": formats.number(seen.treated),
        "units": formats.number(seen.units),
        "months": sentences.periods(seen.cells, found.grain),
    }
    told = []
    if seen.reason is None:
        told = [
            _(
                "%(treated)s of %(units)s got the policy so far, for %(months)s all together. A small one"
                " counts as much as a large one; what all have in common is no part of the difference."
            )
            % words,
            before(found),
        ]
    if seen.left_out:
        left = {"months": sentences.periods(seen.left_out, found.grain)}
        told.append(_("Left out: %(months)s in which nobody was without the policy any more.") % left)
    out = {str(name): _(DROPPED[why]) for name, why in seen.dropped.items()}
    out |= dict.fromkeys(found.silent, _("It has no value in any month."))
    return [part for part in [*told, *(f"{name}: {why}" for name, why in sorted(out.items()))] if part]


def before(found: Branches) -> str:
    """Whether those that got the policy went along with the others before it."""
    apart = found.course.apart
    if apart is None:
        return _("Whether they went along with each other before can't be told: there are too few months.")
    ends = [end if abs(end) != float("inf") else None for end in (apart.low, apart.high)]
    words = {"change": change(found, apart.value), "bounds": bounds(found, ends[0], ends[1])}
    if apart.p <= FALSE_ALARMS:
        return (
            _(
                "Beware: they went apart before the policy already, by %(change)s (%(bounds)s). The"
                " difference since then may only carry that on."
            )
            % words
        )
    return _("In the months before the policy they went along: %(change)s apart (%(bounds)s).") % words


def title(found: Branches) -> str:
    """The message of the chart."""
    return _("%(kpi)s, by months since the policy") % {"kpi": found.kpi.title}


def alternative(found: Branches) -> str:
    """What the chart shows, for those who can't see it."""
    ages = (*found.course.before, *found.course.after)
    told = [
        _("month %(month)s: %(change)s")
        % {"month": formats.number(_since(at.age), sign=True), "change": change(found, at.value)}
        for at in ages
    ]
    return title(found) + ". " + "; ".join(told) + "."


def _since(age: int) -> int:
    """The month since a policy: the first with it is 1, the last before it -1."""
    return age + 1 if age >= 0 else age


def method() -> list[str]:
    """How the comparison is computed, in plain words."""
    return [
        _(
            "From the months without the policy it is worked out what each would have had without it: its own"
            " level, moved as the others without the policy moved in that month. The effect is the mean of"
            " what it had minus that (imputation, Borusyak, Jaravel and Spiess 2024)."
        ),
        _(
            "How far chance alone goes is told by dealing the same rollout days to others: the interval holds"
            " what no such deal contradicts at 5 %."
        ),
        _("An interval that reaches the edge of a picture goes on beyond it."),
        _("The month in which one got the policy counts only where it got it at its start."),
    ]
