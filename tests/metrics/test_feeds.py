from __future__ import annotations

import pytest

from metrics.catalogue import KPIS
from metrics.feeds import fed, fed_by

SCORES = {"csat", "csat_mean", "answers"}


@pytest.mark.parametrize(
    "layout, columns, expected",
    [
        ("surveys.log", ["answered_at", "csat", "nps", "ces"], SCORES | {"nps", "ces"}),
        ("surveys.log", ["answered_at", "csat"], SCORES),
        ("surveys.log", ["answered_at", "nps"], {"nps", "answers"}),
        ("surveys.log", ["answered_at", "comment"], set()),
        ("complaints.log", ["received_at"], {"complaints"}),
        ("complaints.log", ["received_at", "resolved_at"], {"complaints", "resolution_time", "backlog"}),
        ("complaints.log", ["received_at", "resolution_hours"], {"complaints", "resolution_time", "backlog"}),
        (
            "complaints.log",
            ["received_at", "first_response_hours", "csat"],
            SCORES | {"complaints", "first_response_time"},
        ),
        (
            "contacts.log",
            ["started_at", "answered", "wait_seconds", "resolved_first"],
            {"abandonment", "speed_of_answer", "first_contact_resolution"},
        ),
        ("contacts.log", ["started_at", "csat"], SCORES),
        ("retention.customers", ["customer_id", "joined_at"], {"retention", "churn", "lifetime"}),
        (
            "retention.snapshot",
            ["customer_id", "tenure_months", "churned", "monthly_value"],
            {"retention", "churn", "lifetime", "ltv"},
        ),
        (
            "retention.totals",
            ["period", "customers_start", "customers_end"],
            {"retention", "churn", "lifetime"},
        ),
        (
            "retention.totals",
            ["period", "customers_start", "customers_end", "revenue"],
            {"retention", "churn", "lifetime", "ltv"},
        ),
        ("operations.totals", ["period", "sold"], set()),
    ],
)
def test_what_a_file_feeds(layout: str, columns: list[str], expected: set[str]) -> None:
    found = [kpi.key for kpi in fed(layout, {column.upper(): column for column in columns})]
    assert set(found) == expected
    assert found == [kpi.key for kpi in KPIS if kpi.key in expected]


@pytest.mark.parametrize(
    "layout, column, expected",
    [
        ("surveys.log", "csat", SCORES),
        ("surveys.log", "nps", {"nps", "answers"}),
        ("surveys.log", "comment", set()),
        ("complaints.log", "resolution_hours", {"resolution_time", "backlog"}),
        ("contacts.log", "wait_seconds", {"speed_of_answer"}),
        ("retention.customers", "mean_purchase", {"ltv"}),
        ("retention.totals", "customers_end", {"retention", "churn", "lifetime", "ltv"}),
        ("retention.totals", "revenue", {"ltv"}),
    ],
)
def test_what_a_column_feeds(layout: str, column: str, expected: set[str]) -> None:
    assert {kpi.key for kpi in fed_by(layout, column)} == expected
