"""What the numbers say, in words: the same objects that the charts draw."""

from __future__ import annotations

from datetime import date, timedelta

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext, nmark
from data.records import Target
from metrics.comparison import Comparison
from metrics.goals.ahead import against
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.targets import STATUS_WORDS, Status
from metrics.kpi import Kpi
from metrics.measures.kinds import Stock
from metrics.measures.lists import OfLists
from metrics.periods import Grain
from metrics.series import Summary

_COUNTED = {
    "answers": nmark("%(n)s answer", "%(n)s answers"),
    "complaints": nmark("%(n)s complaint", "%(n)s complaints"),
    "contacts": nmark("%(n)s contact", "%(n)s contacts"),
    "customers": nmark("%(n)s customer", "%(n)s customers"),
    "operations": nmark("%(n)s row", "%(n)s rows"),
}
_PERIODS = {
    Grain.DAY: nmark("%(n)s day", "%(n)s days"),
    Grain.WEEK: nmark("%(n)s week", "%(n)s weeks"),
    Grain.MONTH: nmark("%(n)s month", "%(n)s months"),
    Grain.QUARTER: nmark("%(n)s quarter", "%(n)s quarters"),
    Grain.YEAR: nmark("%(n)s year", "%(n)s years"),
}
_LISTS = nmark("%(n)s list", "%(n)s lists")


def counted(kpi: Kpi, n: int) -> str:
    """How many answers, complaints, contacts or customers stand behind a value."""
    words = kpi.counted or _COUNTED[kpi.table]
    return ngettext(*words, n) % {"n": formats.number(n)}


def behind(kpi: Kpi, reached: Summary) -> str:
    """What stands behind a value of several periods; customers who are followed as the average a period."""
    return counted(kpi, size(kpi, reached))


def size(kpi: Kpi, reached: Summary) -> int:
    """How many stand behind a value; customers who are followed as the average a period."""
    if kpi.table != "customers" or kpi.adds_up or kpi.moment:
        return reached.n
    return formats.whole(reached.n / reached.periods)


def periods(count: int, grain: Grain = Grain.MONTH) -> str:
    """A number of periods in words, as in ``8 months``."""
    return ngettext(*_PERIODS[grain], count) % {"n": formats.number(count)}


def told_by_lists(kpi: Kpi) -> bool:
    """Whether whole lists tell a KPI, each of its own day, and not what happened over periods."""
    return isinstance(kpi.measure, OfLists)


def values(kpi: Kpi, count: int, grain: Grain = Grain.MONTH) -> str:
    """A number of values in words, one a period or one a list, as in ``8 months`` and ``3 lists``."""
    if not told_by_lists(kpi):
        return periods(count, grain)
    return ngettext(*_LISTS, count) % {"n": formats.number(count)}


def told_of(kpi: Kpi, reached: Summary) -> str:
    """Of which days a value is: from one to another, or of the list of a period."""
    if not told_by_lists(kpi) or reached.grain is Grain.ALL:
        return span(reached.first, reached.last)
    return _("list of %(period)s") % {"period": formats.period(reached.first, reached.grain.value)}


def lasting(reached: Summary) -> str:
    """How many periods a value is of, and that those without data between them don't count."""
    told = periods(reached.periods, reached.grain)
    if not reached.left_out:
        return told
    words = {"periods": told, "n": formats.number(reached.left_out)}
    return _("%(periods)s with data, %(n)s without") % words


def span(first: date, last: date) -> str:
    """From one day to another."""
    return _("%(first)s to %(last)s") % {"first": formats.day(first), "last": formats.day(last)}


def changed(found: Comparison) -> str:
    """The headline: what happened to a KPI after a rollout, or in some days after it."""
    told = _headline(found)
    if not found.narrowed or found.change is None or found.after is None:
        return told
    return _("%(told)s (only %(span)s)") % {"told": told, "span": span(found.after.first, found.after.last)}


def _headline(found: Comparison) -> str:
    words = {"kpi": found.kpi.title, "day": formats.day(found.rollout)}
    if found.change is None:
        return _nothing_to_compare(found) % words
    rose = found.change.value > 0
    words["by"] = found.kpi.change(abs(found.told or 0), _grain(found), found.decimals).lstrip("+")
    if not found.moved:
        return _("%(kpi)s: the same after %(day)s as before") % words
    if found.change.waits:
        return _("%(kpi)s: can't tell yet, too many are still open since %(day)s") % words
    if found.change.low is not None and not found.change.is_clear:
        return _("%(kpi)s: no clear change after %(day)s") % words
    return (
        _("%(kpi)s: up %(by)s after %(day)s") if rose else _("%(kpi)s: down %(by)s after %(day)s")
    ) % words


def _nothing_to_compare(found: Comparison) -> str:
    if found.before is None and found.after is None:
        return _("%(kpi)s: no data yet")
    if found.before is None:
        return _("%(kpi)s: nothing to compare, as no whole period before %(day)s is in")
    return _("%(kpi)s: can't tell yet, as no whole period after %(day)s is in")


def _grain(found: Comparison) -> Grain | None:
    return found.before.grain if found.before else None


def comparison(found: Comparison, aim: Target | None = None, status: Status | None = None) -> str:
    """All that can be said of a KPI before and after, in one paragraph."""
    return " ".join(comparison_parts(found, aim, status))


def comparison_parts(found: Comparison, aim: Target | None = None, status: Status | None = None) -> list[str]:
    """What happened, how sure it is, what is missing, the target, and what was left out of account."""
    told = [_values(found), _change(found), _enough(found), _target(found.kpi, aim, status), _limits(found)]
    return [part for part in told if part]


def happened(found: Comparison) -> list[str]:
    """What happened: the value before and after, and the change with its interval."""
    return [part for part in (_values(found), _change(found)) if part]


def held_to(
    kpi: Kpi, aim: Target | None, status: Status | None, ahead: Forecast | NoForecast | None = None
) -> str:
    """Whether a target is met, and what the trend says against that; empty without one."""
    told = _target(kpi, aim, status)
    contrary = against(kpi, aim, status, ahead) if aim and status else ""
    return f"{told} {contrary}" if contrary else told


def _values(found: Comparison) -> str:
    if found.before is None or found.after is None:
        known = found.before or found.after
        headline = changed(found) + "."
        return headline if known is None else headline + " " + _alone(found.kpi, known)
    words = {"kpi": found.kpi.title, "day": formats.day(found.rollout)}
    words["span"] = span(found.after.first, found.after.last)
    words |= {"until": formats.day(found.before.last), "reached": formats.day(found.after.last)}
    stood = isinstance(found.kpi.measure, Stock)
    template = _(_STOOD) if stood else _(_SOME_DAYS) if found.narrowed else _(_SINCE)
    return template % (
        words | _side("before", found.kpi, found.before) | _side("after", found.kpi, found.after)
    )


_SINCE = mark(
    "%(kpi)s: %(before)s before %(day)s (%(before_periods)s, %(before_n)s),"
    " %(after)s since then (%(after_periods)s, %(after_n)s)."
)
_SOME_DAYS = mark(
    "%(kpi)s: %(before)s before %(day)s (%(before_periods)s, %(before_n)s),"
    " %(after)s from %(span)s (%(after_periods)s, %(after_n)s)."
)
# What stands open is of one evening each.
_STOOD = mark("%(kpi)s: %(before)s at the end of %(until)s, %(after)s at the end of %(reached)s.")


def _side(name: str, kpi: Kpi, side: Summary) -> dict[str, str]:
    return {
        name: kpi.text(side.value, side.grain),
        f"{name}_periods": told_of(kpi, side) if told_by_lists(kpi) else lasting(side),
        f"{name}_n": behind(kpi, side),
    }


def _alone(kpi: Kpi, known: Summary) -> str:
    words = _side("value", kpi, known) | {"span": span(known.first, known.last)}
    return _("From %(span)s it is %(value)s (%(value_periods)s, %(value_n)s).") % words


def _change(found: Comparison) -> str:
    if found.change is None:
        return ""
    words = {"change": found.kpi.change(found.told, _grain(found), found.decimals)}
    if found.change.low is None:
        if isinstance(found.kpi.measure, Stock):
            return _("The change is %(change)s; it is counted, not sampled, so it has no interval.") % words
        if told_by_lists(found.kpi):
            return _(_GROWS) % words
        return _("The change is %(change)s; the data don't tell how sure that is.") % words
    words["bounds"] = found.kpi.bounds(found.change.low, found.change.high, found.decimals)
    if found.change.waits:
        words["open"] = formats.number(100 * found.change.waiting)
        template = _(
            "The change is %(change)s (95 %% interval %(bounds)s), but it can't be told yet: %(open)s %% of"
            " what came since is still open, and what takes longest is not counted."
        )
    elif not found.change.is_clear:
        template = _(
            "The change is %(change)s (95 %% interval %(bounds)s): the interval takes in no change, so it may"
            " be chance."
        )
    else:
        template = _(_CLEAR[found.improved])
    return template % words


_GROWS = mark(
    "The change is %(change)s, but from list to list numbers rise and hardly ever fall: they seem to be"
    " counted since joining, so that the share rises by waiting alone."
)
_CLEAR = {
    True: mark("The change is %(change)s (95 %% interval %(bounds)s), for the better."),
    False: mark("The change is %(change)s (95 %% interval %(bounds)s), for the worse."),
    None: mark("The change is %(change)s (95 %% interval %(bounds)s)."),
}


def _enough(found: Comparison) -> str:
    """What is missing before anything can be said of a lasting shift."""
    if found.change is None:
        return ""
    if told_by_lists(found.kpi):
        return _("Each side is told by its latest list alone: whether that lasts, only later lists can tell.")
    grain = _known_grain(found)
    words = {"before": periods(found.missing_before, grain), "after": periods(found.missing_after, grain)}
    if found.missing_before and found.missing_after:
        template = _(
            "Too early to tell whether that lasts: data of %(before)s more before the rollout"
            " and %(after)s more after it are needed."
        )
    elif found.missing_before:
        template = _("Can't tell whether that lasts: data of %(before)s more before the rollout are needed.")
    elif found.missing_after:
        template = _(
            "Too early to tell whether that lasts: data of %(after)s more after the rollout are needed."
        )
    else:
        return ""
    return template % words


def _known_grain(found: Comparison) -> Grain:
    return _grain(found) or Grain.MONTH


def _target(kpi: Kpi, target: Target | None, status: Status | None) -> str:
    if target is None or status is None:
        return ""
    words = {
        "value": kpi.text(target.value, Grain.MONTH),
        "due": formats.day(target.due),
        "status": _(STATUS_WORDS[status]),
    }
    return _("The target of %(value)s by %(due)s: %(status)s.") % words


def unfinished(found: Comparison, as_of: date) -> str:
    """That the days after the last finished period aren't counted, where there are such days."""
    side = found.after or found.before
    if side is None or not side.finished or as_of <= side.last:
        return ""
    first = side.last + timedelta(days=1)
    return _("What came from %(first)s on is not counted: its period isn't finished.") % {
        "first": formats.day(first)
    }


def _limits(found: Comparison) -> str:
    """What a plain comparison leaves out of account."""
    return "" if found.change is None else _("Trend and season are not accounted for.")
