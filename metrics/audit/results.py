"""What the audits of a company tell: of each team or branch, of each standard, before and since a rollout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from data.audits import Audit
from data.kinds import ORGANISED_BY
from data.questionnaires.standards_audit import STANDARDS
from metrics.audit.scoring import PERCENT, SCORES, Mean, change, mean_of, points
from metrics.intervals import Difference
from metrics.query import Filters

Whom = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """What is looked at.

    first, last   the days, both inclusive; None is unbounded
    rollout       what came before it is told apart; None without one
    where         the filters: those of teams and branches hold, audits know no others
    """

    first: date | None = None
    last: date | None = None
    rollout: date | None = None
    where: Filters = ()


@dataclass(frozen=True)
class Sides:
    """What came of the audits that are looked at, and of those before the rollout.

    now, before   means of percents, or of a standard's scores; None where there are no audits
    change        now minus before; None where too few audits can tell
    """

    now: Mean | None
    before: Mean | None
    change: Difference | None


@dataclass(frozen=True)
class Audited:
    """A team or branch with its percent of the points, and all its audits until the last day, by day."""

    whom: Whom
    percent: Sides
    audits: tuple[Audit, ...]


@dataclass(frozen=True)
class OfStandard:
    """A standard with its mean score from 1 to 5."""

    standard: str
    score: Sides


@dataclass(frozen=True)
class Result:
    """What the audits tell.

    teams       the teams and branches, the lowest first; those without an audit on these days last
    standards   those that were observed on these days, the weakest first
    unseen      those that nobody observed on them
    percent     of all audits together
    now, before the audits themselves, the latest first
    """

    teams: tuple[Audited, ...]
    standards: tuple[OfStandard, ...]
    unseen: tuple[str, ...]
    percent: Sides
    now: tuple[Audit, ...]
    before: tuple[Audit, ...]
    asked: Asked

    @property
    def weakest(self) -> OfStandard | None:
        """The standard with the lowest mean; None where none was observed."""
        return next(iter(self.standards), None)

    @property
    def is_mixed(self) -> bool:
        """Whether the audits before and since differ in how they were done, or in whom they were of."""
        if not self.now or not self.before:
            return False
        by_kind = _shares(one.kind for one in self.now) != _shares(one.kind for one in self.before)
        return by_kind or _shares(one.whom for one in self.now) != _shares(one.whom for one in self.before)


def _shares(kinds: Iterable[object]) -> dict[object, Fraction]:
    counts = Counter(kinds)
    return {kind: Fraction(n, counts.total()) for kind, n in counts.items()}


def result(audits: Sequence[Audit], asked: Asked, whom: Whom | None = None) -> Result:
    """What the audits tell of all, or of one team or branch."""
    kept = [
        one
        for one in audits
        if _meets(one, asked.where)
        and whom in (None, one.whom)
        and (asked.last is None or one.on <= asked.last)
    ]
    now = [one for one in kept if _is_now(one, asked)]
    before = [one for one in kept if _is_before(one, asked)]
    standards = _standards(now, before)
    seen = {one.standard for one in standards}
    return Result(
        _teams(kept, asked),
        standards,
        tuple(one.key for one in STANDARDS if one.key not in seen),
        _percent(now, before),
        tuple(_latest_first(now)),
        tuple(_latest_first(before)),
        asked,
    )


def _meets(audit: Audit, where: Filters) -> bool:
    """Whether a filter keeps an audit: one of teams leaves out audits of branches, as nobody knows theirs."""
    about = {name: members for name, members in where if name in ORGANISED_BY}
    return not about or audit.member in about.get(audit.dimension, ())


def unknown_to_audits(where: Filters) -> list[str]:
    """The dimensions of filters that audits don't know, so that they can't hold."""
    return [name for name, _members in where if name not in ORGANISED_BY]


def _is_now(audit: Audit, asked: Asked) -> bool:
    """Of the days looked at, those since the rollout, as with all numbers beside a rollout."""
    begins = [day for day in (asked.first, _rollout(asked)) if day]
    return not begins or audit.on >= max(begins)


def _is_before(audit: Audit, asked: Asked) -> bool:
    rollout = _rollout(asked)
    if rollout is None or audit.on >= rollout:
        return False
    return asked.first is None or asked.first >= rollout or audit.on >= asked.first


def _rollout(asked: Asked) -> date | None:
    """The rollout, unless all days that are looked at lie before it."""
    over = asked.rollout is not None and asked.last is not None and asked.last < asked.rollout
    return None if over else asked.rollout


def _latest_first(audits: Iterable[Audit]) -> list[Audit]:
    return sorted(audits, key=lambda one: (one.on, one.audit_id or 0), reverse=True)


def _percent(now: Iterable[Audit], before: Iterable[Audit]) -> Sides:
    is_now, was = ([points(one).percent for one in side] for side in (now, before))
    return _sides(is_now, was, PERCENT)


def _sides(now: list[float], before: list[float], bounds: tuple[float, float]) -> Sides:
    is_now, was = mean_of(now, bounds), mean_of(before, bounds)
    return Sides(is_now, was, change(was, is_now))


def _teams(kept: Sequence[Audit], asked: Asked) -> tuple[Audited, ...]:
    found: list[Audited] = []
    for whom in sorted({one.whom for one in kept}):
        mine = [one for one in kept if one.whom == whom]
        now, before = ([one for one in mine if side(one, asked)] for side in (_is_now, _is_before))
        found.append(Audited(whom, _percent(now, before), tuple(reversed(_latest_first(mine)))))
    return tuple(sorted(found, key=_order))


def _order(team: Audited) -> tuple[bool, float]:
    return team.percent.now is None, team.percent.now.value if team.percent.now else 0.0


def _standards(now: Sequence[Audit], before: Sequence[Audit]) -> tuple[OfStandard, ...]:
    found: list[OfStandard] = []
    for one in STANDARDS:
        is_now, was = (
            [float(audit.scores[one.key]) for audit in side if one.key in audit.scores]
            for side in (now, before)
        )
        if is_now:
            found.append(OfStandard(one.key, _sides(is_now, was, SCORES)))
    return tuple(sorted(found, key=lambda one: one.score.now.value if one.score.now else 0.0))
