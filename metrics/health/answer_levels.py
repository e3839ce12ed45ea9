"""Answers that don't fit those of other files: other scales, only low answers, a level of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.specs import Type
from metrics.health.profiles import Profile, part

FEWEST = 20
CHANCE = 1e-4
# A quarter of the scale: one point on a scale from 1 to 5.
FAR, SURE = 0.25, 6.0


@dataclass(frozen=True)
class Level:
    """A file whose answers differ from those of the others; means as positions between 0 and 1.

    only_low    whether all of its answers lie in the lower half of the scale
    """

    column: str
    upload_id: int
    n: int
    mean: float
    others: float
    only_low: bool


@dataclass(frozen=True)
class OffScale:
    """Answers outside their scale: how many, and the lowest and the highest position; 0 to 1 lie within."""

    column: str
    upload_id: int
    rows: int
    low: float
    high: float


def levels(found: Profile) -> list[Level]:
    """The files that only use the lower half of a scale, or lie a quarter of it apart from the others."""
    return [
        level
        for key in _scores(found)
        for level in _of_score(key, _sums(found, key, ("filled", "total", "squares", "lower")))
    ]


def off_scale(found: Profile) -> list[OffScale]:
    """The files with answers outside their scale."""
    return [
        OffScale(
            key,
            int(str(number)),
            int(cells[part(key, "off")].sum()),
            float(cells[part(key, "low")].min()),
            float(cells[part(key, "high")].max()),
        )
        for key in _scores(found)
        for number, cells in found.cells[found.cells[part(key, "off")] > 0].groupby("upload_id")
    ]


def _scores(found: Profile) -> list[str]:
    return [key for key, column in found.columns.items() if column.type is Type.SCORE and found.filled(key)]


def _sums(found: Profile, key: str, parts: tuple[str, ...]) -> pd.DataFrame:
    """The parts of a score by file, of the files with enough answers."""
    named = {part(key, name): name for name in parts}
    sums = found.cells.groupby("upload_id")[list(named)].sum().rename(columns=named).astype(float)
    return sums[sums["filled"] >= FEWEST]


def _of_score(key: str, sums: pd.DataFrame) -> list[Level]:
    low = [level for level in _levels(key, sums) if level.only_low]
    # A file whose scale may be wrong makes no other one look wrong.
    sums = sums.drop(index=[level.upload_id for level in low])
    others = [level for level in _levels(key, sums) if not level.only_low]
    # Of two files each differs from the other: the smaller one is told.
    return [*low, *(sorted(others, key=lambda level: level.n)[:1] if len(sums) == 2 else others)]


def _levels(key: str, sums: pd.DataFrame) -> list[Level]:
    levels = (_level(key, int(str(number)), sums.loc[number], _rest(sums, number)) for number in sums.index)
    return [level for level in levels if level]


def _rest(sums: pd.DataFrame, number: object) -> pd.Series:
    return sums.drop(index=number).sum()


def _level(key: str, number: int, own: pd.Series, others: pd.Series) -> Level | None:
    if others["filled"] < FEWEST:
        return None
    mean, usual = own["total"] / own["filled"], others["total"] / others["filled"]
    low_usually = others["lower"] / others["filled"]
    only_low = own["lower"] == own["filled"] and low_usually ** own["filled"] < CHANCE
    apart = abs(mean - usual) >= FAR and abs(mean - usual) > SURE * np.sqrt(error(own) + error(others))
    if not (only_low or apart):
        return None
    return Level(key, number, int(own["filled"]), float(mean), float(usual), bool(only_low))


def error(side: pd.Series) -> float:
    """The variance of a mean."""
    mean = side["total"] / side["filled"]
    return float(max(side["squares"] / side["filled"] - mean**2, 0) / side["filled"])
