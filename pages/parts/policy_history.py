"""The versions of the policy: who saved which when, what changed, and the way back to an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data import formats
from data.language import gettext as _
from data.written_policy import PolicyVersion
from metrics.policy import words
from metrics.policy.comparison import compared
from metrics.policy.whole import Whole
from pages.parts import policy_differences, policy_view, policy_writing
from pages.parts.session import here
from pages.parts.words import plain

_SHOWN = 20


def section(whole: Whole, versions: Sequence[PolicyVersion]) -> None:
    """The list of versions, and any two of them beside each other."""
    if not versions:
        st.caption(_("No version is saved yet."))
        return
    if len(versions) > 1:
        _compare(whole, versions)
    st.header(_("All versions"))
    for place, version in enumerate(versions[:_SHOWN]):
        before = versions[place + 1] if place + 1 < len(versions) else None
        with st.container(border=True, key=f"version_{version.number}", gap="xsmall"):
            _version(whole, version, before, is_latest=not place)
    if len(versions) > _SHOWN:
        told = {"n": formats.number(_SHOWN), "all": formats.number(len(versions))}
        st.caption(_("%(n)s of %(all)s versions are shown; above, any two can be compared.") % told)


def _compare(whole: Whole, versions: Sequence[PolicyVersion]) -> None:
    st.header(_("Two versions beside each other"))
    numbers = {one.number: one for one in versions}
    left, right = st.columns(2)
    earlier = left.selectbox(
        _("From"), list(numbers)[1:], key="policy_from", format_func=lambda one: _named(numbers[one])
    )
    later = right.selectbox(
        _("To"),
        [number for number in numbers if number > earlier],
        key="policy_to",
        format_func=lambda one: _named(numbers[one]),
    )
    with st.container(border=True, key="policy_difference"):
        policy_differences.draw(compared(numbers[earlier], numbers[later], whole.names))


def _named(version: PolicyVersion) -> str:
    words_of = {"number": formats.number(version.number), "day": formats.day(here(version.saved_at).date())}
    return _("Version %(number)s of %(day)s") % words_of


def _version(whole: Whole, version: PolicyVersion, before: PolicyVersion | None, *, is_latest: bool) -> None:
    told, button = st.columns([4, 1], vertical_alignment="center")
    with told:
        st.markdown(f"**{_named(version)}**" + (f" · {plain(version.note)}" if version.note else ""))
        who = (formats.moment(here(version.saved_at)), version.saved_by)
        changes = words.difference(compared(before, version, whole.names)) if before else ""
        st.caption(plain(" · ".join(one for one in (*who, changes) if one)))
    if not is_latest:
        button.button(
            _("Go on from it"),
            icon=":material/history:",
            key=f"version_{version.number}_take",
            on_click=_take,
            args=(whole, version),
            disabled=policy_writing.is_begun(),
            help=_("Its text comes into the fields, to be saved as the next version. No version is lost."),
        )


def _take(whole: Whole, version: PolicyVersion) -> None:
    policy_writing.begin(version.policy, whole.version)
    policy_view.go("write")
