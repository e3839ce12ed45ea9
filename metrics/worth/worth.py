"""What a policy is worth: customers kept, times what each brings in, less what it cost.

A kept customer is worth what an average one pays from then on, at the churn from before the rollout. Those
who stay on thanks to a lower churn are counted among the customers kept, month by month; a lifetime at the
present, lower churn would count them a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.worth.assumptions import Assumed
from metrics.worth.customers_kept import Way
from metrics.worth.measured import Measured
from metrics.worth.spread import Range, spread

_PERCENT = 100
_MONTHS_A_YEAR = 12
MEASURED = ("kept", "monthly", "churn", "extra")


@dataclass(frozen=True)
class Inputs:
    """All numbers that a worth is worked out from.

    kept      customers kept
    monthly   what one pays in a month
    churn     the share lost in a period before the rollout; ``length`` months are a period
    extra     compensation paid beyond as much as before
    months    since the rollout
    assumed   what is supposed, by key
    """

    kept: float
    monthly: float
    churn: float
    length: float
    extra: float
    months: float
    assumed: Assumed

    def moved(self, key: str, value: float) -> Inputs:
        """The same with another value of one of them, measured or assumed."""
        if key in MEASURED:
            return replace(self, **{key: value})
        return replace(self, assumed={**self.assumed, key: value})


@dataclass(frozen=True)
class Reading:
    """The sum by one way of counting the customers kept; None where it can't be told.

    Its ranges are of 95 %, those of that way alone.
    """

    way: Way
    kept: Range
    sales: Range | None = None
    profit: Range | None = None
    result: Range | None = None

    @property
    def outcome(self) -> float:
        """The last number of the sum that is known."""
        return (self.result or self.sales or self.kept).value


@dataclass(frozen=True, eq=False)
class Worth:
    """What a policy is worth, in the currency of the files; None where it can't be told.

    Its values are those of the first reading, its ranges go over all of them.

    each     what a kept customer brings in, ``sales`` all of them, ``profit`` what is left of that
    extra    compensation beyond as much as before, 0 where it can't be told
    cost     what the policy cost; None where nobody entered it
    result   profit, less extra compensation and cost
    inputs   what it is worked out from, with the ``ranges`` of those that are measured
    readings the sum by each way of counting the customers kept
    """

    measured: Measured
    kept: Range | None
    each: Range | None
    sales: Range | None
    profit: Range | None
    extra: Range
    cost: float | None
    result: Range | None
    inputs: Inputs | None
    ranges: dict[str, Range]
    readings: tuple[Reading, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether all readings come out on the same side of nothing."""
        return len({one.outcome > 0 for one in self.readings}) < 2

    @property
    def pays(self) -> bool | None:
        """Whether more is left than the policy cost; None where that can't be told."""
        if self.result is None or self.cost is None or not self.agrees or self.result.has_zero:
            return None
        return self.result.value > 0

    @property
    def is_told(self) -> bool:
        """Whether it is told that customers were kept, or lost: a real shift, without none in its range."""
        return self.measured.kept is not None and self.measured.kept.is_told


def annuity(churn: float, periods: float, discount: float) -> float:
    """How many periods' worth of payments a customer makes who is there now.

    churn       the share lost in a period
    periods     the longest time that is counted
    discount    how much less a payment is worth a period later, as a share
    Without a discount and an end it is 1 / churn, the lifetime.
    """
    stays = (1 - churn) / (1 + discount)
    return periods if stays == 1 else (1 - stays**periods) / (1 - stays)


def each(inputs: Inputs) -> float:
    """What a kept customer brings in."""
    years, discount, likeness = (inputs.assumed[key] or 0.0 for key in ("years", "discount", "likeness"))
    share_of_year = inputs.length / _MONTHS_A_YEAR
    a_period = (1 + discount / _PERCENT) ** share_of_year - 1
    periods = annuity(inputs.churn, years / share_of_year, a_period)
    return inputs.monthly * inputs.length * periods * likeness / _PERCENT


def sales(inputs: Inputs) -> float:
    """What all kept customers bring in."""
    return inputs.kept * each(inputs)


def profit(inputs: Inputs) -> float:
    """What is left of it."""
    return sales(inputs) * (inputs.assumed["margin"] or 0.0) / _PERCENT


def cost(inputs: Inputs) -> float:
    """What the policy cost since its rollout."""
    once, monthly = (inputs.assumed[key] or 0.0 for key in ("cost_once", "cost_monthly"))
    return once + monthly * inputs.months


def result(inputs: Inputs) -> float:
    """What is left after the policy's cost and what more was paid in compensation."""
    return profit(inputs) - inputs.extra - cost(inputs)


def worth(found: Measured, assumed: Assumed) -> Worth:
    """What a policy is worth under what is assumed; quick, as all that is measured is there."""
    extra = found.extra.extra if found.extra else Range(0.0, 0.0, 0.0)
    inputs = _inputs(found, assumed, extra)
    known = any(assumed[key] is not None for key in ("cost_once", "cost_monthly"))
    paid = cost(inputs) if inputs and known else None
    counted = found.kept.counted if found.kept else None
    if inputs is None or found.kept is None or found.monthly is None:
        ways = found.kept.ways.items() if found.kept else ()
        readings = tuple(Reading(way, one) for way, one in ways)
        return Worth(found, counted, None, None, None, extra, paid, None, None, {}, readings)
    ranges = {"kept": found.kept.counted, "monthly": found.monthly, "churn": found.kept.churn, "extra": extra}
    has_margin = assumed["margin"] is not None
    told = {function: spread(function, inputs, ranges, Inputs.moved) for function in (each, sales)}
    left = {function: spread(function, inputs, ranges, Inputs.moved) for function in (profit, result)}
    return Worth(
        measured=found,
        kept=counted,
        each=told[each],
        sales=told[sales],
        profit=left[profit] if has_margin else None,
        extra=extra,
        cost=paid,
        result=left[result] if has_margin else None,
        inputs=inputs,
        ranges=ranges,
        readings=tuple(
            _reading(way, one, inputs, ranges, has_margin=has_margin) for way, one in found.kept.ways.items()
        ),
    )


def _reading(
    way: Way, counted: Range, inputs: Inputs, ranges: Mapping[str, Range], *, has_margin: bool
) -> Reading:
    own, within = inputs.moved("kept", counted.value), {**ranges, "kept": counted}
    sold, left, rest = (spread(one, own, within, Inputs.moved) for one in (sales, profit, result))
    return Reading(way, counted, sold, left if has_margin else None, rest if has_margin else None)


def _inputs(found: Measured, assumed: Assumed, extra: Range) -> Inputs | None:
    if found.kept is None:
        return None
    return Inputs(
        kept=found.kept.counted.value,
        monthly=found.monthly.value if found.monthly else 0.0,
        churn=found.kept.churn.value,
        length=found.kept.length,
        extra=extra.value,
        months=found.months,
        assumed=assumed,
    )
