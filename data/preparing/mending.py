"""Cells that a person may mend: the rows with problems as the file has them, and what was mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from data.finding.profiles import Row
from data.finding.structure import Table
from data.records import Mended, Problem

SHOWN = 200

# The row in its sheet, which a reason ends in where several sheets are read as one table.
PLACE = re.compile(r"\d+\)$")


def faulty_rows(table: Table, problems: Iterable[Problem]) -> dict[int, Row]:
    """Row of the file -> its cells, of the first ``SHOWN`` rows with each kind of problem.

    A row that isn't read at all, such as a total, has no cells to mend and isn't among them.
    """
    seen: Counter[tuple[str, str, bool]] = Counter()
    wanted: set[int] = set()
    for problem in problems:
        if not (problem.left_out or problem.to_mend):
            continue
        kind = sort_of(problem)
        seen[kind] += 1
        if seen[kind] <= SHOWN:
            wanted.add(problem.row)
    rows = {number: table.row(number) for number in sorted(wanted)}
    return {number: row for number, row in rows.items() if row is not None}


def sort_of(problem: Problem) -> tuple[str, str, bool]:
    """What problems have in common that differ by row and value alone: column, reason, what follows."""
    reason = problem.reason.replace(f"'{problem.value}'", "'…'") if problem.value else problem.reason
    return problem.column, PLACE.sub("…)", reason), problem.left_out


def mended(table: Table, edits: Mapping[int, Mapping[str, str]]) -> tuple[Mended, ...]:
    """The cells of a table that edits change, in the order of the file."""
    places = {header: at for at, header in enumerate(table.headers)}
    changed: list[Mended] = []
    for number in sorted(edits):
        row = table.row(number) or ()
        for header, text in edits[number].items() if row else ():
            if header in places and row[places[header]] != text:
                changed.append(Mended(number, header, row[places[header]], text))
    return tuple(changed)
