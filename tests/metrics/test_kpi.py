from __future__ import annotations

from dataclasses import replace

import pytest

from data.kinds import KINDS, LAYOUTS
from data.language import spoken
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
        ("nps", -45.25, None, "−45.3 points"),
        ("csat", 78.25, None, "78.3 %"),
        ("complaints", 104, Grain.MONTH, "104 a month"),
        # What isn't whole is an average of counts; 1,019.4 is as good as 1,019.
        ("complaints", 104.4, Grain.MONTH, "104.4 a month"),
        ("complaints", 2019 / 26, Grain.MONTH, "77.7 a month"),
        ("complaints", 0.25, Grain.DAY, "0.3 a day"),
        ("complaints", 999.94, Grain.MONTH, "999.9 a month"),
        ("complaints", 999.95, Grain.MONTH, "1,000 a month"),
        ("complaints", 1019.4, Grain.MONTH, "1,019 a month"),
        # Three thirds of a month make no fraction of a complaint.
        ("complaints", 25 * 0.1 * 10 * 3.0000000000000004, Grain.MONTH, "75 a month"),
        ("silent_customers", 1729.0, Grain.MONTH, "1,729 a month"),
        ("backlog", 7.25, None, "7.3"),
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
        ("complaints", -12, Grain.MONTH, "−12 a month"),
        ("complaints", -12.2, Grain.MONTH, "−12.2 a month"),
        ("complaints", 0.04, Grain.MONTH, "0.0 a month"),
        # Points of a share kept in a month are no points a month.
        ("churn", -1.5, Grain.MONTH, "−1.50 points"),
        ("ltv", 1200, None, "+1,200"),
        ("csat", NAN, None, "–"),
    ],
)
def test_changes_in_words(key: str, value: float, grain: Grain | None, expected: str) -> None:
    assert kpi_named(key).change(value, grain) == expected


@pytest.mark.parametrize(
    "language, change, expected",
    [
        ("en", 1, "+1 point"),
        ("en", -2.5, "−3 points"),
        ("ru", 1, "+1 пункт"),
        ("ru", 5, "+5 пунктов"),
        ("sk", 2, "+2 body"),
    ],
)
def test_whole_points_have_the_form_that_goes_with_the_number(
    language: str, change: float, expected: str
) -> None:
    with spoken(language):
        assert replace(kpi_named("csat"), decimals=0).change(change).replace("\xa0", " ") == expected


@pytest.mark.parametrize(
    "key, change, expected",
    [
        ("csat", 1, True),
        ("csat", -1, False),
        ("csat", 0.04, None),
        ("complaints", -1, True),
        ("complaints", 1, False),
        ("complaints", -0.2, True),
        ("complaints", 0.04, None),
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


@pytest.mark.parametrize(
    "key, values, decimals",
    [
        ("complaints", (64, 65), 0),
        ("complaints", (77.65, 66.0), 1),
        ("complaints", (1204.3, 950.6), 1),
        ("complaints", (1204.3, 1150.2), 0),
        ("complaints", (None, NAN), 0),
        ("complaints", (), 0),
        ("active_customers", (1204, 1150), 0),
        # What isn't counted has the decimals that it declares.
        ("csat", (77.0, 66.0), 1),
        ("churn", (2.0, 1.5), 2),
        ("ltv", (46_500.5, 12.25), 0),
    ],
)
def test_values_beside_each_other_have_the_decimals_of_the_finer_one(
    key: str, values: tuple[float | None, ...], decimals: int
) -> None:
    assert kpi_named(key).decimals_of(*values) == decimals


def test_an_interval_and_a_change_have_the_decimals_of_what_they_are_of() -> None:
    complaints = kpi_named("complaints")
    assert complaints.interval(58.97, 93.98, of=75) == "59 to 94"
    assert complaints.interval(62.14, 71.25, of=66.5) == "62.1 to 71.3"
    assert complaints.interval(0.0, 71.25) == "0.0 to 71.3"
    assert complaints.change(-11.0, Grain.MONTH, 1) == "−11.0 a month"
    assert complaints.bounds(-18.6, -3.0, 0) == "−19 to −3"


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
