"""The text in the bytes of a file.

A byte order mark decides, then UTF-8, then UTF-16, in which every second byte is one of a few. Otherwise the
code page is taken under which the signs beyond ASCII are likeliest in one of its languages: the sum of the
logarithms of how often each letter occurs among the accented (or Cyrillic) letters of that language, with a
low floor for letters that it doesn't have, for signs inside words, and for capitals behind small letters;
known words tell too, and of equals the commoner page is taken.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from math import log

from data.files.alphabets import (
    CZECH,
    FRENCH,
    GERMAN,
    POLISH,
    PORTUGUESE,
    RUSSIAN,
    SLOVAK,
    SPANISH,
    TURKISH,
    UKRAINIAN,
    WORDS,
)
from data.language import gettext as _
from data.refusals import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CENTRAL, CYRILLIC, WESTERN = (
    (POLISH, SLOVAK, CZECH),
    (RUSSIAN, UKRAINIAN),
    (GERMAN, FRENCH, SPANISH, PORTUGUESE),
)
# The languages of each code page, and how much commoner than the rarest it is, as a logarithm.
PAGES = {
    "cp1250": (CENTRAL, 3.0),
    "cp1251": (CYRILLIC, 3.0),
    "cp1252": (WESTERN, 3.0),
    "cp1254": ((TURKISH,), 2.9),
    "iso8859-2": (CENTRAL, 2.0),
    "mac-cyrillic": (CYRILLIC, 1.0),
    "koi8-u": (CYRILLIC, 1.0),
    "cp866": ((RUSSIAN,), 1.0),
    "mac-roman": (WESTERN, 0.5),
    "cp850": (WESTERN, 0.5),
    "cp852": (CENTRAL, 0.5),
    "mac-latin2": (CENTRAL, 0.0),
    "cp857": ((TURKISH,), 0.0),
}
UNKNOWN_LETTER = 1e-4
SIGN = 1e-2
SIGN_IN_WORD = 1e-5
CAPITAL_IN_WORD = 1e-2
KNOWN_WORD = 3.0
COMMON_SIGNS = set("«»„“”‘’–—…•№°§€£©®™·¿¡ºª\xa0")
SAMPLE_BYTES = 400_000
PIECE = 4_000_000
SAMPLE_WORDS = 5_000
STRANGE_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
BAD_SIGNS = 0.01
HIGH_BYTES = bytes((0x00, 0x01, 0x04, 0x20, 0x21))
SAME_HIGH = 0.95
# Signs of control at 0x80 to 0x9F are never meant: the text was once saved under Windows.
CONTROL = re.compile("[\x80-\x9f]")
CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
LETTERS = re.compile(r"[^\W\d_]+")
IN_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f](?=[^\W\d_])")


# What a person may choose from, the likeliest first.
CHOICES = ("utf-8", *PAGES, "utf-16")


def is_sure(encoding: str) -> bool:
    """Whether an encoding is no guess: the bytes can hardly be anything else."""
    return encoding not in PAGES


def decode(content: bytes, encoding: str) -> str:
    """The text of a file; Refused where the bytes can't be text."""
    text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
    if "\0" in text:
        raise Refused(
            _(
                "The file isn't text: it holds zero bytes. It may be damaged, or of another kind "
                "than its name says. Save it as .xlsx or .csv and load that."
            )
        )
    return text.translate(CONTROLS) if not text.isascii() and CONTROL.search(text) else text


def encoding_of(content: bytes) -> str:
    """The name of the likeliest encoding."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    if _is_unicode(content):
        return "utf-8"
    sample = content[:SAMPLE_BYTES]
    return _wide(sample) or _nearly_unicode(sample) or code_page(sample)


def _is_unicode(content: bytes) -> bool:
    return b"\0" not in content and _fits(content, "utf-8")


def _fits(content: bytes, encoding: str) -> bool:
    if content.isascii():
        return True
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), PIECE):
            decoder.decode(content[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is one of the few that these alphabets have there."""
    if b"\0" not in sample:
        return None
    for encoding, high, low in (
        ("utf-16-be", sample[0::2], sample[1::2]),
        ("utf-16-le", sample[1::2], sample[0::2]),
    ):
        few = len(high) - len(high.translate(None, HIGH_BYTES))
        if high and few >= SAME_HIGH * len(high) and low.count(0) <= 0.1 * high.count(0):
            return encoding
    return None


def _nearly_unicode(sample: bytes) -> str | None:
    """UTF-8 with a few bytes that were damaged or cut off."""
    if b"\0" in sample:
        return None
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(sign > "\x7f" for sign in text) - bad
    return "utf-8" if bad <= BAD_SIGNS * good else None


def code_page(sample: bytes) -> str:
    """The likeliest encoding of one byte a sign, by the different words with signs beyond ASCII.

    Where all of these signs stand alone, and Windows has common ones for them, they are no letters.
    """
    found = list(islice(dict.fromkeys(STRANGE_WORD.findall(sample)), SAMPLE_WORDS))
    if found and all(len(word) == 1 and word.decode("cp1252", "replace") in COMMON_SIGNS for word in found):
        return "cp1252"
    words = b"\n".join(found)
    fitting = [page for page in PAGES if _fits(sample, page)]
    return max(fitting, key=lambda page: _likelihood(words.decode(page), page))


def _likelihood(text: str, page: str) -> float:
    """The log-probability of the signs beyond ASCII in the likeliest language of a code page."""
    languages, commonness = PAGES[page]
    lower = text.replace("İ", "i").lower()
    signs = Counter(sign for sign in lower if sign > "\x7f")
    words = LETTERS.findall(text)
    return commonness + _shape(text, words) + max(_logarithm(signs, letters) for letters in languages)


def _shape(text: str, words: Iterable[str]) -> float:
    """What words tell: those that are known, capitals behind small letters, signs between letters."""
    strange = [word for word in words if not word.isascii()]
    known = sum(word.lower() in WORDS for word in strange)
    wrong = sum(not (word.islower() or word.isupper() or word.istitle()) for word in strange)
    return known * KNOWN_WORD + wrong * log(CAPITAL_IN_WORD) + len(IN_WORD.findall(text)) * log(SIGN_IN_WORD)


def _logarithm(signs: Counter[str], letters: dict[str, float]) -> float:
    whole = sum(letters.values())
    return sum(count * log(_probability(sign, letters, whole)) for sign, count in signs.items())


def _probability(sign: str, letters: dict[str, float], whole: float) -> float:
    if sign in letters:
        return letters[sign] / whole
    return SIGN if sign in COMMON_SIGNS else UNKNOWN_LETTER
