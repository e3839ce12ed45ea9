"""What a cell's text means as an identifier, a text, a flag, a status or a number.

Every parser gives the value, None for a cell that says nothing, or Unreadable with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.language import gettext as _
from data.values.unreadable import Unreadable, shown
from data.vocabulary import CLOSED, MISSING, NO, OPEN, YES, plain

SPACES = re.compile(r"[\s'’]")
MONEY = (
    r"r\$|[$€£₽¥₴₺₸₹]|usd|euros?|eur|rub|pln|czk|gbp|uah|try|tl|chf|brl|mxn|kzt|huf|ron|sek|nok|dkk|zł|kč|ft"
    r"|рублей|руб\.?|р\.|грн\.?|тг\.?|sk"
)
CURRENCY = re.compile(rf"^(?:{MONEY})|(?:{MONEY})$")
DIGITS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
WHOLE = re.compile(r"\d{1,15}")
SEPARATED = re.compile(r"\d[.,]|[.,]\d")
COMMA_GROUPS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+")
DOT_GROUPS = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+")
# How many numbers without a mark, or of which size, show that those above them have one of thousands.
MANY, HUNDRED, THOUSAND = 3, 100, 1000


def parse_identifier(text: str) -> str | None:
    """The text exactly, without blanks around it; ``NA`` and ``0012`` stay what they are."""
    return text.strip() or None


def parse_text(text: str) -> str | None:
    """The text exactly as it is written; nothing but blanks is no text."""
    return text if text.strip() else None


def parse_flag(text: str) -> bool | Unreadable | None:
    """Yes or no in any of the languages, also as 1 and 0 or an x."""
    word = plain(text)
    if word in YES or word in {"1.0", "1,0"}:
        return True
    if word in NO or word in {"0.0", "0,0"}:
        return False
    if word in MISSING:
        return None
    return Unreadable(_("'%(text)s' is neither yes nor no") % {"text": shown(text)})


def status_is_open(text: str | None) -> bool | None:
    """Whether a status word means open; None for a word that isn't known."""
    word = plain(text or "").replace("_", " ").rstrip(".")
    return True if word in OPEN else False if word in CLOSED else None


def parse_numbers(
    texts: Iterable[str], whole: bool = False, known_mark: str | None = None
) -> dict[str, float | Unreadable | None]:
    """The numbers that a column's distinct texts mean.

    Whether a comma or a dot marks decimals is decided by the whole column (see ``decimal_mark``) unless it's
    known; ``whole`` says that the column counts things, so that none is below zero.
    """
    bare = {text: _bare(text) for text in texts}
    mark = known_mark or decimal_mark(bare.values(), whole)
    return {text: _number(text, digits, mark, whole) for text, digits in bare.items()}


def parse_number(text: str) -> float | None:
    """One number on its own, as in a score; None where it's none."""
    value = parse_numbers((text,))[text]
    return None if isinstance(value, Unreadable) else value


def decimal_mark(texts: Iterable[str], whole: bool = False) -> str:
    """The mark before decimals in a column of numbers, ``.`` or ``,``.

    Where a number has both, the last one; else a comma is one unless every number with a comma has groups of
    exactly three digits behind it, as thousands do. Dots are marks of thousands in such groups where several
    stand in one number, or the numbers without any are hundreds. Things that are counted have thousands, and
    no decimals.
    """
    texts = list(texts)
    marked = [text for text in texts if SEPARATED.search(text)]
    both = [text for text in marked if "," in text and "." in text]
    if both:
        commas = sum(text.rfind(",") > text.rfind(".") for text in both)
        return "," if 2 * commas > len(both) else "."
    commas = [text for text in marked if "," in text]
    if commas:
        return "." if all(map(COMMA_GROUPS.fullmatch, commas)) else ","
    thousands = [text for text in marked if text.count(".") > 1 or whole] or are_hundreds(texts)
    return "," if marked and thousands and all(map(DOT_GROUPS.fullmatch, marked)) else "."


def dot_in_doubt(texts: Iterable[str]) -> str | None:
    """A number whose dot is read as one before decimals, where all of a column may have dots of thousands."""
    marked = [text for text in map(_bare, texts) if SEPARATED.search(text)]
    doubtful = marked and all(map(DOT_GROUPS.fullmatch, marked)) and decimal_mark(marked) == "."
    return min(marked) if doubtful else None


def are_hundreds(texts: Iterable[str]) -> bool:
    """Whether the numbers without a mark end below a thousand, and are many or hundreds for the most part."""
    bare = sorted(int(text) for text in texts if WHOLE.fullmatch(text))
    return bool(bare) and bare[-1] < THOUSAND and (len(bare) >= MANY or bare[len(bare) // 2] >= HUNDRED)


def _bare(text: str) -> str:
    """A number without blanks, currency and the brackets of accountants."""
    bare = CURRENCY.sub("", SPACES.sub("", text.casefold()).replace("−", "-"))
    return f"-{bare[1:-1]}" if bare.startswith("(") and bare.endswith(")") else bare


def _number(text: str, digits: str, mark: str, whole: bool) -> float | Unreadable | None:
    if plain(text) in MISSING:
        return None
    groups = "," if mark == "." else "."
    written = digits if groups not in digits else _without_groups(digits, groups, mark)
    if not DIGITS.fullmatch(written.replace(mark, ".")):
        return Unreadable(_("'%(text)s' is not a number") % {"text": shown(text)})
    value = float(written.replace(mark, "."))
    if whole and value < 0:
        return Unreadable(_("'%(text)s' is below zero, which a count can't be") % {"text": shown(text)})
    return value


def _without_groups(digits: str, groups: str, mark: str) -> str:
    """The digits with their thousands closed up; left alone, so unreadable, where groups aren't of three."""
    before, __, __ = digits.partition(mark)
    pattern = COMMA_GROUPS if groups == "," else DOT_GROUPS
    return digits.replace(groups, "") if pattern.fullmatch(before) else digits
