"""One object of what happened to a KPI at a rollout: by how much, whether it is real, steady, and lasts.

Chart, icon, sentence, export and command line all read it, so that they can't disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from data.records import Target
from metrics.cards import as_of
from metrics.catalogue import kpi_named
from metrics.comparison import Around, Comparison, compare
from metrics.facts import Facts
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.judged import Standing, standing
from metrics.goals.targets import Status, chosen, in_force, levels_at
from metrics.impact import sentence as words
from metrics.impact import titles
from metrics.impact.course import Course, course
from metrics.impact.lasting import UNTOLD, Decay, lasting
from metrics.impact.steadiness import Steadiness, steadiness
from metrics.impact.verdict import Kind, Verdict, verdict
from metrics.impact.word import Among, Word, word
from metrics.interrupted import NoVerdict
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Query
from metrics.rollouts import Event


@dataclass(frozen=True, eq=False)
class Impact:
    """What happened to a KPI at a rollout.

    comparison  layer 1: the value before, after, and the difference with its interval
    verdict     layer 2: whether it is a shift
    course      the periods behind the verdict; None where there is none
    target      what it should reach, with ``status``; None without one
    aim         the level that the target asks for at the end of the course, for a period of its length
    ahead       where the trend leads by the target's date, or why nothing is foretold
    among       what looking at other KPIs, too, makes of the verdict; None where it is looked at alone
    """

    kpi: Kpi
    rollout: date
    comparison: Comparison
    verdict: Verdict
    course: Course | None = None
    target: Target | None = None
    status: Status | None = None
    aim: float | None = None
    among: Among | None = None
    ahead: Forecast | NoForecast | None = None

    @property
    def chart(self) -> Steadiness | None:
        """Layer 3: whether the process is steady; None without a finished period."""
        return self._chart

    @property
    def decay(self) -> Decay:
        """Whether the change lasts."""
        return self._decay

    # Worked out when asked for: what is told of all KPIs at once takes the verdicts alone.
    @cached_property
    def _chart(self) -> Steadiness | None:
        return steadiness(self.course, self.aim) if self.course else None

    @cached_property
    def _decay(self) -> Decay:
        return lasting(self.course) if self.course else UNTOLD

    @property
    def word(self) -> Word:
        """What became of it, in the one word that is told of it everywhere."""
        before = self.comparison.before
        return word(self.verdict, before.value if before else None, self.among)

    @property
    def title(self) -> str:
        """The verdict in short, in the reader's language."""
        return titles.title(self)

    @property
    def sentence(self) -> str:
        """All that can be said, in one paragraph, in the reader's language."""
        return words.sentence(self)


def impacts(
    facts: Facts,
    keys: tuple[str, ...],
    around: Around,
    targets: Sequence[Target] = (),
    known: Sequence[Event] = (),
    grain: Grain = Grain.MONTH,
    compared: Mapping[str, Comparison] | None = None,
) -> dict[str, Impact]:
    """What happened to each KPI at a rollout, by its key.

    known   all events (``metrics.rollouts.events``): those that reach everybody looked at part the series,
            and the verdict uses the stretch from the event before the rollout to the next one

    grain   the verdict is by month, or by week where weeks are asked for: longer periods are too few, and
            days too noisy
    compared what ``compare`` gives for these KPIs, where it was asked before
    """
    grain = judged_by(grain)
    parts = facts.parts(Query(keys, grain, where=around.where))
    compared = compare(facts, keys, around) if compared is None else compared
    ends = as_of(facts.spans())
    found: dict[str, Impact] = {}
    for key in keys:
        kpi = kpi_named(key)
        target = chosen(list(targets), kpi, around.where)
        last = ends.get(kpi.table, around.rollout)
        held = standing(facts, target, kpi, around.where, around.last, last) if target else None
        run = course(kpi, parts[key], around, known) if key in parts else None
        found[key] = _impact(compared[key], run, target, held)
    return found


def judged_by(grain: Grain) -> Grain:
    """The length of the periods that a verdict is of, where others are looked at."""
    return Grain.WEEK if grain is Grain.WEEK else Grain.MONTH


def _impact(compared: Comparison, run: Course | None, target: Target | None, held: Standing | None) -> Impact:
    kpi, status, ahead = compared.kpi, held.status if held else None, held.ahead if held else None
    if run is None:
        nothing = Verdict(Kind.CANT_TELL, kpi, reason=NoVerdict.TOO_FEW)
        return Impact(kpi, compared.rollout, compared, nothing, None, target, status, ahead=ahead)
    aim = _asked(run, target)
    before = compared.before.value if compared.before else None
    return Impact(
        kpi=kpi,
        rollout=compared.rollout,
        comparison=compared,
        verdict=verdict(run, None if aim is None or before is None else (before, aim)),
        course=run,
        target=target,
        status=status,
        aim=aim,
        ahead=ahead,
    )


def _asked(run: Course, target: Target | None) -> float | None:
    """The level of the target that is in force at the end of a course, for periods of its length."""
    if target is None:
        return None
    level = in_force(target, (run.frame["until"].iloc[-1] - pd.Timedelta(days=1)).date())
    at_grain = {found.last: found.value for found in levels_at(run.kpi, target, run.grain)}
    return at_grain.get(level.last)
