"""The company's own KPIs: each has a number for good, and the targets that hang on it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.own_kpis import CountedAt, OwnKpi, key_of, quantity_of, told
from data.store.connection import Store, StoreError
from data.store.sql import insert, scalar
from data.vocabulary import plain

MOST = 30
_PLAIN = ("name", "description", "unit", "decimals", "better", "changed_by")


class UnknownOwnKpi(StoreError):
    """There is no such KPI of the company's own."""


class NameTaken(StoreError):
    """Another of the company's own KPIs has this name."""


class TooManyOwnKpis(StoreError):
    """There is no room for another KPI of the company's own."""


def own_kpis(store: Store) -> tuple[OwnKpi, ...]:
    """The company's own KPIs in the order in which they were first saved."""
    with store.cursor() as cursor:
        found = cursor.execute(
            "SELECT kpi_id, name, description, unit, decimals, better, changed_by, table_name, kpi_group,"
            " definition, changed_at FROM own_kpis ORDER BY kpi_id"
        ).fetchall()
    return tuple(map(_read, found))


def _read(row: Sequence[Any]) -> OwnKpi:
    kpi_id, *values, table, group, definition, changed_at = row
    kept = json.loads(definition)
    under, counted_at = kept["under"], kept.get("counted_at")
    return OwnKpi(
        **dict(zip(_PLAIN, values, strict=True)),
        table=table,
        over=quantity_of(kept["over"]),
        under=quantity_of(under) if under else None,
        group=group,
        kpi_id=kpi_id,
        changed_at=changed_at.replace(tzinfo=UTC),
        counted_at=CountedAt(counted_at) if counted_at else None,
    )


def save_own_kpi(store: Store, kpi: OwnKpi, by: str = "") -> OwnKpi:
    """Keep a KPI: a new one where it has no number, else in place of the one with its number.

    Returns it with its number, the moment and who saved it. ``NameTaken`` where another has its name,
    whatever the case; ``TooManyOwnKpis`` where there are ``MOST`` already; ``UnknownOwnKpi`` where there is
    none with its number.
    """
    with store.write() as cursor:
        _check_name(cursor, kpi)
        if kpi.kpi_id is None:
            _check_room(cursor)
            kpi = replace(kpi, kpi_id=scalar(cursor, "SELECT nextval('own_kpi_ids')"))
        else:
            _require(cursor, kpi.kpi_id)
        kpi = replace(kpi, changed_at=datetime.now(UTC).replace(microsecond=0), changed_by=by)
        insert(cursor, "own_kpis", _written(kpi), replace=True)
    return kpi


def _written(kpi: OwnKpi) -> dict[str, Any]:
    definition = {"over": told(kpi.over), "under": told(kpi.under) if kpi.under else None}
    definition |= {"counted_at": kpi.counted_at} if kpi.counted_at else {}
    return {name: getattr(kpi, name) for name in _PLAIN} | {
        "kpi_id": kpi.kpi_id,
        "table_name": kpi.table,
        "kpi_group": kpi.group,
        "definition": json.dumps(definition, ensure_ascii=False),
        "changed_at": kpi.changed_at.replace(tzinfo=None) if kpi.changed_at else None,
    }


def remove_own_kpi(store: Store, kpi_id: int) -> None:
    """Remove a KPI with all its targets, those that held once among them.

    ``UnknownOwnKpi`` where there is none with this number.
    """
    with store.write() as cursor:
        _require(cursor, kpi_id)
        for table in ("targets", "former_targets"):
            cursor.execute(f"DELETE FROM {table} WHERE kpi = ?", [key_of(kpi_id)])
        cursor.execute("DELETE FROM own_kpis WHERE kpi_id = ?", [kpi_id])


def restate_members(
    cursor: DuckDBPyConnection, table: str, column: str, named: Mapping[str, Sequence[str]]
) -> None:
    """Let KPIs over a table that choose members of a column choose others in their place.

    ``named`` gives member -> those in its place. Runs in the caller's transaction.
    """
    found = cursor.execute("SELECT kpi_id, definition FROM own_kpis WHERE table_name = ?", [table]).fetchall()
    for kpi_id, definition in found:
        told = json.loads(definition)
        for part in (told["over"], told["under"] or {}):
            for condition in part.get("conditions", ()):
                if condition["column"] == column:
                    condition["values"] = _restated(condition["values"], named)
        restated = json.dumps(told, ensure_ascii=False)
        if restated != definition:
            cursor.execute("UPDATE own_kpis SET definition = ? WHERE kpi_id = ?", [restated, kpi_id])


def _restated(values: Sequence[Any], named: Mapping[str, Sequence[str]]) -> list[Any]:
    return list(dict.fromkeys(new for value in values for new in named.get(value, (value,))))


def _require(cursor: DuckDBPyConnection, kpi_id: int) -> None:
    if not scalar(cursor, "SELECT count(*) FROM own_kpis WHERE kpi_id = ?", [kpi_id]):
        words = _("There is no KPI of your own number %(number)s; it may have been removed already.")
        raise UnknownOwnKpi(words % {"number": kpi_id})


def _check_name(cursor: DuckDBPyConnection, kpi: OwnKpi) -> None:
    others = cursor.execute("SELECT name, kpi_id FROM own_kpis").fetchall()
    if any(plain(name) == plain(kpi.name) for name, kpi_id in others if kpi_id != kpi.kpi_id):
        words = _("One of your own KPIs is named %(name)s already: choose another name.")
        raise NameTaken(words % {"name": kpi.name})


def _check_room(cursor: DuckDBPyConnection) -> None:
    if scalar(cursor, "SELECT count(*) FROM own_kpis") >= MOST:
        words = _("You have %(most)s KPIs of your own, and more can't be kept: remove one first.")
        raise TooManyOwnKpis(words % {"most": MOST})
