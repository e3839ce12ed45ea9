"""The order of day and month of columns that don't tell it, by those of the same file that do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.finding.structure import Table
from data.records import Choices, Match
from data.rows import Convention
from data.specs import Layout, Type
from data.values.moments import Order, Undecided, settled_order
from data.values.written_moments import Numbered, written_moment

DATES = (Type.MOMENT, Type.PERIOD)


def with_orders(choices: Choices, table: Table, layout: Layout, matches: Sequence[Match]) -> Choices:
    """Choices with the order of day and month that all columns tell which tell one, for those that don't.

    A program writes all dates of a file in one way; where two columns disagree, each has to tell its own.
    """
    if choices.day_first is not None:
        return choices
    dated = [match for match in matches if layout.column(match.column).type in DATES]
    orders = {match.column: order_told(table.columns[match.position].counts) for match in dated}
    known = _common(filter(None, orders.values()))
    silent = [key for key, order in orders.items() if order is None]
    if known == Order() or not silent:
        return choices
    return replace(choices, conventions={**choices.conventions, **_known(choices, silent, known)})


def _common(orders: Iterable[Order]) -> Order:
    """What all orders that say something of it agree on."""
    found = list(orders)
    days = {order.day_first for order in found if order.day_first is not None}
    years = {order.year_first for order in found if order.year_first is not None}
    return Order(days.pop() if len(days) == 1 else None, years.pop() if len(years) == 1 else None)


def _known(choices: Choices, keys: Iterable[str], order: Order) -> Mapping[str, Convention]:
    known = {key: choices.conventions.get(key, Convention()) for key in keys}
    return {
        key: replace(
            convention,
            day_first=order.day_first if convention.day_first is None else convention.day_first,
            year_first=order.year_first if convention.year_first is None else convention.year_first,
        )
        for key, convention in known.items()
    }


def order_told(counts: Mapping[str, int]) -> Order | None:
    """The order of the numbers in some dates; None where they don't tell, or there is nothing to tell.

    ``counts`` maps each distinct text to how often it stands in the column.
    """
    written = {text: moment for text in counts if isinstance(moment := written_moment(text), Numbered)}
    try:
        return settled_order(written, counts) if written else None
    except Undecided:
        return None
