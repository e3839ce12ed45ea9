"""What a KPI declares, and the units and groups it may be in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from data import formats
from data.language import gettext, mark
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
# From so many on a decimal of an average says nothing that anybody would act on.
_MANY = 1000
# What is left of a whole number when fractions of periods have been added up.
_AS_GOOD_AS_WHOLE = 9
# A change of a percentage is told in percentage points.
_OF_CHANGES = {Unit.PERCENT: "percentage points"}
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


# Expressions, which a measure holds, can't be compared: a KPI equals itself alone.
@dataclass(frozen=True, eq=False)
class Kpi:
    """A KPI, declared once; cards, charts, targets, exports and the command line read it here.

    name, description, formula, caution    in words, marked for translation
    better      which way is an improvement; None where neither is
    decimals    how many its values have; averages of what is counted may have more, see ``decimals_of``
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

    def decimals_of(self, *values: float | None) -> int:
        """With how many decimals values that stand beside each other are told.

        A count of one period is whole. What counts and isn't whole is an average, or follows from one:
        without a decimal it, and what it changed by, would be off by up to a half each.
        """
        return max((self._decimals(_known(value)) for value in values), default=self.decimals)

    def shown(self, value: float) -> float:
        """A value rounded as it is told."""
        return formats.rounded(value, self.decimals_of(value))

    def text(self, value: float | None, grain: Grain | None = None) -> str:
        """A value with its unit, as in ``84.2 %`` or ``104 a month``; a dash where there is none."""
        return self._over(self._phrase(value, self.decimals_of(value), sign=False), value, grain)

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """A value without its unit, in its own decimals unless others are asked for."""
        return formats.number(_known(value), self.decimals_of(value) if decimals is None else decimals)

    def interval(self, low: float | None, high: float | None, of: float | None = None) -> str:
        """The two ends of an interval, as in ``59 to 94``; in as many decimals as the value that it is of."""
        decimals = self.decimals_of(low, high) if of is None else self.decimals_of(of)
        ends = {"low": self.number(low, decimals), "high": self.number(high, decimals)}
        return gettext("%(low)s to %(high)s") % ends

    def change(self, value: float | None, grain: Grain | None = None, decimals: int | None = None) -> str:
        """A change with its sign and unit, as in ``+6.1 points`` or ``−11.2 a month``.

        ``decimals`` are those of the values that it lies between; without them it has its own.
        """
        grain = None if self.period_rate else grain
        digits = self.decimals_of(value) if decimals is None else decimals
        return self._over(self._phrase(value, digits, sign=True), value, grain)

    def bounds(self, low: float | None, high: float | None, decimals: int | None = None) -> str:
        """The two ends of an interval of a change, as in ``+1.2 to +6.1``; ``decimals`` as of a change."""
        digits = self.decimals_of(low, high) if decimals is None else decimals
        ends = {"low": low, "high": high}
        told = {name: formats.number(_known(end), digits, sign=True) for name, end in ends.items()}
        return gettext("%(low)s to %(high)s") % told

    def tells(self, change: float | None, decimals: int | None = None) -> bool:
        """Whether a change is told as one: not where it rounds to nothing."""
        known = _known(change)
        return known is not None and bool(
            formats.rounded(known, self.decimals_of(known) if decimals is None else decimals)
        )

    def improves(self, change: float | None, decimals: int | None = None) -> bool | None:
        """Whether a change is for the better; None where neither way is, or no change is told."""
        if self.better is None or change is None or not self.tells(change, decimals):
            return None
        return (change > 0) == (self.better == "higher")

    def reaches(self, value: float, target: float) -> bool:
        """Whether a value is at least as good as a target."""
        return value <= target if self.better == "lower" else value >= target

    def _over(self, text: str, value: float | None, grain: Grain | None) -> str:
        if grain is None or grain not in _A_PERIOD or not self.per_period or _known(value) is None:
            return text
        return gettext(_A_PERIOD[grain]) % {"value": text}

    def _decimals(self, value: float | None) -> int:
        if value is None or self.decimals or not self.adds_up:
            return self.decimals
        is_whole = formats.rounded(value, _AS_GOOD_AS_WHOLE).is_integer()
        return 0 if is_whole or abs(formats.rounded(value, 1)) >= _MANY else 1

    def _phrase(self, value: float | None, decimals: int, *, sign: bool) -> str:
        known, unit = _known(value), _OF_CHANGES.get(self.unit, self.unit) if sign else self.unit
        if known is not None and unit in AMOUNTS:
            return AMOUNTS[unit].told(known, decimals, sign=sign)
        number = formats.number(known, decimals, sign=sign)
        if known is None or unit not in _WITH_UNIT:
            return number
        return gettext(_WITH_UNIT[Unit(unit)]) % {"number": number}


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)
