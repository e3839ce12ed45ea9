"""What a KPI declares, and the units and groups it may be in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from data import formats
from data.language import gettext, mark, pmark
from metrics.amounts import AMOUNTS
from metrics.measures.kinds import Count, Measure, Multiplied, Stock
from metrics.measures.lists import ListCount
from metrics.measures.retention import ActiveCustomers
from metrics.periods import Grain

Better = Literal["higher", "lower"]


class Unit(StrEnum):
    """The unit of a KPI's value."""

    PERCENT = "%"
    PER_1000 = "per 1,000 a month"
    POINTS = "points"
    HOURS = "hours"
    SECONDS = "seconds"
    MONTHS = "months"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"


_WITH_UNIT = {
    Unit.PERCENT: mark("%(number)s %%"),
    Unit.PER_1000: mark("%(number)s per 1,000 a month"),
}
# A change of a percentage is told in percentage points.
_CHANGES = {**_WITH_UNIT, Unit.PERCENT: pmark("percentage points", "%(number)s points")}
_A_PERIOD = {
    Grain.DAY: mark("%(value)s a day"),
    Grain.WEEK: mark("%(value)s a week"),
    Grain.MONTH: mark("%(value)s a month"),
    Grain.QUARTER: mark("%(value)s a quarter"),
    Grain.YEAR: mark("%(value)s a year"),
}
UNIT_NAMES = {
    Unit.PERCENT: mark("%"),
    Unit.PER_1000: mark("per 1,000 a month"),
    Unit.POINTS: mark("points"),
    Unit.HOURS: mark("hours"),
    Unit.SECONDS: mark("seconds"),
    Unit.MONTHS: mark("months"),
    Unit.COUNT: mark("count"),
    Unit.NUMBER: mark("number"),
    Unit.MONEY: mark("money"),
}


class Group(StrEnum):
    """Where a KPI stands on the overview."""

    CUSTOMERS_SAY = "customers_say"
    WE_DO = "we_do"
    THEY_STAY = "they_stay"


GROUP_NAMES = {
    Group.CUSTOMERS_SAY: mark("Customers say"),
    Group.WE_DO: mark("We do"),
    Group.THEY_STAY: mark("They stay"),
}


@dataclass(frozen=True)
class Kpi:
    """A KPI, declared once; cards, charts, targets, exports and the command line read it here.

    name, description, formula, caution    in words, marked for translation
    better      which way is an improvement; None where neither is
    table       the fact table whose rows it counts
    needs       columns of the uploads without which it has no value; of a group, one is enough
    kind        the kind of file that brings it to life
    period_rate says that its value belongs to a period's length, as in "kept over a month"
    from_zero   whether its axis begins at zero
    standard    the company's standard that it hangs on, a key of ``metrics.standards``
    leading     whether it is among the first that a manager looks at
    scale       the score on whose scale its value is; empty where it is on none
    counted     what its n counts, one and many, where its table doesn't tell
    source      where the definition comes from
    own         whether the company defined it: its words are as they are, nothing translates them
    uploads     the numbers of the files that can tell of it; None where all of its table can
    moment      the column whose day a row counts at, where it isn't that of its table
    """

    key: str
    name: str
    description: str
    formula: str
    unit: Unit
    better: Better | None
    decimals: int
    group: Group
    table: str
    measure: Measure
    needs: tuple[str | tuple[str, ...], ...]
    kind: str
    source: str
    caution: str = ""
    period_rate: bool = False
    from_zero: bool = False
    standard: str = ""
    leading: bool = False
    scale: str = ""
    counted: tuple[str, str] | None = None
    own: bool = False
    uploads: tuple[int, ...] | None = None
    moment: str = ""

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name if self.own else gettext(self.name)

    @property
    def axis(self) -> str:
        """The unit as an axis title, in the reader's language."""
        return gettext(UNIT_NAMES[self.unit])

    @property
    def per_period(self) -> bool:
        """Whether its value belongs to a period: a count, or what stays over a month."""
        return self.period_rate or type(self.measure) in (Count, Multiplied)

    @property
    def adds_up(self) -> bool:
        """Whether the company's value is the sum of its parts' values."""
        return type(self.measure) in (Count, Multiplied, Stock, ListCount, ActiveCustomers)

    def text(self, value: float | None, grain: Grain | None = None) -> str:
        """A value with its unit, as in ``84.2 %`` or ``104 a month``; a dash where there is none."""
        return self._over(self._phrase(_WITH_UNIT, value, sign=False), value, grain)

    def number(self, value: float | None) -> str:
        """A value without its unit."""
        return formats.number(_known(value), self.decimals)

    def change(self, value: float | None, grain: Grain | None = None) -> str:
        """A change with its sign and unit, as in ``+6.1 points`` or ``−12 a month``."""
        grain = None if self.period_rate else grain
        return self._over(self._phrase(_CHANGES, value, sign=True), value, grain)

    def bounds(self, low: float | None, high: float | None) -> str:
        """The two ends of an interval of a change, as in ``+1.2 to +6.1``."""
        return gettext("%(low)s to %(high)s") % {
            "low": formats.number(_known(low), self.decimals, sign=True),
            "high": formats.number(_known(high), self.decimals, sign=True),
        }

    def improves(self, change: float) -> bool | None:
        """Whether a change is for the better; None where neither way is, or nothing changed."""
        if self.better is None or not round(change, self.decimals):
            return None
        return (change > 0) == (self.better == "higher")

    def reaches(self, value: float, target: float) -> bool:
        """Whether a value is at least as good as a target."""
        return value <= target if self.better == "lower" else value >= target

    def _over(self, text: str, value: float | None, grain: Grain | None) -> str:
        if grain is None or grain not in _A_PERIOD or not self.per_period or _known(value) is None:
            return text
        return gettext(_A_PERIOD[grain]) % {"value": text}

    def _phrase(self, phrases: dict[Unit, str], value: float | None, *, sign: bool) -> str:
        number = formats.number(_known(value), self.decimals, sign=sign)
        known = _known(value)
        if known is not None and self.unit in AMOUNTS:
            return AMOUNTS[self.unit].told(known, self.decimals, sign=sign)
        if known is None or self.unit not in phrases:
            return number
        return gettext(phrases[self.unit]) % {"number": number}


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)
