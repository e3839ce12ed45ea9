"""A report in one page of words: what changed, how the targets stand, and what to do next.

It tells of all KPIs, whichever have a section: choosing some can't hide what got worse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.language import gettext as _
from data.language import mark
from metrics import captions
from metrics.goals import words as score_words
from metrics.goals.scoreboard import Score
from metrics.goals.targets import Status
from metrics.impact import forest_words, watch_words
from metrics.impact.forest import Forest, Row
from metrics.impact.impact import Impact
from metrics.impact.verdict import Kind
from metrics.impact.watch import reached, schedule
from metrics.impact.word import Word
from metrics.overview import named
from metrics.pressing import pressing
from metrics.report.ground import Ground
from metrics.report.report import Matter, Paragraph

# So that the summary stays a page: what has more lines tells the others by name.
MOST_LINES = 5

_HEADINGS = {
    Matter.IMPROVED: mark("What improved"),
    Matter.WORSENED: mark("What worsened"),
    Matter.REST: mark("What didn't clearly shift"),
    Matter.UNTOLD: mark("What can't be told"),
    Matter.TARGETS: mark("Targets"),
    Matter.ATTENTION: mark("What needs attention"),
    Matter.NEXT: mark("What to do next"),
}
_REST = {
    Word.CHANCE: mark("May be chance: %(kpis)s."),
    Word.UNSURE: mark("Too unsure to tell: %(kpis)s."),
    Word.NO_CHANGE: mark("No large change: %(kpis)s."),
}
_BY_STATUS = {
    Status.MET: mark("Met: %(kpis)s."),
    Status.ON_TRACK: mark("On track: %(kpis)s."),
    Status.AT_RISK: mark("At risk: %(kpis)s."),
    Status.MISSED: mark("Missed: %(kpis)s."),
    Status.TOO_LITTLE: mark("Too little data: %(kpis)s."),
}


def summary(made_from: Ground) -> tuple[Paragraph, ...]:
    """The paragraphs in their order; those that have nothing to say are left out."""
    told = {matter: tuple(lines(made_from)) for matter, lines in _LINES.items()}
    return tuple(Paragraph(matter, _(_HEADINGS[matter]), lines) for matter, lines in told.items() if lines)


def _improved(made_from: Ground) -> list[str]:
    if made_from.forest is None or not made_from.forest.rows:
        return []
    rows = made_from.forest.of(Kind.IMPROVED)
    return _rows(rows) if rows else [_("Nothing clearly improved.")]


def _worsened(made_from: Ground) -> list[str]:
    if made_from.forest is None or not made_from.forest.rows:
        return []
    rows = made_from.forest.of(Kind.WORSENED)[::-1]
    return _rows(rows) if rows else [_("Nothing clearly worsened.")]


def _rows(rows: Sequence[Row]) -> list[str]:
    told = [row.told.title + "." for row in rows[:MOST_LINES]]
    more = [row.impact.kpi.title for row in rows[MOST_LINES:]]
    return [*told, _("Likewise: %(kpis)s.") % {"kpis": ", ".join(more)}] if more else told


def _rest(made_from: Ground) -> list[str]:
    found = made_from.forest
    if found is None:
        return []
    told = [
        _(template) % {"kpis": _titles([row.impact for row in found.told_as(word)])}
        for word, template in _REST.items()
        if found.told_as(word)
    ]
    changed = [impact for impact in found.neutral if impact.word is Word.CHANGED]
    if changed:
        told.append(_("Changed, but neither way is better: %(kpis)s.") % {"kpis": _titles(changed)})
    return told


def _untold(made_from: Ground) -> list[str]:
    if made_from.forest is None:
        return [_("No policy rollout is set yet. Set one to see what changed after it.")]
    reasons = forest_words.reasons(made_from.forest.untold)
    return [f"{_titles(impacts)}: {reason}" for reason, impacts in reasons.items()]


def _titles(found: Sequence[Impact]) -> str:
    return ", ".join(impact.kpi.title for impact in found)


def _targets(made_from: Ground) -> list[str]:
    board = made_from.board
    if not board:
        return [_("No target is set yet.")]
    groups = {status: [score for score in board if score.status is status] for status in _BY_STATUS}
    return [score_words.headline(board) + "."] + [
        _(_BY_STATUS[status]) % {"kpis": ", ".join(_whose(score, made_from) for score in scores)}
        for status, scores in groups.items()
        if scores
    ]


def _whose(score: Score, made_from: Ground) -> str:
    """A KPI, and for whom its target is where that isn't the whole company."""
    if not score.where:
        return score.kpi.title
    words = {"kpi": score.kpi.title, "scope": score_words.for_whom(score, made_from.names)}
    return _("%(kpi)s (%(scope)s)") % words


def _attention(made_from: Ground) -> list[str]:
    pressed = pressing(made_from.cards, made_from.behind, made_from.names, str, made_from.growing)
    urgent = [one.text for one in pressed]
    worse = [captions.worse(one) + "." for one in made_from.worse[:MOST_LINES]]
    return [*urgent, *worse, *([made_from.review] if made_from.review else [])]


def _next(made_from: Ground) -> list[str]:
    return [*_causes(made_from), *_aims(made_from), *_control(made_from)]


def _causes(made_from: Ground) -> list[str]:
    """What worsened is to be looked into: as a whole, and where members alone did."""
    rows = made_from.forest.of(Kind.WORSENED)[::-1] if made_from.forest else []
    template = _("Find out why this got worse, on the page “Why did it change?”: %(kpis)s.")
    whole = [template % {"kpis": named([row.impact.kpi.title for row in rows])}] if rows else []
    members: dict[str, list[str]] = {}
    for one in made_from.worse:
        members.setdefault(one.member, []).append(one.kpi.title)
    return whole + [
        _("Look into %(member)s, where this got worse: %(kpis)s.") % {"member": member, "kpis": named(kpis)}
        for member, kpis in list(members.items())[:MOST_LINES]
    ]


def _aims(made_from: Ground) -> list[str]:
    """What is missed or at risk needs a decision."""
    groups = {
        status: [_whose(score, made_from) for score in made_from.board if score.status is status]
        for status in (Status.MISSED, Status.AT_RISK)
    }
    told: list[str] = []
    if missed := groups[Status.MISSED]:
        template = _("Decide what to do otherwise, or set a new date, where a target was missed: %(kpis)s.")
        told.append(template % {"kpis": named(missed)})
    if behind := groups[Status.AT_RISK]:
        template = _("Act before the date comes where a target is at risk: %(kpis)s.")
        told.append(template % {"kpis": named(behind)})
    return told


def _control(made_from: Ground) -> list[str]:
    """When to look again whether the changes last."""
    last = reached(made_from.forest) if made_from.forest else None
    if last is None or made_from.event is None or made_from.view.last is not None:
        return []
    return [watch_words.next_look(schedule(made_from.event.starts_on, last, made_from.today))]


_LINES: dict[Matter, Callable[[Ground], list[str]]] = {
    Matter.IMPROVED: _improved,
    Matter.WORSENED: _worsened,
    Matter.REST: _rest,
    Matter.UNTOLD: _untold,
    Matter.TARGETS: _targets,
    Matter.ATTENTION: _attention,
    Matter.NEXT: _next,
}


def headline(made_from: Ground) -> str:
    """What became of all KPIs at the rollout; how many targets are met where there is none; or nothing."""
    found: Forest | None = made_from.forest
    if found is not None and made_from.event is not None:
        return forest_words.title(found, made_from.event.starts_on) + "."
    return score_words.headline(made_from.board) + "." if made_from.board else ""
