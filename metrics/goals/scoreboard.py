"""All targets on one board, the worst first: where each KPI stands, and where its trend leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.records import Target
from data.specs import Scale
from metrics.cards import as_of as ends
from metrics.catalogue import by_key, kpi_named
from metrics.facts import Facts, MemberFacts
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.judged import grows_by_itself, standing
from metrics.goals.limits import limits
from metrics.goals.targets import (
    Level,
    Status,
    chosen,
    expected,
    in_force,
    is_inherited,
    scope,
)
from metrics.kpi import Kpi
from metrics.query import Filters
from metrics.series import Summary

_WORST_FIRST = (Status.MISSED, Status.AT_RISK, Status.TOO_LITTLE, Status.ON_TRACK, Status.MET)


@dataclass(frozen=True)
class Score:
    """Where a KPI stands with a target.

    where       for whom; empty for the whole company
    inherited   whether a part of the company is held to the company's target
    as_of       the last day looked at; None where there are no data
    now         the value that the status is of; None where there is none
    line        where the straight line from the baseline stands at the middle of that value's days
    recent      the last three months of that value; None where it has no more
    grows       whether its lists count since joining, so that waiting alone would reach any target
    unseen      whether its date had come on the day asked about, but the data end before it
    ahead       the value at the target's date if the trend goes on, or why nothing is foretold
    """

    kpi: Kpi
    target: Target
    where: Filters
    inherited: bool
    as_of: date | None
    now: Summary | None
    line: float | None
    status: Status
    ahead: Forecast | NoForecast
    recent: Summary | None = None
    grows: bool = False
    unseen: bool = False

    @property
    def is_behind(self) -> bool:
        """Whether it is at risk for its last months alone: with all of its days it lies on the line."""
        on_line = (
            self.now is not None and self.line is not None and self.kpi.reaches(self.now.value, self.line)
        )
        return self.status is Status.AT_RISK and self.recent is not None and on_line

    @property
    def level(self) -> Level:
        """What is to be reached next on the last day looked at."""
        return in_force(self.target, self.as_of or self.target.due)

    @property
    def way(self) -> float | None:
        """How much of the way from the baseline to the target is behind; below 0 where it fell back.

        A part of the company that is held to the company's target didn't start from the company's baseline.
        """
        start = None if self.inherited else self.target.baseline
        if start is None or self.now is None or self.target.value == start:
            return None
        return (self.now.value - start) / (self.target.value - start)

    @property
    def forecast(self) -> Forecast | None:
        """The forecast, where there is one."""
        return self.ahead if isinstance(self.ahead, Forecast) else None


@dataclass(frozen=True)
class Asked:
    """What is asked of a board: a day of the past, and a dimension whose members each have a line."""

    as_of: date | None = None
    split: str | None = None
    members: tuple[str, ...] = ()


def scoreboard(
    facts: Facts, targets: Sequence[Target], scales: Mapping[str, Scale], asked: Asked | None = None
) -> list[Score]:
    """A score for each target, the worst first; with a dimension, one for each member that is held to any.

    A member without a target of its own is held to the company's, but for counts. ``targets`` are those
    that held on the day asked about.
    """
    asked, facts = asked or Asked(), MemberFacts(facts)
    spans = ends(facts.spans())
    aims = _of_members(facts, targets, asked) if asked.split else [(aim, scope(aim)) for aim in targets]
    found = [
        _score(facts, aim, where, scales, (asked.as_of, spans.get(kpi_named(aim.kpi).table)))
        for aim, where in aims
        if aim.kpi in by_key()
    ]
    return sorted(found, key=_urgency)


def _of_members(facts: Facts, targets: Sequence[Target], asked: Asked) -> list[tuple[Target, Filters]]:
    """Each member with what it is held to in every KPI whose data tell members apart."""
    dimension = asked.split or ""
    known = [key for key in dict.fromkeys(target.kpi for target in targets) if key in by_key()]
    keys = [key for key in known if dimension in {one.key for one in facts.dimensions(kpi_named(key).table)}]
    scopes: list[Filters] = [((dimension, (member,)),) for member in asked.members]
    held = [(chosen(list(targets), kpi_named(key), where), where) for key in keys for where in scopes]
    return [(target, where) for target, where in held if target is not None]


def _score(
    facts: Facts,
    target: Target,
    where: Filters,
    scales: Mapping[str, Scale],
    days: tuple[date | None, date | None],
) -> Score:
    kpi, (as_of, ends_on) = kpi_named(target.kpi), days
    inherited = is_inherited(target, where)
    if ends_on is None:
        return Score(kpi, target, where, inherited, None, None, None, Status.TOO_LITTLE, NoForecast.TOO_FEW)
    found = standing(facts, target, kpi, where, as_of, ends_on)
    now, last = found.now, found.last
    line = expected(target, now.first + (now.last - now.first) / 2) if now else None
    ahead = found.ahead
    ahead = ahead.within(limits(kpi, scales)) if isinstance(ahead, Forecast) else ahead
    return Score(
        kpi=kpi,
        target=target,
        where=where,
        inherited=inherited,
        as_of=found.reached,
        now=now,
        line=line,
        status=found.status,
        ahead=ahead,
        recent=found.recent,
        grows=grows_by_itself(facts, kpi, where, last),
        unseen=found.unseen,
    )


def _urgency(score: Score) -> tuple[int, float, str, Filters]:
    """Worst status first, then the shortest way so far."""
    way = 0.0 if score.way is None else score.way
    return _WORST_FIRST.index(score.status), way, score.kpi.title, score.where


def counted(board: Sequence[Score]) -> dict[Status, int]:
    """How many targets have each status, the worst first; those with none left out."""
    found = {one: sum(score.status is one for score in board) for one in _WORST_FIRST}
    return {one: count for one, count in found.items() if count}


def only(board: Sequence[Score], statuses: Sequence[Status], dimensions: Sequence[str | None]) -> list[Score]:
    """The scores of some statuses and for some scopes; all of them where nothing is chosen."""
    return [
        score
        for score in board
        if (not statuses or score.status in statuses)
        and (not dimensions or score.target.dimension in dimensions)
    ]
