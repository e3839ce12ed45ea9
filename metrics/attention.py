"""Where it got worse: members of a dimension whose KPI fell back after the rollout, and not by chance.

Many members are looked at together, so some would stand out by chance alone: what is told is corrected
for that. Source: Benjamini and Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy import special

from metrics.cards import View
from metrics.catalogue import KPIS, kpi_named
from metrics.comparison import Around, Change, changed, sides
from metrics.counting.parts import CUSTOMERS, DESCRIPTION
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.intervals import normal_quantile
from metrics.kpi import Kpi

LOOKED_AT = ("channel", "branch", "team")
# Of the company's own dimensions, those that it kept first: each one more is a scan of all tables.
MOST_OWN = 3
FALSE_ALARMS = 0.05


@dataclass(frozen=True)
class Worse:
    """A member of a dimension that got worse in a KPI, and how likely chance alone would show as much."""

    kpi: Kpi
    dimension: str
    member: str
    rollout: date
    change: Change
    p: float


def worse_members(facts: Facts, view: View) -> list[Worse]:
    """The members that clearly got worse, the clearest first; none without a rollout.

    Of those told, about 5 % would be false alarms. Only KPIs that lead are looked at: the more there are,
    the less stands out. Counts are left out, since what adds up follows
    from the size of a member; customers, since few leave from each.
    """
    if view.around is None:
        return []
    own = [column.key for column in facts.dimensions("answers") if column.own][:MOST_OWN]
    found = [one for dimension in (*LOOKED_AT, *own) for one in _changes(facts, view.around, dimension)]
    ranked = sorted(found, key=lambda one: one.p)
    told = ranked[: _told([one.p for one in ranked])]
    return [one for one in told if one.kpi.improves(one.change.value) is False]


def _changes(facts: Facts, around: Around, dimension: str) -> list[Worse]:
    """The changes of all members of a dimension in the leading KPIs that can be compared."""
    keys = tuple(kpi.key for kpi in KPIS if kpi.leading and _is_comparable(kpi))
    before, after = sides(facts, keys, around, dimension)
    return [
        Worse(kpi_named(key), dimension, member, around.rollout, change, _by_chance(change))
        for key in keys
        if key in before and key in after
        for member, change in _of_members(kpi_named(key), before[key], after[key])
    ]


def _is_comparable(kpi: Kpi) -> bool:
    return kpi.better is not None and not kpi.adds_up and kpi.table != CUSTOMERS


def _of_members(kpi: Kpi, before: pd.DataFrame, after: pd.DataFrame) -> list[tuple[str, Change]]:
    """Member and change, where both sides have enough behind them."""
    pooled = [_pooled(kpi, side) for side in (before, after)]
    enough = [
        set(side.index[kpi.measure.estimate(side)["n"] >= kpi.measure.fewest]) - {NOT_GIVEN}
        for side in pooled
    ]
    return [
        (str(member), changed(kpi, *(side.loc[[member]] for side in pooled)))
        for member in sorted(set.intersection(*enough))
    ]


def _pooled(kpi: Kpi, parts: pd.DataFrame) -> pd.DataFrame:
    """The parts of the finished periods, a row a member."""
    whole = parts[parts["finished"]] if parts["finished"].any() else parts
    beside = [column for column in DESCRIPTION if column != "split"]
    members = whole.drop(columns=beside, errors="ignore").groupby("split")
    if whole.empty or not {"durations", "exposure"} & {*whole.columns}:
        return members.sum()
    # What isn't a plain sum over periods, each member has to pool by itself.
    by_member = {member: kpi.measure.pooled(own.drop(columns="split")) for member, own in members}
    return pd.concat(by_member).droplevel(1)


def _by_chance(change: Change) -> float:
    """Two-sided p of a change from its interval; 1 where it has none."""
    if change.waits or change.low is None or change.high is None or change.high <= change.low:
        return 1.0
    error = (change.high - change.low) / (2 * normal_quantile())
    return float(2 * special.ndtr(-abs(change.value) / error))


def _told(ordered: list[float]) -> int:
    """How many of the smallest p hold up when all are looked at together."""
    ranks = np.arange(1, len(ordered) + 1)
    holds = np.flatnonzero(np.array(ordered) <= FALSE_ALARMS * ranks / max(len(ordered), 1))
    return int(holds[-1]) + 1 if len(holds) else 0
