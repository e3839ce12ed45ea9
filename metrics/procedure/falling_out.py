"""What falls out of the procedure on the way, in words: skipped, closed, in disorder, or not told."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.procedure.procedure import Procedure
from metrics.procedure.stages import Passed, Standing
from metrics.procedure.words import step_name

_MOST_FILES = 3


def left_behind(found: Procedure) -> list[str]:
    """A sentence for each stage that complaints skip, or at which they are closed without it."""
    told = [sentence for one in found.stages for sentence in _left(one)]
    if not found.steps:
        return told
    return told or [_("No stage was skipped, and no complaint was closed before its end.")]


def _left(one: Passed) -> list[str]:
    told: list[str] = []
    words = {"stage": _(one.stage.name), "column": one.stage.column, "all": formats.number(one.n)}
    if skipped := one.of(Standing.SKIPPED):
        template = ngettext(
            "**%(stage)s**: %(n)s of %(all)s has no such moment, though a later stage was reached.",
            "**%(stage)s**: %(n)s of %(all)s have no such moment, though a later stage was reached.",
            skipped,
        )
        told.append(template % (words | {"n": formats.number(skipped)}))
    if closed := one.of(Standing.CLOSED):
        template = ngettext(
            "**%(stage)s**: %(n)s of %(all)s was closed and never noted as having got there or further.",
            "**%(stage)s**: %(n)s of %(all)s were closed and never noted as having got there or further.",
            closed,
        )
        told.append(template % (words | {"n": formats.number(closed)}))
    return told


def untold(found: Procedure) -> list[str]:
    """A sentence for each stage of which some files tell nothing, with their names."""
    told: list[str] = []
    for one in found.stages:
        if n := one.of(Standing.UNTOLD):
            words = {"stage": _(one.stage.name), "n": formats.number(n), "all": formats.number(one.all)}
            words["files"] = formats.listed(one.silent[:_MOST_FILES]) or formats.MISSING
            told.append(
                _("%(stage)s: %(n)s of %(all)s came by files without a column for it (%(files)s).") % words
            )
    return told


def disorder(found: Procedure) -> list[str]:
    """A sentence for each step whose end is noted before its start."""
    return [
        ngettext(
            "%(n)s complaint isn't in the time %(step)s: its end is noted before its start.",
            "%(n)s complaints aren't in the time %(step)s: their end is noted before their start.",
            one.disordered,
        )
        % {"n": formats.number(one.disordered), "step": step_name(one.step)}
        for one in found.steps
        if one.disordered
    ]
