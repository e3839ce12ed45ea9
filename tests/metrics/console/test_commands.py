from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from data.own_kpis import Condition, OwnKpi, Quantity, Relation
from data.records import EventKind, Goal, Policy, Rollout, Target
from data.store import (
    assign_touchpoints,
    change_target,
    load,
    open_store,
    save_own_kpi,
    save_policy,
    save_target,
)
from data.touchpoints import Assignment
from metrics.catalogue import BY_KEY, choose_own
from metrics.console.commands import main
from metrics.facts import StoredFacts
from metrics.goals.targets import worked_out
from tests.data.store.preparations import prepared

Run = Callable[..., tuple[int, str, str]]

VALUE = {"kpi", "period", "split", "value", "low", "high", "n", "unit", "finished"}
SIDE = {"value", "low", "high", "n", "periods", "first", "last", "grain", "finished", "left_out"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    yield call
    open_store().close()


@pytest.fixture
def filled(run: Run) -> Run:
    """Answers of the first ten days of every month of 2023 and 2024, and complaints."""
    months = [datetime(2023 + number // 12, number % 12 + 1, 1, 9) for number in range(24)]
    answers = [
        {
            "answered_at": month + timedelta(days=day),
            "csat": (0.5 if day % 2 else 1.0) if month.year == 2023 else 1.0,
            "nps": float(score),
            "team": "North" if day % 2 else None,
        }
        for month in months
        for day, score in enumerate([10, 9, 9, 8, 7, 6, 3, 0, 10, 10])
    ]
    complaints = [
        {
            "received_at": month + timedelta(days=day),
            "resolved_at": None,
            "is_open": True,
            "nature": ("late", "broken")[day % 2],
        }
        for month in months
        for day in range(0, 31, 3)
        if (month + timedelta(days=day)).month == month.month
    ]
    load(open_store(), prepared("surveys.log", answers))
    load(open_store(), prepared("complaints.log", complaints))
    return run


def rows(told: tuple[int, str, str]) -> list[dict[str, Any]]:
    assert (told[0], told[2]) == (0, "")
    return json.loads(told[1])


def test_an_empty_store_is_no_failure(run: Run) -> None:
    assert rows(run("values", "--json")) == []
    code, told, wrong = run("values")
    assert (code, wrong) == (0, "")
    assert "There are no rows" in told
    answer = json.loads(run("compare", "csat", "--rollout", "2024-01-01", "--json")[1])
    assert (answer["before"], answer["after"], answer["difference"]) == (None, None, None)
    assert "no data yet" in answer["sentence"]


def test_every_kpi_with_data_has_a_row(filled: Run) -> None:
    found = rows(filled("values", "--json"))
    assert [row["kpi"] for row in found] == [
        key for key, kpi in BY_KEY.items() if kpi.table in ("answers", "complaints")
    ]
    assert all(set(row) == VALUE for row in found)
    assert {row["period"] for row in found} == {"all"}
    by_key = {row["kpi"]: row for row in found}
    assert by_key["nps"] == by_key["nps"] | {
        "value": pytest.approx(20),
        "n": 240,
        "unit": "points",
        "split": None,
    }
    assert by_key["ces"] == by_key["ces"] | {"value": None, "low": None, "high": None, "n": 0}
    assert by_key["backlog"]["value"] == by_key["complaints"]["value"] == by_key["complaints"]["n"]


@pytest.mark.parametrize(
    "by, first, periods",
    [
        ("day", "2023-01-01", 720),
        ("week", "2022-12-26", 103),
        ("month", "2023-01-01", 24),
        ("quarter", "2023-01-01", 8),
        ("year", "2023-01-01", 2),
        ("all", "all", 1),
    ],
)
def test_periods_of_every_length(filled: Run, by: str, first: str, periods: int) -> None:
    found = rows(filled("values", "--kpi", "nps", "--by", by, "--json"))
    assert (found[0]["period"], len(found)) == (first, pytest.approx(periods, abs=12 if by == "day" else 0))
    assert sum(row["n"] for row in found) == 240


def test_days_splits_and_conditions(filled: Run) -> None:
    days = ("--from", "2024-03-05", "--to", "2024-04-04", "--json")
    found = rows(filled("values", "--kpi", "answers", "--kpi", "csat", "--split", "team", *days))
    assert [(row["kpi"], row["split"], row["n"]) for row in found] == [
        ("answers", None, 5),
        ("answers", "North", 5),
        ("csat", None, 5),
        ("csat", "North", 5),
    ]
    found = rows(filled("values", "--kpi", "csat", "--where", "team=North", "--by", "year", "--json"))
    assert [(row["period"], row["n"], row["value"]) for row in found] == [
        ("2023-01-01", 60, 0.0),
        ("2024-01-01", 60, 100.0),
    ]
    both = rows(filled("values", "--kpi", "nps", "--where", "team=North", "--where", "team=", "--json"))
    assert both[0]["n"] == 240
    none = rows(filled("values", "--kpi", "nps", "--where", "team=North", "--where", "channel=x", "--json"))
    assert none == []


def test_natures_of_complaints(filled: Run) -> None:
    found = rows(filled("values", "--split", "nature", "--json"))
    assert {row["kpi"] for row in found} == {key for key, kpi in BY_KEY.items() if kpi.table == "complaints"}
    counts = [(row["split"], row["n"]) for row in found if row["kpi"] == "complaints"]
    assert [split for split, _ in counts] == ["late", "broken"]
    assert counts[0][1] > counts[1][1]


def test_stages_of_the_customer_s_way(filled: Run) -> None:
    code, _told, error = filled("touchpoints")
    assert code == 2
    assert "says the stage" in error
    assign_touchpoints(open_store(), Assignment("nature", (("late", "delivery"), ("broken", "after_sale"))))
    code, told, _error = filled("touchpoints", "--json")
    found = json.loads(told)
    asked = filled("values", "--kpi", "complaints", "--split", "nature", "--json")
    natures = {row["split"]: row["n"] for row in rows(asked)}
    of = [(one["name"], one["complaints"]["n"], one["score"]) for one in found["stages"]]
    assert code == 0
    assert of == [("Delivery", natures["late"], None), ("After-sale", natures["broken"], None)]
    assert found["title"] in filled("touchpoints", "--score", "csat")[1]


def test_a_kpi_asked_for_twice_is_told_once(filled: Run) -> None:
    assert len(rows(filled("values", "--kpi", "nps", "--kpi", "nps", "--json"))) == 1


def test_people_read_words(filled: Run) -> None:
    code, told, _ = filled("values", "--kpi", "nps", "--kpi", "ces", "--by", "year")
    assert code == 0
    lines = told.splitlines()
    assert len(lines) == 4
    assert all(
        word in lines[0] for word in ("Net promoter score", "2023-01-01", "20.0 points", "120 answers")
    )
    assert "nan" not in told.lower()


def test_a_comparison(filled: Run) -> None:
    answer = json.loads(filled("compare", "csat", "--rollout", "2024-01-01", "--json")[1])
    assert set(answer) == {
        *("kpi", "unit", "rollout", "before", "after", "difference"),
        *("missing_before", "missing_after", "sentence"),
    }
    assert set(answer["before"]) == set(answer["after"]) == SIDE
    assert set(answer["difference"]) == {"value", "low", "high"}
    assert (answer["before"]["value"], answer["after"]["value"]) == (50.0, 100.0)
    assert (answer["before"]["periods"], answer["after"]["n"]) == (12, 110)
    assert (answer["before"]["left_out"], answer["after"]["left_out"]) == (0, 0)
    assert (answer["before"]["first"], answer["after"]["first"]) == ("2023-01-01", "2024-01-01")
    assert answer["difference"]["value"] == 50.0
    words = filled("compare", "csat", "--rollout", "2024-01-01")
    assert words == (0, answer["sentence"] + "\n", "")
    for fact in ("satisfaction", "50.0 %", "100.0 %", "12 months", "120 answers", "+50.0 points", "95 %"):
        assert fact in answer["sentence"]


def test_a_comparison_of_some_rows(filled: Run) -> None:
    answer = json.loads(
        filled("compare", "csat", "--rollout", "2024-01-01", "--where", "team=North", "--json")[1]
    )
    assert (answer["before"]["value"], answer["before"]["n"]) == (0.0, 60)


def test_an_impact(filled: Run) -> None:
    answer = json.loads(filled("impact", "nps", "--rollout", "2024-01-01", "--json")[1])
    assert {
        *("before", "after", "difference", "verdict", "signals", "assurance", "decay", "sentence")
    } <= set(answer)
    assert {*("kind", "level", "slope", "method", "season")} <= set(answer["verdict"])
    assert (answer["verdict"]["before"], answer["verdict"]["after"]) == (12, 11)
    code, told, wrong = filled("impact", "nps", "--rollout", "2024-01-01")
    assert (code, wrong) == (0, "")
    assert told.splitlines()[:2] == [answer["title"], answer["sentence"]]


def test_an_impact_without_a_day_is_that_of_the_latest_policy(filled: Run) -> None:
    assert filled("impact", "csat")[0] == 2
    for name, day, kind in (
        ("First", date(2023, 6, 1), EventKind.POLICY),
        ("Promise", date(2024, 1, 1), EventKind.POLICY),
        ("Outage", date(2024, 6, 1), EventKind.OUTAGE),
    ):
        save_policy(open_store(), Policy(name, (Rollout(day),), kind=kind))
    answer = json.loads(filled("impact", "csat", "--json")[1])
    assert answer["rollout"] == "2024-01-01"
    assert (answer["verdict"]["before"], answer["verdict"]["after"]) == (7, 5)
    assert answer["verdict"]["reason"] == "too few"


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("impact", "csat"), ("--rollout",)),
        (("values", "--kpi", "happiness"), ("happiness", "csat_mean", "ltv")),
        (("compare", "happiness", "--rollout", "2024-01-01"), ("happiness", "csat_mean")),
        (("values", "--split", "mood"), ("mood", "team", "nature")),
        (("values", "--where", "mood=good"), ("mood", "team")),
        (("values", "--where", "team"), ("team=North",)),
        (("compare", "csat", "--rollout", "2024-01-01", "--where", "mood=good"), ("mood",)),
        (("values", "--from", "01.02.2024"), ("01.02.2024", "2025-03-01")),
        (("values", "--by", "decade"), ("decade",)),
        (("compare", "csat"), ("--rollout",)),
        (("report",), ("load a file first",)),
        (("report", "--kpi", "happiness"), ("happiness", "csat_mean")),
        (("report", "--format", "doc"), ("xlsx", "pptx")),
        (("report", "--out", "nowhere/report.xlsx"), ("nowhere/report.xlsx can't be written",)),
        ((), ("COMMAND",)),
    ],
)
def test_what_cannot_be_answered_is_told(
    run: Run, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    code, told, wrong = run(*arguments)
    assert (code, told) == (2, "")
    assert all(word in wrong for word in words)
    assert "Traceback" not in wrong


def test_an_impact_of_nobody_or_long_after_the_data_is_refused(filled: Run) -> None:
    code, told, wrong = filled("impact", "csat", "--rollout", "2024-01-01", "--where", "team=Nowhere")
    assert (code, told) == (2, "")
    assert "No row has team Nowhere. Choose one of: North" in wrong
    code, told, wrong = filled("impact", "--rollout", "2030-01-01")
    assert (code, told) == (2, "")
    assert "more than three years before 1 Jan 2030" in wrong


def test_days_the_wrong_way_round_have_no_values(filled: Run) -> None:
    assert rows(filled("values", "--from", "2024-05-01", "--to", "2024-04-01", "--json")) == []
    assert rows(filled("values", "--from", str(date(2030, 1, 1)), "--json")) == []


def test_a_store_that_cannot_be_opened(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.duckdb").write_text("not a store")
    with monkeypatch.context() as environment:
        environment.setenv("POLICYPULSE_DB", str(tmp_path / "broken.duckdb"))
        code, told, wrong = run("values")
    assert (code, told) == (1, "")
    assert "damaged" in wrong


@pytest.mark.parametrize("name", ["Courier", "courier ", "own_1"])
def test_a_dimension_of_the_company_s_own_goes_by_its_name_or_key(run: Run, name: str) -> None:
    answers = [
        {"answered_at": datetime(2024, 1, day), "csat": 1.0, "own:Courier": "DPD" if day < 9 else "UPS"}
        for day in range(1, 13)
    ]
    load(open_store(), prepared("surveys.log", answers))
    found = rows(run("values", "--kpi", "csat", "--split", name, "--json"))
    assert [(row["split"], row["n"]) for row in found] == [("DPD", 8), ("UPS", 4)]
    found = rows(run("values", "--kpi", "csat", "--where", f"{name}=UPS", "--json"))
    assert [row["n"] for row in found] == [4]
    assert rows(run("values", "--kpi", "churn", "--split", name, "--json")) == []
    code, _, wrong = run("values", "--split", "Driver")
    assert code == 2
    assert {"Courier", "nature", "employee"} <= set(wrong.replace(".", ",").replace(" ", "").split(","))


def test_targets_are_told_as_they_held_on_a_day(filled: Run) -> None:
    empty = json.loads(filled("targets", "--json")[1])
    assert (empty["total"], empty["targets"]) == (0, [])
    goal = Goal("nps", "points", 5, date(2024, 12, 31))
    saved = save_target(open_store(), worked_out(StoredFacts(open_store()), goal, date(2024, 1, 1)))
    change_target(open_store(), replace(saved, value=10.0, amount=-10.0), date(2024, 7, 1))
    code, told, _ = filled("targets", "--as-of", "2024-06-30", "--json")
    answer = json.loads(told)
    assert (code, answer["counts"]) == (0, {"at risk": 1})
    [score] = answer["targets"]
    assert (score["target"], score["value"], score["n"], score["last"]) == (25.0, 20.0, 60, "2024-06-30")
    assert json.loads(filled("targets", "--json")[1])["counts"] == {"met": 1}
    words = filled("targets", "--as-of", "2024-06-30")[1]
    assert all(word in words for word in ("0 of 1 target met", "25.0 points by 31 Dec 2024", "⚠ at risk"))
    code, _, wrong = filled("targets", "--as-of", "June")
    assert (code, "2025-03-01" in wrong) == (2, True)


def test_a_change_is_taken_apart(filled: Run) -> None:
    answer = json.loads(
        filled("change", "csat", "--from", "2023", "--to", "2024", "--by", "team", "--json")[1]
    )
    assert (answer["dimension"], answer["difference"]["value"]) == ("team", pytest.approx(50))
    assert answer["rate"] + answer["mix"] == pytest.approx(50)
    assert {member["member"] for member in answer["members"]} == {"North", None}
    code, told, wrong = filled("change", "csat", "--from", "2023", "--to", "2024")
    assert (code, wrong) == (0, "")
    assert told.startswith("Customer satisfaction (CSAT): up 50.0 points.")
    code, told, wrong = filled("change", "csat", "--from", "2023-Q5", "--to", "2024")
    assert (code, told) == (2, "")
    assert "2025-Q1" in wrong


def test_a_report_is_a_file_for_a_mail(filled: Run, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    asked = ("report", "--kpi", "csat", "--rollout", "2024-01-01", "--to", "2024-06-30")
    answer = json.loads(filled(*asked, "--lang", "ru", "--out", str(out), "--json")[1])
    assert answer == answer | {"file": str(out), "format": "xlsx", "language": "ru", "kpis": ["csat"]}
    assert answer["title"].startswith("Обслуживание")
    comparison = json.loads(filled("compare", "csat", "--rollout", "2024-01-01", "--json")[1])
    sheet: Any = load_workbook(out)["Удовлетворённость клиентов"]
    cells = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2) if row[0].value}
    assert cells["До"] == pytest.approx(comparison["before"]["value"])
    assert (cells["n"], cells["Последний день"].date()) == (60, date(2024, 6, 30))


def test_a_kpi_of_the_companys_own_is_told_like_any_other(filled: Run) -> None:
    late = Quantity((Condition("nature", Relation.ONE_OF, ("late",)),))
    own = OwnKpi("Late ones", "", "complaints", late, Quantity(), "%", 1, "lower", "we_do")
    key = save_own_kpi(open_store(), own).key
    try:
        (row,) = rows(filled("values", "--kpi", key, "--json"))
        natures = {
            one["split"]: one["n"]
            for one in rows(filled("values", "--kpi", "complaints", "--split", "nature", "--json"))
        }
        assert (row["n"], row["unit"]) == (sum(natures.values()), "%")
        assert row["value"] == pytest.approx(100 * natures["late"] / row["n"])
        assert rows(filled("values", "--json"))[-1]["kpi"] == key
        answer = json.loads(filled("compare", key, "--rollout", "2024-01-01", "--json")[1])
        assert answer["difference"]["value"] == pytest.approx(
            answer["after"]["value"] - answer["before"]["value"]
        )
        assert filled("change", key, "--from", "2023", "--to", "2024", "--by", "nature")[0] == 0
        save_target(open_store(), Target(key, "absolute", 40, 40, date(2025, 1, 1)))
        assert "Late ones" in filled("targets")[1]
    finally:
        choose_own(())
