"""What a member of a team has answered so far: kept by their own device alone, until they send it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import streamlit as st

from data.questionnaires.questionnaire import Questionnaire, Statement, is_answer
from data.store import Store, StoreError, came, submit
from pages.parts import device
from pages.parts.device import Kept, Note

_DRAFT = "assessment_draft"
_UNANSWERED = "."


@dataclass
class Draft:
    """The answers of one member in one round.

    seal       random: with it, what is sent twice because a connection broke counts once
    answers    statement key -> answer
    section    the place of the section that is in sight
    is_tried   whether it was to be sent with statements unanswered
    is_sent    whether the answers are in the store
    hindrance  what hinders good service, in the member's words
    refusal    why it couldn't be sent, in words
    """

    token: str
    seal: str = field(default_factory=lambda: secrets.token_hex(16))
    team: str = ""
    answers: dict[str, int] = field(default_factory=dict)
    hindrance: str = ""
    section: int = 0
    is_tried: bool = False
    is_sent: bool = False
    is_adopted: bool = False
    is_refused_by_browser: bool = False
    refusal: str = ""


def of_round(store: Store, token: str, questionnaire: Questionnaire) -> Draft | None:
    """The draft of this visit in a round, with what the device kept of it; None until the device has told."""
    draft = st.session_state.get(_DRAFT)
    if draft is None or draft.token != token:
        draft = st.session_state[_DRAFT] = Draft(token)
    lasting, tab = _notes(draft, questionnaire) if draft.is_adopted else (None, None)
    kept = device.keep(f"policypulse.{token}", _step(draft), lasting, tab)
    if draft.is_adopted:
        return draft
    if kept is not None:
        _adopt(draft, kept, questionnaire)
        # The connection may have broken before the device heard that all had come.
        draft.is_sent = draft.is_sent or came(store, token, draft.seal)
        st.rerun()
    return None


def send(draft: Draft, store: Store) -> None:
    """Keep the answers; where that is refused, the draft says why and stays as it is."""
    try:
        submit(store, draft.token, draft.team, draft.answers, draft.seal, hindrance=draft.hindrance)
    except StoreError as refused:
        draft.refusal = str(refused)
    else:
        draft.is_sent, draft.refusal = True, ""


def start_anew() -> None:
    """Another member answers on the same device: nothing of the one before stays in sight."""
    draft: Draft = st.session_state[_DRAFT]
    st.session_state[_DRAFT] = Draft(draft.token, team=draft.team, is_adopted=True)


def _step(draft: Draft) -> str:
    return "sent" if draft.is_sent else f"{draft.seal} {draft.section}"


def _notes(draft: Draft, questionnaire: Questionnaire) -> tuple[Note, Note]:
    """What the device keeps: answers until they are sent; from then on in this tab alone."""
    told = {"team": draft.team, "seal": draft.seal, "answers": _written(draft, questionnaire)}
    if draft.is_sent:
        return {"sent": True, "team": draft.team}, told
    return told | {"hindrance": draft.hindrance} if draft.answers else {}, {}


def _written(draft: Draft, questionnaire: Questionnaire) -> str:
    """A digit for each statement, in their order."""
    return "".join(str(draft.answers.get(one.key, _UNANSWERED)) for one in questionnaire.statements)


def _adopt(draft: Draft, kept: Kept, questionnaire: Questionnaire) -> None:
    draft.is_adopted, draft.is_refused_by_browser = True, kept.is_refused
    note = kept.tab or kept.lasting
    draft.team = str(note.get("team") or "")
    seal = str(note.get("seal") or "")
    draft.seal = seal if len(seal) == len(draft.seal) else draft.seal
    draft.answers = _read(str(note.get("answers") or ""), questionnaire.statements)
    draft.hindrance = str(note.get("hindrance") or "")
    draft.is_sent = bool(kept.tab or kept.lasting.get("sent"))
    if draft.answers:
        left = questionnaire.missing(draft.answers) or questionnaire.statements[-1:]
        draft.section = questionnaire.sections.index(questionnaire.section_of(left[0].key))


def _read(written: str, statements: tuple[Statement, ...]) -> dict[str, int]:
    if len(written) != len(statements):
        return {}
    pairs = zip(statements, written, strict=True)
    found = {one.key: int(sign) for one, sign in pairs if sign.isascii() and sign.isdecimal()}
    return {key: answer for key, answer in found.items() if is_answer(answer)}
