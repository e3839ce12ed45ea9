"""Texts that people wrote, without whom they are about: names, addresses, e-mails and long numbers masked.

The names come from the table of personal data, which no metric reads, and from the employees of all files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.language import mark
from data.store import schema
from data.store.connection import Store
from data.store.sql import quoted

NAME, EMAIL, NUMBER, ADDRESS = mark("[name]"), mark("[e-mail]"), mark("[number]"), mark("[address]")

_EMAIL = re.compile(r"[^\s@<>()\[\],;]+@[^\s@<>()\[\],;]+\.[^\W\d_]{2,}")
# Seven digits or more with what stands between them in a number to call; a date is none.
_NUMBER = re.compile(r"(?<![\w])\+?\(?\d(?:[\s().\-/]{0,2}\d){6,}(?!\w)")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_SHORTEST_NAME = 3
# So many letters may follow a name in some case, and so many one that loses its last letter.
_ADDED, _CHANGED = 3, 1
_SHORTEST_ADDRESS = 8
_NAMED_IN = ("surveys", "complaints", "contacts", "customers")


def masked(store: Store, texts: Sequence[str]) -> list[str]:
    """The texts with a word in brackets in the place of each name, address, e-mail and long number.

    A name is masked in whatever case its language puts it, where it is written with a capital, or beside
    another word of a name.
    """
    if not texts:
        return []
    with store.cursor() as cursor:
        known = _names(cursor, {word for text in texts for word in _WORD.findall(text)})
        addresses = _addresses(cursor, texts)
    return [_without_names(_without_numbers(text, addresses), known) for text in texts]


def _without_numbers(text: str, addresses: Iterable[str]) -> str:
    for address in addresses:
        text = re.sub(re.escape(address), _(ADDRESS), text, flags=re.IGNORECASE)
    text = _EMAIL.sub(lambda _found: _(EMAIL), text)
    return _NUMBER.sub(lambda found: found[0] if _DATE.fullmatch(found[0].strip()) else _(NUMBER), text)


def _names(cursor: DuckDBPyConnection, words: set[str]) -> dict[str, set[str]]:
    """The beginnings of words that also begin names -> the words of these names, in lower case."""
    beginnings = sorted({_beginning(word) for word in words if len(word) >= _SHORTEST_NAME})
    employees = " UNION ".join(f"SELECT employee AS name FROM {table}_rows" for table in _NAMED_IN)
    people = f"SELECT {quoted('customer_name')} AS name FROM people"
    found = cursor.execute(
        f"""
        WITH names AS (SELECT DISTINCT name FROM ({people} UNION {employees}) WHERE name IS NOT NULL),
             parts AS (SELECT unnest(regexp_extract_all(name, '[\\p{{L}}]+')) AS part FROM names),
             words AS (SELECT DISTINCT lower(part) AS word FROM parts)
        SELECT word FROM words
        WHERE length(word) >= {_SHORTEST_NAME} AND word[1:{_SHORTEST_NAME}] IN (SELECT unnest(?))
        """,
        [beginnings],
    ).fetchall()
    known: dict[str, set[str]] = {}
    for (word,) in found:
        known.setdefault(_beginning(word), set()).add(word)
    return known


def _beginning(word: str) -> str:
    return word.lower()[:_SHORTEST_NAME]


def _addresses(cursor: DuckDBPyConnection, texts: Sequence[str]) -> list[str]:
    """The addresses, e-mails and phones of customers that stand in any of the texts, the longest first."""
    columns = [name for name in schema.personal_columns() if name != "customer_name"]
    told = " UNION ".join(f"SELECT {quoted(name)} AS told FROM people" for name in columns)
    found = cursor.execute(
        f"SELECT DISTINCT told FROM ({told}), (SELECT lower(unnest(?)) AS text)"
        f" WHERE length(told) >= {_SHORTEST_ADDRESS} AND contains(text, lower(told))",
        [list(texts)],
    ).fetchall()
    return sorted((address for (address,) in found), key=len, reverse=True)


def _without_names(text: str, known: dict[str, set[str]]) -> str:
    words = list(_WORD.finditer(text))
    named = [_is_name(word[0], known) for word in words]
    parts: list[str] = []
    end = 0
    for place, word in enumerate(words):
        beside = any(named[near] for near in (place - 1, place + 1) if 0 <= near < len(words))
        if named[place] and (word[0][0].isupper() or beside):
            parts += [text[end : word.start()], _(NAME)]
            end = word.end()
    masked_text = "".join([*parts, text[end:]])
    twice = re.escape(_(NAME))
    return re.sub(rf"{twice}(?:\s+{twice})+", lambda _found: _(NAME), masked_text)


def _is_name(word: str, known: dict[str, set[str]]) -> bool:
    """Whether a word is a name in some case: the same but for its last letters."""
    lower = word.lower()
    return any(
        lower == name
        or (len(name) > _SHORTEST_NAME and lower.startswith(name) and len(lower) <= len(name) + _ADDED)
        or (len(name) > _SHORTEST_NAME and lower.startswith(name[:-1]) and len(lower) <= len(name) + _CHANGED)
        for name in known.get(_beginning(word), ())
    )
