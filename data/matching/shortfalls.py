"""What a file lacks that fits no kind of data, in words."""

from __future__ import annotations

from collections.abc import Sequence

from data.kinds import KIND_NAMES, KINDS
from data.language import gettext as _
from data.matching.fit import Fit
from data.specs import Column


def nothing_fits(candidates: Sequence[Fit]) -> str:
    """What the likeliest log lacks where it's a date alone, else what the nearest layout of each kind lacks.

    ``candidates`` are the fits of a table, the best first.
    """
    if undated := [fit for fit in candidates if fit.wants_its_day_only]:
        return _undated(undated[0])
    nearest: dict[str, Fit] = {}
    candidates = [fit for fit in candidates if fit.missing]
    for fit in sorted(candidates, key=lambda fit: (_lacks(fit), -fit.score, fit.layout.is_totals)):
        nearest.setdefault(fit.layout.kind, fit)
    lacks = [_lacking(nearest[kind]) for kind in KINDS if kind in nearest]
    said = (
        _("The columns of this file aren't enough. If a column is there under another name, say which it is.")
        if len(lacks) == 1
        else _(
            "The columns of this file aren't enough for any kind of data. If a column is there under another "
            "name, say what kind of file it is and which column that is."
        )
    )
    return "\n".join((said, *lacks))


def _lacks(fit: Fit) -> int:
    """How many columns are missing; those of which one is enough are one."""
    alternatives = [column for column in fit.missing if column.key in fit.layout.any_of]
    return len(fit.missing) - len(alternatives) + bool(alternatives)


def _undated(fit: Fit) -> str:
    """What to do about a log without dates."""
    return _(
        "By its columns this is: %(kind)s, but %(column)s is missing: no column tells on which day each row "
        "happened, and nothing can be compared without it. Add a column with the dates, and load the file "
        "again."
    ) % {"kind": _(KIND_NAMES[fit.layout.kind]), "column": _named(fit, fit.missing[0])}


def _lacking(fit: Fit) -> str:
    required = [column for column in fit.missing if column.key not in fit.layout.any_of]
    names = [_named(fit, column) for column in required]
    if alternatives := [_(column.name) for column in fit.missing if column.key in fit.layout.any_of]:
        names.append(_("one of: %(names)s") % {"names": ", ".join(alternatives)})
    return _("– %(kind)s: missing %(names)s") % {
        "kind": _(KIND_NAMES[fit.layout.kind]),
        "names": "; ".join(names),
    }


def _named(fit: Fit, column: Column) -> str:
    """A missing column, with the header that has its name but not its values."""
    for match in fit.contradicted:
        if match.column == column.key:
            return _("%(column)s (the values of '%(header)s' don't fit)") % {
                "column": _(column.name),
                "header": match.header,
            }
    return _(column.name)
