"""The procedure for a program and a terminal: what the page shows, as plain dictionaries."""

from __future__ import annotations

import dataclasses
from typing import Any

from data.language import gettext as _
from metrics.procedure import falling_out, words
from metrics.procedure.procedure import Members, Procedure, Sides
from metrics.procedure.promises import Share
from metrics.procedure.tables import of_members, of_stages, of_steps
from metrics.procedure.times import Times
from metrics.survival import Estimate


def procedure_answer(
    found: Procedure | None, by: tuple[Members, ...] = (), sides: Sides | None = None
) -> dict[str, Any]:
    """The headline, the stages with their counts, the steps with their hours, and what was promised."""
    if found is None:
        return {"headline": _nothing(), "stages": [], "steps": []}
    every = [*found.steps, *([found.whole] if found.whole else [])]
    return {
        "headline": words.headline(found),
        "complaints": found.n,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "until": found.until.isoformat(),
        "first_until": found.first_until.isoformat(),
        "stages": [
            {"stage": one.stage.key, "n": one.n}
            | {standing.value: count for standing, count in one.counts.items()}
            for one in found.stages
        ],
        "without": [stage.moment for stage in found.without],
        "steps": [_times(one) for one in every],
        "overdue": dataclasses.asdict(found.overdue),
        "follow_ups_missed": dataclasses.asdict(found.missed),
        "by": [_members(one) for one in by],
        "rollout": _sides(sides) if sides else None,
    }


def _nothing() -> str:
    return _("No complaints are loaded, or none for this choice.")


def _times(found: Times) -> dict[str, Any]:
    return {
        "from": found.step.start.key,
        "to": found.step.end.key,
        "n": found.n,
        "ended": found.ended,
        "left_out": found.left_out,
        "disordered": found.disordered,
        "median_hours": _estimate(found.median),
        "hours_of_nine_in_ten": _estimate(found.slowest),
    }


def _estimate(found: Estimate) -> dict[str, float | None]:
    return dataclasses.asdict(found)


def _members(found: Members) -> dict[str, Any]:
    rows = [
        {"member": one.member or None, "skipped": _share(one.skipped), "overdue": _share(one.overdue)}
        | _times(one.times)
        for one in found.members
    ]
    return {"dimension": found.dimension, "p": found.p, "members": rows}


def _share(found: Share) -> dict[str, float | None]:
    return dataclasses.asdict(found)


def _sides(found: Sides) -> dict[str, Any]:
    return {
        "rollout": found.rollout.isoformat(),
        "before": _times(found.before),
        "after": _times(found.after),
        "p": found.p,
        "sentences": [_bare(one) for one in words.around(found)],
    }


def procedure_text(
    found: Procedure | None,
    by: tuple[tuple[Members, str, dict[str, str]], ...] = (),
    sides: Sides | None = None,
) -> str:
    """The procedure as lines of text; ``by`` has members, the title of their dimension and their names."""
    if found is None:
        return _nothing()
    lines = [words.headline(found), words.scope_told(found), ""]
    lines += [of_stages(found).to_string(index=False), words.brackets(), ""]
    if found.steps:
        lines += [of_steps(found).to_string(index=False), ""]
    lines += [*(_bare(one) for one in falling_out.left_behind(found)), *falling_out.untold(found)]
    lines += falling_out.disorder(found)
    lines += [words.overdue(found.overdue), words.missed(found.missed)]
    if found.without:
        lines.append(words.without(found.without))
    for one, title, names in by:
        lines += ["", of_members(one, names).to_string(index=False), words.differing(one, title)]
        lines += words.tested(title, one.p)
    if sides:
        lines += ["", *(_bare(one) for one in words.around(sides))]
        lines += words.tested(_("Before and after the rollout"), sides.p)
    return "\n".join(lines)


def _bare(sentence: str) -> str:
    return sentence.replace("**", "")
