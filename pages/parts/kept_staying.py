"""Who stays, by view, kept until the data change."""

from __future__ import annotations

from data.store import open_store
from metrics.cards import View
from metrics.facts import StoredFacts
from metrics.staying import links as linked
from metrics.staying import staying as whole
from metrics.staying.curves import Split
from metrics.staying.links import Links
from metrics.staying.staying import Staying
from metrics.staying.tenures import Asked
from pages.parts import session
from pages.parts.kept import kept
from pages.parts.session import Version

_KEPT_ANSWERS = 40


def staying(view: View) -> Staying | None:
    """Who stays in a view; None where nobody is known."""
    return _staying(session.data_version(), view)


@kept(_KEPT_ANSWERS)
def _staying(version: Version, view: View) -> Staying | None:
    del version  # part of the key alone
    return whole.staying(session.facts(), StoredFacts(open_store()), view)


def split(view: View, dimension: str) -> Split:
    """The curves of the members of a dimension in a view."""
    return _split(session.data_version(), view, dimension)


@kept(_KEPT_ANSWERS)
def _split(version: Version, view: View, dimension: str) -> Split:
    del version  # part of the key alone
    return whole.split(StoredFacts(open_store()), view, dimension)


def links(view: View) -> Links:
    """What goes with leaving in a view."""
    return _links(session.data_version(), Asked(view.where, view.last))


@kept(_KEPT_ANSWERS)
def _links(version: Version, asked: Asked) -> Links:
    del version  # part of the key alone
    return linked.links(StoredFacts(open_store()), asked)
