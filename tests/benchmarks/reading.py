"""How long files take from their bytes to the store, beside what pandas takes to read them alone.

``python -m tests.benchmarks.reading`` makes survey answers as they come out of systems, a workbook of 200,000
rows and text files of one and five million, with dates as ISO has them and as most of Europe writes. Each
is read in a process of its own that has read a small file before, as a server has: told are its time, and the
memory that it takes beyond what the process had.
``--share 0.01`` takes a hundredth of the rows, for a first look.
"""

from __future__ import annotations

import argparse
import gc
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

from data.preparing.preparation import prepare
from data.store import load, open_store
from tests.data.books import workbook

ISO, EUROPEAN = "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M"
COLUMNS = 10


@dataclass(frozen=True)
class Case:
    """A file, how many rows it has, and how our time and memory may compare with those of pandas."""

    name: str
    rows: int
    dates: str
    most_time: float
    most_memory: float | None = None

    @property
    def ending(self) -> str:
        return "xlsx" if self.name.startswith("xlsx") else "csv"


CASES = (
    Case("xlsx", 200_000, ISO, 1 / 8),
    Case("csv, European dates", 1_000_000, EUROPEAN, 2.5, 0.5),
    Case("csv, European dates", 5_000_000, EUROPEAN, 2.5, 0.5),
    Case("csv, ISO dates", 1_000_000, ISO, 2.5, 0.5),
    Case("csv, ISO dates", 5_000_000, ISO, 2.5, 0.5),
)


def answers(rows: int, dates: str | None) -> pd.DataFrame:
    """Survey answers of three years: 12 columns, dates as text where a form for them is given."""
    draw = np.random.default_rng(rows)
    seconds = np.sort(draw.integers(0, 3 * 365 * 86_400, rows))
    moments = pd.Timestamp("2022-01-01") + pd.to_timedelta(seconds, unit="s")

    def member(word: str, count: int) -> np.ndarray:
        return np.array([f"{word} {number}" for number in range(count)])[draw.integers(0, count, rows)]

    return pd.DataFrame(
        {
            "Response ID": [f"R{number:08d}" for number in range(rows)],
            "Date": moments.strftime(dates) if dates else moments,
            "Customer ID": [f"C{number:07d}" for number in draw.integers(0, rows // 4 + 1, rows)],
            "CSAT": draw.integers(1, 6, rows),
            "NPS": draw.integers(0, 11, rows),
            "CES": draw.integers(0, 6, rows),
            "Channel": member("Channel", 5),
            "Segment": member("Segment", 3),
            "Team": member("Team", 12),
            "Branch": member("Branch", 40),
            "Product": member("Product", 25),
            "Employee": member("Employee", 150),
        }
    )


def write(case: Case, path: Path) -> None:
    """Make the file of a case."""
    if case.ending == "csv":
        answers(case.rows, case.dates).iloc[:, :COLUMNS].to_csv(path, index=False)
        return
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Answers")
    table = answers(case.rows, None)
    sheet.append([*table.columns])
    for row in table.astype(object).itertuples(index=False):
        sheet.append([value.to_pydatetime() if isinstance(value, pd.Timestamp) else value for value in row])
    book.save(path)


@dataclass(frozen=True)
class Measure:
    """Seconds, and MiB beyond what the process had with the bytes of the file in hand."""

    seconds: float
    memory: float


def _by_pandas(path: Path) -> Callable[[bytes], object]:
    if path.suffix == ".xlsx":
        return lambda content: pd.read_excel(io.BytesIO(content), engine="openpyxl")
    day_first = "European" in path.stem
    return lambda content: pd.read_csv(io.BytesIO(content), parse_dates=["Date"], dayfirst=day_first)


def _by_us(path: Path) -> Callable[[bytes], object]:
    store = open_store(path.with_suffix(".duckdb"))
    prepare("small.csv", b"Date,CSAT\n2024-01-13,5\n")
    prepare("small.xlsx", workbook({"Data": [["Date", "CSAT"], ["2024-01-13", 5]]}))

    def load_all(content: bytes) -> None:
        result = load(store, prepare(path.name, content))
        if result.upload is None or result.upload.rejected:
            raise RuntimeError(result.message)

    return load_all


READERS = {"pandas": _by_pandas, "ours": _by_us}


def measure(reader: str, path: Path) -> Measure:
    """What reading a file takes in this process."""
    read, content = READERS[reader](path), path.read_bytes()
    gc.collect()
    # Linux forgets the highest use of memory so far.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, begin = _memory("VmRSS"), time.perf_counter()
    kept = read(content)
    taken = Measure(time.perf_counter() - begin, _memory("VmHWM") - before)
    del kept
    return taken


def _memory(line: str) -> float:
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(words.split()[1]) / 1024 for words in told.splitlines() if words.startswith(f"{line}:"))


def _measured(reader: str, path: Path) -> Measure:
    command = [sys.executable, "-m", "tests.benchmarks.reading", "--reader", reader, "--file", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Measure(*map(float, told.split()))


def compared(case: Case, folder: Path) -> tuple[str, bool]:
    """A line that tells how a case went, and whether it is as it should be."""
    path = folder / f"{case.name} {case.rows}.{case.ending}"
    write(case, path)
    theirs, ours = (_measured(reader, path) for reader in READERS)
    path.unlink()
    time_ratio, memory_ratio = ours.seconds / theirs.seconds, ours.memory / theirs.memory
    good = time_ratio <= case.most_time and memory_ratio <= (case.most_memory or memory_ratio)
    told = (
        f"{case.name}, {case.rows:,} rows: {ours.seconds:.2f} s to pandas' {theirs.seconds:.2f} s, "
        f"{time_ratio:.2f} times (at most {case.most_time:.3g}); {ours.memory:.0f} MiB to "
        f"{theirs.memory:.0f} MiB, {memory_ratio:.2f} times"
    )
    return told + (f" (at most {case.most_memory:.3g})" if case.most_memory else ""), good


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all cases; returns how many aren't as they should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--reader", choices=READERS)
    parser.add_argument("--file", type=Path)
    given = parser.parse_args(arguments)
    if given.reader:
        taken = measure(given.reader, given.file)
        sys.stdout.write(f"{taken.seconds} {taken.memory}\n")
        return 0
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            told, good = compared(replace(case, rows=int(case.rows * given.share)), Path(folder))
            sys.stdout.write(f"{'ok    ' if good else 'MISSED'} {told}\n")
            sys.stdout.flush()
            missed += not good
    return missed


if __name__ == "__main__":
    sys.exit(main())
