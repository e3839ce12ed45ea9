"""Control after a rollout in words: when to look again, and whether each change lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext
from metrics.impact.sentence import lasts
from metrics.impact.verdict import Kind
from metrics.impact.watch import Look, Schedule, State, Watch, Watched

# By what became of a KPI, and whether that lasts: only what improved is good to keep.
STATE_WORDS = {
    (Kind.IMPROVED, State.HOLDS): mark("holds"),
    (Kind.IMPROVED, State.FADES): mark("fades"),
    (Kind.IMPROVED, State.CANT_TELL): mark("can't be told yet"),
    (Kind.WORSENED, State.HOLDS): mark("still worse"),
    (Kind.WORSENED, State.FADES): mark("recovers"),
    (Kind.WORSENED, State.CANT_TELL): mark("can't be told yet"),
}


@dataclass(frozen=True)
class Said:
    """What a look says of some KPIs alike."""

    kind: Kind
    state: State
    names: tuple[str, ...]
    text: str


def next_look(found: Schedule) -> str:
    """When the next look is due, and what it takes."""
    words = _words(found.next)
    if found.is_overdue:
        return (
            _(
                "A look has been due since %(due)s, month %(month)s after the rollout: load the data up to"
                " then."
            )
            % words
        )
    if found.last is None:
        return (
            _(
                "The first look is due from %(due)s to %(until)s, %(month)s to %(end)s months after the"
                " rollout."
            )
            % words
        )
    return _("The next look is due from %(due)s to %(until)s, month %(month)s after the rollout.") % words


def due_now(found: Schedule) -> str:
    """That a look is to be made now; empty where none is."""
    look = found.current
    if look is None:
        return ""
    words = _words(look)
    if found.is_overdue:
        return (
            _("Control: since %(due)s it is time to look whether the changes last, but the data end before.")
            % words
        )
    return (
        _("Control: it is time to look whether the changes last (month %(month)s after the rollout).") % words
    )


def _words(look: Look) -> dict[str, str]:
    return {
        "due": formats.day(look.due),
        "until": formats.day(look.until),
        "month": formats.number(look.month),
        "end": formats.number(look.month + 2),
    }


def headline(found: Watch) -> str:
    """How many changes hold, fade or can't be told."""
    if found.schedule.last is None:
        return _("It is too early to tell whether anything lasts.")
    if not found.judged:
        return _("No verdict yet, so nothing to follow.")
    if not found.watched:
        return _("No KPI clearly shifted at the rollout, so there is no change to keep.")
    parts = [
        _counted(one, sum(seen.state is one for seen in found.watched))
        for one in (State.HOLDS, State.FADES, State.CANT_TELL)
    ]
    words = {"all": formats.number(len(found.watched)), "told": ", ".join(part for part in parts if part)}
    return (
        ngettext("Of %(all)s change: %(told)s.", "Of %(all)s changes: %(told)s.", len(found.watched)) % words
    )


def _counted(state: State, count: int) -> str:
    if not count:
        return ""
    forms = {
        State.HOLDS: ngettext("%(n)s holds", "%(n)s hold", count),
        State.FADES: ngettext("%(n)s fades", "%(n)s fade", count),
        State.CANT_TELL: ngettext("%(n)s can't be told yet", "%(n)s can't be told yet", count),
    }
    return forms[state] % {"n": formats.number(count)}


def lines(watched: Sequence[Watched]) -> list[Said]:
    """What a look says, in the order of ``watched``; KPIs of which the same is said stand together."""
    found: dict[tuple[Kind, State, str], list[str]] = {}
    for one in watched:
        said = (one.impact.verdict.kind, one.state, lasts(one.impact))
        found.setdefault(said, []).append(one.impact.kpi.title)
    return [Said(kind, state, tuple(names), text) for (kind, state, text), names in found.items()]


def method() -> str:
    """How it is told, in plain words."""
    return _(
        "From the seventh month on, the level is compared with that of the first six. A change fades where it"
        " clearly went back, and holds where at least half of it is surely left; six finished months from the"
        " seventh on are needed for either."
    )
