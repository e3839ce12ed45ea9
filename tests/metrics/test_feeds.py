from __future__ import annotations

import pytest

from data.kinds import layout_named
from metrics.catalogue import KPIS
from metrics.counting.totalled import TOTALLED
from metrics.feeds import fed, fed_by

SCORES = {"csat", "csat_mean", "answers"}
RECEIVED = {"complaints", "complaints_per_1000", "silent_customers"}
RESOLUTION = {
    "resolution_time",
    "resolution_median",
    "resolution_working_time",
    "resolved_in_standard",
    "backlog",
}
RESPONSE = {"first_response_time", "first_response_median", "first_response_working_time"}
STAY = {"retention", "churn", "lifetime", "active_customers"}


@pytest.mark.parametrize(
    "layout, columns, expected",
    [
        ("surveys.log", ["answered_at", "csat", "nps", "ces"], SCORES | {"nps", "ces"}),
        ("surveys.log", ["answered_at", "csat"], SCORES),
        ("surveys.log", ["answered_at", "nps"], {"nps", "answers"}),
        ("surveys.log", ["answered_at", "comment"], set()),
        ("complaints.log", ["received_at"], RECEIVED),
        ("complaints.log", ["received_at", "resolved_at"], RECEIVED | RESOLUTION),
        ("complaints.log", ["received_at", "resolution_hours"], RECEIVED | RESOLUTION),
        (
            "complaints.log",
            ["received_at", "first_response_hours", "csat"],
            SCORES | RECEIVED | RESPONSE,
        ),
        (
            "contacts.log",
            ["started_at", "answered", "wait_seconds", "resolved_first"],
            {
                "abandonment",
                "speed_of_answer",
                "answered_in_standard",
                "first_contact_resolution",
                "contacts",
            },
        ),
        ("contacts.log", ["started_at", "csat"], SCORES | {"contacts"}),
        ("retention.customers", ["customer_id", "joined_at"], STAY),
        (
            "retention.snapshot",
            ["customer_id", "tenure_months", "churned", "monthly_value"],
            STAY | {"ltv"},
        ),
        (
            "retention.totals",
            ["period", "customers_start", "customers_end"],
            STAY,
        ),
        (
            "retention.totals",
            ["period", "customers_start", "customers_end", "revenue"],
            STAY | {"ltv"},
        ),
        ("surveys.totals", ["period", "answers", "satisfied_share"], {"answers", "csat"}),
        ("surveys.totals", ["period", "promoters", "passives", "detractors"], {"answers", "nps"}),
        ("surveys.totals", ["period", "answers", "csat_average"], {"answers", "csat_mean"}),
        ("surveys.totals", ["period", "answers", "nps_score"], {"answers", "nps"}),
        ("surveys.totals", ["period", "answers", "promoters"], {"answers"}),
        (
            "contacts.totals",
            ["period", "contacts_offered", "contacts_answered", "wait_average"],
            {"contacts", "abandonment", "speed_of_answer"},
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
        ("complaints.log", "resolution_hours", RESOLUTION | {"promise_kept"}),
        ("contacts.log", "wait_seconds", {"speed_of_answer", "answered_in_standard"}),
        ("retention.customers", "mean_purchase", {"ltv"}),
        ("retention.customers", "purchase_count", {"repeat_purchase"}),
        ("retention.totals", "customers_end", STAY | {"ltv"}),
        ("retention.totals", "revenue", {"ltv"}),
        ("surveys.totals", "csat_average", {"csat_mean"}),
        ("contacts.totals", "settled_first_share", {"first_contact_resolution"}),
    ],
)
def test_what_a_column_feeds(layout: str, column: str, expected: set[str]) -> None:
    assert {kpi.key for kpi in fed_by(layout, column)} == expected


def test_a_file_of_totals_is_said_to_feed_what_totals_tell() -> None:
    layouts = {one.place.log: layout_named(f"{one.place.log}.totals") for one in TOTALLED.values()}
    fed_by_all = {
        kind: {kpi.key for kpi in fed(layout.key, {column.key: column.key for column in layout.columns})}
        for kind, layout in layouts.items()
    }
    assert [key for key, one in TOTALLED.items() if key not in fed_by_all[one.place.log]] == []
