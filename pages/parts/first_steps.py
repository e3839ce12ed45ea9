"""The first steps of each kind of user, and how far the store shows them to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data import formats
from data.language import gettext, ngettext
from data.language import mark as _
from data.questionnaires.rounds import Round
from data.records import EventKind
from data.store import Store, counts, has_sample, is_empty, policies, rounds, targets, uploads
from metrics.impact.word import WORDS, Word
from metrics.rollouts import events


class Fact(StrEnum):
    """What a store may have that a step brings or needs."""

    DATA = "data"
    ROLLOUT = "rollout"
    TARGETS = "targets"
    ROUND = "round"
    ANSWERS = "answers"
    RESULTS = "results"


class State(StrEnum):
    """How a step stands: done, ready to be done, or waiting for others."""

    DONE = "done"
    READY = "ready"
    WAITS = "waits"


@dataclass(frozen=True)
class Step:
    """What to do on which page.

    label  what the link to the page says
    done   the fact that shows it to be done; None for what is read and never done
    needs  the facts without which the page has nothing to tell
    """

    title: str
    told: str
    page: str
    label: str
    icon: str
    done: Fact | None = None
    needs: frozenset[Fact] = frozenset()
    more: tuple[tuple[str, str], ...] = ()

    def state(self, facts: Mapping[Fact, str]) -> State:
        """How it stands in a store with these facts."""
        if self.done is not None and self.done in facts:
            return State.DONE
        return State.READY if self.needs <= facts.keys() else State.WAITS


@dataclass(frozen=True)
class Guide:
    """The steps of one kind of user, and who that is."""

    name: str
    icon: str
    steps: tuple[Step, ...]


_VERDICTS = (
    (
        WORDS[Word.IMPROVED],
        _("The shift is larger than chance explains, with trend, season and the other KPIs accounted for."),
    ),
    (WORDS[Word.WORSENED], _("The same, to the other side.")),
    (WORDS[Word.CHANCE], _("By itself it would count, but of so many KPIs some look so by chance.")),
    (WORDS[Word.NO_CHANGE], _("No shift is seen, and one that matters is ruled out.")),
    (
        WORDS[Word.UNSURE],
        _("No shift is seen, but one that matters isn't ruled out either. It is no news, good or bad."),
    ),
    (
        WORDS[Word.CANT_TELL],
        _("There are too few months or answers yet. The page says what is missing: come back then."),
    ),
)

_MANAGER = Guide(
    _("I run the service"),
    ":material/manage_accounts:",
    (
        Step(
            _("Load your files"),
            _(
                "Survey answers, complaints, calls or a list of customers, as they are. You see what was"
                " understood before anything is kept. No files yet? There are templates to fill in."
            ),
            "pages/upload.py",
            _("Upload files"),
            ":material/upload_file:",
            done=Fact.DATA,
        ),
        Step(
            _("See what is wrong with the data"),
            _("Gaps, rows that count twice and empty columns, and which KPIs each of these touches."),
            "pages/health.py",
            _("Data health"),
            ":material/health_and_safety:",
            needs=frozenset({Fact.DATA}),
        ),
        Step(
            _("Say when the policy took effect"),
            _("For everyone, or for each team or branch apart. Without its day there is no before."),
            "pages/policy.py",
            _("Set a rollout and targets"),
            ":material/flag:",
            done=Fact.ROLLOUT,
        ),
        Step(
            _("Set targets"),
            _("A value, or a change from what it was before: the scoreboard then tells who is on the way."),
            "pages/policy.py",
            _("Set a rollout and targets"),
            ":material/scoreboard:",
            done=Fact.TARGETS,
        ),
        Step(
            _("See whether it worked"),
            _("Every KPI before and after the rollout, with how sure that is."),
            "pages/impact.py",
            _("Impact"),
            ":material/compare_arrows:",
            needs=frozenset({Fact.DATA, Fact.ROLLOUT}),
        ),
    ),
)
_EXECUTIVE = Guide(
    _("I read the results"),
    ":material/monitoring:",
    (
        Step(
            _("Read the Overview"),
            _(
                "It begins with what changed since the policy. Each card has a value with its target, and"
                " what became of it in a word. What needs attention stands above the cards."
            ),
            "pages/overview.py",
            _("Overview"),
            ":material/dashboard:",
            needs=frozenset({Fact.DATA}),
        ),
        Step(
            _("Know what the words mean"),
            _("The same words stand on cards, charts and reports:"),
            "pages/impact.py",
            _("Impact"),
            ":material/compare_arrows:",
            needs=frozenset({Fact.DATA, Fact.ROLLOUT}),
            more=_VERDICTS,
        ),
        Step(
            _("Ask why"),
            _("Take a change apart by team, channel or branch, down to the rows of the files."),
            "pages/change.py",
            _("Why did it change?"),
            ":material/call_split:",
            needs=frozenset({Fact.DATA}),
        ),
        Step(
            _("Send it on"),
            _(
                "Copy the address of any page: it carries the period, the filters and the language. Or make a"
                " report, for Excel, as slides or to print."
            ),
            "pages/report.py",
            _("Report"),
            ":material/summarize:",
            needs=frozenset({Fact.DATA}),
        ),
    ),
)
_TEAM = Guide(
    _("I am part of a team"),
    ":material/groups:",
    (
        Step(
            _("Open the link or the QR code of your team"),
            _(
                "Whoever manages the service opens a round and sends each team its link. It works on any"
                " phone, without an account."
            ),
            "pages/assessment_results.py",
            _("Rounds and links"),
            ":material/qr_code:",
            done=Fact.ROUND,
        ),
        Step(
            _("Answer 25 statements"),
            _("It takes some minutes. No name is kept, only your team and the day."),
            "pages/self_assessment.py",
            _("Self-assessment"),
            ":material/quiz:",
            done=Fact.ANSWERS,
            needs=frozenset({Fact.ROUND}),
        ),
        Step(
            _("See the results"),
            _(
                "Your own at once; those of the team once the round is over: where to begin, and where you"
                " disagree. Of fewer than three answers only the total is told."
            ),
            "pages/assessment_results.py",
            _("Results by team"),
            ":material/groups_2:",
            done=Fact.RESULTS,
            needs=frozenset({Fact.ANSWERS}),
        ),
    ),
)
GUIDES = {"manager": _MANAGER, "executive": _EXECUTIVE, "team": _TEAM}


def facts(store: Store, today: date) -> dict[Fact, str]:
    """What the store has, each fact with what shows it, in words."""
    known = rounds(store)
    told = {
        Fact.DATA: _files(store),
        Fact.ROLLOUT: _rollout(store),
        Fact.TARGETS: _targets(store),
        Fact.ROUND: _round(known, today),
        Fact.ANSWERS: _answers(sum(sum(counts(store, one.round_id).values()) for one in known)),
        Fact.RESULTS: _results(store, known, today),
    }
    return {fact: words for fact, words in told.items() if words}


def _files(store: Store) -> str:
    if is_empty(store):
        return ""
    if has_sample(store):
        return gettext("the sample company")
    files = sum(not upload.recorded for upload in uploads(store))
    if not files:
        return gettext("complaints recorded in the page")
    return ngettext("%(n)s file", "%(n)s files", files) % {"n": formats.number(files)}


def _rollout(store: Store) -> str:
    known = [event for event in events(policies(store)) if event.kind is EventKind.POLICY]
    return gettext("from %(day)s on") % {"day": formats.day(known[0].starts_on)} if known else ""


def _targets(store: Store) -> str:
    n = len(targets(store))
    return ngettext("%(n)s target", "%(n)s targets", n) % {"n": formats.number(n)} if n else ""


def _round(known: tuple[Round, ...], today: date) -> str:
    if running := [one for one in known if one.is_open(today)]:
        day = max(one.last_day for one in running)
        return gettext("open until %(day)s") % {"day": formats.day(day)}
    if coming := [one for one in known if not one.is_over(today)]:
        return gettext("opens on %(day)s") % {"day": formats.day(min(one.opens for one in coming))}
    return _ended(known)


def _answers(n: int) -> str:
    return ngettext("%(n)s answer", "%(n)s answers", n) % {"n": formats.number(n)} if n else ""


def _results(store: Store, known: tuple[Round, ...], today: date) -> str:
    over = [one for one in known if one.is_over(today) and sum(counts(store, one.round_id).values())]
    return _ended(over)


def _ended(over: tuple[Round, ...] | list[Round]) -> str:
    if not over:
        return ""
    return gettext("the latest round ended on %(day)s") % {
        "day": formats.day(max(one.last_day for one in over))
    }
