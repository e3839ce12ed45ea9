"""What the data tell of a policy's worth, kept until they change: a slider works out the rest alone."""

from __future__ import annotations

from datetime import date

from data.kinds import ORGANISED_BY
from data.store import open_store, policies
from metrics.cards import View
from metrics.facts import StoredFacts
from metrics.query import Filters
from metrics.rollouts import Event, events
from metrics.windows import Days
from metrics.worth.discretion import STANDARD, TABLE, Discretion, discretion
from metrics.worth.measured import Measured, measured
from pages.parts import session
from pages.parts.kept import kept
from pages.parts.session import Version

_KEPT = 50


def of(view: View) -> Measured | None:
    """What the data tell since the rollout of a view, to its last day; None without one."""
    if view.around is None:
        return None
    known = tuple(events(policies(open_store())))
    return _of(session.data_version(), view.around.rollout, view.where, view.last, known)


@kept(_KEPT)
def _of(
    version: Version, rollout: date, where: Filters, last: date | None, known: tuple[Event, ...]
) -> Measured:
    del version  # part of the key alone
    return measured(session.facts(), rollout, where, last, known)


def cheap(view: View) -> Discretion | None:
    """The complaints below the cost of winning a customer, since the rollout of a view or in its days."""
    days = Days(view.rollout if view.around else view.first, view.last)
    return _cheap(session.data_version(), days, view.where, organised_by())


@kept(_KEPT)
def _cheap(version: Version, days: Days, where: Filters, dimension: str) -> Discretion | None:
    del version  # part of the key alone
    known = {column.key for column in session.dimensions(TABLE)}
    if TABLE not in session.facts().spans() or not {name for name, __ in where} <= known:
        return None
    return discretion(StoredFacts(open_store()), days, where, dimension)


def organised_by() -> str:
    """The dimension of teams or places that complaints tell; "" where they tell none."""
    known = {column.key for column in session.dimensions(TABLE)}
    return next((key for key in ORGANISED_BY if key in known and session.members(key, TABLE)), "")


def acquisition_cost() -> float | None:
    """What winning a customer costs the company today; None where it isn't set."""
    return session.standards().in_force(STANDARD, date.today())


def holds_too_late() -> bool:
    """Whether the cost of winning a customer holds only from after the last complaint on."""
    span = session.facts().spans().get(TABLE)
    return span is not None and session.standards().in_force(STANDARD, span[1].date()) is None
