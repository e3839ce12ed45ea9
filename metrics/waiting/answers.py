"""Unhappy answers of the last weeks: whom to call back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals.stable.v2 as nw
import pandas as pd

from data.specs import Scale
from metrics.query import Source

# How many days back an answer is worth a call.
CALL_BACK_DAYS = 28
# Answers of a recommendation up to this one are a detractor's.
MOST_OF_DETRACTORS = 6
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Answering:
    """A table in which customers answer: when, under which number, with what scores and which words."""

    table: str
    moment: str
    number: str
    scores: tuple[str, ...]
    comment: str = ""
    nature: str = ""
    customer: str = "customer_id"


TABLES = (
    Answering("surveys", "answered_at", "response_id", ("nps", "csat"), "comment"),
    Answering("complaints", "received_at", "complaint_id", ("csat",), "description", "nature"),
    Answering("contacts", "started_at", "contact_id", ("csat",), customer=""),
)


def lowest_two(scale: Scale) -> float:
    """Up to which position on a scale an answer is one of its lowest two, and below its middle."""
    step = 1 / scale.span
    return step + _ROUNDING if step < 1 / 2 else _ROUNDING


def unhappy(source: Source) -> tuple[pd.DataFrame, pd.Timestamp | None]:
    """The unhappy answers of the last ``CALL_BACK_DAYS`` days, a row each, and the moment of the last answer.

    The days are the last ones of the files, or of the page for what is recorded there. Columns: table,
    upload_id, row_number, number, since, ``as_of`` (the end of its source), customer_id, nps, csat, comment,
    nature, and the dimensions of their tables.
    """
    parts = [part for one in TABLES if len(part := _answers(source, one))]
    if not parts:
        return pd.DataFrame(), None
    of_page, moments = (pd.concat([part[name] for part in parts]) for name in ("of_page", "since"))
    ends = moments.groupby(of_page).max()
    lowest = lowest_two(source.scales()["csat"])
    found = [_unhappy(part.assign(as_of=part["of_page"].map(ends)), lowest) for part in parts]
    kept = [part for part in found if len(part)]
    return (pd.concat(kept, ignore_index=True) if kept else pd.DataFrame()), moments.max()


def _unhappy(part: pd.DataFrame, lowest: float) -> pd.DataFrame:
    first = part["as_of"].dt.normalize() - pd.Timedelta(days=CALL_BACK_DAYS - 1)
    low = (part["nps"] <= MOST_OF_DETRACTORS) | (part["csat"] <= lowest)
    return part[(part["since"] >= first) & low.fillna(False)]


def _answers(source: Source, of: Answering) -> pd.DataFrame:
    """The answers of a table that have a score and a moment; ``of_page`` says which are recorded there."""
    dimensions = [column.key for column in source.dimensions(of.table)]
    named = {"since": of.moment, "number": of.number, "customer_id": of.customer}
    named |= {"comment": of.comment, "nature": of.nature}
    frame = source.frame(of.table)
    frame = frame.filter(~nw.col(of.moment).is_null() & ~_all_missing(of.scores))
    columns = {name: nw.col(column) for name, column in named.items() if column}
    plain = ["upload_id", "row_number", *of.scores, *(key for key in dimensions if key != of.nature)]
    plain += ["recorded"] if of.table == "complaints" else []
    found = frame.select(*plain, **columns).collect("pandas").to_native()
    absent = {name: None for name in (*named, "nps") if name not in found}
    found = found.assign(table=of.table, **absent)
    numbers = {name: found[name].astype("Float64") for name in ("nps", "csat")}
    of_page = found["recorded"].astype("boolean").fillna(False).astype(bool) if "recorded" in found else False
    return found.assign(since=found["since"].astype("datetime64[us]"), of_page=of_page, **numbers)


def _all_missing(scores: Sequence[str]) -> nw.Expr:
    first, *others = scores
    missing = nw.col(first).is_null()
    for one in others:
        missing &= nw.col(one).is_null()
    return missing
