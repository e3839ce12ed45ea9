"""A team assesses its service on its phones: answers outlast a reload, several at once are all counted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from secrets import token_hex

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data import language
from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import SECTIONS, SELF_ASSESSMENT
from data.store import open_round, submit
from data.store.connection import Store
from tests.browser.driving import SECONDS, choose, open_page, press
from tests.browser.server import serve

STATEMENTS = SELF_ASSESSMENT.statements
# A row a section.
ANSWERS = ((3, 4, 5, 2), (4, 4, 4, 3), (2, 2, 5), (3, 3, 3), (5, 4, 4), (1, 2, 2, 3, 3), (3, 4, 5))
TOTAL = sum(sum(scores) / len(scores) for scores in ANSWERS)
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
def phones(chromium: Browser, locale: str) -> Iterator[list[BrowserContext]]:
    """Browsers as wide as a phone, each of which keeps what is its own."""
    found = [
        chromium.new_context(viewport={"width": 390, "height": 844}, locale=locale, has_touch=True)
        for _member in OTHERS
    ]
    yield found
    for context in found:
        context.close()


def come(phone: BrowserContext, opened: tuple[str, Round]) -> Page:
    """A member opens the link of the team North; what the page shows is waited for later."""
    url, found = opened
    page = phone.new_page()
    page.goto(f"{url}/self_assessment?round={found.token}&team=North", wait_until="commit")
    return page


def answer(page: Page, number: int, scores: Sequence[int]) -> None:
    """Tap an answer to each statement of a section, once it is in sight."""
    section = SECTIONS[number - 1]
    page.get_by_role("heading", name=section.name.said).wait_for(timeout=SECONDS)
    for statement, score in zip(section.statements, scores, strict=True):
        asked = page.get_by_role("radiogroup", name=statement.asks.said)
        asked.get_by_role("radio", name=str(score)).click()


def fill(page: Page, first: int, *answers: Sequence[int]) -> None:
    """Answer sections from one on, and go on to the next after each but the last of all."""
    for number, scores in enumerate(answers, first):
        answer(page, number, scores)
        if number < len(SECTIONS):
            page.get_by_role("button", name="Ďalšia oblasť").click()


def almost_done(phone: BrowserContext, found: Round, score: int) -> None:
    """Let a phone have kept the answers of a member to all statements but the last."""
    written = str(score) * (len(STATEMENTS) - 1)
    note = {"team": "North", "seal": token_hex(16), "answers": written.ljust(len(STATEMENTS), ".")}
    kept = (f"policypulse.{found.token}", json.dumps(note))
    phone.add_init_script(f"localStorage.setItem(...{json.dumps(kept)})")


@pytest.mark.parametrize("locale", ["sk-SK"])
def test_a_slovak_member_answers_on_a_phone_and_the_manager_counts_one(
    phones: list[BrowserContext], opened: tuple[str, Round], page: Page
) -> None:
    language.choose("sk")
    phone = come(phones[0], opened)
    fill(phone, 1, *ANSWERS[:3])
    expect(phone.get_by_test_id("stTopNavSection").or_(phone.get_by_test_id("stSidebar"))).to_have_count(0)
    expect(phone.get_by_text("Oblasť 4 z 7, zodpovedané 11 z 25")).to_be_in_viewport()
    phone.reload()
    expect(phone.get_by_text("Oblasť 4 z 7, zodpovedané 11 z 25")).to_be_visible()
    fill(phone, 4, *ANSWERS[3:])
    phone.get_by_role("button", name="Odoslať moje odpovede").click()
    main = phone.get_by_test_id("stMain")
    total = f"{TOTAL:.1f}".replace(".", ",") + " z 35"
    expect(main).to_contain_text(f"Servis je dostatočný: {total}")
    expect(main).to_contain_text("zatiaľ 1 odpoveď")
    phone.reload()
    expect(main).to_contain_text(total)
    expect(main.get_by_role("radiogroup")).to_have_count(0)
    again = come(phones[0], opened)
    expect(again.get_by_role("button", name="Začať odznova")).to_be_visible()
    expect(again.get_by_role("radiogroup")).to_have_count(0)
    # Whoever comes next on this device sees the team's total, and nothing of the answers before.
    told = f"Priemerný celkový výsledok je zatiaľ {total} (1 odpoveď)"
    expect(again.get_by_test_id("stMain")).to_contain_text(told)
    expect(again.locator(".js-plotly-plot")).to_have_count(0)
    manager = open_page(page, f"{opened[0]}/assessment_results?of_team=North")
    expect(manager.get_by_role("heading", level=1)).to_contain_text("zatiaľ 1 odpoveď")


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
    mean = (TOTAL + sum(7 * score for score in OTHERS)) / 6
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
