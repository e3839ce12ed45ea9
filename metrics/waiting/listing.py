"""The work list of a store: with what marks know each row by, and comments without names in them."""

from __future__ import annotations

from dataclasses import replace

from data.store import Store, identities, masked
from metrics.facts import StoredFacts
from metrics.waiting.waiting import Waiting, waiting


def listed(store: Store) -> Waiting:
    """All that is left to do by the data of a store, whoever has marked it as done."""
    found = waiting(StoredFacts(store))
    known = identities(store, [item.row for item in found.items])
    comments = masked(store, [item.comment for item in found.items])
    items = (
        replace(item, identity=known.get(item.row, ""), comment=comment)
        for item, comment in zip(found.items, comments, strict=True)
    )
    return replace(found, items=tuple(items))
