"""What teams answered in a round, as far as it may be told: statements, sections, the total and its band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

import numpy as np
from scipy import special

from data.questionnaires.questionnaire import HIGHEST, LOWEST, Band, Questionnaire, Section, Statement
from data.questionnaires.rounds import Round, Stand, Sums, Tally, as_of
from data.store import Store, questionnaire_named, round_of, rounds, tallies
from metrics.assessment.scoring import standing_out
from metrics.intervals import CONFIDENCE

# From this spread on members disagree: answers lie a point from their mean.
DISPUTED, MOST_DISPUTED = 1.0, 3


class State(StrEnum):
    """What may be told of a round: it takes answers, has none, too few for more than a total, or enough."""

    RUNNING = "running"
    EMPTY = "empty"
    FEW = "few"
    TOLD = "told"


@dataclass(frozen=True)
class Value:
    """A mean over members.

    spread     the standard deviation of their answers or scores
    low, high  Student's t interval, cut to the scale; None where all say the same, as a few that agree are
               no proof that others would
    """

    n: int
    mean: float
    spread: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class StatementResult:
    """What members answered to a statement."""

    statement: Statement
    section: Section
    value: Value


@dataclass(frozen=True)
class SectionResult:
    """What members' answers to a section come to."""

    section: Section
    value: Value


@dataclass(frozen=True)
class Result:
    """What is told of teams in a round.

    teams     whom it is of; those that are left out aren't among them
    n         members of these teams that answered
    total     their mean total, exactly; None while the round takes answers or has none
    band      what the unrounded total means
    value     the total with its interval; None unless the state is TOLD, and then sections and statements
              are empty, too
    sums      of each section by its key, for comparing rounds
    left_out  teams of the group with too few members to be told of
    stand     how one team stands while the round takes answers
    """

    round: Round
    questionnaire: Questionnaire
    teams: tuple[str, ...]
    state: State
    n: int
    total: Fraction | None = None
    band: Band | None = None
    value: Value | None = None
    totals: Sums | None = None
    sums: tuple[tuple[str, Sums], ...] = ()
    sections: tuple[SectionResult, ...] = ()
    statements: tuple[StatementResult, ...] = ()
    left_out: tuple[str, ...] = ()
    stand: Stand | None = None

    @property
    def weakest(self) -> tuple[SectionResult, ...]:
        """The lowest sections, to work on first; none where none stands out."""
        return self._named(0)

    @property
    def strongest(self) -> tuple[SectionResult, ...]:
        """The highest sections; none where none stands out."""
        return self._named(1)

    def _named(self, end: int) -> tuple[SectionResult, ...]:
        known = {one.section.key: one for one in self.sections}
        means = {key: one.value.mean for key, one in known.items()}
        return tuple(known[key] for key in standing_out(means)[end])

    @property
    def disputed(self) -> tuple[StatementResult, ...]:
        """The statements on which members disagree most, the most disputed first."""
        found = [one for one in self.statements if one.value.spread >= DISPUTED]
        return tuple(sorted(found, key=lambda one: -one.value.spread)[:MOST_DISPUTED])


def variance(sums: Sums) -> float:
    """The sample variance, from exact sums; of one member NaN."""
    if sums.n < 2:
        return float("nan")
    return float((sums.squares - sums.total**2 / sums.n) / (sums.n - 1))


def value_of(sums: Sums, lowest: float = LOWEST, highest: float = HIGHEST) -> Value:
    """A mean over two members or more with its interval, within a scale.

    Source: Student's t, NIST/SEMATECH e-Handbook, 1.3.5.2, https://doi.org/10.18434/M32189
    """
    mean, spread = float(sums.mean), float(np.sqrt(variance(sums)))
    if not spread:
        return Value(sums.n, mean, spread, None, None)
    reach = float(special.stdtrit(sums.n - 1, (1 + CONFIDENCE) / 2)) * spread / np.sqrt(sums.n)
    return Value(sums.n, mean, spread, max(lowest, mean - reach), min(highest, mean + reach))


def result(
    store: Store, round_id: int, teams: Sequence[str] | None = None, today: date | None = None
) -> Result:
    """What is told of some teams of a round together; of all of them without ``teams``. ``UnknownRound``.

    Of several, those with too few members stay out of it: what is told of all, less what is told of each of
    the others, would tell theirs.
    """
    asked = tallies(store, round_id, today)
    chosen = [one for one in asked if teams is None or one.team in teams]
    questionnaire, found = _asked(store, round_id)
    return _result(found, questionnaire, chosen, today)


def _asked(store: Store, round_id: int) -> tuple[Questionnaire, Round]:
    found = round_of(store, round_id)
    return questionnaire_named(store, found.questionnaire), found


def _result(
    found: Round, questionnaire: Questionnaire, chosen: Sequence[Tally], today: date | None
) -> Result:
    teams, n = tuple(one.team for one in chosen), sum(one.n for one in chosen)
    if not found.is_over(as_of(today)):
        stand = chosen[0].stand if len(chosen) == 1 else None
        return Result(found, questionnaire, teams, State.RUNNING, n, stand=stand)
    if not n:
        return Result(found, questionnaire, teams, State.EMPTY, 0)
    enough = [one for one in chosen if one.tells]
    if not enough:
        total = sum((one.total * one.n for one in chosen if one.total is not None), Fraction()) / n
        return Result(found, questionnaire, teams, State.FEW, n, total, questionnaire.band(total))
    left_out = tuple(one.team for one in chosen if one.n and not one.tells)
    return _told(found, questionnaire, enough, left_out)


def _told(
    found: Round, questionnaire: Questionnaire, enough: Sequence[Tally], left_out: tuple[str, ...]
) -> Result:
    totals = _together([one.totals for one in enough if one.totals])
    sums = {
        section.key: _together([one.sections[section.key] for one in enough])
        for section in questionnaire.sections
    }
    statements = tuple(
        StatementResult(one, section, value_of(_together([team.statements[one.key] for team in enough])))
        for section in questionnaire.sections
        for one in section.statements
    )
    return Result(
        found,
        questionnaire,
        tuple(one.team for one in enough),
        State.TOLD,
        totals.n,
        totals.mean,
        questionnaire.band(totals.mean),
        value_of(totals, questionnaire.lowest, questionnaire.highest),
        totals,
        tuple(sums.items()),
        tuple(SectionResult(section, value_of(sums[section.key])) for section in questionnaire.sections),
        statements,
        left_out,
    )


def _together(sums: Sequence[Sums]) -> Sums:
    return sum(sums[1:], sums[0])


def by_team(store: Store, round_id: int, today: date | None = None) -> tuple[Result, ...]:
    """What is told of each team of a round, in the order in which it asks them. ``UnknownRound``."""
    questionnaire, found = _asked(store, round_id)
    return tuple(_result(found, questionnaire, [one], today) for one in tallies(store, round_id, today))


def history(
    store: Store, questionnaire: str, teams: Sequence[str] | None = None, today: date | None = None
) -> tuple[Result, ...]:
    """What is told of some teams, or of all, in each round of a questionnaire that is over and was answered.

    The earliest round first.
    """
    asked = [one for one in rounds(store) if one.questionnaire == questionnaire]
    chosen = [one for one in asked if teams is None or {*teams} & {*one.teams}]
    found = [result(store, one.round_id, teams, today) for one in sorted(chosen, key=lambda one: one.in_time)]
    return tuple(one for one in found if one.state in (State.FEW, State.TOLD))
