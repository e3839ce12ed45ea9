"""What of the work list is shown: under filters, without what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.callbacks import Callback
from metrics.query import Filters
from metrics.waiting.waiting import Item, StillOpen, Waiting, chosen, hidden, still_open, still_to_do


@dataclass(frozen=True)
class Shown:
    """The list as it is shown: what is to be done, what is hidden of it, and all that is open."""

    found: Waiting
    items: Sequence[Item]
    hidden: Sequence[Item]
    still: StillOpen


def shown(found: Waiting, where: Filters, marks: Sequence[Callback]) -> Shown:
    """What filters and marks leave of all that is to be done."""
    items = chosen(found.items, where)
    return Shown(found, still_to_do(items, marks), hidden(items, marks), still_open(found, where))
