"""The order of day and month of columns that don't tell it, by those of the same file that do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.finding.structure import Table
from data.records import Choices, Match
from data.rows import Convention
from data.specs import Layout, Type
from data.values.moments import Numbered, Undecided, decided_order, written_moment

DATES = (Type.MOMENT, Type.PERIOD)


def with_orders(choices: Choices, table: Table, layout: Layout, matches: Sequence[Match]) -> Choices:
    """Choices with the order of day and month that all columns tell which tell one, for those that don't.

    A program writes all dates of a file in one way; where two columns disagree, each has to tell its own.
    """
    if choices.day_first is not None:
        return choices
    dated = [match for match in matches if layout.column(match.column).type in DATES]
    orders = {match.column: order_told(table.columns[match.position].counts) for match in dated}
    told = {order for order in orders.values() if order is not None}
    if len(told) != 1 or None not in orders.values():
        return choices
    silent = [key for key, order in orders.items() if order is None]
    return replace(choices, conventions={**choices.conventions, **_known(choices, silent, told.pop())})


def _known(choices: Choices, keys: Iterable[str], order: bool) -> Mapping[str, Convention]:
    known = {key: choices.conventions.get(key, Convention()) for key in keys}
    return {
        key: convention if convention.day_first is not None else replace(convention, day_first=order)
        for key, convention in known.items()
    }


def order_told(values: Iterable[str]) -> bool | None:
    """Whether the day comes first in some dates; None where they don't tell, or there is nothing to tell."""
    written = {text: moment for text in values if isinstance(moment := written_moment(text), Numbered)}
    try:
        return decided_order(written) if written else None
    except Undecided:
        return None
