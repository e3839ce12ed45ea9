"""Why a KPI changed between two spans: what each member of a dimension contributed, without a rest.

A share, a mean, a score or a rate of the whole is its members' values weighted by their sizes. It changes
because members change (the rate effect) and because their sizes do (the mix effect); with the mean of
both spans as weights, the two add up to the change exactly. Source: Kitagawa 1955, Components of a
Difference Between Two Rates, https://doi.org/10.1080/01621459.1955.10501299
A count, or what is open, is the sum of its members' values: there each contributes its own change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.language import mark
from metrics.change.contrast import Contrast, Pair, between, counting, fitting
from metrics.counting.parts import DESCRIPTION
from metrics.facts import Facts
from metrics.intervals import normal_quantile
from metrics.kpi import Kpi
from metrics.measures.exposure import CostPerCustomer, PerExposure
from metrics.measures.kinds import Mean, NetPromoterScore, Share
from metrics.measures.quotients import Linearised
from metrics.measures.ratios import Ratio
from metrics.measures.retention import Churn, Lifetime, LifetimeValue, Retention
from metrics.query import Filters
from metrics.rounding import adding_up
from metrics.windows import parts_between

# What the value of a measure is computed over, where it is a sum divided by that.
_SIZES: dict[type, Callable[[pd.DataFrame], pd.Series]] = {
    Share: lambda parts: parts["n"],
    Ratio: lambda parts: parts["n"],
    Mean: lambda parts: parts["n"],
    Linearised: lambda parts: parts["under"],
    NetPromoterScore: lambda parts: parts["promoters"] + parts["passives"] + parts["detractors"],
    Retention: lambda parts: parts["at_start"],
    Churn: lambda parts: parts["at_start"],
    PerExposure: lambda parts: parts["exposure"],
    CostPerCustomer: lambda parts: parts["exposure"],
}
_NOTHING = {"sum": 0.0, "size": 0.0, "n": 0.0, "error": 0.0}
_WHY_NOT = {
    Lifetime: mark("Lifetime follows from the churn of all customers together: take churn apart instead."),
    LifetimeValue: mark(
        "Lifetime value is a product of what customers pay and how long they stay, so it has no parts that"
        " add up: take churn apart instead."
    ),
}
_NO_PARTS = mark(
    "It isn't a sum of what each part contributes, as the middle value of all says nothing of how far the"
    " others are from it. So its change can't be taken apart without a rest: take a mean instead."
)


@dataclass(frozen=True)
class Effect:
    """What one member contributes to a change, in the KPI's unit.

    before, after    its value in either span; None where it has none
    size_before, size_after    its share (0 to 1) of what the value is computed over; None for a sum
    n_before, n_after    what stands behind its value
    rate    by its own change, mix by the change of its size
    """

    member: str
    before: float | None
    after: float | None
    size_before: float | None
    size_after: float | None
    n_before: int
    n_after: int
    rate: float
    mix: float

    @property
    def total(self) -> float:
        return self.rate + self.mix

    @property
    def came(self) -> bool:
        """Whether there is nothing of it in the earlier span."""
        return not self.n_before

    @property
    def went(self) -> bool:
        """Whether there is nothing of it in the later span."""
        return not self.n_after


@dataclass(frozen=True)
class Contributions:
    """A change taken apart by a dimension; the effects, the largest first, add up to it.

    told    how much of the change members tell apart beyond chance, in the KPI's unit: 0 where all
            changed alike and kept their sizes
    """

    contrast: Contrast
    dimension: str
    effects: tuple[Effect, ...]
    told: float

    @property
    def kpi(self) -> Kpi:
        return self.contrast.kpi

    @property
    def decimals(self) -> int:
        """With how many decimals its parts are told: those of the change that they add up to."""
        return self.contrast.decimals

    @property
    def rate(self) -> float:
        return sum(effect.rate for effect in self.effects)

    @property
    def mix(self) -> float:
        return sum(effect.mix for effect in self.effects)


def rounded(found: Contributions) -> Contributions:
    """A change taken apart as it is shown: rounded so that the effects add up to the change, rounded."""
    decimals, effects = found.decimals, found.effects
    total = found.contrast.told
    rate, mix = (total, 0.0) if found.kpi.adds_up else adding_up([found.rate, found.mix], total, decimals)
    rates = adding_up([effect.rate for effect in effects], rate, decimals)
    mixes = adding_up([effect.mix for effect in effects], mix, decimals)
    told = (
        replace(effect, rate=own, mix=moved) for effect, own, moved in zip(effects, rates, mixes, strict=True)
    )
    return replace(found, effects=tuple(told))


def why_not(kpi: Kpi) -> str:
    """Why a KPI's change can't be taken apart, marked for translation; "" where it can."""
    if kpi.adds_up or _sized(kpi):
        return ""
    return _WHY_NOT.get(type(kpi.measure), _NO_PARTS)


def contributions(
    facts: Facts, kpi: Kpi, pair: Pair, dimensions: Iterable[str], where: Filters = ()
) -> list[Contributions]:
    """The change between two spans by each of some dimensions, the one that tells most of it first.

    A dimension is left out that lacks members, or by which the rows don't add up to the whole; all are
    where a span has no value, or where ``why_not`` says why.
    """
    if why_not(kpi):
        return []
    grain = fitting(pair)
    before, after = (counting(facts, kpi, days, where, grain) for days in pair)
    whole = between(kpi, before, after, grain)
    if whole.change is None:
        return []
    found = [_by(facts, whole, pair, dimension, where, (before, after)) for dimension in dimensions]
    return sorted((one for one in found if one), key=lambda one: -one.told)


def _by(
    facts: Facts,
    whole: Contrast,
    pair: Pair,
    dimension: str,
    where: Filters,
    counted: tuple[pd.DataFrame, pd.DataFrame],
) -> Contributions | None:
    kpi, grain = whole.kpi, fitting(pair)
    sides: list[pd.DataFrame] = []
    for days, side in zip(pair, counted, strict=True):
        parts = parts_between(facts, (kpi.key,), days, where, grain, dimension).get(kpi.key)
        told = None if parts is None else parts[parts["start"].isin(side["start"])]
        if told is None or told.empty:
            return None
        sides.append(_members(kpi, told))
    members = sides[0].index.union(sides[1].index)
    was, now = (side.reindex(members).fillna(_NOTHING) for side in sides)
    if not _add_up(kpi, (was, now), counted):
        return None
    sums = kpi.adds_up
    effects = _effects(was, now, adds_up=sums)
    ordered, told = _ordered(was, now, effects, adds_up=sums), _told(was, now, effects, adds_up=sums)
    return Contributions(whole, dimension, ordered, told) if len(ordered) > 1 else None


def _members(kpi: Kpi, parts: pd.DataFrame) -> pd.DataFrame:
    """A row a member: ``sum`` over ``size``, and the value, its standard error and n that follow."""
    pooled = pd.concat(
        {
            member: kpi.measure.pooled(own.drop(columns=list(DESCRIPTION), errors="ignore"))
            for member, own in parts.groupby("split")
        }
    ).droplevel(1)
    found = kpi.measure.estimate(pooled)
    error = (found["high"] - found["low"]) / (2 * normal_quantile())
    sized = _sized(kpi)
    size = sized(pooled) if sized else pd.Series(1.0, index=pooled.index)
    total = (found["value"] * size).fillna(0.0)
    # What is open is counted in full, yet which cases are open just then is chance as well.
    error = error.where(error.notna(), total.abs() ** 0.5 if kpi.adds_up else 0.0)
    columns = {"sum": total, "size": size, "value": found["value"], "n": found["n"], "error": error}
    return pd.DataFrame(columns).astype(float)


def _sized(kpi: Kpi) -> Callable[[pd.DataFrame], pd.Series] | None:
    return next((_SIZES[kind] for kind in type(kpi.measure).__mro__ if kind in _SIZES), None)


def _add_up(
    kpi: Kpi, sides: tuple[pd.DataFrame, pd.DataFrame], counted: tuple[pd.DataFrame, pd.DataFrame]
) -> bool:
    """Whether the members are all of the whole: totals may tell less by a dimension than without."""
    for side, parts in zip(sides, counted, strict=True):
        whole = _members(kpi, parts.assign(split=""))
        for column in ("sum",) if kpi.adds_up else ("sum", "size"):
            if not np.isclose(float(side[column].sum()), float(whole[column].sum())):
                return False
    return True


def _effects(was: pd.DataFrame, now: pd.DataFrame, *, adds_up: bool) -> pd.DataFrame:
    """Columns rate and mix, a row a member; their sum over all is the change of the whole."""
    if adds_up:
        return pd.DataFrame({"rate": now["sum"] - was["sum"], "mix": 0.0})
    shares = [side["size"] / side["size"].sum() for side in (was, now)]
    values = [side["sum"] / side["size"].where(side["size"] > 0) for side in (was, now)]
    # Who came or went has one value alone: all that it contributes is by its size.
    first, second = values[0].fillna(values[1]).fillna(0.0), values[1].fillna(values[0]).fillna(0.0)
    # As sizes add up to 1, taking the middle from each value leaves the sum, and tells who is below it.
    middle = sum(side["sum"].sum() / side["size"].sum() for side in (was, now)) / 2
    return pd.DataFrame(
        {
            "rate": (second - first) * (shares[0] + shares[1]) / 2,
            "mix": (shares[1] - shares[0]) * ((first + second) / 2 - middle),
        }
    )


def _ordered(
    was: pd.DataFrame, now: pd.DataFrame, effects: pd.DataFrame, *, adds_up: bool
) -> tuple[Effect, ...]:
    # A sum is computed over nothing of which a member could have a share.
    sizes = [side["size"] / (np.nan if adds_up else side["size"].sum()) for side in (was, now)]
    firsts, seconds, moved = (frame.to_dict("index") for frame in (was, now, effects))
    found = [
        Effect(
            str(member),
            _known(firsts[member]["value"]),
            _known(seconds[member]["value"]),
            _known(sizes[0][member]),
            _known(sizes[1][member]),
            round(firsts[member]["n"]),
            round(seconds[member]["n"]),
            float(moved[member]["rate"]),
            float(moved[member]["mix"]),
        )
        for member in effects.index
    ]
    there = [effect for effect in found if effect.n_before or effect.n_after]
    return tuple(sorted(there, key=lambda effect: -abs(effect.total)))


def _told(was: pd.DataFrame, now: pd.DataFrame, effects: pd.DataFrame, *, adds_up: bool) -> float:
    """The mix effect and the spread of the members' own changes, less what chance alone would show.

    The spread is that of a random-effects analysis. Source: DerSimonian and Laird 1986,
    https://doi.org/10.1016/0197-2456(86)90046-2
    """
    noise = was["error"] ** 2 + now["error"] ** 2
    if adds_up:
        share = (was["sum"] + now["sum"]) / max(was["sum"].sum() + now["sum"].sum(), 1.0)
        apart = effects["rate"] - share * effects["rate"].sum()
        return float(np.sqrt(max(0.0, float((apart**2 - noise * (1 - share)).sum()))))
    shares = [side["size"] / side["size"].sum() for side in (was, now)]
    size = (shares[0] + shares[1]) / 2
    there = (was["size"] > 0) & (now["size"] > 0)
    own = (now["value"] - was["value"]).where(there, 0.0)
    spread = (size * (own - (size * own).sum()) ** 2 - size * (1 - size) * noise)[there].sum()
    mixed = effects["mix"].sum() ** 2 - ((shares[1] - shares[0]) ** 2 * noise / 4).sum()
    return float(np.sqrt(max(0.0, float(spread)) + max(0.0, float(mixed))))


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
