"""What to fix first, kept until the data change."""

from __future__ import annotations

from data.store import open_store, policies
from metrics.problems.problems import Asked, Problems
from metrics.problems.problems import problems as found
from metrics.rollouts import Event, events
from pages.parts import session
from pages.parts.kept import kept
from pages.parts.session import Version

_KEPT_ANSWERS = 40


def problems(asked: Asked) -> Problems:
    """The problems of a view, the first three closely."""
    known = tuple(events(policies(open_store())))
    return _problems(session.data_version(), asked, known)


@kept(_KEPT_ANSWERS)
def _problems(version: Version, asked: Asked, known: tuple[Event, ...]) -> Problems:
    del version  # part of the key alone
    return found(open_store(), asked, known)
