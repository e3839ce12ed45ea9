"""The empty store's greeting: three ways in, and the first steps."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.store import Store
from metrics import captions
from metrics.catalogue import by_key
from pages.parts import finding, frame, guide, sample, ways_out


def greet(store: Store) -> None:
    """Offer the sample company, an upload, or the log in the page."""
    st.title(_("Did your customer-service policy work?"))
    st.markdown(
        _(
            "PolicyPulse reads the spreadsheets that you already have"
            " and shows what changed after the rollout."
        )
    )
    _missing()
    explore, upload, record = st.columns(3, gap="medium")
    with explore, st.container(border=True, height="stretch"):
        st.header(_("Explore the sample company"))
        st.markdown(
            _(
                "Three years of surveys, complaints, customers and contacts of an invented company"
                " with a policy rollout. You can remove it with one click."
            )
        )
        if st.button(
            _("Explore the sample company"), type="primary", icon=":material/explore:", key="explore"
        ):
            sample.load(store)
            st.rerun()
    with upload, st.container(border=True, height="stretch"):
        st.header(_("Upload your files"))
        st.markdown(
            _(
                "Survey answers, complaints, calls or customers, as csv or Excel, whatever their columns."
                " You see what was understood before anything is kept."
            )
        )
        st.page_link("pages/upload.py", label=_("Upload your files"), icon=":material/upload_file:")
    with record, st.container(border=True, height="stretch"):
        _record()
    st.header(_("First steps"))
    guide.draw(store)


def _missing() -> None:
    """What the page that was opened would show, and which file that takes."""
    page = frame.opened()
    about, name = finding.about(page), finding.name_of(page)
    asked = by_key().get(str(st.session_state.get("kpi"))) if name == "trend" else None
    if asked is not None:
        st.info(captions.missing(asked), icon=":material/hourglass_empty:")
        ways_out.file(asked.kind)
    elif name != "overview":
        words = {"page": page.title, "told": _(about.told)}
        told = _("Nothing is loaded yet. Once there are data, **%(page)s** shows: %(told)s") % words
        st.info(told, icon=":material/hourglass_empty:")


def _record() -> None:
    """The way in for a company without files."""
    st.header(_("Record complaints in the page"))
    st.markdown(
        _(
            "No system for complaints yet? Keep the log here: who, what, what was agreed and what came of"
            " it, with a history of every change."
        )
    )
    st.page_link(
        "pages/complaint_log.py", label=_("Record complaints in the page"), icon=":material/edit_note:"
    )
