"""Real lists of other people's customers through the page's own computation, with the answers known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.console.commands import main as load
from data.store import open_store
from metrics.console.commands import main

Asking = Callable[..., dict[str, Any]]


@pytest.fixture
def asking(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Loads a file and gives what the command tells of who stays."""
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))

    def ask(name: str, options: tuple[str, ...] = (), *asked: str) -> dict[str, Any]:
        file = str(shared / "real" / name)
        assert load(["load", file, "--snapshot-date", "2024-01-01", *options]) == 0
        capsys.readouterr()
        assert main(["retention", "--json", *asked]) == 0
        return json.loads(capsys.readouterr().out)

    yield ask
    open_store().close()


def test_telco_by_contract(asking: Asking) -> None:
    """Source: R's survival on the same 7,043 customers."""
    found = asking("telco_churn_ibm.csv", ("--map", "Contract=own:Contract"), "--by", "Contract")
    everyone = found["everyone"]
    assert (everyone["n"], everyone["left"], everyone["untold"], everyone["of_list"]) == (7043, 1869, 0, True)
    bounds = [everyone["after_a_year"][end] for end in ("value", "low", "high")]
    assert bounds == pytest.approx([0.8432, 0.8342, 0.8518], abs=5e-5)
    split = found["split"]
    assert split["logrank"]["statistic"] == pytest.approx(2352.873, abs=5e-4)
    assert split["logrank"]["df"] == 2
    assert "2,352.873" in split["figures"]
    assert "Log-rank" not in split["sentence"]
    # Nobody was seen for more than the six years of the list.
    [beyond] = found["cautions"]
    assert beyond.startswith("Nobody has been seen for longer than 72 months: a lifetime of 122.0 months")
    assert beyond.endswith("So does the lifetime value.")
    monthly = next(group for group in split["groups"] if group["name"] == "Month-to-month")
    assert monthly["median"] == {"value": 35, "low": 32, "high": 38}
    # One list of one day tells neither who came and went in which month, nor of cohorts.
    assert (found["months"], found["rollout"], found["cohorts"]["month"]["cells"]) == ([], None, [])


def test_who_complained_in_a_shop_left_more_often(asking: Asking, capsys: pytest.CaptureFixture[str]) -> None:
    found = asking("ecommerce_churn.xlsx")
    flagged = found["links"]["flagged"]
    shares = {side: round(flagged[side]["value"], 2) for side in ("complained", "others")}
    assert shares == {"complained": 31.67, "others": 10.93}
    assert [flagged[side]["n"] for side in shares] == [1604, 4026]
    assert flagged["complained"]["low"] < 31.67 < flagged["complained"]["high"]
    assert flagged["difference"]["low"] > 18
    assert found["everyone"]["untold"] == 264
    assert found["cautions"][0].startswith("Customer lifetime is of all 5,630 on the list: 264 of them don't")
    assert main(["worth", "--rollout", "2023-06-01"]) == 0
    assert "a list of one day alone, which can't show before and after" in capsys.readouterr().out
