"""A file read as an earlier one of the same header was: what of that still fits, and what doesn't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data import formats
from data.finding.structure import Table
from data.kinds import COMPANY_SCALES, LAYOUTS
from data.language import gettext as _
from data.matching.evidence import ENOUGH, support
from data.matching.fit import Fit
from data.matching.layouts import fits
from data.own_dimensions import is_own, same
from data.preparing.memory import Memory, Recall, fingerprint
from data.records import Choices, Match, Preparation
from data.specs import Layout, Scale
from data.values.day_month_order import DATES
from data.values.moments import Undecided, settled_order
from data.values.scales import read_scores
from data.values.unreadable import Unreadable
from data.values.written_moments import Numbered, written_moment
from data.vocabulary import plain


@dataclass(frozen=True)
class Remembered:
    """What a memory says of a table.

    mapping  header of the table -> column key, or ``None`` to leave it out: what still fits
    lost     headers whose values speak against what they meant
    """

    memory: Memory
    mapping: Mapping[str, str | None]
    lost: tuple[str, ...] = ()


def fits_remembered(
    table: Table, choices: Choices, recall: Recall
) -> tuple[tuple[Fit, ...], Remembered | None]:
    """How a table fits the layouts, best first, by the choices and by what is remembered of its header.

    A memory by which the table can't be read is of no use: ``mapping`` is empty then, and ``lost`` says why.
    Raises Refused where a choice names what isn't there.
    """
    known = _remembered(table, choices, recall)
    if known is not None and known.mapping:
        found = fits(table.headers, table.samples, _with(choices, known))
        if any(_is_whole(fit, known.memory) for fit in found):
            return found, known
        known = replace(known, mapping={})
    return fits(table.headers, table.samples, choices), known if known and known.lost else None


def _is_whole(fit: Fit, memory: Memory) -> bool:
    """Whether a file can be read by a memory without a needed column that the earlier file had."""
    return fit.usable and not any(column.key in memory.mapping.values() for column in fit.missing)


def _with(choices: Choices, known: Remembered) -> Choices:
    mapping = {**known.mapping, **choices.mapping}
    return replace(choices, kind=known.memory.kind, layout=known.memory.layout, mapping=mapping)


def _remembered(table: Table, choices: Choices, recall: Recall) -> Remembered | None:
    """What is remembered of a table's header, unless the choices make it void."""
    memory = None if choices.fresh or not fingerprint_of(table) else recall(fingerprint_of(table))
    if memory is None:
        return None
    layouts = [layout for layout in LAYOUTS if (layout.kind, layout.name) == (memory.kind, memory.layout)]
    if not layouts or not _open_to(choices, layouts[0]):
        return None
    return _fitting(table, choices, memory, layouts[0])


def fingerprint_of(table: Table) -> str:
    """That of the table's header; empty where the header doesn't tell what stands below it.

    Without names, any table as wide is alike; with a column for each month, nothing names what is counted.
    """
    if table.turned:
        return ""
    if table.sheets:
        # The last column is one of ours: it names the sheets that the rows stood on.
        return fingerprint(table.headers[:-1])
    return fingerprint(table.headers) if table.header_row is not None else ""


def _open_to(choices: Choices, layout: Layout) -> bool:
    """Whether what a person chose leaves a layout possible."""
    keys = {column.key for column in layout.columns}
    return (
        choices.kind in (None, layout.kind)
        and choices.layout in (None, layout.name, layout.key)
        and all(key is None or key in keys or is_own(key) for key in choices.mapping.values())
    )


def _fitting(table: Table, choices: Choices, memory: Memory, layout: Layout) -> Remembered:
    taken = {same(key) for key in choices.mapping.values() if key is not None}
    mapping: dict[str, str | None] = {}
    lost: list[str] = []
    for header, values in zip(table.headers, table.samples, strict=True):
        meant = _meaning(header, table.headers, memory)
        if meant is None or header in choices.mapping or (meant[0] is not None and same(meant[0]) in taken):
            continue
        if _holds(meant[0], values, layout):
            mapping[header] = meant[0]
        else:
            lost.append(header)
    return Remembered(memory, mapping, tuple(lost))


def _meaning(header: str, headers: Sequence[str], memory: Memory) -> tuple[str | None] | None:
    """What a header meant; None where nothing is known of it, or not of which of two alike."""
    if header in memory.mapping:
        return (memory.mapping[header],)
    alike = [name for name in memory.mapping if plain(name) == plain(header)]
    several = sum(plain(name) == plain(header) for name in headers) > 1
    return (memory.mapping[alike[0]],) if len(alike) == 1 and not several else None


def _holds(key: str | None, values: Sequence[str], layout: Layout) -> bool:
    """Whether values can be what the column holds."""
    if key is None or is_own(key):
        return True
    column = next((column for column in layout.columns if column.key == key), None)
    return column is not None and support(column, values) >= ENOUGH


def told(matches: Sequence[Match], known: Remembered | None, choices: Choices) -> tuple[Match, ...]:
    """Matches with the file that each is remembered from as its reason."""
    if known is None:
        return tuple(matches)
    words = {"file": known.memory.file, "day": formats.day(known.memory.loaded_on)}
    reason = _("as in '%(file)s', loaded on %(day)s") % words
    ours = known.mapping.keys() - choices.mapping.keys()
    return tuple(replace(match, reason=reason) if match.header in ours else match for match in matches)


def applied(
    known: Preparation,
    table: Table,
    remembered: Remembered | None,
    choices: Choices,
    company: Mapping[str, Scale],
) -> Preparation:
    """What is known of a file with what it takes from a memory: reasons, scales, headers left out."""
    mapping = {**(remembered.mapping if remembered else {}), **choices.mapping}
    matches = told(known.matches, remembered, choices)
    own_scales = {**scales(table, matches, remembered, company), **choices.scales}
    order = choices.day_first if choices.day_first is not None else day_first(table, known, remembered)
    return replace(
        known,
        fingerprint=fingerprint_of(table),
        memory=remembered.memory if remembered and remembered.mapping else None,
        matches=matches,
        ignored=tuple(header for header in table.headers if mapping.get(header, "") is None),
        choices=replace(
            known.choices,
            scales=own_scales,
            day_first=order,
            units={**units(matches, remembered), **choices.units},
        ),
    )


def notes(known: Remembered | None, order: bool | None) -> tuple[str, ...]:
    """What a person should know of a memory: that it holds, and what of it doesn't, a sentence each.

    ``order`` is that of day and month, where it was taken from the memory.
    """
    if known is None:
        return ()
    words = {
        "file": known.memory.file,
        "day": formats.day(known.memory.loaded_on),
        "headers": ", ".join(f"'{header}'" for header in known.lost),
    }
    said = [_("Mapped as in '%(file)s', loaded on %(day)s.")] if known.mapping else []
    if known.lost:
        said.append(_("Not as in '%(file)s': the values of %(headers)s don't fit."))
    if order is not None:
        said.append(
            _("Dates are read day first, as in '%(file)s'.")
            if order
            else _("Dates are read month first, as in '%(file)s'.")
        )
    return tuple(sentence % words for sentence in said)


def scales(
    table: Table, matches: Sequence[Match], known: Remembered | None, company: Mapping[str, Scale]
) -> dict[str, Scale]:
    """Column key -> the scale that the column was on, where all of its answers still fit it as well."""
    if known is None:
        return {}
    return {
        match.column: known.memory.scales[match.column]
        for match in matches
        if match.header in known.mapping
        and match.column in known.memory.scales
        and _fits_scale(table, match, known.memory.scales[match.column], company)
    }


def units(matches: Sequence[Match], known: Remembered | None) -> dict[str, str]:
    """Column key -> the unit of the plain numbers in the column, as it was."""
    if known is None:
        return {}
    ours = [match.column for match in matches if match.header in known.mapping]
    return {key: known.memory.units[key] for key in ours if key in known.memory.units}


def _fits_scale(table: Table, match: Match, scale: Scale, company: Mapping[str, Scale]) -> bool:
    counts = table.columns[match.position].counts
    own = company.get(match.column, COMPANY_SCALES[match.column])
    unread = [
        sum(
            isinstance(value, Unreadable)
            for value in read_scores(match.header, counts, own, chosen).values.values()
        )
        for chosen in (scale, None)
    ]
    return unread[0] <= unread[1]


def day_first(table: Table, known: Preparation, remembered: Remembered | None) -> bool | None:
    """The order of day and month that a person gave, where dates don't tell it and none contradict."""
    order = remembered.memory.day_first if remembered and remembered.mapping else None
    if order is None or known.layout is None:
        return None
    orders = [
        _orders(table.columns[match.position].counts)
        for match in known.matches
        if known.layout.column(match.column).type in DATES
    ]
    return order if {True, False} in orders and all(order in found for found in orders if found) else None


def _orders(counts: Mapping[str, int]) -> set[bool]:
    """Whether the day comes first in some dates: both where they don't tell, nothing without dates."""
    written = {text: moment for text in counts if isinstance(moment := written_moment(text), Numbered)}
    try:
        order = settled_order(written, counts).day_first
        return set() if order is None else {order}
    except Undecided:
        return {True, False}
