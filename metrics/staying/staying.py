"""Who stays and who leaves, all together: what the page, the command and the sentences tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.cards import View
from metrics.comparison import earliest
from metrics.facts import Facts
from metrics.periods import Grain
from metrics.query import Source
from metrics.staying import curves as survival_curves
from metrics.staying.cohorts import Cohorts, cohorts, fitting
from metrics.staying.curves import Curves, Rollout, Split
from metrics.staying.flows import flows
from metrics.staying.tenures import Asked, customers


@dataclass(frozen=True, eq=False)
class Staying:
    """What is known of who stays.

    flows     active, joined and left by month, as ``flows`` gives them; empty where no month can be told
    cohorts   the triangles by the length of their cohorts, ``fitting`` the one that a reader can take in
    curves    for how long customers stay; None without a list of customers, as with period totals alone
    rollout   before and since a rollout; None without one, or where a side has no days to compare
    """

    flows: pd.DataFrame
    cohorts: dict[Grain, Cohorts]
    fitting: Grain
    curves: Curves | None
    rollout: Rollout | None


def staying(facts: Facts, source: Source, view: View) -> Staying | None:
    """What is known of who stays in a view; None where nothing is."""
    people = customers(source, Asked(view.where, view.last))
    moved = flows(facts, view.where, _first(view), view.last)
    if people.empty:
        return None if moved.empty else Staying(moved, {}, Grain.MONTH, None, None)
    compared = None
    if view.around and view.rollout:
        compared = survival_curves.around(people, view.rollout, view.first)
    return Staying(moved, cohorts(people), fitting(people), survival_curves.curves(people), compared)


def _first(view: View) -> date | None:
    """The first day that a chart shows: a comparison's reach, unless all data are asked for."""
    if view.first is None or view.rollout is None:
        return view.first
    return earliest(min(view.first, view.rollout))


def split(source: Source, view: View, dimension: str) -> Split:
    """The curves of the members of a dimension in a view."""
    return survival_curves.split(customers(source, Asked(view.where, view.last, dimension)), dimension)
