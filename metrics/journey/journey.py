"""Along the customer's way: a score and the complaints of each stage, before and after a rollout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pandas as pd

from data.kinds import TOUCHPOINT
from metrics import intervals
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.change.contrast import counting
from metrics.comparison import Change, changed, earliest
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.intervals import Difference
from metrics.journey import apart
from metrics.journey.apart import Standing
from metrics.journey.stages import StagedFacts, Way, in_order
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Filters
from metrics.ranking.funnel import Verdict, pooled_members
from metrics.windows import Days, parts_between

# What can be told along the way, the first that the data have unless another is chosen.
SCORES = ("csat", "nps", "ces", "csat_mean")
COMPLAINTS = "complaints"
STAGE = TOUCHPOINT.key


@dataclass(frozen=True)
class Value:
    """A score with its interval and n."""

    value: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Scored:
    """A stage's score on the days looked at.

    verdict how it stands to the rest; None where there is no other stage, or it can't be told
    gap     what it is above the rest, with the interval behind the verdict
    before  the score before the rollout, and ``change`` what it is above that
    """

    now: Value
    verdict: Verdict | None = None
    gap: Difference | None = None
    before: Value | None = None
    change: Change | None = None


@dataclass(frozen=True)
class Arising:
    """The complaints of a stage: how many, of how many that say a stage, and the share with its interval."""

    n: int
    of: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Journey:
    """The customer's way.

    kpi         the score that is told; None where no answer says a stage
    stages      all that have a score or complaints, along the way
    scores      stage -> its score
    complaints  stage -> its complaints on the days looked at, and ``earlier`` those before the rollout
    out         the stages that stand out from the rest, the most extreme first; they are no part of the
                rest that others are compared with
    level       how sure the interval of each difference from the rest is, from 0 to 1
    rollout     the day that parts before from after; None where all days are looked at together
    first, last the days looked at, as far as there are data; None where there are none
    unsaid      table -> how many answers and complaints of these days say no stage
    """

    kpi: Kpi | None
    stages: tuple[str, ...]
    scores: Mapping[str, Scored]
    complaints: Mapping[str, Arising]
    earlier: Mapping[str, Arising] = field(default_factory=dict)
    rollout: date | None = None
    unsaid: Mapping[str, int] = field(default_factory=dict)
    out: tuple[str, ...] = ()
    level: float = intervals.CONFIDENCE
    first: date | None = None
    last: date | None = None


def days(view: View) -> tuple[Days, Days | None]:
    """The days that are told, since the rollout where there is one, and those before it."""
    if view.around is None or view.rollout is None:
        return Days(view.first, view.last), None
    since = max(view.rollout, view.first or view.rollout)
    return Days(since, view.last), Days(earliest(view.rollout), view.rollout - timedelta(days=1))


def scores(facts: Facts, view: View, found: Mapping[str, Way]) -> list[Kpi]:
    """The scores that some stage has on the days looked at."""
    if "answers" not in found:
        return []
    staged, (now, _before) = StagedFacts(facts, found["answers"]), days(view)
    parts = parts_between(staged, SCORES, now, view.where, split=STAGE)
    return [kpi_named(key) for key in SCORES if key in parts and _has_any(kpi_named(key), parts[key])]


def _has_any(kpi: Kpi, parts: pd.DataFrame) -> bool:
    said = parts[parts["split"] != NOT_GIVEN]
    return bool(kpi.measure.estimate(said)["value"].notna().any())


def journey(facts: Facts, view: View, found: Mapping[str, Way], kpi: Kpi | None = None) -> Journey:
    """The customer's way in a view; ``found`` is how answers and complaints tell their stage."""
    now, before = days(view)
    told = Journey(kpi, (), {}, {}, rollout=view.rollout if before else None)
    unsaid: dict[str, int] = {}
    if kpi and kpi.table in found:
        staged = StagedFacts(facts, found[kpi.table])
        scored, out = _scores(staged, kpi, now, before, view.where)
        sure = apart.level(sum(one.now.n >= kpi.measure.fewest for one in scored.values()))
        told = replace(told, scores=scored, out=tuple(out), level=sure)
        unsaid[kpi.table] = _unsaid(staged, kpi, now, view.where)
    if COMPLAINTS in found:
        staged = StagedFacts(facts, found[COMPLAINTS])
        counts = complaint_counts(staged, now, view.where)
        unsaid[COMPLAINTS] = counts.pop(NOT_GIVEN, 0)
        earlier = complaint_counts(staged, before, view.where) if before else {}
        earlier.pop(NOT_GIVEN, None)
        told = replace(told, complaints=shares(counts), earlier=shares(earlier))
    stages = in_order([*told.scores, *told.complaints, *told.earlier])
    first, last = _looked_at(facts, found, now)
    return replace(told, stages=tuple(stages), unsaid=unsaid, first=first, last=last)


def _looked_at(facts: Facts, found: Mapping[str, Way], now: Days) -> tuple[date | None, date | None]:
    """The days looked at, as far as the files that tell of stages reach."""
    known = facts.spans()
    spans = [known[table] for table in found if table in known]
    if not spans:
        return now.first, now.last
    first, last = min(one for one, __ in spans).date(), max(one for __, one in spans).date()
    return max(first, now.first or first), min(last, now.last or last)


def _scores(
    facts: Facts, kpi: Kpi, now: Days, before: Days | None, where: Filters
) -> tuple[dict[str, Scored], list[str]]:
    """The score of each stage, and the stages that stand out."""
    pooled = pooled_stages(facts, kpi, now, where)
    then = pooled_stages(facts, kpi, before, where) if before else pd.DataFrame()
    known, earlier = values(kpi, pooled), values(kpi, then)
    enough = [stage for stage, one in known.items() if one.n >= kpi.measure.fewest]
    standing, out = apart.standings(kpi, pooled, enough)
    few = Standing(Verdict.TOO_FEW, None)
    found = {
        stage: Scored(
            value,
            standing.get(stage, few).verdict,
            standing.get(stage, few).gap,
            earlier.get(stage),
            changed(kpi, then.loc[[stage]], pooled.loc[[stage]]) if stage in earlier else None,
        )
        for stage, value in known.items()
    }
    return found, out


def pooled_stages(facts: Facts, kpi: Kpi, asked: Days, where: Filters) -> pd.DataFrame:
    """The parts of a score by stage over the periods that count, a row a stage."""
    return pooled_members(facts, kpi, asked, STAGE, where, counting(facts, kpi, asked, where, Grain.MONTH))


def values(kpi: Kpi, pooled: pd.DataFrame) -> dict[str, Value]:
    """The value of each row of parts that has one."""
    if pooled.empty:
        return {}
    known = kpi.measure.estimate(pooled).dropna(subset=["value"])
    return {
        str(member): Value(float(value), _bound(low), _bound(high), round(n))
        for member, value, low, high, n in known[["value", "low", "high", "n"]].itertuples(name=None)
    }


def _bound(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _unsaid(facts: Facts, kpi: Kpi, now: Days, where: Filters) -> int:
    """How many answers with this score say no stage."""
    parts = parts_between(facts, (kpi.key,), now, where, split=STAGE).get(kpi.key)
    if parts is None:
        return 0
    n = kpi.measure.estimate(parts[parts["split"] == NOT_GIVEN])["n"]
    return round(float(n.sum()))


def complaint_counts(facts: Facts, asked: Days, where: Filters) -> dict[str, int]:
    """Stage -> how many complaints of some days arose there; NOT_GIVEN for those that don't say."""
    parts = parts_between(facts, (COMPLAINTS,), asked, where, split=STAGE).get(COMPLAINTS)
    if parts is None:
        return {}
    counts = parts.groupby("split")["events"].sum()
    return {str(stage): round(float(count)) for stage, count in counts.items() if count > 0}


def shares(counts: Mapping[str, int]) -> dict[str, Arising]:
    """Each stage's share of all complaints that say one, in percent."""
    of = sum(counts.values())
    found: dict[str, Arising] = {}
    for stage, n in counts.items():
        low, high = (100 * float(bound) for bound in intervals.share(n, of))
        found[stage] = Arising(n, of, 100 * n / of, low, high)
    return found


def leading(complaints: Mapping[str, Arising]) -> str | None:
    """The stage with most complaints, where it has more than the next one by more than chance would show.

    Of those two alone, its share has to be above a half with its whole interval: the runner-up is the nearest
    to it, so no other stage can be the true leader then.
    Source: Nettleton 2009, Testing for the Supremacy of a Multinomial Cell Probability,
    https://doi.org/10.1198/jasa.2009.tm08213
    """
    ordered = sorted(complaints, key=lambda stage: -complaints[stage].n)
    if len(ordered) < 2:
        return None
    first, second = (complaints[stage].n for stage in ordered[:2])
    return ordered[0] if float(intervals.share(first, first + second)[0]) > 0.5 else None
