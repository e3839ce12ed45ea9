"""What is found in the data, in words: what it is, what it means for which KPIs, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from data import formats
from data.kinds import layouts_of
from data.language import gettext as _
from data.language import mark, ngettext
from data.specs import Column, Type
from metrics import sentences
from metrics.amounts import AMOUNTS
from metrics.catalogue import kpi_named
from metrics.health.findings import About, Finding, Severity, counting
from metrics.health.wording import WORDS
from metrics.periods import Grain

SEVERITY_WORDS = {
    Severity.BLOCKS: mark("blocks a verdict"),
    Severity.WEAKENS: mark("weakens a verdict"),
    Severity.GOOD_TO_KNOW: mark("good to know"),
}
NAMED = 5
_NAMED_DAYS = 5
_A_WEEK = 7


def what(found: Finding) -> str:
    """What was found."""
    told = _(WORDS[found.about].what) % _words(found)
    return f"{told} {_usual(found)}" if "usual" in found.numbers and found.about is About.GAP else told


def means(found: Finding) -> str:
    """What it means for which KPIs."""
    if not found.kpis:
        return _("No KPI needs it.") if found.column else _("No KPI is told from these rows.")
    if found.about is About.GAP:
        return _gap_means(found)
    return _(WORDS[found.about].means) % (_words(found) | {"kpis": names(found.kpis)})


def advice(found: Finding) -> str:
    """What to do next."""
    return _(WORDS[found.about].next)


def names(kpis: Sequence[str], most: int = NAMED) -> str:
    """KPIs by name, those beyond ``most`` by their number."""
    told = ", ".join(kpi_named(key).title for key in kpis[:most])
    more = len(kpis) - most
    if more <= 0:
        return told
    words = {"names": told, "n": formats.number(more)}
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % words


def _gap_means(found: Finding) -> str:
    counts = counting(found.kpis)
    others = [key for key in found.kpis if key not in counts]
    told = []
    if counts:
        told.append(_("Too low in these days, or not known: %(kpis)s.") % {"kpis": names(counts)})
    if others:
        told.append(_("Told without these days: %(kpis)s.") % {"kpis": names(others)})
    return " ".join(told)


def _usual(found: Finding) -> str:
    count = formats.whole(found.numbers["usual"])
    told = ngettext("About %(n)s row is usual in as long.", "About %(n)s rows are usual in as long.", count)
    return told % {"n": formats.number(count)}


def length(found: Finding) -> str:
    """How long a gap is: in its own periods, days from a fortnight on in weeks."""
    days = round(found.numbers["days"])
    if found.grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR):
        return sentences.periods(max(1, round(days / 30.4)), Grain.MONTH)
    if days >= 2 * _A_WEEK:
        return sentences.periods(round(days / _A_WEEK), Grain.WEEK)
    return sentences.periods(days, Grain.DAY)


def rows(count: float) -> str:
    """A number of rows in words."""
    return ngettext("%(n)s row", "%(n)s rows", formats.whole(count)) % {"n": formats.number(count)}


def column(found: Finding) -> str:
    """The column that a finding is about, as a person reads it."""
    if found.numbers.get("hours"):
        hours = (each for each in columns_of(found.kind) if each.fills == found.column)
        return next(each.title for each in hours if each.type is Type.HOURS)
    return found.own or title(found.kind, found.column or "")


def title(kind: str, key: str) -> str:
    """A column of a kind of file as a person reads it; the key where there is none."""
    return next((each.title for each in columns_of(kind) if each.key == key), key)


def columns_of(kind: str) -> list[Column]:
    """All that files of a kind may say."""
    return [each for layout in layouts_of(kind) for each in layout.columns]


def _words(found: Finding) -> dict[str, str]:
    numbers = found.numbers
    words = {name: _figure(found, value) for name, value in numbers.items()}
    words |= {
        "first": formats.day(found.first),
        "last": formats.day(found.last),
        "column": column(found),
        "rows": rows(found.rows),
        "share": _percent(found.share),
        "days": _days(found),
        "examples": ", ".join(found.examples),
        "columns": ", ".join(title(found.kind, key) for key in found.columns),
    }
    if "of_sum" in numbers:
        words["of_sum"] = _percent(numbers["of_sum"])
    if found.about in (About.JUMP, About.SHIFT):
        words |= {"each": _each(found, "rows"), "around": _each(found, "usual")}
    return words | ({"length": length(found)} if "days" in numbers else {})


def _each(found: Finding, name: str) -> str:
    template = _("%(rows)s a month") if found.grain is Grain.MONTH else _("%(rows)s a week")
    return template % {"rows": rows(found.numbers[name])}


def _percent(share: float) -> str:
    percent = 100 * share
    return formats.number(percent, 0 if percent >= 10 else 1 if percent >= 0.1 else 2)


def _figure(found: Finding, value: float) -> str:
    """A figure in the unit of the column, if that has one."""
    decimals = 0 if abs(value) >= 100 or value == int(value) else 1
    number = formats.number(value, decimals)
    if found.about is not About.OUTLIERS:
        return number
    if found.numbers["hours"]:
        return AMOUNTS["hours"].told(value, decimals)
    return _("%(n)s seconds") % {"n": number} if _in_seconds(found) else number


def _in_seconds(found: Finding) -> bool:
    return any(each.key == found.column and each.type is Type.SECONDS for each in columns_of(found.kind))


def _days(found: Finding) -> str:
    told = ", ".join(formats.day(day) for day in found.days[:_NAMED_DAYS])
    return f"{told} …" if len(found.days) > _NAMED_DAYS else told


def after(found: Finding) -> str:
    """The month from which on a finding doesn't matter any more."""
    if found.last is None:
        return ""
    day = found.last + timedelta(days=1)
    first = day if day.day == 1 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return formats.period(first, Grain.MONTH.value)
