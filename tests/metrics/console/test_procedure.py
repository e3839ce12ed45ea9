"""``procedure`` and ``waiting`` on the command line: what the pages tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data.records import Policy, Rollout
from data.store import load, open_store, save_policy
from data.store.callbacks import mark_done
from data.store.rows import RowKey
from metrics.console.commands import main
from tests.data.store.preparations import START, prepared

Ask = Callable[..., str]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))

    def call(*arguments: str) -> str:
        assert main(arguments) == 0
        return capsys.readouterr().out

    yield call
    open_store().close()


def complaints() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number in range(60):
        at = START + timedelta(hours=number)
        resolved = at + timedelta(hours=5) if number % 20 else None
        rows.append({"complaint_id": f"K{number}", "received_at": at, "resolved_at": resolved})
        rows[-1] |= {"is_open": resolved is None, "team": ("North", "South")[number % 2]}
    return rows


def test_both_commands_tell_what_the_pages_tell(ask: Ask) -> None:
    assert "No complaints are loaded" in ask("procedure")
    load(open_store(), prepared("complaints.log", complaints()))
    answer = json.loads(ask("procedure", "--by", "team", "--json"))
    assert answer["headline"] == "Half of the complaints take longer than 5 hours from receipt to resolution"
    assert [one["stage"] for one in answer["stages"]] == ["received", "resolved"]
    assert [one["member"] for one in answer["by"][0]["members"]] == ["North", "South"]
    assert answer["headline"] in ask("procedure", "--by", "team", "--where", "team=North")
    items = json.loads(ask("waiting", "--json"))["items"]
    assert [one["number"] for one in items] == ["K0"]
    assert "No. K0" in ask("waiting")
    mark_done(open_store(), RowKey("complaints", 1, 2), "resolve", "No. K0")
    assert ask("waiting").startswith("All that is left to do is hidden")


def test_the_latest_policy_that_reached_those_looked_at_is_the_one(ask: Ask) -> None:
    """Two policies: each command takes the later one, as the pages do."""
    load(open_store(), prepared("complaints.log", complaints()))
    days = [START.date() + timedelta(days=days) for days in (1, 2)]
    for day in days:
        save_policy(open_store(), Policy(f"Policy of {day}", (Rollout(day),)))
    assert json.loads(ask("procedure", "--json"))["rollout"]["rollout"] == days[1].isoformat()
    asked = json.loads(ask("procedure", "--rollout", days[0].isoformat(), "--json"))
    assert asked["rollout"]["rollout"] == days[0].isoformat()
    assert main(["retention", "--where", "nature=Billing"]) == 2
