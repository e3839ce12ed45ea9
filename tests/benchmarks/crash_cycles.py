"""Kill a process while it loads files, again and again, and look at what the store holds afterwards.

``python -m tests.benchmarks.crash_cycles 100`` runs a hundred cycles on a store in a temporary folder.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from data.store import Store, load, undo, uploads
from tests.data.store.preparations import complaints

ROOT = Path(__file__).resolve().parents[2]
ROWS = 400


def load_until_killed(path: Path, cycle: int) -> None:
    """Load file after file, checkpointing at times, and say each number once it is acknowledged."""
    store = Store(path)
    for turn in range(10_000):
        identities = [f"{cycle}-{turn}-{row}" for row in range(ROWS)]
        result = load(store, complaints(*identities, content=(cycle, turn), customer_name="Jan"))
        if turn % 5 == 4:
            with store.cursor() as cursor:
                cursor.execute("CHECKPOINT")
        if result.upload:
            sys.stdout.write(f"{result.upload.upload_id}\n")
            sys.stdout.flush()


def _killed_midway(path: Path, cycle: int) -> set[int]:
    """Numbers acknowledged by a process that is killed at a moment that differs by cycle."""
    command = [sys.executable, "-m", "tests.benchmarks.crash_cycles", str(path), str(cycle)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        timer = threading.Timer(random.Random(cycle).uniform(0, 0.4), process.kill)
        timer.start()
        # A last line that was cut short by the kill was not acknowledged.
        acknowledged = {int(line) for line in (first, *process.stdout) if line.endswith("\n")}
    timer.join()
    return acknowledged


def _failure(store: Store, acknowledged: set[int]) -> str | None:
    """What is wrong with the store after a kill; ``None`` where nothing is."""
    kept = {upload.upload_id for upload in uploads(store)}
    if lost := acknowledged - kept:
        return f"lost {sorted(lost)}"
    if len(kept - acknowledged) > 1:
        return f"more than the one being written: {sorted(kept - acknowledged)}"
    for table in ("complaints_rows", "people"):
        with store.cursor() as cursor:
            found = dict(cursor.execute(f"SELECT upload_id, count(*) FROM {table} GROUP BY 1").fetchall())
        if found != dict.fromkeys(kept, ROWS):
            return f"partial in {table}: {found}"
    return None


def cycles(path: Path, count: int) -> Iterator[tuple[int, str | None]]:
    """Run ``count`` kills on one store; yields what was acknowledged and the failure, if any, of each."""
    for cycle in range(count):
        acknowledged = _killed_midway(path, cycle)
        store = Store(path)
        yield len(acknowledged), _failure(store, acknowledged)
        for upload in uploads(store):
            undo(store, upload.upload_id)
        store.close()


def main(count: int) -> int:
    """Run the cycles and report; the exit code is 1 where any failed."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        results = list(cycles(Path(folder) / "crash.duckdb", count))
    failures = [failure for _, failure in results if failure]
    summary = (
        f"{count} kills in {time.monotonic() - started:.0f} s, "
        f"{sum(number for number, _ in results)} uploads acknowledged, {len(failures)} failures"
    )
    sys.stdout.write("\n".join((summary, *failures, "")))
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) == 3:
        load_until_killed(Path(sys.argv[1]), int(sys.argv[2]))
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
