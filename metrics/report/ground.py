"""What a report is made from: the answers that the pages show, for the same view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.records import Upload
from data.store import Store, policies, policy_versions, scales, targets, uploads
from metrics import sources
from metrics.attention import Worse, parts_behind, worse_members
from metrics.cards import Card, View, cards
from metrics.catalogue import all_kpis
from metrics.comparison import compare
from metrics.counting.parts import period_parts
from metrics.facts import Facts, KeptFacts, KeptSource
from metrics.goals.scoreboard import Asked, Score, scoreboard
from metrics.growing import Growing, growing
from metrics.impact.forest import Forest, forest
from metrics.impact.impact import Impact, impacts
from metrics.impact.watch import reached, today_for
from metrics.overview import judged
from metrics.policy import words as policy_words
from metrics.policy.whole import review_of, today
from metrics.query import Filters
from metrics.rollouts import Event, events, policy_of
from metrics.standards import Standards
from metrics.undated import Undated, undated
from metrics.windows import Days

# Told how many of how many KPIs are done, and which is next.
Tell = Callable[[int, int, str], None]


def untold(done: int, every: int, title: str) -> None:
    """What is told to nobody."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What a report is made from.

    cards     the KPIs that have a value, with their words where there is a rollout
    impacts   KPI -> what became of it, told among all; empty without a rollout
    board     all targets on the last day of the view
    behind    the targets of parts of the company that are missed or at risk
    worse     the members that clearly got worse
    names     dimension -> its name
    mixed     KPI -> that its sources change within what is compared; only where they do
    review    that the written policy is to be reviewed; empty while it isn't
    today     today, or for the sample company the day its data end
    growing   what stands open and grows
    undated   complaints without a day of their own
    """

    view: View
    event: Event | None
    cards: tuple[Card, ...]
    impacts: Mapping[str, Impact]
    forest: Forest | None
    board: tuple[Score, ...]
    behind: tuple[Score, ...]
    worse: tuple[Worse, ...]
    names: Mapping[str, str]
    mixed: Mapping[str, str]
    standards: Standards
    uploads: tuple[Upload, ...]
    review: str
    today: date
    growing: tuple[Growing, ...]
    undated: tuple[Undated, ...]


def ground(store: Store, view: View, event: Event | None, tell: Tell = untold) -> Ground:
    """All of it, straight from a store; ``tell`` hears of each KPI before it is judged."""
    source = KeptSource(store)
    facts = KeptFacts(cache(lambda query: period_parts(source, query)), source.spans, source.dimensions)
    found = dict(_impacts(store, facts, view, tell))
    together = forest(found) if view.around else None
    shown = cards(facts, view, targets(store))
    asked = Asked(as_of=view.last)
    aims = targets(store, view.last) if view.last else targets(store)
    return Ground(
        view=view,
        event=event,
        cards=tuple(judged(shown, together) if together else shown),
        impacts={key: together.told(impact) for key, impact in found.items()} if together else {},
        forest=together,
        board=tuple(scoreboard(facts, aims, scales(store), asked)),
        behind=tuple(parts_behind(facts, view, targets(store), scales(store))),
        worse=tuple(worse_members(facts, view)),
        names={column.key: column.title for column in store.dimensions()},
        mixed=mixed(shown, source, view.where),
        standards=source.standards(),
        uploads=tuple(uploads(store)),
        review=review(store, facts),
        today=day(store, event, together),
        growing=tuple(growing(facts, view.where, view.last)),
        undated=undated(source, Days(view.first, view.last), view.where),
    )


def _impacts(store: Store, facts: Facts, view: View, tell: Tell) -> Iterator[tuple[str, Impact]]:
    around, kpis = view.around, all_kpis()
    if around is None:
        return
    aims, known = targets(store), events(policies(store))
    compared = compare(facts, tuple(kpi.key for kpi in kpis), around)
    for done, kpi in enumerate(kpis):
        tell(done, len(kpis), kpi.title)
        found = impacts(facts, (kpi.key,), around, aims, known, view.grain, compared)
        yield kpi.key, found[kpi.key]


def mixed(shown: list[Card], source: KeptSource, where: Filters) -> dict[str, str]:
    """KPI -> that its sources change within what is compared; only where they do."""
    told = {card.kpi.key: sources.told(card.compared, source.coverage(), where) for card in shown}
    return {key: words for key, words in told.items() if words}


def review(store: Store, facts: Facts) -> str:
    """That the written policy is to be reviewed; empty while it isn't, or while none is written."""
    latest = next(iter(policy_versions(store)), None)
    if latest is None:
        return ""
    return policy_words.reminder(review_of(store, latest.policy, today(latest, facts.spans())))


def day(store: Store, event: Event | None, found: Forest | None) -> date:
    """Today; for the sample company, whose time stands still, the day its data end."""
    last = reached(found) if found else None
    return today_for(policy_of(policies(store), event), last)
