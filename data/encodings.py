"""The text in the bytes of a file.

A byte order mark decides, then UTF-8, then UTF-16 by its many zero bytes. Otherwise the code page is taken
under which the letters beyond ASCII are likeliest in one of its languages: the mean logarithm of how often
each letter occurs among the accented (or Cyrillic) letters of that language, with a low floor for letters
that the language doesn't have. The frequencies are rough, in percent of all letters; only their proportions
matter.
"""

from __future__ import annotations

import codecs
from collections import Counter
from math import log

from data.language import gettext as _
from data.refusals import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# fmt: off
POLISH = dict(ą=1.0, ć=.4, ę=1.1, ł=1.9, ń=.2, ó=.8, ś=.7, ź=.06, ż=.8)
SLOVAK = dict(á=1.9, ä=.1, č=1.2, ď=.2, é=.9, í=1.0, ĺ=.01, ľ=.5, ň=.2, ó=.1, ô=.2, ŕ=.01, š=1.0, ť=.6,
              ú=.9, ý=1.1, ž=1.0)
CZECH = dict(á=2.2, č=1.0, ď=.03, é=1.3, ě=1.6, í=3.1, ň=.01, ó=.03, ř=1.2, š=.8, ť=.04, ú=.1, ů=.6, ý=1.1,
             ž=1.0)
RUSSIAN = dict(а=8.0, б=1.6, в=4.5, г=1.7, д=3.0, е=8.5, ё=.04, ж=.9, з=1.7, и=7.4, й=1.2, к=3.5, л=4.4,
               м=3.2, н=6.7, о=11.0, п=2.8, р=4.7, с=5.5, т=6.3, у=2.6, ф=.3, х=1.0, ц=.5, ч=1.4, ш=.7, щ=.4,
               ъ=.04, ы=1.9, ь=1.7, э=.3, ю=.6, я=2.0)
TURKISH = dict(ç=1.5, ğ=1.2, ı=5.1, ö=.8, ş=1.8, ü=1.9, â=.1, î=.05)
GERMAN = dict(ä=.6, ö=.4, ü=1.0, ß=.3)
FRENCH = dict(à=.5, â=.1, ç=.1, é=1.5, è=.3, ê=.2, ë=.01, î=.05, ï=.01, ô=.02, ù=.06, û=.06)
SPANISH = dict(á=.5, é=.4, í=.7, ñ=.3, ó=.8, ú=.2, ü=.01)
PORTUGUESE = dict(à=.1, á=.5, â=.2, ã=.7, ç=.5, é=.3, ê=.4, í=.2, ó=.3, ô=.1, õ=.1, ú=.2)
# fmt: on
LANGUAGES = {
    "cp1250": (POLISH, SLOVAK, CZECH),
    "cp1251": (RUSSIAN,),
    "cp1254": (TURKISH,),
    "cp1252": (GERMAN, FRENCH, SPANISH, PORTUGUESE),
}
UNKNOWN_LETTER = 1e-5
SIGN = 1e-2
COMMON_SIGNS = set("«»„“”‘’–—…•№°§€£©®™·¿¡ºª ")
SAMPLE_BYTES = 400_000


def decode(content: bytes) -> str:
    """The text of a file; Refused where the bytes can't be text."""
    text = content.decode(encoding_of(content), errors="replace").removeprefix("\ufeff")
    if "\0" in text:
        raise Refused(
            _(
                "The file isn't text: it holds zero bytes. It may be damaged, or of another kind "
                "than its name says. Save it as .xlsx or .csv and load that."
            )
        )
    return text


def encoding_of(content: bytes) -> str:
    """The name of the likeliest encoding."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    if _fits(content, "utf-8") and b"\0" not in content:
        return "utf-8"
    return _wide(content[:SAMPLE_BYTES]) or _code_page(content[:SAMPLE_BYTES])


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in most languages' tables nearly every second byte is zero."""
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) < len(sample) * 0.15 or min(zeros) > max(zeros) * 0.1:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _code_page(sample: bytes) -> str:
    fitting = [page for page in LANGUAGES if _fits(sample, page)]
    if not fitting:
        return "latin-1"
    return max(fitting, key=lambda page: _likelihood(sample.decode(page), page))


def _likelihood(text: str, page: str) -> float:
    """The mean log-probability of the signs beyond ASCII in the likeliest language of a code page."""
    signs = Counter(sign for sign in text.replace("İ", "ı").lower() if sign > "\x7f")
    return max(_mean_logarithm(signs, letters) for letters in LANGUAGES[page])


def _mean_logarithm(signs: Counter[str], letters: dict[str, float]) -> float:
    whole = sum(letters.values())
    total = sum(count * log(_probability(sign, letters, whole)) for sign, count in signs.items())
    return total / signs.total() if signs else 0


def _probability(sign: str, letters: dict[str, float], whole: float) -> float:
    if sign in letters:
        return letters[sign] / whole
    return SIGN if sign in COMMON_SIGNS else UNKNOWN_LETTER
