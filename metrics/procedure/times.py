"""How long each step takes, with those that aren't through it yet: Kaplan-Meier curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.procedure.stages import RECEIVED, RESOLVED, STAGES, Stage, Standing, tells
from metrics.survival import Curve, Estimate, LogRank, NeverTogether, kaplan_meier, logrank

SLOWEST = 0.9
_HOUR = 3600


@dataclass(frozen=True)
class Step:
    """From one stage to the next one that the files tell of."""

    start: Stage
    end: Stage

    @property
    def key(self) -> str:
        """A short name that a link can carry."""
        return f"{self.start.key}-{self.end.key}"


@dataclass(frozen=True, eq=False)
class Times:
    """How long a step takes.

    curve       hours until the step is done; None where fewer than ``FEWEST_ANSWERS`` complaints tell
    n, ended    how many complaints it is told by, and how many of them are through
    left_out    how many aren't in it: the step was skipped, or they were closed without it
    disordered  how many aren't in it as its end is noted before its start
    """

    step: Step
    curve: Curve | None
    n: int
    ended: int
    left_out: int
    disordered: int

    @property
    def waiting(self) -> int:
        """How many are in the step when their files end."""
        return self.n - self.ended

    @property
    def median(self) -> Estimate:
        """Hours within which half are through; None where the files don't reach that far."""
        return self.by_when(1 / 2)

    @property
    def slowest(self) -> Estimate:
        """Hours within which nine of ten are through."""
        return self.by_when(SLOWEST)

    def by_when(self, share: float) -> Estimate:
        """Hours within which a share is through."""
        return self.curve.by_when(share) if self.curve else Estimate(None, None, None)

    @property
    def outlasts(self) -> bool:
        """Whether more than half are still in it after the longest time that the files tell of."""
        return self.curve is not None and self.median.value is None


def steps(cases: pd.DataFrame) -> list[Step]:
    """The steps between stages whose moments some files tell; each of complaints that tell both its ends."""
    timed = [stage for stage in STAGES if tells(cases, stage).any()]
    return [Step(start, end) for start, end in pairwise(timed)]


def whole(found: Sequence[Step]) -> Step | None:
    """From receipt to resolution, where that isn't one of the steps itself."""
    step = Step(RECEIVED, RESOLVED)
    ends = {one.end for one in found}
    return step if RESOLVED in ends and step not in found else None


def spans(cases: pd.DataFrame, found: pd.DataFrame, step: Step) -> pd.DataFrame:
    """Hours in a step of each complaint that tells of it, and whether it is through: ``hours``, ``ended``.

    Each is followed until its file ends and no further, so that those who are through and those who wait are
    followed alike. ``found`` are the ``standings`` of the cases. Those noted as done before they began have
    hours below 0.
    """
    start, end = cases[step.start.moment], cases[step.end.moment]
    told = tells(cases, step.start) & tells(cases, step.end) & start.notna().to_numpy()
    waits = found[step.end.key].isin([Standing.WAITING.value, Standing.AHEAD.value])
    # What comes after a stage that a closed complaint never reached isn't waited for.
    waits &= ~found.isin([Standing.CLOSED.value, Standing.UNKNOWN.value]).any(axis=1)
    inside = told & (end.notna() | waits) & (start <= cases["until"])
    ended = end.notna() & (end <= cases["until"])
    over = end.where(ended | (end < start), cases["until"])
    hours = (over - start).dt.total_seconds() / _HOUR
    return pd.DataFrame({"hours": hours, "ended": ended})[inside]


def times(cases: pd.DataFrame, found: pd.DataFrame, step: Step) -> Times:
    """How long a step takes for some complaints."""
    every = spans(cases, found, step)
    known = every[every["hours"] >= 0]
    begun = tells(cases, step.end) & cases[step.start.moment].notna()
    standing = found.loc[begun, step.end.key]
    out = int(standing.isin([Standing.SKIPPED.value, Standing.CLOSED.value]).sum())
    curve = None
    if len(known) >= FEWEST_ANSWERS:
        curve = kaplan_meier(known["hours"].to_numpy(), known["ended"].to_numpy())
    return Times(step, curve, len(known), int(known["ended"].sum()), out, len(every) - len(known))


def differ(groups: Sequence[pd.DataFrame]) -> LogRank | None:
    """Whether the ``spans`` of groups differ, by the log-rank test; None where that can't be told."""
    known = [one[one["hours"] >= 0].assign(group=number) for number, one in enumerate(groups)]
    every = pd.concat(known) if known else pd.DataFrame()
    if len(known) < 2 or any(one.empty for one in known) or not every["ended"].any():
        return None
    try:
        return logrank(every["hours"], every["ended"], every["group"])
    except NeverTogether:
        return None
