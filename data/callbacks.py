"""Who was called back, or what else was done of the work list: marks on rows, with who set them and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Callback:
    """A mark that something is done.

    table, identity  the row that it is about: its fact table, and what it is known by over all uploads
    task             what was to be done, a key of the work list
    about            what the row is called on the page
    note             what the person wrote
    done_at, done_by              when, in UTC, and by whom; "" where nobody knows
    taken_back_at, taken_back_by  the same of taking it back; None while it stands
    """

    table: str
    identity: str
    task: str
    about: str
    note: str
    done_at: datetime
    done_by: str
    callback_id: int
    taken_back_at: datetime | None = None
    taken_back_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it hasn't been taken back."""
        return self.taken_back_at is None

    @property
    def key(self) -> tuple[str, str, str]:
        """What it marks: the table, the row and the task."""
        return self.table, self.identity, self.task
