"""The procedure as tables in words: by stage, by step, by member."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.procedure.procedure import Members, Procedure
from metrics.procedure.promises import share_of
from metrics.procedure.stages import Passed, Standing
from metrics.procedure.words import STANDING_NAMES, half, nine_of_ten, share_told, step_name

_SHOWN = (
    Standing.WAITING,
    Standing.SKIPPED,
    Standing.CLOSED,
    Standing.AHEAD,
    Standing.UNKNOWN,
    Standing.UNTOLD,
)


def of_stages(found: Procedure) -> pd.DataFrame:
    """A row a stage: how many the files tell of, how many got there, and where the others are."""
    shown = [
        standing
        for standing in _SHOWN
        if standing in _SHOWN[:2] or any(one.of(standing) for one in found.stages)
    ]
    rows = [
        {
            _("Stage"): _(one.stage.name),
            _("Complaints"): formats.number(one.n),
            _("Reached"): formats.number(one.of(Standing.REACHED)),
            _("Share"): _reached(one),
            **{_(STANDING_NAMES[standing]): formats.number(one.of(standing)) for standing in shown},
        }
        for one in found.stages
    ]
    return pd.DataFrame(rows)


def _reached(one: Passed) -> str:
    return share_told(share_of(one.of(Standing.REACHED), one.n))


def of_steps(found: Procedure) -> pd.DataFrame:
    """A row a step: within what time half and nine of ten are through, and what stands behind that."""
    every = [*found.steps, *([found.whole] if found.whole else [])]
    rows = [
        {
            _("Step"): step_name(one.step),
            _("Half within"): half(one),
            _("Nine of ten within"): nine_of_ten(one),
            _("Complaints"): formats.number(one.n),
            _("Not through yet"): formats.number(one.waiting),
            _("Not in it"): formats.number(one.left_out + one.disordered),
        }
        for one in every
    ]
    return pd.DataFrame(rows)


def of_members(found: Members, names: Mapping[str, str]) -> pd.DataFrame:
    """A row a member of a dimension that any complaint tells of, the slowest first."""
    rows = [
        {
            _("Who"): names[one.member],
            _("Half within"): half(one.times),
            _("Nine of ten within"): nine_of_ten(one.times),
            _("Complaints"): formats.number(one.times.n),
            _("Not through yet"): formats.number(one.times.waiting),
            _("Skipped it"): share_told(one.skipped),
            _("Promises overdue"): _("%(n)s of %(all)s")
            % {"n": formats.number(one.overdue.hits), "all": formats.number(one.overdue.n)},
        }
        for one in found.members
        if one.times.n or one.skipped.n or one.overdue.n
    ]
    return pd.DataFrame(rows)
