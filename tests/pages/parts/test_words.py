"""Words from files and people lose what Markdown would make of them, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.words import plain


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Chat", "Chat"),
        ("Żółć и Ёж", "Żółć и Ёж"),
        ("**x**", r"\*\*x\*\*"),
        ("<img src=x>", r"\<img src\=x\>"),
        ("[a](http://e.com)", "\\[a\\]\\(http\u2060\\://e\\.com\\)"),
        ("$y$", r"\$y\$"),
        (":red[z] :smile: :material/home:", r"\:red\[z\] \:smile\: \:material/home\:"),
        ("# 1. - +", r"\# 1\. \- \+"),
        ("a\n\n# b\t c", r"a \# b c"),
        ("~~s~~ `c` a_b_c a|b", r"\~\~s\~\~ \`c\` a\_b\_c a\|b"),
        ("&amp; x@y.com", "\\&amp; x\u2060\\@y\\.com"),
        # What keeps a number and its unit in one line stays.
        ("9\u00a0950 is 95\u00a0%\n\u00a0", "9\u00a0950 is 95\u00a0%"),
        ("", ""),
    ],
)
def test_markup_is_escaped(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_taking_the_escapes_away_gives_the_text_on_one_line(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", plain(text)).replace("\u2060", "")
    assert shown.split() == text.replace("\u2060", "").split()
    assert not re.search(r"[^\S \u00a0\u202f]", shown)


@given(st.text(alphabet="*_[]()<>#$`:ab \\"))
def test_no_sign_of_markup_stands_without_its_escape(text: str) -> None:
    assert re.fullmatch(r"(?:\\[*_\[\]()<>#$`:\\]|[ab ])*", plain(text).replace("\u2060", ""))
