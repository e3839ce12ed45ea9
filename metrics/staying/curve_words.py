"""For how long customers stay, before a rollout and since, and by members, in words."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import ngettext, pgettext
from metrics.amounts import AMOUNTS
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.staying.curves import FEWEST_LEFT, YEAR, Curves, Group, Rollout
from metrics.survival import Estimate

_LEAST_P = 0.001


def everyone(found: Curves) -> list[str]:
    """How long customers stay, all together, and whom it leaves out."""
    group = found.everyone
    if group.curve is None:
        return [too_few(group)]
    if not group.is_whole:
        return [_begun_late(group), *_caveats(found)]
    told = [
        _("Of %(n)s customers %(left)s have left.")
        % {"n": formats.number(group.n), "left": formats.number(group.left)},
        _after_a_year(group),
        _median(group.median),
    ]
    return [one for one in [*told, *_caveats(found)] if one]


def _caveats(found: Curves) -> list[str]:
    told: list[str] = []
    if found.of_list:
        told.append(
            _(
                "This is from a list of one day, with the months as a customer that it gives. It supposes"
                " that the list holds everybody who ever came: if some who left long ago were taken off it,"
                " fewer stay than it looks."
            )
        )
    if found.delayed:
        told.append(
            ngettext(
                "%(n)s customer is watched only from some time after joining, and counts from then on alone.",
                "%(n)s customers are watched only from some time after joining, and count from then on"
                " alone.",
                found.delayed,
            )
            % {"n": formats.number(found.delayed)}
        )
    if found.untold:
        told.append(
            ngettext(
                "%(n)s customer is left out: nobody can tell how long it has stayed.",
                "%(n)s customers are left out: nobody can tell how long they have stayed.",
                found.untold,
            )
            % {"n": formats.number(found.untold)}
        )
    return told


def _begun_late(group: Group) -> str:
    assert group.curve is not None
    return _(
        "The curve is of customers who had been there for %(months)s: too few are watched from the day"
        " on which they joined."
    ) % {"months": AMOUNTS["months"].told(group.curve.since, 1)}


def too_few(group: Group) -> str:
    """That too few customers stand behind a curve."""
    words = {"n": formats.number(group.n), "fewest": formats.number(FEWEST_ANSWERS)}
    return (
        ngettext(
            "Too few to tell: %(n)s customer, and it takes %(fewest)s.",
            "Too few to tell: %(n)s customers, and it takes %(fewest)s.",
            group.n,
        )
        % words
    )


def _after_a_year(group: Group) -> str:
    told = group.after_a_year
    if told.value is None:
        return _("Nobody has been watched for a year yet.")
    return _("After a year %(share)s are still there.") % {"share": with_interval(told)}


def _median(median: Estimate) -> str:
    if median.value is None:
        return _("More than half stay longer than can be told yet.")
    return _("Half have left after %(months)s.") % {"months": median_told(median)}


def with_interval(found: Estimate, decimals: int = 1) -> str:
    """A share with its interval, as in ``84.3 % (83.4 to 85.2)``; a dash where nobody can tell it."""
    if found.value is None:
        return formats.MISSING
    words = {"share": formats.number(100 * found.value, decimals)}
    if found.low is None or found.high is None or found.low == found.high:
        # Where nobody has left by then, the curve has no spread to make an interval of.
        return _("%(share)s %%") % words
    words |= {
        "low": formats.number(100 * found.low, decimals),
        "high": formats.number(100 * found.high, decimals),
    }
    return _("%(share)s %% (%(low)s to %(high)s)") % words


def median_told(found: Estimate) -> str:
    """Months with their interval, as in ``35 months (32 to 38)``; in words where half haven't left."""
    if found.value is None:
        return _("not reached yet")
    words = {"n": formats.number(found.value, _digits(found)), "low": _end(found, found.low)}
    words["high"] = (
        _end(found, found.high) if found.high is not None else pgettext("end of an interval", "open")
    )
    if _digits(found):
        # A fraction has no singular: one and a half are months.
        return _("%(n)s months (%(low)s to %(high)s)") % words
    return (
        ngettext(
            "%(n)s month (%(low)s to %(high)s)",
            "%(n)s months (%(low)s to %(high)s)",
            formats.whole(found.value),
        )
        % words
    )


def _digits(found: Estimate) -> int:
    """Whole months as they are."""
    ends = [end for end in (found.value, found.low, found.high) if end is not None]
    return 0 if all(end == round(end) for end in ends) else 1


def _end(found: Estimate, end: float | None) -> str:
    return formats.number(end, _digits(found)) if end is not None else pgettext("end of an interval", "open")


def rollout_told(found: Rollout) -> list[str]:
    """Before a rollout and since, at the same tenure: what the log-rank test says, and both shares."""
    if found.test is None or found.ratio is None:
        return [_not_compared(found)]
    if found.before.is_whole and found.after.is_whole:
        return [_verdict(found), _both(found)]
    late = [_begun_late(group) for group in (found.before, found.after) if group.curve and not group.is_whole]
    return [_verdict(found), *late]


def _not_compared(found: Rollout) -> str:
    words = {
        "before": formats.number(found.before.left),
        "after": formats.number(found.after.left),
        "fewest": formats.number(FEWEST_LEFT),
        "watched": formats.number(FEWEST_ANSWERS),
    }
    return (
        _(
            "Can't compare yet: %(before)s customers left before the rollout and %(after)s since, and it"
            " takes %(fewest)s on either side, of %(watched)s who are watched."
        )
        % words
    )


def _verdict(found: Rollout) -> str:
    assert found.test is not None
    return f"{unadjusted(found)} {chance(found.test.p)}"


def unadjusted(found: Rollout) -> str:
    """How much less often customers leave since a rollout, with trend and season still in it."""
    assert found.ratio is not None
    change = found.ratio.value - 1
    words = {
        "day": formats.day(found.since),
        "change": formats.number(abs(100 * change)),
        "low": _signed(found.ratio.low),
        "high": _signed(found.ratio.high),
    }
    if not found.is_clear:
        return (
            _(
                "Not adjusted for trend and season, it can't be told whether fewer leave since %(day)s:"
                " compared with customers who had been there as long before, it may be anything from %(low)s"
                " %% to %(high)s %%."
            )
            % words
        )
    less = _(
        "Not adjusted for trend and season: since %(day)s customers leave %(change)s %% less often than"
        " customers who had been there as long did before (95 %% interval %(low)s %% to %(high)s %%)."
    )
    more = _(
        "Not adjusted for trend and season: since %(day)s customers leave %(change)s %% more often than"
        " customers who had been there as long did before (95 %% interval %(low)s %% to %(high)s %%)."
    )
    return (less if found.fewer_leave else more) % words


def _signed(ratio: float) -> str:
    return formats.number(100 * (ratio - 1), sign=True)


def chance(p: float) -> str:
    """A p in words."""
    if p < _LEAST_P:
        return _("Chance alone would make such a difference less than once in 1,000 times.")
    times = max(1, formats.whole(100 * p))
    return ngettext(
        "Chance alone would make such a difference %(n)s time in 100.",
        "Chance alone would make such a difference %(n)s times in 100.",
        times,
    ) % {"n": formats.number(times)}


def _both(found: Rollout) -> str:
    told = _(
        "Of new customers, %(before)s would be there after a year as things were before, and %(after)s as"
        " they are since."
    ) % _shares(found, YEAR)
    if found.later is None:
        return told
    later = ngettext(
        "After %(months)s month it would be %(before)s and %(after)s.",
        "After %(months)s months it would be %(before)s and %(after)s.",
        formats.whole(found.later),
    ) % {"months": formats.number(found.later), **_shares(found, found.later)}
    return f"{told} {later}"


def _shares(found: Rollout, months: float) -> dict[str, str]:
    sides = {"before": found.before, "after": found.after}
    return {name: with_interval(group.at(months)) for name, group in sides.items()}


def rollout_limits(found: Rollout) -> str:
    """What the comparison can't say."""
    return _(
        "Each customer counts before the rollout with the days before it, and since with those since, beside"
        " others who had been there as long. The time before begins on %(first)s. What else changed at the"
        " time, and a trend that was there anyway, is in it: the page Impact takes the trend into account."
    ) % {"first": formats.day(found.first)}


def method() -> list[str]:
    """How the curves and tests are computed."""
    return [
        _(
            "The curves are Kaplan and Meier's, with log-log intervals; the test is the log-rank test, and"
            " how much less often is Peto's one-step estimate. A customer who joined before it was watched is"
            " counted from that day on (delayed entry); one who is still there counts as far as the data go."
        ),
        _("A month is 30.4 days; in lists of one day it is as the list has it."),
    ]
