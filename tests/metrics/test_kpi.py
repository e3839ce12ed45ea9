from __future__ import annotations

import pytest

from data.kinds import KINDS, LAYOUTS
from metrics.catalogue import BY_KEY, KPIS, UnknownKpiError, kpi_named
from metrics.kpi import GROUP_NAMES, Kpi
from metrics.periods import Grain
from metrics.readings import FACT_TABLES

NAN = float("nan")


@pytest.mark.parametrize(
    "key, value, grain, expected",
    [
        ("csat", 84.2, None, "84.2 %"),
        ("csat", 84.2, Grain.MONTH, "84.2 %"),
        ("csat", NAN, None, "–"),
        ("csat", None, Grain.MONTH, "–"),
        ("nps", -45.16, None, "−45.2 points"),
        ("complaints", 104.4, Grain.MONTH, "104 a month"),
        ("complaints", 1200, Grain.QUARTER, "1,200 a quarter"),
        ("complaints", 104, Grain.ALL, "104"),
        ("backlog", 7, Grain.MONTH, "7"),
        ("churn", 2.345, Grain.MONTH, "2.35 % a month"),
        ("lifetime", 30, Grain.YEAR, "30.0 months"),
        ("ltv", 46_500, None, "46,500"),
        ("speed_of_answer", 67.521, None, "67.5 seconds"),
        ("resolution_time", 52.8956, None, "52.9 hours"),
    ],
)
def test_values_in_words(key: str, value: float | None, grain: Grain | None, expected: str) -> None:
    assert kpi_named(key).text(value, grain) == expected


@pytest.mark.parametrize(
    "key, value, grain, expected",
    [
        ("csat", 6.1, None, "+6.1 points"),
        ("csat", 0.04, None, "0.0 points"),
        ("complaints", -12.2, Grain.MONTH, "−12 a month"),
        # Points of a share kept in a month are no points a month.
        ("churn", -1.5, Grain.MONTH, "−1.50 points"),
        ("ltv", 1200, None, "+1,200"),
        ("csat", NAN, None, "–"),
    ],
)
def test_changes_in_words(key: str, value: float, grain: Grain | None, expected: str) -> None:
    assert kpi_named(key).change(value, grain) == expected


@pytest.mark.parametrize(
    "key, change, expected",
    [
        ("csat", 1, True),
        ("csat", -1, False),
        ("csat", 0.04, None),
        ("complaints", -1, True),
        ("complaints", 1, False),
        ("answers", 5, None),
    ],
)
def test_which_way_is_better(key: str, change: float, expected: bool | None) -> None:
    assert kpi_named(key).improves(change) is expected


@pytest.mark.parametrize(
    "key, value, target, expected",
    [("csat", 90, 90, True), ("csat", 89, 90, False), ("churn", 2, 2, True), ("churn", 3, 2, False)],
)
def test_whether_a_target_is_reached(key: str, value: float, target: float, expected: bool) -> None:
    assert kpi_named(key).reaches(value, target) is expected


def test_bounds_and_numbers_are_written_as_the_reader_writes_them() -> None:
    assert kpi_named("csat").bounds(-1.04, 6.1) == "−1.0 to +6.1"
    assert kpi_named("csat").bounds(None, NAN) == "– to –"
    assert kpi_named("ltv").number(46_500) == "46,500"


def test_a_kpi_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UnknownKpiError, match="happiness") as told:
        kpi_named("happiness")
    assert all(key in told.value.args[0] for key in BY_KEY)


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.key)
def test_declarations_are_complete(kpi: Kpi) -> None:
    assert BY_KEY[kpi.key] is kpi
    for words in (kpi.name, kpi.description, kpi.formula, kpi.source, kpi.axis, kpi.measure.method):
        assert words.strip()
    for sentence in (kpi.description, kpi.formula, *filter(None, [kpi.caution])):
        assert sentence.endswith(".")
    assert kpi.group in GROUP_NAMES
    assert kpi.needs


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.key)
def test_what_a_kpi_needs_is_there(kpi: Kpi) -> None:
    needed = [key for need in kpi.needs for key in ([need] if isinstance(need, str) else need)]
    columns = {column.key for layout in LAYOUTS for column in layout.columns}
    assert [key for key in needed if key not in columns] == [], "no file has such a column"
    assert kpi.kind in KINDS
    assert kpi.table in FACT_TABLES


@pytest.mark.parametrize(
    "key, better, unit",
    [
        ("csat", "higher", "%"),
        ("csat_mean", "higher", "points"),
        ("nps", "higher", "points"),
        ("ces", "higher", "points"),
        ("answers", None, "count"),
        ("complaints", "lower", "count"),
        ("first_response_time", "lower", "hours"),
        ("resolution_time", "lower", "hours"),
        ("backlog", "lower", "count"),
        ("abandonment", "lower", "%"),
        ("speed_of_answer", "lower", "seconds"),
        ("first_contact_resolution", "higher", "%"),
        ("retention", "higher", "%"),
        ("churn", "lower", "%"),
        ("lifetime", "higher", "months"),
        ("ltv", "higher", "money"),
        ("complaints_per_1000", "lower", "per 1,000 a month"),
        ("first_response_median", "lower", "hours"),
        ("resolution_median", "lower", "hours"),
        ("first_response_working_time", "lower", "hours"),
        ("resolution_working_time", "lower", "hours"),
        ("resolved_in_standard", "higher", "%"),
        ("email_in_24h", "higher", "%"),
        ("on_the_spot", "higher", "%"),
        ("promise_kept", "higher", "%"),
        ("follow_up", "higher", "%"),
        ("complaint_satisfaction", "higher", "%"),
        ("complainer_repurchase", "higher", "%"),
        ("escalation", "lower", "%"),
        ("reopened", "lower", "%"),
        ("compensation", None, "money"),
        ("silent_customers", "lower", "count"),
        ("solved_below_cac", "higher", "%"),
        ("answered_in_standard", "higher", "%"),
        ("handle_time", "lower", "seconds"),
        ("transfer", "lower", "%"),
        ("contacts", None, "count"),
        ("active_customers", "higher", "count"),
        ("return_rate", "lower", "%"),
        ("stockout_rate", "lower", "%"),
        ("reject_rate", "lower", "%"),
        ("reshipment_rate", "lower", "%"),
        ("cost_to_serve", "lower", "money"),
    ],
)
def test_the_catalogue_is_that_of_the_design(key: str, better: str | None, unit: str) -> None:
    assert (kpi_named(key).better, kpi_named(key).unit.value) == (better, unit)
