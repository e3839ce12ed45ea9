"""The natures of complaints as the company names them; what stands in the files is kept as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from data import formats
from data.language import gettext as _
from data.natures import NATURE, Nature
from data.store.connection import Store, StoreError
from data.store.own_kpis import restate_members
from data.store.sql import insert, scalar
from data.vocabulary import plain

_READ = """
    SELECT nature_id, name, list(member ORDER BY member), titles, reach, changed_at, changed_by
    FROM natures JOIN nature_members USING (nature_id) GROUP BY ALL ORDER BY nature_id"""


class UnknownNature(StoreError):
    """There is no such name of a problem."""


class NatureTaken(StoreError):
    """A name, or what it is to stand for, is in use already."""


class NatureWithout(StoreError):
    """A problem has no name, or nothing that it stands for."""


def natures(store: Store) -> tuple[Nature, ...]:
    """The problems that the company named, in the order in which they were first saved."""
    with store.cursor() as cursor:
        return _natures(cursor)


def _natures(cursor: DuckDBPyConnection) -> tuple[Nature, ...]:
    return tuple(map(_read, cursor.execute(_READ).fetchall()))


def _read(row: Sequence[Any]) -> Nature:
    nature_id, name, members, titles, reach, changed_at, changed_by = row
    moment = changed_at.replace(tzinfo=UTC)
    return Nature(name, tuple(members), json.loads(titles), reach, nature_id, moment, changed_by)


def written_natures(store: Store) -> dict[str, int]:
    """What stands in the current rows for a nature -> how many complaints, the most frequent first."""
    with store.cursor() as cursor:
        found = cursor.execute(
            "SELECT nature_written, count(*) AS n FROM all_complaints WHERE nature_written IS NOT NULL"
            " GROUP BY ALL ORDER BY n DESC, nature_written"
        ).fetchall()
    return dict(found)


def save_nature(store: Store, nature: Nature, by: str = "") -> Nature:
    """Keep a problem's name: a new one where it has no number, else in place of the one with its number.

    All numbers of complaints are told by it from then on; what stands in the files stays. KPIs of the
    company's own that count by its former name count by the new one. Returns it with its number, the moment
    and who saved it. ``NatureWithout`` where it has no name or stands for nothing, ``NatureTaken`` where
    another has its name or one of its members, ``UnknownNature`` where there is none with its number.
    """
    nature = _tidied(nature)
    with store.write() as cursor:
        known = {one.nature_id: one for one in _natures(cursor)}
        if nature.nature_id is None:
            nature = replace(nature, nature_id=scalar(cursor, "SELECT nextval('nature_ids')"))
        elif nature.nature_id not in known:
            raise _unknown(nature.nature_id)
        _check(cursor, nature, [one for one in known.values() if one.nature_id != nature.nature_id])
        _rename(cursor, known.get(nature.nature_id), nature)
        nature = replace(nature, changed_at=datetime.now(UTC).replace(microsecond=0), changed_by=by)
        _write(cursor, nature)
    return nature


def _tidied(nature: Nature) -> Nature:
    """Without blanks around names; ``NatureWithout`` where nothing is left."""
    name = " ".join(nature.name.split())
    titles = {language: " ".join(title.split()) for language, title in nature.titles.items()}
    if not name:
        raise NatureWithout(_("Give the problem a name."))
    if not nature.members:
        raise NatureWithout(_("Choose what stands in your files for this problem."))
    kept = {language: title for language, title in titles.items() if title}
    return replace(nature, name=name, titles=kept, members=tuple(dict.fromkeys(nature.members)))


def _check(cursor: DuckDBPyConnection, nature: Nature, others: Sequence[Nature]) -> None:
    for other in others:
        if plain(other.name) == plain(nature.name):
            told = _("Another problem is named %(name)s already: choose another name, or add to that one.")
            raise NatureTaken(told % {"name": other.name})
        if shared := [member for member in nature.members if member in other.members]:
            words = {"member": shared[0], "name": other.name}
            told = _("%(member)s belongs to %(name)s already: take it out there first.")
            raise NatureTaken(told % words)
    taken = {member for other in others for member in other.members}
    if alike := _written_alike(cursor, nature, taken):
        told = _("Your files have %(names)s, too, which would be counted with it: choose it as well.")
        raise NatureTaken(told % {"names": formats.listed(alike)})


def _written_alike(cursor: DuckDBPyConnection, nature: Nature, taken: set[str]) -> list[str]:
    """What stands in the files as the very name, but is not among its members."""
    found = cursor.execute(
        "SELECT DISTINCT nature FROM complaints_rows WHERE superseded_by IS NULL"
    ).fetchall()
    written = {member for (member,) in found} - taken - {*nature.members}
    return [nature.name] if nature.name in written else []


def _rename(cursor: DuckDBPyConnection, former: Nature | None, nature: Nature) -> None:
    """Let own KPIs that count by the former name count by the new one."""
    if former and former.name != nature.name:
        restate_members(cursor, "complaints", NATURE, {former.name: (nature.name,)})


def _write(cursor: DuckDBPyConnection, nature: Nature) -> None:
    values = {
        "nature_id": nature.nature_id,
        "name": nature.name,
        "titles": json.dumps(dict(nature.titles), ensure_ascii=False),
        "reach": nature.reach,
        "changed_at": nature.changed_at.replace(tzinfo=None) if nature.changed_at else None,
        "changed_by": nature.changed_by,
    }
    cursor.execute("DELETE FROM nature_members WHERE nature_id = ?", [nature.nature_id])
    insert(cursor, "natures", values, replace=True)
    for member in nature.members:
        insert(cursor, "nature_members", {"member": member, "nature_id": nature.nature_id})


def remove_nature(store: Store, nature_id: int) -> None:
    """Take a problem's name back: its complaints are told again as their files name them.

    KPIs of the company's own that count by the name count by what it stood for. ``UnknownNature`` where there
    is none with this number.
    """
    with store.write() as cursor:
        former = next((one for one in _natures(cursor) if one.nature_id == nature_id), None)
        if former is None:
            raise _unknown(nature_id)
        restate_members(cursor, "complaints", NATURE, {former.name: former.members})
        for table in ("nature_members", "natures"):
            cursor.execute(f"DELETE FROM {table} WHERE nature_id = ?", [nature_id])


def _unknown(nature_id: int) -> UnknownNature:
    told = _("There is no name number %(number)s; it may have been taken back already.")
    return UnknownNature(told % {"number": nature_id})
