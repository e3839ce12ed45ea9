"""Checks across kinds of data: a score that they share, of different levels, in shares that change.

Satisfaction asked after a call and in a yearly survey differ as a rule. Together they make one KPI, which
moves with how many answers come from where, though nobody has changed their mind. Where they have no days in
common, a course of it is that of none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

import numpy as np
import pandas as pd

from data.records import Upload
from metrics.health.answer_levels import FEWEST, error
from metrics.health.checked import Checked, points
from metrics.health.findings import About, Finding, Severity, touched
from metrics.health.profiles import part
from metrics.health.time_checks import LONG_GAP_DAYS
from metrics.periods import Grain

# An eighth of the scale: half a point on a scale from 1 to 5.
APART, SURE = 0.125, 6.0
# By how much of all answers the share of a kind has to move from quarter to quarter.
MOVED = 0.25
_PARTS = ("filled", "total", "squares")


def check(looked: Sequence[Checked]) -> Iterator[Finding]:
    """A finding for each kind whose level of a score differs from the others', beside a changing share."""
    for key in ("csat", "nps", "ces"):
        sides = {one.kind: _answers(one, key) for one in looked if one.profile and key in one.profile.columns}
        asked = {kind: cells for kind, cells in sides.items() if cells["filled"].sum() >= FEWEST}
        # Of two kinds each differs from the other: the one with fewer answers is told.
        fewest = sorted(asked, key=lambda kind: asked[kind]["filled"].sum())[: max(len(asked) - 1, 0)]
        for one in (one for one in looked if one.kind in fewest):
            others = pd.concat([cells for kind, cells in asked.items() if kind != one.kind])
            yield from _differs(one, key, asked[one.kind], others)
        yield from _disjoint([one for one in looked if one.kind in asked], key, asked)


def _disjoint(kinds: Sequence[Checked], key: str, asked: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """A finding for each long stretch without answers that parts one kind of files from another."""
    days = {one.kind: asked[one.kind].loc[asked[one.kind]["filled"] > 0, "day"] for one in kinds}
    for before, after in permutations(kinds, 2):
        last, first = days[before.kind].max(), days[after.kind].min()
        others = (one for one in days.values() if ((one > last) & (one < first)).any())
        if (first - last).days > LONG_GAP_DAYS and not any(True for _one in others):
            yield after.finding(
                About.DISJOINT,
                Severity.BLOCKS,
                column=key,
                first=(last + pd.Timedelta(days=1)).date(),
                last=(first - pd.Timedelta(days=1)).date(),
                grain=Grain.MONTH,
                uploads=tuple(
                    file.upload_id for one in (before, after) for file in one.files if _has(file, key)
                ),
                kpis=touched(after.files, key),
                numbers={"days": (first - last).days - 1},
            )


def _has(file: Upload, key: str) -> bool:
    return key in file.mapping.values()


def _answers(one: Checked, key: str) -> pd.DataFrame:
    """The parts of a score by day."""
    assert one.profile is not None
    named = {part(key, name): name for name in _PARTS}
    return one.profile.cells[["day", *named]].rename(columns=named)


def _differs(one: Checked, key: str, own: pd.DataFrame, others: pd.DataFrame) -> Iterator[Finding]:
    mine, rest = (side[list(_PARTS)].sum().astype(float) for side in (own, others))
    mean, usual = (side["total"] / side["filled"] for side in (mine, rest))
    apart = abs(mean - usual)
    if apart < APART or apart <= SURE * np.sqrt(error(mine) + error(rest)) or _moved(own, others) < MOVED:
        return
    days = own.loc[own["filled"] > 0, "day"]
    yield one.finding(
        About.SOURCES,
        Severity.WEAKENS,
        rows=int(mine["filled"]),
        share=float(mine["filled"] / (mine["filled"] + rest["filled"])),
        column=key,
        first=days.min().date(),
        last=days.max().date(),
        kpis=touched(one.files, key),
        numbers=points(one, key, mean=mean, others=usual),
    )


def _moved(own: pd.DataFrame, others: pd.DataFrame) -> float:
    """By how much the share of the first among both changes between quarters that have answers."""
    by_quarter = [side.groupby(side["day"].dt.to_period("Q"))["filled"].sum() for side in (own, others)]
    both = pd.concat(by_quarter, axis=1, keys=["own", "others"]).fillna(0)
    both = both[both.sum(axis=1) >= FEWEST]
    shares = both["own"] / both.sum(axis=1)
    return float(shares.max() - shares.min()) if len(shares) else 0.0
