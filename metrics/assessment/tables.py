"""Results as tables: in words for a page, and as rows to take along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.assessment.changes import Change
from metrics.assessment.results import Result, State, Value
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
            _("More than chance"): _("yes") if one.clear else _("may be chance"),
        }
        for one in found
    ]
    return pd.DataFrame(rows)


def export_rows(found: Iterable[Result]) -> pd.DataFrame:
    """Team, round, section, statement, mean and n of results: what a page may tell, and no more.

    A row for the total, with the mean empty where none is told; then one a section and one a statement.
    """
    rows = [row for result in found for row in _rows(result)]
    return pd.DataFrame(rows, columns=list(_row(None, "", "", None, 0)))


def _rows(found: Result) -> Iterable[dict[str, Any]]:
    total = None if found.total is None else float(found.total)
    yield _row(found, _("Total"), "", total, found.n)
    if found.state is not State.TOLD:
        return
    for section in found.sections:
        yield _of(found, section.section.name.said, "", section.value)
        for one in found.statements:
            if one.section == section.section:
                yield _of(found, section.section.name.said, one.statement.asks.said, one.value)


def _of(found: Result, section: str, statement: str, value: Value) -> dict[str, Any]:
    return _row(found, section, statement, value.mean, value.n)


def _row(found: Result | None, section: str, statement: str, mean: float | None, n: int) -> dict[str, Any]:
    return {
        _("Team"): formats.listed(found.teams) if found else "",
        _("Round"): round_name(found.round) if found else "",
        _("Section"): section,
        _("Statement"): statement,
        _("Mean"): mean,
        _("Answers"): n,
    }
