"""The form of a questionnaire: a section at a time, one tap an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.questionnaires.questionnaire import HIGHEST, LOWEST, Questionnaire, Statement
from data.questionnaires.rounds import LONGEST_HINDRANCE
from pages.parts.draft import Draft
from pages.parts.words import plain

_HINDRANCE = "assessment_hindrance"
_SCALE = range(LOWEST, HIGHEST + 1)


def draw(draft: Draft, questionnaire: Questionnaire, send: Callable[[], None]) -> None:
    """The section in sight, how far one is, and the ways on; ``send`` runs where all is answered."""
    section = questionnaire.sections[draft.section]
    with st.container(key="assessment", gap="medium"):
        _progress(draft, questionnaire)
        st.header(plain(section.name.said), anchor=False)
        for statement in section.statements:
            _ask(draft, questionnaire.statements.index(statement) + 1, statement)
        missing = questionnaire.missing(draft.answers)
        if section is questionnaire.sections[-1] or not missing:
            _hindrance(draft)
        if draft.is_tried and missing:
            _missing(draft, questionnaire, missing)
        if draft.refusal:
            st.error(plain(draft.refusal), icon=":material/error:")
        _ways_on(draft, questionnaire, missing, send)
    if draft.answers:
        st.button(
            _("Clear my answers"),
            key="assessment_clear",
            type="tertiary",
            icon=":material/backspace:",
            on_click=_clear,
            args=(draft, questionnaire),
        )


def _progress(draft: Draft, questionnaire: Questionnaire) -> None:
    words = {
        "at": formats.number(draft.section + 1),
        "of": formats.number(len(questionnaire.sections)),
        "answered": formats.number(len(draft.answers)),
        "all": formats.number(len(questionnaire.statements)),
    }
    told = _("Section %(at)s of %(of)s, %(answered)s of %(all)s answered")
    st.progress(len(draft.answers) / len(questionnaire.statements), told % words)


def _ask(draft: Draft, number: int, statement: Statement) -> None:
    key = _key(statement)
    st.session_state.setdefault(key, draft.answers.get(statement.key))
    with st.container(gap="xsmall"):
        st.markdown(f"{formats.number(number)}\\. {plain(statement.asks.said)}")
        st.segmented_control(
            # Read aloud as it stands, escapes and all.
            f"{formats.number(number)}. {statement.asks.said}",
            _SCALE,
            key=key,
            required=True,
            width="stretch",
            label_visibility="collapsed",
            format_func=_answer,
            on_change=_take,
            args=(draft, statement),
        )


def _key(statement: Statement) -> str:
    return f"answer_{statement.key}"


def _answer(answer: int) -> str:
    ends = {LOWEST: _("not at all"), HIGHEST: _("always")}
    return f"{formats.number(answer)}  \n{ends[answer]}" if answer in ends else formats.number(answer)


def _take(draft: Draft, statement: Statement) -> None:
    if answer := st.session_state.get(_key(statement)):
        draft.answers[statement.key] = answer


def _hindrance(draft: Draft) -> None:
    """The question after the last statement, which nobody has to answer."""
    st.session_state.setdefault(_HINDRANCE, draft.hindrance)
    st.text_area(
        _("If you like: what hinders good service most?"),
        key=_HINDRANCE,
        max_chars=LONGEST_HINDRANCE,
        height=96,
        help=_("Kept apart from your answers, without a day. Write so that nobody is named."),
        on_change=_take_hindrance,
        args=(draft,),
    )


def _take_hindrance(draft: Draft) -> None:
    draft.hindrance = str(st.session_state.get(_HINDRANCE, draft.hindrance) or "")


def _missing(draft: Draft, questionnaire: Questionnaire, missing: tuple[Statement, ...]) -> None:
    """Name what isn't answered yet, with the way to it."""
    words = ngettext(
        "%(n)s statement has no answer yet. All are needed before you can send.",
        "%(n)s statements have no answer yet. All are needed before you can send.",
        len(missing),
    )
    with st.container(border=True, gap="small", key="assessment_missing"):
        st.markdown(f"**:material/error: {words % {'n': formats.number(len(missing))}}**")
        for place, section in enumerate(questionnaire.sections):
            left = [one for one in section.statements if one in missing]
            if left:
                _left_in(draft, place, plain(section.name.said), left, questionnaire)


def _left_in(
    draft: Draft, place: int, name: str, left: Sequence[Statement], questionnaire: Questionnaire
) -> None:
    numbers = ((questionnaire.statements.index(one) + 1, one.asks.said) for one in left)
    with st.container(gap=None):
        st.button(
            name,
            key=f"assessment_to_{place}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=_go,
            args=(draft, place),
        )
        st.markdown("  \n".join(f"{formats.number(at)}\\. {plain(asks)}" for at, asks in numbers))


def _ways_on(
    draft: Draft, questionnaire: Questionnaire, missing: tuple[Statement, ...], send: Callable[[], None]
) -> None:
    last = draft.section == len(questionnaire.sections) - 1
    with st.container(horizontal=True, key="assessment_ways"):
        if draft.section:
            st.button(_("Back"), key="assessment_back", on_click=_go, args=(draft, draft.section - 1))
        if not last:
            st.button(
                _("Next section"),
                key="assessment_next",
                type="primary" if missing else "secondary",
                on_click=_go,
                args=(draft, draft.section + 1),
            )
        if last or draft.is_tried or not missing:
            st.button(
                _("Send my answers"),
                key="assessment_send",
                type="primary",
                icon=":material/send:",
                on_click=_try,
                args=(draft, questionnaire, send),
            )


def _go(draft: Draft, place: int) -> None:
    draft.section = place


def _try(draft: Draft, questionnaire: Questionnaire, send: Callable[[], None]) -> None:
    """Send, where all is answered by now: the last tap may have come along with this one."""
    for statement in questionnaire.sections[draft.section].statements:
        _take(draft, statement)
    _take_hindrance(draft)
    draft.is_tried = True
    if not questionnaire.missing(draft.answers):
        send()


def _clear(draft: Draft, questionnaire: Questionnaire) -> None:
    draft.answers.clear()
    draft.section, draft.is_tried, draft.refusal, draft.hindrance = 0, False, "", ""
    for key in (_HINDRANCE, *map(_key, questionnaire.statements)):
        st.session_state.pop(key, None)
