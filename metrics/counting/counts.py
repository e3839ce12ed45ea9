"""Parts of KPIs that come as period totals, where no log of single events tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import narwhals.stable.v2 as nw
import pandas as pd

from data.kinds import COMPLAINTS, UNDATED_COMPLAINTS, layout_named
from data.reach import Reach
from metrics.catalogue import kpi_named
from metrics.counting.coverage import Covered, Days, telling, tells
from metrics.counting.scan import EVERYTHING, NOT_GIVEN, window
from metrics.counting.totalled import PLACES, SILENT, TOTALLED, Scales, Totalled
from metrics.counting.totals import grain_of, rank
from metrics.counting.undated import counts_undated, tells_of_periods
from metrics.feeds import fed
from metrics.measures.kinds import Count
from metrics.periods import DAYS_IN_MONTH, Grain, floor
from metrics.query import Query, Source
from metrics.readings import COMMON_DIMENSIONS

Spans = Mapping[str, tuple[datetime, datetime]]
# What stands between the names of files.
FILES = "\n"


@dataclass(frozen=True)
class Totals:
    """The parts of a KPI that come as totals.

    parts          a column a part of its measure, by ``start`` and ``split``
    told           the days that they are of
    passed_over    by ``start`` and whether a member is named: the files with single events that count instead
    """

    parts: pd.DataFrame
    told: Covered
    passed_over: Mapping[tuple[pd.Timestamp, bool], str]


def with_totals(spans: Spans) -> dict[str, tuple[datetime, datetime]]:
    """The span of each table, with what totals tell and rows without a day of their own among it."""
    found = dict(spans)
    for place in PLACES:
        views = (place.table, place.view, *([UNDATED_COMPLAINTS] if place.table == COMPLAINTS.table else []))
        both = [spans[name] for name in views if name in spans]
        if both:
            found[place.table] = (min(first for first, __ in both), max(last for __, last in both))
    return found


def totals(source: Source, table: str, keys: Sequence[str], query: Query) -> dict[str, Totals]:
    """The totals of those KPIs of a table that have any, where no log that tells the same has a day.

    Totals of a longer period than the query's grain, or that its days cut, are left out: nobody can tell how
    they spread. Of a dimension that totals don't have there are none.
    """
    filled = source.spans()
    wanted = {
        key: TOTALLED[key]
        for key in keys
        if key in TOTALLED and TOTALLED[key].place.table == table and TOTALLED[key].place.view in filled
    }
    if not wanted or not set(query.dimensions) <= set(COMMON_DIMENSIONS):
        return {}
    files, scales = source.coverage(), source.scales()
    views = {place.view: _wide(source, place.view) for place in {one.place for one in wanted.values()}}
    standards = source.standards()
    for view in views.values():
        view[SILENT] = [
            standards.in_force(SILENT, start) for start in pd.to_datetime(view["starts_on"]).dt.date
        ]
    found: dict[str, Totals] = {}
    for key, one in wanted.items():
        rows = one.known(views[one.place.view])
        if not rows.empty:
            logs = [file for file in files.get(one.place.log, ()) if _counts(file, key, query)]
            found[key] = _told(rows, one, logs, scales, query)
    return found


_KEYS = ("upload_id", "starts_on", "months", *COMMON_DIMENSIONS)


def _wide(source: Source, view: str) -> pd.DataFrame:
    """One row a total, a column a part; parts of one file only, as those of two needn't be of the same."""
    found = source.frame(view).select(*map(nw.col, (*_KEYS, "part", "value"))).collect("pandas").to_native()
    of = list(COMMON_DIMENSIONS)
    found[of] = found[of].astype(object).where(found[of].notna(), NOT_GIVEN)
    found["starts_on"] = found["starts_on"].astype("datetime64[us]")
    table = found.pivot_table(index=list(_KEYS), columns="part", values="value", aggfunc="sum")
    return table.reset_index()


def _counts(log: Reach, key: str, query: Query) -> bool:
    """Whether the rows of a log count in a query's periods in place of totals."""
    if not log.dated and not counts_undated(kpi_named(key)):
        return False
    return tells_of_periods(log, query) and _feeds(log, key)


def _feeds(log: Reach, key: str) -> bool:
    """Whether a log has what a KPI needs: else its totals tell more. Every log tells how many there were."""
    if isinstance(kpi_named(key).measure, Count):
        return True
    columns = {*log.columns, layout_named(log.layout).moment or ""}
    return kpi_named(key) in fed(log.layout, {column: column for column in columns})


def _told(rows: pd.DataFrame, one: Totalled, logs: Sequence[Reach], scales: Scales, query: Query) -> Totals:
    """The totals of a query that no log tells, of members that are named and of the rest apart."""
    rows = _known(_whole(_ended(rows), query))
    member = rows[query.split] if query.split else pd.Series(NOT_GIVEN, index=rows.index, dtype=object)
    passed: dict[tuple[pd.Timestamp, bool], str] = {}
    kept, days = pd.Series(False, index=rows.index), dict[bool, Days]()
    for named in (True, False):
        tell = pd.Series(
            [tells(known, query, named=named) for known in rows["known"]], rows.index, dtype=bool
        )
        instead = _instead(rows, telling(logs, query, named=named))
        told = tell & (instead == "")
        days[named] = _days(rows[told])
        kept |= told & ((member != NOT_GIVEN) == named)
        over = rows[tell & (instead != "")].assign(instead=instead)
        starts = _starts(over, query)
        passed |= {(start, named): files for start, files in zip(starts, over["instead"], strict=True)}
    counted = _once(_filtered(rows[kept], query), query)
    return Totals(_parts(counted, one, scales, query), Covered(days[True], days[False]), passed)


def _ended(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the day after their period."""
    after = {
        (start, months): _after(start, months)
        for start, months in rows[["starts_on", "months"]].drop_duplicates().itertuples(index=False)
    }
    keys = zip(rows["starts_on"], rows["months"], strict=True)
    until = pd.Series([after[key] for key in keys], index=rows.index, dtype="datetime64[us]")
    return rows.assign(until=until)


def _after(start: pd.Timestamp, months: float) -> pd.Timestamp:
    whole = float(months).is_integer()
    return start + (
        pd.DateOffset(months=int(months)) if whole else pd.Timedelta(days=round(months * DAYS_IN_MONTH))
    )


def _whole(rows: pd.DataFrame, query: Query) -> pd.DataFrame:
    """The totals that lie within the query's days and are no longer than its grain."""
    first, after = window(query)
    kept = pd.Series(True, index=rows.index)
    if query.grain is not Grain.ALL:
        short = [rank(grain_of(months)) <= rank(query.grain) for months in rows["months"].tolist()]
        kept = pd.Series(short, index=rows.index, dtype=bool)
    if first is not None:
        kept &= rows["starts_on"] >= first
    if after is not None:
        kept &= rows["until"] <= after
    return rows[kept]


def _known(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the dimensions that their file tells apart in their period."""
    of = list(COMMON_DIMENSIONS)
    given = rows[of] != NOT_GIVEN
    known = given.groupby([rows[key] for key in ("upload_id", "starts_on", "months")]).transform("any")
    names = [
        frozenset(name for name, told in zip(of, row, strict=True) if told)
        for row in known.itertuples(index=False)
    ]
    return rows.assign(known=pd.Series(names, index=rows.index, dtype=object))


def _instead(rows: pd.DataFrame, logs: Sequence[Reach]) -> pd.Series:
    """For each total, the files with single events of its days: these tell more."""
    names: list[str] = []
    for start, until in rows[["starts_on", "until"]].itertuples(index=False):
        over = [log for log in logs if start <= pd.Timestamp(log.last) and until > pd.Timestamp(log.first)]
        names.append(FILES.join(dict.fromkeys(log.file for log in over)))
    return pd.Series(names, index=rows.index, dtype=object)


def _days(rows: pd.DataFrame) -> Days:
    known = rows[["starts_on", "until"]].drop_duplicates()
    return [
        (start.date(), (until - pd.Timedelta(days=1)).date())
        for start, until in known.itertuples(index=False)
    ]


def _filtered(rows: pd.DataFrame, query: Query) -> pd.DataFrame:
    kept = pd.Series(True, index=rows.index)
    for name, members in query.where:
        kept &= rows[name].isin(list(members))
    return rows[kept]


def _once(rows: pd.DataFrame, query: Query) -> pd.DataFrame:
    """Without the totals that others hold already: of several files, of a year and its months.

    Those count that tell the split's members, of the shortest periods, by most dimensions.
    """
    kinds = sorted(
        {(months, known) for months, known in zip(rows["months"], rows["known"], strict=True)},
        key=lambda kind: (query.split not in kind[1], kind[0], -len(kind[1]), sorted(kind[1])),
    )
    kept: list[tuple[frozenset[str], pd.DataFrame]] = []
    for months, known in kinds:
        alike = (rows["months"] == months) & rows["known"].map(lambda told, known=known: told == known)
        mine = rows[alike]
        for others, held in kept:
            mine = mine[~_holds(mine, held, sorted(known & others))]
        kept.append((known, mine))
    return pd.concat([mine for __, mine in kept]) if kept else rows


def _holds(rows: pd.DataFrame, held: pd.DataFrame, shared: list[str]) -> pd.Series:
    """Which rows are of the days and the shared members of one that is held."""
    columns = ["starts_on", "until", *shared]
    mine, other = rows[columns].reset_index(names="place"), held[columns]
    pairs = (
        mine.merge(other, how="inner", on=shared, suffixes=("", "_of"))
        if shared
        else (mine.merge(other, how="cross", suffixes=("", "_of")))
    )
    overlap = (pairs["starts_on"] < pairs["until_of"]) & (pairs["until"] > pairs["starts_on_of"])
    return pd.Series(rows.index.isin(pairs.loc[overlap, "place"]), index=rows.index)


def _starts(rows: pd.DataFrame, query: Query) -> pd.Series:
    """The starts of the query's periods that rows belong to."""
    if query.grain is Grain.ALL:
        return pd.Series(window(query)[0] or EVERYTHING, index=rows.index, dtype="datetime64[us]")
    return floor(rows["starts_on"], query.grain).astype("datetime64[us]")


def _parts(rows: pd.DataFrame, one: Totalled, scales: Scales, query: Query) -> pd.DataFrame:
    split = rows[query.split] if query.split else pd.Series(NOT_GIVEN, index=rows.index)
    parts = {name: part(rows, scales) for name, part in one.parts.items()}
    keyed = pd.DataFrame({"start": _starts(rows, query), "split": split.astype(object), **parts})
    return keyed.groupby(["start", "split"])[list(parts)].sum()
