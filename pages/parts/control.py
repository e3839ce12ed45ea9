"""Control after a rollout: when the next look is due, and which changes last."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.language import gettext as _
from data.store import Store, open_store, policies
from metrics.impact import watch_words
from metrics.impact.forest import Forest
from metrics.impact.verdict import Kind
from metrics.impact.watch import State, reached, schedule, today_for, watch
from metrics.impact.watch_words import Said
from metrics.rollouts import policy_of
from pages.parts.filters import Chosen
from pages.parts.words import plain

_UNKNOWN = ("gray", ":material/hourglass_empty:")
_LOOKS = {
    (Kind.IMPROVED, State.HOLDS): ("blue", ":material/check_circle:"),
    (Kind.IMPROVED, State.FADES): ("orange", ":material/trending_down:"),
    (Kind.IMPROVED, State.CANT_TELL): _UNKNOWN,
    (Kind.WORSENED, State.HOLDS): ("orange", ":material/warning:"),
    (Kind.WORSENED, State.FADES): ("blue", ":material/trending_up:"),
    (Kind.WORSENED, State.CANT_TELL): _UNKNOWN,
}


def section(store: Store, chosen: Chosen, found: Forest) -> None:
    """The section of the page Impact."""
    last = reached(found)
    if chosen.event is None or last is None:
        return
    st.header(_("Control: do the changes last?"))
    seen = watch(found, chosen.event.starts_on, last, _today(store, chosen, last))
    st.markdown(watch_words.headline(seen))
    st.markdown(f":material/event: {watch_words.next_look(seen.schedule)}")
    for said in watch_words.lines(seen.watched):
        _line(said)
    if seen.watched:
        st.caption(watch_words.method())


def due(chosen: Chosen, last: date | None) -> None:
    """A line where a look is to be made now; ``last`` is the last day of the data, None without any."""
    # Days that a person chose tell nothing of how far the data reach.
    if chosen.event is None or last is None or chosen.view.last is not None:
        return
    found = schedule(chosen.event.starts_on, last, _today(open_store(), chosen, last))
    if told := watch_words.due_now(found):
        st.page_link("pages/impact.py", label=told, icon=":material/event:")


def _today(store: Store, chosen: Chosen, last: date) -> date:
    """Today; for the sample company, whose time stands still, the day its data end."""
    return today_for(policy_of(policies(store), chosen.event), last)


def _line(said: Said) -> None:
    colour, icon = _LOOKS[said.kind, said.state]
    badge = f":{colour}-badge[{icon} {_(watch_words.STATE_WORDS[said.kind, said.state])}]"
    st.markdown(f"{badge} **{plain(', '.join(said.names))}**  \n:small[{plain(said.text)}]")
