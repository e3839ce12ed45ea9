"""Which sheet of a file holds the data, and how it fits the layouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.files.grid import Grid
from data.finding.pivots import pivot_of, turned
from data.finding.stacking import are_months, label, stacked
from data.finding.structure import Table, table_of
from data.language import gettext as _
from data.matching.fit import Fit
from data.matching.layouts import fits
from data.matching.remembering import Remembered, fits_remembered
from data.preparing.memory import Recall, nothing
from data.records import Choices, Question, Sheet
from data.refusals import Refused, Unanswered
from data.vocabulary import plain

AS_GOOD = 0.9
AS_LARGE = 0.5
FEWEST_ROWS = 5
HEAD = 100
IMPORTED = '{"ImportId"'


@dataclass(frozen=True)
class Candidate:
    """A sheet's table, how it fits the layouts, best first, and what is remembered of its header."""

    table: Table
    fits: tuple[Fit, ...]
    remembered: Remembered | None

    @property
    def score(self) -> float:
        return max((fit.score for fit in self.fits if fit.usable), default=0)

    @property
    def size(self) -> int:
        return self.table.all_rows


def locate(
    sheets: Sequence[Sheet], choices: Choices, recall: Recall = nothing
) -> tuple[Table, tuple[Fit, ...], Remembered | None]:
    """The table of the sheet whose columns fit a layout best, its fits, and what is remembered of its header.

    Sheets of months are one table, and so are sheets of years. Other sheets of the same columns are told.

    Raises Unanswered where two sheets are as good and as large, Refused where no sheet holds a table.
    """
    candidates = [_candidate(sheet, choices, recall) for sheet in _sheets(sheets, choices)]
    candidate = _months(candidates, choices, recall) or _chosen(candidates)
    table = replace(candidate.table, passed=_passed(candidate.table, sheets))
    return table, candidate.fits, candidate.remembered


def _passed(table: Table, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """The visible sheets that have the columns of those that were read, and weren't."""
    if len(sheets) == 1:
        return ()
    name = table.sheet or ""
    read = {sheet.name for sheet in _several(sheets, name)} or {name}
    columns = {sheet.name: _columns(sheet) for sheet in sheets if sheet.visible or sheet.name in read}
    own = {columns[one] for one in read if columns.get(one)}
    return tuple(one for one, found in columns.items() if one not in read and found in own)


def _columns(sheet: Sheet) -> tuple[str, ...]:
    """The names of a sheet's columns, in order of the alphabet; none where it has no table."""
    try:
        table = table_of(replace(sheet, cells=Grid.of(sheet.cells[:HEAD])))
    except Refused:
        return ()
    return tuple(sorted(map(plain, table.headers))) if table.header_row else ()


def _months(candidates: Sequence[Candidate | Refused], choices: Choices, recall: Recall) -> Candidate | None:
    """The sheets that are each another month's as one table: all, those of use, or those as good as the best.

    A sheet of few rows tells less of its columns than the others do.
    """
    found = [candidate for candidate in candidates if isinstance(candidate, Candidate)]
    best = max((candidate.score for candidate in found), default=0)
    useful = [candidate for candidate in found if candidate.score]
    good = [candidate for candidate in useful if candidate.score >= AS_GOOD * best]
    for several in (found, useful, good) if best else ():
        tables = [candidate.table for candidate in several]
        if are_months(tables):
            table = stacked(tables)
            return Candidate(table, *fits_remembered(table, choices, recall))
    return None


def _sheets(sheets: Sequence[Sheet], choices: Choices) -> list[Sheet]:
    """The sheet that was chosen, else the visible ones that aren't empty, else all."""
    if choices.sheet is not None:
        return _several(sheets, choices.sheet) or [_sheet_named(sheets, choices.sheet)]
    filled = [sheet for sheet in sheets if any(any(map(str.strip, row)) for row in sheet.cells)]
    if not filled:
        raise Refused(_("The file holds no cells with anything in them. Choose the file with the data."))
    return [sheet for sheet in filled if sheet.visible] or filled


def _several(sheets: Sequence[Sheet], name: str) -> list[Sheet]:
    """The sheets that were read as one table, by the name that it had then."""
    named = [sheet for sheet in sheets if f", {sheet.name}," in f", {name},"]
    return named if len(named) > 1 and label([sheet.name for sheet in named]) == name else []


def _sheet_named(sheets: Sequence[Sheet], name: str) -> Sheet:
    for sheet in sheets:
        if sheet.name == name:
            return sheet
    names = ", ".join(sheet.name for sheet in sheets if sheet.name)
    if not names:
        raise Refused(_("The file has no sheets, so '%(sheet)s' can't be chosen.") % {"sheet": name})
    raise Refused(
        _("There is no sheet '%(sheet)s'. The sheets are: %(sheets)s.") % {"sheet": name, "sheets": names}
    )


def _candidate(sheet: Sheet, choices: Choices, recall: Recall) -> Candidate | Refused:
    """A sheet's table, or why it has none."""
    try:
        row = _questions_row(sheet)
        table = table_of(
            _without(sheet, row) if row else sheet, row if choices.header_row is None else choices.header_row
        )
        own = _own(choices, sheet, table)
        if rows := _turned(table, own):
            return Candidate(rows, *fits_remembered(rows, own, recall))
        return Candidate(table, *fits_remembered(table, own, recall))
    except Refused as refusal:
        return refusal


def _questions_row(sheet: Sheet) -> int | None:
    """The row of questions in an export that has names of its own below them, as Qualtrics writes it."""
    for row, cells in enumerate(sheet.cells[:FEWEST_ROWS]):
        told = [cell for cell in cells if cell.strip()]
        if row and told and all(cell.startswith(IMPORTED) for cell in told):
            return row
    return None


def _without(sheet: Sheet, row: int) -> Sheet:
    """A sheet with nothing in the row at this place."""
    columns = [column.mended({row: ""}) for column in Grid.of(sheet.cells).columns]
    return replace(sheet, cells=Grid(columns))


def _turned(table: Table, choices: Choices) -> Table | None:
    """A table of months side by side with a row for each, unless it's of use as it stands."""
    pivot = pivot_of(table)
    if pivot is None:
        return None
    known = {header: column for header, column in choices.mapping.items() if header in table.headers}
    as_it_stands = fits(table.headers, table.samples, replace(choices, mapping=known))
    return None if any(fit.usable for fit in as_it_stands) else turned(pivot, choices.year)


def _own(choices: Choices, sheet: Sheet, table: Table) -> Choices:
    """What of the choices concerns one of the sheets read as one: it has no column of sheets."""
    if choices.sheet in (None, sheet.name):
        return choices
    mapping = {header: column for header, column in choices.mapping.items() if header in table.headers}
    return replace(choices, mapping=mapping)


def _chosen(candidates: Sequence[Candidate | Refused]) -> Candidate:
    found = [candidate for candidate in candidates if isinstance(candidate, Candidate)]
    if not found:
        raise next(refusal for refusal in candidates if isinstance(refusal, Refused))
    best = max(found, key=lambda candidate: (candidate.score, candidate.size))
    equals = sorted(
        (candidate for candidate in found if candidate.score >= AS_GOOD * best.score),
        key=lambda candidate: candidate.size,
        reverse=True,
    )
    if best.score and len(equals) > 1 and equals[1].size >= AS_LARGE * equals[0].size:
        raise Unanswered(_question([candidate.table.sheet or "" for candidate in equals]))
    return equals[0]


def _question(names: Sequence[str]) -> Question:
    return Question(
        "sheet",
        _("Several sheets hold data of the same kind: %(sheets)s. Which one is to be loaded?")
        % {"sheets": ", ".join(names)},
        "--sheet",
    )
