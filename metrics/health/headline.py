"""One sentence on all data: what can be trusted, from when on, and where something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from data import formats, language
from data.language import gettext as _
from data.language import mark
from metrics.health.examination import Health, KindHealth
from metrics.health.findings import About, Finding, Severity
from metrics.health.sentences import after, column, length, rows
from metrics.periods import Grain

KIND_WORDS = {
    "surveys": mark("survey answers"),
    "complaints": mark("complaints"),
    "contacts": mark("contacts"),
    "retention": mark("customers"),
    "operations": mark("operations"),
}
_SHORT = {
    About.GAP: mark("a gap of %(length)s in %(month)s"),
    About.STRAY: mark("dates far apart from all others"),
    About.FUTURE: mark("dates that lie ahead"),
    About.ALIKE: mark("%(rows)s that may count twice"),
    About.COPIED: mark("%(rows)s that may count twice"),
    About.SHARED_IDS: mark("%(rows)s that share a number"),
    About.NO_COLUMN: mark("a file without “%(column)s”"),
    About.BLANKS: mark("a stretch without “%(column)s”"),
    About.SPARSE: mark("few rows with “%(column)s”"),
    About.OUTLIERS: mark("outliers in “%(column)s”"),
    About.OFF_SCALE: mark("answers outside the scale of “%(column)s”"),
    About.SHIFT: mark("a sudden change of volume in %(month)s"),
    About.TOTAL: mark("a figure of “%(column)s” far from the others"),
    About.LOW_FILE: mark("a file whose scale of “%(column)s” may be wrong"),
    About.OTHER_LEVEL: mark("a file with another level of “%(column)s”"),
    About.LEFT_OUT: mark("%(rows)s that couldn't be used"),
}


def headline(health: Health) -> str:
    """What can be trusted and what can't, kind by kind, in one sentence; empty where nothing is loaded."""
    told = [_trusted([kind for kind in health.kinds if not _bad(health, kind)])]
    told += [_told(kind, _bad(health, kind)) for kind in health.kinds if _bad(health, kind)]
    sentence = "; ".join(part for part in told if part)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _bad(health: Health, kind: KindHealth) -> list[Finding]:
    """What is wrong with a kind and more than good to know, the worst first."""
    return [
        found
        for found in health.findings
        if found.kind == kind.kind and found.severity is not Severity.GOOD_TO_KNOW
    ]


def _trusted(kinds: Sequence[KindHealth]) -> str:
    if not kinds:
        return ""
    locale = "en_GB" if language.current() == "en" else language.current()
    named = format_list([_(KIND_WORDS[kind.kind]) for kind in kinds], locale=locale)
    return _("your %(kinds)s can be trusted") % {"kinds": named}


def _told(kind: KindHealth, bad: Sequence[Finding]) -> str:
    name = _(KIND_WORDS[kind.kind])
    if latest := _over(kind, bad):
        return _("your %(kind)s can be trusted from %(month)s on") % {"kind": name, "month": after(latest)}
    worst = bad[0]
    words = {
        "column": column(worst),
        "rows": rows(worst.rows),
        "length": length(worst) if worst.about is About.GAP else "",
        "month": formats.period(worst.first, Grain.MONTH.value) if worst.first else "",
    }
    return _("%(kind)s: %(what)s") % {"kind": name, "what": _(_SHORT[worst.about]) % words}


def _over(kind: KindHealth, bad: Sequence[Finding]) -> Finding | None:
    """The latest finding, where all of them lie in the first half of the data."""
    if kind.first is None or kind.last is None:
        return None
    middle = kind.first + (kind.last - kind.first) / 2
    dated = [found for found in bad if found.last and found.last < middle and found.about is not About.STRAY]
    return max(dated, key=lambda found: str(found.last)) if len(dated) == len(bad) else None
