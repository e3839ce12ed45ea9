"""What a target is measured from, in words."""

from __future__ import annotations

from datetime import date

from data import formats
from data.language import gettext as _
from data.records import BaselineKind, Target
from metrics.catalogue import kpi_named
from metrics.counting.parts import CUSTOMERS
from metrics.goals import baselines
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.sentences import counted, span, told_by_lists


def baseline(aim: Target) -> str:
    """What a target is measured from: the value, what it is of, and what stands behind it."""
    kpi = kpi_named(aim.kpi)
    if aim.baseline is None or aim.baseline_to is None:
        return _("There is no baseline: nothing was measured before.")
    words = {"baseline": kpi.text(aim.baseline, Grain.MONTH), "kind": baselines.told(aim)}
    if aim.baseline_from is None:
        words["day"] = formats.day(aim.baseline_to)
        return _("Baseline: %(baseline)s, %(kind)s, as of %(day)s.") % words
    words |= {"span": _days(kpi, aim.baseline_from, aim.baseline_to), "n": counted(kpi, aim.baseline_n or 0)}
    if kpi.table == CUSTOMERS:
        # The sum over months counts each customer many times.
        return _("Baseline: %(baseline)s, %(kind)s, %(span)s.") % words
    return _("Baseline: %(baseline)s, %(kind)s, %(span)s (%(n)s).") % words


def _days(kpi: Kpi, first: date, last: date) -> str:
    if told_by_lists(kpi):
        return _("list of %(period)s") % {"period": formats.period(first, "month")}
    return span(first, last)


def value(aim: Target) -> str:
    """The baseline and what it is of, in brackets; a dash without one."""
    if aim.baseline is None:
        return formats.MISSING
    return f"{kpi_named(aim.kpi).text(aim.baseline, Grain.MONTH)} ({baselines.told(aim)})"


def chosen(aim: Target | None) -> str:
    """What a target is measured from, where that was chosen; empty for what was before the rollout."""
    return "" if aim is None or aim.baseline_kind is BaselineKind.BEFORE else measured_from(aim)


def measured_from(aim: Target) -> str:
    """What a target is measured from, beside its value; empty without a baseline."""
    if aim.baseline is None:
        return ""
    words = {
        "baseline": kpi_named(aim.kpi).text(aim.baseline, Grain.MONTH),
        "kind": baselines.told(aim),
    }
    return _("measured from %(baseline)s, %(kind)s") % words
