"""Whether a process is steady and meets its target, in words."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext
from metrics import sentences
from metrics.control_chart import Assurance, Variation
from metrics.impact.steadiness import FEWEST, Named, Steadiness
from metrics.statistics.signals import Signal

VARIATIONS = {
    Variation.COMMON_CAUSE: mark("as usual"),
    Variation.IMPROVEMENT: mark("unusually good"),
    Variation.CONCERN: mark("unusually bad"),
    Variation.NEUTRAL: mark("unusual"),
}
ASSURANCES = {
    Assurance.ALWAYS_MET: mark("As it runs now, it meets the target every time."),
    Assurance.NEVER_MET: mark("As it runs now, it can't meet the target: the process itself has to change."),
    Assurance.HIT_AND_MISS: mark(
        "As it runs now, it meets the target at times and misses it at others, as chance has it."
    ),
}
_NOT_YET = mark(
    "As it runs now, it could meet the target now and then, as chance has it, but has not since %(since)s."
)
# Rule and side -> its name for a reader.
RULES = {
    (Signal.OUTSIDE, 1): mark("above the limits of what is usual"),
    (Signal.OUTSIDE, -1): mark("below the limits of what is usual"),
    (Signal.TREND, 1): mark("seven or more in a row going up"),
    (Signal.TREND, -1): mark("seven or more in a row going down"),
    (Signal.TWO_OF_THREE, 1): mark("two of three close to the upper limit"),
    (Signal.TWO_OF_THREE, -1): mark("two of three close to the lower limit"),
    (Signal.SHIFT, 1): mark("seven or more in a row above the mean"),
    (Signal.SHIFT, -1): mark("seven or more in a row below the mean"),
}


def rule(named: Named) -> str:
    """The rule that names a period, in words."""
    return _(RULES[named.signal, named.side])


def standing_out(chart: Steadiness) -> list[str]:
    """What stands out, in order of time: a line for a period, or for those in a row that one rule names."""
    places = {start.date(): place for place, start in enumerate(chart.points["start"])}
    runs: list[list[Named]] = []
    for named in chart.signals:
        last = runs[-1][-1] if runs else None
        same = last is not None and (last.signal, last.side) == (named.signal, named.side)
        if last is not None and same and places[named.start] == places[last.start] + 1:
            runs[-1].append(named)
        else:
            runs.append([named])
    return [_run(chart, run) for run in runs]


def _run(chart: Steadiness, run: list[Named]) -> str:
    first, last = (formats.period(named.start, chart.grain.value) for named in (run[0], run[-1]))
    words = {"first": first, "last": last, "rule": rule(run[0])}
    if len(run) > 1:
        return _("%(first)s to %(last)s: %(rule)s") % words
    return _("%(first)s, %(value)s: %(rule)s") % (
        words | {"value": chart.kpi.text(run[0].value, chart.grain)}
    )


def steady(chart: Steadiness) -> str:
    """Whether the process behaves as usual since the latest event, and what the latest period says."""
    if chart.variation is None:
        return _too_few(chart)
    parts = [_behaves(chart, chart.variation)]
    if chart.trial:
        has = {"periods": sentences.values(chart.kpi, len(chart.segment), chart.grain)}
        parts.append(_("What is usual is not settled yet: it rests on %(periods)s, and takes 13.") % has)
    if chart.assurance:
        missed = chart.assurance is Assurance.HIT_AND_MISS and not chart.reached
        words = {"since": formats.day(chart.since)}
        parts.append(_(_NOT_YET) % words if missed else _(ASSURANCES[chart.assurance]))
    return " ".join(parts)


def _too_few(chart: Steadiness) -> str:
    """That there are too few periods to tell what is usual."""
    words = {
        "periods": sentences.values(chart.kpi, len(chart.segment), chart.grain),
        "since": formats.day(chart.since),
        "needed": sentences.values(chart.kpi, FEWEST, chart.grain),
    }
    return (
        _("Can't tell yet what is usual since %(since)s: that takes %(needed)s; so far: %(periods)s.") % words
    )


def _behaves(chart: Steadiness, variation: Variation) -> str:
    count = len(chart.latest)
    words = {
        "n": formats.number(count),
        "period": formats.period(chart.points["start"].iloc[-1].date(), chart.grain.value),
        "since": formats.day(chart.since),
        "says": _(VARIATIONS[variation]),
    }
    if not count:
        told = _("Yes: nothing has stood out since %(since)s. The latest, %(period)s, is as usual.")
    else:
        told = ngettext(
            "No: %(n)s period has stood out since %(since)s. The latest, %(period)s, is %(says)s.",
            "No: %(n)s periods have stood out since %(since)s. The latest, %(period)s, is %(says)s.",
            count,
        )
    return told % words
