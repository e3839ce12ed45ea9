from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import duckdb
import pytest

from data.kinds import LAYOUTS, SURVEYS
from data.specs import Column, Type
from data.store import Store, StoreUnavailable, load, open_store, schema
from tests.data.store.preparations import surveys

PERSONAL = {"customer_name", "customer_address", "customer_phone", "customer_email"}


@pytest.mark.parametrize(
    "table, present, absent",
    [
        ("surveys", {"response_id", "answered_at", "csat", "nps", "ces", "comment", "team"}, {"is_open"}),
        ("complaints", {"is_open", "status", "resolved_at"}, PERSONAL | {"resolution_hours"}),
        ("contacts", {"wait_seconds", "csat"}, {"started_time"}),
        (
            "customers",
            {
                "joined_at",
                "left_at",
                "mean_purchase",
                "purchases_per_month",
                "tenure_months",
                "observed_from",
                "observed_until",
            },
            {"churned", "monthly_value", "stated_from"},
        ),
        (
            "periods",
            {"kind", "starts_on", "months", "part", "value", "channel"},
            {"period", "revenue", "sold"},
        ),
    ],
)
def test_columns_of_a_fact_table(table: str, present: set[str], absent: set[str]) -> None:
    columns = schema.fact_columns(table).keys()
    assert present <= columns
    assert not absent & columns


def test_personal_columns_are_apart() -> None:
    assert set(schema.personal_columns()) == PERSONAL


@pytest.mark.parametrize("view", [*schema.VIEWS, "surveys"])
def test_views_hold_nothing_personal(store: Store, view: str) -> None:
    names = set(store.frame(view).collect_schema().names())
    assert not names & (PERSONAL | {"superseded_by", "identity", "stated_from"})
    assert {"upload_id", "row_number"} <= names


def test_answers_have_what_metrics_read(store: Store) -> None:
    assert store.frame("answers").collect_schema().names() == [
        "answered_at",
        "csat",
        "nps",
        "ces",
        "channel",
        "segment",
        "team",
        "branch",
        "product",
        "employee",
        "touchpoint",
        "origin",
        "upload_id",
        "row_number",
    ]


def test_a_new_column_widens_an_existing_store(store: Store) -> None:
    load(store, surveys([0.5, 1.0]))
    mood = Column("mood", "Mood", Type.NUMBER)
    phone = Column("customer_fax", "Fax", Type.TEXT, personal=True)
    wider = replace(SURVEYS, columns=(*SURVEYS.columns, mood, phone))
    with store.write() as cursor:
        schema.bring_up_to_date(cursor, (wider, *LAYOUTS[1:]))
    with store.cursor() as cursor:
        assert cursor.execute("SELECT csat, mood FROM surveys ORDER BY csat").fetchall() == [
            (0.5, None),
            (1.0, None),
        ]
        assert "customer_fax" in cursor.table("people").columns
        assert "customer_fax" not in cursor.table("surveys").columns


def test_a_store_opened_again_keeps_its_rows_and_its_schema(store: Store) -> None:
    load(store, surveys([0.5, 1.0]))
    store.close()
    again = open_store(store.path)
    assert again.rows("answers") == 2
    with again.cursor() as cursor:
        assert cursor.execute("SELECT version FROM schema_version").fetchall() == [
            (number + 1,) for number in range(len(schema.MIGRATIONS))
        ]
    again.close()


def test_a_store_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.write() as cursor:
        cursor.execute("INSERT INTO schema_version VALUES (999, ?)", [datetime(2030, 1, 1)])
    store.close()
    with pytest.raises(StoreUnavailable, match="newer version of PolicyPulse"):
        open_store(store.path)
    with duckdb.connect(str(store.path)) as raw:
        assert raw.execute("SELECT max(version) FROM schema_version").fetchone() == (999,)
