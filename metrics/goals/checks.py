"""Whether a target can be meant: what is refused, and what is only asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from data import formats
from data.language import gettext as _
from data.records import BaselineKind, Step, Target
from data.specs import Scale
from metrics.catalogue import kpi_named
from metrics.goals.limits import Limits, limits
from metrics.goals.targets import Level, begin, is_backwards, levels
from metrics.kpi import Kpi
from metrics.measures.lists import ListShare
from metrics.periods import Grain


def refusals(target: Target, scales: Mapping[str, Scale]) -> list[str]:
    """Why a target can't be set, a sentence each: its dates, or values that the KPI can't have."""
    kpi = kpi_named(target.kpi)
    within = limits(kpi, scales)
    told = [_dates(target), _typed(kpi, target, within)]
    told += [_impossible(kpi, level, within) for level in levels(target)]
    return [sentence for sentence in told if sentence]


def _dates(target: Target) -> str:
    first = begin(target)
    if first and target.due <= first:
        words = {"due": formats.day(target.due), "day": formats.day(first - timedelta(days=1))}
        if target.since:
            words["day"] = formats.day(target.since)
            return _("%(due)s isn't after the rollout of %(day)s: choose a later date.") % words
        return _("%(due)s isn't after the baseline, which ends on %(day)s: choose a later date.") % words
    return out_of_order(target.steps, target.due, first)


def _typed(kpi: Kpi, target: Target, within: Limits) -> str:
    """What is wrong with a baseline that was typed in; empty where nothing is."""
    if target.baseline_kind is not BaselineKind.TYPED or target.baseline is None:
        return ""
    if within.clipped(target.baseline) == target.baseline:
        return ""
    told = _("%(kpi)s can't be %(value)s: type in another baseline.")
    return told % {"kpi": kpi.title, "value": kpi.text(target.baseline)}


def out_of_order(steps: Sequence[Step], due: date, first: date | None) -> str:
    """What is wrong with the dates of steps on the way to a date; empty where nothing is."""
    days = [*([first] if first else []), *(step.due for step in steps), due]
    wrong = next(((earlier, later) for earlier, later in pairwise(days) if later <= earlier), None)
    if wrong is None or not steps:
        return ""
    words = {"later": formats.day(wrong[1]), "earlier": formats.day(wrong[0])}
    return _("Each step needs a date after the one before it: %(later)s isn't after %(earlier)s.") % words


def _impossible(kpi: Kpi, level: Level, within: Limits) -> str:
    words = {"kpi": kpi.title, "value": kpi.text(level.value), "due": formats.day(level.last)}
    if within.high is not None and level.value > within.high:
        told = _("%(kpi)s can't be more than %(limit)s, and that comes to %(value)s by %(due)s.")
        return told % (words | {"limit": kpi.text(within.high)})
    if within.low is not None and level.value < within.low:
        told = _("%(kpi)s can't be less than %(limit)s, and that comes to %(value)s by %(due)s.")
        return told % (words | {"limit": kpi.text(within.low)})
    return ""


def doubts(target: Target) -> list[str]:
    """What is odd about a target that may be meant all the same, a sentence each."""
    kpi, known = kpi_named(target.kpi), levels(target)
    told: list[str] = []
    if target.since and target.baseline_to and target.baseline_to >= target.since:
        told.append(
            _(
                "The days of the baseline reach beyond the rollout of %(day)s, so it has some of what came of"
                " the policy in it."
            )
            % {"day": formats.day(target.since)}
        )
    if is_backwards(target):
        told.append(_("That is worse than the baseline, so it counts as met at once. Is the sign right?"))
    if isinstance(kpi.measure, ListShare):
        told.append(
            _(
                "It is judged by the latest list by then. Do your lists count the purchases of the same"
                " length of time each? Those since joining grow by waiting alone."
            )
        )
    for earlier, later in pairwise(known):
        if earlier.value != later.value and kpi.reaches(earlier.value, later.value):
            words = {
                "earlier": formats.day(earlier.last),
                "later": formats.day(later.last),
                "value": kpi.text(later.value, Grain.MONTH),
            }
            told.append(_("The step by %(earlier)s asks for more than the %(value)s by %(later)s.") % words)
    return told
