"""The first steps as a page shows them: of the kind of user that is chosen, each with how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import streamlit as st

from data.language import gettext as _
from data.language import mark
from data.store import Store
from pages.parts import link
from pages.parts.first_steps import GUIDES, Fact, State, Step, facts

KEY = "guide"
_Colour = Literal["blue", "gray", "orange"]
_STATES: dict[State, tuple[str, str, _Colour]] = {
    State.DONE: (mark("done"), ":material/check_circle:", "blue"),
    State.READY: (mark("ready"), ":material/play_circle:", "gray"),
    State.WAITS: (mark("later"), ":material/hourglass_empty:", "gray"),
}
_NEXT: tuple[str, str, _Colour] = (mark("next"), ":material/arrow_forward:", "orange")


def draw(store: Store) -> None:
    """The steps of one kind of user, another to choose above them."""
    names = {key: _(guide.name) for key, guide in GUIDES.items()}
    link.offer(KEY, list(names), next(iter(names)), names)
    chosen = st.segmented_control(
        _("Who are you?"),
        list(names),
        key=KEY,
        required=True,
        format_func=lambda key: f"{GUIDES[key].icon} {names[key]}",
        label_visibility="collapsed",
    )
    known = facts(store, date.today())
    steps = GUIDES[chosen or next(iter(names))].steps
    to_do = next((step for step in steps if step.done and step.state(known) is State.READY), None)
    with st.container(key="first_steps"):
        for number, step in enumerate(steps, start=1):
            _step(number, step, known, is_next=step is to_do)


def _step(number: int, step: Step, known: Mapping[Fact, str], *, is_next: bool) -> None:
    with st.container(border=True, key=f"step_{number}"):
        told, place = st.columns([3, 1], vertical_alignment="center", gap="medium")
        with told:
            st.markdown(f"**{number}. {_(step.title)}**  \n{_(step.told)}")
            if step.more:
                st.markdown("\n".join(f"- **{_(name)}**: {_(meaning)}" for name, meaning in step.more))
        with place, st.container(gap="xsmall"):
            _badge(step.state(known), known.get(step.done, "") if step.done else "", is_next=is_next)
            st.page_link(step.page, label=_(step.label), icon=step.icon)


def _badge(state: State, shown: str, *, is_next: bool) -> None:
    word, icon, colour = _NEXT if is_next else _STATES[state]
    told = _("%(state)s: %(shown)s") % {"state": _(word), "shown": shown} if shown else _(word)
    st.badge(told, icon=icon, color=colour)
