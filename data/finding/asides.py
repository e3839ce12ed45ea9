"""Rows below the names of columns that aren't data: names again, other tables, totals, averages and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.files.grid import Numbered, Rows
from data.files.texts import Mask
from data.finding.profiles import ROWS_BELOW, Columns, Kind, Row, columns_of, filled, kind_of, sampled
from data.language import gettext as _
from data.matching.header_names import likely_header
from data.records import Problem
from data.vocabulary import AVERAGE, NOTE, TOTAL, plain

FEWEST_BREAKS = 2
MOST_EMPTY = 0.5


def aside(row: Numbered, reason: str) -> Problem:
    """What is told of a row that is left out for not being data."""
    return Problem(row[0], "", text_of(row[1]), reason, True)


def text_of(row: Row) -> str:
    """The cells of a row in one line."""
    return " ".join(filter(None, map(str.strip, row)))


@dataclass(frozen=True)
class Sections:
    """The rows below the names, sorted: those of the table, those of no table, and tables that follow."""

    rows: Rows
    asides: tuple[Problem, ...]
    others: tuple[Rows, ...]


def sections_of(rows: Rows, names: Sequence[Row]) -> Sections:
    """The rows that belong to the names above them, without the names when they come again.

    Another table begins behind an empty row, with a row of words over columns of numbers and dates.
    """
    again = {_plain_row(row) for row in names}
    kept = np.ones(len(rows), dtype=np.bool_)
    asides, others = _repeated(rows, names, kept), list[Rows]()
    columns: Columns | None = None
    for start, stop in _blocks(rows):
        block = rows[start:stop]
        if start:
            columns = columns or columns_of(_first_rows(rows[:start]) or names)
            titles = _titles(block)
            if titles < len(block) and _plain_row(block[titles][1]) in again:
                asides += [aside(row, _("a title between the rows")) for row in block[:titles]]
                kept[start : start + titles] = False
                start, block = start + titles, block[titles:]
            elif others or _begins_other(block, titles, columns):
                kept[start:stop] = False
                others.append(block)
                continue
        if kept[start] and _plain_row(block[0][1]) in again:
            asides.append(_names_again(block[0]))
            kept[start] = False
    unread = {number for block in others for number in block.numbers.tolist()}
    told = sorted((one for one in asides if one.row not in unread), key=lambda problem: problem.row)
    return Sections(rows.where(kept), tuple(told), tuple(others))


def _repeated(rows: Rows, names: Sequence[Row], kept: Mask) -> list[Problem]:
    """The rows that say exactly the names again, marked as not kept."""
    found: list[Problem] = []
    for own in names:
        places = np.flatnonzero(rows.grid.equal(own))
        kept[places] = False
        found += [_names_again(rows[int(place)]) for place in places]
    return found


def _names_again(row: Numbered) -> Problem:
    return aside(row, _("the names of the columns again"))


def _first_rows(rows: Rows) -> Sequence[Row]:
    return sampled(rows[:ROWS_BELOW].grid[:])


def _plain_row(row: Row) -> Row:
    return tuple(map(plain, row))


def _blocks(rows: Rows) -> list[tuple[int, int]]:
    """The runs of rows without an empty row between them; titles belong to the run below them."""
    gaps = (np.flatnonzero(np.diff(rows.numbers) > 1) + 1).tolist()
    starts = [0]
    for gap in gaps:
        if (rows.grid.filled[starts[-1] : gap] > 1).any():
            starts.append(gap)
    return list(zip(starts, [*starts[1:], len(rows)], strict=True)) if len(rows) else []


def _titles(block: Rows) -> int:
    """How many rows with one cell a block begins with."""
    wide = block.grid.filled > 1
    return int(wide.argmax()) if wide.any() else len(block)


def _begins_other(block: Rows, titles: int, columns: Columns) -> bool:
    """Whether a block begins, behind its titles, with the names of other columns, with values below."""
    rest = block[titles:]
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


@dataclass(frozen=True)
class Ending:
    """A table's rows without those at the end that aren't data, which are told apart."""

    rows: Rows
    totals: tuple[tuple[int, str], ...]
    asides: tuple[Problem, ...]


def cut_ending(rows: Rows) -> Ending:
    """Take totals, averages and notes off the end of a table's rows."""
    columns = columns_of(_first_rows(rows))
    totals, asides, end = list[tuple[int, str]](), list[Problem](), len(rows)
    while end:
        number, row = rows[end - 1]
        behind_gap = end > 1 and number > rows.numbers[end - 2] + 1
        if word := _word_of_total(row, columns):
            totals.insert(0, (number, word))
        elif reason := _reason(row, columns, behind_gap):
            asides.insert(0, aside((number, row), reason))
        else:
            break
        end -= 1
    return Ending(rows[:end], tuple(totals), tuple(asides))


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
