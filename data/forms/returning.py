"""Workbooks of ours that come back: templates filled in, and rows left out that were mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.finding.header_rows import HEADER_SEARCH
from data.forms.carried import PLACE, REASON, Carried, carried
from data.kinds import LAYOUTS
from data.language import gettext as _
from data.language import in_all_languages, ngettext
from data.preparing.decisions import choices_from
from data.records import Choices, Match, Sheet
from data.refusals import Refused
from data.rows import Origin
from data.vocabulary import plain


@dataclass(frozen=True)
class Returned:
    """A file's sheets without what we had added to them, and what we know of its rows.

    origin  where they come from, if they were left out of another file
    mapped  headers whose meaning is known from that file
    notes   what a person should know, a sentence each
    """

    sheets: tuple[Sheet, ...]
    choices: Choices
    origin: Origin | None = None
    mapped: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def told(self, matches: Iterable[Match]) -> tuple[Match, ...]:
        """Matches with the file that the rows come from as the reason of those that are known from it."""
        reason = _("as in the file that the rows come from")
        return tuple(
            replace(match, reason=reason) if match.header in self.mapped else match for match in matches
        )


@dataclass(frozen=True)
class Added:
    """Where the columns stand that we add to rows left out: the row of their names, and their places."""

    header: int
    reason: int | None
    place: int | None

    @property
    def columns(self) -> tuple[int, ...]:
        return tuple(column for column in (self.reason, self.place) if column is not None)


def returned(sheets: Sequence[Sheet], choices: Choices) -> Returned:
    """What a file holds for the reader: of a workbook of ours, what a person wrote or mended.

    What the workbook carries decides what ``choices`` leave open. Raises Refused for a template with nothing
    but its examples.
    """
    shown, said = carried(sheets)
    if "template" in said:
        return _filled_in(shown, said, choices)
    added = [_added(sheet) for sheet in shown]
    mended = next((place for place, found in enumerate(added) if found), None)
    decided = _decided(said, choices)
    if mended is None or (found := added[mended]) is None or decided is None:
        return Returned(tuple(_bare(*pair) for pair in zip(shown, added, strict=True)), choices)
    # Read as a text file is: without a name of a sheet to choose, and with shifted rows left out.
    sheet = replace(_bare(shown[mended], found), name="", visible=True, errors=())
    origin = Origin(str(said["source"]), _places(shown[mended], found))
    fitting = _fitting(decided, sheet, found.header)
    return Returned((sheet,), fitting, origin, frozenset(fitting.mapping.keys() - choices.mapping.keys()))


def _added(sheet: Sheet) -> Added | None:
    """The columns that we add to rows left out, in whichever language they were added."""
    reasons, places = (frozenset(map(plain, in_all_languages(name))) for name in (REASON, PLACE))
    for at, row in enumerate(sheet.cells[:HEADER_SEARCH]):
        words = list(map(plain, row))
        reason, place = (
            next((column for column, word in enumerate(words) if word in names), None)
            for names in (reasons, places)
        )
        if reason is not None or place is not None:
            return Added(at, reason, place)
    return None


def _bare(sheet: Sheet, added: Added | None) -> Sheet:
    """A sheet without the columns that we added."""
    if added is None:
        return sheet
    kept = [column for column in range(len(sheet.cells[0])) if column not in added.columns]
    cells = tuple(tuple(row[column] for column in kept) for row in sheet.cells)
    moved = {column + 1: place for place, column in enumerate(kept, 1)}
    errors = tuple((row, moved[column], value) for row, column, value in sheet.errors if column in moved)
    return replace(sheet, cells=cells, errors=errors)


def _places(sheet: Sheet, added: Added) -> dict[int, str]:
    """Row of the workbook -> where it stands in the file that it was left out of."""
    if added.place is None:
        return {}
    rows = enumerate(sheet.cells[added.header + 1 :], added.header + 2)
    return {number: place for number, row in rows if (place := row[added.place].strip())}


def _decided(said: Carried, choices: Choices) -> Choices | None:
    """What the workbook carries, with what a person chose since in its place; None where it carries nothing.

    Another kind than the one it carries makes all of that void.
    """
    try:
        known = choices_from(said["choices"]) if isinstance(said.get("source"), str) else None
    except (KeyError, ValueError):
        return None
    if known is None or choices.kind not in (None, known.kind):
        return None
    return replace(
        choices,
        kind=known.kind,
        layout=choices.layout or known.layout,
        mapping={**known.mapping, **choices.mapping},
        date=choices.date or known.date,
        snapshot_date=choices.snapshot_date or known.snapshot_date,
        days=choices.days or known.days,
        day_first=known.day_first if choices.day_first is None else choices.day_first,
        scales={**known.scales, **choices.scales},
        conventions=known.conventions,
        units={**known.units, **choices.units},
    )


def _fitting(choices: Choices, sheet: Sheet, header: int) -> Choices:
    """Choices without the headers that a person took out of the workbook."""
    present = {" ".join(cell.split()) for cell in sheet.cells[header]}
    mapping = {name: column for name, column in choices.mapping.items() if name in present}
    return replace(choices, mapping=mapping, header_row=choices.header_row or header + 1)


def _filled_in(sheets: tuple[Sheet, ...], said: Carried, choices: Choices) -> Returned:
    """A template without its examples, read as the layout that it's made for."""
    layout = next((layout for layout in LAYOUTS if layout.key == said["template"]), None)
    if layout and (choices.kind, choices.layout) == (None, None):
        choices = replace(choices, kind=layout.kind, layout=layout.name)
    examples = _examples(said)
    cleared = [_without_examples(sheet, examples) for sheet in sheets]
    count = sum(dropped for __, dropped in cleared)
    if not count:
        return Returned(sheets, choices)
    if not any(_holds_rows(sheet) for sheet, dropped in cleared if dropped):
        raise Refused(
            _(
                "This is the template with its example rows alone. Write your own rows over them, save the "
                "workbook and load it again."
            )
        )
    told = ngettext(
        "One example row of the template isn't counted.",
        "%(n)s example rows of the template aren't counted.",
        count,
    ) % {"n": count}
    return Returned(tuple(sheet for sheet, __ in cleared), choices, notes=(told,))


Example = Mapping[str, str]


def _examples(said: Carried) -> list[Example]:
    """The examples of a template: header -> what stands below it."""
    headers, rows = said.get("headers"), said.get("examples")
    if not isinstance(headers, list) or not isinstance(rows, list):
        return []
    return [_example(headers, row) for row in rows if isinstance(row, list)]


def _example(headers: Sequence[Any], row: Sequence[Any]) -> Example:
    return {str(header): str(cell) for header, cell in zip(headers, row, strict=False)}


def _without_examples(sheet: Sheet, examples: Sequence[Example]) -> tuple[Sheet, int]:
    """A sheet with the rows emptied that are an example still, and how many they are."""
    header = _header_of(sheet, examples)
    if header is None:
        return sheet, 0
    names = sheet.cells[header]
    known = [(column, name) for column, name in enumerate(names) if name in examples[0]]
    patterns = {tuple(example[name] for __, name in known) for example in examples}
    rows = [
        tuple("" for __ in row)
        if at > header and tuple(row[column] for column, __ in known) in patterns
        else row
        for at, row in enumerate(sheet.cells)
    ]
    dropped = sum(after is not before for after, before in zip(rows, sheet.cells, strict=True))
    return replace(sheet, cells=tuple(rows)), dropped


def _header_of(sheet: Sheet, examples: Sequence[Example]) -> int | None:
    """The row with the names of a template's columns, those that are still there."""
    if not examples:
        return None
    counts = [sum(cell in examples[0] for cell in row) for row in sheet.cells[:HEADER_SEARCH]]
    most = max(counts, default=0)
    return counts.index(most) if most > 1 else None


def _holds_rows(sheet: Sheet) -> bool:
    """Whether a sheet holds more than its header."""
    return sum(any(map(str.strip, row)) for row in sheet.cells) > 1
