"""What is said of a self-assessment: the total, where to begin, where members disagree, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.questionnaires.questionnaire import HIGHEST, Questionnaire, Section
from data.questionnaires.rounds import FEWEST, Round
from metrics.assessment.changes import Change
from metrics.assessment.results import Result, SectionResult, State, Value
from metrics.assessment.scoring import Score
from metrics.rounding import apart

_MOST_DECIMALS = 6


def total_text(questionnaire: Questionnaire, total: Fraction) -> str:
    """A total with one decimal; with more where rounding would put it into another band."""
    band = questionnaire.band(total)
    read = {one: Fraction(str(formats.rounded(float(total), one))) for one in range(1, _MOST_DECIMALS)}
    kept = (one for one, as_read in read.items() if questionnaire.band(as_read) is band)
    return formats.number(float(total), next(kept, _MOST_DECIMALS))


def out_of(questionnaire: Questionnaire, total: Fraction) -> str:
    """A total beside the highest one, as in ``24.3 of 35``."""
    words = {"total": total_text(questionnaire, total), "highest": formats.number(questionnaire.highest)}
    return _("%(total)s of %(highest)s") % words


def counted(n: int) -> str:
    """How many answered."""
    return ngettext("%(n)s answer", "%(n)s answers", n) % {"n": formats.number(n)}


def round_name(found: Round) -> str:
    """A round by its days."""
    if found.opens >= found.last_day:
        return formats.day(found.last_day)
    words = {"first": formats.day(found.opens), "last": formats.day(found.last_day)}
    return _("%(first)s – %(last)s") % words


def own_headline(found: Score) -> str:
    """One person's score in one line."""
    words = {"band": found.band.name.said, "total": out_of(found.questionnaire, found.total)}
    return _("%(band)s: %(total)s") % words


def own_reading(found: Score) -> list[str]:
    """What one person's score means, where to begin and what is best, in sentences."""
    scores = dict(found.sections)
    told = [
        [section_text(section, float(scores[section])) for section in some]
        for some in (found.weakest, found.strongest)
    ]
    return [found.band.meaning.said, *_where(*told)]


def headline(found: Result) -> str:
    """The result in one line."""
    if found.state is State.RUNNING:
        words = {"n": counted(found.n), "day": formats.day(found.round.ends)}
        return _("%(n)s so far; the round runs until %(day)s") % words
    if found.total is None or found.band is None:
        return _("Nobody answered in this round")
    words = {"band": found.band.name.said, "total": out_of(found.questionnaire, found.total)}
    return _("%(band)s: %(total)s") % words


def reading(found: Result) -> list[str]:
    """What the result means and what to do next, in sentences."""
    if found.state is State.RUNNING:
        return [*_standing(found), running()]
    if found.band is None:
        return []
    told = [found.band.meaning.said]
    if found.state is State.FEW:
        told.append(too_few(found.n))
    if found.value:
        where = _where(_told_sections(found.weakest), _told_sections(found.strongest))
        told += [_sureness(found.value), *where, *_disputed(found)]
    return told + ([_left_out(found)] if found.left_out else [])


def _standing(found: Result) -> list[str]:
    if found.stand is None:
        return []
    words = {"n": counted(found.stand.n), "total": out_of(found.questionnaire, found.stand.total)}
    return [_("After %(n)s the mean total is %(total)s.") % words]


def running() -> str:
    """Why a round tells no results while it takes answers."""
    return _(
        "Sections and statements are told once the round is over. Told earlier, what changes with one more "
        "answer would give away what that person answered."
    )


def too_few(n: int) -> str:
    """Why no more than a total is told."""
    told = ngettext(
        "With %(n)s answer only the total is told; sections and statements take %(fewest)s answers, so that "
        "nobody's own can be made out.",
        "With %(n)s answers only the mean total is told; sections and statements take %(fewest)s answers, so "
        "that nobody's own can be made out.",
        n,
    )
    return told % {"n": formats.number(n), "fewest": formats.number(FEWEST)}


def _sureness(value: Value) -> str:
    words = {"n": counted(value.n)}
    if value.low is None or value.high is None:
        return _("%(n)s, and all with the same total: too alike to tell how sure it is.") % words
    words |= {"low": formats.number(value.low, 1), "high": formats.number(value.high, 1)}
    return (
        _("%(n)s; others like them would come to a mean total of %(low)s to %(high)s (95 %% interval).")
        % words
    )


def _where(weakest: Sequence[str], strongest: Sequence[str]) -> list[str]:
    """Where to begin and what is best, of sections in words."""
    if not weakest and not strongest:
        return [_("All sections come out alike.")]
    told = [_("No section stands out as the weakest.")]
    if weakest:
        told = [_("Work first on: %(sections)s.") % {"sections": formats.listed(weakest)}]
    return told + (
        [_("Strongest: %(sections)s.") % {"sections": formats.listed(strongest)}] if strongest else []
    )


def _told_sections(found: Sequence[SectionResult]) -> list[str]:
    return [section_text(one.section, one.value.mean) for one in found]


def section_text(section: Section, mean: float) -> str:
    """A section with its mean."""
    words = {"mean": formats.number(mean, 1), "highest": formats.number(HIGHEST)}
    return _("%(section)s (%(mean)s of %(highest)s)") % {"section": section.name.said, **words}


def _disputed(found: Result) -> list[str]:
    if not found.disputed:
        return []
    most = found.disputed[0]
    told = _(
        "Members disagree most on “%(statement)s” (mean %(mean)s, spread %(spread)s): talk about that one."
    )
    words = {
        "statement": most.statement.asks.said.rstrip("."),
        "mean": formats.number(most.value.mean, 1),
        "spread": formats.number(most.value.spread, 1),
    }
    return [told % words]


def _left_out(found: Result) -> str:
    told = ngettext(
        "Not among them, as it has fewer than %(fewest)s answers: %(teams)s.",
        "Not among them, as they have fewer than %(fewest)s answers: %(teams)s.",
        len(found.left_out),
    )
    return told % {"fewest": formats.number(FEWEST), "teams": formats.listed(found.left_out)}


def value_text(value: Value) -> str:
    """A mean with its interval where there is one."""
    mean = formats.number(value.mean, 1)
    if value.low is None or value.high is None:
        return mean
    words = {"mean": mean, "low": formats.number(value.low, 1), "high": formats.number(value.high, 1)}
    return _("%(mean)s (%(low)s to %(high)s)") % words


def change_words(found: Sequence[Change]) -> list[str]:
    """A sentence on the total, and one on the sections that changed by more than chance."""
    total = next((one for one in found if one.section is None), None)
    if total is None:
        return []
    return [_total_change(total), _section_changes([one for one in found if one.section and one.clear])]


def _total_change(total: Change) -> str:
    words = {
        "before": formats.number(total.before, 1),
        "after": formats.number(total.after, 1),
        "change": difference_text(total),
    }
    if not total.clear:
        return _("The total went from %(before)s to %(after)s: %(change)s, which may be chance.") % words
    if total.difference > 0:
        return _("The total rose from %(before)s to %(after)s: %(change)s, more than chance.") % words
    return _("The total fell from %(before)s to %(after)s: %(change)s, more than chance.") % words


def difference_text(change: Change) -> str:
    """After minus before, with its interval where there is one."""
    value = formats.number(apart(change.before, change.after, 1), 1, sign=True)
    if change.low is None or change.high is None:
        return value
    low, high = (formats.number(one, 1, sign=True) for one in (change.low, change.high))
    return _("%(change)s (%(low)s to %(high)s)") % {"change": value, "low": low, "high": high}


def _section_changes(clear: Sequence[Change]) -> str:
    if not clear:
        return _("No section changed by more than chance, looking at all of them together.")
    told = [f"{one.section.name.said} {difference_text(one)}" for one in clear if one.section]
    return _("By more than chance: %(sections)s.") % {"sections": formats.listed(told)}
