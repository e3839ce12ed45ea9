"""The policy to be read: its passages in their order, each number from where it stands."""

from __future__ import annotations

import streamlit as st

from data import formats
from data.language import gettext as _
from data.written_policy import Manner
from metrics.goals import words as scores
from metrics.goals.scoreboard import Score
from metrics.policy import document, words
from metrics.policy.comparison import ValueChange
from metrics.policy.goals import GoalStanding
from metrics.policy.headings import Heading
from metrics.policy.passages import channel_time, out_of_order, step_time
from metrics.policy.promises import PROMISES, amount
from metrics.policy.whole import Whole
from pages.parts import cards as drawn
from pages.parts import policy_view
from pages.parts.words import plain


def section(whole: Whole) -> None:
    """The whole policy, with the ways to change and to print it."""
    if whole.version is None:
        _unwritten()
        return
    _changed(whole)
    _buttons(whole)
    if whole.policy.vision:
        st.markdown(_quoted(whole.policy.vision))
    _goals(whole)
    left, right = st.columns(2, gap="large")
    with left:
        _standards(whole)
        _manners(whole)
        _channels(whole)
    with right:
        _steps(whole)
        _discretion(whole)
        _training(whole)
        _review(whole)


def _unwritten() -> None:
    st.markdown(
        _(
            "Write down what customers can count on: goals, service standards, channels, the complaint"
            " procedure and what staff settle at once. Each version is kept, and the policy prints as a"
            " document."
        )
    )
    st.button(
        _("Begin to write"),
        type="primary",
        icon=":material/edit:",
        key="policy_begin",
        on_click=policy_view.go,
        args=("write",),
    )


def _buttons(whole: Whole) -> None:
    with st.container(horizontal=True):
        st.button(
            _("Change the policy"),
            icon=":material/edit:",
            key="policy_change",
            on_click=policy_view.go,
            args=("write",),
        )
        st.download_button(
            _("Download to print"),
            document.document(whole),
            file_name=document.file_name(whole),
            mime=document.MIME,
            icon=":material/print:",
            on_click="ignore",
            key="policy_print",
            help=_("A file that any browser opens and prints on A4."),
        )


def _changed(whole: Whole) -> None:
    """The numbers that changed since the version was saved."""
    if not whole.changed:
        return
    told = "\n".join(f"- {changed(one)}" for one in whole.changed)
    head = _("Numbers that changed since this version was saved; save another one to put them on record:")
    st.info(f"{head}\n\n{told}", icon=":material/difference:")


def changed(one: ValueChange) -> str:
    """A number as it was and as it is."""
    return f"{plain(one.name)}: {plain(one.was)} → **{plain(one.now)}**"


def _goals(whole: Whole) -> None:
    st.header(Heading.GOALS.title)
    if not whole.goals:
        st.caption(_("No goal is written yet."))
    for place, goal in enumerate(whole.goals):
        with st.container(border=True, key=f"goal_{place}", gap="xsmall"):
            _goal(goal, place, whole)
    if days := [score.as_of for goal in whole.goals for score in goal.scores if score.as_of]:
        told = _("Data to %(reached)s. Each target is judged by its own days; the filters don't narrow it.")
        st.caption(told % {"reached": formats.day(max(days))})


def _goal(goal: GoalStanding, place: int, whole: Whole) -> None:
    st.markdown(f"**{plain(goal.goal.sentence)}**")
    for score in goal.scores:
        st.markdown(_score(score, whole))
    if goal.missing:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{plain(goal.kpi.title)} · {goal.missing}" if goal.kpi else goal.missing)
            if goal.kpi:
                st.button(
                    _("Set its target"),
                    icon=":material/flag:",
                    key=f"goal_target_{place}",
                    on_click=_aim,
                    args=(goal.kpi.key,),
                )


def _aim(kpi: str) -> None:
    st.session_state["target_kpi"] = kpi
    policy_view.go("targets")


def _score(score: Score, whole: Whole) -> str:
    whom = f", {scores.for_whom(score, whole.names)}" if score.where else ""
    words_now = ", ".join(scores.reached(score))
    told = _("%(kpi)s: %(now)s. Target: %(target)s") % {
        "kpi": score.kpi.title + whom,
        "now": words_now,
        "target": scores.aimed(score),
    }
    return f"{drawn.badge_text(score.status)} :small[{plain(told)}]"


def _standards(whole: Whole) -> None:
    st.header(Heading.STANDARDS.title)
    rows = [f"- {_(PROMISES[key])} **{plain(whole.promises[key].told)}**" for key in PROMISES]
    st.markdown("\n".join(rows))
    if whole.is_preset:
        st.caption(_("A preset holds until you set your own: confirm or change it under Standards."))


def _manners(whole: Whole) -> None:
    if whole.policy.manners:
        st.header(Heading.MANNERS.title)
        told = (_manner(one) for one in whole.policy.manners)
        st.markdown("\n".join(told))


def _manner(manner: Manner) -> str:
    if not manner.name:
        return f"- {_lines(manner.wording)}"
    wording = _lines(manner.wording) if manner.wording else f":small[{_('not set yet')}]"
    return f"- **{plain(manner.name)}**  \n{wording}"


def _channels(whole: Whole) -> None:
    if whole.policy.channels:
        st.header(Heading.CHANNELS.title)
        st.markdown(
            "\n".join(
                _item(one.name, one.opening, channel_time(one, whole.promises))
                for one in whole.policy.channels
            )
        )


def _item(first: str, *others: str, sign: str = "-") -> str:
    told = plain(" · ".join(one for one in others if one))
    if not first:
        return f"{sign} :small[{told}]"
    return f"{sign} **{plain(first)}**" + (f"  \n:small[{told}]" if told else "")


def _steps(whole: Whole) -> None:
    steps = whole.policy.steps
    if not steps:
        return
    st.header(Heading.STEPS.title)
    rows = [
        _item(step.task, step.who, step_time(step, whole.promises), sign=f"{at}.")
        for at, step in enumerate(steps, start=1)
    ]
    st.markdown("\n".join(rows))
    st.caption(_("Times count from the receipt of the complaint."))
    for step in out_of_order(whole.policy, whole.promises):
        told = _("“%(step)s” is to be done sooner than a step before it: mend one of the times.")
        st.warning(plain(told % {"step": step.task}), icon=":material/schedule:")


def _discretion(whole: Whole) -> None:
    st.header(Heading.DISCRETION.title)
    if whole.limit.value is None:
        st.caption(_("No amount is set yet: set the cost of winning a customer under Standards."))
    else:
        told = _("Whoever takes a complaint settles it at once where that costs less than %(amount)s.")
        st.markdown(f"**{plain(told % {'amount': amount(whole.limit, whole.policy.currency)})}**")
    if whole.policy.discretion:
        st.markdown(_lines(whole.policy.discretion))
    st.page_link("pages/worth.py", label=_("How often that is done today"), icon=":material/payments:")


def _training(whole: Whole) -> None:
    if whole.everybody is None:
        return
    st.header(Heading.TRAINING.title)
    teams = [_item(team.team, team.share_text, formats.day(team.last)) for team in whole.teams]
    st.markdown("\n".join(teams))


def _review(whole: Whole) -> None:
    st.header(Heading.REVIEW.title)
    st.markdown(words.review(whole.review))
    rollouts = _("Set a rollout and targets") if whole.review.rollout is None else _("Rollouts")
    st.page_link("pages/policy.py", label=rollouts, icon=":material/flag:")


def _quoted(text: str) -> str:
    """A text of several lines, set apart from what follows."""
    return "\n".join(f"> **{plain(line)}**  " if line.strip() else ">" for line in text.splitlines())


def _lines(text: str) -> str:
    """A text of several lines, as it stands."""
    return "  \n".join(plain(line) for line in text.splitlines())
