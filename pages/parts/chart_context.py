"""What a chart stands on once it has left its page: the days, for whom, and up to which day the data go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data import formats
from data.forms.tables import Table
from data.language import gettext as _
from data.store import is_empty, open_store
from metrics import sentences
from metrics.rollouts import scope
from pages.parts import filters, frame, session

# What these pages show is narrowed by rounds and files, not by the filters.
_UNFILTERED = frozenset({"self_assessment", "assessment_results", "perception", "health", "loaded", "upload"})


@dataclass(frozen=True)
class Context:
    """Labels with what stands for them, and the last day of the data."""

    facts: tuple[tuple[str, str], ...]
    as_of: date

    @property
    def line(self) -> str:
        """All of it in a line."""
        return " · ".join(f"{label}: {text}" for label, text in self.facts)

    def within(self, table: Table) -> Table:
        """A table with a column for each fact, the same in all rows, so that it stays a table."""
        headers = [*table.headers, *(label for label, _text in self.facts)]
        told = [text for _label, text in self.facts]
        return Table(table.title, headers, [[*row, *told] for row in table.rows])


def context() -> Context | None:
    """What the filters say, on the pages that they hold on; None on others, and without data."""
    if not _is_filtered() or is_empty(open_store()):
        return None
    view, (first, last) = filters.chosen(open_store()).view, filters.data_days()
    as_of = min(view.last, last) if view.last else last
    days = sentences.span(max(view.first, first) if view.first else first, as_of)
    whom = scope(view.where, session.names())
    told = ((_("Period"), days), (_("For whom"), whom), (_("Data to"), formats.day(last)))
    rollout = ((_("Rollout"), formats.day(view.rollout)),) if view.rollout else ()
    return Context((*told, *rollout), last)


def _is_filtered() -> bool:
    page = frame.shown()
    return page is not None and page.url_path not in _UNFILTERED
