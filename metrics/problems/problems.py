"""What to fix first: the ranking, and each of the first three looked at closely.

Page, chart, sentences, command line and JSON all read this one object.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from data.kinds import CHANNEL, TEAM
from data.natures import NATURE
from data.store import Store, natures
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts, KeptSource
from metrics.impact.impact import Impact, impacts
from metrics.people import names_people
from metrics.problems import comments
from metrics.problems.comments import Said, Written
from metrics.problems.criteria import COUNT, CRITERIA, Criterion
from metrics.problems.lost import DAYS, lost
from metrics.problems.origins import origins
from metrics.problems.ranking import Problem, Ranking, counted, ranking
from metrics.problems.reach import reaches
from metrics.problems.spread import Spread, spread
from metrics.query import Query
from metrics.rollouts import Event
from metrics.series import estimates, summary
from metrics.splits import Member
from metrics.undated import Undated, undated
from metrics.windows import Days

SPLIT_BY = (CHANNEL.key, TEAM.key)
# The KPI whose course a problem has.
COUNTED = "complaints"


@dataclass(frozen=True)
class Asked:
    """What is asked: days and for whom, what to rank by, how soon after a complaint leaving counts."""

    view: View
    by: Criterion = COUNT
    days: int = DAYS

    @property
    def span(self) -> Days:
        return Days(self.view.first, self.view.last)


@dataclass(frozen=True, eq=False)
class Closely:
    """One of the first three.

    course        its complaints by period, with the rollout; None without any
    impact        what became of them at the rollout; None without one
    spreads       by channel and by team, where the files tell
    described, commented, prevented    what customers and staff wrote
    """

    problem: Problem
    course: Member | None
    impact: Impact | None
    spreads: tuple[Spread, ...]
    described: Said
    commented: Said
    prevented: Said


@dataclass(frozen=True, eq=False)
class Problems:
    """What to fix first: all problems in their order, and the first three closely.

    others    the rankings by what wasn't asked for
    files     name of a problem -> the files that its complaints came by
    undated   the complaints that have no day of their own, those that count here and those that don't
    """

    asked: Asked
    ranking: Ranking
    closely: tuple[Closely, ...]
    others: tuple[Ranking, ...] = ()
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    undated: tuple[Undated, ...] = ()

    @property
    def has_natures(self) -> bool:
        """Whether any complaint says what it is about."""
        return bool(self.ranking.problems)


def problems(store: Store, asked: Asked, known: Sequence[Event] = ()) -> Problems:
    """The problems of a view, ranked, and the first three closely.

    ``known`` are all events, which part the trends: ``metrics.rollouts.events``.
    """
    facts = KeptSource(store)
    view, span = asked.view, asked.span
    found = counted(facts, span, view.where)
    texts = comments.written(store, span, view.where)
    sizes = {name: one.n for name, one in found.items() if name != NOT_GIVEN}
    hands = reaches(sizes, texts.suggested(), natures(store))
    gone = lost(store, span, view.where, asked.days)
    rankings = {by: ranking(found, gone, hands, by) for by in CRITERIA}
    ranked = rankings.pop(asked.by)
    closely = [_closely(store, facts, asked, problem, texts, known) for problem in ranked.top]
    files = origins(facts, span, view.where)
    apart = undated(facts, span, view.where)
    return Problems(asked, ranked, tuple(closely), tuple(rankings.values()), files, apart)


def _closely(
    store: Store, facts: Facts, asked: Asked, problem: Problem, texts: Written, known: Sequence[Event]
) -> Closely:
    view = replace(asked.view, where=(*asked.view.where, (NATURE, (problem.name,))))
    # None where all of its complaints lack a day of their own: of these no period tells.
    parts = facts.parts(Query((COUNTED,), view.grain, where=view.where)).get(COUNTED)
    around = None if parts is None else view.around
    impact = impacts(facts, (COUNTED,), around, (), known, view.grain)[COUNTED] if around else None
    wheres = (spread(facts, problem.name, asked.span, asked.view.where, by) for by in SPLIT_BY)
    return Closely(
        problem=problem,
        course=_course(problem, parts, view, impact),
        impact=impact,
        spreads=tuple(one for one in wheres if one and not names_people(one.dimension)),
        described=comments.descriptions(store, texts, problem.name),
        commented=comments.comments_like(store, texts, problem.name),
        prevented=comments.preventions(store, texts, problem.name),
    )


def _course(problem: Problem, parts: pd.DataFrame | None, view: View, impact: Impact | None) -> Member | None:
    if parts is None:
        return None
    kpi = kpi_named(COUNTED)
    reached = (impact.comparison.after if impact else None) or summary(kpi, parts, view.grain)
    compared = impact.comparison if impact else None
    rollout = view.rollout if impact else None
    return Member(problem.name, reached, estimates(kpi, parts), rollout, compared) if reached else None
