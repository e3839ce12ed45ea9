"""Monthly reports beside logs: each KPI by a second computation, over invented companies."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from numpy.random import Generator, default_rng

from data.preparing.preparation import prepare
from data.records import Preparation
from data.specs import Scale
from data.store import save_scale, scales
from metrics.catalogue import kpi_named
from metrics.comparison import Around, compare
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.series import values
from tests.data.books import csv_text
from tests.data.store.preparations import prepared
from tests.metrics import by_hand
from tests.metrics.by_hand import Asked, File, Group, Report, Row, Told
from tests.metrics.companies import maybe, pick, stored

COMPANIES = int(os.environ.get("POLICYPULSE_REPORTS", "3"))
MONTHS = [date(2024, month, 1) for month in range(1, 9)]
KPIS = {
    "complaints": ("complaints",),
    "surveys": ("answers", "csat", "csat_mean", "nps"),
    "contacts": ("contacts", "abandonment", "speed_of_answer", "handle_time", "first_contact_resolution"),
}
LOGS = {"complaints": "received_at", "surveys": "answered_at", "contacts": "started_at"}
QUERIES: tuple[tuple[dict[str, list[str]], str | None], ...] = (
    ({}, None), ({"team": ["North"]}, None), ({"team": ["", "South"]}, None), ({}, "team"),
)  # fmt: skip


def figures(chance: Generator, kind: str) -> Row:
    """The figures of a month, all that there are."""
    n = int(chance.integers(1, 60))
    part = int(chance.integers(n + 1))
    some = int(chance.integers(part + 1))
    if kind == "complaints":
        return {"complaints": n}
    if kind == "surveys":
        score = int(chance.integers(100, 501)) / 100
        up, down = some, int(chance.integers(n - some + 1))
        told = {"promoters": up, "passives": n - up - down, "detractors": down}
        return {"answers": n, "satisfied": part, "score": score, **told}
    wait, talk = int(chance.integers(300)), int(chance.integers(900))
    return {"offered": n, "answered": part, "settled": some, "wait": wait, "talk": talk}


def percent(hits: int, n: int) -> str:
    return f"{100 * hits / n:.2f}%" if n else "0%"


# As a report is written: its header and its cells, one way or another.
WRITTEN: dict[str, list[dict[str, Any]]] = {
    "complaints": [{"Complaints": lambda row: row["complaints"]}],
    "surveys": [
        {
            "Responses": lambda row: row["answers"],
            "CSAT %": lambda row: percent(row["satisfied"], row["answers"]),
            "Average score": lambda row: row["score"],
            "Promoters": lambda row: row["promoters"],
            "Detractors": lambda row: row["detractors"],
        },
        {
            "Satisfied": lambda row: row["satisfied"],
            "Average score": lambda row: row["score"],
            "Promoters": lambda row: row["promoters"],
            "Passives": lambda row: row["passives"],
            "Detractors": lambda row: row["detractors"],
        },
        {
            "Responses": lambda row: row["answers"],
            "Satisfied": lambda row: row["satisfied"],
            "Average score": lambda row: row["score"],
            "NPS": lambda row: f"{100 * (row['promoters'] - row['detractors']) / row['answers']!r}%",
        },
    ],
    "contacts": [
        {
            "Incoming calls": lambda row: row["offered"],
            "Answer rate": lambda row: percent(row["answered"], row["offered"]),
            "Answer speed (AVG)": lambda row: str(timedelta(seconds=row["wait"])),
            "AHT": lambda row: row["talk"],
            "FCR": lambda row: percent(row["settled"], row["answered"]),
        },
        {
            "Answered calls": lambda row: row["answered"],
            "Abandoned calls": lambda row: row["offered"] - row["answered"],
            "Total wait time": lambda row: row["wait"] * row["answered"],
            "Total talk time": lambda row: row["talk"] * row["answered"],
            "First call resolved": lambda row: row["settled"],
        },
    ],
}


def report(chance: Generator, kind: str, months: list[date], teams: bool) -> tuple[Report, Preparation]:
    rows = [
        {"period": month, **({"team": team} if teams else {}), **figures(chance, kind)}
        for month in months
        for team in (("North", "South") if teams else (None,))
    ]
    columns = pick(chance, *WRITTEN[kind])
    rows = [{**row, "alone": "NPS" in columns} for row in rows]
    header = ";".join(["Month", *(["Team"] if teams else []), *columns])
    lines = [
        ";".join(
            map(
                str,
                [
                    f"{row['period']:%Y-%m}",
                    *([row["team"]] if teams else []),
                    *(cell(row) for cell in columns.values()),
                ],
            )
        )
        for row in rows
    ]
    file = prepare(f"{kind}_{teams}.csv", csv_text(header, *lines))
    assert file.layout is not None, file.message
    assert (file.status, file.layout.key, file.rejected) == ("ready", f"{kind}.totals", 0), file.message
    return Report(kind, frozenset({"team"} if teams else ()), tuple(rows)), file


def log(chance: Generator, kind: str) -> Preparation:
    first, teams = datetime(2024, 1, 1) + timedelta(days=int(chance.integers(200))), chance.random() < 0.5
    rows: list[Row] = [
        {
            LOGS[kind]: first + timedelta(days=int(chance.integers(70)), hours=9),
            **({"team": pick(chance, "North", "South", None)} if teams else {}),
            **event(chance, kind),
        }
        for _row in range(25)
    ]
    return prepared(f"{kind}.log", rows, file=f"{kind}_log.csv")


def event(chance: Generator, kind: str) -> Row:
    if kind == "complaints":
        return {"is_open": False}
    if kind == "surveys":
        return {
            "csat": maybe(chance, int(chance.integers(5)) / 4),
            "nps": maybe(chance, float(chance.integers(11))),
        }
    return {
        "answered": pick(chance, True, True, False),
        "inbound": True,
        "wait_seconds": maybe(chance, float(chance.integers(90))),
        "handle_seconds": maybe(chance, float(chance.integers(900))),
        "resolved_first": pick(chance, True, False, None),
    }


def same(found: dict[Any, Any] | None, right: Told | None) -> bool:
    if right is None or right.value is None:
        return found is None or pd.isna(found["value"])
    if found is None:
        return right.n == 0
    bounds = [(found["low"], right.low), (found["high"], right.high)]
    return (
        found["value"] == pytest.approx(right.value, rel=1e-7, abs=1e-7)
        and found["n"] == right.n
        and all(
            pd.isna(bound) if told is None else bound == pytest.approx(told, rel=1e-5, abs=2e-3)
            for bound, told in bounds
        )
    )


@settings(max_examples=COMPANIES, phases=(Phase.explicit, Phase.reuse, Phase.generate), deadline=None)
@given(
    seed=st.integers(0, 2**32),
    kind=st.sampled_from(list(KPIS)),
    csat=st.sampled_from([Scale(1, 5), Scale(0, 10)]),
)
def test_every_kpi_of_reports_agrees_with_a_second_computation(seed: int, kind: str, csat: Scale) -> None:
    chance = default_rng(seed)
    cut = int(chance.integers(1, 7))
    made = [report(chance, kind, MONTHS[:cut], True), report(chance, kind, MONTHS[max(0, cut - 2) :], False)]
    logged = [log(chance, kind)] if chance.random() < 0.7 else []
    with stored(*(file for _report, file in made), *logged) as store:
        save_scale(store, "csat", csat)
        known = [(file, by_hand.rows(store, by_hand.TABLES[KPIS[kind][0]])) for file in own(store, kind)]
        for where, split in QUERIES:
            found = values(
                StoredFacts(store), Query(KPIS[kind], Grain.MONTH, where=filters(where), split=split)
            )
            cells = {(row["kpi"], row["start"].date(), row["split"]): row for row in found.to_dict("records")}
            for kpi in KPIS[kind]:
                for month in MONTHS:
                    begin = datetime(month.year, month.month, 1)
                    asked = Asked(begin, by_hand.next_start(begin, "month"))
                    for member in ("North", "South", "") if split else ("",):
                        group = Group(filters(where), split, member)
                        reports = [one for one, _file in made]
                        right = by_hand.told_in_month(kpi, asked, known, reports, group, scales(store))
                        told = cells.get((kpi, month, member))
                        assert same(told, right), (kpi, month, group, told, right)


def own(store: Any, kind: str) -> list[File]:
    return [file for file in by_hand.files(store).get(kind, []) if file.name.endswith("_log.csv")]


def test_means_without_squares_have_no_interval_however_they_are_compared() -> None:
    header = "Month;Answered calls;Answer speed (AVG)"
    rows = [f"2023-{month:02};100;{40 - month}" for month in range(1, 13)]
    calls = [
        {"started_at": datetime(2024, 1, day), "answered": True, "wait_seconds": float(day)}
        for day in range(1, 32)
    ]
    kpi = kpi_named("speed_of_answer")
    with stored(prepare("calls.csv", csv_text(header, *rows)), prepared("contacts.log", calls)) as store:
        facts = StoredFacts(store)
        both = compare(facts, ("speed_of_answer",), Around(date(2024, 1, 1)))["speed_of_answer"]
        alone = compare(facts, ("speed_of_answer",), Around(date(2023, 7, 1)))["speed_of_answer"]
        found = values(facts, Query(("speed_of_answer",)))
    assert found["low"].notna().tolist() == [False] * 12 + [True]
    for compared, value in ((both, 16 - 33.5), (alone, None)):
        assert compared.change is not None
        assert (compared.change.low, compared.change.high) == (None, None)
        assert value is None or compared.change.value == pytest.approx(value)
        assert compared.before is not None
        assert compared.before.low is None
        assert kpi.text(compared.before.value)


def test_a_score_alone_counts_by_its_number_and_is_as_unsure_as_it_can_be() -> None:
    alone = csv_text("Month;Responses;NPS", "2024-01;200;35", "2024-02;30;-12.5")
    split = csv_text("Month;Promoters;Passives;Detractors", "2024-03;50;40;10")
    # Who is neither promoter nor detractor is known of March alone.
    right = [
        by_hand.net_score(70, 200, 200),
        by_hand.net_score(-3.75, 30, 30),
        by_hand.net_score(40, 60, 100),
    ]
    together = by_hand.net_score(70 - 3.75 + 40, 200 + 30 + 60, 330)
    with stored(prepare("alone.csv", alone), prepare("split.csv", split)) as store:
        months, quarter = (
            values(StoredFacts(store), Query(("nps",), grain)).to_dict("records")
            for grain in (Grain.MONTH, Grain.QUARTER)
        )
        around = compare(StoredFacts(store), ("nps",), Around(date(2024, 2, 1)))["nps"]
    assert [same(found, told) for found, told in zip(months, right, strict=True)] == [True] * 3
    assert same(quarter[0], together)
    assert around.change is not None
    assert around.change.value == pytest.approx(100 * 36.25 / 130 - 35)
    assert around.change.is_clear is False
