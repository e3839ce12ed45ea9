"""How teams and customers see the same service, kept until the store changes."""

from __future__ import annotations

from datetime import date

from data.questionnaires.rounds import Round
from data.store import open_store, scales
from metrics.perception import gaps
from metrics.perception.gaps import Gap, Perception
from metrics.query import Filters
from pages.parts import session
from pages.parts.kept import kept
from pages.parts.session import Version

_KEPT_ANSWERS = 60


def _version() -> Version:
    """Rounds and what is answered in them are no data of KPIs, so every change of the store counts."""
    store = open_store()
    return str(store.path), store.version


def of(found: Round, where: Filters) -> Perception:
    """The teams of a round beside their customers."""
    return _of(_version(), found, where, date.today())


@kept(_KEPT_ANSWERS)
def _of(version: Version, found: Round, where: Filters, today: date) -> Perception:
    del version  # part of the key alone
    store = open_store()
    return gaps.perception(store, session.facts(), scales(store)["csat"], found, where, today)


def course(team: str, where: Filters) -> tuple[tuple[Perception, Gap], ...]:
    """A team's gap from round to round."""
    return _course(_version(), team, where, date.today())


@kept(_KEPT_ANSWERS)
def _course(version: Version, team: str, where: Filters, today: date) -> tuple[tuple[Perception, Gap], ...]:
    del version  # part of the key alone
    store = open_store()
    return gaps.course(store, session.facts(), scales(store)["csat"], team, where, today)
