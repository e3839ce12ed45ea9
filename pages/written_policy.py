"""Written policy: what it says, its numbers, who was trained, the nine steps, and all its versions."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from data.language import gettext as _
from data.language import mark
from data.store import Store, open_store, policy_versions
from metrics.policy import words
from metrics.policy.promises import HELD
from metrics.policy.review import ReviewState
from metrics.policy.whole import Whole
from pages.parts import (
    frame,
    link,
    policy_history,
    policy_steps,
    policy_text,
    policy_training,
    policy_view,
    policy_writing,
    sample,
    standards,
    target_form,
)
from pages.parts.words import plain

_VIEWS = {
    "policy": mark("The policy"),
    "write": mark("Write"),
    "numbers": mark("Standards"),
    "targets": mark("Targets"),
    "training": mark("Training"),
    "steps": mark("Nine steps"),
    "versions": mark("Versions"),
}
_Colour = Literal["blue", "orange", "gray"]
_REVIEWS: dict[ReviewState, tuple[_Colour, str]] = {
    ReviewState.NO_ROLLOUT: ("gray", ":material/event_busy:"),
    ReviewState.WAITS: ("blue", ":material/event_available:"),
    ReviewState.DUE: ("orange", ":material/event:"),
    ReviewState.OVERDUE: ("orange", ":material/event_busy:"),
}


def show() -> None:
    store = open_store()
    sample.notice(store)
    whole = policy_view.whole()
    st.title(plain(words.title(whole)))
    _head(whole)
    policy_view.adopt()
    link.offer("view", list(_VIEWS), "policy")
    view = st.segmented_control(
        _("What to look at"),
        list(_VIEWS),
        key="view",
        required=True,
        format_func=lambda key: _(_VIEWS[key]),
        label_visibility="collapsed",
    )
    if view != "write" and policy_writing.is_begun():
        st.caption(_(":material/edit_note: What you wrote under Write isn't saved yet; it waits there."))
    _draw(store, whole, view or "policy")
    policy_writing.keep(policy_versions(store))


def _head(whole: Whole) -> None:
    """The version, and how it stands with the review, the steps and the training."""
    if whole.version is not None:
        st.caption(plain(words.version(whole.version)))
    colour, icon = _REVIEWS[whole.review.state]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="policy_head"):
        st.badge(_(words.REVIEW_WORDS[whole.review.state]), icon=icon, color=colour)
        told = (words.steps(whole), words.trained(whole))
        st.caption(plain(" · ".join(one for one in told if one)))


def _draw(store: Store, whole: Whole, view: str) -> None:
    match view:
        case "write":
            policy_writing.section(store, whole, policy_versions(store))
        case "numbers":
            _numbers(store)
        case "targets":
            target_form.targets_tab(store)
        case "training":
            policy_training.section(store, whole)
        case "steps":
            policy_steps.section(store, whole)
        case "versions":
            policy_history.section(whole, policy_versions(store))
        case _:
            policy_text.section(whole)


def _numbers(store: Store) -> None:
    st.markdown(
        _(
            "The numbers that the policy promises, and up to which cost staff settle a complaint at once."
            " They are those of the settings: what you change here changes there, from the day on that you"
            " give."
        )
    )
    standards.section(store, HELD)


frame.show(show)
