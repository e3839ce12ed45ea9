"""Period totals made ready for the store: a row a period, dimensions and part."""

from __future__ import annotations

import pandas as pd

from data.cleaning import Cleaned
from data.kinds import DIMENSIONS
from data.language import gettext as _
from data.logs import Shaped, problems_where
from data.records import Choices
from data.tables import Layout


def shape_totals(cleaned: Cleaned, layout: Layout, _choices: Choices) -> Shaped:
    """The parts of each row in long form.

    Columns: ``row_number``, ``starts_on`` (datetime64[us]), ``months`` (the period's length, a fraction for
    weeks and days), the file's dimensions, ``part`` (the column's key) and ``value``.
    """
    frame, problems = cleaned.frame, []
    if "customers_end" in frame:
        grown = frame["customers_end"] > frame["customers_start"]
        problems = problems_where(
            frame,
            grown,
            "customers_end",
            cleaned,
            _("more than there were at the start: those still there at the end can't include new customers"),
            left_out=True,
        )
        frame = frame[~grown]
    return _long(frame, layout), problems


def _long(frame: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    dimensions = [dimension.key for dimension in DIMENSIONS if dimension.key in frame]
    parts = [
        column.key
        for column in layout.columns
        if column.key in frame and column.key not in (layout.moment, *dimensions)
    ]
    periods = frame["period"]
    placed = frame[["row_number", *dimensions, *parts]].assign(
        starts_on=pd.Series(
            [period.starts_on for period in periods], index=frame.index, dtype="datetime64[us]"
        ),
        months=pd.Series([period.months for period in periods], index=frame.index, dtype="float64"),
    )
    long = placed.melt(["row_number", "starts_on", "months", *dimensions], parts, "part", "value")
    return long.dropna(subset="value").sort_values(["row_number"], kind="stable", ignore_index=True)
