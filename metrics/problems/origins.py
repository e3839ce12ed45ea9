"""Which files each problem comes from."""

from __future__ import annotations

from collections.abc import Mapping

from data import formats
from data.complaints import WITHIN
from data.kinds import ALL_COMPLAINTS
from data.language import gettext as _
from data.natures import NATURE
from metrics.counting.scan import NOT_GIVEN
from metrics.problems.ranking import Ranking
from metrics.problems.rows import kept
from metrics.query import Filters, Source
from metrics.windows import Days

_COMPLAINTS = "complaints"


def origins(source: Source, days: Days, where: Filters) -> Mapping[str, frozenset[str]]:
    """Name of a problem -> the names of the files that its complaints of these days and members came by.

    Under ``NOT_GIVEN`` those of complaints that name none.
    """
    dimensions = dict.fromkeys([NATURE, *(name for name, _members in where)])
    if not {*dimensions} <= {one.key for one in source.dimensions(_COMPLAINTS)}:
        return {}
    columns = ("upload_id", "received_at", *WITHIN, *dimensions)
    rows = source.frame(ALL_COMPLAINTS).select(*columns).collect("pandas").to_native()
    files = {number: one.file for one in source.coverage().get(_COMPLAINTS, ()) for number in one.uploads}
    chosen = kept(rows.assign(file=rows["upload_id"].map(files)), "received_at", days, where)
    natures = chosen[NATURE].fillna(NOT_GIVEN)
    return {
        str(name): frozenset(map(str, mine.unique()))
        for name, mine in chosen["file"].dropna().groupby(natures)
    }


def from_one_file(found: Ranking, files: Mapping[str, frozenset[str]]) -> str:
    """That the first ones come from one file, where several have complaints; empty where they don't.

    ``files`` is what ``origins`` gives.
    """
    none: frozenset[str] = frozenset()
    every = none.union(*files.values())
    theirs = none.union(*(files.get(one.name, none) for one in found.top))
    if len(every) < 2 or len(theirs) != 1:
        return ""
    words = {"file": next(iter(theirs)), "n": formats.number(len(every))}
    told = _(
        "What comes first here comes from one of %(n)s files alone, %(file)s. Files of different places or"
        " sizes don't make one ranking: filter by what tells them apart."
    )
    return told % words
