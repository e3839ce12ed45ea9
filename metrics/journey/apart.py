"""Which stages stand out from the rest by more than chance, the most extreme first.

Where one stage lies far off, all others differ from a rest that it is part of. So the most extreme one is
taken out first, and the others are compared among themselves. Each interval is so wide that all of them
together leave out the truth one time in 20: the verdict is what the interval says, and nothing else.
Source: Bonferroni's correction, Dunn 1961, https://doi.org/10.1080/01621459.1961.10482090
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.intervals import (
    CONFIDENCE,
    Difference,
    Moments,
    difference_of_means,
    difference_of_nps,
    difference_of_shares,
)
from metrics.kpi import Kpi
from metrics.measures.kinds import Mean, NetPromoterScore, Share, row
from metrics.ranking.funnel import Verdict


@dataclass(frozen=True)
class Standing:
    """How a stage stands to the rest: the verdict, and what it differs by with the interval behind it.

    Both are None where that can't be told.
    """

    verdict: Verdict | None
    gap: Difference | None


def level(stages: int) -> float:
    """How sure each interval is, from 0 to 1; of two stages there is one difference alone."""
    return 1 - (1 - CONFIDENCE) / (stages if stages > 2 else 1)


def standings(kpi: Kpi, pooled: pd.DataFrame, told: Sequence[str]) -> tuple[dict[str, Standing], list[str]]:
    """How each stage stands, and those that stand out, the most extreme first.

    pooled   the parts of the score, a row a stage; ``told`` are the stages with enough answers
    """
    sure, left, out = level(len(told)), list(told), list[str]()
    found: dict[str, Standing] = {}
    while len(left) > 1:
        gaps = {
            stage: difference(kpi, pooled.drop(index=[stage, *out]), pooled.loc[[stage]], sure)
            for stage in left
        }
        clear = [stage for stage in left if is_clear(gaps[stage])]
        if not clear:
            break
        most = max(clear, key=lambda stage: _distance(gaps[stage]))
        found[most] = Standing(_verdict(kpi, gaps[most]), gaps[most])
        out.append(most)
        left.remove(most)
    return found | {stage: _of_rest(kpi, pooled, stage, out, sure) for stage in left}, out


def _of_rest(kpi: Kpi, pooled: pd.DataFrame, stage: str, out: Sequence[str], sure: float) -> Standing:
    """A stage beside those that don't stand out; beside all others where there is no such one."""
    rest = pooled.drop(index=[stage, *out])
    rest = pooled.drop(index=stage) if rest.empty else rest
    if rest.empty:
        return Standing(None, None)
    gap = difference(kpi, rest, pooled.loc[[stage]], sure)
    return Standing(_verdict(kpi, gap), gap)


def difference(kpi: Kpi, rest: pd.DataFrame, one: pd.DataFrame, sure: float) -> Difference:
    """What a score is above the rest, with its interval at a level; no bounds where it can't be told."""
    was, now = row(rest), row(one)
    measure = kpi.measure
    if isinstance(measure, Share):
        found = difference_of_shares((was["hits"], was["n"]), (now["hits"], now["n"]), level=sure)
        return Difference(*(100 * bound for bound in found))
    if isinstance(measure, NetPromoterScore):
        before, after = ((side["promoters"], side["passives"], side["detractors"]) for side in (was, now))
        return Difference(*(100 * bound for bound in difference_of_nps(before, after, level=sure)))
    if isinstance(measure, Mean):
        of_rest, of_one = (Moments(side["n"], side["total"], side["squares"]) for side in (was, now))
        if np.isfinite(of_rest.squares) and np.isfinite(of_one.squares):
            return difference_of_means(of_rest, of_one, level=sure)
        return Difference(of_one.mean - of_rest.mean, np.nan, np.nan)
    raise ValueError(f"stages can't be compared by {kpi.key}")


def is_clear(gap: Difference) -> bool:
    """Whether an interval of a difference leaves out none at all."""
    return gap.low > 0 or gap.high < 0


def _distance(gap: Difference) -> float:
    """How many times the half of its interval a difference is away from none."""
    reach = gap.value - gap.low if gap.value > 0 else gap.high - gap.value
    return abs(gap.value) / reach if reach > 0 else np.inf


def _verdict(kpi: Kpi, gap: Difference) -> Verdict | None:
    if np.isnan(gap.low) or np.isnan(gap.high):
        return None
    if not is_clear(gap):
        return Verdict.CHANCE
    if kpi.better is None:
        return Verdict.HIGHER if gap.value > 0 else Verdict.LOWER
    return Verdict.BETTER if (gap.value > 0) == (kpi.better == "higher") else Verdict.WORSE
