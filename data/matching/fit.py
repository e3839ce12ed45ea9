"""How a table fits one of the layouts that files may have."""

from __future__ import annotations

from dataclasses import dataclass

from data.records import Match
from data.specs import Column, Layout, Type

FEWEST_TELLING = 2


@dataclass(frozen=True)
class Fit:
    """How a table fits a layout.

    matches       headers and the columns that they're taken for, in the file's order
    contradicted  headers whose name fits but whose values speak against it
    missing       columns that the layout requires and the file doesn't have
    guesses       matches by little more than values, the likeliest first, each with other columns that it
                  may be
    rivals        headers that name a column which another header is taken for
    score         how much of the file the layout explains; comparable between layouts of one file
    telling       how many columns speak for it beside a date and what other tables have, too
    """

    layout: Layout
    matches: tuple[Match, ...]
    contradicted: tuple[Match, ...] = ()
    missing: tuple[Column, ...] = ()
    guesses: tuple[tuple[Match, tuple[str, ...]], ...] = ()
    rivals: tuple[Match, ...] = ()
    score: float = 0
    telling: int = 1

    @property
    def wants_date_only(self) -> bool:
        """Whether the layout fits but for the day, which a survey may leave to be asked."""
        return self.layout.kind == "surveys" and [column.key for column in self.missing] == [
            self.layout.moment
        ]

    @property
    def wants_its_day_only(self) -> bool:
        """Whether a log or totals, by columns of their own, lack the day of each row and nothing else."""
        wanted = [column.key for column in self.missing] == [self.layout.moment]
        if self.layout.is_totals:
            columns = (self.layout.column(match.column) for match in self.matches)
            return wanted and sum(column.type is not Type.CATEGORY for column in columns) >= FEWEST_TELLING
        return wanted and self.telling >= FEWEST_TELLING and self.layout.name == "log"

    @property
    def wants_its_days(self) -> bool:
        """Whether these are complaints that lack the day of each and nothing else: those may be asked."""
        return self.layout.key == "complaints.log" and self.wants_its_day_only

    @property
    def usable(self) -> bool:
        return not self.missing or self.wants_date_only
