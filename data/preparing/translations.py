"""How cells count where they don't count as they stand: scores on another scale, words, mixed units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from data.files.texts import Texts
from data.kinds import COMPANY_SCALES
from data.records import Conversion
from data.specs import Column, Layout, Scale, Type
from data.translation import Translation
from data.values.cells import parse_number
from data.values.cleaning import Cleaned
from data.values.durations import CLOCK, HOUR, NUMBER, PART, unit_in
from data.values.scales import RECOMMENDATIONS
from data.vocabulary import MISSING, SECONDS_IN, plain

# So many distinct cells of a column are looked at.
LOOKED_AT = 500
MOST_EXAMPLES = 2
# What a person reads a duration of a column in, in seconds.
READ_IN = {Type.HOURS: HOUR, Type.SECONDS: 1.0}
# What plain numbers count in where neither their column nor a person names it.
UNNAMED = {Type.HOURS: "hours", Type.SECONDS: "seconds"}
# Forms of a duration; nothing takes no time in any unit.
PLAIN_NUMBER, NOTHING = "number", "nothing"

Example = tuple[str, float]


def translations(
    cleaned: Cleaned, layout: Layout, scales: Mapping[str, Scale], units: Mapping[str, str]
) -> tuple[Translation, ...]:
    """The columns whose cells are turned into something else, each with examples out of the file.

    ``scales`` are the company's; those that its scores are turned to. ``units`` are those chosen for the
    plain numbers of durations.
    """
    converted = {one.column: one for one in cleaned.conversions}
    found: list[Translation] = []
    for key, texts in cleaned.texts.items():
        column = layout.column(key)
        if column.type is Type.SCORE:
            found += _scored(column, cleaned, texts, converted.get(key), scales)
        elif column.type in READ_IN:
            found += _timed(column, cleaned, texts, units.get(key))
    return tuple(found)


def _scored(
    column: Column,
    cleaned: Cleaned,
    texts: Texts,
    conversion: Conversion | None,
    scales: Mapping[str, Scale],
) -> Iterator[Translation]:
    """A column of scores that are words, or on a scale that isn't the company's."""
    key, name = column.key, column.scale or column.key
    # Recommendations have one scale, and count as their answer itself; other scores by their place on theirs.
    company = RECOMMENDATIONS if name == "nps" else scales.get(name) or COMPANY_SCALES[name]
    of_file = conversion.scale if conversion else company
    missing = conversion.missing if conversion else 0
    known = [
        (text, value if company is RECOMMENDATIONS else company.answer(value))
        for text, value in _valued(texts, cleaned.frame[key])
    ]
    words = [(text, value) for text, value in known if parse_number(plain(text)) is None]
    if words:
        yield Translation(key, cleaned.headers[key], "words", _ends(words), of_file, company, missing)
    elif of_file != company:
        yield Translation(key, cleaned.headers[key], "scale", _upper(known), of_file, company, missing)
    elif missing:
        yield Translation(key, cleaned.headers[key], "missing", (), of_file, company, missing)


def _timed(column: Column, cleaned: Cleaned, texts: Texts, chosen: str | None) -> Iterator[Translation]:
    """A column of durations that are written in more than one way, or whose numbers have no unit."""
    header = cleaned.headers[column.key]
    by_form: dict[object, Example] = {}
    for text, value in _valued(texts, cleaned.frame[column.key]):
        by_form.setdefault(_form(plain(text)) if value else NOTHING, (text, value / READ_IN[column.type]))
    number = by_form.get(PLAIN_NUMBER)
    if number and (chosen or unit_in(header) is None):
        yield Translation(column.key, header, "unit", (number,), unit=chosen or UNNAMED[column.type])
    by_form.pop(NOTHING, None)
    if len(by_form) > 1:
        yield Translation(column.key, header, "units", tuple(by_form.values())[:MOST_EXAMPLES])


def _form(text: str) -> object:
    """How a duration is written: as a number, as a clock, or in which units."""
    if NUMBER.fullmatch(text):
        return PLAIN_NUMBER
    if CLOCK.fullmatch(text):
        return "clock"
    return frozenset(SECONDS_IN[word] for __, word in PART.findall(text) if word in SECONDS_IN)


def _valued(texts: Texts, values: pd.Series) -> Iterator[Example]:
    """The first distinct cells that count as something, with what they count as."""
    for text in texts.first(LOOKED_AT):
        if plain(text) not in MISSING:
            value = values.iloc[int(texts.equal(text).argmax())]
            if pd.notna(value):
                yield text, float(value)


def _ends(known: Iterable[Example]) -> tuple[Example, ...]:
    """The best and the worst of some cells."""
    ordered = _ordered(known)
    return (ordered[0], ordered[-1]) if len(ordered) > 1 else tuple(ordered)


def _upper(known: Iterable[Example]) -> tuple[Example, ...]:
    """One in the middle, which shows what the conversion does, and the best."""
    ordered = _ordered(known)
    return (ordered[len(ordered) // 2], ordered[0]) if len(ordered) > 1 else tuple(ordered)


def _ordered(known: Iterable[Example]) -> Sequence[Example]:
    """One cell for each thing that cells count as, the best first."""
    return sorted(
        {value: (text, value) for text, value in known}.values(), key=lambda one: one[1], reverse=True
    )
