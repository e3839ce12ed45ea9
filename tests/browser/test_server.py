"""The server and the guarded page that tests in a browser stand on."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import is_outside
from tests.browser.server import serve

GREETING = 'import os, streamlit as st\nst.text("Store: " + os.environ["POLICYPULSE_DB"])\n'


def script(folder: Path, source: str) -> Path:
    path = folder / "script.py"
    path.write_text(source, encoding="utf-8")
    return path


def test_a_page_is_served_with_a_store_of_its_own(tmp_path: Path, page: Page) -> None:
    with serve(tmp_path, script(tmp_path, GREETING)) as url:
        page.goto(url)
        expect(page.get_by_text(f"Store: {tmp_path / 'policypulse.duckdb'}")).to_be_visible()


def test_a_picture_from_another_machine_is_noticed_and_not_fetched(
    tmp_path: Path, page: Page, asked: list[str]
) -> None:
    remote = "https://pictures.example/a.png"
    with serve(tmp_path, script(tmp_path, f'import streamlit as st\nst.markdown("![a]({remote})")\n')) as url:
        with page.expect_event("requestfailed", lambda request: request.url == remote):
            page.goto(url)
        assert asked == [remote]
    asked.clear()


def test_an_error_on_a_page_fails_the_test_that_caused_it(tmp_path: Path, page: Page) -> None:
    with (
        pytest.raises(AssertionError, match="ZeroDivisionError"),
        serve(tmp_path, script(tmp_path, "1 / 0\n")) as url,
    ):
        page.goto(url)
        expect(page.get_by_test_id("stException")).to_be_visible()
        expect(page.get_by_text("ZeroDivisionError")).to_have_count(0)


def test_a_script_that_is_not_there_is_told_with_the_servers_words(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="does not exist"), serve(tmp_path, tmp_path / "absent.py"):
        pass


@pytest.mark.parametrize(
    "url, outside",
    [
        ("http://127.0.0.1:8501/static/a.js", False),
        ("ws://127.0.0.1:8501/_stcore/stream", False),
        ("data:image/png;base64,AAAA", False),
        ("blob:http://127.0.0.1:8501/0", False),
        ("https://data.streamlit.io/metrics.json", True),
        ("wss://other.example/stream", True),
    ],
)
def test_only_addresses_on_other_machines_are_outside(url: str, outside: bool) -> None:
    assert is_outside(url) is outside
