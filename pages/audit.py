"""Standards audit: what auditors and mystery shoppers found, standard by standard, and the form for it."""

from __future__ import annotations

import streamlit as st

from data.audits import Audit
from data.language import gettext as _
from data.store import Store, audits, open_store
from metrics.audit import chart, tables, words
from metrics.audit.names import names
from metrics.audit.results import Asked, Audited, Result, Whom, result
from metrics.rollouts import scope
from pages.parts import (
    audit_draft,
    audit_form,
    audit_list,
    charts,
    downloads,
    filters,
    frame,
    link,
    sample,
    session,
)
from pages.parts.words import plain

_ALL = "all"
_MOST_COURSES = 6


def show() -> None:
    store = open_store()
    sample.notice(store)
    if audit_form.token():
        audit_form.draw(store)
        return
    audit_draft.put_away()
    known = audits(store)
    if known:
        _results(store, known)
    else:
        _nothing()
    audit_list.taken_back(store)


def _begin() -> None:
    st.button(
        _("New audit"),
        type="primary",
        icon=":material/add_task:",
        key="audit_new",
        on_click=audit_form.go,
        args=(audit_draft.NEW,),
    )


def _nothing() -> None:
    st.title(_("Standards audit"))
    audit_form.tell()
    st.markdown(
        _(
            "An auditor or a mystery shopper scores sixteen standards of service from 1 to 5, with notes: a"
            " tap a score, on a phone too. The result is the percent of the points that were possible, the"
            " weakest standards first, and how a team goes from audit to audit."
        )
    )
    _begin()


def _results(store: Store, known: list[Audit]) -> None:
    view = filters.chosen(store).view
    asked = Asked(view.first, view.last, view.rollout, view.where)
    called = names(known, session.names())
    everybody = result(known, asked)
    st.title(words.headline(everybody))
    audit_form.tell()
    if view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(view.where, session.names()))})
    if told := words.unheld(everybody, session.names()):
        st.caption(plain(told))
    st.markdown(plain(words.stands_on(everybody)))
    _begin()
    shown = [*everybody.now, *everybody.before]
    if not shown:
        return
    told, noted, listed = st.tabs([_("Results"), _("Notes"), _("Audits")])
    with told:
        found = _told(known, everybody, called)
    with noted:
        audit_list.notes(found.now, called, [one.standard for one in found.standards])
    with listed:
        audit_list.draw(store, shown, called)
        downloads.of_table(tables.table(shown, called), "audits")


def _told(known: list[Audit], everybody: Result, called: dict[Whom, str]) -> Result:
    """The results, of all together or of the team or branch that is chosen; what they are of comes back."""
    if everybody.now:
        _teams(everybody, called)
    chosen = _whom(everybody, called)
    found = everybody if chosen is None else result(known, everybody.asked, chosen)
    _standards(found)
    _courses(found, called)
    return found


def _teams(found: Result, called: dict[Whom, str]) -> None:
    drawn, read = st.columns([3, 2], gap="large")
    with drawn:
        st.header(_("Teams and branches, the lowest first"))
        charts.draw(
            chart.teams(found, called),
            key="audit_teams",
            alt=chart.teams_alternative(found, called),
        )
    with read:
        for told in (
            words.changed(found.percent),
            words.mixed(found),
            words.weakest(found),
            words.unseen(found),
        ):
            if told:
                st.markdown(plain(told))
        with st.expander(_("How is this computed?")):
            for told in words.method():
                st.markdown(plain(told))


def _whom(found: Result, called: dict[Whom, str]) -> Whom | None:
    """The team or branch that the rest of the page is about; None for all together."""
    keys = {f"{dimension}.{member}": (dimension, member) for dimension, member in _audited(found)}
    titles = {_ALL: _("All together")} | {key: called[whom] for key, whom in keys.items()}
    link.offer("whom", list(titles), _ALL, titles)
    if len(titles) > 2:
        st.selectbox(_("Look at"), list(titles), key="whom", format_func=titles.__getitem__)
    return keys.get(session.picked("whom"))


def _audited(found: Result) -> list[Whom]:
    return sorted(team.whom for team in found.teams)


def _standards(found: Result) -> None:
    if not found.standards:
        st.info(_("No audit of this team on the days chosen."), icon=":material/hourglass_empty:")
        return
    st.header(_("Standards, the weakest first"))
    charts.draw(
        chart.standards(found),
        key="audit_standards",
        alt=chart.standards_alternative(found),
    )


def _courses(found: Result, called: dict[Whom, str]) -> None:
    st.header(_("From audit to audit"))
    st.caption(chart.signs(found))
    shown = found.teams[:_MOST_COURSES]
    for at in range(0, len(shown), 2):
        pair = shown[at : at + 2]
        for place, team in zip(st.columns(2) if len(shown) > 1 else [st.container()], pair, strict=False):
            with place:
                _course(team, called[team.whom], found)
    if len(found.teams) > len(shown):
        st.caption(_("The lowest ones are shown; choose another above."))


def _course(team: Audited, name: str, found: Result) -> None:
    st.markdown(f"**{plain(name)}**")
    if told := words.changed(team.percent):
        st.markdown(plain(told))
    key = f"audit_course_{team.whom[0]}_{team.whom[1]}"
    charts.draw(
        chart.course(team, found.asked.rollout),
        key=key,
        alt=chart.course_alternative(team),
    )


frame.show(show)
