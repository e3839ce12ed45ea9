"""Results as tables: in words for a page, and as rows to take along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics.assessment.answer import Told
from metrics.assessment.changes import Change
from metrics.assessment.results import Result, Value
from metrics.assessment.words import difference_text, round_name, value_text


def of_statements(found: Result) -> pd.DataFrame:
    """A row a statement: section, statement, mean with interval, spread and number of answers, in words."""
    rows = [
        {
            _("Section"): one.section.name.said,
            _("Statement"): one.statement.asks.said,
            _("Mean (95 % interval)"): value_text(one.value),
            _("Spread"): formats.number(one.value.spread, 1),
            _("Answers"): formats.number(one.value.n),
        }
        for one in found.statements
    ]
    return pd.DataFrame(rows)


def of_sections(found: Result) -> pd.DataFrame:
    """The same of sections."""
    rows = [
        {
            _("Section"): one.section.name.said,
            _("Mean (95 % interval)"): value_text(one.value),
            _("Spread"): formats.number(one.value.spread, 1),
            _("Answers"): formats.number(one.value.n),
        }
        for one in found.sections
    ]
    return pd.DataFrame(rows)


def of_changes(found: Sequence[Change]) -> pd.DataFrame:
    """The total and each section in two rounds, with the change and whether chance may explain it."""
    rows = [
        {
            _("Section"): one.section.name.said if one.section else _("Total"),
            _("Before"): formats.number(one.before, 1),
            _("After"): formats.number(one.after, 1),
            _("Change (95 % interval)"): difference_text(one),
            _("More than chance"): _chance(one),
        }
        for one in found
    ]
    return pd.DataFrame(rows)


def export_rows(found: Iterable[Told]) -> pd.DataFrame:
    """Results as numbers, a row for the total, one a section and one a statement: what a page may tell.

    The mean is empty where no total is told, the interval and the spread where no more than the total is. The
    total and the sections have their change since the round before, where both rounds tell it; below them
    stand the groups of what members say hinders, each with how many wrote it.
    """
    rows = [row for told in found for row in _rows(told)]
    return pd.DataFrame(rows, columns=[_(name) for name in _COLUMNS])


_COLUMNS = (
    mark("Team"),
    mark("Round"),
    mark("Section"),
    mark("Statement"),
    mark("Mean"),
    mark("Low end of its interval"),
    mark("High end of its interval"),
    mark("Spread"),
    mark("Answers"),
    mark("Beside the round of"),
    mark("Before"),
    mark("After"),
    mark("Change (95 % interval)"),
    mark("More than chance"),
)
_UNCHANGED = (None,) * 5


def _rows(told: Told) -> Iterable[tuple[Any, ...]]:
    found = told.result
    of = (formats.listed(found.teams), round_name(found.round))
    changed = {one.section: _changed(told, one) for one in told.changes}
    if found.value is None:
        total = None if found.total is None else float(found.total)
        yield *of, _("Total"), "", total, None, None, None, found.n, *_UNCHANGED
        return
    yield *of, _("Total"), "", *_numbers(found.value), *changed.get(None, _UNCHANGED)
    for section in found.sections:
        name = section.section.name.said
        yield *of, name, "", *_numbers(section.value), *changed.get(section.section, _UNCHANGED)
        for one in found.statements:
            if one.section == section.section:
                yield *of, name, one.statement.asks.said, *_numbers(one.value), *_UNCHANGED
    for group in told.hindering.groups:
        hinders = (_("What staff say hinders good service"), group.example)
        yield *of, *hinders, None, None, None, None, group.n, *_UNCHANGED


def _numbers(value: Value) -> tuple[float | None, ...]:
    return value.mean, value.low, value.high, value.spread, value.n


def _changed(told: Told, one: Change) -> tuple[str | float, ...]:
    """A change with the round that it is since, and the teams compared where they aren't those of the row."""
    return _since(told), one.before, one.after, difference_text(one), _chance(one)


def _since(told: Told) -> str:
    if told.before is None:
        return ""
    name, teams = round_name(told.before.round), told.before.teams
    if {*teams} == {*told.result.teams}:
        return name
    return f"{name}. {_('Compared: %(teams)s, of whom both rounds tell.') % {'teams': formats.listed(teams)}}"


def _chance(one: Change) -> str:
    return _("yes") if one.clear else _("may be chance")
