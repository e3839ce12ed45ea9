"""Totals of calls that look like a list of them: each row would count as one call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.finding.structure import Table
from data.language import gettext as _
from data.matching.fit import Fit
from data.refusals import Refused
from data.values.cells import parse_number
from data.vocabulary import plain

# Several calls, in each language; one call is no count.
CALLS = re.compile(
    r"\b(?:calls|chats|contacts|звонков|вызовов|обращений|połączeń|rozmów|hovorov|hovorů|anrufe|gespräche|llamadas"
    r"|chamadas|ligações|appels|çağrılar|дзвінків|викликів)\b"
)
FEWEST = 2
MOST_A_CALL = 1


def refuse_totals(table: Table, candidates: Sequence[Fit]) -> None:
    """Raise Refused for a list of calls with several columns that count calls and mean nothing else.

    ``candidates`` are the fits of the table, the best first.
    """
    usable = [fit for fit in candidates if fit.usable]
    likeliest = usable[:1] or [fit for fit in candidates if fit.wants_its_day_only][:1]
    if not likeliest or likeliest[0].layout.key != "contacts.log":
        return
    meant = {match.header for match in likeliest[0].matches}
    counts = [
        header
        for header, values in zip(table.headers, table.samples, strict=True)
        if header not in meant and CALLS.search(plain(header)) and _are_counts(values)
    ]
    if len(counts) >= FEWEST:
        raise Refused(
            _(
                "The rows look like totals: '%(one)s' and '%(other)s' hold numbers of calls, but each row "
                "would count as one call. Add a column with the day or the month of each row, so that they "
                "can be read as totals, or export the calls themselves, one row a call with its date. If "
                "each row is one call after all, delete these columns and load the file again."
            )
            % {"one": counts[0], "other": counts[1]}
        )


def _are_counts(values: Sequence[str]) -> bool:
    """Whether these are whole numbers, most of them of more than one."""
    numbers = [parse_number(value) for value in values if value.strip()]
    whole = [number for number in numbers if number is not None and number.is_integer()]
    return len(whole) == len(numbers) > 0 and max(whole) > MOST_A_CALL
