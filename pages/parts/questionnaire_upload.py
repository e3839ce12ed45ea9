"""A questionnaire of the company's own: a template to fill in, and what was filled in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data import formats, language
from data.forms.writing import MIME
from data.language import gettext as _
from data.language import ngettext
from data.questionnaires.own import read_questionnaire
from data.questionnaires.questionnaire import Questionnaire
from data.questionnaires.workbook import FILE_NAME, template
from data.refusals import Refused
from data.store import Store, questionnaires, remove_questionnaire, save_questionnaire
from pages.parts import session
from pages.parts.words import plain

_SAVED = "questionnaire_saved"


def draw(store: Store) -> None:
    """The template, the place to drop it filled in, and the own questionnaires that there are."""
    with st.expander(_("A questionnaire of your own"), icon=":material/quiz:"):
        st.markdown(
            _(
                "Fill in the template with your own sections and statements, in as many languages as you"
                " like, and drop it here. It is answered from 1 to 5 and scored like the built-in one."
            )
        )
        _template()
        if saved := st.session_state.pop(_SAVED, ""):
            words = {"name": plain(saved)}
            st.success(_("“%(name)s” can be chosen above.") % words, icon=":material/check_circle:")
        dropped = st.file_uploader(
            _("Your questionnaire"), type=["xlsx"], key=f"questionnaire_file_{_saved()}"
        )
        if dropped is not None:
            name = st.text_input(
                _("Its name"), Path(dropped.name).stem, key=f"questionnaire_name_{_saved()}", max_chars=80
            )
            _checked(store, dropped.getvalue(), name)
        for own in questionnaires(store)[1:]:
            _row(store, own)


def _template() -> None:
    spoken, languages = language.current(), language.available()

    def made() -> bytes:
        # It runs in a thread of its own, which has no language yet.
        language.choose(spoken)
        return template(languages)

    st.download_button(
        _("Download the template"),
        made,
        file_name=FILE_NAME,
        mime=MIME,
        icon=":material/download:",
        on_click="ignore",
        key="questionnaire_template",
    )


def _saved() -> int:
    """How many this visit has kept: after each, the place to drop a file is another one, and empty."""
    return st.session_state.get("questionnaires_saved", 0)


def _checked(store: Store, content: bytes, name: str) -> None:
    """What a dropped file holds, and the button that keeps it; else what is wrong with it."""
    try:
        found = read_questionnaire(content, name)
    except Refused as refused:
        st.error("  \n".join(map(plain, str(refused).splitlines())), icon=":material/error:")
        return
    st.markdown(f"**{plain(found.name.said)}**: {_size(found)}")
    st.button(
        _("Keep this questionnaire"),
        key="questionnaire_save",
        icon=":material/save:",
        on_click=_save,
        args=(store, found),
    )


def _size(found: Questionnaire) -> str:
    statements, sections = len(found.statements), len(found.sections)
    words = {
        "statements": ngettext("%(n)s statement", "%(n)s statements", statements)
        % {"n": formats.number(statements)},
        "sections": ngettext("%(n)s section", "%(n)s sections", sections) % {"n": formats.number(sections)},
    }
    return _("%(statements)s in %(sections)s") % words


def _save(store: Store, found: Questionnaire) -> None:
    state = st.session_state
    saved = save_questionnaire(store, found, session.person())
    state[_SAVED], state["round_questionnaire"] = saved.name.said, saved.key
    state["questionnaires_saved"] = _saved() + 1


def _row(store: Store, own: Questionnaire) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{plain(own.name.said)}: {_size(own)}")
        st.button(
            _("Offer it no more"),
            key=f"questionnaire_remove_{own.key}",
            type="tertiary",
            icon=":material/delete:",
            help=_("Rounds that were opened with it stay as they are."),
            on_click=_remove,
            args=(store, own.key),
        )


def _remove(store: Store, key: str) -> None:
    if st.session_state.get("round_questionnaire") == key:
        del st.session_state["round_questionnaire"]
    remove_questionnaire(store, key)
