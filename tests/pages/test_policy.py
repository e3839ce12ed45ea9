"""Policies, targets and scales: saved, shown with what they come to, and removed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.records import BaselineKind, EventKind, Rollout
from data.specs import Scale
from data.store import Store, policies, remove_target, scales, targets
from metrics.catalogue import BY_KEY
from pages.parts.words import plain
from tests.pages.conftest import opened
from tests.pages.visiting import HOSTILE, click, go, run, text, visit

PAGE = "pages/policy.py"
DUE = date(2027, 6, 30)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory, sample_file: Path) -> Iterator[Store]:
    """A store with the sample company whose plans tests change, and not its data: those are scanned once."""
    with opened(
        Path(shutil.copy(sample_file, tmp_path_factory.mktemp("planned") / "store.duckdb"))
    ) as filled:
        data = filled.data_version
        yield filled
        assert filled.data_version == data


def aimed(at: AppTest, kpi: str, basis: str, amount: float) -> AppTest:
    """The fields of a target filled in."""
    at.selectbox(key="target_kpi").set_value(kpi)
    at.selectbox(key="target_basis").set_value(basis)
    at = run(at)
    field = next(field for field in at.number_input if (field.key or "").startswith(f"target_{kpi}"))
    field.set_value(amount)
    at.date_input(key="target_due").set_value(DUE)
    return run(at)


def test_a_policy_for_everyone_is_saved_and_shown(store: Store) -> None:
    at = visit(PAGE)
    assert at.button(key="save_policy").disabled
    assert any("To save it, choose a day" in told.value for told in at.caption)
    at.text_input(key="policy_name").set_value("Answer within a day")
    at.date_input(key="policy_day").set_value(date(2025, 3, 1))
    at = click(run(at), "save_policy")
    [policy] = policies(store)
    assert (policy.name, policy.rollouts) == ("Answer within a day", (Rollout(date(2025, 3, 1)),))
    assert "**Answer within a day**" in [told.value for told in at.markdown]
    assert "from 1 Mar 2025: everyone" in [told.value for told in at.caption]


def test_an_event_that_is_no_policy_is_saved_as_what_it_is(store: Store) -> None:
    at = visit(PAGE)
    assert at.text_input(key="policy_name").value == "Customer-service policy"
    at.selectbox(key="policy_kind").set_value("outage")
    at = run(at)
    assert at.text_input(key="policy_name").value == ""
    assert at.button(key="save_policy").label == "Save the event"
    assert at.date_input(key="policy_day").label == "First day"
    at.text_input(key="policy_name").set_value("Phones down")
    at.date_input(key="policy_day").set_value(date(2025, 3, 1))
    at.date_input(key="policy_last_day").set_value(date(2025, 2, 3))
    at = run(at)
    assert "The last day lies before the first. Mend one of the two." in [one.value for one in at.warning]
    assert at.button(key="save_policy").disabled
    at.date_input(key="policy_last_day").set_value(date(2025, 3, 5))
    at = click(run(at), "save_policy")
    saved = policies(store)[-1]
    assert (saved.kind, saved.rollouts) == (
        EventKind.OUTAGE,
        (Rollout(date(2025, 3, 1), ends_on=date(2025, 3, 5)),),
    )
    captions = [told.value for told in at.caption]
    assert "an outage" in captions
    assert "1 Mar 2025 to 5 Mar 2025: everyone" in captions
    at.date_input(key=f"last_day_{saved.policy_id}").set_value(date(2025, 3, 9))
    assert "1 Mar 2025 to 9 Mar 2025: everyone" in [told.value for told in run(at).caption]
    assert policies(store)[-1].rollouts[0].ends_on == date(2025, 3, 9)


def test_a_saved_policy_is_not_saved_again_by_a_second_click(store: Store) -> None:
    at = visit(PAGE)
    at.date_input(key="policy_day").set_value(date(2025, 3, 1))
    at = click(run(at), "save_policy")
    assert at.button(key="save_policy").disabled
    assert len(policies(store)) == 1


@pytest.mark.parametrize("name", ["", "   "])
def test_a_policy_without_a_name_cannot_be_saved(store: Store, name: str) -> None:
    at = visit(PAGE)
    at.text_input(key="policy_name").set_value(name)
    at.date_input(key="policy_day").set_value(date(2025, 3, 1))
    assert run(at).button(key="save_policy").disabled


def test_a_policy_rolled_out_before_ten_years_ago_can_be_saved(store: Store) -> None:
    assert visit(PAGE).date_input(key="policy_day").min <= date(2000, 1, 1)


def test_a_policy_is_saved_for_each_branch_on_its_own_day(sample: Store) -> None:
    at = visit(PAGE)
    at.button_group(key="policy_scope").set_value("branch")
    at = run(at)
    assert at.button(key="save_policy").disabled
    table = next(frame for frame in at.dataframe if frame.key == "policy_days_branch")
    members = list(table.value["member"])
    assert members == sample.members("branch")
    at.session_state["policy_days_branch"] = {
        "edited_rows": {1: {"day": "2025-05-01"}, 3: {"day": "2025-07-15"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.text_input(key="policy_name").set_value("In turn")
    at = click(run(at), "save_policy")
    [policy] = [policy for policy in policies(sample) if policy.name == "In turn"]
    assert policy.rollouts == (
        Rollout(date(2025, 5, 1), "branch", members[1]),
        Rollout(date(2025, 7, 15), "branch", members[3]),
    )
    assert f"from 1 May 2025: {plain('Branch: ' + members[1])}" in [told.value for told in at.caption]
    options = at.sidebar.selectbox(key="rollout").options
    assert f"In turn · 1 May 2025 · Branch: {members[1]}" in options


def test_members_without_a_day_stand_with_an_empty_cell(sample: Store) -> None:
    at = visit(PAGE)
    at.button_group(key="policy_scope").set_value("team")
    table = next(frame for frame in run(at).dataframe if frame.key == "policy_days_team")
    assert pd.isna(table.value["day"]).all()
    assert table.proto.placeholder == ""


def test_a_policy_by_team_without_any_team_says_so(store: Store) -> None:
    at = visit(PAGE)
    at.button_group(key="policy_scope").set_value("team")
    at = run(at)
    assert [told.value for told in at.info] == [
        "The data name none yet. Upload a file that does, or choose everyone."
    ]
    assert at.button(key="save_policy").disabled


def test_a_policy_is_removed(sample: Store) -> None:
    at = click(visit(PAGE), "remove_policy_1")
    assert [policy.policy_id for policy in policies(sample)] == [2]
    assert "Customer-service policy" not in [told.value for told in at.markdown]


def test_a_policy_s_name_is_shown_as_it_stands(store: Store) -> None:
    at = visit(PAGE)
    at.text_input(key="policy_name").set_value(HOSTILE)
    at.date_input(key="policy_day").set_value(date(2025, 3, 1))
    at = click(run(at), "save_policy")
    assert f"**{plain(HOSTILE)}**" in [told.value for told in at.markdown]
    assert [told.value for told in at.markdown if HOSTILE in told.value] == []


@pytest.mark.parametrize(
    "kpi, basis, amount, value",
    [
        ("csat", "absolute", 88, lambda start: 88),
        ("csat", "points", 5, lambda start: start + 5),
        ("csat", "percent", 10, lambda start: start * 1.1),
        ("resolution_time", "percent", -25, lambda start: start * 0.75),
        ("complaints", "absolute", 50, lambda start: 50),
        ("retention", "points", 0.5, lambda start: start + 0.5),
    ],
)
def test_a_target_is_saved_with_its_baseline_shown(planned: Store, kpi, basis, amount, value) -> None:
    before = {target.target_id for target in targets(planned)}
    at = aimed(visit(PAGE), kpi, basis, amount)
    promised = [told.value for told in at.markdown if "Baseline: " in told.value]
    assert len(promised) == 1
    at = click(at, "save_target")
    [saved] = [target for target in targets(planned) if target.target_id not in before]
    assert saved.baseline is not None
    assert (saved.kpi, saved.basis, saved.amount, saved.due) == (kpi, basis, amount, DUE)
    assert (saved.baseline_from, saved.baseline_to) == (date(2024, 3, 1), date(2025, 2, 28))
    assert saved.value == pytest.approx(value(saved.baseline))
    assert promised[0].startswith(BY_KEY[kpi].text(saved.value))
    assert promised[0] in [told.value for told in at.caption]
    card = "\n".join(told.value for told in go(at, "pages/overview.py").get_by_key(f"card_{kpi}").caption)
    assert f"Target {BY_KEY[kpi].text(saved.value)}" in card
    assert "by 30 Jun 2027" in card
    assert saved.target_id is not None
    remove_target(planned, saved.target_id)


def test_a_target_is_measured_from_what_was_chosen_and_says_so(planned: Store) -> None:
    """A value typed in from an old report: told where the target is set, on the card and on the board."""
    at = aimed(visit(PAGE), "csat_mean", "percent", 10)
    at.selectbox(key="target_csat_mean_start").set_value(BaselineKind.TYPED)
    at = run(at)
    assert "Give the baseline and the last day that it is of." in [told.value for told in at.caption]
    # The day before the rollout, unless another is given.
    assert at.date_input(key="target_csat_mean_start_as_of").value == date(2025, 2, 28)
    at.number_input(key="target_csat_mean_start_value").set_value(4.0)
    at.date_input(key="target_csat_mean_start_as_of").set_value(date(2024, 12, 31))
    at = run(at)
    promised = "4.40 points by 30 Jun 2027. Baseline: 4.00 points, typed in, as of 31 Dec 2024."
    assert promised in [told.value for told in at.markdown]
    at = click(at, "save_target")
    [saved] = [one for one in targets(planned) if one.baseline_kind is BaselineKind.TYPED]
    card = "\n".join(told.value for told in go(at, "pages/overview.py").get_by_key("card_csat_mean").caption)
    assert "measured from 4.00 points, typed in" in card
    assert "from 4.00 points, typed in; a straight way" in text(go(at, "pages/targets.py")).replace("\\", "")
    # The same choice stands in the fields that change it; another one is worked out anew.
    number = saved.target_id
    at = click(go(at, PAGE), f"change_target_{number}")
    assert at.number_input(key=f"change_{number}_csat_mean_start_value").value == 4.0
    at.selectbox(key=f"change_{number}_csat_mean_start").set_value(BaselineKind.LAST_YEAR)
    click(run(at), f"change_{number}_save")
    [changed] = [one for one in targets(planned) if one.target_id == number]
    assert (changed.baseline_kind, changed.baseline_from) == (BaselineKind.LAST_YEAR, date(2024, 3, 1))
    remove_target(planned, number or 0)


def test_a_target_of_one_branch_is_saved_for_it_alone(planned: Store) -> None:
    at = visit(PAGE)
    at.selectbox(key="target_scope").set_value("branch")
    at = run(at)
    assert at.selectbox(key="target_branch").options == planned.members("branch")
    at.selectbox(key="target_branch").set_value("East")
    at = click(aimed(at, "csat_mean", "absolute", 4.2), "save_target")
    saved = targets(planned)[-1] if targets(planned)[-1].kpi == "csat_mean" else targets(planned)[0]
    assert (saved.kpi, saved.dimension, saved.member, saved.value) == ("csat_mean", "branch", "East", 4.2)
    assert f"**Mean satisfaction** · {plain('Branch: East')}" in [told.value for told in at.markdown]


def test_a_relative_target_without_data_says_what_to_do(store: Store) -> None:
    at = aimed(visit(PAGE), "csat", "percent", 10)
    assert [told for told in at.warning if "to measure a change from" in told.value]
    assert [button.key for button in at.button if button.key == "save_target"] == []


def test_an_absolute_target_without_data_is_saved_and_says_that_there_is_no_baseline(store: Store) -> None:
    at = click(aimed(visit(PAGE), "csat", "absolute", 85), "save_target")
    assert [(target.value, target.baseline) for target in targets(store)] == [(85.0, None)]
    assert "85.0 % by 30 Jun 2027. There is no baseline: nothing was measured before." in text(at)


def test_a_target_is_removed(planned: Store) -> None:
    [target] = [target for target in targets(planned) if target.kpi == "nps"]
    at = click(visit(PAGE), f"remove_target_{target.target_id}")
    assert "nps" not in {target.kpi for target in targets(planned)}
    captions = [told.value for told in go(at, "pages/overview.py").get_by_key("card_nps").caption]
    assert "No target set" in captions


def test_only_kpis_with_a_better_side_can_have_a_target(store: Store) -> None:
    options = visit(PAGE).selectbox(key="target_kpi").options
    assert options == [kpi.title for kpi in BY_KEY.values() if kpi.better]


def test_another_scale_changes_the_mean_on_its_card(sample: Store) -> None:
    at = visit()
    at.toggle(key="all_kpis").set_value(True)
    before = {metric.label: metric.value for metric in run(at).metric}
    was = float(before["Mean satisfaction"].split()[0])
    low, high = 0, 100
    at = go(at, "pages/settings.py")
    at.number_input(key="csat_low").set_value(low)
    at.number_input(key="csat_high").set_value(high)
    at = click(run(at), "save_csat")
    assert scales(sample)["csat"] == Scale(low, high)
    at = go(at, "pages/overview.py")
    at.toggle(key="all_kpis").set_value(True)
    after = {metric.label: metric.value for metric in run(at).metric}
    now = float(after.pop("Mean satisfaction").split()[0])
    assert now == pytest.approx(low + (was - 1) / 4 * (high - low), abs=0.005 * (1 + (high - low) / 4))
    untouched = set(before) - {"Mean satisfaction", "Customer satisfaction (CSAT)"}
    assert {label: after[label] for label in untouched} == {label: before[label] for label in untouched}


@pytest.mark.parametrize("low, high", [(5, 5), (5, 1), (1, 5)])
def test_a_scale_without_a_range_or_a_change_cannot_be_saved(store: Store, low: float, high: float) -> None:
    at = visit("pages/settings.py")
    at.number_input(key="csat_low").set_value(low)
    at.number_input(key="csat_high").set_value(high)
    assert run(at).button(key="save_csat").disabled


def test_the_due_date_offered_lies_a_year_ahead(store: Store) -> None:
    assert visit(PAGE).date_input(key="target_due").value == date.today() + timedelta(days=365)
