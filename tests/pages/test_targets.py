"""The scoreboard: goals set in the page, and their statuses as the rows give them by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from scipy import stats
from streamlit.testing.v1 import AppTest

from data.records import Step
from data.store import Store, former_targets, remove_target, targets
from pages.parts.words import plain
from tests.pages.visiting import click, go, labels, run, text, visit

SETTING, BOARD = "pages/policy.py", "pages/targets.py"
ROLLOUT, BEFORE = date(2025, 3, 1), date(2024, 3, 1)
BADGE = re.compile(r":\w+-badge\[:material/\w+: ([^]]+)\]")
DAYS = (date(2025, 4, 20), date(2025, 8, 31), date(2025, 12, 31))


@dataclass(frozen=True)
class Published:
    """A goal as companies publish them, and the rows that it is worked out from, with those that hit.

    Of rows by the day of a list (``by_list``) those of the last list alone count.
    """

    kpi: str
    name: str
    percent: float
    due: date
    rows: str
    by_list: bool = False

    @property
    def is_count(self) -> bool:
        return "hit" not in self.rows


PUBLISHED = (
    Published(
        "csat",
        "Customer satisfaction (CSAT)",
        20,
        date(2025, 11, 30),
        "SELECT answered_at AS moment, csat >= 0.75 AS hit FROM answers WHERE csat IS NOT NULL",
    ),
    Published(
        "complaints",
        "Complaints received",
        -10,
        date(2026, 2, 28),
        "SELECT received_at AS moment FROM complaints",
    ),
    Published(
        "repeat_purchase",
        "Repeat purchases",
        15,
        date(2025, 12, 31),
        # Each list of the sample names everybody: whom it tells is all that there is as of its day.
        "SELECT last_day::TIMESTAMP AS moment, purchase_count >= 2 AS hit"
        " FROM customers_rows JOIN uploads USING (upload_id)"
        " WHERE purchase_count >= 1 AND undone_at IS NULL",
        by_list=True,
    ),
)


def of_last_list(store: Store, goal: Published, first: date, after: date) -> tuple[date, date] | None:
    """The month of the last list of some days, from its first day to that after it; None without a list."""
    with store.cursor() as cursor:
        found = cursor.execute(
            f"SELECT max(moment)::DATE FROM ({goal.rows}) WHERE moment >= ? AND moment < ?", [first, after]
        ).fetchone()
    if found is None or found[0] is None:
        return None
    month = pd.Timestamp(found[0]).to_period("M")
    return month.start_time.date(), (month + 1).start_time.date()


def value(store: Store, goal: Published, first: date, after: date) -> float:
    """A share in percent, or how many came a month, straight from the rows of some whole months."""
    if goal.by_list:
        first, after = of_last_list(store, goal, first, after) or (first, after)
    months = (after.year - first.year) * 12 + after.month - first.month
    what = f"count(*) / {months}" if goal.is_count else "100.0 * count(*) FILTER (hit) / count(*)"
    with store.cursor() as cursor:
        found = cursor.execute(
            f"SELECT {what} FROM ({goal.rows}) WHERE moment >= ? AND moment < ?", [first, after]
        ).fetchone()
    assert found is not None
    return float(found[0])


def by_hand(store: Store, goal: Published, day: date) -> str:
    """The status of a goal on a day: the months over by then, against the line from baseline to target."""
    baseline = value(store, goal, BEFORE, ROLLOUT)
    target = baseline * (1 + goal.percent / 100)
    over = (min(day, goal.due) + timedelta(days=1)).replace(day=1)
    first, begin = ROLLOUT, ROLLOUT
    if goal.by_list:
        listed, measured = (
            of_last_list(store, goal, ROLLOUT, over),
            of_last_list(store, goal, BEFORE, ROLLOUT),
        )
        if listed is None or measured is None:
            return "too little data"
        (first, over), begin = listed, measured[1]
    now = value(store, goal, ROLLOUT, over)
    better = 1 if goal.percent > 0 else -1
    if better * now >= better * target:
        return "met"
    if day >= goal.due:
        return "missed"
    middle = first + (over - timedelta(days=1) - first) / 2
    line = baseline + (target - baseline) * (middle - begin).days / (goal.due - begin).days
    kept_up = better * now >= better * line and not is_behind(store, goal, (baseline, target), over)
    return "on track" if kept_up else "at risk"


def is_behind(store: Store, goal: Published, way: tuple[float, float], over: date) -> bool:
    """Whether the last three of more than three months lie behind the line with all of their interval."""
    first = (pd.Timestamp(over) - pd.DateOffset(months=3)).date()
    if first <= ROLLOUT or goal.by_list:
        return False
    middle = first + (over - timedelta(days=1) - first) / 2
    line = way[0] + (way[1] - way[0]) * (middle - ROLLOUT).days / (goal.due - ROLLOUT).days
    with store.cursor() as cursor:
        sums = "count(*), 0" if goal.is_count else "count(*), count(*) FILTER (hit)"
        found = cursor.execute(
            f"SELECT {sums} FROM ({goal.rows}) WHERE moment >= ? AND moment < ?", [first, over]
        ).fetchone()
    assert found is not None
    n, hits = found
    if goal.is_count:
        # Byar's lower bound of a count, a month.
        return n * (1 - 1 / (9 * n) - 1.959964 / (3 * n**0.5)) ** 3 / 3 > line
    return 100 * stats.binomtest(hits, n).proportion_ci(method="wilson").high < line


def forget_all(store: Store) -> None:
    for target in targets(store):
        remove_target(store, target.target_id or 0)


def set_target(at: AppTest, kpi: str, basis: str, amount: float, due: date) -> AppTest:
    at.selectbox(key="target_kpi").set_value(kpi)
    at.selectbox(key="target_basis").set_value(basis)
    at.date_input(key="target_due").set_value(due)
    at = run(at)
    at.number_input(key=f"target_{kpi}_{basis}").set_value(amount)
    return run(at)


def statuses(at: AppTest) -> dict[str, str]:
    """KPI -> status, as the board shows them; of a KPI with several targets the first."""
    found: dict[str, str] = {}
    for target, status in rows(at):
        found.setdefault(target.split("**")[1], status)
    return found


def rows(at: AppTest) -> list[tuple[str, str]]:
    """The target and the status of each row of the board."""
    cells = [cell.value for column in at.columns for cell in column.markdown]
    told = [found[1] for cell in cells if (found := BADGE.match(cell))]
    return list(zip([cell for cell in cells if cell.startswith("**")], told, strict=True))


def test_published_goals_have_the_statuses_that_the_rows_give(sample: Store) -> None:
    forget_all(sample)
    at = visit(SETTING)
    for goal in PUBLISHED:
        at = click(set_target(at, goal.kpi, "percent", goal.percent, goal.due), "save_target")
    assert [target.kpi for target in targets(sample)] == [goal.kpi for goal in PUBLISHED]
    at = go(at, BOARD)
    seen = set()
    for day in DAYS:
        at.date_input(key="score_day").set_value(day)
        at = run(at)
        expected = {goal.name: by_hand(sample, goal, day) for goal in PUBLISHED}
        assert statuses(at) == expected, day
        seen |= set(expected.values())
    assert len(seen) >= 4


def test_a_changed_target_leaves_what_was_reported(sample: Store) -> None:
    [nps] = [target for target in targets(sample) if target.kpi == "nps"]
    number, today, start = nps.target_id, date.today(), nps.baseline or 0.0
    at = click(visit(SETTING), f"change_target_{number}")
    at.number_input(key=f"change_{number}_nps_points").set_value(2.0)
    at = click(run(at), f"change_{number}_save")
    [changed] = [target for target in targets(sample) if target.kpi == "nps"]
    assert (changed.value, changed.baseline, changed.held_from) == (start + 2, start, today)
    assert "Until" in text(at)
    at = go(at, BOARD)
    assert statuses(at)["Net promoter score (NPS)"] == "met"
    at.date_input(key="score_day").set_value(date(2025, 10, 31))
    assert statuses(run(at))["Net promoter score (NPS)"] == "on track"
    at = click(go(at, SETTING), f"remove_target_{number}")
    assert "nps" not in {target.kpi for target in targets(sample)}
    assert [former.target.value for former in former_targets(sample)] == [nps.value]


def test_steps_are_set_and_shown_and_what_cannot_be_is_refused(sample: Store) -> None:
    at = set_target(visit(SETTING), "csat", "absolute", 120, date(2026, 6, 30))
    assert [error.value for error in at.error] == [
        "Customer satisfaction (CSAT) can't be more than 100.0 %, and that comes to 120.0 % by 30 Jun 2026."
    ]
    assert at.button(key="save_target").disabled
    at = set_target(at, "csat", "absolute", 60, date(2026, 6, 30))
    assert any("worse than the baseline" in warning.value for warning in at.warning)
    at = set_target(at, "csat", "absolute", 85, date(2025, 2, 1))
    assert any("isn't after the rollout" in error.value for error in at.error)
    at = set_target(at, "csat", "absolute", 90, date(2026, 6, 30))
    at.toggle(key="target_stepped").set_value(True)
    at = run(at)
    at.session_state["target_steps_csat_absolute"] = {
        "edited_rows": {},
        "added_rows": [{"due": "2026-01-31", "amount": 85}, {"due": "2025-09-30", "amount": 80}],
        "deleted_rows": [],
    }
    at = click(run(at), "save_target")
    saved = targets(sample)[-1]
    assert saved.steps == (Step(date(2025, 9, 30), 80.0), Step(date(2026, 1, 31), 85.0))
    assert any(
        "On the way: 80.0 % by 30 Sept 2025, 85.0 % by 31 Jan 2026." in told.value for told in at.caption
    )


def test_the_board_says_who_is_held_to_the_company_s_target(sample: Store) -> None:
    at = visit(BOARD)
    told = [status for _target, status in rows(at)]
    counts = [f"{told.count(status)} {status}" for status in ("missed", "at risk", "on track")]
    expected = " · ".join([f"{told.count('met')} of {len(told)} targets met", *counts])
    assert f"## {plain(expected)}" in [markdown.value for markdown in at.markdown]
    at.button_group(key="score_scope").set_value("branch")
    at = run(at)
    told = [target for target, _status in rows(at)]
    assert sum("company target" in one for one in told) == len(told) - 1
    at.button_group(key="score_status").set_value(["missed"])
    assert set(statuses(run(at)).values()) == {"missed"}
    assert [button.key for button in at.get("download_button") if button.key] == ["score_xlsx", "score_csv"]


def test_without_targets_the_board_leads_to_setting_one(sample: Store) -> None:
    forget_all(sample)
    at = visit(BOARD)
    assert [info.value for info in at.info] == ["No target is set yet."]
    assert "Set a rollout and targets" in labels(at)
