"""Rows below the names of columns that aren't data: names again, other tables, totals, averages and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.headers import likely_header
from data.language import gettext as _
from data.profiles import ROWS_BELOW, Columns, Kind, Row, columns_of, filled, kind_of, sampled
from data.records import Problem
from data.vocabulary import AVERAGE, NOTE, TOTAL, plain

FEWEST_BREAKS = 2
MOST_EMPTY = 0.5

Numbered = tuple[int, Row]


def aside(row: Numbered, reason: str) -> Problem:
    """What is told of a row that is left out for not being data."""
    return Problem(row[0], "", text_of(row[1]), reason, True)


def text_of(row: Row) -> str:
    """The cells of a row in one line."""
    return " ".join(filter(None, map(str.strip, row)))


@dataclass
class Sections:
    """The rows below the names, sorted: those of the table, those of no table, and tables that follow."""

    rows: list[Numbered]
    asides: list[Problem]
    others: list[list[Numbered]]


def sections_of(rows: Sequence[Numbered], names: Sequence[Row]) -> Sections:
    """The rows that belong to the names above them, without the names when they come again.

    Another table begins behind an empty row, with a row of words over columns of numbers and dates.
    """
    again = {_plain_row(row) for row in names}
    found = Sections([], [], [])
    columns: Columns | None = None
    for block in _blocks(rows):
        if found.rows or found.others:
            columns = columns or columns_of(sampled([row for __, row in found.rows[:ROWS_BELOW]]) or names)
            titles, rest = _titles(block)
            if rest and _plain_row(rest[0][1]) in again:
                found.asides += [aside(row, _("a title between the rows")) for row in titles]
                block = rest
            elif found.others or _begins_other(titles, rest, columns):
                found.others.append(block)
                continue
        repeated = [row for own in names for row in block if row[1] == own]
        if _plain_row(block[0][1]) in again and block[0] not in repeated:
            repeated.append(block[0])
        found.asides += [aside(row, _("the names of the columns again")) for row in repeated]
        left_out = {number for number, __ in repeated}
        found.rows += [row for row in block if row[0] not in left_out] if left_out else block
    return found


def _plain_row(row: Row) -> Row:
    return tuple(map(plain, row))


def _blocks(rows: Sequence[Numbered]) -> list[list[Numbered]]:
    """The runs of rows without an empty row between them; titles belong to the run below them."""
    if rows and rows[-1][0] - rows[0][0] == len(rows) - 1:
        return [list(rows)]
    blocks: list[list[Numbered]] = []
    last = None
    for row in rows:
        if last is None or (row[0] > last + 1 and _titles(blocks[-1])[1]):
            blocks.append([])
        blocks[-1].append(row)
        last = row[0]
    return blocks


def _titles(block: Sequence[Numbered]) -> tuple[list[Numbered], list[Numbered]]:
    """The rows with one cell that a block begins with, and the rest of it."""
    first = next((place for place, (__, row) in enumerate(block) if len(filled(row)) > 1), len(block))
    return list(block[:first]), list(block[first:])


def _begins_other(titles: Sequence[Numbered], rest: Sequence[Numbered], columns: Columns) -> bool:
    """Whether a block begins with the names of other columns, with values below."""
    if len(rest) < 2:
        return False
    row = rest[0][1]
    places = filled(row)
    if any(kind_of(row[place]) != Kind.WORD or columns.texts[place][plain(row[place])] for place in places):
        return False
    if not any(kind_of(cell) not in (Kind.WORD, Kind.NOTHING) for __, below in rest[1:] for cell in below):
        return False
    known = sum(likely_header(row[place]) for place in places)
    breaks = columns.breaks(places)
    return breaks >= FEWEST_BREAKS or 2 * known >= len(places) or bool(breaks and titles)


@dataclass
class Ending:
    """The rows at the end of a table that aren't data."""

    totals: list[tuple[int, str]]
    asides: list[Problem]


def cut_ending(rows: list[Numbered]) -> Ending:
    """Take totals, averages and notes off the end of a table's rows."""
    columns = columns_of(sampled([row for __, row in rows[:ROWS_BELOW]]))
    found = Ending([], [])
    while rows:
        behind_gap = len(rows) > 1 and rows[-1][0] > rows[-2][0] + 1
        if word := _word_of_total(rows[-1][1], columns):
            found.totals.insert(0, (rows[-1][0], word))
        elif reason := _reason(rows[-1][1], columns, behind_gap):
            found.asides.insert(0, aside(rows[-1], reason))
        else:
            break
        rows.pop()
    return found


def _word_of_total(row: Row, columns: Columns) -> str | None:
    """The word of a total that a row begins with, alone or before numbers only."""
    places = filled(row)
    first = row[places[0]].strip() if places else ""
    words = plain(first).rstrip(":.")
    if words in TOTAL:
        return first
    numbers = [place for place in places[1:] if kind_of(row[place]) == Kind.NUMBER]
    short = len(places) < len(row) and len(numbers) == len(places) - 1
    begins = any(words.startswith((f"{word} ", f"{word}:")) for word in TOTAL)
    return first if short and begins and columns.breaks(numbers) == len(numbers) else None


def _reason(row: Row, columns: Columns, behind_gap: bool) -> str | None:
    """Why a row at the end is no row of data; None where it may be one."""
    places = filled(row)
    first = plain(row[places[0]])
    if first.rstrip(":.") in AVERAGE:
        return _("an average of the rows above, so it isn't counted as one")
    return _("a note below the table") if _is_note(row, places, columns, behind_gap) else None


def _is_note(row: Row, places: Sequence[int], columns: Columns, behind_gap: bool) -> bool:
    """A row of few words that begins as notes do, stands apart, or lacks all that most rows have."""
    if len(row) < 2 or columns.values(row) or kind_of(row[places[0]]) not in (Kind.WORD, Kind.NOTHING):
        return False
    if len(places) <= 2 and plain(row[places[0]]).startswith(NOTE):
        return True
    alone, sparse = len(places) == 1, 2 * len(places) <= len(row)
    if (alone and columns.is_typed(places[0])) or (behind_gap and (alone or sparse)):
        return True
    return sparse and len(_always_values(columns)) >= FEWEST_BREAKS


def _always_values(columns: Columns) -> list[int]:
    """The columns of numbers or dates that hardly a row leaves empty."""
    return [
        place
        for place, texts in enumerate(columns.texts)
        if columns.is_typed(place) and texts[""] <= MOST_EMPTY * texts.total()
    ]
