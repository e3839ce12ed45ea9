"""Prepared files made by hand: what preparation gives the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from data.kinds import layout_named
from data.records import Choices, Match, Preparation, Problem

START = datetime(2025, 1, 1, 9)
PERSON = {"customer_name": "Jan Kowalski", "customer_phone": None, "customer_email": "jan@example.org"}


def prepared(
    layout: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    file: str = "file.csv",
    problems: Iterable[Problem] = (),
    sheet: str | None = None,
    content: object = None,
) -> Preparation:
    """A file that is ready, with these rows; row numbers count from 2 unless given."""
    numbered = [{"row_number": position, **row} for position, row in enumerate(rows, start=2)]
    frame = pd.DataFrame(numbered)
    left_out = {problem.row for problem in problems if problem.left_out}
    headers = [str(name) for name in frame if name != "row_number"]
    return Preparation(
        file=file,
        sha256=hashlib.sha256(repr((content, numbered, file)).encode()).hexdigest(),
        status="ready",
        message="",
        choices=Choices(),
        sheet=sheet,
        header_row=1,
        layout=layout_named(layout),
        frame=frame,
        rows=len(numbered) + len(left_out),
        rejected=len(left_out),
        problems=tuple(problems),
        matches=tuple(
            Match(name.title(), position, name, 1.0, "the same word") for position, name in enumerate(headers)
        ),
    )


def complaints(
    *identities: str | None, file: str = "complaints.csv", content: object = None, **values: Any
) -> Preparation:
    """Complaints with these numbers, a day apart."""
    return prepared(
        "complaints.log",
        [
            {"complaint_id": identity, "received_at": START + timedelta(days=position), **values}
            for position, identity in enumerate(identities)
        ],
        file=file,
        content=content,
    )


def surveys(scores: Iterable[float], *, content: object = None, **values: Any) -> Preparation:
    """Survey answers without numbers, an hour apart."""
    return prepared(
        "surveys.log",
        [
            {"answered_at": START + timedelta(hours=position), "csat": score, **values}
            for position, score in enumerate(scores)
        ],
        file="survey.csv",
        content=content,
    )
