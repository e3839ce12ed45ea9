"""The sources behind a KPI: where one starts or ends within what is compared, their mix changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data import formats
from data.kinds import layout_named
from data.language import gettext as _
from data.reach import Reach
from metrics.comparison import Comparison
from metrics.counting.coverage import tells
from metrics.counting.parts import CUSTOMERS
from metrics.feeds import fed
from metrics.kpi import Kpi
from metrics.query import Filters, Query

_TOTALS = "periods"
Coverage = Mapping[str, Sequence[Reach]]
# Files that have most of their columns in common are taken for one source's, as those of each month are.
_IN_COMMON = 0.75
# What starts or ends so near to an edge of what is compared hardly weighs.
_NEAR = timedelta(days=31)


@dataclass(frozen=True)
class Turn:
    """A source that starts or ends on a day within what is compared, by the name of that day's file."""

    file: str
    day: date
    starts: bool


def turns(compared: Comparison, covered: Coverage, where: Filters = ()) -> list[Turn]:
    """The sources of a KPI that start or end within what is compared, by their days; none of a single source.

    covered    what each loaded file tells of, by table
    """
    before, after = compared.before, compared.after
    if before is None or after is None or compared.kpi.table == CUSTOMERS:
        return []
    first, last = before.first + _NEAR, after.last - _NEAR
    known = _sources(_feeding(compared.kpi, covered, where))
    if len(known) < 2:
        return []
    found: list[Turn] = []
    for source in known:
        opening, closing = min(source, key=_first_day), max(source, key=_last_day)
        if first < opening.first <= after.last:
            found.append(Turn(opening.file, opening.first, starts=True))
        if before.first <= closing.last < last:
            found.append(Turn(closing.file, closing.last, starts=False))
    return sorted(found, key=lambda turn: turn.day)


def told(compared: Comparison | None, covered: Coverage, where: Filters = ()) -> str:
    """That a changed mix of sources may look like a change, and what to do; empty where it is the same."""
    found = turns(compared, covered, where) if compared else []
    if not found:
        return ""
    return _(
        "Its sources change within the days compared: %(turns)s. What looks like a change may come from that"
        " alone. Load files of the missing days, or choose a period or filter that the same files tell of."
    ) % {"turns": "; ".join(map(_turn, found))}


def _turn(turn: Turn) -> str:
    words = {"file": turn.file, "day": formats.day(turn.day)}
    return (_("%(file)s starts on %(day)s") if turn.starts else _("%(file)s ends on %(day)s")) % words


def _feeding(kpi: Kpi, covered: Coverage, where: Filters) -> list[Reach]:
    """The files that give a KPI values of those looked at."""
    query = Query((kpi.key,), where=where)
    files = [file for table in (kpi.table, _TOTALS) for file in covered.get(table, ()) if file.dated]
    if kpi.uploads is not None:
        files = [file for file in files if file.upload_id in kpi.uploads]
    made = {(file.layout, file.columns) for file in files if tells(file.columns, query, named=True)}
    feeding = {(layout, columns) for layout, columns in made if _feeds(layout, columns, kpi)}
    return [file for file in files if (file.layout, file.columns) in feeding]


def _feeds(layout: str, columns: frozenset[str], kpi: Kpi) -> bool:
    every = {*columns, layout_named(layout).moment or ""}
    return kpi.key in {one.key for one in fed(layout, {column: column for column in every})}


def _sources(files: Sequence[Reach]) -> list[list[Reach]]:
    """Files by the source that they seem to come from."""
    found: list[list[Reach]] = []
    for file in sorted(files, key=_first_day):
        alike = next((source for source in found if _is_alike(source[-1], file)), None)
        if alike is None:
            found.append([file])
        else:
            alike.append(file)
    return found


def _is_alike(one: Reach, other: Reach) -> bool:
    shared, every = one.columns & other.columns, one.columns | other.columns
    return one.layout == other.layout and len(shared) >= _IN_COMMON * len(every)


def _first_day(file: Reach) -> date:
    return file.first


def _last_day(file: Reach) -> date:
    return file.last
