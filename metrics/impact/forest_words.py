"""All KPIs at a rollout in words: the title, what stands out, and a line a KPI."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data import formats
from data.language import gettext as _
from data.language import ngettext, nmark
from metrics import sentences
from metrics.impact.forest import Forest, Row
from metrics.impact.impact import Impact
from metrics.impact.sentence import real
from metrics.impact.sizes import bounds, effect, largest
from metrics.impact.titles import others
from metrics.impact.verdict import Kind
from metrics.impact.word import WORDS, Word
from metrics.measures.kinds import Stock
from metrics.overview import named


def title(found: Forest, day: date) -> str:
    """What became of all KPIs together, as in ``3 of 11 KPIs improved after 1 March 2025, 1 worsened``."""
    untold, total = found.undecided, len(found.rows)
    words = {"all": formats.number(total), "day": formats.day(day)}
    if not found.rows:
        return _("Can't tell yet what changed after %(day)s") % words
    better, worse = len(found.of(Kind.IMPROVED)), len(found.of(Kind.WORSENED))
    told = _improved(better, total) % (words | {"n": formats.number(better)})
    if worse:
        told += ", " + ngettext("%(n)s worsened", "%(n)s worsened", worse) % {"n": formats.number(worse)}
    if names := _others(found):
        told = _("%(told)s, with %(events)s at the same time") % {"told": told, "events": named(names)}
    if not untold:
        return told
    words = {"n": formats.number(len(untold))}
    more = ngettext("%(n)s more can't be told yet", "%(n)s more can't be told yet", len(untold))
    return told + "; " + more % words


def _others(found: Forest) -> list[str]:
    """The names of the events that can't be told apart from the rollout in a KPI that is judged."""
    return list(dict.fromkeys(name for row in found.rows for name in others(row.impact)))


def at_once(found: Forest) -> str:
    """That another event came with the rollout, and what that means; empty where none did."""
    names = _others(found)
    if not names:
        return ""
    return _(
        "%(events)s came at the same time as the rollout: what changed may come from either, and the data"
        " can't tell the two apart."
    ) % {"events": named(names)}


_REST = {
    Word.CHANCE: nmark("%(n)s may be chance", "%(n)s may be chance"),
    Word.UNSURE: nmark("%(n)s is too unsure to tell", "%(n)s are too unsure to tell"),
    Word.NO_CHANGE: nmark("%(n)s shows no large change", "%(n)s show no large change"),
}


def rest(found: Forest) -> str:
    """What is said of the KPIs that are judged, but didn't clearly shift; empty without any."""
    numbers = {word: len(found.told_as(word)) for word in _REST}
    told = [ngettext(*_REST[word], n) % {"n": formats.number(n)} for word, n in numbers.items() if n]
    if not told:
        return ""
    template = (
        _("Of these: %(told)s.")
        if sum(numbers.values()) == len(found.rows)
        else _("Of the others: %(told)s.")
    )
    return template % {"told": ", ".join(told)}


def counts(found: Forest) -> str:
    """How many KPIs have data, and how many of them are judged together."""
    parts = [
        ngettext("%(n)s is judged", "%(n)s are judged", len(found.rows)),
        ngettext("%(n)s can't be told yet", "%(n)s can't be told yet", len(found.untold)),
        ngettext("of %(n)s neither way is better", "of %(n)s neither way is better", len(found.neutral)),
        ngettext("%(n)s says what another says", "%(n)s say what others say", len(found.restated)),
    ]
    numbers = [len(group) for group in (found.rows, found.untold, found.neutral, found.restated)]
    told = [part % {"n": formats.number(n)} for part, n in zip(parts, numbers, strict=True) if n]
    words = {"all": formats.number(sum(numbers)), "told": ", ".join(told)}
    template = ngettext("%(all)s KPI has data: %(told)s.", "%(all)s KPIs have data: %(told)s.", sum(numbers))
    return template % words


def summary(found: Forest, day: date) -> str:
    """The title with the names of what improved and what worsened, in a sentence or two."""
    return " ".join(f"{one}." for one in (title(found, day), *_moved(found)))


def _moved(found: Forest) -> list[str]:
    """The names of what improved, and of what worsened."""
    told: list[str] = []
    if better := found.of(Kind.IMPROVED):
        told.append(_("Improved: %(kpis)s") % {"kpis": named([row.impact.kpi.title for row in better])})
    if worse := found.of(Kind.WORSENED):
        told.append(_("Worsened: %(kpis)s") % {"kpis": named([row.impact.kpi.title for row in worse[::-1]])})
    return told


def _improved(better: int, total: int) -> str:
    if not better:
        return ngettext(
            "%(all)s KPI looked at, and it didn't clearly improve after %(day)s",
            "None of %(all)s KPIs clearly improved after %(day)s",
            total,
        )
    return ngettext(
        "%(n)s of %(all)s KPI improved after %(day)s", "%(n)s of %(all)s KPIs improved after %(day)s", total
    )


def unintended(found: Forest) -> str:
    """That something worsened, beside what improved; empty where nothing did."""
    better, worse = (
        [row.impact.kpi.title for row in found.of(kind)] for kind in (Kind.IMPROVED, Kind.WORSENED)
    )
    # The worst first.
    words = {"better": named(better), "worse": named(worse[::-1])}
    if not worse:
        return ""
    if not better:
        return _("Worsened: %(worse)s. Nothing improved.") % words
    return (
        _(
            "Worsened: %(worse)s, while this improved: %(better)s. Look whether the one was bought with the"
            " other."
        )
        % words
    )


def together(found: Forest) -> list[str]:
    """That many are looked at together, what that means, and which would count by themselves."""
    count = len(found.rows)
    same = {"kpis": named([impact.kpi.title for impact in found.restated])}
    restated = [_("Not counted, as they say what another says in other units: %(kpis)s.") % same]
    if count < 2:
        return restated if found.restated else []
    told = [
        ngettext(
            "%(n)s KPI is looked at together with others, and without any change about one of 20 would stand"
            " out by chance. So each has to be clearer here than it would have to be alone: of those that"
            " count as improved or worsened, on average at most one of 20 is a false alarm (correction of"
            " Benjamini and Hochberg).",
            "%(n)s KPIs are looked at together, and without any change about one of 20 would stand out by"
            " chance. So each has to be clearer here than it would have to be alone: of those that count as"
            " improved or worsened, on average at most one of 20 is a false alarm (correction of Benjamini"
            " and Hochberg).",
            count,
        )
        % {"n": formats.number(count)}
    ]
    if found.alone:
        names = {"kpis": named([row.impact.kpi.title for row in found.alone])}
        told.append(
            _("By themselves these would count too, but among so many they may be chance: %(kpis)s.") % names
        )
    return [*told, *restated] if found.restated else told


def change(impact: Impact) -> str:
    """The shift in the KPI's own unit; a ratio as a percentage."""
    verdict = impact.verdict
    return effect(impact.kpi, verdict.level, is_ratio=verdict.is_ratio) if verdict.level else formats.MISSING


def shift(impact: Impact) -> str:
    """The shift in the KPI's own unit with its interval."""
    verdict = impact.verdict
    if verdict.level is None:
        return formats.MISSING
    words = {
        "change": change(impact),
        "bounds": bounds(impact.kpi, verdict.level, is_ratio=verdict.is_ratio),
    }
    return _("%(change)s (95 %% interval %(bounds)s)") % words


def behind(impact: Impact) -> str:
    """What stands behind both sides, as in ``1,204 answers before, 800 answers after``."""
    before, after = impact.comparison.before, impact.comparison.after
    if before is None or after is None or isinstance(impact.kpi.measure, Stock):
        return ""
    words = {
        "before": sentences.behind(impact.kpi, before),
        "after": sentences.behind(impact.kpi, after),
    }
    return _("%(before)s before, %(after)s after") % words


def word(row: Row) -> str:
    """The verdict of a row in a word or two."""
    return _(WORDS[row.word])


def line(row: Row) -> str:
    """A row in one line below its verdict, without its KPI's name."""
    limit = ""
    if row.word is Word.NO_CHANGE:
        limit = _("no change larger than %(size)s") % {"size": largest(row.impact.verdict)}
    parts = (limit, shift(row.impact), means(row.impact), behind(row.impact))
    return " · ".join(part for part in parts if part)


def means(impact: Impact) -> str:
    """The values on both sides, as the cards have them; empty where a side has none."""
    before, after = impact.comparison.before, impact.comparison.after
    if before is None or after is None:
        return ""
    words = {
        "before": impact.kpi.text(before.value, before.grain),
        "after": impact.kpi.text(after.value, after.grain),
    }
    return _("on the whole %(before)s before, %(after)s since") % words


def reading() -> str:
    """What a shift is, beside the plain difference that cards show."""
    return _(
        "Each number says how far a KPI came to lie, with the rollout, from where it was heading. The cards"
        " of the Overview show the plain difference between all months before and all since, which knows of"
        " no trend: the two may differ, even in their direction."
    )


def sizes(impact: Impact) -> str:
    """How many stand behind both sides, as in ``n 1,204 → 800``."""
    if isinstance(impact.kpi.measure, Stock):
        return ""
    sides = (impact.comparison.before, impact.comparison.after)
    before, after = (
        formats.number(sentences.size(impact.kpi, side)) if side else formats.MISSING for side in sides
    )
    return _("n %(before)s → %(after)s") % {"before": before, "after": after}


def neutral_line(impact: Impact) -> str:
    """A KPI of which neither way is better, in one line."""
    told = (_(WORDS[impact.word]), shift(impact), behind(impact))
    return " · ".join(part for part in told if part)


def reasons(untold: Sequence[Impact]) -> dict[str, list[Impact]]:
    """Why there is no verdict, and the KPIs that this holds for; that of the most first."""
    found: dict[str, list[Impact]] = {}
    for impact in untold:
        found.setdefault(real(impact), []).append(impact)
    return dict(sorted(found.items(), key=lambda reason: -len(reason[1])))


def alternative(found: Forest) -> str:
    """What the chart shows, for those who can't see it."""
    told = [f"{row.impact.kpi.title}: {word(row)}, {shift(row.impact)}" for row in found.rows]
    return " ".join(f"{one}." for one in (*_moved(found), "; ".join(told)))


def method() -> list[str]:
    """How the picture is computed, in plain words."""
    return [
        _(
            "The shift is how far a KPI came to lie, with the rollout, from where it was heading: level and"
            " slope of its months before and after, with the correlation of neighbouring months and, from 24"
            " months on, the season accounted for. It is the same number as on the page Trend."
        ),
        _(
            "So that all KPIs share one axis, each shift is divided by how far that KPI's months usually lie"
            " off their line (a standard deviation). A shift of 2 is twice the usual ups and downs."
        ),
        _(
            "Where no shift is seen, the interval tells what that is worth. No large change: it holds none"
            " larger than a tenth of what was before, for a share than 5 points or a fifth of the rarer side,"
            " for a net promoter score than 10 points. Too unsure to tell: it holds larger ones."
        ),
        _(
            "An interval that doesn't reach zero may still be chance when many KPIs are looked at: the word"
            " beside it counts."
        ),
        _("An interval that reaches the edge of a picture goes on beyond it."),
        _("What came after a rollout need not have come from it: nobody here went without it."),
    ]
