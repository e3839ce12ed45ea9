"""One kind of period total divided by another, with what totals alone tell of how far that varies."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals.stable.v2 as nw
import pandas as pd

from data.language import mark
from metrics.measures.quotients import Linearised

_PARTS = ("rows", "n", "over", "under", "over_squares", "under_squares", "products")


@dataclass(frozen=True)
class Total:
    """One figure of the totals of a period, such as ``sold``.

    only, never    dimension -> the members whose totals alone count, and those whose totals don't: of
                   totals that don't tell the dimension apart nobody knows
    """

    part: str
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    never: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, rows: pd.DataFrame) -> pd.Series:
        """What each row adds: missing where it isn't of those that are meant. No member is ``""``."""
        met = pd.Series(True, index=rows.index)
        for name, members in self.only:
            met &= rows[name].isin(list(members))
        for name, members in self.never:
            met &= (rows[name] != "") & ~rows[name].isin(list(members))
        return rows[self.part].where(met)


@dataclass(frozen=True)
class TotalsQuotient(Linearised):
    """The sum of one total divided by the sum of another, of the same periods.

    Each total is taken whole, as nobody can tell how it came about: what varies is one total beside the
    next, and a single one has no interval. ``n`` are the totals that add below, ``rows`` those that add to
    either.
    """

    over: Total
    under: Total
    each: float = 1
    fewest: int = 1

    @property
    def method(self) -> str:
        return mark(
            "Intervals are those of a ratio by linearisation, with Student's t, from how far the totals of"
            " several periods differ. A period with a single total has none. They take each total as"
            " independent of the others."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {}

    @property
    def totals(self) -> dict[str, str]:
        return {"over": self.over.part, "under": self.under.part}

    @property
    def parts(self) -> tuple[str, ...]:
        return _PARTS

    def adding(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of totals, a column a figure, with the parts that each adds; those that add none left out."""
        over, under = self.over.of(rows), self.under.of(rows)
        told = {
            "rows": over.notna() | under.notna(),
            "n": under.notna(),
            "over": over.fillna(0.0),
            "under": under.fillna(0.0),
        }
        found = rows.assign(**told).astype(dict.fromkeys(told, float))
        found["over_squares"], found["under_squares"] = found["over"] ** 2, found["under"] ** 2
        found["products"] = found["over"] * found["under"]
        return found[found["rows"] > 0]
