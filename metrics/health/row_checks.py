"""Checks of which rows are there: those that count twice, those that share an id, those left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from data.kinds import layout_named
from data.store import Store, mended_rows
from data.store.copies import Alike, alike, shared_ids
from data.store.unread_cells import UnreadCells, unread_cells
from metrics.health.checked import Checked
from metrics.health.copies import is_copy
from metrics.health.findings import About, Finding, Severity, by_share, touched
from metrics.health.profiles import Profile

FEW = 0.01


def check(one: Checked, store: Store) -> Iterator[Finding]:
    """What is found of the rows of a kind of data."""
    yield from _undated(one)
    yield from _left_out(one, mended_rows(store))
    yield from _unread(one, unread_cells(store))
    if one.profile:
        yield from _copies(one, store, one.profile)
        yield from _ids(one, store, one.profile)


def _copies(one: Checked, store: Store, found: Profile) -> Iterator[Finding]:
    pairs = alike(store, found.table)
    shared = _shared(found, [pair for pair in pairs if pair.upload_id != pair.other])
    for pair in pairs:
        share, several = pair.rows / found.rows, pair.upload_id != pair.other
        copied = is_copy(pair, shared)
        if copied or (share >= FEW and not several):
            yield one.finding(
                About.COPIED if several else About.ALIKE if copied else About.MAYBE_ALIKE,
                by_share(share, 0.001, 0.05) if copied else Severity.GOOD_TO_KNOW,
                rows=pair.rows,
                share=share,
                first=pair.first,
                last=pair.last,
                uploads=tuple(dict.fromkeys((pair.upload_id, pair.other))),
                kpis=one.kpis,
            )


def _shared(found: Profile, pairs: list[Alike]) -> dict[tuple[int, int], int]:
    """For files of a pair, either way round: the rows of the first on days that the second has, too."""
    rows = found.cells.groupby(["upload_id", "day"], dropna=False)["rows"].sum()
    shared: dict[tuple[int, int], int] = {}
    for pair in pairs:
        one, two = (rows.loc[[number]].droplevel(0) for number in (pair.upload_id, pair.other))
        shared[pair.upload_id, pair.other] = int(one[one.index.isin(two.index)].sum())
        shared[pair.other, pair.upload_id] = int(two[two.index.isin(one.index)].sum())
    return shared


def _ids(one: Checked, store: Store, found: Profile) -> Iterator[Finding]:
    shared = shared_ids(store, found.table)
    if shared:
        share = (shared.rows - shared.ids) / found.rows
        yield one.finding(
            About.SHARED_IDS,
            by_share(share, 0.001, 0.1),
            rows=shared.rows,
            share=share,
            first=shared.first,
            last=shared.last,
            uploads=shared.uploads,
            kpis=one.kpis,
            numbers={"ids": shared.ids},
            examples=shared.examples,
        )


def _undated(one: Checked) -> Iterator[Finding]:
    """A finding for each file whose rows have no day of their own."""
    everything = sum(one.undated.values()) + (one.profile.rows if one.profile else 0)
    for file in (file for file in one.files if file.upload_id in one.undated):
        rows = one.undated[file.upload_id]
        yield one.finding(
            About.UNDATED,
            by_share(rows / everything, 0.01, 0.5),
            rows=rows,
            share=rows / everything,
            first=file.first_day,
            last=file.last_day,
            uploads=(file.upload_id,),
            kpis=touched([file]),
        )


def _left_out(one: Checked, mended: Mapping[int, int]) -> Iterator[Finding]:
    """A finding for each file with many rows still left out, one for all that have few."""
    files = pd.DataFrame(
        [
            (
                file.upload_id,
                file.rejected - mended.get(file.upload_id, 0),
                file.rows,
                file.first_day,
                file.last_day,
            )
            for file in one.files
        ],
        columns=["upload_id", "rejected", "rows", "first", "last"],
    )
    files = files[files["rejected"] > 0]
    many = files["rejected"] >= FEW * files["rows"]
    groups = [files[many].iloc[[place]] for place in range(int(many.sum()))] + [files[~many]]
    for group in groups:
        if len(group):
            share = float(group["rejected"].sum() / group["rows"].sum())
            yield one.finding(
                About.LEFT_OUT,
                by_share(share, 0.05, 0.5),
                rows=int(group["rejected"].sum()),
                share=share,
                first=_known(group["first"].min()),
                last=_known(group["last"].max()),
                uploads=tuple(int(number) for number in group["upload_id"]),
                kpis=one.kpis,
                numbers={"of": float(group["rows"].sum())},
            )


def _unread(one: Checked, cells: Sequence[UnreadCells]) -> Iterator[Finding]:
    """A finding for each column of a file with cells that couldn't be read."""
    files = {file.upload_id: file for file in one.files}
    for found in (found for found in cells if found.upload_id in files):
        file = files[found.upload_id]
        column = file.mapping.get(found.header)
        # A number that stands twice is read, and told by itself.
        if column in (None, layout_named(file.layout).identity):
            continue
        share = found.cells / max(file.loaded, 1)
        yield one.finding(
            About.UNREAD,
            by_share(share, 0.05, 0.5),
            rows=found.cells,
            share=share,
            column=column,
            first=file.first_day,
            last=file.last_day,
            uploads=(file.upload_id,),
            kpis=touched([file], column),
            examples=found.examples,
        )


def _known(day: date | float | None) -> date | None:
    return day if isinstance(day, date) else None
