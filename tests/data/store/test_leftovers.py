from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.rows import Convention, LeftOut, LeftRow, Origin
from data.specs import Scale
from data.store import Store, left_out, load, open_store, undo
from tests.data.books import csv_text
from tests.data.store.preparations import surveys

LEFT_OUT = LeftOut(
    headers=("Date", "CSAT", "Name"),
    rows=(
        LeftRow(4, "4", ("x", "", "Jan Kowalski")),
        LeftRow(9, "June: 3", ("=1+1", "5", "'\"\\", "too many")),
    ),
    choices=Choices(
        kind="surveys",
        layout="log",
        mapping={"Date": "answered_at", "CSAT": "csat", "Name": None},
        scales={"csat": Scale(1, 10)},
        conventions={"answered_at": Convention(day_first=True)},
    ),
    source="abc",
    more=7,
)

# What stores have had since there were rows left out.
LATER_TABLES = (
    "own_kpis",
    "natures",
    "nature_members",
    "callbacks",
    "audits",
    "audit_scores",
    "assessment_rounds",
    "submissions",
    "hindrances",
    "submission_receipts",
    "questionnaires",
    "policy_versions",
    "policy_trainings",
    "policy_tasks",
)
LATER_SEQUENCES = (
    "own_kpi_ids",
    "nature_ids",
    "callback_ids",
    "audit_ids",
    "assessment_round_ids",
    "questionnaire_ids",
    "policy_version_numbers",
    "policy_training_ids",
    "policy_task_changes",
)


def with_rows(left: LeftOut | None = LEFT_OUT, content: object = None) -> Preparation:
    return replace(surveys([0.5, 1.0], content=content), left_out=left)


def loaded(store: Store, preparation: Preparation) -> int:
    upload = load(store, preparation).upload
    assert upload is not None
    return upload.upload_id


def test_rows_are_kept_as_they_were(store: Store) -> None:
    assert left_out(store, loaded(store, with_rows())) == LEFT_OUT


def test_rows_are_there_when_the_store_is_opened_again(store: Store) -> None:
    number = loaded(store, with_rows())
    store.close()
    again = open_store(store.path)
    assert left_out(again, number) == LEFT_OUT
    again.close()


def test_rows_are_those_of_the_upload(store: Store) -> None:
    other = replace(LEFT_OUT, rows=LEFT_OUT.rows[:1], more=0)
    first, second = loaded(store, with_rows()), loaded(store, with_rows(other, content=2))
    assert left_out(store, first) == LEFT_OUT
    assert left_out(store, second) == other


def test_there_is_nothing_where_nothing_was_left_out(store: Store) -> None:
    assert left_out(store, loaded(store, with_rows(None))) is None
    assert left_out(store, 99) is None


def test_an_undo_takes_the_rows_away_for_good(store: Store) -> None:
    kept, gone = loaded(store, with_rows()), loaded(store, with_rows(content=2))
    undo(store, gone)
    assert left_out(store, gone) is None
    assert left_out(store, kept) == LEFT_OUT
    with store.cursor() as cursor:
        for table in ("left_out", "left_out_rows"):
            assert cursor.execute(f"SELECT DISTINCT upload_id FROM {table}").fetchall() == [(kept,)]


def mended(score: float, places: dict[int, str], content: object) -> Preparation:
    return replace(surveys([score], content=content), origin=Origin("abc", places))


def scores(store: Store) -> list[float]:
    return sorted(store.frame("surveys").collect("pandas").to_native()["csat"])


def test_a_row_mended_once_more_takes_the_place_of_the_one_before(store: Store) -> None:
    loaded(store, mended(0.25, {2: "4"}, 1))
    result = load(store, mended(0.5, {2: "4"}, 2))
    assert result.upload is not None
    assert result.upload.replaced == 1
    assert scores(store) == [0.5]
    undo(store, result.upload.upload_id)
    assert scores(store) == [0.25]


@pytest.mark.parametrize("places", [{2: "5"}, {}, {3: "4"}])
def test_rows_of_other_places_stay(store: Store, places: dict[int, str]) -> None:
    loaded(store, mended(0.25, {2: "4"}, 1))
    loaded(store, mended(0.5, places, 2))
    assert scores(store) == [0.25, 0.5]


def test_a_rows_own_number_counts_more_than_its_place(store: Store) -> None:
    first = surveys([0.25], content=1, response_id="A-1")
    loaded(store, first)
    loaded(store, replace(surveys([0.5], content=2, response_id="A-1"), origin=Origin("abc", {2: "4"})))
    assert scores(store) == [0.5]


def test_a_store_from_before_there_were_rows_left_out_opens_with_none(store: Store) -> None:
    number = loaded(store, with_rows())
    with store.write() as cursor:
        cursor.execute("DROP TABLE left_out")
        cursor.execute("DROP TABLE left_out_rows")
        cursor.execute("DROP TABLE former_targets")
        for table in LATER_TABLES:
            cursor.execute(f"DROP TABLE {table}")
        for sequence in LATER_SEQUENCES:
            cursor.execute(f"DROP SEQUENCE {sequence}")
        cursor.execute("ALTER TABLE policies DROP COLUMN kind")
        cursor.execute("ALTER TABLE rollouts DROP COLUMN ends_on")
        for column in ("steps", "since", "held_from", "baseline_kind"):
            cursor.execute(f"ALTER TABLE targets DROP COLUMN {column}")
        cursor.execute("ALTER TABLE problems DROP COLUMN to_mend")
        for column in ("origin", "recorded", "about", "undone_by"):
            cursor.execute(f"ALTER TABLE uploads DROP COLUMN {column}")
        cursor.execute("DELETE FROM schema_version WHERE version > 3")
    store.close()
    again = open_store(store.path)
    assert left_out(again, number) is None
    assert again.rows("surveys") == 2
    again.close()


def test_a_real_file_comes_back_as_it_was_left_out(store: Store) -> None:
    found = prepare("x.csv", csv_text("Date;CSAT", "31/12/2025;4", "x;5", "01/02/2025;"))
    assert left_out(store, loaded(store, found)) == found.left_out
    assert found.frame is not None
    assert found.frame["answered_at"].tolist() == [datetime(2025, 12, 31)]
