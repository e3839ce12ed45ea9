from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from data.accounts import account
from data.console import options
from data.console.commands import main
from data.kinds import KINDS
from data.records import Choices
from data.specs import Scale
from data.store import complaints_numbered, open_store

ROOT = Path(__file__).resolve().parents[3]
KEYS = [
    "file", "kind", "layout", "sheet", "header_row", "rows", "loaded", "rejected", "replaced", "mapping",
    "problems", "upload_id", "status", "message", "notes", "question",
]  # fmt: skip

COMPLAINTS = """Ticket ID,Created,Closed,Team
1,2025-01-13,2025-01-14,North
2,2025-01-15,2025-01-16,South
3,not a day,2025-01-17,South
"""
COMPLAINTS_LATER = """Ticket ID,Created,Closed,Team
2,2025-01-15,2025-01-20,South
4,2025-01-21,2025-01-22,North
"""
SURVEY = "CSAT,Channel\n5,phone\n4,chat\n1,phone\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run the command line in a folder with files and a store of its own: exit code, output, errors."""
    for name, text in {
        "complaints.csv": COMPLAINTS,
        "later.csv": COMPLAINTS_LATER,
        "survey.csv": SURVEY,
        "empty.csv": "",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYPULSE_DB", "store.duckdb")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    yield call
    open_store().close()


def answers(told: tuple[int, str, str]) -> list[dict[str, Any]]:
    return json.loads(told[1])


def test_a_file_is_loaded_and_all_of_it_told(run: Run) -> None:
    code, out, _ = told = run("load", "complaints.csv", "--json")
    assert code == 0, out
    (answer,) = answers(told)
    assert list(answer) == KEYS
    assert {key: answer[key] for key in KEYS if key not in ("problems", "message")} == {
        "file": "complaints.csv",
        "kind": "complaints",
        "layout": "complaints.log",
        "sheet": answer["sheet"],
        "header_row": 1,
        "rows": 3,
        "loaded": 2,
        "rejected": 1,
        "replaced": 0,
        "mapping": {
            "Ticket ID": "complaint_id",
            "Created": "received_at",
            "Closed": "resolved_at",
            "Team": "team",
        },
        "upload_id": 1,
        "status": "loaded",
        "notes": [],
        "question": None,
    }
    assert answer["message"] == "2 rows loaded, 1 left out"
    (problem,) = answer["problems"]
    assert list(problem) == ["row", "column", "value", "reason", "left_out", "to_mend"]
    assert (problem["row"], problem["value"], problem["left_out"]) == (4, "not a day", True)
    assert open_store().rows("complaints") == 2


def test_a_later_file_replaces_and_undo_brings_back(run: Run) -> None:
    run("load", "complaints.csv")
    (later,) = answers(run("load", "later.csv", "--json"))
    assert (later["loaded"], later["replaced"], later["upload_id"]) == (2, 1, 2)
    code, out, _ = run("undo", "2", "--json")
    assert (code, json.loads(out)) == (0, {"upload_id": 2, "removed": 2, "restored": 1, "kept": 0})
    assert [upload["upload_id"] for upload in answers(run("uploads", "--json"))] == [1]


def test_the_same_file_again_is_a_duplicate_and_no_failure(run: Run) -> None:
    run("load", "complaints.csv")
    code, out, _ = told = run("load", "complaints.csv", "--json")
    (answer,) = answers(told)
    assert code == 0, out
    assert (answer["status"], answer["upload_id"], answer["loaded"]) == ("duplicate", 1, 0)
    assert "as upload 1" in answer["message"]


def test_one_file_that_fails_does_not_stop_the_others(run: Run) -> None:
    code, _, errors = told = run("load", "missing.csv", "empty.csv", "complaints.csv", "--json")
    assert code == 1
    assert [(answer["file"], answer["status"]) for answer in answers(told)] == [
        ("missing.csv", "refused"),
        ("empty.csv", "refused"),
        ("complaints.csv", "loaded"),
    ]
    assert "missing.csv: there is no such file. Check the name and the folder." in errors
    assert "empty.csv: " in errors
    assert "Traceback" not in errors


def test_the_name_is_the_one_on_the_command_line(run: Run, tmp_path: Path) -> None:
    named = str(tmp_path / "complaints.csv")
    (answer,) = answers(run("load", named, "--json"))
    assert answer["file"] == named
    assert answers(run("uploads", "--json"))[0]["file"] == "complaints.csv"


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    code, out, errors = run("load", str(tmp_path))
    assert (code, out) == (1, "")
    assert "is a folder. Name the files in it." in errors


def test_a_question_names_the_option_that_answers_it(run: Run) -> None:
    code, _, errors = told = run("load", "survey.csv", "--json")
    (answer,) = answers(told)
    assert code == 3
    assert (answer["status"], answer["upload_id"], answer["loaded"]) == ("needs_answer", None, 0)
    assert (answer["question"]["about"], answer["question"]["option"]) == ("date", "--date")
    assert "--date" in errors
    assert open_store().spans() == {}
    (answer,) = answers(run("load", "survey.csv", "--date", "2025-02-03", "--json"))
    assert (answer["status"], answer["loaded"]) == ("loaded", 3)
    span = open_store().span("answers")
    assert span
    assert {moment.date() for moment in span} == {date(2025, 2, 3)}


def test_a_question_comes_before_a_refusal_in_the_exit_code(run: Run) -> None:
    assert run("load", "missing.csv", "survey.csv", "complaints.csv")[0] == 3
    assert len(answers(run("uploads", "--json"))) == 1


def test_a_dry_run_keeps_nothing(run: Run) -> None:
    code, _, _ = told = run("load", "complaints.csv", "--dry-run", "--json")
    (answer,) = answers(told)
    assert code == 0
    assert (answer["status"], answer["rows"], answer["loaded"], answer["rejected"], answer["upload_id"]) == (
        "ready", 3, 2, 1, None)  # fmt: skip
    assert answers(run("uploads", "--json")) == []
    run("load", "complaints.csv")
    assert answers(run("load", "complaints.csv", "--dry-run", "--json"))[0]["status"] == "duplicate"


def test_headers_are_mapped_and_left_out(run: Run) -> None:
    (answer,) = answers(run("load", "complaints.csv", "--map", "Team=branch", "--map", "Closed=", "--json"))
    assert answer["mapping"] == {"Ticket ID": "complaint_id", "Created": "received_at", "Team": "branch"}
    assert open_store().members("branch") == ["North", "South"]


def test_a_scale_of_the_file_is_used(run: Run) -> None:
    run("load", "survey.csv", "--date", "2025-02-03", "--scale", "csat=1-10")
    with open_store().cursor() as cursor:
        found = cursor.execute("SELECT csat FROM answers ORDER BY row_number").fetchall()
    assert found == [(pytest.approx(4 / 9),), (pytest.approx(3 / 9),), (0.0,)]


def test_uploads_are_listed_with_all_fields(run: Run) -> None:
    code, out, _ = run("uploads")
    assert (code, out) == (0, "Nothing is loaded yet.\n")
    assert answers(run("uploads", "--json")) == []
    before = datetime.now(UTC)
    run("load", "complaints.csv")
    run("load", "later.csv")
    newest, first = answers(run("uploads", "--json"))
    assert (newest["upload_id"], first["upload_id"]) == (2, 1)
    assert before <= datetime.fromisoformat(first.pop("uploaded_at")) <= datetime.now(UTC)
    assert first == {
        "upload_id": 1, "file": "complaints.csv", "kind": "complaints", "layout": "complaints.log",
        "sheet": first["sheet"], "header_row": 1, "mapping": first["mapping"], "rows": 3, "loaded": 2,
        "rejected": 1, "replaced": 0, "uploaded_by": account(), "is_sample": False, "first_day": "2025-01-13",
        "last_day": "2025-01-15", "recorded": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    "layout, text, extra, view, span",
    [
        ("surveys.log", "Date,CSAT\n2025-01-13,5\n", (), "answers", ("2025-01-13", "2025-01-13")),
        ("contacts.log", "Call ID,Call date,Wait time (s)\n1,2025-01-13,20\n", (), "contacts",
         ("2025-01-13", "2025-01-13")),
        ("retention.customers", "Customer ID,Joined,Left\n1,2024-01-13,2025-02-20\n2,2024-03-14,\n", (),
         "customers", ("2024-01-13", "2025-02-20")),
        ("retention.snapshot", "Customer ID,Tenure,Churn\n1,12,Yes\n2,3,No\n",
         ("--snapshot-date", "2025-01-31"), "customers", ("2024-01-31", "2025-01-30")),
        ("retention.totals", "Month,Customers at start,Customers kept\n2025-01,250,240\n2025-02,260,250\n",
         (), "periods", ("2025-01-01", "2025-02-28")),
        ("operations.totals", "Quarter,Sold,Returned\nQ1 2025,250,10\n", (), "periods",
         ("2025-01-01", "2025-03-31")),
    ],
)  # fmt: skip
def test_every_layout_finds_its_place(
    run: Run, layout: str, text: str, extra: tuple[str, ...], view: str, span: tuple[str, str]
) -> None:
    Path("file.csv").write_text(text, "utf-8")
    code, _, errors = told = run("load", "file.csv", *extra, "--json")
    assert code == 0, errors
    (answer,) = answers(told)
    assert (answer["layout"], answer["loaded"]) == (layout, text.count("\n") - 1)
    assert {view: tuple(str(moment.date()) for moment in open_store().spans()[view])} == {view: span}
    (upload,) = answers(run("uploads", "--json"))
    assert (upload["first_day"], upload["last_day"]) == span
    Path("again.csv").write_text(text + "\n", "utf-8")
    (again,) = answers(run("load", "again.csv", *extra, "--json"))
    replaces = "retention" in layout or "operations" in layout or "ID" in text
    assert again["replaced"] == (answer["loaded"] if replaces else 0)


def test_people_read_words(run: Run) -> None:
    code, out, errors = run("load", "complaints.csv")
    assert (code, errors) == (0, "")
    assert out.startswith("complaints.csv: 2 rows loaded, 1 left out\n")
    assert "Complaints and tickets" in out
    assert "Upload number 1" in out
    assert "Created -> received_at" in out
    assert "row 4, Created, 'not a day': " in out
    assert "complaints.csv" in run("uploads")[1]
    assert run("undo", "1")[1] == (
        "Upload number 1 is undone, 2 rows taken away, 0 earlier rows brought back\n"
    )


def test_a_question_of_days_is_answered_with_an_example(run: Run) -> None:
    Path("types.csv").write_text("Complaint number,Category\n1,late\n2,broken\n", "utf-8")
    code, out, errors = run("load", "types.csv")
    assert (code, out) == (3, "")
    assert errors.endswith("Answer with --days, as in --days 2025-01-01..2025-12-31.\n")
    assert run("load", "types.csv", *errors.split()[-2:-1], errors.split()[-1].rstrip("."))[0] == 0


def test_an_unknown_upload_is_said_in_words(run: Run) -> None:
    code, out, errors = run("undo", "7", "--json")
    assert (code, out) == (1, "")
    assert errors == "There is no upload number 7; it may have been undone already.\n"


@pytest.mark.parametrize(
    "arguments, told",
    [
        ((), "required"),
        (("load",), "FILE"),
        (("lod", "a.csv"), "invalid choice"),
        (("load", "a.csv", "--kind", "sales"), "invalid choice"),
        (("load", "a.csv", "--date", "3.2.2025"), "'3.2.2025' isn't a date; write it like 2025-03-01"),
        (("load", "a.csv", "--snapshot-date", "2025-02-30"), "'2025-02-30' isn't a date"),
        (("load", "a.csv", "--days", "2023-12-31..2023-01-01"), "ends before it begins"),
        (("load", "a.csv", "--days", "2023-01-01"), "isn't a date; write it like"),
        (("load", "a.csv", "--map", "Team"), "'Team' isn't of the form Header=column"),
        (("load", "a.csv", "--map", "Team=colour"), "there is no column 'colour'"),
        (("load", "a.csv", "--scale", "csat=best"), "'best' isn't a scale; write it like 1-10"),
        (("load", "a.csv", "--scale", "csat=5-5"), "'5-5' isn't a scale"),
        (("load", "a.csv", "--scale", "team=1-5"), "there is no column 'team'"),
        (("load", "a.csv", "--day-first", "--month-first"), "not allowed with"),
        (("undo",), "ID"),
        (("undo", "first"), "invalid int value"),
    ],
)
def test_wrong_usage_is_told(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments, expected",
    [
        ((), Choices()),
        *((("--kind", kind), Choices(kind=kind)) for kind in KINDS),
        (("--map", "a=b=csat", "--map", "x="), Choices(mapping={"a=b": "csat", "x": None})),
        (("--date", "2025-02-03", "--snapshot-date", "2025-02-04"),
         Choices(date=date(2025, 2, 3), snapshot_date=date(2025, 2, 4))),
        (("--days", "2023-01-01..2023-12-31"), Choices(days=(date(2023, 1, 1), date(2023, 12, 31)))),
        (("--day-first",), Choices(day_first=True)),
        (("--month-first",), Choices(day_first=False)),
        (("--sheet", "May 2025"), Choices(sheet="May 2025")),
        (("--scale", "csat=1-10", "--scale", "ces=7-1", "--scale", "nps=-5-5"), Choices(scales={
            "csat": Scale(1, 10), "ces": Scale(1, 7, low_is_good=True), "nps": Scale(-5, 5)})),
    ],
)  # fmt: skip
def test_options_become_choices(arguments: tuple[str, ...], expected: Choices) -> None:
    given = options.parser().parse_args(["load", "a.csv", *arguments])
    assert options.choices(given) == expected


def test_a_store_that_is_held_is_told(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.duckdb")
    done = subprocess.run(
        [sys.executable, "-m", "data", "uploads", "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"POLICYPULSE_DB": str(store.path)},
        timeout=60,
    )
    store.close()
    assert (done.returncode, done.stdout) == (1, "")
    assert f"process {os.getpid()}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("told", ["own:Courier", "own:"])
def test_a_column_is_kept_and_the_next_file_mapped_the_same(run: Run, tmp_path: Path, told: str) -> None:
    (tmp_path / "may.csv").write_text("Response date,CSAT,Courier\n2025-05-01,4,A\n2025-05-02,5,B\n")
    (tmp_path / "june.csv").write_text("Courier,CSAT,Response date\nC,4,2025-06-01\nB,5,2025-06-02\n")
    (tmp_path / "july.csv").write_text("Courier,CSAT,Response date\nD,4,2025-07-01\nB,5,2025-07-02\n")
    code, out, errors = run("load", "may.csv", "--map", f"Courier={told}")
    assert code == 0, errors
    assert "Courier -> own:Courier" in out
    code, out, _ = run("load", "june.csv")
    assert "Mapped as in 'may.csv', loaded on" in out
    assert "Courier -> own:Courier" in out
    assert open_store().members("own_1") == ["A", "B", "C"]
    (answer,) = answers(run("load", "july.csv", "--fresh", "--json"))
    assert (answer["mapping"].get("Courier"), answer["notes"]) == (None, [])
    assert open_store().members("own_1") == ["A", "B", "C"]


def test_totals_keep_no_column_of_the_company_s_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "totals.csv").write_text("Month,Sold,Courier\n2025-01,4,A\n2025-02,5,B\n")
    code, _, errors = run("load", "totals.csv", "--map", "Courier=own:Courier")
    assert code == 1
    assert "'Courier' can't be kept to split by: the rows of this file are totals of periods." in errors


def test_a_complaint_is_recorded_changed_and_listed_in_one_line(run: Run) -> None:
    late = ("--set", "description=It came late")
    code, out, _err = run(
        "record", "--set", "received_at=2025-03-01 10:00", "--set", "csat=4", *late, "--json"
    )
    assert (code, json.loads(out)["complaint"]) == (0, "L-1")
    said = ("--set", "resolved_at=2025-03-01", "--set", "nature=Late")
    code, out, _err = run("record", "--change", "L-1", *said)
    assert code == 0
    assert "resolved_at: has no time of day, so it is taken as done at once" in out
    (kept,) = complaints_numbered(open_store(), "L-1")
    assert (kept.cells["csat"], kept.cells["nature"]) == (0.75, "Late")
    run("record", "--set", "received_at=2025-03-02", *late)
    run("load", "complaints.csv")
    lines = run("uploads")[1].splitlines()
    assert [line.split("  ")[0] for line in lines] == ["4", "-"]
    assert lines[1].endswith("2 complaints recorded in the page")


def test_the_log_is_said_to_be_complete_and_that_is_taken_back(run: Run) -> None:
    assert run("log", "--since", "2025-01-01")[0] == 1
    run("record", "--set", "received_at=2025-03-02", "--set", "nature=Late")
    since = json.loads(run("log", "--json")[1])["first"]
    code, out, _err = run("log", "--since", "2025-01-01", "--json")
    assert (code, json.loads(out)["first"], since > "2025-01-01") == (0, "2025-01-01", True)
    assert run("log", "--since", "2125-01-01")[0] == 1
    assert json.loads(run("log", "--take-back", "--json")[1])["first"] == since


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("--set", "nature=Late"), "received_at: the cell is empty"),
        (("--set", "received_at=2025-03-01"), "nature: say what the complaint is about"),
        (("--set", "received_at=soon"), "received_at: 'soon' is not a date"),
        (("--set", "received_at=2025-03-01", "--set", "csat=9"), "'9' is outside the scale from 1 to 5"),
        (("--set", "nature=Late", "--change", "L-9"), "There is no complaint number L-9."),
    ],
)
def test_a_complaint_that_a_file_would_not_bring_is_refused(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = run("record", *arguments)
    assert (code, out, told in err) == (1, "", True)
    assert "Nothing is loaded yet." in run("uploads")[1]
