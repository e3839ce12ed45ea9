"""Worth: what the policy is worth in money, with what it hangs on."""

from __future__ import annotations

import streamlit as st

from data import formats
from data.language import gettext as _
from data.store import Store
from metrics import captions
from metrics.catalogue import kpi_named
from metrics.rollouts import scope
from metrics.worth import chart, published, stated, table, words
from metrics.worth.assumptions import Assumed
from metrics.worth.measured import Measured
from metrics.worth.tornado import tornado
from metrics.worth.worth import Worth, worth
from pages.parts import (
    assumptions,
    charts,
    choosing,
    filters,
    frame,
    kept_worth,
    link,
    naming,
    session,
    undated,
    ways_out,
)
from pages.parts.filters import Chosen
from pages.parts.waiting import waiting
from pages.parts.words import plain


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    with waiting(_("Working out what it is worth …")):
        measured = kept_worth.of(chosen.view)
    if measured is None:
        _without_rollout(chosen)
    else:
        _around(store, chosen, measured)
    _cheap(chosen)
    undated.note_of_months(chosen.view)


def _without_rollout(chosen: Chosen) -> None:
    st.title(_("Worth"))
    if chosen.event is None:
        st.markdown(_("No policy rollout is set yet. Set one to see what it is worth."))
        st.page_link("pages/policy.py", label=_("Set a rollout and targets"), icon=":material/flag:")
    else:
        st.info(
            _("All days that are chosen lie before the rollout. Choose later ones to see what it is worth."),
            icon=":material/filter_alt_off:",
        )
        ways_out.widen()


# A slider's move draws this part anew, and nothing else.
@st.fragment
def _around(store: Store, chosen: Chosen, measured: Measured) -> None:
    assumed = assumptions.chosen(store)
    found = worth(measured, assumed)
    st.title(words.title(found))
    _about(chosen, measured)
    first, *others = words.told(found)
    icon = ":material/check_circle:" if found.is_told else ":material/hourglass_empty:"
    st.markdown(f"**{icon} {plain(first)}**")
    st.markdown(plain(" ".join(others)))
    if found.kept is None:
        st.page_link("pages/upload.py", label=_("Upload files"), icon=":material/upload_file:")
    else:
        _sum(found, assumed)
        _supposed(store, found, assumed)
    _published(found, assumed)
    assumptions.remember(store, assumed)
    link.write()


def _about(chosen: Chosen, measured: Measured) -> None:
    if chosen.view.where:
        told = _("Only %(scope)s. The cost entered is taken as theirs.")
        st.markdown(told % {"scope": plain(scope(chosen.view.where, session.names()))})
    day = {"day": formats.day(measured.rollout)}
    st.caption(
        _(
            "Money is in the currency of your files. All is counted from the rollout of %(day)s on, whichever"
            " first day is chosen."
        )
        % day
    )


def _sum(found: Worth, assumed: Assumed) -> None:
    steps, swings = st.columns([6, 5], gap="large")
    with steps:
        st.header(_("The sum"))
        with st.container(key="worth_sum"):
            st.markdown(_table(table.head(found), table.rows(found, assumed)))
        st.caption(plain(table.note(found)))
        if found.sales is None:
            st.page_link("pages/upload.py", label=_("Upload files"), icon=":material/upload_file:")
        elif found.profit is None:
            st.caption(
                _("Enter your margin below: sales are no profit, so nothing is set against a cost yet.")
            )
        with st.expander(_("How is this computed?")):
            for told in words.choices(found):
                st.markdown(plain(told))
    with swings:
        _matters(found)


def _table(head: table.Row, rows: list[table.Row]) -> str:
    lines = [tuple(map(plain, head)), ("---", *("---:" for __ in head[1:]))]
    # A range stays in one line.
    told = [(plain(step), *(plain(number).replace(" ", "\u00a0") for number in row)) for step, *row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (*lines, *told))


def _matters(found: Worth) -> None:
    swings = tornado(found)
    if not swings:
        return
    st.header(_("What changes the result most"))
    st.markdown(plain(" ".join([chart.most(found, swings), chart.around(found)])))
    charts.draw(
        chart.tornado_chart(found, swings),
        key="tornado",
        alt=chart.alternative(found, swings),
    )


def _supposed(store: Store, found: Worth, assumed: Assumed) -> None:
    st.header(_("What is supposed"))
    if found.cost is None:
        st.markdown(_("Enter what the policy cost, and it is set against what it brought."))
    assumptions.section(store, assumed)


def _published(found: Worth, assumed: Assumed) -> None:
    silent = published.unheard(found, assumed)
    acquisition = kept_worth.acquisition_cost()
    won = published.winning(found, assumed, acquisition)
    if silent is None and won is None:
        return
    st.header(_("What published ratios would have it"))
    for told in (stated.unheard(silent) if silent else [], stated.winning(won) if won else []):
        if told:
            st.markdown(plain(" ".join(told)))


def _cheap(chosen: Chosen) -> None:
    st.header(_("Cheaper to settle than a customer is to win"))
    if kept_worth.acquisition_cost() is None:
        st.markdown(
            _(
                "Set what it costs you to win a customer: then this tells which complaints are cheaper to"
                " settle than a customer is to replace."
            )
        )
        st.page_link(
            "pages/settings.py", label=_("Set the cost of winning a customer"), icon=":material/tune:"
        )
        return
    found = kept_worth.cheap(chosen.view)
    if found is None:
        _untold()
        return
    names = naming.quietly(found.dimension, [one.member for one in found.members])
    if advice := stated.act(found, names):
        st.markdown(f"**{plain(advice)}**")
    st.markdown(plain(" ".join(stated.rule(found))))
    if found.members:
        title = session.titles("complaints")[found.dimension]
        st.dataframe(stated.table(found, title, names), hide_index=True)


def _untold() -> None:
    if kept_worth.holds_too_late():
        st.markdown(
            _(
                "Your cost of winning a customer holds only from a day after your complaints. Let it hold"
                " from the beginning, or from an earlier day."
            )
        )
        st.page_link(
            "pages/settings.py", label=_("Set the cost of winning a customer"), icon=":material/tune:"
        )
    else:
        st.markdown(captions.missing(kpi_named("solved_below_cac")))


frame.show(show)
