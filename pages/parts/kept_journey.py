"""The customer's way, kept until the data or what is assigned to stages change."""

from __future__ import annotations

from data.store import open_store, touchpoints
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.journey import heat as heats
from metrics.journey import journey as journeys
from metrics.journey.heat import Heat
from metrics.journey.journey import Journey
from metrics.journey.stages import Way, filled
from metrics.journey.stages import ways as found_ways
from metrics.kpi import Kpi
from pages.parts import session
from pages.parts.kept import kept
from pages.parts.session import Version

_KEPT_ANSWERS = 100


def ways() -> dict[str, Way]:
    """Table -> how it tells the stage of a row, for those that do."""
    return _ways(session.data_version())


@kept(2)
def _ways(version: Version) -> dict[str, Way]:
    del version  # part of the key alone
    return found_ways(filled(session.dimensions, session.members), touchpoints(open_store()))


def scores(view: View) -> list[Kpi]:
    """The scores that some stage has in a view."""
    return journeys.scores(session.facts(), view, ways())


def journey(view: View, key: str | None) -> Journey:
    """The customer's way by a score; without one, by complaints alone."""
    return _journey(session.data_version(), view, key)


@kept(_KEPT_ANSWERS)
def _journey(version: Version, view: View, key: str | None) -> Journey:
    del version  # part of the key alone
    return journeys.journey(session.facts(), view, ways(), kpi_named(key) if key else None)


def heat(view: View, key: str | None) -> Heat | None:
    """Channel by stage: a score, or complaints without one."""
    return _heat(session.data_version(), view, key)


@kept(_KEPT_ANSWERS)
def _heat(version: Version, view: View, key: str | None) -> Heat | None:
    del version  # part of the key alone
    return heats.heat(session.facts(), view, ways(), kpi_named(key) if key else None)
