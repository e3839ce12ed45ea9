"""``assessment`` and ``data round`` on the command line: opened, answered, closed, told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.console.commands import main as data_command
from data.questionnaires.workbook import template
from data.store import open_store, questionnaire_named, rounds, submit
from metrics.console.commands import main as metrics_command

Call = Callable[..., Any]
TODAY = date.today()
DAYS = ("--from", TODAY.isoformat(), "--to", (TODAY + timedelta(days=7)).isoformat())


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Call]:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))

    def ask(*arguments: str, code: int = 0) -> Any:
        command = metrics_command if arguments[0] == "assessment" else data_command
        assert command(arguments) == code
        said = capsys.readouterr()
        return json.loads(said.out) if "--json" in arguments else said.out + said.err

    yield ask
    open_store().close()


def test_what_cant_be_is_refused(call: Call) -> None:
    assert "No round" in call("round")
    assert "No round" in call("assessment", code=2)
    assert "--from and --to" in call("round", "--team", "North", code=1)
    assert "can't be read" in call("round", "--team", "N", *DAYS, "--questionnaire", "none.xlsx", code=1)
    call("round", "--team", "North", "--team", "South", *DAYS)
    assert "Choose one of: North, South" in call("assessment", "--team", "West", code=2)
    assert "no such round" in call("assessment", "--round", "9", code=2)


def test_a_round_from_its_opening_to_its_result(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "Ours.xlsx"
    file.write_bytes(template([]))
    (opened,) = call(
        "round", "--team", "North", "--team", "South", *DAYS, "--questionnaire", str(file), "--json"
    )
    assert (opened["teams"], opened["answers"]) == (["North", "South"], {"North": 0, "South": 0})
    store = open_store()
    keys = [one.key for one in questionnaire_named(store, opened["questionnaire"]).statements]
    for number, value in enumerate((3, 4, 5, 1)):
        team = "North" if number < 3 else "South"
        answers = dict.fromkeys(keys, value)
        submit(store, opened["token"], team, answers, f"a key of its own {number}", hindrance="No time")
    assert "the round runs until" in call("assessment")
    assert "North 3, South 1" in call("round", "--close", str(opened["round_id"]))
    assert rounds(store)[0].closed_on == TODAY
    answer = call("assessment", "--json")
    assert (answer["questionnaire"], answer["together"]["left_out"]) == ("Ours", ["South"])
    north, south = answer["teams"]
    assert (north["state"], north["total"], north["band"]) == ("told", 28, "Service is an asset")
    assert north["hindering"] == [{"words": "No time", "n": 3}]
    assert (len(north["statements"]), len(north["sections"])) == (25, 7)
    assert (south["state"], south["n"], south["total"], south["sections"]) == ("few", 1, 7, [])
    text = call("assessment", "--team", "North")
    assert answer["teams"][0]["headline"] in text
    assert "South" not in text
