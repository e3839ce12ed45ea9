"""Problems of whole rows: not read at all, without anything that counts, with a number that stands twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.files.texts import Texts
from data.finding.structure import Table
from data.formats import number
from data.language import gettext as _
from data.language import ngettext
from data.records import Preparation, Problem
from data.specs import Layout
from data.values.cleaning import Cleaned
from data.values.plain_columns import are_distinct


def unread_rows(table: Table) -> list[Problem]:
    """The rows that were left out before their cells were read."""
    return [
        *(
            Problem(
                row, "", word, _("a total of the rows above, so it isn't counted again"), True, to_mend=False
            )
            for row, word in table.totals
        ),
        *(
            Problem(row, "", cells, _("more cells than the header has names: a separator too many"), True)
            for row, cells in table.overflowing
        ),
        *table.asides,
    ]


def without_any(cleaned: Cleaned, layout: Layout) -> list[Problem]:
    """Rows that have none of the columns of which a row needs one."""
    present = [key for key in layout.any_of if key in cleaned.frame]
    if not present:
        return []
    reason = _("no figure in this row") if layout.is_totals else _("no score in this row")
    empty = cleaned.frame[present].isna().all(axis=1)
    header = cleaned.headers[present[0]] if len(present) == 1 else ""
    rows = cleaned.frame.loc[empty, "row_number"].to_numpy()
    texts = [cleaned.texts[key] for key in present if key in cleaned.texts]
    return [
        Problem(int(row), header, _said(texts, int(place)), reason, True)
        for row, place in zip(rows, np.searchsorted(cleaned.numbers, rows), strict=True)
    ]


def _said(texts: Sequence[Texts], place: int) -> str:
    """What stands in the cells of a row, though it is no value: ``Don't know``."""
    return "; ".join(text for column in texts if (text := column[place].strip()))


# From this share of the rows on it is told that they repeat others.
_SHARE_ALIKE = 0.01


def rows_alike(frame: pd.DataFrame, known: Preparation) -> list[str]:
    """How many rows of a log repeat another one in every column; nobody can tell whether they are copies."""
    layout = known.layout
    if layout is None or layout.is_totals or (layout.identity and layout.identity in frame):
        return []
    again = int(frame.drop(columns="row_number").duplicated().sum())
    if again < _SHARE_ALIKE * len(frame) or not again:
        return []
    told = ngettext(
        "%(n)s row repeats another one in every column; it counts.",
        "%(n)s rows repeat another one in every column; they count.",
        again,
    )
    return [told % {"n": number(again)}]


def repeated(frame: pd.DataFrame, layout: Layout, cleaned: Cleaned) -> list[Problem]:
    """The rows whose number stands in an earlier row of the file as well; all of them are kept."""
    if layout.identity is None or layout.identity not in frame:
        return []
    numbers = frame[layout.identity].dropna()
    if are_distinct(numbers):
        return []
    again = frame.loc[numbers.index[numbers.duplicated()], ["row_number", layout.identity]]
    reason = _("this number stands more than once in the file; all rows are kept")
    return [
        Problem(int(row), cleaned.headers[layout.identity], str(value), reason, False)
        for row, value in again.itertuples(index=False)
    ]
