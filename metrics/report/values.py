"""Values and changes as a report prints them: the number, and beside it the words of the pages."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.comparison import Comparison
from metrics.kpi import Kpi
from metrics.measures.kinds import Stock
from metrics.report.report import Shift, Value
from metrics.series import Summary


def value(kpi: Kpi, found: Summary) -> Value:
    """A value with its interval, what stands behind it, and its days."""
    return Value(
        value=found.value,
        text=kpi.text(found.value, found.grain),
        low=found.low,
        high=found.high,
        interval=_interval(kpi, found.low, found.high, found.value),
        n=sentences.size(kpi, found),
        behind=_behind(kpi, found),
        first=found.first,
        last=found.last,
        days=_days(kpi, found),
        decimals=kpi.decimals_of(found.value),
    )


def shift(kpi: Kpi, found: Comparison | None) -> Shift | None:
    """The plain difference between the values that are shown; None where there is none."""
    if found is None or found.change is None or found.told is None:
        return None
    change, grain = found.change, found.before.grain if found.before else None
    text = kpi.change(found.told, grain, found.decimals)
    if change.waits:
        text = _("%(change)s, many still open") % {"change": text}
    is_known = change.low is not None and change.high is not None
    bounds = kpi.bounds(change.low, change.high, found.decimals) if is_known else ""
    return Shift(found.told, text, change.low, change.high, bounds, found.decimals)


def _interval(kpi: Kpi, low: float | None, high: float | None, value: float) -> str:
    if low is None or high is None:
        return ""
    return kpi.interval(low, high, value)


def _behind(kpi: Kpi, found: Summary) -> str:
    told = sentences.behind(kpi, found)
    if not isinstance(kpi.measure, Stock):
        return told
    return _("of %(n)s so far, at the end of %(day)s") % {"n": told, "day": formats.day(found.last)}


def _days(kpi: Kpi, found: Summary) -> str:
    told = sentences.told_of(kpi, found)
    if found.left_out:
        told = f"{told} · {sentences.lasting(found)}"
    return told if found.finished else _("%(days)s, not finished yet") % {"days": told}
