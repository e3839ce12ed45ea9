"""All KPIs of surveys by month and team, beside one SQL query written by hand that gives the same parts."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from data.store import Store
from metrics.catalogue import KPIS
from metrics.counting.parts import period_parts
from metrics.facts import StoredFacts
from metrics.query import Query

ROWS = 10_000_000
RUNS = 5
MOST = 1.5
OF_SURVEYS = tuple(kpi.key for kpi in KPIS if kpi.table == "answers")

# Three years, in order of time as loaded files are; a tenth of each score is missing.
FILL = """
    INSERT INTO surveys_rows (upload_id, row_number, answered_at, csat, nps, ces, team, branch)
    SELECT 1, i, TIMESTAMP '2023-01-01' + to_seconds((i * 94608000.0 / {rows})::BIGINT),
        CASE WHEN hash(i, 1) % 10 > 0 THEN (hash(i, 2) % 5) / 4.0 END,
        CASE WHEN hash(i, 3) % 10 > 0 THEN hash(i, 4) % 11 END,
        CASE WHEN hash(i, 5) % 10 > 0 THEN (hash(i, 6) % 6) / 5.0 END,
        'Team ' || (hash(i, 7) % 8), 'Branch ' || (hash(i, 8) % 20)
    FROM range({rows}) AS t(i)
"""
RECORD = """
    INSERT INTO uploads (upload_id, file, sha256, kind, layout, mapping, choices, conversions, "rows", loaded,
        rejected, replaced, uploaded_at, uploaded_by, is_sample, first_day, last_day)
    VALUES (1, 'made.csv', '', 'surveys', 'surveys.log',
        '{{"Team": "team", "A": "csat", "B": "nps", "C": "ces"}}', '{{}}', '[]', {rows}, {rows}, 0, 0,
        now(), '', FALSE, DATE '2023-01-01', DATE '2025-12-30')
"""
BY_HAND = """
    SELECT date_trunc('month', answered_at) AS start, team,
        count(*) FILTER (WHERE csat >= 0.75 - 1e-9) AS satisfied, count(csat) AS answers,
        sum(1 + csat * 4) AS points, sum((1 + csat * 4) ** 2) AS squares,
        count(*) FILTER (WHERE nps >= 9) AS promoters,
        count(*) FILTER (WHERE nps > 6 AND nps < 9) AS passives,
        count(*) FILTER (WHERE nps <= 6) AS detractors,
        count(ces) AS rated, sum(ces * 5) AS ease, sum((ces * 5) ** 2) AS ease_squares,
        count(*) FILTER (WHERE csat IS NOT NULL OR nps IS NOT NULL OR ces IS NOT NULL) AS any_score
    FROM surveys_rows WHERE superseded_by IS NULL
    GROUP BY ALL ORDER BY start, team
"""


def main(rows: int = ROWS) -> int:
    """Tell both times and their ratio; the exit code is 1 where it takes more than ``MOST`` times as long."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.duckdb")
        with store.write() as cursor:
            cursor.execute(FILL.format(rows=rows))
            cursor.execute(RECORD.format(rows=rows))
        ours, by_hand = compared(store)
        store.close()
    sys.stdout.write(
        f"{rows:,} answers, {len(OF_SURVEYS)} KPIs, 36 months by team: {ours:.2f} s;"
        f" by hand {by_hand:.2f} s; {ours / by_hand:.2f} times\n"
    )
    return int(ours > MOST * by_hand)


def compared(store: Store) -> tuple[float, float]:
    """The best time of several runs of each, in turn, as others use the machine, too."""
    facts = StoredFacts(store)
    query = Query(OF_SURVEYS, split="team")
    ours, by_hand = [], []
    for _run in range(RUNS):
        by_hand.append(timed(lambda: _by_hand(store)))
        ours.append(timed(lambda: period_parts(facts, query)))
    _check(period_parts(facts, query), _by_hand(store))
    return min(ours), min(by_hand)


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _by_hand(store: Store) -> pd.DataFrame:
    with store.cursor() as cursor:
        return cursor.execute(BY_HAND).df()


def _check(parts: dict[str, pd.DataFrame], right: pd.DataFrame) -> None:
    """Both give the same parts."""
    pairs = {
        ("csat", "hits"): "satisfied",
        ("csat", "n"): "answers",
        ("csat_mean", "squares"): "squares",
        ("nps", "detractors"): "detractors",
        ("ces", "total"): "ease",
        ("answers", "events"): "any_score",
    }
    for (kpi, part), column in pairs.items():
        found = parts[kpi].set_index(["start", "split"])[part].sort_index()
        wanted = right.set_index(["start", "team"])[column].sort_index()
        assert abs(found.to_numpy() / wanted.to_numpy() - 1).max() < 1e-9, (kpi, part)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
