"""Where it got worse: members of a dimension whose KPI fell back after the rollout, and not by chance.

Many members are looked at together, so some would stand out by chance alone: what is told is corrected
for that, by ``metrics.statistics.multiplicity``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy import special

from data.kinds import WATCHED_BY
from data.records import Target
from data.specs import Scale
from metrics.cards import View
from metrics.catalogue import all_kpis, kpi_named
from metrics.comparison import Around, Change, changed, sides
from metrics.counting.parts import CUSTOMERS, DESCRIPTION
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.goals.scoreboard import Asked, Score, only, scoreboard
from metrics.goals.targets import Status
from metrics.intervals import normal_quantile
from metrics.kpi import Kpi
from metrics.measures.columns import column, named
from metrics.statistics.multiplicity import FALSE_ALARMS, corrected

# Of the company's own dimensions, those that it kept first: each one more is a scan of all tables.
MOST_OWN = 3


@dataclass(frozen=True)
class Worse:
    """A member of a dimension that got worse in a KPI, and how likely chance alone would show as much."""

    kpi: Kpi
    dimension: str
    member: str
    rollout: date
    change: Change
    p: float


def parts_behind(
    facts: Facts, view: View, targets: Sequence[Target], scales: Mapping[str, Scale]
) -> list[Score]:
    """The targets of parts of the company that are missed or at risk by the end of a view, the worst first.

    None under a filter, where the cards tell of those looked at, and none before the rollout.
    """
    of_parts = [target for target in targets if target.dimension]
    if not of_parts or view.where or (view.rollout is not None and view.around is None):
        return []
    board = scoreboard(facts, of_parts, scales, Asked(as_of=view.last))
    return only(board, (Status.MISSED, Status.AT_RISK), ())


def worse_members(facts: Facts, view: View) -> list[Worse]:
    """The members that clearly got worse, the clearest first; none without a rollout.

    Of those told, about 5 % would be false alarms. Only KPIs that lead are looked at: the more there are,
    the less stands out. Counts are left out, since what adds up follows
    from the size of a member; customers, since few leave from each.
    """
    if view.around is None:
        return []
    own = [column.key for column in facts.dimensions("answers") if column.own][:MOST_OWN]
    found = [one for dimension in (*WATCHED_BY, *own) for one in _changes(facts, view.around, dimension)]
    ranked = sorted(found, key=lambda one: one.p)
    chances = corrected([one.p for one in ranked])
    told = [one for one, p in zip(ranked, chances, strict=True) if p <= FALSE_ALARMS]
    return [one for one in told if one.kpi.improves(one.change.value) is False]


def _changes(facts: Facts, around: Around, dimension: str) -> list[Worse]:
    """The changes of all members of a dimension in the leading KPIs that can be compared."""
    keys = tuple(kpi.key for kpi in all_kpis() if kpi.leading and _is_comparable(kpi))
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
    was, now = (_by_member(kpi, side) for side in (before, after))
    return [(member, changed(kpi, was[member], now[member])) for member in sorted(was.keys() & now.keys())]


def _by_member(kpi: Kpi, parts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Member -> its parts as one row, where it has enough behind it."""
    pooled = _pooled(kpi, parts)
    enough = column(kpi.measure.estimate(pooled), "n") >= kpi.measure.fewest
    rows = enumerate(zip(pooled.index, enough, strict=True))
    return {str(name): pooled.iloc[at : at + 1] for at, (name, told) in rows if told and name != NOT_GIVEN}


def _pooled(kpi: Kpi, parts: pd.DataFrame) -> pd.DataFrame:
    """The parts of the finished periods, a row a member."""
    whole = parts[parts["finished"]] if parts["finished"].any() else parts
    names = [str(name) for name in whole.columns if name not in DESCRIPTION]
    if whole.empty or not {"durations", "exposure"} & {*names}:
        return _summed(whole, names)
    # What isn't a plain sum over periods, each member has to pool by itself.
    by_member = {member: kpi.measure.pooled(own) for member, own in whole.groupby("split")}
    return pd.concat(by_member).droplevel(1)


def _summed(whole: pd.DataFrame, parts: list[str]) -> pd.DataFrame:
    places, members = pd.factorize(whole["split"], sort=True)
    known = (np.nan_to_num(column(whole, part), posinf=np.inf) for part in parts)
    sums = [np.bincount(places, values, len(members)) for values in known]
    return pd.DataFrame(np.column_stack(sums), index=pd.Index(members), columns=named(tuple(parts)))


def _by_chance(change: Change) -> float:
    """Two-sided p of a change from its interval; 1 where it has none."""
    if change.waits or change.low is None or change.high is None or change.high <= change.low:
        return 1.0
    error = (change.high - change.low) / (2 * normal_quantile())
    return float(2 * special.ndtr(-abs(change.value) / error))
