"""One with another: two members over the same days, and a span beside those before it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import pgettext
from metrics import sentences
from metrics.cards import View
from metrics.change.contrast import Contrast, between, contrast, counting
from metrics.change.pairs import PAIR_NAMES, Paired, pairs
from metrics.comparison import Change
from metrics.facts import Facts
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Filters
from metrics.series import Summary
from metrics.span_names import told as span_told
from metrics.windows import Days


def members(facts: Facts, kpi: Kpi, days: Days, where: Filters, of: tuple[str, str, str]) -> Contrast:
    """Two members of a dimension, ``of`` dimension, one and other: the one against the other."""
    dimension, *both = of
    kept = tuple(one for one in where if one[0] != dimension)
    one, other = (counting(facts, kpi, days, (*kept, (dimension, (member,))), Grain.MONTH) for member in both)
    return between(kpi, other, one, Grain.MONTH)


def told(found: Contrast, one: str, other: str) -> str:
    """What sets one member apart from another, with its interval."""
    words = {"one": one, "other": other}
    if found.before is None or found.after is None or found.change is None:
        return _("There are no values of both, %(one)s and %(other)s, for these days.") % words
    words |= {
        "one_value": found.kpi.text(found.after.value, found.after.grain),
        "one_n": sentences.behind(found.kpi, found.after),
        "other_value": found.kpi.text(found.before.value, found.before.grain),
        "other_n": sentences.behind(found.kpi, found.before),
    }
    values = _("%(one)s: %(one_value)s (%(one_n)s). %(other)s: %(other_value)s (%(other_n)s).") % words
    return f"{values} {_difference(found, found.change, found.before.grain)}"


def _difference(found: Contrast, change: Change, grain: Grain) -> str:
    kpi = found.kpi
    words = {"change": kpi.change(found.told, grain, found.decimals)}
    if change.low is None or change.high is None:
        return _("The difference is %(change)s.") % words
    words["bounds"] = kpi.bounds(change.low, change.high, found.decimals)
    if change.waits:
        return _("The difference is %(change)s, but many are still open, so it can't be told yet.") % words
    if not change.is_clear:
        return _("The difference is %(change)s (95 %% interval %(bounds)s): it may be chance.") % words
    return _("The difference is %(change)s (95 %% interval %(bounds)s): more than chance would show.") % words


def spans(facts: Facts, kpi: Kpi, view: View) -> dict[Paired, Contrast]:
    """The days looked at beside the span, or the list, before them and the same days a year before."""
    offered = pairs(facts, kpi, view)
    asked = [paired for paired in (Paired.BEFORE, Paired.YEAR, Paired.LIST) if paired in offered]
    return {paired: contrast(facts, kpi, offered[paired], view.where) for paired in asked}


def of_spans(found: Mapping[Paired, Contrast]) -> pd.DataFrame:
    """A row a comparison: both spans with their values, the change and what to make of it."""
    return pd.DataFrame([_row(paired, one) for paired, one in found.items()])


def _row(paired: Paired, found: Contrast) -> dict[str, str]:
    kpi, change = found.kpi, found.change
    return {
        _("Compared"): _(PAIR_NAMES[paired]),
        _("Change"): kpi.change(found.told, None, found.decimals) if change else formats.MISSING,
        pgettext("what it means", "Reading"): _reading(found),
        _("95 % interval"): kpi.bounds(change.low, change.high, found.decimals)
        if change is not None and change.low is not None
        else formats.MISSING,
        _("Then"): _side(kpi, found.before),
        _("Now"): _side(kpi, found.after),
    }


def _side(kpi: Kpi, side: Summary | None) -> str:
    if side is None:
        return formats.MISSING
    words = {
        "value": kpi.text(side.value, side.grain),
        "span": span_told(side.first, side.last),
        "n": sentences.behind(kpi, side),
    }
    return _("%(value)s (%(span)s, %(n)s)") % words


def _reading(found: Contrast) -> str:
    change, better = found.change, found.improved
    if change is None:
        return _("nothing to compare")
    if change.waits:
        return _("many still open")
    if change.low is not None and not change.is_clear:
        return _("may be chance")
    if better is None:
        return _("changed") if found.moved else _("the same")
    return _("better") if better else _("worse")
