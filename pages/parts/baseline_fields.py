"""The fields of what a target is measured from."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.language import gettext as _
from data.records import BaselineKind, Start
from metrics.catalogue import kpi_named
from metrics.goals import baselines
from pages.parts.days import EARLIEST, FORMAT


def lacks(chosen: Start) -> str:
    """What is still to be given, in words; empty where nothing is."""
    if chosen.kind is BaselineKind.TYPED and (chosen.value is None or chosen.last is None):
        return _("Give the baseline and the last day that it is of.")
    if chosen.kind is not BaselineKind.SPAN:
        return ""
    if chosen.first is None or chosen.last is None:
        return _("Give the first and the last day of the baseline.")
    return _("The last day of the baseline lies before its first.") if chosen.last < chosen.first else ""


def start(prefix: str, key: str, given: Start, rollout: date | None) -> Start:
    """The fields of what a target is measured from; a typed value is at first of the day before a rollout."""
    kinds = list(baselines.KINDS)
    which, first_of, last_of = st.columns([2, 1, 1])
    kind = which.selectbox(
        _("Measured from"),
        kinds,
        index=kinds.index(given.kind),
        key=f"{prefix}_start",
        format_func=lambda one: _(baselines.KINDS[one]),
        help=_(
            "A change is measured from this baseline, and the way to the target begins there. It is frozen"
            " when the target is saved."
        ),
    )
    known = given if given.kind is kind else Start(kind)
    if kind is BaselineKind.SPAN:
        first = _day(first_of, _("First day"), known.first, f"{prefix}_start_first")
        return Start(kind, first, _day(last_of, _("Last day"), known.last, f"{prefix}_start_last"))
    if kind is BaselineKind.TYPED:
        label = _("Baseline in %(unit)s") % {"unit": kpi_named(key).axis}
        value = first_of.number_input(label, value=known.value, key=f"{prefix}_start_value", format="%g")
        of = known.last or baselines.as_of(rollout)
        last = _day(last_of, _("As of"), of, f"{prefix}_start_as_of")
        return Start(kind, last=last, value=value)
    return Start(kind)


def _day(place: DeltaGenerator, label: str, given: date | None, key: str) -> date | None:
    found = place.date_input(label, value=given, min_value=EARLIEST, format=FORMAT, key=key)
    return found if isinstance(found, date) else None
