"""The fields of a policy that is written; what stands in them stays while other pages are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from data.language import gettext as _
from data.records import EventKind, Policy
from data.written_policy import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_HOURS,
    MOST_MONTHS,
    Manner,
    WrittenChannel,
    WrittenGoal,
    WrittenPolicy,
    WrittenStep,
)
from metrics.catalogue import all_kpis
from metrics.policy.headings import Heading
from metrics.policy.promises import PROMISES, Promise
from metrics.policy.whole import Whole
from pages.parts import policy_rows

_OF_CHANNELS = ("", "rings", "answer_seconds", "email_hours")
_OF_STEPS = ("", "email_hours", "resolution_hours")
_LATEST = 0


def draw(opened: int, given: WrittenPolicy, whole: Whole, known: Sequence[Policy]) -> WrittenPolicy:
    """All fields, filled with a text; the policy as it stands in them.

    ``opened`` tells the fields from those of a text that was written before.
    """
    key = f"policy_{opened}"
    title = _line(f"{key}_title", _("Title"), given.title, _("How we treat our customers"))
    vision = _text(
        f"{key}_vision", Heading.VISION.title, given.vision, _("What customers should always find with us")
    )
    found = replace(given, title=title, vision=vision)
    st.header(Heading.GOALS.title)
    st.caption(
        _("A goal is a sentence. Its KPI tells whether it is reached; its target is set under Targets.")
    )
    goals = policy_rows.edited(f"{key}_goals", given.goals, WrittenGoal(), _goal, _("Add a goal"))
    st.header(Heading.MANNERS.title)
    st.caption(_("What no number tells: the greeting, the farewell. The numbers stand under Standards."))
    manners = policy_rows.edited(f"{key}_manners", given.manners, Manner(), _manner, _("Add a standard"))
    found = replace(found, goals=goals, manners=manners)
    return _second_half(key, given, found, whole, known)


def _second_half(
    key: str, given: WrittenPolicy, found: WrittenPolicy, whole: Whole, known: Sequence[Policy]
) -> WrittenPolicy:
    st.header(Heading.CHANNELS.title)
    channels = policy_rows.edited(
        f"{key}_channels",
        given.channels,
        WrittenChannel(),
        lambda at, row: _channel(at, row, whole.promises),
        _("Add a channel"),
    )
    st.header(Heading.STEPS.title)
    st.caption(_("Each step with the time from the receipt of the complaint within which it is done."))
    steps = policy_rows.edited(
        f"{key}_steps",
        given.steps,
        WrittenStep(),
        lambda at, row: _step(at, row, whole.promises),
        _("Add a step"),
    )
    st.header(Heading.DISCRETION.title)
    st.caption(_("Up to which amount is the cost of winning a customer, which stands under Standards."))
    told = _text(f"{key}_discretion", _("Who may settle, and how"), given.discretion, "")
    currency = _line(f"{key}_currency", _("Currency of the amount"), given.currency, "€")
    found = replace(found, channels=channels, steps=steps, discretion=told, currency=currency)
    return _review(key, given, found, known)


def _review(key: str, given: WrittenPolicy, found: WrittenPolicy, known: Sequence[Policy]) -> WrittenPolicy:
    st.header(_("Rollout and review"))
    rolled, first, last = st.columns([2, 1, 1])
    with rolled:
        policy_id = _rollout(f"{key}_rollout", given.policy_id, known)
    months = (
        place.number_input(
            label, 1, MOST_MONTHS, value, key=f"{key}_{name}", persist_state="session", help=_review_help()
        )
        for place, label, value, name in (
            (first, _("Review after months"), given.review_from, "from"),
            (last, _("and at the latest after"), given.review_to, "to"),
        )
    )
    review_from, review_to = map(int, months)
    return replace(found, policy_id=policy_id, review_from=review_from, review_to=review_to)


def _review_help() -> str:
    return _("Counted from the rollout, later from the last review. Commonly 6 to 8 months.")


def _rollout(key: str, given: int | None, known: Sequence[Policy]) -> int | None:
    names = {one.policy_id or 0: one.name for one in known if one.kind is EventKind.POLICY}
    options = [_LATEST, *names]
    chosen = st.selectbox(
        _("Rolled out as"),
        options if given in names or given is None else [*options, given],
        index=options.index(given) if given in names else len(options) if given else 0,
        key=key,
        format_func=lambda one: _rollout_name(one, names),
        persist_state="session",
    )
    return chosen or None


def _rollout_name(number: int, names: Mapping[int, str]) -> str:
    if number == _LATEST:
        return _("the policy that took effect last")
    return names.get(number) or _("a policy that was removed")


def _line(key: str, label: str, given: str, example: str) -> str:
    return st.text_input(
        label, given, key=key, max_chars=LONGEST_LINE, placeholder=example, persist_state="session"
    )


def _text(key: str, label: str, given: str, example: str) -> str:
    return st.text_area(
        label, given, key=key, max_chars=LONGEST_TEXT, placeholder=example, persist_state="session"
    )


def _goal(key: str, row: WrittenGoal) -> WrittenGoal:
    left, right = st.columns([3, 2])
    with left:
        sentence = _line(f"{key}_sentence", _("Goal"), row.sentence, _("Customers are told before they ask"))
    titles = {"": _("none yet")} | {kpi.key: kpi.title for kpi in all_kpis() if kpi.better}
    with right:
        kpi = _chosen(f"{key}_kpi", _("KPI that tells"), row.kpi, titles)
    return WrittenGoal(sentence, kpi)


def _chosen(key: str, label: str, given: str, titles: Mapping[str, str]) -> str:
    options = [*titles] if given in titles else [*titles, given]
    return st.selectbox(
        label,
        options,
        index=options.index(given),
        key=key,
        format_func=lambda one: titles.get(one) or _("no longer there"),
        persist_state="session",
    )


def _manner(key: str, row: Manner) -> Manner:
    left, right = st.columns([1, 3])
    with left:
        name = _line(f"{key}_name", _("What"), row.name, _("Greeting"))
    with right:
        wording = _line(f"{key}_wording", _("How"), row.wording, "")
    return Manner(name, wording)


def _channel(key: str, row: WrittenChannel, known: Mapping[str, Promise]) -> WrittenChannel:
    first, second, third, fourth = st.columns([2, 3, 3, 3])
    with first:
        name = _line(f"{key}_name", _("Channel"), row.name, _("Phone"))
    with second:
        opening = _line(f"{key}_opening", _("When"), row.opening, _("Monday to Friday, 8 to 18"))
    with third:
        promise = _line(f"{key}_promise", _("What is promised there"), row.promise, "")
    with fourth:
        standard = _timed(f"{key}_standard", row.standard, _OF_CHANNELS, known, _("no time of the standards"))
    return WrittenChannel(name, opening, promise, standard)


def _step(key: str, row: WrittenStep, known: Mapping[str, Promise]) -> WrittenStep:
    first, second, third, fourth = st.columns([4, 2, 3, 2])
    with first:
        task = _line(f"{key}_task", _("What is done"), row.task, "")
    with second:
        who = _line(f"{key}_who", _("By whom"), row.who, "")
    with third:
        standard = _timed(f"{key}_standard", row.standard, _OF_STEPS, known, _("a time of its own"))
    hours = fourth.number_input(
        _("Hours from receipt"),
        0.0,
        MOST_HOURS,
        None if row.hours is None else float(row.hours),
        key=f"{key}_hours",
        format="%g",
        disabled=bool(standard),
        persist_state="session",
    )
    return WrittenStep(task, who, None if standard else hours, standard)


def _timed(key: str, given: str, offered: Sequence[str], known: Mapping[str, Promise], without: str) -> str:
    """The standard that tells a time, or none of them."""
    titles = {one: f"{_(PROMISES[one])} {known[one].within}" if one else without for one in offered}
    return _chosen(key, _("Time"), given, titles)
