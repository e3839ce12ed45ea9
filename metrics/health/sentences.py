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
from metrics.catalogue import kpi_named
from metrics.health.findings import About, Finding, Severity, counting
from metrics.periods import Grain

SEVERITY_WORDS = {
    Severity.BLOCKS: mark("blocks a verdict"),
    Severity.WEAKENS: mark("weakens a verdict"),
    Severity.GOOD_TO_KNOW: mark("good to know"),
}
NAMED = 5
_NAMED_DAYS = 5
_A_WEEK = 7

_WHAT = {
    About.GAP: mark("No rows from %(first)s to %(last)s: a gap of %(length)s."),
    About.CLOSED: mark("No rows from %(first)s to %(last)s, as at this time of another year."),
    About.EMPTY_DAYS: mark("No rows on days that have many as a rule: %(days)s."),
    About.STRAY: mark("Dates more than a year apart from all others: %(days)s (%(rows)s)."),
    About.FUTURE: mark("“%(column)s” lies after the day on which the file was loaded: %(rows)s."),
    About.ALIKE: mark("Rows of a file that repeat another one in every column: %(rows)s."),
    About.COPIED: mark("Rows that stand in two files, alike in every column: %(rows)s."),
    About.SHARED_IDS: mark("One number on several rows that differ: %(rows)s, such as number %(examples)s."),
    About.NO_COLUMN: mark("Columns that a file lacks and other files have: %(columns)s (%(rows)s)."),
    About.BLANKS: mark("“%(column)s” is empty from %(first)s to %(last)s and filled elsewhere: %(rows)s."),
    About.SPARSE: mark("“%(column)s” is empty in %(share)s %% of the rows: %(rows)s."),
    About.OUTLIERS: mark(
        "“%(column)s” lies above %(limit)s in %(rows)s: %(usual)s is usual, %(highest)s is the highest."
    ),
    About.OFF_SCALE: mark("“%(column)s” lies outside its scale in %(rows)s: from %(low)s to %(high)s."),
    About.JUMP: mark("From %(first)s to %(last)s: %(each)s, where %(around)s are usual."),
    About.SHIFT: mark("From %(first)s on: %(each)s, and %(around)s before."),
    About.TOTAL: mark("“%(column)s” is %(value)s from %(first)s to %(last)s, where %(usual)s is usual."),
    About.SCALES: mark("“%(column)s” comes on several scales: %(examples)s."),
    About.LOW_FILE: mark(
        "A file uses only the lower half of the scale of “%(column)s”: %(mean)s on average, in other files"
        " %(others)s (%(rows)s)."
    ),
    About.OTHER_LEVEL: mark(
        "“%(column)s” is %(mean)s on average in one file, in the others %(others)s (%(rows)s)."
    ),
    About.LEFT_OUT: mark("Rows that couldn't be used and were left out: %(rows)s of %(of)s."),
}
_MEANS = {
    About.CLOSED: mark("Nothing, if you were closed; else too low: %(kpis)s."),
    About.EMPTY_DAYS: mark("Too low if something is missing there: %(kpis)s."),
    About.STRAY: mark("Stretched over years in which there is nothing: %(kpis)s."),
    About.FUTURE: mark("Counted in periods that haven't come yet: %(kpis)s."),
    About.ALIKE: mark("Counted twice if they are copies: %(kpis)s."),
    About.COPIED: mark("Counted twice if they are copies: %(kpis)s."),
    About.SHARED_IDS: mark("Counted once for each row: %(kpis)s."),
    About.NO_COLUMN: mark("Told without these rows: %(kpis)s."),
    About.BLANKS: mark("Told without these rows: %(kpis)s."),
    About.SPARSE: mark("Told from the other rows alone, which may not stand for all: %(kpis)s."),
    About.OUTLIERS: mark(
        "These rows make up %(of_sum)s %% of the sum of the column, from which come: %(kpis)s."
    ),
    About.OFF_SCALE: mark("Computed with answers that can't be: %(kpis)s."),
    About.JUMP: mark("It shows as a jump in: %(kpis)s."),
    About.SHIFT: mark("A change in what is collected looks like a change of: %(kpis)s."),
    About.TOTAL: mark("It shows as a jump in: %(kpis)s."),
    About.SCALES: mark("Put on your company's scale, yet people answer scales differently: %(kpis)s."),
    About.LOW_FILE: mark("Far too low if the file's scale was read wrongly: %(kpis)s."),
    About.OTHER_LEVEL: mark("A change from file to file looks like a change of: %(kpis)s."),
    About.LEFT_OUT: mark("Told without these rows: %(kpis)s."),
}
_NEXT = {
    About.GAP: mark("Load the file of these days if there is one; if you were closed, all is well."),
    About.CLOSED: mark("If you close every year then, all is well; else load the files of these days."),
    About.EMPTY_DAYS: mark("If these weren't holidays, load what is missing."),
    About.STRAY: mark("Look at the dates in the file; mend them there and load it anew."),
    About.FUTURE: mark("Look whether day and month, or the year, are the right ones in the file."),
    About.ALIKE: mark("If they are copies, take them out of the file and load it anew."),
    About.COPIED: mark("If one file holds the other, undo one of them."),
    About.SHARED_IDS: mark("See whether the file has a row for each step of a case; load one row a case."),
    About.NO_COLUMN: mark("If the file could have them, export it anew or map the headers that mean them."),
    About.BLANKS: mark("Fill in the column in the file and load it anew."),
    About.SPARSE: mark("The template shows what the column is for."),
    About.OUTLIERS: mark("Look at these rows: a typing error, or minutes in place of hours?"),
    About.OFF_SCALE: mark("Open the file's page, see on which scale it was read, and load it anew."),
    About.JUMP: mark("A campaign, an outage, or a file with too few or too many rows?"),
    About.SHIFT: mark("Ask what changed then: a channel more or less, another way to record?"),
    About.TOTAL: mark("Compare the figure with its source."),
    About.SCALES: mark("Before and after a rollout, use files of one scale where you can."),
    About.LOW_FILE: mark("Open the file's page, see on which scale it was read, and load it anew."),
    About.OTHER_LEVEL: mark("See on the file's page whether the scale is right and 1 means the worst."),
    About.LEFT_OUT: mark("The file's page tells why, and gives the rows to mend and load."),
}


def what(found: Finding) -> str:
    """What was found."""
    told = _(_WHAT[found.about]) % _words(found)
    return f"{told} {_usual(found)}" if "usual" in found.numbers and found.about is About.GAP else told


def means(found: Finding) -> str:
    """What it means for which KPIs."""
    if not found.kpis:
        return _("No KPI needs it.") if found.column else _("No KPI is told from these rows.")
    if found.about is About.GAP:
        return _gap_means(found)
    return _(_MEANS[found.about]) % (_words(found) | {"kpis": names(found.kpis)})


def advice(found: Finding) -> str:
    """What to do next."""
    return _(_NEXT[found.about])


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
    count = round(found.numbers["usual"])
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
    return ngettext("%(n)s row", "%(n)s rows", round(count)) % {"n": formats.number(round(count))}


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
    return words | ({"length": length(found)} if found.about is About.GAP else {})


def _each(found: Finding, name: str) -> str:
    template = _("%(rows)s a month") if found.grain is Grain.MONTH else _("%(rows)s a week")
    return template % {"rows": rows(found.numbers[name])}


def _percent(share: float) -> str:
    percent = 100 * share
    return formats.number(percent, 0 if percent >= 10 else 1 if percent >= 0.1 else 2)


def _figure(found: Finding, value: float) -> str:
    """A figure in the unit of the column, if that has one."""
    number = formats.number(value, 0 if abs(value) >= 100 or value == int(value) else 1)
    if found.about is not About.OUTLIERS:
        return number
    if found.numbers["hours"]:
        return ngettext("%(n)s hour", "%(n)s hours", round(value)) % {"n": number}
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
