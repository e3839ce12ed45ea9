"""What is said of a policy: its version, its review, its steps, and how two versions differ."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext, nmark
from data.written_policy import PolicyVersion, Stage
from metrics.goals import words as scores
from metrics.goals.scoreboard import Score
from metrics.policy.checklist import STAGE_NAMES, Checklist
from metrics.policy.comparison import Difference, Kind
from metrics.policy.promises import PROMISES
from metrics.policy.review import Review, ReviewState
from metrics.policy.whole import Whole

REVIEW_WORDS = {
    ReviewState.NO_ROLLOUT: mark("No rollout is entered yet"),
    ReviewState.WAITS: mark("Review not yet due"),
    ReviewState.DUE: mark("Review due"),
    ReviewState.OVERDUE: mark("Review overdue"),
}
_REVIEWS = {
    ReviewState.NO_ROLLOUT: mark("Enter the day of the rollout: the review is counted from it."),
    ReviewState.WAITS: mark("The next review is due from %(first)s to %(last)s."),
    ReviewState.DUE: mark("The review is due since %(first)s: make it by %(last)s."),
    ReviewState.OVERDUE: mark("The review was due by %(last)s and is overdue."),
}
_COUNTED: dict[Kind, tuple[str, str]] = {
    "added": nmark("%(n)s word added", "%(n)s words added"),
    "removed": nmark("%(n)s word removed", "%(n)s words removed"),
}


def title(whole: Whole) -> str:
    """The policy's own title, or what stands in for it."""
    return whole.policy.title or _("Customer-service policy")


def version(found: PolicyVersion) -> str:
    """A version with its day and who saved it."""
    words = {
        "number": formats.number(found.number),
        "day": formats.day(found.saved_at.date()),
        "who": found.saved_by,
    }
    told = _("Version %(number)s of %(day)s, saved by %(who)s")
    return (told if found.saved_by else _("Version %(number)s of %(day)s")) % words


def review(found: Review) -> str:
    """When the next review is due, and from which day that is counted."""
    words = {"first": formats.day(found.first), "last": formats.day(found.last)}
    told = _(_REVIEWS[found.state]) % words
    return " ".join(part for part in (told, _counted_from(found)) if part)


def _counted_from(found: Review) -> str:
    after = found.reviewed is not None and (found.rollout is None or found.reviewed >= found.rollout)
    if after:
        return _("It is counted from the last review, of %(day)s.") % {"day": formats.day(found.reviewed)}
    if found.rollout is None:
        return ""
    return _("It is counted from the rollout of %(day)s.") % {"day": formats.day(found.rollout)}


def reminder(found: Review) -> str:
    """A line for where it is told what needs attention; empty while nothing is to be done."""
    if not found.is_pressing:
        return ""
    words = {"first": formats.day(found.first), "last": formats.day(found.last)}
    if found.state is ReviewState.OVERDUE:
        return _("The policy's review is overdue: it was due by %(last)s.") % words
    return _("The policy's review is due: make it by %(last)s.") % words


def steps(whole: Whole) -> str:
    """How many of the nine steps are done, how many are late, and which comes next."""
    known = whole.checklist
    words = {"done": formats.number(known.done), "all": formats.number(len(known.tasks))}
    told = [_("%(done)s of %(all)s steps done") % words]
    if late := len(known.late(whole.day)):
        told.append(ngettext("%(n)s late", "%(n)s late", late) % {"n": formats.number(late)})
    if following := _following(known):
        told.append(_("next: %(step)s") % {"step": following})
    return " · ".join(told)


def _following(known: Checklist) -> str:
    return _(STAGE_NAMES[known.following.stage]) if known.following else ""


def evidence(whole: Whole) -> dict[Stage, str]:
    """What the policy itself tells of some of the nine steps."""
    policy, preset = whole.policy, sum(whole.promises[key].is_preset for key in PROMISES)
    told = {
        Stage.GOALS: _number(nmark("%(n)s goal written", "%(n)s goals written"), len(policy.goals)),
        Stage.STANDARDS: _number(
            nmark("%(n)s of the numbers is still a preset", "%(n)s of the numbers are still presets"), preset
        ),
        Stage.COMPLAINTS: _number(nmark("%(n)s step written", "%(n)s steps written"), len(policy.steps)),
        Stage.DISCRETION: "" if whole.limit.value is not None else _("no amount set yet"),
        Stage.TRAINING: trained(whole),
        Stage.ROLLOUT: _rolled_out(whole),
        Stage.REVIEW: _(REVIEW_WORDS[whole.review.state]),
    }
    return {stage: words for stage, words in told.items() if words}


def _number(told: tuple[str, str], n: int) -> str:
    return ngettext(*told, n) % {"n": formats.number(n)} if n else ""


def _rolled_out(whole: Whole) -> str:
    if whole.review.rollout is None:
        return _(REVIEW_WORDS[ReviewState.NO_ROLLOUT])
    return _("since %(day)s") % {"day": formats.day(whole.review.rollout)}


def trained(whole: Whole) -> str:
    """The share of all people who were trained; empty before the first training."""
    if whole.everybody is None:
        return ""
    return _("%(share)s trained") % {"share": whole.everybody.share_text}


def goal_score(score: Score) -> str:
    """A target of a goal with where it stands: value, date, now and the status."""
    return " · ".join((scores.aimed(score), ", ".join(scores.reached(score)), scores.standing_ahead(score)))


def difference(found: Difference) -> str:
    """How much differs between two versions."""
    if found.is_empty:
        return _("Nothing differs.")
    told = [
        ngettext(*forms, n) % {"n": formats.number(n)}
        for kind, forms in _COUNTED.items()
        if (n := found.counted(kind))
    ]
    if n := len(found.values):
        told.append(ngettext("%(n)s value changed", "%(n)s values changed", n) % {"n": formats.number(n)})
    return " · ".join(told) or _("The lines are divided otherwise.")
