"""Targets told on another scale, when the company changes that of a score."""

from __future__ import annotations

from dataclasses import replace

from data.records import Step, Target
from data.specs import Scale
from metrics.catalogue import by_key
from metrics.goals.targets import levels


def restated(target: Target, score: str, was: Scale, now: Scale) -> Target:
    """A target in points of ``was`` as the same target in points of ``now``; others are as they are.

    Baseline, steps and value keep their place between the worst and the best answer. A change in percent
    would not, so it is told as the value that it came to.
    """
    kpi = by_key().get(target.kpi)
    if kpi is None or kpi.scale != score:
        return target

    def on(points: float) -> float:
        return now.answer(was.position(points))

    *steps, last = levels(target)
    return replace(
        target,
        basis="absolute",
        amount=on(last.value),
        value=on(last.value),
        baseline=None if target.baseline is None else on(target.baseline),
        steps=tuple(Step(step.last, on(step.value)) for step in steps),
    )
