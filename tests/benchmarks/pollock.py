"""How well the reader cuts real text files into tables: the Pollock score, at most 10.

The folder of Pollock's survey files and the scorer lie beside the checkout; run it as
``python -m tests.benchmarks.pollock``.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from data.files.grid import Rows
from data.files.reading import read
from data.finding.asides import sections_of
from data.finding.header_rows import heading_of, parts_of
from data.finding.profiles import Row, filled

MESSY = Path(__file__).resolve().parents[3] / "shared" / "messy"


def rows_of(path: str) -> list[list[str]]:
    """A file as its clean version has it: names in one row, all tables under one another, no titles."""
    cells = read(Path(path).read_bytes())[0].cells
    return [list(row) for row in _tables(cells)]


def _tables(cells: Sequence[Row]) -> list[Sequence[str]]:
    heading = heading_of(cells)
    if heading is None:
        return []
    names = [cells[place] for place in heading.rows]
    below = [
        (number, row) for number, row in enumerate(cells[heading.first :], heading.first + 1) if filled(row)
    ]
    sections = sections_of(Rows.of(below), names)
    rows = [_header(names, len(cells[0])), *(row for __, row in sections.rows)]
    if sections.others:
        rows += _tables(cells[sections.others[0][0][0] - 1 :])
    return rows


def _header(names: Sequence[Row], width: int) -> list[str]:
    """The names of columns; those of a table without names are numbered, as in the clean files."""
    if not names:
        return [f"col_{column}" for column in range(width)]
    return [" ".join(parts_of(names, column)) for column in range(width)]


def scorer() -> ModuleType:
    """The scorer that comes with the files; FileNotFoundError where they aren't beside the checkout."""
    spec = importlib.util.spec_from_file_location("score_pollock", MESSY / "score_pollock.py")
    if spec is None or spec.loader is None or not MESSY.is_dir():
        raise FileNotFoundError(MESSY)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores() -> tuple[dict[str, float], dict[str, list[float]]]:
    """The means over all files, and the ten numbers of each file."""
    found: Any = scorer().score_dir(str(MESSY / "pollock_survey"), rows_of)
    return found


if __name__ == "__main__":
    means, files = scores()
    for name, numbers in sorted(files.items(), key=lambda item: -sum(item[1])):
        print(f"{sum(numbers):7.3f}  {name}")  # noqa: T201
    print(means)  # noqa: T201
