"""Channel by stage: a score, or the complaints, of each pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.kinds import CHANNEL
from metrics.cards import View
from metrics.change.contrast import counting
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.journey.journey import (
    COMPLAINTS,
    STAGE,
    Value,
    complaint_counts,
    days,
    shares,
    values,
)
from metrics.journey.stages import StagedFacts, Way, in_order
from metrics.kpi import Kpi
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.periods import Grain
from metrics.query import Filters
from metrics.ranking.funnel import Verdict, funnel_of, pooled_members
from metrics.windows import Days, parts_between

MOST_CHANNELS = 12
Pair = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """A channel at a stage: its value, of how many, and how a score stands to all pairs together.

    Complaints have the stage's share of the channel's complaints, ``of`` how many those are.
    """

    value: Value
    verdict: Verdict
    of: int | None = None

    @property
    def tells(self) -> bool:
        """Whether there is enough for a number."""
        return self.verdict is not Verdict.TOO_FEW


@dataclass(frozen=True)
class Heat:
    """The cells of all channels and stages that have rows.

    kpi       the score; None for complaints
    channels  those with most rows first, and how many rows each has
    left_out  how many more channels there are
    """

    kpi: Kpi | None
    channels: tuple[tuple[str, int], ...]
    stages: tuple[str, ...]
    cells: Mapping[Pair, Cell]
    left_out: int = 0


def heat(facts: Facts, view: View, found: Mapping[str, Way], kpi: Kpi | None) -> Heat | None:
    """The score of each channel at each stage, or without one its complaints; None without channels."""
    way = found.get(kpi.table if kpi else COMPLAINTS)
    if way is None or way.dimension == CHANNEL.key:
        return None
    now, _before = days(view)
    staged = StagedFacts(facts, way)
    sizes = _sizes(staged, kpi.key if kpi else COMPLAINTS, now, view.where)
    told = sizes[:MOST_CHANNELS]
    by = {channel: _only(view.where, channel) for channel, _n in told}
    cells = _scored(staged, kpi, now, by, view.where) if kpi else _complained(staged, now, by)
    if not cells:
        return None
    rows = _rows(cells, told)
    stages = tuple(in_order(stage for _channel, stage in cells))
    return Heat(kpi, rows, stages, cells, len(sizes) - len(told))


def _sizes(facts: Facts, key: str, now: Days, where: Filters) -> list[tuple[str, int]]:
    """The channels with their rows, those with most first."""
    parts = parts_between(facts, (key,), now, where, split=CHANNEL.key).get(key)
    if parts is None:
        return []
    said = parts[parts["split"] != NOT_GIVEN]
    columns = [name for name in ("events", "n", "promoters", "passives", "detractors") if name in said]
    counts = said.groupby("split")[columns].sum().sum(axis="columns")
    sizes = [(str(channel), round(float(n))) for channel, n in counts.items() if n > 0]
    return sorted(sizes, key=lambda one: (-one[1], one[0]))


def _only(where: Filters, channel: str) -> Filters:
    kept = tuple(one for one in where if one[0] != CHANNEL.key)
    return (*kept, (CHANNEL.key, (channel,)))


def _rows(cells: Mapping[Pair, Cell], told: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The channels with how many of their rows say a stage."""
    counted = {channel: 0 for channel, _n in told}
    for (channel, _stage), cell in cells.items():
        counted[channel] += cell.value.n
    return tuple((channel, n) for channel, n in counted.items() if n)


def _scored(
    facts: Facts, kpi: Kpi, now: Days, by: Mapping[str, Filters], all_of: Filters
) -> dict[Pair, Cell]:
    """All pairs beside each other, as members of one dimension are."""
    whole = counting(facts, kpi, now, all_of, Grain.MONTH)
    parts = {channel: pooled_members(facts, kpi, now, STAGE, where, whole) for channel, where in by.items()}
    pairs = [(channel, str(stage)) for channel, told in parts.items() for stage in told.index]
    filled = [told for told in parts.values() if not told.empty]
    if not filled:
        return {}
    pooled = pd.concat(filled, ignore_index=True)
    # A pair goes by its place, as names may hold any sign.
    pooled.index = pooled.index.map(str)
    beside = funnel_of(kpi, STAGE, pooled, widened=False)
    verdicts = {one.member: one.verdict for one in beside.members} if beside else {}
    return {
        pairs[int(place)]: Cell(value, verdicts.get(place, _enough(value.n, kpi.measure.fewest)))
        for place, value in values(kpi, pooled).items()
    }


def _complained(facts: Facts, now: Days, by: Mapping[str, Filters]) -> dict[Pair, Cell]:
    found: dict[Pair, Cell] = {}
    for channel, where in by.items():
        counts = complaint_counts(facts, now, where)
        counts.pop(NOT_GIVEN, None)
        for stage, one in shares(counts).items():
            value = Value(one.share, one.low, one.high, one.n)
            found[channel, stage] = Cell(value, _enough(one.of, FEWEST_ANSWERS), one.of)
    return found


def _enough(n: int, fewest: int) -> Verdict:
    return Verdict.TOO_FEW if n < fewest else Verdict.CHANCE
