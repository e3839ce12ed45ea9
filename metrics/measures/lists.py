"""A share that whole lists tell, each of its own day: the latest list counts, never the sum of several."""

from __future__ import annotations

from dataclasses import dataclass, field

import narwhals.stable.v2 as nw
import pandas as pd

from data.language import mark
from metrics.intervals import Difference
from metrics.measures.columns import column
from metrics.measures.kinds import NO_BOUNDS, Share, count_where

# Of numbers of one length of time about as many fall as rise. Of those since joining none falls, but for
# what is given back or mended.
_FEWEST_RISES, _FALLS_AMONG_RISES = 20, 0.05


@dataclass(frozen=True)
class ListShare(Share):
    """The percentage of everybody on a list in ``base`` that are also in ``hits``: a value each list.

    ``number`` is what a list tells of each customer and what the one before told: ``told`` counts those who
    have one, ``rose`` and ``fell`` those whose number changed. Where numbers as good as never fall, they are
    counted since joining, and grow by waiting alone.

    Mostly the same customers are on two lists, and who came back once mostly does again. Taken as
    independent the difference has a wider interval than as pairs, never a narrower one, unless coming back
    made it less likely to come back. Source: Newcombe 1998, Improved confidence intervals for the difference
    between binomial proportions based on paired data,
    https://doi.org/10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C
    """

    number: tuple[nw.Expr, nw.Expr] = field(default_factory=lambda: (nw.lit(0), nw.lit(0)))

    @property
    def method(self) -> str:
        return mark(
            "Each list gives one value; several are told as the latest. Intervals are Wilson's for a share"
            " and Newcombe's for a difference. They take two lists as independent: where the same customers"
            " are on both, as is usual, the interval of a difference is wider than it need be, which is"
            " cautious. Where the numbers of customers rise from list to list and hardly ever fall, they are"
            " counted since joining, and no interval is told."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        now, before = self.number
        changed = {"rose": count_where(now > before), "fell": count_where(now < before)}
        return super().expressions | {"told": now.count()} | changed

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return latest(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = latest(before), latest(after)
        found = super().difference(was, now)
        return Difference(found.value, NO_BOUNDS, NO_BOUNDS) if grows(now) else found


def latest(parts: pd.DataFrame) -> pd.DataFrame:
    """The parts of the latest list, as a frame of one row."""
    return (parts.sort_values("start", kind="stable") if "start" in parts else parts).tail(1)


def grows(parts: pd.DataFrame) -> bool:
    """Whether the latest list's numbers look as if counted since joining: the share grows by itself then."""
    known = latest(parts)
    if known.empty:
        return False
    rose, fell = (float(column(known, part)[0]) for part in ("rose", "fell"))
    return rose >= _FEWEST_RISES and fell <= _FALLS_AMONG_RISES * rose
