"""How wide the letters of the slides are: Arial's advance widths, for English, Russian, Polish and Slovak.

Source: the font's ``hmtx`` table; Liberation Sans has the same widths, https://github.com/liberationfonts
"""

from __future__ import annotations

from functools import cache
from math import ceil

# Width in thousandths of the letters' height -> the letters that are so wide.
_REGULAR = {
    191: "'",
    222: "ijlĺł‘’",
    260: "|",
    278: " !,./:;I[\\]ft·Íí",
    292: "ľ",
    333: "()-`rŕ“”„",
    334: "{}",
    350: "•",
    355: '"',
    365: "г",
    375: "ť",
    389: "*",
    400: "°",
    438: "к",
    458: "зт",
    469: "^",
    500: "Jcksvxyzýćčśšźżžсух",
    510: "э",
    521: "чь",
    531: "в",
    542: "Гпя",
    549: "±≤≥",
    552: "н",
    556: "#$0123456789?L_abdeghnopqu«»áäéóôúąęĹĽŁńňаеорё–€",
    559: "ий",
    573: "бц",
    583: "К",
    584: "+<=>~×дл−",
    604: "З",
    611: "FTZŤŹŻŽТ",
    615: "ď",
    625: "ъ",
    635: "У",
    656: "БЛЬ",
    666: "Ч",
    667: "&ABEKPSVXYÁÄÉÝĄĘŚŠЁАВЕРХ",
    669: "ж",
    677: "Д",
    688: "м",
    719: "ИЙПЭы",
    722: "CDHNRUwÚĆČĎŃŇŔНСЯ",
    740: "Ц",
    750: "ю",
    760: "Ф",
    778: "GOQÓÔО",
    792: "Ъ",
    802: "ш",
    823: "фщ",
    833: "MmМ",
    885: "Ы",
    889: "%",
    916: "Ш",
    923: "Ж",
    938: "Щ",
    944: "W",
    1000: "—…←→",
    1010: "Ю",
    1015: "@",
    1073: "№",
}
_BOLD = {
    238: "'",
    278: " ,./I\\ijl·Ííĺł‘’",
    280: "|",
    333: "!()-:;[]`ft",
    350: "•",
    385: "ľ",
    389: "*r{}ŕ",
    400: "°",
    416: "г",
    474: '"',
    479: "ť",
    490: "т",
    497: "з",
    500: "zźżžк“”„",
    549: "±≤≥",
    552: "э",
    556: "#$0123456789J_aceksvxy«»áäéýąćčęśšаесухё–€",
    567: "Г",
    581: "ч",
    584: "+<=>^~×я−",
    604: "нп",
    610: "К",
    611: "?FLTZbdghnopquóôúĹĽŁńňŤŹŻŽТор",
    615: "вийць",
    618: "б",
    622: "У",
    626: "З",
    635: "дл",
    667: "EPSVXYÉÝĘŚŠЕРХ",
    669: "Ё",
    702: "Л",
    703: "Ч",
    709: "ж",
    711: "Э",
    712: "Д",
    719: "ďБИЙПЬЯ",
    722: "&ABCDHKNRUÁÄÚĄĆČĎŃŇŔАВНС",
    729: "ъ",
    730: "Ц",
    740: "м",
    778: "GOQwÓÔО",
    833: "MМ",
    834: "ш",
    844: "щ",
    854: "Фыю",
    870: "Ъ",
    875: "ф",
    889: "%m",
    904: "Ж",
    944: "W",
    975: "@",
    979: "Ы",
    1000: "—…←→",
    1005: "Ш",
    1019: "Щ",
    1031: "Ю",
    1115: "№",
}
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
# A letter that isn't among them may be as wide as this, and a picture or an ideograph as that.
_OTHER, _PICTURE = 700, 1150
_PICTURES = 0x2190
_THOUSAND = 1000
# Of an inch; and how much more loosely than they are wide programs set letters.
POINTS, _LOOSE = 72, 1.015
NO_BREAK = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


def letters_wide(text: str, *, is_bold: bool = False) -> float:
    """How wide a text is in one line, in heights of its letters."""
    return sum(_width(letter, is_bold) for letter in text) / _THOUSAND


def lines(text: str, size: float, width: float, *, is_bold: bool = False) -> int:
    """How many lines of a width in inches a text takes, in letters of a size in points."""
    room, space = width * POINTS / size / _LOOSE, letters_wide(" ", is_bold=is_bold)
    taken, used = 1, 0.0
    # A no-break space is a part of its word.
    for word in filter(None, text.replace("\n", " ").split(" ")):
        wide = letters_wide(word, is_bold=is_bold)
        if used and used + space + wide > room:
            taken, used = taken + 1, 0.0
        used += wide + (space if used else 0)
        more = max(0, ceil(used / room) - 1)
        taken, used = taken + more, used - more * room
    return taken


def breadth(text: str, size: float, *, is_bold: bool = False) -> float:
    """How wide a text is in one line, in inches, in letters of a size in points."""
    return letters_wide(text, is_bold=is_bold) * _LOOSE * size / POINTS


@cache
def _width(letter: str, is_bold: bool) -> int:
    known = _widths(is_bold).get(letter)
    if known is not None:
        return known
    return _PICTURE if ord(letter) >= _PICTURES else _OTHER


@cache
def _widths(is_bold: bool) -> dict[str, int]:
    told = _BOLD if is_bold else _REGULAR
    found = {letter: wide for wide, letters in told.items() for letter in letters}
    return found | dict.fromkeys(_SPACES, found[" "])
