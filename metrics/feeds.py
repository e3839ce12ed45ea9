"""Which KPIs a file feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.kinds import COMPLAINTS, LAYOUTS, layout_named, layouts_of
from metrics.catalogue import all_kpis
from metrics.counting.undated import counts_undated
from metrics.kpi import Kpi

# Columns that others complete: a file with one of these has the other, too.
_COMPLETED = {
    "tenure_months": "joined_at",
    "customers_start": "joined_at",
    "complaints": "received_at",
    "monthly_value": "mean_purchase",
    "revenue": "mean_purchase",
    "churned": "left_at",
}
_ANSWERS, _ANSWERED = ("answers", "promoters"), ("contacts_answered", "answered_share", "contacts_abandoned")
# Layout of totals -> KPI -> its needs; of a group, one is enough.
_OF_TOTALS: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {
    "surveys.totals": {
        "answers": (_ANSWERS,),
        "csat": (("satisfied_answers", "satisfied_share"), _ANSWERS),
        "csat_mean": (("csat_average",), _ANSWERS),
        # The score with its number, or two of the three numbers that it comes from with the third or all.
        "nps": (
            ("promoters", "nps_score"),
            ("detractors", "nps_score"),
            ("passives", "answers"),
            ("promoters", "answers"),
            ("detractors", "answers"),
        ),
    },
    "contacts.totals": {
        "contacts": (("contacts_offered", "contacts_abandoned"),),
        "abandonment": (
            ("contacts_offered", "contacts_answered"),
            ("contacts_abandoned", "contacts_answered", "abandoned_share", "answered_share"),
        ),
        "speed_of_answer": (("wait_average", "wait_total"), _ANSWERED),
        "handle_time": (("handle_average", "handle_total"), _ANSWERED),
        "first_contact_resolution": (("settled_first", "settled_first_share"), _ANSWERED),
    },
}


def fed(layout: str, mapping: Mapping[str, str]) -> list[Kpi]:
    """The KPIs that rows of this layout with these columns give values to."""
    kind = layout_named(layout).kind
    columns = completed(layout, mapping.values())
    if needs := _OF_TOTALS.get(layout):
        told = [kpi for kpi in all_kpis() if kpi.key in needs]
        return [kpi for kpi in told if all(columns & {*need} for need in needs[kpi.key])]
    kpis = all_kpis()
    if layout == COMPLAINTS.key and COMPLAINTS.moment not in columns:
        # Complaints without a day of their own are counted, and no more is told of them.
        kpis, columns = tuple(filter(counts_undated, kpis)), {*columns, str(COMPLAINTS.moment)}
    return [
        kpi
        for kpi in kpis
        if _tells(kpi, kind) and all(_has(columns, need) for need in kpi.needs) and _has_rows(kpi, layout)
    ]


def fed_by(layout: str, column: str) -> list[Kpi]:
    """The KPIs that this column of a layout gives values to, a required column all that the layout feeds."""
    if needs := _OF_TOTALS.get(layout):
        return [kpi for kpi in all_kpis() if any(column in need for need in needs.get(kpi.key, ()))]
    columns = layout_named(layout).columns
    kpis = fed(layout, {each.key: each.key for each in columns})
    if layout_named(layout).column(column).required:
        return kpis
    given = completed(layout, (column,))
    return [kpi for kpi in kpis if any(not given.isdisjoint(_either(need)) for need in kpi.needs)]


def columns_for(kpi: Kpi) -> list[str]:
    """The names of the columns that a KPI comes from; of several that do, the first."""
    titles = {column.key: column.title for layout in LAYOUTS[::-1] for column in layout.columns}
    own = {column.key: column.title for one in layouts_of(kpi.kind) for column in one.columns}
    return [(titles | own)[need if isinstance(need, str) else need[0]] for need in kpi.needs]


def _tells(kpi: Kpi, kind: str) -> bool:
    # Contacts and complaints may carry a satisfaction score of their own.
    return kpi.kind == kind or (kpi.table == "answers" and kind in ("contacts", "complaints"))


def _has_rows(kpi: Kpi, layout: str) -> bool:
    """Whether a layout has the rows that a KPI of the company's own is defined by."""
    if not kpi.own or kpi.table == "operations":
        return True
    # A snapshot has only those who were still there about its day, so it can't tell who joined or left when.
    return not layout_named(layout).is_totals and not (kpi.moment and layout_named(layout).name == "snapshot")


def _has(columns: set[str], need: str | tuple[str, ...]) -> bool:
    """Whether the columns have one of a need; totals of customers name none, yet tell of them."""
    return not _either(need).isdisjoint(columns | {"customer_id"})


def _either(need: str | tuple[str, ...]) -> set[str]:
    return {need} if isinstance(need, str) else set(need)


def completed(layout: str, columns: Iterable[str]) -> set[str]:
    """The columns that a file of this layout fills, those among them that others complete."""
    given = {*columns}
    filled = {column.fills for column in layout_named(layout).columns if column.key in given and column.fills}
    return given | filled | {_COMPLETED[key] for key in given if key in _COMPLETED}
