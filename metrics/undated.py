"""How many complaints have no day of their own, and what they are left out of, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals.stable.v2 as nw
import pandas as pd

from data import formats
from data.complaints import WITHIN
from data.kinds import COMPLAINTS, UNDATED_COMPLAINTS
from data.language import ngettext
from metrics.filtered import of_members
from metrics.query import Filters, Source
from metrics.windows import Days


@dataclass(frozen=True)
class Undated:
    """Complaints of whose days no more is known than between which they lie.

    first, last   both inclusive
    whole         whether all of these days are among those looked at, so that they count there
    """

    n: int
    first: date
    last: date
    whole: bool


def undated(source: Source, days: Days, where: Filters = ()) -> tuple[Undated, ...]:
    """The complaints without a day of their own that may lie within some days, those that count first."""
    names = {one.key for one in source.dimensions(COMPLAINTS.table)}
    if UNDATED_COMPLAINTS not in source.spans() or not {name for name, __ in where} <= names:
        return ()
    frame = of_members(source.frame(UNDATED_COMPLAINTS), where)
    found = frame.group_by(*WITHIN).agg(n=nw.len()).collect("pandas").to_native()
    groups: dict[bool, list[Undated]] = {True: [], False: []}
    for first, last, n in found[[*WITHIN, "n"]].itertuples(index=False):
        one = _looked_at(int(n), pd.Timestamp(first).date(), pd.Timestamp(last).date(), days)
        if one is not None:
            groups[one.whole].append(one)
    return tuple(_together(group) for group in groups.values() if group)


def _looked_at(n: int, first: date, last: date, days: Days) -> Undated | None:
    """Complaints as they lie to the days looked at; None where they lie outside."""
    begin, end = days.first or date.min, days.last or date.max
    if last < begin or first > end:
        return None
    return Undated(n, first, last, begin <= first and last <= end)


def _together(group: Sequence[Undated]) -> Undated:
    first, last = min(one.first for one in group), max(one.last for one in group)
    return Undated(sum(one.n for one in group), first, last, group[0].whole)


def in_ranking(found: Sequence[Undated]) -> list[str]:
    """What of a ranking over some days has no day of its own, and what the days cut, a sentence each."""
    return [(_counted(one) if one.whole else _cut(one)) for one in found]


def left_out(found: Sequence[Undated]) -> str:
    """What months, trends and times don't have; empty where there is nothing of the kind."""
    if not found:
        return ""
    every = _together(found)
    told = ngettext(
        "%(n)s complaint has no day of its own: it came in between %(first)s and %(last)s. Months and their"
        " trends, times, open complaints and who left after complaining leave it out; What to fix first"
        " counts it over days that hold all of these.",
        "%(n)s complaints have no day of their own: they came in between %(first)s and %(last)s. Months and"
        " their trends, times, open complaints and who left after complaining leave them out; What to fix"
        " first counts them over days that hold all of these.",
        every.n,
    )
    return told % _words(every)


def by_month(found: Sequence[Undated]) -> str:
    """What numbers that are added up over months don't have; empty where there is nothing of the kind."""
    if not found:
        return ""
    every = _together(found)
    told = ngettext(
        "%(n)s complaint has no day of its own: it came in between %(first)s and %(last)s. It counts here at"
        " most where one month holds all of these days; What to fix first counts it over any days that hold"
        " all of them.",
        "%(n)s complaints have no day of their own: they came in between %(first)s and %(last)s. They count"
        " here at most where one month holds all of their days; What to fix first counts them over any days"
        " that hold all of these.",
        every.n,
    )
    return told % _words(every)


def _counted(one: Undated) -> str:
    told = ngettext(
        "%(n)s of these complaints has no day of its own: it came in between %(first)s and %(last)s. It is"
        " counted here; trends, costs and customers lost leave it out.",
        "%(n)s of these complaints have no day of their own: they came in between %(first)s and %(last)s."
        " They are counted here; trends, costs and customers lost leave them out.",
        one.n,
    )
    return told % _words(one)


def _cut(one: Undated) -> str:
    told = ngettext(
        "%(n)s more complaint has no day of its own: it came in between %(first)s and %(last)s. The period"
        " chosen holds a part of these days only, so it isn't counted here; choose one that holds all of"
        " them.",
        "%(n)s more complaints have no day of their own: they came in between %(first)s and %(last)s. The"
        " period chosen holds a part of these days only, so they aren't counted here; choose one that holds"
        " all of them.",
        one.n,
    )
    return told % _words(one)


def _words(one: Undated) -> dict[str, str]:
    return {"n": formats.number(one.n), "first": formats.day(one.first), "last": formats.day(one.last)}
