"""The stages that a complaint goes through, and where each complaint stands at each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.kinds import COMPLAINTS
from data.language import gettext, mark, pmark

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Stage:
    """A stage of the procedure.

    moment   the column of the moment at which it is reached
    name     what has happened, ``noun`` what it is called, both marked for translation
    """

    key: str
    moment: str
    name: str
    noun: str

    @property
    def tells(self) -> str:
        """The column that says whether a complaint's file tells of it; empty where all do."""
        return COMPLAINTS.column(self.moment).tells

    @property
    def column(self) -> str:
        """The column of a file that tells of it, in the reader's language."""
        return gettext(COMPLAINTS.column(self.moment).name)


RECEIVED = Stage("received", "received_at", pmark("stage of a complaint", "Received"), mark("receipt"))
RESOLVED = Stage("resolved", "resolved_at", pmark("stage of a complaint", "Resolved"), mark("resolution"))
STAGES = (
    RECEIVED,
    Stage("answered", "first_response_at", pmark("stage of a complaint", "Answered"), mark("answer")),
    Stage("analysed", "analysed_at", mark("Analysed"), mark("analysis")),
    RESOLVED,
    Stage("told", "told_at", mark("Customer told"), mark("telling the customer")),
)
_RESOLVED_AT = STAGES.index(RESOLVED)


class Standing(StrEnum):
    """Where a complaint stands at a stage.

    REACHED   it has been there
    SKIPPED   it was never noted there, yet at a later stage
    WAITING   the stage is the next one
    CLOSED    it was closed, and neither this nor a later stage was ever noted
    UNKNOWN   its file doesn't say whether it is still open
    AHEAD     another stage comes first
    UNTOLD    its file tells nothing of the stage
    """

    REACHED = "reached"
    SKIPPED = "skipped"
    WAITING = "waiting"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    AHEAD = "ahead"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Passed:
    """How many complaints stand how at a stage.

    timed   whether any file tells when it was reached
    silent  the names of the files that tell nothing of it
    """

    stage: Stage
    counts: dict[Standing, int]
    timed: bool
    silent: tuple[str, ...] = ()

    @property
    def all(self) -> int:
        """How many complaints there are, those among them whose file tells nothing of it."""
        return sum(self.counts.values())

    @property
    def n(self) -> int:
        """Of how many complaints the files tell whether they reached it."""
        return sum(count for standing, count in self.counts.items() if standing is not Standing.UNTOLD)

    def of(self, standing: Standing) -> int:
        """How many stand so."""
        return self.counts.get(standing, 0)


def tells(cases: pd.DataFrame, stage: Stage) -> Bools:
    """Whether each complaint's file has a column for when a stage is reached."""
    if not stage.tells:
        return np.ones(len(cases), dtype=bool)
    return cases[stage.tells].to_numpy(dtype=bool, na_value=False)


def standings(cases: pd.DataFrame) -> pd.DataFrame:
    """A column a stage, by its key, with the standing of each complaint there.

    ``cases`` are those of ``metrics.procedure.cases``. A status that is known tells whether a complaint is
    resolved, too, where its file has no column for when.
    """
    is_closed = (~cases["is_open"]).to_numpy(dtype=bool, na_value=False)
    is_known = cases["is_open"].notna().to_numpy()
    told = np.column_stack([tells(cases, stage) for stage in STAGES])
    reached = np.column_stack([cases[stage.moment].notna().to_numpy() for stage in STAGES])
    dates_resolution = told[:, _RESOLVED_AT].copy()
    reached[:, _RESOLVED_AT] |= is_closed & ~dates_resolution
    told[:, _RESOLVED_AT] |= is_known
    told |= reached
    later = _any_later(reached)
    missing = told & ~reached & ~later
    is_next = missing & (np.cumsum(missing, axis=1) == 1)
    unresolved = ~reached[:, _RESOLVED_AT]
    closed, unknown = is_closed & unresolved, ~is_known & dates_resolution & unresolved
    found = np.full(told.shape, Standing.UNTOLD.value, dtype=object)
    found[reached] = Standing.REACHED.value
    found[told & ~reached & later] = Standing.SKIPPED.value
    found[missing] = Standing.AHEAD.value
    found[is_next] = Standing.WAITING.value
    found[is_next & closed[:, None]] = Standing.CLOSED.value
    found[is_next & unknown[:, None]] = Standing.UNKNOWN.value
    return pd.DataFrame(found, columns=[stage.key for stage in STAGES], index=cases.index)


def _any_later(reached: Bools) -> Bools:
    """Whether a stage after each was reached."""
    counts = np.cumsum(reached[:, ::-1], axis=1)[:, ::-1]
    return (counts - reached) > 0


def passed(cases: pd.DataFrame, found: pd.DataFrame) -> list[Passed]:
    """The stages that the files tell of with their counts; ``found`` are the ``standings`` of the cases."""
    every = [_passed(cases, found, stage) for stage in STAGES]
    return [one for one in every if one.n]


def _passed(cases: pd.DataFrame, found: pd.DataFrame, stage: Stage) -> Passed:
    counts = {Standing(str(name)): int(count) for name, count in found[stage.key].value_counts().items()}
    untold = cases.loc[(found[stage.key] == Standing.UNTOLD.value).to_numpy(), "file"]
    silent = tuple(sorted(untold.dropna().astype(str).unique()))
    return Passed(stage, counts, bool(tells(cases, stage).any()), silent)


def without_column(cases: pd.DataFrame) -> list[Stage]:
    """The stages for whose moment no file has a column."""
    return [stage for stage in STAGES if not tells(cases, stage).any()]
