"""KPIs of the company's own: each computed a second time, row by row, from the same rows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy import stats

from data import kinds
from data.own_kpis import Condition, CountedAt, OwnKpi, Quantity, Relation
from data.store import Store, remove_own_kpi, save_own_kpi
from metrics import catalogue
from metrics.change.contrast import contrast
from metrics.change.contributions import contributions
from metrics.facts import StoredFacts
from metrics.feeds import fed
from metrics.own.definition import kpi_of, take_up
from metrics.periods import Grain
from metrics.query import Query
from metrics.ranking.funnel import can_rank, funnel
from metrics.series import values
from metrics.windows import Days
from tests.data.store.preparations import complaints, prepared
from tests.metrics import by_hand
from tests.metrics.by_hand import Row
from tests.metrics.companies import company, stored

COMPANIES = int(os.environ.get("POLICYPULSE_COMPANIES", "3"))
MOMENTS = {
    "answers": "answered_at",
    "complaints": "received_at",
    "contacts": "started_at",
    "customers": "joined_at",
    "operations": "starts_on",
}
DAYS = {CountedAt.JOINED: "joined_at", CountedAt.LEFT: "left_at"}
NUMBERS = {
    "answers": {"csat": (0, 0.25, 0.5, 1), "nps": (0, 6, 9)},
    "complaints": {
        "compensation": (0, 30, 60),
        "first_response_hours": (0, 24, 48),
        "resolution_hours": (10, 300),
        "csat": (0.5, 0.75),
    },
    "contacts": {"wait_seconds": (10, 50), "rings": (2, 5), "handle_seconds": (100, 500)},
    "customers": {"mean_purchase": (50, 100), "purchase_count": (1, 2, 3), "purchases_per_month": (2,)},
}
FLAGS = {"complaints": ("escalated", "reopened"), "contacts": ("answered", "resolved_first")}
WORDS = {"team": ("North", "Süd, 2", "nobody"), "channel": ("phone", "Phone", "e-mail")}
BLANKS = {
    "answers": ("team", "nps"),
    "complaints": ("resolved_at", "compensation"),
    "contacts": ("rings", "channel"),
    "customers": ("left_at", "mean_purchase"),
}
SUMMED = {
    "answers": (),
    "complaints": ("compensation", "resolution_hours"),
    "contacts": ("wait_seconds", "handle_seconds", "rings"),
    "customers": ("mean_purchase", "purchase_count"),
    "operations": ("sold", "returned", "shipped", "service_cost"),
}
DIMENSIONS = tuple(column.key for column in kinds.DIMENSIONS)
HOURS = {"first_response_hours": "first_response_at", "resolution_hours": "resolved_at"}
ASKED: dict[Relation, Callable[[Any, tuple[Any, ...]], bool]] = {
    Relation.ONE_OF: lambda cell, values: cell in values,
    Relation.NONE_OF: lambda cell, values: cell not in values,
    Relation.AT_LEAST: lambda cell, values: cell >= values[0],
    Relation.AT_MOST: lambda cell, values: cell <= values[0],
    Relation.BETWEEN: lambda cell, values: values[0] <= cell <= values[1],
    Relation.YES: lambda cell, _values: cell,
    Relation.NO: lambda cell, _values: not cell,
    Relation.GIVEN: lambda _cell, _values: True,
}


@st.composite
def conditions(draw: st.DrawFn, table: str) -> tuple[Condition, ...]:
    number = st.sampled_from(sorted(NUMBERS.get(table, {"": ()}))).flatmap(
        lambda column: st.one_of(
            st.builds(
                lambda relation, value: Condition(column, relation, (float(value),)),
                st.sampled_from([Relation.AT_LEAST, Relation.AT_MOST]),
                st.sampled_from(NUMBERS[table][column]),
            ),
            st.lists(st.sampled_from(NUMBERS[table][column]), min_size=2, max_size=2).map(
                lambda ends: Condition(column, Relation.BETWEEN, tuple(sorted(map(float, ends))))
            ),
        )
    )
    word = st.sampled_from(sorted(WORDS)).flatmap(
        lambda column: st.builds(
            lambda relation, chosen: Condition(column, relation, tuple(chosen)),
            st.sampled_from([Relation.ONE_OF, Relation.NONE_OF]),
            st.lists(st.sampled_from(WORDS[column]), min_size=1, max_size=2, unique=True),
        )
    )
    if table == "operations":
        return tuple(draw(st.lists(word, max_size=2, unique=True)))
    blank = st.builds(
        Condition, st.sampled_from(BLANKS[table]), st.sampled_from([Relation.GIVEN, Relation.MISSING])
    )
    asked = [number, word, blank]
    if table in FLAGS:
        asked.append(
            st.builds(Condition, st.sampled_from(FLAGS[table]), st.sampled_from([Relation.YES, Relation.NO]))
        )
    return tuple(draw(st.lists(st.one_of(*asked), max_size=2, unique=True)))


@st.composite
def definitions(draw: st.DrawFn) -> OwnKpi:
    table = draw(st.sampled_from(sorted(MOMENTS)))
    shape = "ratio" if table == "operations" else draw(st.sampled_from(["share", "ratio", "ratio", "count"]))
    over, under = draw(conditions(table)), draw(conditions(table))
    quantities: tuple[Quantity, Quantity | None] = (Quantity(over), None)
    if shape == "share":
        quantities = Quantity(tuple(dict.fromkeys((*under, *over)))), Quantity(under)
    if shape == "ratio":
        columns = st.sampled_from(SUMMED[table]) if SUMMED[table] else st.none()
        columns = columns if table == "operations" else st.none() | columns
        quantities = Quantity(over, draw(columns)), Quantity(under, draw(columns))
    told = draw(st.sampled_from(["%", "number"])) if shape == "ratio" else "%"
    unit = told if shape != "count" else "count"
    counted_at = draw(st.sampled_from(CountedAt)) if table == "customers" else None
    return OwnKpi("Mine", "", table, *quantities, unit, 1, "higher", "we_do", counted_at=counted_at)


def cell(row: Row, column: str, table: str) -> Any:
    if column not in HOURS:
        return row.get(column)
    end = row[HOURS[column]]
    return None if end is None else (end - row[MOMENTS[table]]).total_seconds() / 3600


def meets(row: Row, asked: tuple[Condition, ...], table: str) -> bool:
    for one in asked:
        found = cell(row, one.column, table)
        if one.relation is Relation.MISSING:
            if found is not None:
                return False
        elif found is None or not ASKED[one.relation](found, one.values):
            return False
    return True


def telling(store: Store, own: OwnKpi) -> dict[int, tuple[date, date]]:
    """The days of the uploads that have all columns of a definition."""
    wanted = {HOURS.get(column, column) for column in own.columns}
    wanted |= {DAYS[own.counted_at]} if own.counted_at and own.counted_at in DAYS else set()
    # Complaints and contacts with a satisfaction score are answers, too.
    layouts = {"answers": ("surveys", "complaints", "contacts"), "customers": ("retention.customers",)}
    feeding = layouts.get(own.table, (own.table,))
    with store.cursor() as cursor:
        found = cursor.execute(
            "SELECT upload_id, layout, mapping, first_day, last_day FROM uploads"
        ).fetchall()
    return {
        number: (first, last)
        for number, layout, mapping, first, last in found
        if layout.removesuffix(".log") in feeding and wanted <= {*json.loads(mapping).values()}
    }


def adds(row: Row, quantity: Quantity, table: str) -> float | None:
    if not meets(row, quantity.conditions, table):
        return None
    added = 1.0 if quantity.column is None else cell(row, quantity.column, table)
    return None if added is None else float(added)


def by_rows(own: OwnKpi, rows: list[Row]) -> by_hand.Told:
    """Value, interval and n of some rows, as a person with a pencil would find them."""
    if own.under is None and own.counted_at is CountedAt.LISTED:
        meant = sum(meets(row, own.over.conditions, own.table) for row in rows)
        return by_hand.Told(float(meant), meant)
    if own.under is None:
        return by_hand.count(sum(meets(row, own.over.conditions, own.table) for row in rows))
    pairs = [(adds(row, own.over, own.table), adds(row, own.under, own.table)) for row in rows]
    n = sum(below is not None for _above, below in pairs)
    if own.is_share:
        return by_hand.share(sum(above is not None for above, _below in pairs), n)
    kept = [(above or 0.0, below or 0.0) for above, below in pairs if (above, below) != (None, None)]
    below = sum(y for _x, y in kept)
    if not below > 0:
        return by_hand.Told(None, n)
    each, ratio = 100 if own.unit == "%" else 1, sum(x for x, _y in kept) / below
    left = sum((x - ratio * y) ** 2 for x, y in kept)
    if len(kept) < 2 or not left > 1e-9 * sum(x * x for x, _y in kept):
        return by_hand.Told(each * ratio, n)
    error = (left / (len(kept) - 1) * len(kept)) ** 0.5 / below
    reach = float(stats.t.ppf(0.975, len(kept) - 1)) * error
    return by_hand.Told(each * ratio, n, each * (ratio - reach), each * (ratio + reach))


def close(found: Any, right: float | None) -> bool:
    return (
        pd.isna(found)
        if right is None or pd.isna(right)
        else found == pytest.approx(right, rel=1e-6, abs=1e-9)
    )


def side_by_side(rows: list[Row], figures: set[str | None]) -> list[Row]:
    """Totals of the same period and members as one row, where all of the figures are told."""
    together: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        starts = pd.Timestamp(row["starts_on"]).to_pydatetime()
        place = (starts, row["months"], *(row[name] for name in DIMENSIONS))
        known = {"starts_on": starts, **{name: row[name] for name in DIMENSIONS}}
        together.setdefault(place, known)[row["part"]] = row["value"]
    return [row for row in together.values() if figures <= row.keys()]


def placed(own: OwnKpi, store: Store, told: dict[int, tuple[date, date]]) -> list[Row]:
    """All rows that may count, each with the moment ``at`` which it does."""
    rows = by_hand.rows(store, own.table)
    if own.table == "operations":
        rows = side_by_side(rows, {own.over.column, own.under.column if own.under else None})
        return [row | {"at": row["starts_on"]} for row in rows]
    rows = [row for row in rows if row["upload_id"] in told]
    if own.counted_at is CountedAt.LISTED:
        return [row | {"at": pd.Timestamp(told[row["upload_id"]][1])} for row in rows]
    day = DAYS[own.counted_at] if own.counted_at else MOMENTS[own.table]
    if own.counted_at:
        rows = [row for row in rows if row[day] and row[day].date() <= row["observed_until"].date()]
    return [row | {"at": row[day]} for row in rows if row[day] is not None]


def agrees(own: OwnKpi, store: Store, split: str | None) -> None:
    told = telling(store, own)
    rows = placed(own, store, told)
    kpi, facts = kpi_of(own, store), StoredFacts(store)
    with catalogue.also(kpi):
        months = values(facts, Query((kpi.key,), split=split))
        whole = values(facts, Query((kpi.key,), Grain.ALL))
    for found in whole.to_dict("records"):
        right = by_rows(own, rows)
        assert close(found["value"], right.value), (found, right)
    seen = 0
    for found in months.to_dict("records"):
        inside = [row for row in rows if found["start"] <= row["at"] < found["until"]]
        member = [row for row in inside if split is None or (row[split] or "") == found["split"]]
        right = by_rows(own, member)
        reached = any(
            found["start"].date() <= last and first < found["until"].date() for first, last in told.values()
        )
        if own.under is None and own.counted_at is not CountedAt.LISTED and (split or not reached):
            assert reached or pd.isna(found["value"])
        else:
            assert (found["n"], close(found["value"], right.value)) == (right.n, True), (found, right)
            bounds = close(found["low"], right.low), close(found["high"], right.high)
            assert bounds == (True, True), (found, right)
        seen += found["n"]
    # Who left before anybody joined whose day is known did so before the first period.
    first = months["start"].min() if len(months) and own.counted_at is CountedAt.LEFT else datetime.min
    assert seen == by_rows(own, [row for row in rows if row["at"] >= first]).n


@settings(max_examples=COMPANIES, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    seed=st.integers(0, 2**32),
    owns=st.lists(definitions(), min_size=5, max_size=5),
    split=st.none() | st.just("team"),
)
def test_any_definition_agrees_with_a_second_computation(
    seed: int, owns: list[OwnKpi], split: str | None
) -> None:
    with stored(*company(seed, 40)) as store:
        for own in owns:
            agrees(own, store, split)


ESCALATED = (Condition("escalated", Relation.YES),)
PAID = OwnKpi(
    "Paid for each", "", "complaints", Quantity((), "compensation"), Quantity(), "money", 2, "lower", "we_do"
)


def test_a_file_without_a_column_is_left_out_and_leaves_a_count_unknown() -> None:
    """January's file tells who escalated, February's doesn't: nothing is known of February, not none."""
    january = complaints("1", "2", "3", "4", escalated=True)
    later = [
        {"complaint_id": str(n), "received_at": pd.Timestamp(2025, 2, n).to_pydatetime()} for n in (5, 28)
    ]
    counted = OwnKpi("Escalated", "", "complaints", Quantity(ESCALATED), None, "count", 0, "lower", "we_do")
    share = OwnKpi("Part", "", "complaints", Quantity(ESCALATED), Quantity(), "%", 1, "lower", "we_do")
    with stored(january, prepared("complaints.log", later, file="february.csv")) as store:
        for own, expected in ((counted, [4.0, None]), (share, [100.0, None])):
            with catalogue.also(kpi_of(own, store)):
                found = values(StoredFacts(store), Query(("own_new",)))
            assert [None if pd.isna(value) else value for value in found["value"]] == expected


def test_those_kept_stand_in_the_catalogue_until_they_are_removed() -> None:
    with stored(complaints("1", "2", compensation=10.0)) as store:
        saved = save_own_kpi(store, PAID)
        take_up(store)
        kpi = catalogue.kpi_named(saved.key)
        assert catalogue.all_kpis()[-1] is kpi
        assert saved.key in catalogue.by_key()
        assert (kpi.title, kpi.source) == ("Paid for each", "Defined by your company")
        assert kpi.formula == (
            "The sum of “Compensation” over all complaints, divided by the number of all complaints."
        )
        assert kpi in fed("complaints.log", {"Received": "received_at", "Paid": "compensation"})
        assert kpi not in fed("complaints.log", {"Received": "received_at"})
        assert kpi not in fed("complaints.totals", {"Month": "period", "Complaints": "complaints"})
        remove_own_kpi(store, saved.kpi_id or 0)
        take_up(store)
        assert saved.key not in catalogue.by_key()
        with pytest.raises(catalogue.UnknownKpiError):
            catalogue.kpi_named(saved.key)


def test_a_ratio_is_compared_taken_apart_and_ranked_like_any_other() -> None:
    """North pays 10 and South 30; in February South has three of four complaints instead of one of two."""
    rows = [
        {
            "received_at": pd.Timestamp(2025, month, 1 + day).to_pydatetime(),
            "team": "South" if day % 4 < (2, 3)[month - 1] else "North",
            "compensation": 30.0 if day % 4 < (2, 3)[month - 1] else 10.0,
        }
        for month in (1, 2)
        for day in range(28)
    ]
    months = Days(date(2025, 1, 1), date(2025, 1, 31)), Days(date(2025, 2, 1), date(2025, 2, 28))
    with stored(prepared("complaints.log", rows)) as store:
        kpi, facts = kpi_of(PAID, store), StoredFacts(store)
        with catalogue.also(kpi):
            change = contrast(facts, kpi, months).change
            (apart,) = contributions(facts, kpi, months, ["team"])
            ranked = funnel(facts, kpi, months[1], "team")
    assert change
    assert change.value == pytest.approx(5)
    assert (apart.rate, apart.mix) == (pytest.approx(0), pytest.approx(5))
    assert ranked
    assert [(one.member, one.value) for one in ranked.members] == [("North", 10), ("South", 30)]


def test_a_ratio_of_two_sums_is_not_ranked() -> None:
    own = OwnKpi(
        "Paid by hour",
        "",
        "complaints",
        Quantity((), "compensation"),
        Quantity((), "resolution_hours"),
        "number",
        2,
        None,
        "we_do",
    )
    with stored(complaints("1")) as store:
        assert (can_rank(kpi_of(own, store)), can_rank(kpi_of(PAID, store))) == (False, True)
