"""What a report is made from, out of what the pages keep; and the one that was made last."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.store import open_store, uploads
from metrics.catalogue import all_kpis
from metrics.goals.scoreboard import Asked
from metrics.growing import growing
from metrics.impact.impact import Impact
from metrics.overview import judged
from metrics.report.ground import Ground, Tell, day
from metrics.report.report import Report
from pages.parts import kept_impact, policy_view, session, undated
from pages.parts.filters import Chosen

_MADE = "report_made"


@dataclass(frozen=True)
class Made:
    """A report that is ready to be downloaded, and what it was asked for."""

    asked: tuple[object, ...]
    file: str
    content: bytes
    mime: str
    report: Report


def keep(one: Made) -> None:
    """Keep the report that was made last, for this visit."""
    st.session_state[_MADE] = one


def made(asked: tuple[object, ...]) -> Made | None:
    """The report that was made last, where the same is asked for now."""
    found: Made | None = st.session_state.get(_MADE)
    return found if found is not None and found.asked == asked else None


def ground(chosen: Chosen, tell: Tell) -> Ground:
    """All that a report of the view is made from; ``tell`` hears of each KPI before it is judged."""
    store, view = open_store(), chosen.view
    impacts = _impacts(chosen, tell)
    together, shown = kept_impact.together(view), session.shown(view)
    mixed = {card.kpi.key: session.mixed(card.compared, view.where) for card in shown}
    return Ground(
        view=view,
        event=chosen.event,
        cards=tuple(judged(shown, together) if together else shown),
        impacts=impacts,
        forest=together,
        board=tuple(session.board(Asked(as_of=view.last))),
        behind=tuple(session.parts_behind(view)),
        worse=tuple(session.worse(view)),
        names=session.names(),
        mixed={key: told for key, told in mixed.items() if told},
        standards=session.standards(),
        uploads=tuple(uploads(store)),
        review=policy_view.reminder(),
        today=day(store, chosen.event, together),
        growing=tuple(growing(session.facts(), view.where, view.last)),
        undated=undated.found(view),
    )


def _impacts(chosen: Chosen, tell: Tell) -> dict[str, Impact]:
    """KPI -> what became of it, told among all; empty without a rollout."""
    view, kpis = chosen.view, all_kpis()
    if view.around is None:
        return {}
    for done, kpi in enumerate(kpis):
        tell(done, len(kpis), kpi.title)
        kept_impact.alone(view, kpi.key)
    found = {kpi.key: kept_impact.among_all(view, kpi.key) for kpi in kpis}
    return {key: impact for key, impact in found.items() if impact is not None}
