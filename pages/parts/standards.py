"""The company's standards on the settings page: what holds, since when, and what it used to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import formats
from data.language import gettext as _
from data.store import Store, Version, remove_version, save_version
from metrics.catalogue import all_kpis
from metrics.standards import STANDARDS, Standard, WrongStandardError, checked, standards, with_unit
from pages.parts import session
from pages.parts.days import EARLIEST, FORMAT

_ALL = tuple(standard.key for standard in STANDARDS)


def section(store: Store, keys: Sequence[str] = _ALL) -> None:
    """The standards that are one number: all of them, or those of some keys."""
    known = standards(store)
    for standard in STANDARDS:
        if standard.key in keys:
            with st.container(border=True, key=f"standard_{standard.key}"):
                _standard(store, standard, known.numbers[standard.key])


def _standard(store: Store, standard: Standard, versions: tuple[Version, ...]) -> None:
    st.markdown(f"**{_(standard.name)}**")
    st.caption(_(standard.explanation))
    st.caption(_("It decides: %(kpis)s") % {"kpis": ", ".join(_kpis(standard.key))})
    if not versions:
        st.info(_("Not set yet: what hangs on it has no value."), icon=":material/info:")
    for version in versions:
        own = version.since is not None or version.value != standard.default
        if history(standard.key, version, with_unit(standard, version.value), removable=own):
            remove_version(store, standard.key, version.since)
            st.rerun()
    _change(store, standard)


def _kpis(key: str) -> list[str]:
    # Rings and seconds decide the same.
    return [kpi.title for kpi in all_kpis() if kpi.standard == {"rings": "answer_seconds"}.get(key, key)]


def history(key: str, version: Version, held: str, *, removable: bool) -> bool:
    """One value that holds from a day on, with a button that takes it back; whether that was pressed."""
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.markdown(since(version.since, held))
    day = version.since.isoformat() if version.since else "always"
    return removable and button.button(_("Remove"), key=f"remove_{key}_{day}", icon=":material/delete:")


def since(day: date | None, held: str) -> str:
    """What holds from a day on, in words."""
    if day is None:
        return _("%(held)s, from the beginning") % {"held": held}
    return _("%(held)s, from %(day)s on") % {"held": held, "day": formats.day(day)}


def _change(store: Store, standard: Standard) -> None:
    number, day, button = st.columns([2, 2, 1], vertical_alignment="bottom")
    value = number.number_input(
        _("New value in %(unit)s") % {"unit": _(standard.unit)},
        value=None,
        key=f"value_{standard.key}",
        format="%g",
    )
    start = from_day(day, standard.key)
    if value is not None:
        too_late(start)
    if button.button(_("Save"), key=f"save_{standard.key}", disabled=value is None):
        try:
            save_version(store, standard.key, checked(standard, value), start)
        except WrongStandardError as error:
            st.error(str(error), icon=":material/error:")
        else:
            st.rerun()


def too_late(start: date | None) -> None:
    """That what holds from a day after all data changes nothing yet."""
    latest = max((last.date() for __, last in session.facts().spans().values()), default=None)
    if start and latest and start > latest:
        words = {"day": formats.day(latest)}
        st.caption(_("Your data end on %(day)s: until later ones are loaded, nothing changes.") % words)


def from_day(place: DeltaGenerator, key: str) -> date | None:
    """The day from which a new value holds; None where the field is emptied."""
    chosen = place.date_input(
        _("Holds from"),
        value="today",
        min_value=EARLIEST,
        format=FORMAT,
        key=f"since_{key}",
        help=_("Empty the field where it has held from the beginning of your data."),
    )
    return chosen if isinstance(chosen, date) else None
