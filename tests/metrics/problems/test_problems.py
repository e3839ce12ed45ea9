"""What to fix first, as a whole: by the command line, and of real files."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.preparing.preparation import prepare
from data.records import Choices
from data.store import load, open_store, scales
from metrics.console.commands import main
from metrics.facts import StoredFacts
from metrics.problems import wording
from metrics.problems.comments import Written, comments_like
from metrics.problems.ranking import counted, ranking
from metrics.windows import Days
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored


def rows() -> list[dict[str, Any]]:
    """Late five times, broken three times and slow once; all resolved, late ones sooner."""
    natures = ["Late"] * 5 + ["Broken"] * 3 + ["Slow", None]
    received = [datetime(2025, 1, 10 + place, 9) for place in range(len(natures))]
    return [
        {
            "received_at": day,
            "resolved_at": day + timedelta(hours=1 if nature == "Late" else 9),
            "is_open": False,
            "nature": nature,
            "team": "North",
        }
        for day, nature in zip(received, natures, strict=True)
    ]


def test_the_command_tells_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))
    load(open_store(), prepared("complaints.log", [*rows(), rows()[0] | {"team": "South"}]))
    assert (
        main(["problems", "--json", "--from", "2025-01-10", "--where", "team=North", "--rank", "time"]) == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["amount"], one["n"]) for one in told["problems"]] == [
        ("Broken", 27, 3),
        ("Slow", 9, 1),
        ("Late", 5, 5),
    ]
    assert (told["complaints"], told["unnamed"], told["top"]) == (9, 1, ["Broken", "Slow", "Late"])
    assert told["title"] == "Broken, Slow and Late take 100 % of the time to resolve"
    assert main(["problems", "--to", "2025-01-14"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Late makes 100 % of complaints"
    open_store().close()


REAL = [
    ("quejas_pamplona_2014_es.csv", "top_topics", "Limpieza y medio ambiente and Otros can't be told apart"),
    ("nyc311_sample.csv", "top_types", "The order of those next to each other may be chance."),
    (
        "reklamacje_pl.csv",
        "by_reason",
        "Opóźnienie and Uszkodzony produkt are level, at 136 complaints each.",
    ),
]


@pytest.mark.parametrize("name, answer, told", REAL)
def test_real_files_have_their_known_first_three(shared: Path, name: str, answer: str, told: str) -> None:
    manifest = json.loads((shared / "real" / "manifest.json").read_text("utf-8"))
    known = next(file["answers"][answer] for file in manifest if file["file"] == name)
    content = (shared / "real" / name).read_bytes()
    # That without dates has the days that a person says.
    chosen = Choices(kind="complaints", days=(date(2023, 1, 1), date(2023, 12, 31)))
    with stored() as store:
        ready = prepare(name, content, chosen, scales(store))
        assert load(store, ready).status == "loaded"
        found = ranking(counted(StoredFacts(store), Days(), ()), {}, {})
    wanted = dict(sorted(known.items(), key=lambda one: (-one[1], one[0]))[:3])
    assert {one.name: one.n for one in found.top} == wanted
    assert told in " ".join(wording.sureness(found, {}))


def test_comments_of_nobody_are_of_nothing() -> None:
    empty = Written(pd.DataFrame(columns=["nature"]), pd.DataFrame(columns=["nature", "comment"]))
    with stored() as store:
        found = comments_like(store, empty, "Late")
    assert (found.groups, found.n, found.of) == ((), 0, 0)
