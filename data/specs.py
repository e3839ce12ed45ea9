"""What a table spec is: columns with their types and synonyms, gathered in layouts of a kind of file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.language import gettext


class Type(StrEnum):
    """How the cells of a column are read, and what the store keeps of them."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    CATEGORY = "category"
    MOMENT = "moment"
    CLOCK = "clock"
    PERIOD = "period"
    HOURS = "hours"
    SECONDS = "seconds"
    FLAG = "flag"
    STATUS = "status"
    NUMBER = "number"
    COUNT = "count"
    SCORE = "score"
    SHARE = "share"
    BALANCE = "balance"


SQL_TYPES = {
    Type.IDENTIFIER: "VARCHAR",
    Type.TEXT: "VARCHAR",
    Type.CATEGORY: "VARCHAR",
    Type.MOMENT: "TIMESTAMP",
    Type.PERIOD: "DATE",
    Type.SECONDS: "DOUBLE",
    Type.FLAG: "BOOLEAN",
    Type.STATUS: "VARCHAR",
    Type.NUMBER: "DOUBLE",
    Type.COUNT: "DOUBLE",
    Type.SCORE: "DOUBLE",
    Type.SHARE: "DOUBLE",
    Type.BALANCE: "DOUBLE",
}


# Between fewer points than these, the top two would be all of them.
SHORTEST_SCALE = 2


@dataclass(frozen=True)
class Scale:
    """The lowest and highest answer of a rating; ``low_is_good`` turns it round."""

    low: float
    high: float
    low_is_good: bool = False

    @property
    def span(self) -> float:
        return self.high - self.low

    def position(self, answer: float) -> float:
        """Where an answer stands between worst (0) and best (1)."""
        share = (answer - self.low) / self.span
        return 1 - share if self.low_is_good else share

    def answer(self, position: float) -> float:
        """The answer at a position between worst (0) and best (1)."""
        return self.low + (1 - position if self.low_is_good else position) * self.span


@dataclass(frozen=True)
class Column:
    """One column that a file may have.

    key         name in the mapping, on the command line and in the store
    name        what a person reads (marked for translation)
    synonyms    headers that mean it, in any language, lower case
    required    a file without it isn't of this layout
    essential   a row whose cell is empty or unreadable is left out
    fills       for a duration or a time of day: the moment it completes, as in
                ``first_response_hours`` -> ``first_response_at``; for a yes or no: that of which it is the
                opposite
    scale       for a score: the company scale that it is read on
    averaged    for a score: a mean of answers, so no whole number
    personal    kept apart, where no metric reads it
    blank_is_no for a yes or no: where a file marks only the yes, an empty cell is a no
    own         a dimension that the company named itself: nothing translates it
    follows     for a moment: it can't lie before that of its row
    tells       where an empty cell may say that it hasn't happened: the column of the store that says whether
                a row's own file tells of it at all
    """

    key: str
    name: str
    type: Type
    synonyms: tuple[str, ...] = ()
    required: bool = False
    essential: bool = False
    fills: str | None = None
    scale: str | None = None
    personal: bool = False
    blank_is_no: bool = True
    own: bool = False
    averaged: bool = False
    follows: bool = False
    tells: str = ""

    @property
    def title(self) -> str:
        """The name in the reader's language, or as the company wrote it."""
        return self.name if self.own else gettext(self.name)

    @property
    def stored(self) -> bool:
        """Whether the fact table has this column (else it completes another)."""
        return self.fills is None


@dataclass(frozen=True)
class Layout:
    """One way in which a kind of file is laid out.

    kind        surveys, complaints, contacts, retention, operations
    name        log, customers, snapshot or totals
    table       the fact table that takes the rows
    columns     all that it may have
    any_of      of these, at least one column; a row with none of them is left out
    moment      the column that places a row in time
    identity    the column by which a newer upload replaces a row
    """

    kind: str
    name: str
    table: str
    columns: tuple[Column, ...]
    any_of: tuple[str, ...] = ()
    moment: str | None = None
    identity: str | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.name}"

    @property
    def is_totals(self) -> bool:
        return self.name == "totals"

    def column(self, key: str) -> Column:
        """The column named ``key``; KeyError where the layout has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)
