"""The table of the steps on the way to a target."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.language import gettext as _
from data.language import pmark
from data.records import Step
from pages.parts.days import FORMAT

DUE = pmark("deadline", "By")


def steps(key: str, label: str, given: tuple[Step, ...]) -> tuple[Step, ...]:
    """Days and amounts, those of whole rows alone, in their order; ``label`` has the unit."""
    table = st.data_editor(
        pd.DataFrame(
            {
                "due": pd.Series([step.due for step in given], dtype="datetime64[us]"),
                "amount": pd.Series([step.amount for step in given], dtype=float),
            }
        ),
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        key=key,
        column_config={
            "due": st.column_config.DateColumn(_(DUE), format=FORMAT, required=True),
            "amount": st.column_config.NumberColumn(label, format="%g", required=True),
        },
    )
    complete = table.dropna().sort_values("due", kind="stable")
    return tuple(
        Step(pd.Timestamp(due).date(), float(amount))
        for due, amount in zip(complete["due"], complete["amount"], strict=True)
    )
