"""From a definition of the company's own to a KPI like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, reduce

import narwhals.stable.v2 as nw

from data import language
from data.kinds import layout_named
from data.language import gettext as _
from data.language import nmark
from data.natures import NATURE, WRITTEN
from data.own_kpis import Condition, CountedAt, OwnKpi, Quantity, Relation, Value
from data.reach import Reach
from data.specs import Column
from data.store import Store, coverage, own_kpis, scales
from data.store.customer_lists import COUNT_BEFORE
from metrics import catalogue
from metrics.feeds import completed
from metrics.kpi import Group, Kpi, Unit
from metrics.measures.kinds import Count, Measure, Share
from metrics.measures.lists import ListCount, ListPerRow, ListQuotient, ListShare, Numbers
from metrics.measures.quotients import PerRow, Quotient
from metrics.measures.totals import Total, TotalsQuotient
from metrics.own import words
from metrics.own.columns import CUSTOMERS, OPERATIONS, TABLES, columns_of
from metrics.readings import FACT_TABLES

_ROUNDING = 1e-9
# The day at which a customer counts -> the column that has it; a list has a day of its own.
_DAYS = {CountedAt.JOINED: "joined_at", CountedAt.LEFT: "left_at"}
# What customers have done so far, and what the list before told of it: it grows by waiting alone.
_SO_FAR = "purchase_count"
_KNOWN_BY = "customer_id"
_TOTALS = nmark("%(n)s total", "%(n)s totals")


def take_up(store: Store) -> None:
    """Let the KPIs that a store keeps stand beside the catalogue's in this thread or session run."""
    catalogue.choose_own(_kept(store, store.version, language.current()))


# A page runs at each click, mostly with the same definitions; their words are in one language.
@lru_cache(maxsize=8)
def _kept(store: Store, version: int, spoken: str) -> tuple[Kpi, ...]:
    del version, spoken  # part of the key alone
    known = own_kpis(store)
    if not known:
        return ()
    files = coverage(store)
    return tuple(kpi_of(own, store, files) for own in known if not unknown(own, store))


def unknown(own: OwnKpi, store: Store) -> list[str]:
    """The columns of a definition that nothing is known of any more."""
    columns = columns_of(own.table, store.dimensions(own.table))
    return [key for key in own.columns if key not in columns]


def kpi_of(own: OwnKpi, store: Store, files: Mapping[str, Sequence[Reach]] | None = None) -> Kpi:
    """The KPI that a definition comes to over the files of a store, in the reader's language.

    KeyError where a column is unknown.
    """
    columns = columns_of(own.table, store.dimensions(own.table))
    reaches = (coverage(store) if files is None else files).get(own.table, ())
    telling = telling_files(own, columns, reaches)
    told = words.Told(columns, scales(store))
    return Kpi(
        key=own.key,
        name=own.name,
        description=own.description,
        formula=words.formula(own, told),
        unit=Unit(own.unit),
        better=own.better,
        decimals=own.decimals,
        group=Group(own.group),
        table=own.table,
        measure=_measure(own, telling),
        needs=_needs(own, columns),
        kind=layout_named(TABLES[own.table]).kind,
        source=_("Defined by your company"),
        caution=words.caution(own, told),
        from_zero=own.under is None,
        leading=True,
        own=True,
        uploads=telling,
        moment=_DAYS.get(own.counted_at, "") if own.counted_at else "",
        counted=_TOTALS if own.table == OPERATIONS else None,
    )


def needed(own: OwnKpi, columns: Mapping[str, Column]) -> list[str]:
    """The columns of the specs that a definition reads, as files have them."""
    read = [columns[key] for key in own.columns]
    return list(dict.fromkeys(column.fills or column.key for column in read if not column.own))


def _needs(own: OwnKpi, columns: Mapping[str, Column]) -> tuple[str, ...]:
    """What a file has to have; scores come from files of several kinds, each with a moment of its own."""
    read = needed(own, columns)
    if own.table == OPERATIONS:
        return tuple(dict.fromkeys(part.column for part in (own.over, own.under) if part and part.column))
    if read and own.table == "answers":
        return tuple(read)
    # What grows by waiting stands last: a finding about it names the last one.
    return tuple(dict.fromkeys((_day(own) or _KNOWN_BY, *sorted(read, key=_SO_FAR.__eq__))))


def _day(own: OwnKpi) -> str:
    """The column that has the day at which a row counts; empty where a list has it."""
    return (
        _DAYS.get(own.counted_at or CountedAt.LISTED, "")
        if own.table == CUSTOMERS
        else FACT_TABLES[own.table].moment
    )


def telling_files(
    own: OwnKpi, columns: Mapping[str, Column], files: Iterable[Reach]
) -> tuple[int, ...] | None:
    """The numbers of the files that have all columns of a definition; None where all have."""
    known = every = list(files)
    if own.table == OPERATIONS:
        return None
    wanted = {*needed(own, columns), *(key for key in own.columns if columns[key].own)}
    if own.table == CUSTOMERS and (day := _day(own)):
        # A snapshot has those alone who were still there: of when others came or went it tells nothing.
        known = [one for one in known if one.layout == TABLES[CUSTOMERS]]
        wanted |= {day}
    telling = [one for one in known if wanted <= completed(one.layout, one.columns)]
    return None if len(telling) == len(every) else tuple(number for one in telling for number in one.uploads)


def _measure(own: OwnKpi, telling: tuple[int, ...] | None) -> Measure:
    if own.table == OPERATIONS:
        return quotient_of_totals(own)
    if own.table == CUSTOMERS and not _day(own):
        return _of_lists(own, telling)
    over = meets(own, own.over.conditions, telling)
    if own.under is None:
        return Count(of=over)
    under = meets(own, own.under.conditions, telling)
    if own.is_share:
        return Share(hits=over, base=under)
    kind = Quotient if own.under.column else PerRow
    return kind(_adds(own.over, over), _adds(own.under, under), _each(own))


def _of_lists(own: OwnKpi, telling: tuple[int, ...] | None) -> Measure:
    """What each list tells of everybody on it, as of its own day."""
    over, number = meets(own, own.over.conditions, telling), _number(own, telling)
    if own.under is None:
        return ListCount(over, number)
    under = meets(own, own.under.conditions, telling)
    if own.is_share:
        return ListShare(hits=over, base=under, number=number)
    kind = ListQuotient if own.under.column else ListPerRow
    return kind(_adds(own.over, over), _adds(own.under, under), _each(own), number=number)


def _number(own: OwnKpi, telling: tuple[int, ...] | None) -> Numbers:
    """What of each customer grows by waiting alone, now and on the list before."""
    tells = meets(own, (), telling)
    if _SO_FAR in own.columns:
        return nw.when(tells).then(nw.col(_SO_FAR)), nw.col(COUNT_BEFORE)
    # As good as nothing: a number that never changes.
    return nw.when(tells).then(nw.col("upload_id")), nw.col("upload_id")


def quotient_of_totals(own: OwnKpi) -> TotalsQuotient:
    """The measure of a definition over ready totals, one divided by another."""
    return TotalsQuotient(_total(own.over), _total(own.under or own.over), _each(own))


def _total(quantity: Quantity) -> Total:
    """A total of the periods, of the members that conditions name."""
    by = {
        relation: tuple(
            (one.column, tuple(map(str, one.values)))
            for one in quantity.conditions
            if one.relation is relation
        )
        for relation in (Relation.ONE_OF, Relation.NONE_OF)
    }
    return Total(str(quantity.column), by[Relation.ONE_OF], by[Relation.NONE_OF])


def _each(own: OwnKpi) -> float:
    return 100 if own.unit == Unit.PERCENT else 1


def _adds(quantity: Quantity, condition: nw.Expr) -> nw.Expr:
    """What a row adds to a quantity; missing where it adds nothing."""
    of = nw.lit(1.0) if quantity.column is None else nw.col(quantity.column).cast(nw.Float64)
    return nw.when(condition).then(of)


def meets(own: OwnKpi, conditions: Iterable[Condition], telling: tuple[int, ...] | None = None) -> nw.Expr:
    """Whether a row meets all conditions, and is of one of the files that can tell; None where all can."""
    day = _day(own)
    # Every row of a list counts on the list's day.
    all_of = [~nw.col(day or "upload_id").is_null(), *map(_met, conditions)]
    if day and own.table == CUSTOMERS:
        # What lies behind the list's own day hadn't happened when it was drawn.
        all_of.append(nw.col(day) < nw.col("observed_until").dt.truncate("1d").dt.offset_by("1d"))
    if telling is not None:
        all_of.append(nw.col("upload_id").is_in(list(telling)) if telling else nw.lit(False))
    return reduce(lambda one, other: one & other, all_of)


def _met(condition: Condition) -> nw.Expr:
    """Whether a row meets a condition; an empty cell meets none but that it is missing."""
    cell = nw.col(condition.column)
    if condition.relation is Relation.MISSING:
        return cell.is_null()
    if condition.column == NATURE and condition.relation in (Relation.ONE_OF, Relation.NONE_OF):
        return ~cell.is_null() & _named(condition)
    return ~cell.is_null() & _ASKED[condition.relation](cell, condition.values)


def _named(condition: Condition) -> nw.Expr:
    """Whether a complaint is of one of the natures, as the company names them now or as its file does.

    So a KPI counts the same rows when the natures that it was defined by are merged.
    """
    either = nw.col(NATURE).is_in(list(condition.values)) | nw.col(WRITTEN).is_in(list(condition.values))
    return either if condition.relation is Relation.ONE_OF else ~either


# What is asked of a cell that is given.
_ASKED: dict[Relation, Callable[[nw.Expr, tuple[Value, ...]], nw.Expr]] = {
    Relation.ONE_OF: lambda cell, values: cell.is_in(list(values)),
    Relation.NONE_OF: lambda cell, values: ~cell.is_in(list(values)),
    Relation.AT_LEAST: lambda cell, values: cell >= float(values[0]) - _ROUNDING,
    Relation.AT_MOST: lambda cell, values: cell <= float(values[0]) + _ROUNDING,
    Relation.BETWEEN: lambda cell, values: (
        (cell >= float(values[0]) - _ROUNDING) & (cell <= float(values[1]) + _ROUNDING)
    ),
    Relation.YES: lambda cell, _values: cell,
    Relation.NO: lambda cell, _values: ~cell,
    Relation.GIVEN: lambda cell, _values: ~cell.is_null(),
}
