"""A team assesses its service on its phones: answers outlast a reload, several at once are all counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from secrets import token_hex

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import SECTIONS, SELF_ASSESSMENT
from data.store import open_round, submit
from data.store.connection import Store
from tests.browser.driving import SECONDS, choose, open_page, press
from tests.browser.server import serve

STATEMENTS = SELF_ASSESSMENT.statements
OTHERS = (2, 3, 4, 5, 5)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Round]]:
    """The address of a server whose store has an open round; two of the team South have answered."""
    folder = tmp_path_factory.mktemp("server")
    store = Store(folder / "policypulse.duckdb")
    days = (date.today(), date.today() + timedelta(7))
    found = open_round(store, SELF_ASSESSMENT.key, ["North", "South"], days)
    for score in (1, 5):
        submit(store, found.token, "South", {one.key: score for one in STATEMENTS}, f"{score}" * 16)
    store.close()
    with serve(folder) as url:
        yield url, found


@pytest.fixture
def phones(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Browsers as wide as a phone, each of which keeps what is its own."""
    found = [
        chromium.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True)
        for _member in OTHERS
    ]
    yield found
    for context in found:
        context.close()


def come(phone: BrowserContext, opened: tuple[str, Round]) -> Page:
    """A member opens the link of the team North; what the page shows is waited for later."""
    url, found = opened
    page = phone.new_page()
    page.goto(f"{url}/self_assessment?round={found.token}&team=North&lang=en", wait_until="commit")
    return page


def answer(page: Page, number: int, score: int) -> None:
    """Tap an answer to each statement of a section, once it is in sight."""
    section = SECTIONS[number - 1]
    page.get_by_role("heading", name=section.name.said).wait_for(timeout=SECONDS)
    for statement in section.statements:
        asked = page.get_by_role("radiogroup", name=statement.asks.said)
        asked.get_by_role("radio", name=str(score)).click()


def fill(page: Page, first: int, *scores: int) -> None:
    """Answer sections from one on, and go on to the next after each but the last of all."""
    for number, score in enumerate(scores, first):
        answer(page, number, score)
        if number < len(SECTIONS):
            page.get_by_role("button", name="Next section").click()


def almost_done(phone: BrowserContext, found: Round, score: int) -> None:
    """Let a phone have kept the answers of a member to all statements but the last."""
    written = str(score) * (len(STATEMENTS) - 1)
    note = {"team": "North", "seal": token_hex(16), "answers": written.ljust(len(STATEMENTS), ".")}
    kept = (f"policypulse.{found.token}", json.dumps(note))
    phone.add_init_script(f"localStorage.setItem(...{json.dumps(kept)})")


def test_a_member_answers_on_a_phone(phones: list[BrowserContext], opened: tuple[str, Round]) -> None:
    page = come(phones[0], opened)
    fill(page, 1, 3, 4, 2)
    expect(page.get_by_test_id("stTopNavSection").or_(page.get_by_test_id("stSidebar"))).to_have_count(0)
    expect(page.get_by_text("Section 4 of 7, 11 of 25 answered")).to_be_in_viewport()
    page.reload()
    expect(page.get_by_text("Section 4 of 7, 11 of 25 answered")).to_be_visible()
    fill(page, 4, 3, 4, 2, 3)
    page.get_by_role("button", name="Send my answers").click()
    main = page.get_by_test_id("stMain")
    # 3 + 4 + 2 + 3 + 4 + 2 + 3
    expect(main).to_contain_text("Service is adequate: 21.0 of 35")
    expect(main).to_contain_text("1 answer so far")
    page.reload()
    expect(main).to_contain_text("21.0 of 35")
    expect(main.get_by_role("radiogroup")).to_have_count(0)
    again = come(phones[0], opened)
    expect(again.get_by_role("button", name="Start anew")).to_be_visible()
    expect(again.get_by_role("radiogroup")).to_have_count(0)
    # Whoever comes next on this device sees the team's total, and nothing of the answers before.
    expect(again.get_by_test_id("stMain")).to_contain_text("After 1 answer the mean total is 21.0 of 35")
    expect(again.locator(".js-plotly-plot")).to_have_count(0)


def test_five_at_once_are_all_counted_and_two_stay_a_total(
    phones: list[BrowserContext], opened: tuple[str, Round]
) -> None:
    url, found = opened
    for phone, score in zip(phones, OTHERS, strict=True):
        almost_done(phone, found, score)
    pages = [come(phone, opened) for phone in phones]
    for page, score in zip(pages, OTHERS, strict=True):
        last = page.get_by_role("radiogroup", name=STATEMENTS[-1].asks.said)
        last.get_by_role("radio", name=str(score)).click(timeout=SECONDS)
    for page in pages:
        page.get_by_role("button", name="Send my answers").click()
    for page, score in zip(pages, OTHERS, strict=True):
        expect(page.get_by_test_id("stMain")).to_contain_text(f"{7 * score}.0 of 35")
    mean = (21 + sum(7 * score for score in OTHERS)) / 6
    pages[0].reload()
    expect(pages[0].get_by_test_id("stMain")).to_contain_text(f"After 6 answers the mean total is {mean:.1f}")
    manager = open_page(pages[0], f"{url}/assessment_results")
    title = manager.get_by_role("heading", level=1)
    expect(title).to_contain_text("8 answers so far")
    press(manager, "End the round and see the results")
    manager.get_by_role("button", name="End it now").first.click()
    # Of South, with two answers, nothing goes into what is told of all.
    expect(title).to_contain_text(f"{mean:.1f} of 35")
    choose(manager, "Team", "South")
    expect(title).to_contain_text("21.0 of 35")
    expect(manager.locator(".js-plotly-plot")).to_have_count(0)
