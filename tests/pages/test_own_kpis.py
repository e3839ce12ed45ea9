"""Own KPIs: defined by choices, tried before they are kept, then like any other KPI."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from data.own_kpis import Condition, CountedAt, OwnKpi, Quantity, Relation
from data.records import Target
from data.store import Store, own_kpis, save_own_kpi, save_target, targets
from tests.pages.visiting import HOSTILE, charts, click, go, run, text, visit

PAGE = "pages/own_kpis.py"
NEW = "new_own_0"
DEAR = (Condition("compensation", Relation.AT_LEAST, (50.0,)),)
OWN = OwnKpi(
    "Dear complaints", "", "complaints", Quantity(DEAR), Quantity(), "%", 1, "lower", "customers_say"
)


def said(at: AppTest) -> str:
    """Every text on the page, as it reads without escapes."""
    return text(at).replace("\\", "")


def test_a_share_is_put_together_tried_and_kept(sample: Store) -> None:
    at = visit(PAGE)
    assert "Add a condition above the line" in said(at)
    assert at.button(key="save_own_new").disabled
    at = click(at, f"{NEW}_share_over_complaints_add")
    column = f"{NEW}_share_over_complaints_100"
    at.selectbox(key=f"{column}_column").set_value("compensation")
    at = run(at)
    assert "Give the number for “Compensation”." in said(at)
    at.number_input(key=f"{column}_compensation_at_least_0").set_value(50)
    at = run(at)
    assert "Of all complaints, the percentage where “Compensation” is at least 50" in said(at)
    assert (at.metric[0].value, charts(at)) == ("8.4 %", ["course_own_new"])
    assert "2,684 complaints" in said(at)
    assert "Give it a name." in said(at)
    at.text_input(key=f"{NEW}_name").set_value(HOSTILE)
    assert "can't have" in said(run(at))
    at.text_input(key=f"{NEW}_name").set_value("Churn")
    assert "There is a KPI of this name already" in said(run(at))
    at.text_input(key=f"{NEW}_name").set_value("Dear complaints")
    at = click(run(at), "save_own_new")
    (kept,) = own_kpis(sample)
    assert (kept.name, kept.over, kept.under, kept.unit) == (OWN.name, OWN.over, OWN.under, "%")
    assert "So far: 8.4 %" in said(at)
    assert at.text_input(key="new_own_1_name").value == ""


def test_a_ratio_is_changed_and_goes_with_its_targets(sample: Store) -> None:
    mean = Quantity((), "compensation")
    saved = save_own_kpi(
        sample, OwnKpi("Paid", "", "complaints", mean, Quantity(), "money", 2, "lower", "we_do")
    )
    save_target(sample, Target(saved.key, "absolute", 10, 10, date(2027, 1, 1)))
    at = click(visit(PAGE), f"change_{saved.key}")
    prefix = f"change_{saved.key}"
    assert "It has 1 target." in said(at)
    at.selectbox(key=f"{prefix}_ratio_under_complaints_of").set_value("resolution_hours")
    at = run(at)
    assert "divided by the sum of “Hours to resolve”" in said(at)
    at = click(at, f"save_{saved.key}")
    assert [one.under for one in own_kpis(sample)] == [Quantity((), "resolution_hours")]
    assert own_kpis(sample)[0].unit == "number"
    at = click(at, f"remove_{saved.key}")
    assert "so does its 1 target" in said(at)
    click(at, f"confirm_{saved.key}")
    assert (own_kpis(sample), targets(sample)) == (
        (),
        [one for one in targets(sample) if one.kpi != saved.key],
    )


def test_it_is_shown_like_any_other(sample: Store) -> None:
    saved = save_own_kpi(sample, OWN)
    at = visit("pages/trend.py", kpi=saved.key)
    assert "Dear complaints: " in said(at)
    assert "Of all complaints, the percentage where “Compensation” is at least 50." in said(at)
    assert charts(at)
    assert "Counts towards it" in said(go(at, "pages/rows.py", kpi=saved.key))


def test_those_kept_are_seen_and_removed_in_an_empty_store(store: Store) -> None:
    saved = save_own_kpi(store, OWN)
    at = visit(PAGE)
    assert "Dear complaints" in said(at)
    click(click(at, f"remove_{saved.key}"), f"confirm_{saved.key}")
    assert not own_kpis(store)


def test_customers_count_on_the_day_that_was_chosen(sample: Store) -> None:
    at = visit(PAGE)
    at.selectbox(key=f"{NEW}_table").set_value("customers")
    at = run(at)
    at.radio(key=f"{NEW}_counted_at").set_value(CountedAt.LEFT)
    at.radio(key=f"{NEW}_shape").set_value("count")
    at = run(at)
    assert "Count of all customers who left" in said(at)
    with sample.cursor() as cursor:
        found = cursor.execute("SELECT count(*) / 144 FROM customers WHERE left_at IS NOT NULL").fetchone()
    assert found
    assert at.metric[0].value == f"{found[0]:.1f} a month"
    at.text_input(key=f"{NEW}_name").set_value("Leavers")
    at = click(run(at), "save_own_new")
    (kept,) = own_kpis(sample)
    assert (kept.table, kept.counted_at, kept.under) == ("customers", CountedAt.LEFT, None)
    assert "So far: 16.9 a month" in said(at)
    at = click(at, f"change_{kept.key}")
    assert at.radio(key=f"change_{kept.key}_counted_at").value == CountedAt.LEFT


def test_of_ready_totals_a_ratio_alone_is_offered_and_the_page_says_why(sample: Store) -> None:
    at = visit(PAGE)
    at.selectbox(key=f"{NEW}_table").set_value("operations")
    at = run(at)
    assert "Sums alone aren't offered: a week can lie in two months" in said(at)
    assert not [one for one in at.radio if one.key == f"{NEW}_shape"]
    over, under = (f"{NEW}_ratio_{side}_operations_of" for side in ("over", "under"))
    assert "rows" not in at.selectbox(key=over).options
    at.selectbox(key=over).set_value("service_cost")
    at.selectbox(key=under).set_value("shipped")
    at = run(at)
    assert "The sum of “Cost of service” over all totals, divided by the sum of “Shipped”" in said(at)
    with sample.cursor() as cursor:
        cost, shipped = (
            cursor.execute("SELECT sum(value) FROM operations WHERE part = ?", [part]).fetchall()[0][0]
            for part in ("service_cost", "shipped")
        )
    assert at.metric[0].value == f"{cost / shipped:.2f}"
    assert "36 totals" in said(at)
    at = click(at, f"{over.removesuffix('_of')}_add")
    at.text_input(key=f"{NEW}_name").set_value("Cost an order")
    assert own_kpis(sample) == ()
