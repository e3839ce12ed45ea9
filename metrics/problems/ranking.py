"""The problems that customers complain of, ranked by how often they come or by what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.natures import NATURE
from metrics import intervals
from metrics.catalogue import kpi_named
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.measures.columns import column
from metrics.periods import Grain
from metrics.problems.costs import Cost, Counted
from metrics.problems.criteria import COSTS, COUNT, Criterion
from metrics.problems.lost import Lost
from metrics.problems.order import Amount, Places, places
from metrics.problems.reach import Reach
from metrics.query import Filters, Query
from metrics.windows import Days

TOP = 3
_COUNT = "complaints"


@dataclass(frozen=True)
class Problem:
    """One problem.

    name        as numbers, splits and commands name it
    n           complaints of it
    share       of the complaints that say what they are about, from 0 to 1, with its interval
    costs       KPI -> what a complaint of it costs, where the files tell
    lost        customers who left after complaining of it; None where nothing tells
    reach       whether it is in the company's hands
    amount      what it is ranked by: complaints, money, hours or customers; None where nothing tells
    part        of the amounts of all problems, from 0 to 1
    together    the parts of all problems down to this one
    place       the places that the data leave open
    """

    name: str
    n: int
    share: float
    low: float
    high: float
    costs: Mapping[str, Cost]
    lost: Lost | None
    reach: Reach
    amount: float | None
    part: float
    together: float
    place: Places


@dataclass(frozen=True)
class Ranking:
    """All problems, those with most first.

    unnamed     complaints that don't say what they are about
    top         the first three that aren't set to be out of reach
    """

    by: Criterion
    problems: tuple[Problem, ...]
    unnamed: int

    @property
    def n(self) -> int:
        """Complaints that say what they are about."""
        return sum(problem.n for problem in self.problems)

    @property
    def top(self) -> tuple[Problem, ...]:
        told = [one for one in self.problems if one.amount and one.reach is not Reach.SET_OUT]
        return tuple(told[:TOP])

    @property
    def passed_over(self) -> tuple[Problem, ...]:
        """Those set to be out of reach that would stand among the first three."""
        if not self.top:
            return ()
        last = self.problems.index(self.top[-1])
        return tuple(one for one in self.problems[:last] if one.reach is Reach.SET_OUT)


def counted(facts: Facts, days: Days, where: Filters) -> dict[str, Counted]:
    """Name of a problem -> its complaints and their costs; under ``NOT_GIVEN`` those that name none."""
    query = Query((_COUNT, *COSTS), Grain.ALL, days.first, days.last, NATURE, where)
    parts = facts.parts(query)
    if _COUNT not in parts:
        return {}
    told = kpi_named(_COUNT).measure.estimate(parts[_COUNT])
    numbers = zip(parts[_COUNT]["split"], column(told, "n"), strict=True)
    sizes = {str(name): round(float(np.nan_to_num(n))) for name, n in numbers}
    costs = {key: _costs(key, parts[key]) for key in COSTS if key in parts}
    return {
        name: Counted(n, {key: found[name] for key, found in costs.items() if name in found})
        for name, n in sizes.items()
        if n
    }


def _costs(key: str, parts: pd.DataFrame) -> dict[str, Cost]:
    told = kpi_named(key).measure.estimate(parts)
    found: dict[str, Cost] = {}
    for place, name in enumerate(parts["split"]):
        value, low, high, n = (float(column(told, part)[place]) for part in ("value", "low", "high", "n"))
        if n > 0:
            total, squares = (float(column(parts, part)[place]) for part in ("total", "squares"))
            bounds = [None if np.isnan(bound) else bound for bound in (low, high)]
            found[str(name)] = Cost(value, bounds[0], bounds[1], round(n), total, squares)
    return found


def ranking(
    found: Mapping[str, Counted],
    lost: Mapping[str, Lost],
    reach: Mapping[str, Reach],
    by: Criterion = COUNT,
) -> Ranking:
    """The problems among what ``counted`` found, those with the largest amount first.

    Of two with the same amount the more frequent one goes first, then by name.
    """
    named = {name: one for name, one in found.items() if name != NOT_GIVEN}
    amounts = {name: by.amount_of(one, lost.get(name)) for name, one in named.items()}
    order = sorted(named, key=lambda name: (-_total(amounts[name]), -named[name].n, name.casefold()))
    everything = sum(one.n for one in named.values())
    whole = sum(map(_total, amounts.values()))
    open_to = places([amounts[name] or Amount(0.0, 0.0) for name in order])
    problems: list[Problem] = []
    sum_so_far = 0.0
    for name, place in zip(order, open_to, strict=True):
        one, amount = named[name], amounts[name]
        sum_so_far += _total(amount)
        low, high = intervals.share(one.n, everything)
        problems.append(
            Problem(
                name=name,
                n=one.n,
                share=one.n / everything,
                low=float(low),
                high=float(high),
                costs=one.costs,
                lost=lost.get(name),
                reach=reach.get(name, Reach.UNKNOWN),
                amount=None if amount is None else amount.total,
                part=_total(amount) / whole if whole else 0.0,
                together=sum_so_far / whole if whole else 0.0,
                place=place,
            )
        )
    unnamed = found[NOT_GIVEN].n if NOT_GIVEN in found else 0
    return Ranking(by, tuple(problems), unnamed)


def _total(amount: Amount | None) -> float:
    return amount.total if amount else 0.0
