"""One sentence on all data: what can be trusted, from when on, and where something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics.health.examination import Health, KindHealth
from metrics.health.findings import About, Finding, Severity
from metrics.health.sentences import after, column, length, rows
from metrics.health.wording import WORDS
from metrics.periods import Grain

KIND_WORDS = {
    "surveys": mark("survey answers"),
    "complaints": mark("complaints"),
    "contacts": mark("contacts"),
    "retention": mark("customers"),
    "operations": mark("operations"),
}

# Of rows dropped, doubled or of different times it is told, however few they are.
_NEVER_WHOLE = (About.LEFT_OUT, About.UNREAD, About.ALIKE, About.MAYBE_ALIKE, About.COPIED, About.DISJOINT)
_OF_ALL_DAYS = (About.STRAY, About.DISJOINT)


def headline(health: Health) -> str:
    """What can be trusted and what can't, kind by kind, in one sentence; empty where nothing is loaded."""
    told = [_trusted([kind for kind in health.kinds if not _bad(health, kind)])]
    told += [_told(kind, _bad(health, kind)) for kind in health.kinds if _bad(health, kind)]
    sentence = "; ".join(part for part in told if part)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _bad(health: Health, kind: KindHealth) -> list[Finding]:
    """What is wrong with a kind and more than good to know, or with its rows, the worst first."""
    own = {file.upload_id for file in kind.files}
    return [
        found
        for found in health.findings
        if found.kind == kind.kind or (found.about is About.DISJOINT and own & {*found.uploads})
        if found.severity is not Severity.GOOD_TO_KNOW or found.about in _NEVER_WHOLE
    ]


def _trusted(kinds: Sequence[KindHealth]) -> str:
    if not kinds:
        return ""
    named = formats.listed([_(KIND_WORDS[kind.kind]) for kind in kinds])
    return _("your %(kinds)s can be trusted") % {"kinds": named}


def _told(kind: KindHealth, bad: Sequence[Finding]) -> str:
    name = _(KIND_WORDS[kind.kind])
    if latest := _over(kind, bad):
        return _("your %(kind)s can be trusted from %(month)s on") % {"kind": name, "month": after(latest)}
    worst = bad[0]
    words = {
        "column": column(worst),
        "rows": rows(worst.rows),
        "length": length(worst) if "days" in worst.numbers else "",
        "month": formats.period(worst.first, Grain.MONTH.value) if worst.first else "",
    }
    return _("%(kind)s: %(what)s") % {"kind": name, "what": _(WORDS[worst.about].short) % words}


def _over(kind: KindHealth, bad: Sequence[Finding]) -> Finding | None:
    """The latest finding, where all of them lie in the first half of the data."""
    if kind.first is None or kind.last is None:
        return None
    middle = kind.first + (kind.last - kind.first) / 2
    dated = [found for found in bad if found.last and found.last < middle and found.about not in _OF_ALL_DAYS]
    return max(dated, key=lambda found: str(found.last)) if len(dated) == len(bad) else None
