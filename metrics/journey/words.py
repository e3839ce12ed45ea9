"""The customer's way in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data import formats
from data.kinds import TOUCHPOINT
from data.language import gettext as _
from data.language import ngettext
from metrics import people, rounding, sentences
from metrics.catalogue import kpi_named
from metrics.intervals import Difference
from metrics.journey.journey import COMPLAINTS, Arising, Journey, Scored, Value, leading
from metrics.kpi import Kpi
from metrics.ranking.funnel import VERDICT_WORDS, Verdict

Names = Mapping[str, str]


def names_of(stages: tuple[str, ...]) -> dict[str, str]:
    """Stage -> what it is called in the reader's language."""
    return people.shown(TOUCHPOINT.key, stages, named=True)


def headline(found: Journey, names: Names) -> str:
    """What stands out along the way, or that nothing does by more than chance."""
    if found.kpi and found.scores:
        return _of_scores(found, found.kpi, names)
    top = leading(found.complaints)
    if top:
        one = found.complaints[top]
        words = {"stage": names[top], "share": percent(one.share), "n": formats.number(one.of)}
        return _("Most complaints arise at %(stage)s: %(share)s of %(n)s") % words
    if found.complaints:
        return _("No stage has more complaints than the next by more than chance")
    return _("Touchpoints")


def _of_scores(found: Journey, kpi: Kpi, names: Names) -> str:
    enough = [one for one in found.scores.values() if one.verdict is not Verdict.TOO_FEW]
    if len(enough) < 2:
        return _("Too few stages have enough answers to compare")
    if not found.out:
        return _("No stage stands out by more than chance")
    stage = found.out[0]
    one = found.scores[stage]
    gap = one.gap.value if one.gap else 0.0
    words = {
        "kpi": kpi.title,
        "stage": names[stage],
        "value": kpi.text(one.now.value),
        "gap": kpi.change(abs(gap)).lstrip("+"),
    }
    if gap > 0:
        return _("Scores stand out at %(stage)s: %(kpi)s %(value)s, %(gap)s above the rest") % words
    if one.now.value == min(other.now.value for other in enough):
        return _("Scores are lowest at %(stage)s: %(kpi)s %(value)s, %(gap)s below the rest") % words
    return _("Scores stand out at %(stage)s: %(kpi)s %(value)s, %(gap)s below the rest") % words


def percent(share: float) -> str:
    """A share in whole percent."""
    return _("%(number)s %%") % {"number": formats.number(share)}


def reading(found: Journey, names: Names) -> list[str]:
    """What the numbers are of, what changed, and what must not be read into them."""
    told = [
        _stands_on(found),
        _rest(found, names),
        _moved(found, names),
        _complained(found, names),
        _unsaid(found),
    ]
    if found.complaints:
        told.append(
            _(
                "A share says where complaints arise. One stage may simply have more customers than another,"
                " so it doesn't say where a customer is likelier to complain."
            )
        )
    return [sentence for sentence in told if sentence]


def _stands_on(found: Journey) -> str:
    behind: list[str] = []
    if found.kpi and found.scores:
        behind.append(sentences.counted(found.kpi, sum(one.now.n for one in found.scores.values())))
    if found.complaints:
        behind.append(sentences.counted(kpi_named(COMPLAINTS), sum(o.n for o in found.complaints.values())))
    if not behind:
        return ""
    words = {
        "n": formats.listed(behind),
        "first": formats.day(found.first),
        "last": formats.day(found.last),
        "day": formats.day(found.rollout),
    }
    told = _("The numbers are of what came from %(first)s to %(last)s and says its stage: %(n)s.")
    if found.rollout:
        told += " " + _("Before means before the rollout of %(day)s.")
    return told % words


def _rest(found: Journey, names: Names) -> str:
    """Which stages the rest is without, as they stand out."""
    left = len([one for one in found.scores.values() if one.verdict is not Verdict.TOO_FEW]) - len(found.out)
    if not found.out or left < 2:
        return ""
    words = {"stages": formats.listed([names[stage] for stage in found.out])}
    return (
        ngettext(
            "%(stages)s stands out, so it is no part of the rest that the others are compared with.",
            "%(stages)s stand out, so they are no part of the rest that the others are compared with.",
            len(found.out),
        )
        % words
    )


def _moved(found: Journey, names: Names) -> str:
    """The stages whose score clearly changed at the rollout."""
    if found.kpi is None or found.rollout is None:
        return ""
    clear = [
        _("%(stage)s %(change)s")
        % {"stage": names[stage], "change": found.kpi.change(_changed(found.kpi, one))}
        for stage in found.stages
        if (one := found.scores.get(stage)) and one.change and one.change.is_clear
    ]
    words = {"day": formats.day(found.rollout), "stages": formats.listed(clear) if clear else ""}
    if not clear:
        return _("At no stage did the score change after %(day)s by more than chance.") % words
    return _("Changed after %(day)s by more than chance: %(stages)s.") % words


def _complained(found: Journey, names: Names) -> str:
    top = leading(found.complaints)
    if top is None or not found.scores:
        return ""
    one = found.complaints[top]
    words = {"stage": names[top], "share": percent(one.share), "between": between(one)}
    return _("Most complaints arise at %(stage)s: %(share)s (95 %% interval %(between)s).") % words


def _unsaid(found: Journey) -> str:
    """How many rows say no stage, and stand in none of the numbers."""
    left = [
        sentences.counted(kpi_named("answers" if table == "answers" else COMPLAINTS), n)
        for table, n in found.unsaid.items()
        if n
    ]
    if not left:
        return ""
    return _("Left out, as they say no stage: %(n)s.") % {"n": formats.listed(left)}


def between(one: Arising) -> str:
    """The ends of the interval of a share of complaints."""
    return _("%(low)s to %(high)s") % {"low": formats.number(one.low), "high": formats.number(one.high)}


def verdict(one: Scored | None) -> str:
    """How a stage stands to the rest, in a few words."""
    if one is None:
        return _("no answers")
    if one.verdict is None:
        return _("nothing to compare") if one.gap is None else _("can't be told")
    return _(VERDICT_WORDS[one.verdict])


def too_few(found: Journey, stage: str) -> bool:
    """Whether a stage has too few answers for a number."""
    one = found.scores.get(stage)
    return one is not None and found.kpi is not None and one.now.n < found.kpi.measure.fewest


def of_stages(found: Journey, names: Names) -> pd.DataFrame:
    """A row a stage, along the way."""
    rows: list[dict[str, str]] = []
    for stage in found.stages:
        row = {_("Stage"): names[stage]}
        if found.kpi and found.scores:
            row |= _score_cells(found, found.kpi, stage)
        if found.complaints or found.earlier:
            row |= _complaint_cells(found, stage)
        rows.append(row)
    return pd.DataFrame(rows)


def _score_cells(found: Journey, kpi: Kpi, stage: str) -> dict[str, str]:
    one = found.scores.get(stage)
    few = one is None or too_few(found, stage)
    cells = {
        _("Score"): kpi.text(one.now.value) if one and not few else formats.MISSING,
        _("Verdict"): verdict(one),
        _("95 % interval"): _bounds(kpi, one.now) if one and not few else formats.MISSING,
        _("Answers"): formats.number(one.now.n if one else 0),
        _("Beside the rest, %(level)s %% interval") % {"level": _sure(found)}: difference(kpi, one.gap)
        if one and not few
        else formats.MISSING,
    }
    if found.rollout:
        change = one.change if one and not few else None
        cells |= {
            _("Before"): kpi.text(one.before.value) if one and one.before and change else formats.MISSING,
            _("Change"): difference(kpi, Difference(_changed(kpi, one), change.low, change.high))
            if one and change and change.low is not None and change.high is not None
            else formats.MISSING,
        }
    return cells


def _changed(kpi: Kpi, one: Scored) -> float:
    """The change since the rollout, between the scores as they are shown."""
    if one.before is None or one.change is None:
        return 0.0
    return rounding.difference(kpi, one.change.value, one.before.value, one.now.value)


def _sure(found: Journey) -> str:
    """How sure the intervals of differences from the rest are, in percent."""
    percents = 100 * found.level
    return formats.number(percents, 0 if abs(percents - round(percents)) < 0.05 else 1)


def _bounds(kpi: Kpi, value: Value) -> str:
    if value.low is None or value.high is None:
        return formats.MISSING
    return _("%(low)s to %(high)s") % {"low": kpi.number(value.low), "high": kpi.number(value.high)}


def difference(kpi: Kpi, gap: Difference | None) -> str:
    """A difference with its interval."""
    if gap is None:
        return formats.MISSING
    if pd.isna(gap.low) or pd.isna(gap.high):
        return kpi.change(gap.value)
    words = {"change": kpi.change(gap.value), "bounds": kpi.bounds(gap.low, gap.high)}
    return _("%(change)s (%(bounds)s)") % words


def _complaint_cells(found: Journey, stage: str) -> dict[str, str]:
    one, was = found.complaints.get(stage), found.earlier.get(stage)
    cells = {
        _("Complaints"): formats.number(one.n if one else 0),
        _("Share of complaints"): percent(one.share) if one else formats.MISSING,
        _("Its 95 % interval"): between(one) if one else formats.MISSING,
    }
    if found.rollout:
        cells[_("Share before")] = percent(was.share) if was else formats.MISSING
    return cells


def alternative(found: Journey, names: Names) -> str:
    """What the chart shows, for those who can't see it."""
    told = [f"{names[stage]}: {_spoken(found, stage)}" for stage in found.stages]
    return headline(found, names) + ". " + "; ".join(told) + "."


def _spoken(found: Journey, stage: str) -> str:
    parts: list[str] = []
    one = found.scores.get(stage)
    if found.kpi and one:
        parts.append(verdict(one) if too_few(found, stage) else found.kpi.text(one.now.value))
    if stage in found.complaints:
        share = {"share": percent(found.complaints[stage].share)}
        parts.append(_("%(share)s of the complaints") % share)
    return ", ".join(parts)


def method(found: Journey) -> str:
    """How the numbers come about."""
    told = [
        _(
            "A stage stands out where the interval of what it differs from the rest leaves out no difference."
            " As several stages are looked at, each of these intervals is of %(level)s %%, so that all"
            " together they are wrong one time in 20 at most (Bonferroni). The most extreme stage is taken"
            " out first, and the others are compared among themselves: else one bad stage would make all"
            " others look good. Shares of complaints have Wilson's intervals."
        )
        % {"level": _sure(found)}
    ]
    if found.kpi:
        told.append(_(found.kpi.measure.method))
    return " ".join(told)
