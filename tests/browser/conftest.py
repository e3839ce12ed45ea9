"""A real Chromium before a real server, with nothing asked of any other machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium as places
from tests.browser.driving import SECONDS
from tests.browser.server import HOST, serve

OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)


# Several work abreast: what takes a moment alone may take many.
expect.set_options(timeout=SECONDS)


# Playwright keeps an event loop running in the thread, so it must end with the module:
# later tests of the same worker may need a loop of their own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The machine's browser, without a window."""
    place = places.find()
    if place is None:
        pytest.fail(places.ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=list(OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PolicyPulse that the tests of a module share; its store begins empty."""
    with serve(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture
def fresh_app_url(tmp_path: Path) -> Iterator[str]:
    """The address of a PolicyPulse of this test's own, with an empty store."""
    with serve(tmp_path) as url:
        yield url


def is_outside(url: str) -> bool:
    """Whether an address leads to another machine."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != HOST


@pytest.fixture
def asked(chromium: Browser) -> list[str]:
    """The addresses on other machines that the page of this test has asked for."""
    return []


@pytest.fixture
def locale() -> str:
    """The language and country that the browser asks for; a test may have another by a parameter."""
    return "en-GB"


@pytest.fixture
def page(chromium: Browser, asked: list[str], locale: str) -> Iterator[Page]:
    """An empty tab of a reader's browser; the test fails if it asks anything of another machine."""

    def note(url: str) -> None:
        if is_outside(url):
            asked.append(url)

    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale=locale)
    context.on("request", lambda request: note(request.url))
    tab = context.new_page()
    tab.on("websocket", lambda connection: note(connection.url))
    yield tab
    context.close()
    assert not asked, f"The page asked other machines: {asked}"
