"""How far what is loaded reaches: which days it tells of, and by which columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reach:
    """What a loaded file tells of: from its first to its last day, by the columns that it has.

    columns    the columns of the store that it fills, those of the company's own dimensions among them
    upload_id  the number of its upload
    others     the numbers of records made in the page that belong to it: changes of a file's complaints, or
               all but the latest of the log
    dated      whether its rows have days of their own; else each is known to lie within these days alone
    """

    file: str
    layout: str
    first: date
    last: date
    columns: frozenset[str]
    upload_id: int = 0
    others: tuple[int, ...] = ()
    dated: bool = True

    @property
    def uploads(self) -> tuple[int, ...]:
        """The numbers of all uploads whose rows are told of."""
        return (self.upload_id, *self.others)
