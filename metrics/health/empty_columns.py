"""Empty columns: a file that lacks what others have, and stretches of a file in which a column is empty.

A stretch of rows without a value is told where chance hardly makes one as long: by the share of rows that
are filled in the rest of the column, times the number of places where such a stretch could begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.records import Upload
from data.specs import Type
from metrics.health.profiles import Profile, part

CHANCE = 0.001
FEWEST_ROWS = 20
FEWEST_DAYS = 7


@dataclass(frozen=True)
class Stretch:
    """Rows of a file without a value in a column: of the whole file where it lacks the column."""

    column: str
    upload: Upload
    rows: int
    first: date | None
    last: date | None
    whole_file: bool


def stretches(found: Profile, uploads: Sequence[Upload]) -> list[Stretch]:
    """What the files of a fact table leave empty that is filled elsewhere."""
    by_file = {int(str(number)): cells for number, cells in found.cells.groupby("upload_id")}
    return [
        stretch
        for key in found.columns
        if found.filled(key)
        for upload in uploads
        if upload.upload_id in by_file
        if (stretch := _stretch(found, key, upload, by_file[upload.upload_id]))
    ]


def shares(found: Profile) -> Mapping[str, float]:
    """Column -> the share of rows without a value, of the columns that any row fills."""
    return {key: 1 - found.filled(key) / found.rows for key in found.columns if found.filled(key)}


def _stretch(found: Profile, key: str, upload: Upload, cells: pd.DataFrame) -> Stretch | None:
    if cells["rows"].sum() < FEWEST_ROWS:
        return None
    if not cells[part(key, "filled")].sum():
        return _lacking(found, key, upload, cells)
    run = _longest(cells, key)
    if run is None or (found.columns[key].type is Type.MOMENT and _at_the_end(run, cells)):
        return None
    return Stretch(key, upload, int(run["rows"].sum()), *_days(run), whole_file=False)


def _lacking(found: Profile, key: str, upload: Upload, cells: pd.DataFrame) -> Stretch | None:
    """A file that lacks a column, unless so few rows of others have a value there that it may be chance."""
    others = found.cells[found.cells["upload_id"] != upload.upload_id]
    share = others[part(key, "filled")].sum() / max(int(others["rows"].sum()), 1)
    rows = int(cells["rows"].sum())
    if (1 - share) ** rows > CHANCE:
        return None
    return Stretch(key, upload, rows, *_days(cells.dropna(subset=["day"])), whole_file=True)


def _longest(cells: pd.DataFrame, key: str) -> pd.DataFrame | None:
    """The longest stretch of days in which no row has a value, where chance doesn't make it as long."""
    empty = (cells[part(key, "filled")] == 0).to_numpy()
    if cells["rows"].to_numpy()[empty].sum() < FEWEST_ROWS:
        return None
    # A stretch is one of days, so rows without any take no part in it.
    cells, empty = cells[cells["day"].notna()], empty[cells["day"].notna()]
    number = np.cumsum(np.diff(empty.astype(int), prepend=0) != 0)[empty]
    rows = cells[empty].groupby(number)["rows"].sum()
    if rows.empty or rows.max() < FEWEST_ROWS:
        return None
    run = cells[empty][number == rows.idxmax()]
    first, last = _days(run)
    if first is None or last is None or (last - first).days + 1 < FEWEST_DAYS:
        return None
    rest = cells.drop(index=run.index)
    share = rest[part(key, "filled")].sum() / rest["rows"].sum()
    return run if (1 - share) ** int(run["rows"].sum()) * len(cells) < CHANCE else None


def _at_the_end(run: pd.DataFrame, cells: pd.DataFrame) -> bool:
    """Whether a stretch reaches the end: what comes later, such as a resolution, isn't there yet."""
    return bool(run["day"].iloc[-1] == cells["day"].max())


def _days(cells: pd.DataFrame) -> tuple[date | None, date | None]:
    return (cells["day"].iloc[0].date(), cells["day"].iloc[-1].date()) if len(cells) else (None, None)
