"""What to fix first: the problems that most complaints are about, and what is known of the first three."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.store import Store
from metrics.problems import chart, tables, wording
from metrics.problems.criteria import COUNT, CRITERIA, CRITERION_BY_KEY, Criterion
from metrics.problems.lost import CHOICES, DAYS
from metrics.problems.methods import METHODS
from metrics.problems.origins import from_one_file
from metrics.problems.problems import Asked, Problems
from metrics.rollouts import scope
from metrics.undated import in_ranking
from metrics.windows import Days
from pages.parts import (
    charts,
    choosing,
    filters,
    frame,
    kept_problems,
    link,
    problem_detail,
    problem_names,
    problem_titles,
    session,
    ways_out,
)
from pages.parts.waiting import waiting
from pages.parts.words import plain


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    head = st.container()
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    asked = Asked(chosen.view, _by(), _within())
    with waiting(_("Looking at the complaints …")):
        found = kept_problems.problems(asked)
    if not found.ranking.problems:
        _nothing(head, found)
        return
    names = _names(found)
    marked = {name: plain(title) for name, title in names.items()}
    head.title(wording.title(found.ranking, marked))
    head.markdown(_extent(found))
    _apart(head, found)
    if of_one := from_one_file(found.ranking, found.files):
        head.info(plain(of_one), icon=":material/draft:")
    _choose_rank(found)
    _ranked(found, names, marked)
    st.dataframe(tables.of_problems(found.ranking, names, asked.days), hide_index=True, key="problems")
    drawn = chart.courses(found.closely, chosen.view.grain)
    for number, one in enumerate(found.closely, start=1):
        problem_detail.draw(number, one, marked[one.problem.name], drawn.get(one.problem.name))
    _rest(store)


def _rest(store: Store) -> None:
    problem_names.section(store)
    with st.expander(_("How this is worked out")):
        st.markdown("\n".join(f"- {_(method)}" for method in METHODS))


def _by() -> Criterion:
    link.offer("rank", list(CRITERION_BY_KEY), COUNT.key)
    return CRITERION_BY_KEY[session.picked("rank")]


def _within() -> int:
    """Within how many days after a complaint leaving counts."""
    offered = [str(days) for days in CHOICES]
    link.offer("within", offered, str(DAYS))
    return int(session.picked("within"))


def _choose_rank(found: Problems) -> None:
    """What problems may be ranked by: all that the files tell of."""
    told = {one.by for one in found.others if one.top} | {COUNT, found.ranking.by}
    st.segmented_control(
        _("Rank by"),
        [one.key for one in CRITERIA if one in told],
        key="rank",
        persist_state="session",
        required=True,
        format_func=lambda key: _(CRITERION_BY_KEY[key].name),
    )


def _apart(place: DeltaGenerator, found: Problems) -> None:
    """Which complaints have no day of their own, and whether they are counted here."""
    for told in in_ranking(found.undated):
        place.info(told, icon=":material/event_busy:")


def _names(found: Problems) -> dict[str, str]:
    """Name of each problem -> what the reader's language calls it."""
    titles = problem_titles.titles()
    return {one.name: titles.get(one.name, one.name) for one in found.ranking.problems}


def _extent(found: Problems) -> str:
    told = wording.extent(found.ranking)
    span = Days(found.asked.view.first, found.asked.view.last)
    if span.first and span.last:
        words = {"first": formats.day(span.first), "last": formats.day(span.last), "complaints": told}
        return _("%(first)s to %(last)s. %(complaints)s") % words
    if span.first:
        return _("From %(first)s on. %(complaints)s") % {"first": formats.day(span.first), "complaints": told}
    return told


def _ranked(found: Problems, names: dict[str, str], marked: dict[str, str]) -> None:
    if not found.ranking.top:
        return
    place, told = st.columns([3, 2], gap="large")
    with place:
        charts.draw(
            chart.pareto(found.ranking, names),
            key="pareto",
            alt=wording.alternative(found.ranking, names),
        )
    with told:
        st.markdown(f"**{_('How sure is the order?')}**")
        for sentence in wording.sureness(found.ranking, marked):
            st.markdown(sentence)
        if otherwise := wording.otherwise(found.others, marked):
            st.markdown(f"**{_('Ranked by something else')}**")
            st.markdown("\n".join(f"- {sentence}" for sentence in otherwise))
        if any(one.lost for one in found.ranking.problems):
            st.selectbox(
                _("A customer is lost who left after a complaint within"),
                [str(days) for days in CHOICES],
                key="within",
                format_func=_days,
            )


def _days(days: str) -> str:
    return ngettext("%(n)s day", "%(n)s days", int(days)) % {"n": formats.number(int(days))}


def _nothing(head: DeltaGenerator, found: Problems) -> None:
    if found.ranking.unnamed:
        head.title(_("The complaints don't say what they were about"))
        words = {"n": formats.number(found.ranking.unnamed)}
        told = ngettext(
            "%(n)s complaint came in, but no file has a column for its nature, such as Category, Reason or"
            " Complaint type. Add one to the next file, or load the file again and say which of its columns"
            " that is.",
            "%(n)s complaints came in, but no file has a column for their nature, such as Category, Reason or"
            " Complaint type. Add one to the next file, or load the file again and say which of its columns"
            " that is.",
            found.ranking.unnamed,
        )
        st.info(told % words, icon=":material/help:")
    else:
        head.title(_("What to fix first"))
        st.info(
            _(
                "There are no complaints for these days and filters. With a list of complaints that says what"
                " each is about, this page shows the three problems to fix first."
            ),
            icon=":material/hourglass_empty:",
        )
    _apart(head, found)
    ways_out.file("complaints")
    ways_out.widen()


frame.show(show)
