"""The sum behind a worth as a table: a column a way of counting the customers kept, and the range of all."""

from __future__ import annotations

from collections.abc import Callable

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics.worth.assumptions import Assumed
from metrics.worth.customers_kept import Kept, Way
from metrics.worth.rounding import about, at, ends, place_of
from metrics.worth.spread import Range
from metrics.worth.worth import Reading, Worth

Row = tuple[str, ...]

WAYS = {
    Way.PLAIN: mark("Against the months before"),
    Way.BESIDE: mark("Beside trend and season"),
}
# Rounded to as many digits of the largest, rows that are added up look as if they were.
_DIGITS = 3


def head(found: Worth) -> Row:
    """The names of the columns; one value has no name but that."""
    if found.measured.kept is None:
        return ()
    values = [_(WAYS[one.way]) for one in found.readings] if len(found.readings) > 1 else [_("Value")]
    return _("Step"), *values, range_name(found.measured.kept)


def range_name(kept: Kept) -> str:
    """What a range goes over: one interval or both, and whether it was drawn out."""
    both = len(kept.ways) > 1
    if kept.takes_in_none:
        if both:
            return _("From the lowest to the highest end of both 95 % intervals, drawn out to take in none")
        return _("95 % interval, drawn out to take in none")
    return _("From the lowest to the highest end of both 95 % intervals") if both else _("95 % range")


def rows(found: Worth, assumed: Assumed) -> list[Row]:
    """The sum, a step each: its name, its value by each reading and its range; empty where there is none."""
    if found.kept is None:
        return []
    table = [_row(found, _("Customers kept"), lambda one: one.kept, found.kept, whole=True)]
    if found.each is None or found.sales is None:
        return table
    table += [
        _same(found, _("× what each brings in"), of_each(found.each), ends(found.each)),
        _row(found, _("= sales of those kept"), lambda one: one.sales, found.sales),
    ]
    if found.profit is None or found.result is None:
        return [*table, _same(found, _("× margin"), _("not entered"), "")]
    margin = _("%(number)s %%") % {"number": formats.number(assumed["margin"] or 0.0)}
    name = _("× margin of %(margin)s = profit") % {"margin": margin}
    left = _("= left before the policy's cost") if found.cost is None else _("= left after all costs")
    return [
        *table,
        _row(found, name, lambda one: one.profit, found.profit),
        _extra(found),
        _cost(found),
        _row(found, left, lambda one: one.result, found.result),
    ]


def money(found: Worth, value: float) -> str:
    """A sum of money, rounded as all that are added up with it."""
    added = [found.extra.value, found.cost or 0.0]
    for one in found.readings:
        added += [part.value for part in (one.profit, one.result) if part]
    if not any(one.result for one in found.readings):
        added += [one.sales.value for one in found.readings if one.sales]
    return at(value, max(0, place_of(added, _DIGITS)))


def of_each(each: Range) -> str:
    """What a kept customer brings in, as the sum has it."""
    return at(each.value, place_of([each.value], _DIGITS))


def note(found: Worth) -> str:
    """That rows are rounded; with two readings, what stands in the columns."""
    told = [_("Rounded: each row is worked out from the unrounded ones.")]
    if len(found.readings) > 1:
        told.append(
            _(
                "Customers kept are counted in two ways, and nobody knows which is right: the policy is worth"
                " what lies within the range, and no single number."
            )
        )
    return " ".join(told)


def _row(
    found: Worth, name: str, part: Callable[[Reading], Range | None], across: Range, *, whole: bool = False
) -> Row:
    values = [one for one in map(part, found.readings) if one]
    told = [about(one.value, whole=True) if whole else money(found, one.value) for one in values]
    return name, *told, ends(across, whole=whole)


def _same(found: Worth, name: str, value: str, reach: str) -> Row:
    """A row that all readings share."""
    return name, *(value for __ in found.readings), reach


def _extra(found: Worth) -> Row:
    if found.measured.extra is None:
        return _same(found, _("− compensation beyond as before"), _("can't be told"), "")
    if found.extra.value < 0:
        spared = found.extra.times(-1)
        return _same(
            found, _("+ compensation spared beside before"), money(found, spared.value), ends(spared)
        )
    extra = found.extra
    return _same(found, _("− compensation beyond as before"), money(found, extra.value), ends(extra))


def _cost(found: Worth) -> Row:
    if found.cost is None:
        return _same(found, _("− cost of the policy"), _("not entered"), "")
    return _same(found, _("− cost of the policy"), money(found, found.cost), _("as entered"))
