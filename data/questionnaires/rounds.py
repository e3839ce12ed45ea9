"""Rounds of a questionnaire: which teams answer within which days, and what may be told of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from data.questionnaires.questionnaire import Answers

# Of fewer members of a team nothing is told but how many they are, and their mean total.
FEWEST = 3
# Letters that may be written on what hinders good service.
LONGEST_HINDRANCE = 300


def as_of(today: date | None) -> date:
    """The day that counts as today: the one given, but none to come, on which rounds would be over sooner."""
    return min(today or date.max, date.today())


@dataclass(frozen=True)
class Round:
    """Teams that answer a questionnaire within some days.

    questionnaire  its key
    opens, ends    the first and the last day on which answers are taken
    token          what its link carries: random, so that nobody finds a round by trying
    closed_on      the day on which somebody ended it early; None where nobody did
    opened_by      who opened it; "" where nobody knows
    round_id       its number, never used twice
    """

    questionnaire: str
    teams: tuple[str, ...]
    opens: date
    ends: date
    token: str
    round_id: int
    closed_on: date | None = None
    opened_by: str = ""
    is_sample: bool = False

    def is_open(self, today: date) -> bool:
        """Whether answers are taken on a day."""
        return self.closed_on is None and self.opens <= today <= self.ends

    def is_over(self, today: date) -> bool:
        """Whether no more answers can come, so that results may be told."""
        return self.closed_on is not None or today > self.ends

    @property
    def last_day(self) -> date:
        """The last day on which answers were or will be taken."""
        return min(self.closed_on, self.ends) if self.closed_on else self.ends

    @property
    def in_time(self) -> tuple[date, int]:
        """What rounds are sorted by: their last day, and of one day the number."""
        return self.last_day, self.round_id


@dataclass(frozen=True)
class Submitted:
    """What became of a submission; ``again`` where the same one had come before and nothing was added."""

    again: bool


@dataclass(frozen=True)
class Sums:
    """One number of several members: how many they are, its sum and its sum of squares, exactly."""

    n: int
    total: Fraction
    squares: Fraction

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.n + other.n, self.total + other.total, self.squares + other.squares)

    @property
    def mean(self) -> Fraction:
        """The mean; ZeroDivisionError of none."""
        return self.total / self.n


@dataclass(frozen=True)
class Stand:
    """The mean total of the members that answered so far, exactly."""

    n: int
    total: Fraction


@dataclass(frozen=True)
class Tally:
    """What is told of the answers of a team in a round.

    n           members that answered
    total       their mean total, exactly; None while the round takes answers or nobody answered
    statements  key of a statement -> its answers; empty where they may not be told
    sections    key of a section -> its scores; empty where they may not be told
    totals      the totals of the members; None where they may not be told
    stand       how it stands, of a round that takes answers
    """

    team: str
    n: int
    total: Fraction | None = None
    statements: Mapping[str, Sums] = field(default_factory=dict[str, Sums])
    sections: Mapping[str, Sums] = field(default_factory=dict[str, Sums])
    totals: Sums | None = None
    stand: Stand | None = None

    @property
    def tells(self) -> bool:
        """Whether more than the number of members and their mean total is told."""
        return self.totals is not None


@dataclass(frozen=True)
class Answered:
    """A round with all its answers, as the sample company has them.

    given       team -> the day and the answers of each member
    hindrances  team -> what its members wrote on what hinders good service
    """

    questionnaire: str
    days: tuple[date, date]
    given: Mapping[str, Sequence[tuple[date, Answers]]]
    hindrances: Mapping[str, Sequence[str]]
