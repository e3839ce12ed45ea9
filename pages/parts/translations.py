"""How cells count that don't count as they stand, in words with examples out of the file."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext
from data.specs import Column, Type
from data.translation import Translation
from pages.parts.words import plain

_TOLD = {
    "words": mark(
        "**%(name)s:** words are read as scores on your scale from %(low)s to %(high)s: %(examples)s."
    ),
    "scale": mark(
        "**%(name)s:** the file's scale from %(worst)s to %(best)s is converted to yours, "
        "%(low)s to %(high)s: %(examples)s."
    ),
    "units": mark("**%(name)s:** is written in different ways and read in %(unit)s: %(examples)s."),
    "missing": mark("**%(name)s:** on the scale from %(worst)s to %(best)s."),
    "unit": mark(
        "**%(name)s:** '%(header)s' names no unit, so numbers such as '%(text)s' are read as %(unit)s."
    ),
}
_UNITS = {Type.HOURS: "hours", Type.SECONDS: "seconds"}
# As they are kept -> as a person reads them.
UNIT_NAMES = {
    "seconds": mark("seconds"),
    "minutes": mark("minutes"),
    "hours": mark("hours"),
    "days": mark("days"),
}
_DECIMALS = 2


def told(column: Column, translation: Translation) -> str:
    """What becomes of a column's cells, as Markdown: how they are read, examples, what is missing."""
    words = {
        "name": plain(column.title),
        "header": plain(translation.header),
        "text": plain(translation.examples[0][0]) if translation.examples else "",
        "unit": unit_name(translation.unit or _UNITS.get(column.type, "")),
        "examples": ", ".join(_example(*example) for example in translation.examples),
        **_ends(translation),
    }
    said = _(_TOLD[translation.way]) % words
    if translation.missing:
        said += " " + ngettext(
            "%(n)s answer off the scale is taken as missing.",
            "%(n)s answers off the scale are taken as missing.",
            translation.missing,
        ) % {"n": formats.number(translation.missing)}
    return said


def unit_name(unit: str) -> str:
    """A unit of time in the reader's language."""
    return _(UNIT_NAMES[unit]) if unit in UNIT_NAMES else unit


def _ends(translation: Translation) -> dict[str, str]:
    """The ends of both scales; of the file's its worst answer first."""
    file, company = translation.scale, translation.company
    if file is None or company is None:
        return {}
    worst, best = (file.high, file.low) if file.low_is_good else (file.low, file.high)
    bottom, top = (company.high, company.low) if company.low_is_good else (company.low, company.high)
    ends = {"worst": worst, "best": best, "low": bottom, "high": top}
    return {name: _number(end) for name, end in ends.items()}


def _example(text: str, value: float) -> str:
    words = {"text": plain(text), "value": _number(value)}
    return _("'%(text)s' counts as %(value)s") % words


def _number(value: float) -> str:
    """A number with as many decimals as it needs, at most two."""
    decimals = next((few for few in range(_DECIMALS) if abs(round(value, few) - value) < 1e-9), _DECIMALS)
    return formats.number(value, decimals)
