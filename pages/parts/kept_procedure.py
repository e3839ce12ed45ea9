"""The procedure of complaints and what is left to do, kept until the data change."""

from __future__ import annotations

import pandas as pd

from data.callbacks import Callback
from data.store import callbacks, open_store
from metrics.cards import View
from metrics.comparison import Around
from metrics.facts import StoredFacts
from metrics.procedure import procedure as whole
from metrics.procedure.cases import cases
from metrics.procedure.procedure import Members, Procedure, Sides
from metrics.procedure.times import Step
from metrics.query import Filters
from metrics.waiting.listing import listed
from metrics.waiting.waiting import Waiting
from metrics.windows import Days
from pages.parts import session
from pages.parts.kept import kept, kept_wordless
from pages.parts.session import Version

_KEPT_ANSWERS = 100


@kept_wordless(2)
def _cases(version: Version) -> pd.DataFrame:
    del version  # part of the key alone
    return cases(StoredFacts(open_store()))


def procedure(view: View) -> Procedure | None:
    """The procedure of the complaints of a view; None where there are none."""
    return _procedure(session.data_version(), view.where, Days(view.first, view.last))


@kept(_KEPT_ANSWERS)
def _procedure(version: Version, where: Filters, days: Days) -> Procedure | None:
    return whole.procedure(_cases(version), where, days)


def members(view: View, step: Step, dimension: str) -> Members:
    """The members of a dimension beside each other at one step."""
    return _members(session.data_version(), step, dimension, view.where, Days(view.first, view.last))


@kept(_KEPT_ANSWERS)
def _members(version: Version, step: Step, dimension: str, where: Filters, days: Days) -> Members:
    return whole.members(_cases(version), step, dimension, where, days)


def sides(view: View, step: Step) -> Sides | None:
    """A step before and after the rollout of a view; None without one, or without complaints on a side."""
    if view.around is None:
        return None
    return _sides(session.data_version(), step, view.around)


@kept(_KEPT_ANSWERS)
def _sides(version: Version, step: Step, around: Around) -> Sides | None:
    return whole.sides(_cases(version), step, around)


def work() -> Waiting:
    """All that is left to do, each with what its row is known by, kept until the data change."""
    return _work(session.data_version())


@kept(2)
def _work(version: Version) -> Waiting:
    del version  # part of the key alone
    return listed(open_store())


def marks() -> list[Callback]:
    """All marks of the work list, those taken back among them, the latest first."""
    return callbacks(open_store())
