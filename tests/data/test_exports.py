"""Exports of programs and registers as people keep them: invented rows under the headers that they have."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.preparing.preparation import prepare
from data.records import Choices
from tests.data.books import csv_text, workbook

FOLDER = Path(__file__).parent / "exports"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
TAKEN = Choices(snapshot_date=date(2024, 6, 1))


@pytest.mark.parametrize("name", list(EXPECTED))
def test_what_a_file_is_and_what_its_columns_mean(name: str) -> None:
    found = prepare(name, (FOLDER / name).read_bytes(), TAKEN)
    assert found.frame is not None, found.message
    assert found.layout is not None
    assert (found.layout.key, found.mapping) == (EXPECTED[name]["layout"], EXPECTED[name]["mapping"])
    assert found.rows - found.rejected == EXPECTED[name]["rows"]


def test_every_file_is_told_of() -> None:
    assert {path.name for path in FOLDER.glob("*.csv")} == set(EXPECTED)


@pytest.mark.parametrize(
    ("name", "column", "values"),
    [
        ("espera_miles_es.csv", "wait_seconds", [1234, 45, 310, 7, 88, 2015]),
        ("schulnote_gemischt_de.csv", "csat", [0.8, 0.8, 1, 0.6, 0.2]),
        ("zwischensummen_de.csv", "value", [1205, 310, 95, 40, 990, 280]),
        ("itogi_ru.csv", "value", [15, 6, 4, 9]),
        ("stand_in_dates.csv", "is_open", [False, True, True, False]),
        ("notka_pod_pivotem_pl.csv", "value", [12, 9, 15]),
    ],
)
def test_what_cells_mean(name: str, column: str, values: list[Any]) -> None:
    found = prepare(name, (FOLDER / name).read_bytes())
    assert found.frame is not None, found.message
    assert found.frame[column].tolist() == pytest.approx(values)


def frame(*rows: str) -> Any:
    ready = prepare("a.csv", csv_text(*rows))
    assert ready.frame is not None, ready.message
    return ready.frame


def test_who_gave_up_was_not_answered() -> None:
    found = frame("Call Id,Date,Queue,Wait Time,Abandoned", "1,2024-01-03,A,12,N", "2,2024-01-04,A,45,Y")
    assert found["answered"].tolist() == [True, False]
    assert "abandoned" not in found


def test_what_the_file_says_itself_goes_before_its_opposite() -> None:
    found = frame(
        "Call Id,Date,Answered,Abandoned",
        "1,2024-01-03,Y,Y",
        "2,2024-01-04,,Y",
        "3,2024-01-04,N,",
        "4,2024-01-05,Y,N",
    )
    assert found["answered"].tolist() == [True, False, False, True]


def test_two_answers_of_a_help_desk() -> None:
    found = frame(
        "Ticket ID,Created at,Type,Satisfaction rating",
        "1,2024-01-03,a,Good", "2,2024-01-04,a,Bad", "3,2024-01-05,a,Offered",
    )  # fmt: skip
    assert found["csat"].fillna(-1).tolist() == [1, 0, -1]


def test_days_count_as_days() -> None:
    found = frame("Ref No,Date Received,Nature of Complaint,Days to Resolve", "1,2024-01-03,Late,2")
    assert (found["resolved_at"] - found["received_at"]).dt.days.tolist() == [2]


def test_the_names_that_questions_have_beside_their_texts() -> None:
    found = prepare("qualtrics.csv", (FOLDER / "qualtrics.csv").read_bytes())
    assert (found.header_row, found.rows, found.rejected) == (2, 2, 0)


def test_a_register_with_a_title_and_two_rows_of_names() -> None:
    rows = [
        ["Rejestr reklamacji za I kw. 2024"],
        [],
        ["Zgłoszenie", None, "Klient", None, "Rozpatrzenie", None],
        ["Numer", "Data", "Imię i nazwisko", "Telefon", "Data", "Decyzja"],
        ["1", "2024-01-02", "Jan", "600", "2024-01-05", "uznana"],
        ["2", "2024-01-12", "Ewa", "601", "2024-01-15", "odrzucona"],
    ]
    asking = prepare("a.xlsx", workbook({"Dane": rows}))
    assert asking.question is not None
    assert (asking.question.about, asking.question.header) == ("column", "Zgłoszenie / Data")
    ready = prepare("a.xlsx", workbook({"Dane": rows}), Choices(mapping={"Zgłoszenie / Data": "received_at"}))
    assert (ready.status, ready.rows) == ("ready", 2)


@pytest.mark.parametrize("failed", ["#N/A", "#DIV/0!", "#ДЕЛ/0!", "#ADR!", "#NV", "Err:502"])
def test_a_formula_that_failed_is_told_by_row(failed: str) -> None:
    ready = prepare("a.csv", csv_text("Date,CSAT,Team", "2024-01-02,5,A", f"2024-01-03,{failed},{failed}"))
    told = [(problem.row, problem.column) for problem in ready.problems if "formula" in problem.reason]
    assert told == [(3, "CSAT"), (3, "Team")]


def test_numbers_that_lost_digits_are_not_taken_for_the_same() -> None:
    rows = [
        ["Customer id", "Date", "CSAT"],
        [3074457347487777543, "2024-01-02", 5],
        [3074457347487777999, "2024-01-03", 4],
    ]
    ready = prepare("a.xlsx", workbook({"Data": rows}))
    assert ready.frame is not None
    assert ready.frame["customer_id"].isna().all()
    assert [problem.row for problem in ready.problems] == [2, 3]


@pytest.mark.parametrize(
    "rows",
    [
        ("Employee ID,Name,Department,Hire date,Salary", "1,Ann,Sales,2020-01-02,1000"),
        ("Invoice No,Date,Customer,Amount,Status", "1,2024-01-02,Acme,100,Paid", "2,2024-01-03,Beta,50,Open"),
        ("Order ID,Order date,Customer ID,Product,Quantity,Price", "1,2024-01-02,C1,Lamp,2,10"),
        ("date,temperature,city", "2024-01-02,5,Oslo", "2024-01-03,7,Oslo"),
        ("Data operacji;Opis;Kwota;Saldo", "2024-01-02;Przelew;100,00;200,00"),
        ("Data;Godzina;Temat;Osoba", "2024-01-02;10:00;Budżet;Jan", "2024-01-03;11:00;Plan;Ewa"),
        ("Konto;styczeń 2024;luty 2024;marzec 2024", "Płace;100;100;110", "Media;10;12;9"),
        ("First Name,Last Name,Email,Phone", "A,B,a@b.c,1"),
        ("Task,Assignee,Status,Due date,Created", "Fix,Ann,Done,2024-02-01,2024-01-02"),
        ("Pracownik;Data;Godziny;Projekt", "Jan;2024-01-02;8;X"),
        ("Month,Sales,Region", "2024-01,100,N", "2024-02,120,N"),
        ("date,location,cases,deaths", "2024-01-02,PL,5,0"),
        ("title,release_date,rating,genre", "A,2020-01-02,7.5,drama"),
    ],
    ids=lambda rows: rows[0][:24],
)
def test_tables_of_other_things_are_never_loaded_unasked(rows: tuple[str, ...]) -> None:
    found = prepare("a.csv", csv_text(*rows))
    assert found.frame is None
    assert found.status in ("refused", "needs_answer")
