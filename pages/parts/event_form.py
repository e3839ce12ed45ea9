"""The form of a policy or another event: its words by what it is, for whom it was, and on which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.language import mark
from data.records import EventKind, Policy, Rollout
from pages.parts import session
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

_EVERYONE = "everyone"
_USUAL_NAME = mark("Customer-service policy")
_UNTIL = mark(
    "With a last day, the months (or weeks) that it touches are left out of all verdicts, and the rest"
    " counts as before. Without one, what comes after it is taken for another time, and no verdict looks"
    " across its first day."
)


@dataclass(frozen=True)
class Words:
    """What the form asks, and says, of a kind of event."""

    scope: str
    at_once: str
    day: str
    empty: str
    save: str
    saved: str


_OF_POLICIES = Words(
    scope=mark("Rolled out for"),
    at_once=mark("everyone at once"),
    day=mark("Took effect on"),
    empty=mark("Leave the day empty where the policy does not apply."),
    save=mark("Save the policy"),
    saved=mark("This policy is saved already."),
)
_OF_OTHERS = Words(
    scope=mark("Whom did it reach?"),
    at_once=mark("everyone"),
    day=mark("First day"),
    empty=mark("Leave the days empty where it reached nobody."),
    save=mark("Save the event"),
    saved=mark("This event is saved already."),
)


def words_of(kind: EventKind) -> Words:
    """The words for a policy, or for what else takes effect on a day."""
    return _OF_POLICIES if kind is EventKind.POLICY else _OF_OTHERS


def filled_in() -> Policy:
    """Draw the form; what it holds now, which may lack a name or days."""
    kind = EventKind(
        st.selectbox(
            _("What is it?"),
            list(EventKind),
            key="policy_kind",
            format_func=lambda kind: _(EventKind(kind).called),
            on_change=_rename,
            help=_(
                "Anything but a policy is kept apart from what a policy did: enter outages, seasons and new"
                " prices, so that they aren't taken for it."
            ),
        )
    )
    st.session_state.setdefault("policy_name", _(_USUAL_NAME))
    name = st.text_input(_("Name"), key="policy_name")
    scopes = session.scopes(ORGANISED_BY)
    by = _scope(words_of(kind), scopes)
    rollouts = _everyone(kind) if by == _EVERYONE else _each(by, scopes[by], kind)
    return Policy(name.strip(), rollouts, kind=kind)


def is_in_order(given: Policy) -> bool:
    """Whether each last day comes after its first; says so where one doesn't."""
    wrong = [one for one in given.rollouts if one.ends_on is not None and one.ends_on < one.starts_on]
    if wrong:
        st.warning(
            _("The last day lies before the first. Mend one of the two."), icon=":material/event_busy:"
        )
    return not wrong


def _rename() -> None:
    """Offer the usual name of a policy for policies alone."""
    state, usual = st.session_state, _(_USUAL_NAME)
    if state["policy_kind"] != EventKind.POLICY and state.get("policy_name") == usual:
        state["policy_name"] = ""
    elif state["policy_kind"] == EventKind.POLICY and not state.get("policy_name"):
        state["policy_name"] = usual


def _scope(words: Words, scopes: dict[str, str]) -> str:
    return st.segmented_control(
        _(words.scope),
        [_EVERYONE, *scopes],
        default=_EVERYONE,
        key="policy_scope",
        required=True,
        format_func=lambda key: (
            _(words.at_once)
            if key == _EVERYONE
            else _("each %(what)s on its own day") % {"what": _inside(key, scopes[key])}
        ),
    )


def _inside(key: str, name: str) -> str:
    """A dimension's name inside a sentence."""
    return name.lower() if key in ORGANISED_BY else plain(name)


def _everyone(kind: EventKind) -> tuple[Rollout, ...]:
    label = _(words_of(kind).day)
    if kind is EventKind.POLICY:
        first, last = _day(label, "policy_day"), None
    else:
        left, right = st.columns(2)
        with left:
            first = _day(label, "policy_day")
        with right:
            last = last_day("policy_last_day")
    return (Rollout(first, ends_on=last),) if first else ()


def _day(label: str, key: str) -> date | None:
    return st.date_input(label, value=None, min_value=EARLIEST, format=FORMAT, key=key)


def last_day(key: str, known: date | None = None) -> date | None:
    """Ask for the last day of an event; ``known`` is the one that it has."""
    label, told = _("Last day, if it is over"), _(_UNTIL)
    return st.date_input(label, value=known, min_value=EARLIEST, format=FORMAT, key=key, help=told)


def _each(dimension: str, name: str, kind: EventKind) -> tuple[Rollout, ...]:
    found = session.members(dimension)
    if not found:
        st.info(
            _("The data name none yet. Upload a file that does, or choose everyone."), icon=":material/info:"
        )
        return ()
    words = words_of(kind)
    st.caption(_(words.empty))
    asked: dict[str, Any] = {"day": st.column_config.DateColumn(_(words.day), format=FORMAT)}
    if kind is not EventKind.POLICY:
        asked["last"] = st.column_config.DateColumn(
            _("Last day, if it is over"), format=FORMAT, help=_(_UNTIL)
        )
    empty = {key: pd.Series([None] * len(found), dtype="datetime64[us]") for key in asked}
    table = st.data_editor(
        pd.DataFrame({"member": found, **empty}),
        hide_index=True,
        disabled=["member"],
        key=f"policy_days_{dimension}" if kind is EventKind.POLICY else f"event_days_{dimension}",
        placeholder="",
        column_config={"member": st.column_config.TextColumn(name), **asked},
    )
    return tuple(_of_member(dimension, row) for row in table.dropna(subset=["day"]).to_dict("records"))


def _of_member(dimension: str, row: dict[Any, Any]) -> Rollout:
    last = row.get("last")
    ends_on = None if last is None or pd.isna(last) else last.date()
    return Rollout(row["day"].date(), dimension, str(row["member"]), ends_on)
