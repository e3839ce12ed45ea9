"""Where a problem comes from: its share of the complaints of each channel or team."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from scipy import special

from data.language import mark
from data.natures import NATURE
from metrics import intervals
from metrics.catalogue import kpi_named
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.measures.columns import column
from metrics.periods import Grain
from metrics.query import Filters, Query
from metrics.statistics.multiplicity import FALSE_ALARMS, corrected
from metrics.windows import Days

# A member with fewer complaints can't be told from the others.
FEWEST = 20
_COUNT = "complaints"


class Beside(StrEnum):
    """How often a problem comes in one member beside all others."""

    MORE = "more"
    LESS = "less"
    CHANCE = "chance"
    TOO_FEW = "too few"


BESIDE_WORDS = {
    Beside.MORE: mark("more"),
    Beside.LESS: mark("less"),
    Beside.CHANCE: mark("may be chance"),
    Beside.TOO_FEW: mark("too few to tell"),
}


@dataclass(frozen=True)
class Part:
    """One member of a dimension: how many of its complaints are of a problem, and the share's interval."""

    member: str
    n: int
    of: int
    low: float
    high: float
    beside: Beside


@dataclass(frozen=True)
class Spread:
    """The members of a dimension, those with most complaints of a problem first."""

    dimension: str
    parts: tuple[Part, ...]

    @property
    def telling(self) -> tuple[Part, ...]:
        """The members that say where it comes from: those that are named and have some of it."""
        return tuple(part for part in self.parts if part.n and part.member != NOT_GIVEN)


def spread(facts: Facts, name: str, days: Days, where: Filters, dimension: str) -> Spread | None:
    """A problem by the members of a dimension; None where fewer than two have complaints."""
    everything = _sizes(facts, days, where, dimension)
    if len(everything) < 2:
        return None
    own = _sizes(facts, days, (*where, (NATURE, (name,))), dimension)
    chances = [_chance(own, everything, member) for member in everything]
    told = [index for index, member in enumerate(everything) if everything[member] >= FEWEST]
    known = dict(zip(told, corrected([chances[index] for index in told]), strict=True))
    parts = [_part(own, everything, member, known.get(place)) for place, member in enumerate(everything)]
    return Spread(dimension, tuple(sorted(parts, key=lambda part: (-part.n, -part.of, part.member))))


def _sizes(facts: Facts, days: Days, where: Filters, dimension: str) -> dict[str, int]:
    query = Query((_COUNT,), Grain.ALL, days.first, days.last, dimension, where)
    parts = facts.parts(query).get(_COUNT)
    if parts is None:
        return {}
    found = column(kpi_named(_COUNT).measure.estimate(parts), "n")
    sizes = zip(parts["split"], np.nan_to_num(found), strict=True)
    return {str(member): round(float(n)) for member, n in sizes if n}


def _part(own: dict[str, int], everything: dict[str, int], member: str, chance: float | None) -> Part:
    n, of = own.get(member, 0), everything[member]
    low, high = intervals.share(n, of)
    if chance is None:
        beside = Beside.TOO_FEW
    elif chance > FALSE_ALARMS:
        beside = Beside.CHANCE
    else:
        beside = Beside.MORE if n / of > sum(own.values()) / sum(everything.values()) else Beside.LESS
    return Part(member, n, of, float(low), float(high), beside)


def _chance(own: dict[str, int], everything: dict[str, int], member: str) -> float:
    """How likely so large a difference from all others is by chance: the score test of two shares."""
    n, of = own.get(member, 0), everything[member]
    rest, of_rest = sum(own.values()) - n, sum(everything.values()) - of
    share = (n + rest) / (of + of_rest)
    spread = sqrt(share * (1 - share) * (1 / of + 1 / of_rest)) if of_rest else 0.0
    return float(2 * special.ndtr(-abs(n / of - rest / of_rest) / spread)) if spread else 1.0
