"""The company's own KPIs as they are kept: each changed and removed, and another one defined."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.language import ngettext, pgettext
from data.own_kpis import OwnKpi
from data.store import Store, remove_own_kpi, targets
from metrics.cards import View
from metrics.catalogue import by_key
from pages.parts import own_kpi_form, session
from pages.parts.words import plain

_OPENED, _ASKED, _NEW = "own_kpi_opened", "own_kpi_asked", "own_kpi_new"


def one(store: Store, own: OwnKpi) -> None:
    """A KPI that is kept, with the buttons that change and remove it."""
    with st.container(border=True, key=f"own_{own.kpi_id}"):
        words, buttons = st.columns([4, 2], vertical_alignment="top")
        with words:
            _told(own)
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            opened = st.session_state.get(_OPENED) == own.kpi_id
            label = _("Leave it as it is") if opened else pgettext("to do", "Change")
            st.button(
                label,
                key=f"change_{own.key}",
                icon=":material/edit:",
                on_click=_open,
                args=(None if opened else own.kpi_id,),
            )
            st.button(
                _("Remove"),
                key=f"remove_{own.key}",
                icon=":material/delete:",
                on_click=_ask,
                args=(own.kpi_id,),
            )
        _confirm(store, own)
        if st.session_state.get(_OPENED) == own.kpi_id:
            _change(store, own)


def _told(own: OwnKpi) -> None:
    """What a KPI is, what it comes to, and under which key the command line knows it."""
    st.markdown(f"**{plain(own.name)}**")
    kpi = by_key().get(own.key)
    if kpi is None:
        st.warning(
            _("One of its columns isn't known any more: change its conditions, or remove it."),
            icon=":material/warning:",
        )
        return
    st.markdown(plain(kpi.formula))
    card = next(iter(session.shown(View(), (own.key,))), None)
    value = card.kpi.text(card.reached.value, card.reached.grain) if card else _("no value yet")
    told = [_("So far: %(value)s") % {"value": value}, own.key, own_kpi_form.when(own)]
    st.caption(" · ".join(part for part in told if part))
    if card:
        st.page_link(
            "pages/trend.py",
            label=_("Trend"),
            icon=":material/show_chart:",
            query_params={"kpi": own.key},
        )


def _open(kpi_id: int | None) -> None:
    st.session_state[_OPENED] = kpi_id
    st.session_state[_ASKED] = None


def _ask(kpi_id: int | None) -> None:
    st.session_state[_ASKED] = kpi_id


def _targets(store: Store, own: OwnKpi) -> int:
    return sum(target.kpi == own.key for target in targets(store))


def _confirm(store: Store, own: OwnKpi) -> None:
    """What is lost with a KPI, where its removal was asked for, with the buttons that do it or leave it."""
    if st.session_state.get(_ASKED) != own.kpi_id or own.kpi_id is None:
        return
    held = _targets(store, own)
    told = _("It goes for good, with the targets that it once had. Your files stay as they are.")
    if held:
        told = ngettext(
            "It goes for good, and so does its %(n)s target, on the scoreboard of earlier days, too.",
            "It goes for good, and so do its %(n)s targets, on the scoreboard of earlier days, too.",
            held,
        ) % {"n": held}
    st.warning(told, icon=":material/delete:")
    with st.container(horizontal=True):
        if st.button(_("Yes, remove it"), key=f"confirm_{own.key}", type="primary"):
            remove_own_kpi(store, own.kpi_id)
            _ask(None)
            st.rerun()
        st.button(_("Keep it"), key=f"keep_{own.key}", on_click=_ask, args=(None,))


def _change(store: Store, own: OwnKpi) -> None:
    """The fields of a KPI that is there already."""
    prefix = f"change_{own.key}"
    st.caption(_("A change holds for all days: earlier values are worked out by it anew, too."))
    made, fits = own_kpi_form.fields(store, prefix, own)
    held = _targets(store, own)
    if held:
        st.warning(
            ngettext(
                "It has %(n)s target. That keeps the value and the baseline that were worked out by the"
                " definition before: look at it again.",
                "It has %(n)s targets. They keep the values and the baselines that were worked out by the"
                " definition before: look at them again.",
                held,
            )
            % {"n": held},
            icon=":material/flag:",
        )
    if own_kpi_form.save(store, made, fits=fits, label=_("Save the change")):
        own_kpi_form.forget(prefix)
        _open(None)
        st.rerun()


def new(store: Store) -> None:
    """The fields of another KPI; none while one is being changed."""
    if st.session_state.get(_OPENED):
        st.caption(_("One is being changed above."))
        return
    prefix = f"new_own_{st.session_state.setdefault(_NEW, 0)}"
    made, fits = own_kpi_form.fields(store, prefix, None)
    if saved := own_kpi_form.save(store, made, fits=fits, label=_("Save the KPI")):
        own_kpi_form.forget(prefix)
        st.session_state[_NEW] += 1
        st.toast(_("%(kpi)s is saved.") % {"kpi": plain(saved.name)}, icon=":material/check:")
        st.rerun()
