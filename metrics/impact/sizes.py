"""How large a shift is, in words: in the KPI's unit, or as a percentage where it is a ratio."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from metrics.impact.told import Told
from metrics.impact.verdict import Verdict
from metrics.kpi import Kpi
from metrics.statistics.autoregression import Effect


def effect(kpi: Kpi, found: Effect, *, is_ratio: bool) -> str:
    """A shift with its sign and unit; a ratio as a percentage."""
    return _percent(found.value) if is_ratio else kpi.change(found.value)


def bounds(kpi: Kpi, found: Effect, *, is_ratio: bool) -> str:
    """The two ends of the interval of a shift."""
    if not is_ratio:
        return kpi.bounds(found.low, found.high)
    return _("%(low)s to %(high)s") % {"low": _percent(found.low), "high": _percent(found.high)}


def is_up(verdict: Verdict) -> bool:
    """Whether a KPI came to lie above where it was heading."""
    return verdict.level is not None and verdict.level.value > (1.0 if verdict.is_ratio else 0.0)


def against(found: Told) -> str:
    """How far from its course a KPI came to lie, as in ``9.5 points above where it was heading``."""
    verdict = found.verdict
    if verdict.level is None:
        return ""
    size = effect(found.kpi, verdict.level, is_ratio=verdict.is_ratio).lstrip("+−")
    template = (
        _("%(by)s above where it was heading") if is_up(verdict) else _("%(by)s below where it was heading")
    )
    return template % {"by": size}


def largest(verdict: Verdict) -> str:
    """The largest shift, of either sign, that the interval holds; empty without one."""
    if verdict.level is None:
        return ""
    none = 1.0 if verdict.is_ratio else 0.0
    away = max(abs(end - none) for end in (verdict.level.low, verdict.level.high))
    told = _percent(1 + away) if verdict.is_ratio else verdict.kpi.change(away)
    return told.lstrip("+")


def smallest(kpi: Kpi, verdict: Verdict) -> str:
    """The size of the smallest shift that would show, towards the better where one way is."""
    least = verdict.smallest or 0.0
    if not verdict.is_ratio:
        return kpi.change(least).lstrip("+")
    # As many times less is fewer percent than as many times more.
    return _percent(1 / least if kpi.better == "lower" else least).lstrip("+−")


def _percent(ratio: float) -> str:
    return _("%(number)s %%") % {"number": formats.number(100 * (ratio - 1), 1, sign=True)}
