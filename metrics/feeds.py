"""Which KPIs a file feeds."""

from __future__ import annotations

from collections.abc import Mapping

from data.kinds import layout_named
from metrics.catalogue import KPIS
from metrics.kpi import Kpi

# Columns that others complete: a file with one of these has the other, too.
_COMPLETED = {
    "tenure_months": "joined_at",
    "customers_start": "joined_at",
    "complaints": "received_at",
    "monthly_value": "mean_purchase",
    "revenue": "mean_purchase",
}


def fed(layout: str, mapping: Mapping[str, str]) -> list[Kpi]:
    """The KPIs that rows of this layout with these columns give values to."""
    kind = layout_named(layout).kind
    columns = _completed(layout, set(mapping.values()))
    return [kpi for kpi in KPIS if _tells(kpi, kind) and all(_has(columns, need) for need in kpi.needs)]


def fed_by(layout: str, column: str) -> list[Kpi]:
    """The KPIs that this column of a layout gives values to, a required column all that the layout feeds."""
    columns = layout_named(layout).columns
    kpis = fed(layout, {each.key: each.key for each in columns})
    if layout_named(layout).column(column).required:
        return kpis
    given = _completed(layout, {column})
    return [kpi for kpi in kpis if any(not given.isdisjoint(_either(need)) for need in kpi.needs)]


def _tells(kpi: Kpi, kind: str) -> bool:
    # Contacts and complaints may carry a satisfaction score of their own.
    return kpi.kind == kind or (kpi.table == "answers" and kind in ("contacts", "complaints"))


def _has(columns: set[str], need: str | tuple[str, ...]) -> bool:
    """Whether the columns have one of a need; totals of customers name none, yet tell of them."""
    return not _either(need).isdisjoint(columns | {"customer_id"})


def _either(need: str | tuple[str, ...]) -> set[str]:
    return {need} if isinstance(need, str) else set(need)


def _completed(layout: str, columns: set[str]) -> set[str]:
    completed = {
        column.fills for column in layout_named(layout).columns if column.key in columns and column.fills
    }
    return columns | completed | {_COMPLETED[key] for key in columns if key in _COMPLETED}
