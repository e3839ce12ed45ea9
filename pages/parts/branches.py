"""Branches or teams that got the policy on different days, compared with those without it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.language import gettext as _
from data.records import Policy
from data.store import Store, policies
from metrics import splits
from metrics.catalogue import all_kpis, kpi_named
from metrics.impact import branch_words, branches_together
from metrics.impact.branch_chart import event_study
from metrics.impact.branches import Branches, dimension_of, is_staggered
from metrics.query import Filters
from metrics.rollouts import day_of, events, policy_of
from pages.parts import charts, kept_impact, link, session
from pages.parts.filters import Chosen
from pages.parts.words import plain


@dataclass(frozen=True)
class Compared:
    """A policy whose days differ by the members of a dimension, and for whom it is looked at."""

    policy: Policy
    dimension: str
    where: Filters

    @property
    def keys(self) -> list[str]:
        """The KPIs that the dimension can be told of."""
        return [kpi.key for kpi in all_kpis() if self.dimension in session.titles(kpi.table)]


def compared(store: Store, chosen: Chosen) -> Compared | None:
    """What can be compared at the chosen rollout; None where the policy's days don't differ."""
    policy = policy_of(policies(store), chosen.event)
    dimension = dimension_of(policy)
    if policy is None or dimension is None or not _has_others(policy, dimension):
        return None
    return Compared(policy, dimension, splits.widened(chosen.view, chosen.event, dimension).where)


def headline(found: Compared) -> None:
    """What changed beside those without the policy, over all KPIs: of a staggered policy that comes first."""
    with st.spinner(_("Looking at all KPIs …")):
        told = kept_impact.all_beside(found.keys, found.policy, found.dimension, found.where)
    st.title(plain(branches_together.title(told, found.policy.name)))
    for line in branches_together.details(told):
        st.markdown(plain(line))


def section(store: Store, found: Compared | None) -> None:
    """The comparison where the policy's days differ; a line that says what it would need where not."""
    st.header(_("Compared with those without the policy"))
    if found is None:
        _needs(policies(store))
    elif keys := found.keys:
        _compared(_chosen_kpi(keys), found.policy, found.dimension, found.where)


def _has_others(policy: Policy, dimension: str) -> bool:
    return is_staggered({name: day_of(policy, dimension, name) for name in session.members(dimension)})


def _needs(known: list[Policy]) -> None:
    st.markdown(
        _(
            "This takes a policy that reached at least six branches or teams on different days, or some of"
            " them never: the others then show what would have come without it."
        )
    )
    for policy in known:
        dimension = dimension_of(policy)
        if dimension is None or not _has_others(policy, dimension):
            continue
        st.page_link(
            "pages/impact.py",
            label=_("%(policy)s did so: look at it instead") % {"policy": plain(policy.name)},
            icon=":material/groups:",
            query_params={"rollout": events([policy])[0].key},
        )


def _chosen_kpi(keys: list[str]) -> str:
    leading = next((key for key in keys if kpi_named(key).leading), keys[0])
    link.offer("beside", keys, leading)
    return str(st.selectbox(_("KPI"), keys, key="beside", format_func=lambda key: kpi_named(key).title))


def _compared(key: str, policy: Policy, dimension: str, where: Filters) -> None:
    found = kept_impact.beside(key, policy, dimension, where)
    if found is None:
        st.info(
            _("The data don't tell this KPI for those that got the policy and for others."),
            icon=":material/hourglass_empty:",
        )
        return
    st.markdown(f"**{plain(branch_words.sentence(found))}**")
    if found.course.after:
        _drawn(found)
    for told in branch_words.details(found):
        st.caption(plain(told))
    with st.expander(_("How is this computed?")):
        for told in branch_words.method():
            st.markdown(told)


def _drawn(found: Branches) -> None:
    charts.draw(
        event_study(found),
        key="event_study",
        alt=branch_words.alternative(found),
    )
