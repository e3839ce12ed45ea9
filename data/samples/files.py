"""The sample data as a manager would upload it: CSV files with plain English headers."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data import kinds
from data.samples.company import LAST_DAY
from data.samples.complaints import complaints
from data.samples.contacts import contacts
from data.samples.customers import EARLIER_LISTS, lists
from data.samples.operations import operations
from data.samples.surveys import surveys
from data.specs import Column, Layout, Type

MOMENT = "%Y-%m-%d %H:%M:%S"


def files() -> dict[str, bytes]:
    """File name -> content of the sample files, in the order of loading; the same bytes at every call.

    The customers come as several lists, of which each later one replaces the rows of those before.
    """
    earlier = lists()
    members = earlier.pop(LAST_DAY)
    return {
        "sample-surveys.csv": _csv(surveys(members), kinds.SURVEYS),
        "sample-complaints.csv": _csv(complaints(members), kinds.COMPLAINTS),
        "sample-contacts.csv": _csv(contacts(members), kinds.CONTACTS),
        **{_name(day): _csv(listed, kinds.CUSTOMERS) for day, listed in earlier.items()},
        "sample-customers.csv": _csv(members, kinds.CUSTOMERS),
        "sample-operations.csv": _csv(operations(), kinds.OPERATIONS),
    }


def list_day(name: str) -> date | None:
    """The day on which an earlier list of customers was drawn; None for any other file."""
    return next((day for day in EARLIER_LISTS if _name(day) == name), None)


def _name(day: date) -> str:
    return f"sample-customers-{day:%Y-%m}.csv"


def _csv(frame: pd.DataFrame, layout: Layout) -> bytes:
    """The frame's columns in the layout's order, under the first header that means each."""
    columns = [column for column in layout.columns if column.key in frame]
    table = pd.DataFrame({header(column): _cells(frame, column) for column in columns})
    return table.to_csv(index=False, lineterminator="\n", date_format=MOMENT).encode()


def header(column: Column) -> str:
    """A column's header in the sample files, such as ``Answered at`` or ``CSAT``."""
    name = column.synonyms[0]
    return name.upper() if column.type is Type.SCORE else name.capitalize()


def _cells(frame: pd.DataFrame, column: Column) -> pd.Series:
    """Flags as yes and no; everything else as it is."""
    values = pd.Series(frame[column.key])
    if column.type is not Type.FLAG:
        return values
    return values.astype(object).replace({True: "yes", False: "no"})
