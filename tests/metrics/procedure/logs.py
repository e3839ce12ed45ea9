"""Invented logs of complaints with every stage, and all that real ones have missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from numpy.random import Generator

from data.records import Preparation
from tests.data.store.preparations import prepared
from tests.metrics.companies import maybe, pick

Row = dict[str, Any]
FIRST = datetime(2024, 1, 3)
STAGES = ("received_at", "first_response_at", "analysed_at", "resolved_at", "told_at")


def complaint(chance: Generator, number: int) -> Row:
    """A complaint whose stages come in their order, nearly always, and are noted nearly always."""
    moment = FIRST + timedelta(minutes=int(chance.integers(120 * 24 * 60)))
    row: Row = {"complaint_id": maybe(chance, f"K{number}", 0.8), "received_at": moment}
    reached = int(chance.integers(1, 6))
    for stage in STAGES[1:]:
        moment += timedelta(minutes=int(chance.integers(-30, 6000)))
        done = STAGES.index(stage) < reached and chance.random() < 0.85
        row[stage] = max(moment, row["received_at"]) if done else None
    row["is_open"] = False if row["resolved_at"] else pick(chance, True, True, True, False, None)
    promised = row["received_at"] + timedelta(hours=int(chance.integers(200)))
    row["promised_at"] = pick(chance, None, promised, promised.replace(hour=0, minute=0))
    follow_up = row["resolved_at"] + timedelta(days=3) if row["resolved_at"] else None
    row |= {"followed_up_at": maybe(chance, follow_up, 0.4), "team": pick(chance, "North", "South", None)}
    row |= {"csat": maybe(chance, int(chance.integers(5)) / 4, 0.3), "customer_id": f"C{number % 40}"}
    return row


def logs(chance: Generator, size: int) -> list[Preparation]:
    """Two files of complaints, the second of later days and without some columns."""
    rows = sorted((complaint(chance, number) for number in range(size)), key=lambda row: row["received_at"])
    gone = {name for name in (*STAGES[1:], "followed_up_at", "team") if chance.random() < 0.3}
    at = int(chance.integers(1, size - 1))
    later = [{name: cell for name, cell in row.items() if name not in gone} for row in rows[at:]]
    return [
        prepared("complaints.log", rows[:at], file="early.csv"),
        prepared("complaints.log", later, file="late.csv"),
    ]
