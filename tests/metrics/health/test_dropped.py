"""What was dropped or doubled in a file is told, when it is loaded and in the health of the data."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from data.preparing.preparation import prepare
from data.store import load, open_store
from metrics.health.examination import examine
from metrics.health.findings import About
from metrics.health.headline import headline

DAYS = [date(2024, 1, 1) + timedelta(days=number // 4) for number in range(400)]


def survey(scores: list[str], *, numbered: bool) -> bytes:
    """A survey of these scores, four a day; an answer's number tells rows alike apart."""
    rows = [
        f"{'' if not numbered else f'R{number},'}{day},{score},9"
        for number, (day, score) in enumerate(zip(DAYS, scores, strict=True))
    ]
    header = f"{'Response ID,' if numbered else ''}Survey date,Satisfaction,Would you recommend us? (0-10)"
    return "\n".join([header, *rows]).encode()


@pytest.mark.parametrize(
    "numbered, odd, about, named",
    [
        (True, ["0", "0.7", "0.7", "0.9"], {About.UNREAD}, "couldn't be read in 4 rows"),
        (False, [], {About.MAYBE_ALIKE}, "rows that repeat another one"),
        (True, [], set(), "can be trusted"),
    ],
)
def test_only_whole_data_can_be_trusted(
    tmp_path: Path, numbered: bool, odd: list[str], about: set[About], named: str
) -> None:
    scores = [*odd, *Random(1).choices("12345", k=400 - len(odd))]
    found = prepare("survey.csv", survey(scores, numbered=numbered))
    assert [problem.value for problem in found.problems] == odd
    assert any("repeat another one in every column" in note for note in found.notes) is not numbered
    store = open_store(tmp_path / "store.duckdb")
    load(store, found)
    health = examine(store)
    store.close()
    assert {one.about for one in health.findings} == about
    assert named in headline(health)
