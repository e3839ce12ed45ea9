"""Facts as the company reads them: scores on its own scales, durations in hours, judged by its standards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from data.kinds import DIMENSIONS
from data.specs import Scale
from metrics.channels import is_email
from metrics.standards import SATISFIED, Standards
from metrics.working_time import on_the_clock

COMMON_DIMENSIONS = tuple(column.key for column in DIMENSIONS)


@dataclass(frozen=True)
class FactTable:
    """A table of facts: when each begins and, where it lasts, when it ends."""

    key: str
    moment: str
    ended: str | None = None


FACT_TABLES = {
    table.key: table
    for table in (
        FactTable("answers", "answered_at"),
        FactTable("complaints", "received_at", "resolved_at"),
        FactTable("contacts", "started_at"),
        FactTable("customers", "joined_at", "left_at"),
        FactTable("operations", "starts_on"),
    )
}

# Those of single events, each with a day of its own.
LOGS = ("answers", "complaints", "contacts")


def read(
    frame: nw.LazyFrame[Any], table: str, scales: Mapping[str, Scale], standards: Standards
) -> nw.LazyFrame[Any]:
    """The rows of a fact table with the columns that KPI expressions use beside the stored ones.

    answers: csat_points and ces_points on the company's scales, csat_in_top_two by the scale of the day;
    complaints: durations in hours, by the clock and in working time; what the company's standards of the day
    of receipt make of each; how far its own file tells what became of it;
    contacts: answered_in_time by the standard of the day.
    """
    columns: dict[str, Callable[[], dict[str, nw.Expr]]] = {
        "answers": lambda: _scores(scales, standards),
        "complaints": lambda: _complaints(standards),
        "contacts": lambda: {"answered_in_time": _answered_in_time(standards)},
    }
    if table == "complaints" and standards.working:
        # In a step of its own, as long expressions would say it many times over.
        clocks = [on_the_clock(moment) for moment in ("received_at", "first_response_at", "resolved_at")]
        frame = frame.with_columns(**{name: column for clock in clocks for name, column in clock.items()})
    return frame.with_columns(**columns[table]()) if table in columns else frame


def _scores(scales: Mapping[str, Scale], standards: Standards) -> dict[str, nw.Expr]:
    csat, ces = scales["csat"], scales["ces"]
    return {
        "csat_points": csat.low + nw.col("csat") * csat.span,
        "csat_in_top_two": nw.col("csat") >= standards.number(SATISFIED, nw.col("answered_at")),
        "ces_points": ces.low + nw.col("ces") * ces.span,
    }


def _complaints(standards: Standards) -> dict[str, nw.Expr]:
    received, responded, resolved = (
        nw.col(name) for name in ("received_at", "first_response_at", "resolved_at")
    )
    return {
        "first_response_hours": _hours(received, responded),
        "resolution_hours": _hours(received, resolved),
        "first_response_working_hours": standards.worked("received_at", "first_response_at"),
        "resolution_working_hours": standards.worked("received_at", "resolved_at"),
        "known_hours": _hours(received, nw.col("known_until")),
        "resolution_standard": standards.number("resolution_hours", received),
        "email_standard": standards.number("email_hours", received),
        "is_email": is_email(nw.col("channel")),
        "promise_due": _due(nw.col("promised_at")),
        "paid": nw.when(nw.col("tells_compensation")).then(nw.col("compensation").fill_null(0)),
        "acquisition_cost": standards.number("acquisition_cost", received),
        "silent": standards.number("silent_ratio", received),
    }


def minutes_between(start: str, end: str) -> nw.Expr:
    """Whole minutes from one moment to another."""
    return (nw.col(end) - nw.col(start)).dt.total_minutes()


def _hours(start: nw.Expr, end: nw.Expr) -> nw.Expr:
    return (end - start).dt.total_seconds() / 3600


def _due(promised: nw.Expr) -> nw.Expr:
    """Until when a promise is kept: one for a day without a time holds until the day is over."""
    day = promised.dt.truncate("1d")
    return nw.when(promised == day).then(promised.dt.offset_by("1d")).otherwise(promised)


def _answered_in_time(standards: Standards) -> nw.Expr:
    """Whether a contact was answered by the last ring allowed, or in time where no rings are counted."""
    started, rings = nw.col("started_at"), nw.col("rings")
    by_ring = rings <= standards.number("rings", started)
    by_time = nw.col("wait_seconds") <= standards.number("answer_seconds", started)
    return nw.when(~rings.is_null()).then(by_ring).otherwise(by_time)
