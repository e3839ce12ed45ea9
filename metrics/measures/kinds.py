"""Kinds of measures: which additive parts each needs, and what value follows from them.

A measure works on frames with one row a period (and split) and one column a part, and on one such
row alone. Parts add up over rows, days, channels, teams and batches; ``pooled`` says how they add up
over periods.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data.language import mark
from metrics import intervals
from metrics.intervals import Difference, Moments
from metrics.measures.columns import column, divided, named

Parts = Mapping[str, float]
NO_BOUNDS = np.nan
_ESTIMATES = pd.Index(["value", "low", "high", "n"])
# numpy's letters for integers and floating-point numbers.
_NUMBERS = "iuf"
FEWEST_ANSWERS = 30


class Measure(Protocol):
    """What every kind of measure gives."""

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        """Part -> aggregation over the rows of the fact table."""
        ...

    @property
    def fewest(self) -> int:
        """With less than this many (n) there is too little data to judge a target."""
        ...

    @property
    def method(self) -> str:
        """How its intervals are computed, in plain words, marked for translation."""
        ...

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        """Columns value, low, high, n for each row of parts; NaN where there is no value."""
        ...

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        """The parts of several periods, in order, as those of one: a frame of one row."""
        ...

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        """After minus before, from the parts of the periods on either side."""
        ...


def count_where(condition: nw.Expr) -> nw.Expr:
    """How many rows meet a condition; a missing answer doesn't."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).sum()


def estimates(
    value: ArrayLike, bounds: tuple[ArrayLike, ArrayLike], n: ArrayLike, index: pd.Index
) -> pd.DataFrame:
    """Values with their bounds and n, a row each, as ``Measure.estimate`` gives them."""
    table = np.empty((len(index), len(_ESTIMATES)))
    for place, values in enumerate((value, *bounds, n)):
        table[:, place] = values
    return pd.DataFrame(table, index=index, columns=_ESTIMATES)


def added(parts: pd.DataFrame) -> pd.DataFrame:
    """The sums of all rows, as a frame of one row."""
    sums = row(parts)
    return pd.DataFrame(np.array([[*sums.values()]], dtype=np.float64), columns=named(tuple(sums)))


def row(parts: pd.DataFrame) -> Parts:
    """The sums of all rows by part."""
    numbers = ((str(name), values) for name, values in parts.items() if values.dtype.kind in _NUMBERS)
    return {name: float(np.nansum(values.to_numpy(dtype=np.float64))) for name, values in numbers}


@dataclass(frozen=True)
class Mean:
    """The mean of a value over the rows that have it.

    ``waiting`` tells the rows that will have it later: while there are many, the mean will still change.
    """

    of: nw.Expr
    fewest: int = FEWEST_ANSWERS
    waiting: nw.Expr | None = None

    @property
    def method(self) -> str:
        return mark(
            "Intervals are Student's for a mean and Welch's for a difference. "
            "They take each row as independent of the others."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        parts = {"n": self.of.count(), "total": self.of.sum(), "squares": (self.of**2).sum()}
        return parts if self.waiting is None else parts | {"waiting": count_where(self.waiting)}

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        # Totals may not tell how their values vary: their squares are without bound, and so is the interval.
        n, total, squares = (column(parts, part) for part in ("n", "total", "squares"))
        squares = np.where(np.isfinite(squares), squares, np.nan)
        return estimates(divided(total, n), intervals.mean(n, total, squares), n, parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [Moments(side["n"], side["total"], side["squares"]) for side in map(row, (before, after))]
        if not all(np.isfinite(side.squares) for side in sides):
            return Difference(sides[1].mean - sides[0].mean, NO_BOUNDS, NO_BOUNDS)
        return intervals.difference_of_means(*sides)


@dataclass(frozen=True)
class Share:
    """The percentage of the rows in ``base`` that are also in ``hits``."""

    hits: nw.Expr
    base: nw.Expr
    fewest: int = FEWEST_ANSWERS

    @property
    def method(self) -> str:
        return mark(
            "Intervals are Wilson's for a share and Newcombe's for a difference. "
            "They take each row as independent of the others."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {"hits": count_where(self.base & self.hits), "n": count_where(self.base)}

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        hits, n = column(parts, "hits"), column(parts, "n")
        low, high = intervals.share(hits, n)
        return estimates(divided(100 * hits, n), (100 * low, 100 * high), n, parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [(side["hits"], side["n"]) for side in map(row, (before, after))]
        return Difference(*(100 * bound for bound in intervals.difference_of_shares(*sides)))


@dataclass(frozen=True)
class NetPromoterScore:
    """The percentage of promoters (9-10) minus that of detractors (0-6)."""

    answer: nw.Expr
    fewest: int = FEWEST_ANSWERS

    @property
    def method(self) -> str:
        return mark(
            "Intervals are adjusted Wald, after Rocks (2016). "
            "They take each answer as independent of the others. Where totals give the score alone, nobody"
            " knows how many were promoters, passives and detractors: it is then taken that there were no"
            " passives, which makes the interval as wide as such a score allows."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {
            "promoters": count_where(self.answer >= 9),
            "passives": count_where((self.answer > 6) & (self.answer < 9)),
            "detractors": count_where(self.answer <= 6),
        }

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        up, middle, down = (column(parts, part) for part in ("promoters", "passives", "detractors"))
        n = up + middle + down
        low, high = intervals.nps(up, middle, down)
        return estimates(divided(100 * (up - down), n), (100 * low, 100 * high), n, parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [
            (side["promoters"], side["passives"], side["detractors"]) for side in map(row, (before, after))
        ]
        return Difference(*(100 * bound for bound in intervals.difference_of_nps(*sides)))


@dataclass(frozen=True)
class Count:
    """How many rows a period has; over several periods, how many in a period on average.

    ``periods`` is the exposure: 1 for a whole period, a fraction for one cut by a rollout.
    """

    of: nw.Expr
    fewest: int = 0

    @property
    def method(self) -> str:
        return mark(
            "Intervals are Byar's for a count (exact below 10), widened for a difference where months vary"
            " more than chance would have it."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {"events": count_where(self.of)}

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        events, periods = column(parts, "events"), column(parts, "periods")
        bounds = intervals.rate(events, periods)
        return estimates(divided(events, periods), bounds, np.nan_to_num(events), parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [(side["events"], side["periods"]) for side in map(row, (before, after))]
        whole = [column(side, "events")[column(side, "periods") == 1] for side in (before, after)]
        return intervals.difference_of_rates(*sides, dispersion=intervals.dispersion(*whole))


@dataclass(frozen=True)
class Multiplied(Count):
    """How many rows a period has, each taken so many ``times``: ``weighted`` is the sum of those."""

    times: nw.Expr = field(default_factory=lambda: nw.lit(1))

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        times = nw.when(self.of).then(self.times).otherwise(nw.lit(0)).sum()
        return {"events": count_where(self.of), "weighted": times}

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        counted = super().estimate(parts)
        return counted.assign(**{name: counted[name] * _times(parts) for name in ("value", "low", "high")})

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = (added(side) for side in (before, after))
        plain = super().difference(before, after)
        value = float((self.estimate(now)["value"] - self.estimate(was)["value"]).iloc[0])
        if float(_times(was).iloc[0]) != float(_times(now).iloc[0]):
            # The change of a ratio that somebody set is no matter of chance.
            return Difference(value, NO_BOUNDS, NO_BOUNDS)
        return Difference(value, *(bound * float(_times(now).iloc[0]) for bound in plain[1:]))


def _times(parts: pd.DataFrame) -> pd.Series:
    """How many times each row is taken on average; once where there is none."""
    return (parts["weighted"] / parts["events"].where(parts["events"] > 0)).fillna(1)


@dataclass(frozen=True)
class Stock:
    """How many are open at a period's end; over several periods, at the end of the last.

    ``tracked`` tells the rows whose state is known. A stock has no sampling interval: it is counted.
    """

    tracked: nw.Expr
    fewest: int = 0

    @property
    def method(self) -> str:
        return mark("What is open is counted in full, so it has no interval.")

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {"tracked": count_where(self.tracked)}

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        still, tracked = column(parts, "open"), column(parts, "tracked")
        value = np.where(tracked > 0, still, np.nan)
        return estimates(value, (NO_BOUNDS, NO_BOUNDS), tracked, parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return parts.tail(1)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        value = float(after["open"].iloc[-1] - before["open"].iloc[-1])
        return Difference(value, NO_BOUNDS, NO_BOUNDS)
