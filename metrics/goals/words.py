"""What a scoreboard says: its headline, and its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data import formats
from data.language import gettext as _
from data.language import ngettext, nmark
from metrics.goals import baseline_words, baselines
from metrics.goals.ahead import against, briefly
from metrics.goals.forecasts import FEWEST_MONTHS, Forecast, NoForecast
from metrics.goals.scoreboard import Score, counted
from metrics.goals.targets import STATUS_WORDS, Status, levels
from metrics.kpi import Kpi
from metrics.measures.kinds import Stock
from metrics.periods import Grain
from metrics.rollouts import scope as scope_words
from metrics.sentences import behind, periods, told_by_lists, told_of, values

# A status is told by a word and a sign, in tables and files, too.
SIGNS = {
    Status.MET: "✓",
    Status.ON_TRACK: "↗",
    Status.AT_RISK: "⚠",
    Status.MISSED: "✕",
    Status.TOO_LITTLE: "…",
}
_COUNTED = {
    Status.MISSED: nmark("%(n)s missed", "%(n)s missed"),
    Status.AT_RISK: nmark("%(n)s at risk", "%(n)s at risk"),
    Status.TOO_LITTLE: nmark("%(n)s with too little data", "%(n)s with too little data"),
    Status.ON_TRACK: nmark("%(n)s on track", "%(n)s on track"),
}


def headline(board: Sequence[Score]) -> str:
    """How many targets are met, and how it stands with the others."""
    by_status, total = counted(board), len(board)
    words = {"met": formats.number(by_status.pop(Status.MET, 0)), "total": formats.number(total)}
    told = ngettext("%(met)s of %(total)s target met", "%(met)s of %(total)s targets met", total) % words
    others = [
        ngettext(*_COUNTED[one], count) % {"n": formats.number(count)} for one, count in by_status.items()
    ]
    return (told + " · " + " · ".join(others)) if others else told


def standing(score: Score) -> str:
    """A status as a sign and a word."""
    return f"{SIGNS[score.status]} {_(STATUS_WORDS[score.status])}"


def standing_ahead(score: Score) -> str:
    """A status as a sign and a word, and what the trend says against it."""
    told = briefly(score.kpi, score.target, score.status, score.ahead)
    return f"{standing(score)}, {told}" if told else standing(score)


def present(score: Score) -> str:
    """Where a KPI stands with a target that is about to be set, in a sentence; empty without a value."""
    if score.now is None:
        return ""
    words = {
        "value": score.kpi.text(score.now.value, score.now.grain),
        "status": _(STATUS_WORDS[score.status]),
    }
    return _("Now %(value)s: %(status)s.") % words


def for_whom(score: Score, names: Mapping[str, str]) -> str:
    """For whom a target is, and whether it is the company's for want of an own one."""
    if not score.where:
        return _("the whole company")
    told = scope_words(score.where, names)
    return _("%(scope)s (company target)") % {"scope": told} if score.inherited else told


def aimed(score: Score) -> str:
    """The target with its date, and the steps that are still to come."""
    kpi, after = score.kpi, score.as_of or date.min
    coming = [level for level in levels(score.target)[:-1] if level.last >= after]
    told = [due_by(kpi, score.target.value, score.target.due)]
    return "; ".join([*told, *(_step(kpi, level.value, level.last) for level in coming)])


def due_by(kpi: Kpi, value: float, due: date) -> str:
    """A value and the day by which it is to be reached."""
    words = {"value": kpi.text(value, Grain.MONTH), "due": formats.day(due)}
    return _("%(value)s by %(due)s") % words


def _step(kpi: Kpi, value: float, due: date) -> str:
    return _("step: %(step)s") % {"step": due_by(kpi, value, due)}


def reached(score: Score) -> tuple[str, ...]:
    """The value now, what stands behind it, and its days, which each target has of its own."""
    if score.now is None:
        return (formats.MISSING,)
    value = score.kpi.text(score.now.value, score.now.grain)
    stood = isinstance(score.kpi.measure, Stock)
    days = formats.day(score.now.last) if stood else told_of(score.kpi, score.now)
    return value, behind(score.kpi, score.now), days


def value_ahead(kpi: Kpi, ahead: Forecast) -> tuple[str, str]:
    """The value that a trend leads to, and its interval."""
    return kpi.text(ahead.value, Grain.MONTH), kpi.interval(ahead.low, ahead.high)


def foretold(score: Score) -> tuple[str, ...]:
    """The forecast and its interval, or why there is none."""
    if isinstance(score.ahead, Forecast):
        return value_ahead(score.kpi, score.ahead)
    if score.ahead is NoForecast.TOO_FEW:
        return _("can't tell yet"), _too_few(score.kpi)
    if score.ahead is NoForecast.TOO_FAR:
        return _("can't tell yet"), _("the date lies further ahead than the data reach back")
    return (_("its date has come"),)


def _too_few(kpi: Kpi) -> str:
    if told_by_lists(kpi):
        return _("it takes %(lists)s") % {"lists": values(kpi, FEWEST_MONTHS)}
    return _("it takes %(months)s of data") % {"months": periods(FEWEST_MONTHS)}


def note(score: Score) -> str:
    """Where today's status and the trend say different things, or what the status is of; else empty."""
    told = [remarks(score), against(score.kpi, score.target, score.status, score.ahead)]
    return " ".join(part for part in told if part)


def remarks(score: Score) -> str:
    """What a status is of, where that isn't the value of all days until the end of the data."""
    told = [_unseen(score), _grows(score), _behind(score), _steps_passed(score)]
    return " ".join(part for part in told if part)


def _unseen(score: Score) -> str:
    """That nobody can say whether it was reached, as the data end before its date."""
    if not score.unseen:
        return ""
    return _(
        "Its date has passed, but your data end on %(day)s: load later ones to see whether it was met."
    ) % {"day": formats.day(score.as_of)}


def _grows(score: Score) -> str:
    """That a target can't be judged by lists that count since joining."""
    if not score.grows:
        return ""
    return _(
        "The lists seem to count purchases since joining: the share rises by waiting alone, so no target is"
        " judged by it. List those of the last twelve months instead."
    )


def _behind(score: Score) -> str:
    """That the last months fall behind, where the value of all months doesn't."""
    if not score.is_behind or score.recent is None:
        return ""
    value = score.kpi.text(score.recent.value, score.recent.grain)
    return _("All months together are on the line, but the last 3, with %(value)s, lie behind it.") % {
        "value": value
    }


def _steps_passed(score: Score) -> str:
    """The steps whose dates have passed, and whether the value now is as good as they asked."""
    if score.now is None or score.as_of is None:
        return ""
    passed = [level for level in levels(score.target)[:-1] if level.last < score.as_of]
    short = [level for level in passed if not score.kpi.reaches(score.now.value, level.value)]
    if not short:
        return ""
    return _("The step of %(step)s isn't reached.") % {
        "step": due_by(score.kpi, short[-1].value, short[-1].last)
    }


def line(score: Score, names: Mapping[str, str]) -> tuple[str, ...]:
    """A score in words: KPI, for whom, target, now, baseline, way, forecast, status, and what to know."""
    kpi = score.kpi
    return (
        kpi.title,
        for_whom(score, names),
        aimed(score),
        ", ".join(reached(score)),
        baseline_words.value(score.target),
        way(score),
        foretold_line(score),
        standing(score),
        note(score),
    )


def foretold_line(score: Score) -> str:
    """The forecast with its interval, or why there is none, in one line."""
    told, *beside = foretold(score)
    return f"{told} ({beside[0]})" if beside else told


def way(score: Score) -> str:
    """How much of the way from the baseline to the target is behind."""
    if score.way is None:
        return formats.MISSING
    return _("%(number)s %%") % {"number": formats.number(100 * score.way)}


def course(score: Score) -> str:
    """Where it began, and where the straight line to the target stands; at its date that is the target."""
    words = {
        "baseline": score.kpi.text(score.target.baseline, Grain.MONTH),
        "line": score.kpi.text(score.line, Grain.MONTH),
        "kind": baselines.told(score.target),
    }
    if score.as_of is not None and score.target.due <= score.as_of:
        return _("from %(baseline)s, %(kind)s") % words
    return _("from %(baseline)s, %(kind)s; a straight way would be at %(line)s") % words


def rows(board: Sequence[Score], names: Mapping[str, str]) -> list[tuple[str, ...]]:
    """All lines of a board."""
    return [line(score, names) for score in board]
