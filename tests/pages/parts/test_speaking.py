"""The language of a visit: chosen in sight, kept over pages and in the link, never another visitor's."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from data import language
from data.store import Store
from pages.parts import kept
from tests.pages.visiting import go, run, text, visit
from tests.source import modules, name

CYRILLIC = re.compile("[А-Яа-яЁё]{3}")


def speak(at: AppTest, spoken: str) -> AppTest:
    """The same page in another language; what stands in for the browser words its choices by itself."""
    at.selectbox(key="lang").set_value(spoken)
    at = run(at)
    language.choose(spoken)
    return at


def test_the_language_is_kept_over_pages_and_in_the_link_and_reaches_no_other_visit(
    shown_sample: Store,
) -> None:
    at = visit("pages/targets.py", by="quarter", lang="tlh")
    assert (at.selectbox(key="lang").value, "lang" in at.query_params) == ("en", False)
    at = go(speak(at, "ru"), "pages/overview.py")
    assert (at.query_params["lang"], at.query_params["by"]) == ("ru", "quarter")
    assert at.sidebar.selectbox(key="period").label == "Период"
    assert CYRILLIC.search(at.title[0].value)
    language.choose("en")
    # The same view, kept from the visit before.
    found = text(visit(by="quarter")).replace("Русский", "")
    assert not CYRILLIC.search(found)
    language.choose("ru")
    at = visit("pages/targets.py", lang="ru")
    assert CYRILLIC.search(at.title[0].value)
    assert "lang" not in speak(at, "en").query_params


def test_all_that_pages_keep_is_kept_by_language() -> None:
    keeping = [name(path) for path in modules("pages") if "lru_cache" in path.read_text("utf-8")]
    assert keeping == ["pages/parts/kept.py"]


def test_an_answer_with_words_is_kept_once_a_language() -> None:
    asked: list[str] = []

    @kept.kept(2)
    def worded(number: int) -> str:
        asked.append(language.current())
        return f"{number} {language.gettext('Language')}"

    @kept.kept_wordless(2)
    def counted(number: int) -> int:
        asked.append("wordless" if language.is_wordless() else "")
        return number

    for spoken in ("en", "ru", "en"):
        language.choose(spoken)
        assert (worded(1), counted(1)) == (f"1 {language.gettext('Language')}", 1)
    assert asked == ["en", "wordless", "ru"]
