from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import pollock


@pytest.fixture(scope="module")
def scored(shared: Path) -> tuple[dict[str, float], dict[str, list[float]]]:
    assert shared / "messy" == pollock.MESSY
    return pollock.scores()


def test_the_score_that_was_reached_holds(scored: tuple[dict[str, float], dict[str, list[float]]]) -> None:
    means, __ = scored
    assert means["files"] == 46
    assert means["success"] == 1
    assert means["simple"] >= 9.8


def test_nearly_every_file_is_read_right(scored: tuple[dict[str, float], dict[str, list[float]]]) -> None:
    __, files = scored
    assert sum(sum(numbers) >= 9.7 for numbers in files.values()) >= 42
