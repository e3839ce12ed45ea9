"""Tables with a column for each month, which have to be turned before they can be read."""

from __future__ import annotations

from data.language import gettext as _
from data.months import Month, months_among
from data.profiles import Kind, prevailing
from data.structure import Table

FEWEST_MONTHS = 3


def pivot_message(table: Table) -> str | None:
    """What to say of a table whose months stand side by side; None where it's no such table."""
    months = {
        place: month
        for place, month in months_among(table.headers).items()
        if prevailing(table.samples[place]) in (Kind.NUMBER, Kind.YEAR, Kind.NOTHING)
    }
    if len(months) < FEWEST_MONTHS:
        return None
    others = [header for place, header in enumerate(table.headers) if place not in months]
    said = [
        _(
            "The table is pivoted: its months stand side by side as columns (%(months)s), so that a row is "
            "not one month but all of them."
        )
        % {"months": ", ".join(table.headers[place] for place in months)},
        _missing(table, months),
        _turned(others),
    ]
    return " ".join(filter(None, said))


def _missing(table: Table, months: dict[int, Month]) -> str:
    """What is told where the months have no year."""
    without = [place for place, (year, __) in months.items() if year is None]
    if not without:
        return ""
    return _("The year is missing: nothing tells of which year '%(month)s' is.") % {
        "month": table.headers[without[0]]
    }


def _turned(others: list[str]) -> str:
    return _(
        "Turn the table so that each row is one month: the month with its year in one column, such as "
        "2025-01, the number in another, named by what it counts%(others)s. Then load it again."
    ) % {"others": _(", beside the columns %(headers)s") % {"headers": ", ".join(others)} if others else ""}
