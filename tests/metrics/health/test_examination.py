"""Each fault that the page is to find, planted in data without one; and none found where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.records import Conversion, Preparation
from data.rows import Origin
from data.specs import Scale
from data.store import Store, load, open_store
from metrics.console.commands import main
from metrics.health.answer import health_answer, health_text
from metrics.health.examination import Health, examine
from metrics.health.findings import About, Finding, touched
from metrics.health.headline import headline
from metrics.health.sentences import advice, means, what
from metrics.health.wording import WORDS
from tests.data.store.preparations import prepared
from tests.metrics.companies import company, stored
from tests.metrics.defects import (
    CLEAN,
    DAYS,
    FIRST,
    Rows,
    Told,
    between,
    clean,
    halves,
    in_files,
    problems,
    without,
)

Plant = Callable[[Rows], list[Preparation]]
SEED = 5
SURVEYS, COMPLAINTS, CONTACTS, OPERATIONS = CLEAN
CUT = date(2024, 7, 29)
AHEAD = datetime(2124, 1, 1)
MONDAY, FRIDAY = date(2024, 7, 1), date(2024, 7, 19)
# A file without a column that the other one has is what these companies have, and no false alarm.
TRUE = {"no_column"}


def told(health: Health) -> str:
    return "\n".join(str(found) for found in health.findings)


def changed(rows: Rows, every: int, **values: Callable[[dict[str, Any]], Any]) -> Rows:
    """Each so manieth row with other values."""
    return [
        row | {key: of(row) for key, of in values.items()} if number % every == 0 else row
        for number, row in enumerate(rows)
    ]


def on_scale(rows: Rows, scale: Scale) -> Rows:
    """Answers from 1 to 5, read on another scale."""
    return [
        row | {"csat": None if row["csat"] is None else scale.position(1 + 4 * row["csat"])} for row in rows
    ]


def gap_between_files(rows: Rows) -> list[Preparation]:
    return in_files(
        CONTACTS,
        between(rows, CONTACTS, date.min, date(2024, 6, 30)),
        between(rows, CONTACTS, date(2024, 8, 12), date.max),
    )


def copied(rows: Rows) -> list[Preparation]:
    """The days of a month in both files."""
    return in_files(
        SURVEYS,
        between(rows, SURVEYS, date.min, date(2024, 7, 31)),
        between(rows, SURVEYS, date(2024, 7, 1), date.max),
    )


def shared_ids(rows: Rows) -> list[Preparation]:
    again = [row | {"branch": "West"} for row in rows[100:140]]
    return in_files(COMPLAINTS, rows + again)


def without_column(rows: Rows) -> list[Preparation]:
    early, late = halves(rows)
    kept = [{key: value for key, value in row.items() if key != "resolved_first"} for row in late]
    return in_files(CONTACTS, early, kept)


def blank(rows: Rows) -> list[Preparation]:
    empty = [
        row | ({"wait_seconds": None} if MONDAY <= row["started_at"].date() <= FRIDAY else {}) for row in rows
    ]
    return in_files(CONTACTS, empty)


def doubled(rows: Rows) -> list[Preparation]:
    more = [
        row | {"started_at": row["started_at"] + timedelta(seconds=7)}
        for row in between(rows, CONTACTS, CUT, date.max)
    ]
    return in_files(CONTACTS, [*rows, *more, *[row | {"wait_seconds": 1.5} for row in more]])


def rush(rows: Rows) -> list[Preparation]:
    """A week with three times as many rows."""
    week = between(rows, CONTACTS, date(2024, 9, 2), date(2024, 9, 8))
    more = [
        row | {"started_at": row["started_at"] + timedelta(seconds=step), "wait_seconds": 10.0 + step}
        for row in week
        for step in (3, 5)
    ]
    return in_files(CONTACTS, rows + more)


def two_scales(rows: Rows) -> list[Preparation]:
    early, late = in_files(SURVEYS, *halves(rows))
    return [early, replace(late, conversions=(Conversion("csat", "Csat", Scale(1, 10)),))]


def low_file(rows: Rows) -> list[Preparation]:
    early, late = halves(rows)
    return in_files(SURVEYS, early, on_scale(late, Scale(1, 10)))


def turned(rows: Rows) -> list[Preparation]:
    """A third of the rows in a file on which low means good."""
    third = len(rows) * 2 // 3
    return in_files(SURVEYS, rows[:third], on_scale(rows[third:], Scale(1, 5, low_is_good=True)))


def left_out(rows: Rows) -> list[Preparation]:
    return [prepared(COMPLAINTS, rows, problems=problems(len(rows) // 8))]


def mistyped(rows: Rows) -> list[Preparation]:
    return in_files(OPERATIONS, [*rows[:20], rows[20] | {"value": rows[20]["value"] * 10}, *rows[21:]])


def with_rows(layout: str, change: Callable[[Rows], Rows]) -> tuple[str, Plant]:
    """A single file with changed rows."""
    return layout, lambda rows: in_files(layout, change(rows))


def year_mistyped(rows: Rows) -> Rows:
    return [rows[0] | {"complaint_id": "X", "received_at": datetime(2004, 5, 6), "resolved_at": None}, *rows]


def few_filled(rows: Rows) -> Rows:
    return [row if number % 8 == 0 else row | {"wait_seconds": None} for number, row in enumerate(rows)]


def in_minutes(row: dict[str, Any]) -> datetime:
    return row["received_at"] + 60 * (row["resolved_at"] - row["received_at"]) + timedelta(hours=2000)


CASES: dict[str, tuple[str, Plant, Told]] = {
    "three weeks without rows": (
        *with_rows(CONTACTS, lambda rows: without(rows, CONTACTS, MONDAY, FRIDAY)),
        Told("gap", first=MONDAY, last=FRIDAY),
    ),
    "a week without rows": (
        *with_rows(COMPLAINTS, lambda rows: without(rows, COMPLAINTS, date(2024, 7, 8), date(2024, 7, 14))),
        Told("gap", first=date(2024, 7, 8), last=date(2024, 7, 13)),
    ),
    "six weeks between two files": (
        CONTACTS,
        gap_between_files,
        Told("gap", first=date(2024, 7, 1), last=date(2024, 8, 10), uploads=(1, 2)),
    ),
    "a month without totals": (
        *with_rows(OPERATIONS, lambda rows: without(rows, OPERATIONS, date(2024, 3, 1), date(2024, 3, 1))),
        Told("gap", first=date(2024, 3, 1), last=date(2024, 3, 31)),
    ),
    "a single busy day without rows": (
        *with_rows(CONTACTS, lambda rows: without(rows, CONTACTS, date(2024, 7, 3), date(2024, 7, 3))),
        Told("empty_days", first=date(2024, 7, 3), last=date(2024, 7, 3), uploads=()),
    ),
    "a year mistyped": (
        *with_rows(COMPLAINTS, year_mistyped),
        Told("stray", "received_at", 1, date(2004, 5, 6), date(2004, 5, 6)),
    ),
    "dates that lie ahead": (
        *with_rows(COMPLAINTS, lambda rows: changed(rows, 400, resolved_at=lambda _row: AHEAD)),
        Told("future", "resolved_at", also=frozenset({"outliers"})),
    ),
    "rows of a day that lies ahead": (
        *with_rows(CONTACTS, lambda rows: [*rows, rows[-1] | {"started_at": datetime(2124, 2, 3)}]),
        Told("future", "started_at", 1, date(2124, 2, 3), date(2124, 2, 3)),
    ),
    "rows twice in a file": (
        *with_rows(SURVEYS, lambda rows: rows + rows[500:540]),
        Told("alike", rows=40),
    ),
    "days in two files": (
        SURVEYS,
        copied,
        Told(
            "copied",
            first=date(2024, 7, 1),
            last=date(2024, 7, 31),
            uploads=(1, 2),
            also=frozenset({"jump"}),
        ),
    ),
    "one id on several rows": (COMPLAINTS, shared_ids, Told("shared_ids", rows=80)),
    "a file without a column": (CONTACTS, without_column, Told("no_column", "resolved_first", uploads=(2,))),
    "a column empty for weeks": (CONTACTS, blank, Told("blanks", "wait_seconds", first=MONDAY, last=FRIDAY)),
    "a column of few rows": (*with_rows(CONTACTS, few_filled), Told("sparse", "wait_seconds")),
    "durations in another unit": (
        *with_rows(COMPLAINTS, lambda rows: changed(rows, 300, resolved_at=in_minutes)),
        Told("outliers", "resolved_at"),
    ),
    "waits of a day": (
        *with_rows(CONTACTS, lambda rows: changed(rows, 900, wait_seconds=lambda _row: 86_400.0)),
        Told("outliers", "wait_seconds"),
    ),
    "answers outside the scale": (
        *with_rows(SURVEYS, lambda rows: changed(rows, 500, csat=lambda _row: 2.25)),
        Told("off_scale", "csat"),
    ),
    "a week of three times the volume": (
        CONTACTS,
        rush,
        Told("jump", first=date(2024, 9, 2), last=date(2024, 9, 8)),
    ),
    "twice the volume from a day on": (CONTACTS, doubled, Told("shift", first=CUT)),
    "a total with a digit too many": (
        OPERATIONS,
        mistyped,
        Told("total", "sold", first=date(2023, 11, 1), last=date(2023, 11, 30)),
    ),
    "two scales": (SURVEYS, two_scales, Told("scales", "csat", uploads=(1, 2))),
    "five points read as ten": (SURVEYS, low_file, Told("low_file", "csat", uploads=(2,))),
    "a scale turned round": (SURVEYS, turned, Told("other_level", "csat", uploads=(2,))),
    "rows left out": (COMPLAINTS, left_out, Told("left_out")),
}


@pytest.mark.parametrize("fault", CASES)
def test_a_planted_fault_is_found_and_nothing_else(fault: str) -> None:
    layout, plant, expected = CASES[fault]
    with stored(*plant(CLEAN[layout](SEED))) as store:
        health = examine(store)
    found = [one for one in health.findings if one.about == expected.about]
    assert len(found) == 1, told(health)
    assert {one.about.value for one in health.findings} <= {expected.about} | expected.also, told(health)
    [one] = found
    assert one.uploads == expected.uploads
    for given, wanted in (
        (one.column, expected.column),
        (one.rows, expected.rows),
        (one.first, expected.first),
        (one.last, expected.last),
    ):
        assert wanted is None or given == wanted, one
    assert_worded(one, health)


def assert_worded(found: Finding, health: Health) -> None:
    """Whole words for each finding, with the names of its KPIs as the catalogue has them."""
    for words in (what(found), means(found), advice(found), headline(health), health_text(health)):
        assert words
        assert "%(" not in words
        assert "nan" not in words.split()
    assert health_answer(health)["findings"][0]["what"]


@pytest.mark.parametrize("layout", CLEAN)
@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_found_where_there_is_no_fault(layout: str, seed: int) -> None:
    with stored(clean(layout, 100 + seed)) as store:
        assert examine(store).findings == ()


@pytest.mark.parametrize("seed", range(4))
def test_random_companies_raise_no_false_alarm(seed: int) -> None:
    with stored(*company(seed, 150)) as store:
        found = [one for one in examine(store).findings if one.about not in TRUE]
    assert found == []


def test_an_empty_store_is_healthy() -> None:
    with stored() as store:
        health = examine(store)
    assert (health.kinds, health.findings, headline(health)) == ((), (), "")
    assert "Nothing is loaded yet" in health_text(health)


def test_the_headline_tells_from_when_on_data_can_be_trusted() -> None:
    early = without(CLEAN[COMPLAINTS](SEED), COMPLAINTS, date(2024, 2, 5), date(2024, 2, 25))
    late = without(CLEAN[CONTACTS](SEED), CONTACTS, date(2024, 9, 2), date(2024, 9, 22))
    with stored(prepared(COMPLAINTS, early), prepared(CONTACTS, late), clean(OPERATIONS, SEED)) as store:
        assert headline(examine(store)) == (
            "Your operations can be trusted; your complaints can be trusted from Mar 2024 on;"
            " contacts: a gap of 3 weeks in Sept 2024."
        )


def test_each_finding_has_its_words() -> None:
    assert set(WORDS) == set(About)
    told = {about: (words.what, words.means, words.next, words.short) for about, words in WORDS.items()}
    assert [about for about, words in told.items() if not all(words)] == [About.GAP]


def test_days_without_rows_every_year_are_told_as_closed() -> None:
    rows = without(CLEAN[CONTACTS](SEED), CONTACTS, date(2024, 1, 22), date(2024, 2, 2))
    with stored(prepared(CONTACTS, without(rows, CONTACTS, date(2025, 1, 20), date(2025, 1, 31)))) as store:
        health = examine(store)
    assert [one.about.value for one in health.findings] == ["closed", "closed"], told(health)
    assert headline(health) == "Your contacts can be trusted."
    for found in health.findings:
        assert_worded(found, health)


def test_kpis_are_those_that_the_files_feed() -> None:
    with stored(clean(CONTACTS, SEED)) as store:
        [contacts] = examine(store).kinds
    assert "handle_time" not in touched(contacts.files)
    by_column = {missing.column: missing.kpis for missing in contacts.missing}
    assert by_column["resolved_first"] == ("first_contact_resolution",)
    assert set(by_column["started_at"]) == set(touched(contacts.files))


def test_a_gap_that_totals_fill_is_none() -> None:
    rows = without(CLEAN[COMPLAINTS](SEED), COMPLAINTS, date(2024, 7, 1), date(2024, 7, 31))
    total = {"starts_on": date(2024, 7, 1), "months": 1.0, "part": "complaints", "value": 170.0}
    with stored(prepared(COMPLAINTS, rows), prepared("complaints.totals", [total])) as store:
        assert [one.about.value for one in examine(store).findings] == []


def test_days_span_the_whole_of_the_data() -> None:
    with stored(clean(CONTACTS, SEED)) as store:
        [kind] = examine(store).kinds
    assert kind.first == FIRST.date()
    assert kind.last is not None
    assert kind.last >= (FIRST + timedelta(days=DAYS - 3)).date()


def test_the_command_line_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))
    gone = without(CLEAN[CONTACTS](SEED), CONTACTS, MONDAY, FRIDAY)
    load(open_store(), prepared(CONTACTS, gone))
    wanted = health_answer(examine(open_store()))
    assert main(["health", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(wanted))
    assert main(["health"]) == 0
    assert wanted["findings"][0]["what"] in capsys.readouterr().out
    open_store().close()


def test_looking_changes_nothing() -> None:
    with stored(clean(CONTACTS, SEED)) as store:
        version = store.version
        assert isinstance(store, Store)
        assert examine(store) == examine(store)
        assert store.version == version


def test_rows_that_were_mended_and_loaded_are_no_longer_told_as_left_out() -> None:
    rows = CLEAN[COMPLAINTS](SEED)
    faulty = prepared(COMPLAINTS, rows, problems=problems(len(rows) // 8))
    places = {row: str(10_000 + row) for row in range(2, len(rows) // 8 + 2)}
    again = [row | {"complaint_id": f"again-{row['complaint_id']}"} for row in rows[: len(rows) // 8]]
    mended = replace(prepared(COMPLAINTS, again), origin=Origin(faulty.sha256, places))
    with stored(faulty) as store:
        assert "left_out" in {one.about.value for one in examine(store).findings}
    with stored(faulty, mended) as store:
        assert "left_out" not in {one.about.value for one in examine(store).findings}
