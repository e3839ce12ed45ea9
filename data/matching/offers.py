"""Which columns that mean nothing known make good dimensions, and what speaks against the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.finding.structure import Table
from data.kinds import LAYOUTS
from data.language import gettext as _
from data.matching.evidence import ENOUGH, LONG_TEXT
from data.matching.header_names import likeness, words_of
from data.matching.personal import may_be_personal
from data.own_dimensions import Offer, is_own
from data.records import Match
from data.specs import Column, Type
from data.values.cells import parse_number
from data.values.written_moments import written_moment
from data.vocabulary import MISSING, plain

MOST_MEMBERS = 100
MOST_NUMBERS = 20
FEWEST_ROWS_A_MEMBER = 2
FEW = 0.1
COLUMNS = tuple(dict.fromkeys(column for layout in LAYOUTS for column in layout.columns))
PERSONAL = tuple(column for column in COLUMNS if column.personal)
NUMBERS = tuple(column for column in COLUMNS if column.type is Type.IDENTIFIER)
# Words in a header that speak of one person.
OF_A_PERSON = frozenset({
    "email", "mail", "phone", "mobile", "telephone", "address", "surname", "lastname", "firstname",
    "fullname", "birth", "birthday", "passport", "ssn", "iban",
    "фамилия", "имя", "отчество", "фио", "телефон", "почта", "адрес", "паспорт", "инн", "рождения",
    "nazwisko", "imię", "telefon", "adres", "pesel", "urodzenia",
    "priezvisko", "meno", "narodenia", "telefón", "adresa",
})  # fmt: skip
NAMES = frozenset({"first name", "last name", "full name", "contact name", "person", "client", "customer"})


def offers(table: Table, matches: Iterable[Match]) -> tuple[Offer, ...]:
    """The headers of a table that mean nothing known, with what speaks against splitting by each."""
    taken = {match.header for match in matches if not is_own(match.column)}
    return tuple(
        Offer(header, caution(header, column.first(MOST_MEMBERS + 1), int((~column.blank).sum())))
        for header, column in zip(table.headers, table.columns, strict=True)
        if header not in taken
    )


def caution(header: str, texts: Sequence[str], filled: int) -> str:
    """Why a column makes a poor dimension; empty where it makes a good one.

    ``texts`` are its distinct cells, one more than ``MOST_MEMBERS`` where there are more; ``filled`` counts
    the cells that hold something.
    """
    told = [text for text in texts if plain(text) not in MISSING]
    if _is_personal(header, told):
        return _("it looks like personal data, and what stands in it would show in filters and links")
    if len(told) < 2:
        return _("it doesn't tell rows apart: it is empty, or holds the same everywhere")
    if len(told) > MOST_MEMBERS or len(told) * FEWEST_ROWS_A_MEMBER > filled or _names(header, NUMBERS):
        return _("almost every row may hold another value, so there would be nothing to compare")
    return _of_values(told)


def _of_values(told: Sequence[str]) -> str:
    if sum(len(text) > LONG_TEXT for text in told) > FEW * len(told):
        return _("it holds long texts")
    if sum(written_moment(text) is not None for text in told) > ENOUGH * len(told):
        return _("it holds dates")
    numbers = [number for text in told if (number := parse_number(text.removesuffix("%"))) is not None]
    measures = len(numbers) > MOST_NUMBERS or not all(map(float.is_integer, numbers))
    if len(numbers) > ENOUGH * len(told) and measures:
        return _("it holds amounts, not names")
    return ""


def _is_personal(header: str, told: Sequence[str]) -> bool:
    words = words_of(header)
    if words in NAMES or not OF_A_PERSON.isdisjoint(words.split()) or _names(header, PERSONAL):
        return True
    return sum(map(may_be_personal, told)) > FEW * len(told)


def _names(header: str, columns: Sequence[Column]) -> bool:
    return any(likeness(header, column) is not None for column in columns)
