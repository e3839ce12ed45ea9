"""A share that whole lists tell, each of its own day: the latest list counts, never the sum of several."""

from __future__ import annotations

from dataclasses import dataclass, field

import narwhals.stable.v2 as nw
import pandas as pd

from data.language import mark
from metrics.intervals import Difference
from metrics.measures.columns import column
from metrics.measures.kinds import NO_BOUNDS, Share, count_where, estimates
from metrics.measures.quotients import PerRow, Quotient

# Of numbers of one length of time about as many fall as rise. Of those since joining none falls, but for
# what is given back or mended.
_FEWEST_RISES, _FALLS_AMONG_RISES = 20, 0.05
_METHOD = mark(
    "Each list gives one value; several are told as the latest. Intervals are those of a ratio by"
    " linearisation, with Student's t. They take two lists as independent: where the same customers are on"
    " both, as is usual, the interval of a difference is wider than it need be, which is cautious."
)


Numbers = tuple[nw.Expr, nw.Expr]


class OfLists:
    """What whole lists tell, each of its own day."""


def _nothing() -> Numbers:
    return nw.lit(0), nw.lit(0)


def _changes(number: Numbers) -> dict[str, nw.Expr]:
    """How many of a list have a number, and how many of those rose and fell since the list before."""
    now, before = number
    changed = {"rose": count_where(now > before), "fell": count_where(now < before)}
    return {"told": now.count(), **changed}


@dataclass(frozen=True)
class ListShare(OfLists, Share):
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

    number: Numbers = field(default_factory=_nothing)

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
        return super().expressions | _changes(self.number)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return latest(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = latest(before), latest(after)
        found = super().difference(was, now)
        return Difference(found.value, NO_BOUNDS, NO_BOUNDS) if grows(now) else found


@dataclass(frozen=True)
class ListQuotient(OfLists, Quotient):
    """One sum over everybody on a list divided by another: a value each list, as of a ``ListShare``."""

    number: Numbers = field(default_factory=_nothing)

    @property
    def method(self) -> str:
        return _METHOD

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return super().expressions | _changes(self.number)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return latest(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = latest(before), latest(after)
        found = super().difference(was, now)
        return Difference(found.value, NO_BOUNDS, NO_BOUNDS) if grows(now) else found


@dataclass(frozen=True)
class ListPerRow(ListQuotient, PerRow):
    """A ``ListQuotient`` whose lower part is a number of customers."""


@dataclass(frozen=True)
class ListCount(OfLists):
    """How many of a list are meant; over several lists, of the latest. A list is counted in full.

    ``number`` is that of a ``ListShare``; of everybody whose list can tell there has to be one.
    """

    of: nw.Expr
    number: Numbers
    fewest: int = 0

    @property
    def method(self) -> str:
        return mark("A list is counted in full, so there is no interval.")

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {"events": count_where(self.of), **_changes(self.number)}

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        events = column(parts, "events")
        return estimates(events, (NO_BOUNDS, NO_BOUNDS), events, parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return latest(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = (float(column(latest(side), "events")[0]) for side in (before, after))
        return Difference(now - was, NO_BOUNDS, NO_BOUNDS)


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
