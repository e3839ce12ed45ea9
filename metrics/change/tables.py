"""A change taken apart, as a table in words and as plain values for a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.answers import side
from metrics.change import words
from metrics.change.contrast import Contrast
from metrics.change.contributions import Contributions, Effect, rounded, why_not
from metrics.people import member_name


def of_effects(found: Contributions, names: Mapping[str, str]) -> pd.DataFrame:
    """A row a member, the largest effect first, and the total last."""
    found = rounded(found)
    rows = [_row(found, effect, names[effect.member]) for effect in found.effects]
    return pd.DataFrame([*rows, _total(found)])


def _row(found: Contributions, effect: Effect, name: str) -> dict[str, str]:
    kpi = found.kpi
    values = {
        _("Then"): kpi.text(effect.before),
        _("Now"): kpi.text(effect.after),
        _("Rows then"): formats.number(effect.n_before),
        _("Rows now"): formats.number(effect.n_after),
    }
    if kpi.adds_up:
        return {_("Who"): name, _("Contributes"): kpi.change(effect.total, None, found.decimals)} | values
    sizes = (effect.size_before, effect.size_after)
    return _effects(found, name, effect.rate, effect.mix) | values | _shares(*sizes)


def _total(found: Contributions) -> dict[str, str]:
    kpi, before, after = found.kpi, found.contrast.before, found.contrast.after
    name = _("All together")
    values = {
        _("Then"): kpi.text(before.value if before else None),
        _("Now"): kpi.text(after.value if after else None),
        _("Rows then"): formats.number(before.n if before else 0),
        _("Rows now"): formats.number(after.n if after else 0),
    }
    if kpi.adds_up:
        return {_("Who"): name, _("Contributes"): kpi.change(found.rate, None, found.decimals)} | values
    return _effects(found, name, found.rate, found.mix) | values | _shares(1.0, 1.0)


def _effects(found: Contributions, name: str, rate: float, mix: float) -> dict[str, str]:
    together, own, mixed = (found.kpi.change(one, None, found.decimals) for one in (rate + mix, rate, mix))
    return {
        _("Who"): name,
        _("Together"): together,
        _("By its own change"): own,
        _("By the mix"): mixed,
    }


def _shares(was: float | None, now: float | None) -> dict[str, str]:
    return {_("Share then"): _percent(was), _("Share now"): _percent(now)}


def _percent(share: float | None) -> str:
    if share is None:
        return formats.MISSING
    return _("%(number)s %%") % {"number": formats.number(100 * share, 1)}


def contributions_answer(found: Contributions, dimension: str) -> dict[str, Any]:
    """A change taken apart for a program, with the sentences that the page shows."""
    names = {effect.member: member_name(effect.member) for effect in found.effects}
    answer = contrast_answer(found.contrast)
    return answer | {
        "dimension": found.dimension,
        "rate": found.rate,
        "mix": found.mix,
        "members": [_plain(effect) for effect in found.effects],
        "sentences": [*answer["sentences"], *words.parts(found, dimension, names)],
    }


def contrast_answer(found: Contrast) -> dict[str, Any]:
    """A change for a program; it says why where nothing can be taken apart."""
    change = found.change
    whole = why_not(found.kpi)
    return {
        "kpi": found.kpi.key,
        "unit": found.kpi.unit.value,
        "before": side(found.before),
        "after": side(found.after),
        "difference": {"value": change.value, "low": change.low, "high": change.high} if change else None,
        "dimension": None,
        "members": [],
        "sentences": [
            words.headline(found) + ".",
            words.values(found),
            *([_(whole)] if whole and change else []),
        ],
    }


def _plain(effect: Effect) -> dict[str, Any]:
    return {
        "member": effect.member or None,
        "before": effect.before,
        "after": effect.after,
        "share_before": effect.size_before,
        "share_after": effect.size_after,
        "n_before": effect.n_before,
        "n_after": effect.n_after,
        "rate": effect.rate,
        "mix": effect.mix,
    }
