from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from data.console.commands import main
from data.forms.templates import heading
from data.kinds import COMPANY_SCALES, KINDS, LAYOUTS
from data.preparing.preparation import prepare
from data.specs import Scale
from data.store import open_store, save_scale

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run the command line in a folder with a store of its own: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYPULSE_DB", "store.duckdb")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("answers.csv").write_text("Date,CSAT\n2025-01-01,4\n2025-01-02,\n2025-01-03,5\n", "utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    yield call
    open_store().close()


def first_sheet(file: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(Path(file).read_bytes()))
    return list(book.worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_of_every_kind_is_written(run: Run, kind: str) -> None:
    code, out, _ = run("template", kind, "--json")
    layout = next(layout for layout in LAYOUTS if layout.kind == kind)
    answer = json.loads(out)
    assert code == 0
    names = tuple(heading(column, COMPANY_SCALES) for column in layout.columns)
    assert first_sheet(answer["file"])[0] == names
    assert answer["rows"] == len(first_sheet(answer["file"])) - 1


def test_a_template_is_written_where_one_says(run: Run) -> None:
    assert run("template", "retention", "--layout", "totals", "-o", "mine.xlsx") == (
        0,
        "Written to mine.xlsx.\n",
        "",
    )
    assert first_sheet("mine.xlsx")[0][0] == "Period"


def test_a_template_has_the_companys_scale(run: Run) -> None:
    save_scale(open_store(), "csat", Scale(1, 10))
    run("template", "surveys", "-o", "mine.xlsx")
    checks = openpyxl.load_workbook("mine.xlsx").worksheets[0].data_validations.dataValidation
    assert [check.formula2 for check in checks if str(check.sqref).startswith("D")] == ["10"]


def test_a_file_that_is_there_is_left_alone(run: Run) -> None:
    Path("mine.xlsx").write_text("work of hours", "utf-8")
    code, _, errors = run("template", "surveys", "-o", "mine.xlsx")
    assert code == 1
    assert errors == "mine.xlsx is there already. Name another file with -o, or move it away.\n"
    assert Path("mine.xlsx").read_text("utf-8") == "work of hours"


@pytest.mark.parametrize(
    "arguments, code, told",
    [
        (
            ["template", "surveys", "-o", "no/such/folder.xlsx"],
            1,
            "can't be written: No such file or directory",
        ),
        (["template", "operations", "--layout", "log"], 1, "The layouts are: totals."),
        (["template", "surveys", "--layout", "snapshot"], 1, "The layouts are: log, totals."),
        (["left-out", "9"], 1, "There is no upload number 9"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: list[str], code: int, told: str) -> None:
    found, _, errors = run(*arguments)
    assert found == code
    assert told in errors


def test_rows_left_out_are_written_mended_and_loaded(run: Run) -> None:
    run("load", "answers.csv")
    assert run("left-out", "1", "-o", "left.xlsx") == (0, "1 row to mend is written to left.xlsx.\n", "")
    book = openpyxl.load_workbook("left.xlsx")
    assert [cell.value for cell in book.worksheets[0][2]] == [
        "CSAT: no score in this row",
        "3",
        "2025-01-02",
        None,
    ]
    book.worksheets[0]["D2"] = 3
    book.save("left.xlsx")
    assert run("load", "left.xlsx")[0] == 0
    assert open_store().rows("surveys") == 3


def test_the_file_is_named_after_the_upload(run: Run) -> None:
    run("load", "answers.csv")
    answer = json.loads(run("left-out", "1", "--json")[1])
    assert (answer["file"], answer["rows"]) == ("answers - left out.xlsx", 1)
    assert prepare("x.xlsx", Path(answer["file"]).read_bytes()).origin


def test_nothing_is_written_where_nothing_was_left_out(run: Run) -> None:
    Path("answers.csv").write_text("Date,CSAT\n2025-01-01,4\n", "utf-8")
    run("load", "answers.csv")
    before = set(Path.cwd().iterdir())
    assert run("left-out", "1") == (0, "Nothing was left out of upload number 1.\n", "")
    assert {path for path in Path.cwd().iterdir() if path.suffix == ".xlsx"} <= before
