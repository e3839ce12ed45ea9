"""What a policy is worth on the command line: where customers were kept, and where something is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.records import Policy, Rollout
from data.store import open_store, save_policy, save_version
from metrics.console.commands import main
from metrics.worth.assumptions import keep, suggested
from tests.metrics.worth import made


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))
    yield
    open_store().close()


def test_customers_that_were_kept_are_told_with_what_they_are_worth(
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = made.fill(open_store(), made.customers(1, 0.03, 0.012), made.complaints(1))
    save_policy(store, Policy("Call back", (Rollout(made.ROLLOUT),)))
    save_version(store, "acquisition_cost", 30)
    keep(store, suggested() | {"margin": 40.0, "cost_once": 10_000.0}, "Jana", date(2025, 5, 1))
    assert main(["worth", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["is_told"]) == ("improved", True)
    kept, left = answer["customers_kept"], answer["left"]
    assert 0 < kept["low"] <= kept["value"] <= kept["high"]
    profit, extra = answer["profit"]["value"], answer["extra_compensation"]["value"]
    assert profit == pytest.approx(0.4 * kept["value"] * answer["each"]["value"])
    assert left["value"] == pytest.approx(profit - extra - 10_000)
    assert answer["title"].startswith("About ")
    assert "customers kept since the policy" in answer["title"]
    assert answer["title"].endswith("; it has cost 10,000")
    assert "a real shift for the better" in answer["sentences"][0]


@pytest.mark.parametrize(
    "who, what, title, sentence",
    [
        (False, True, "What the policy is worth can't be told yet", "comes from a file of this kind"),
        (True, False, "It can't be told yet whether", "There are no data on Lifetime value"),
    ],
)
def test_what_is_missing_is_named(
    who: bool, what: bool, title: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [
        {key: value for key, value in one.items() if key not in ("mean_purchase", "purchases_per_month")}
        for one in made.customers(2, 0.02, 0.02, 300)
    ]
    made.fill(open_store(), people if who else [], made.complaints(2) if what else [])
    assert main(["worth", "--rollout", made.ROLLOUT.isoformat()]) == 0
    told = capsys.readouterr().out
    assert told.startswith(title)
    assert sentence in told
