"""Period totals made ready for the store: a row a period, dimensions and part."""

from __future__ import annotations

import pandas as pd

from data.finding.wholes import is_whole, repeats
from data.formats import number
from data.kinds import DIMENSIONS
from data.language import gettext as _
from data.preparing.additive import ADDITIVE, added_up
from data.preparing.logs import Shaped, problems_where
from data.records import Choices, Problem
from data.specs import Layout, Type
from data.values.cleaning import Cleaned

MEMBER, EMPTY, WHOLE = 2, 1, 0


def shape_totals(cleaned: Cleaned, layout: Layout, _choices: Choices) -> Shaped:
    """The parts of each row in long form.

    Columns: ``row_number``, ``starts_on`` (datetime64[us]), ``months`` (the period's length, a fraction for
    weeks and days), the file's dimensions, ``part`` (a column's key, or of ``additive``) and ``value``.
    """
    frame, problems = cleaned.frame, []
    if "customers_end" in frame:
        grown = frame["customers_end"] > frame["customers_start"]
        problems = problems_where(
            frame,
            grown,
            "customers_end",
            cleaned,
            _("more than there were at the start: those still there at the end can't include new customers"),
            left_out=True,
        )
        frame = frame[~grown]
    parts = [column.key for column in layout.columns if column.type not in (Type.PERIOD, Type.CATEGORY)]
    if layout.key in ADDITIVE:
        frame, parts, problems = added_up(cleaned, layout)
    long = _long(frame, [part for part in parts if part in frame])
    again = again_among(long)
    kept, members = long[~again], [dimension.key for dimension in DIMENSIONS if dimension.key in long]
    whole = kept.assign(**{key: kept[key].mask(kept[key].map(_is_whole).astype(bool)) for key in members})
    problems += _told(long, again, cleaned)
    return whole.reset_index(drop=True), problems


def _told(long: pd.DataFrame, again: pd.Series, cleaned: Cleaned) -> list[Problem]:
    """A problem a row that is left out, or a cell where others of its row are kept."""
    kept = set(long.loc[~again, "row_number"].tolist())
    out = long[again]
    whole = out[~out["row_number"].isin(kept)].drop_duplicates("row_number")
    told = [Problem(int(row), "", "", repeats(), True, to_mend=False) for row in whole["row_number"]]
    partly = out[out["row_number"].isin(kept)]
    return told + [
        Problem(int(row), cleaned.headers.get(part, ""), number(value), repeats(), False, to_mend=False)
        for row, part, value in zip(partly["row_number"], partly["part"], partly["value"], strict=True)
    ]


def _long(frame: pd.DataFrame, parts: list[str]) -> pd.DataFrame:
    dimensions = [dimension.key for dimension in DIMENSIONS if dimension.key in frame]
    periods = frame["period"]
    placed = frame[["row_number", *dimensions, *parts]].assign(
        starts_on=pd.Series(
            [period.starts_on for period in periods], index=frame.index, dtype="datetime64[us]"
        ),
        months=pd.Series([period.months for period in periods], index=frame.index, dtype="float64"),
    )
    long = placed.melt(["row_number", "starts_on", "months", *dimensions], parts, "part", "value")
    return long.dropna(subset="value").sort_values(["row_number"], kind="stable", ignore_index=True)


def again_among(long: pd.DataFrame) -> pd.Series:
    """Which values of totals in long form count others of the same period and part again.

    A row for all members of a dimension, by its word or by an empty cell, holds what rows of single members
    hold, unless these differ from it in another dimension. The rows that name most members count.
    """
    keys = [dimension.key for dimension in DIMENSIONS if dimension.key in long]
    again = pd.Series(False, index=long.index)
    ranks = pd.DataFrame({key: _ranks(long, key) for key in keys}, index=long.index)
    if not keys or (ranks == MEMBER).all(axis=None):
        return again
    patterns = sorted(
        set(ranks.itertuples(index=False, name=None)), key=lambda one: (sum(one), one), reverse=True
    )
    of_pattern = [(ranks == list(pattern)).all(axis=1) for pattern in patterns]
    for place, pattern in enumerate(patterns):
        rows = of_pattern[place]
        for other, of_other in zip(patterns[:place], of_pattern, strict=False):
            pairs = zip(keys, pattern, other, strict=True)
            shared = [key for key, one, two in pairs if one == two == MEMBER]
            again |= _stand_in(long, rows, of_other & ~again, shared)
    return again


def _ranks(long: pd.DataFrame, key: str) -> pd.Series:
    """Whether a row names a member, nothing or all; nothing is a member of its own beside a word for all."""
    members = long[key]
    whole = members.map(_is_whole).astype(bool)
    beside = whole.groupby([long["starts_on"], long["months"], long["part"]]).transform("any")
    ranks = pd.Series(MEMBER, index=long.index)
    return ranks.mask(members.isna() & ~beside, EMPTY).mask(whole, WHOLE)


def _is_whole(member: object) -> bool:
    return isinstance(member, str) and is_whole(member)


def _stand_in(long: pd.DataFrame, rows: pd.Series, others: pd.Series, shared: list[str]) -> pd.Series:
    """The rows that have the period, the part and the shared members of one of the others."""
    keys = long[["starts_on", "months", "part", *shared]].astype(object)
    keys = keys.where(keys.notna(), "")
    places = pd.MultiIndex.from_frame(keys)
    return rows & places.isin(places[others.to_numpy()])
