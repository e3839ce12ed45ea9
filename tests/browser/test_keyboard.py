"""Every main path with the keyboard alone, and at each step a ring that is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import FileChooser, Page, TimeoutError, expect

from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import SECTIONS, SELF_ASSESSMENT
from data.store import open_round
from data.store.connection import Store
from tests.browser.accessible import without_ring
from tests.browser.driving import OPENINGS, SECONDS, open_page, settle
from tests.browser.server import serve

# Steps of the tabulator until something must be reached.
FAR = 90
ANSWERS = "Date,CSAT\n" + "".join(f"{day}/03/2025,{day % 5 + 1}\n" for day in range(13, 29))
# Whether what has the keyboard is of a role and a name; the icon in front of a name counts as no part of it.
REACHED = """([role, name]) => {
  const part = document.activeElement;
  const roles = {A: 'link', BUTTON: 'button', SUMMARY: 'button', INPUT: 'textbox', MAIN: 'main'};
  const words = part.cloneNode(true);
  words.querySelectorAll?.('[data-testid="stIconMaterial"]').forEach(icon => icon.remove());
  const told = (part.getAttribute('aria-label') || words.textContent || '').trim();
  return (part.getAttribute('role') || roles[part.tagName]) === role && told.startsWith(name);
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, sample_file: Path) -> Iterator[tuple[str, Round]]:
    """The address of a PolicyPulse with the sample company, and an open round in it."""
    folder = tmp_path_factory.mktemp("server")
    copy(sample_file, folder / "policypulse.duckdb")
    store = Store(folder / "policypulse.duckdb")
    days = (date.today(), date.today() + timedelta(7))
    found = open_round(store, SELF_ASSESSMENT.key, ["Repairs"], days)
    store.close()
    with serve(folder) as url:
        yield url, found


def reach(page: Page, role: str, name: str) -> Page:
    """Go on by the tabulator to what is of a role and a name; each step on the way shows where one is."""
    for _step in range(FAR):
        page.keyboard.press("Tab")
        assert without_ring(page) == ""
        if page.evaluate(REACHED, [role, name]):
            return page
    raise AssertionError(f"the keyboard never reaches the {role} {name!r}")


def use(page: Page, role: str, name: str, *keys: str) -> Page:
    """Reach something, press keys on it, and wait for what comes of it."""
    reach(page, role, name)
    for key in keys or ("Enter",):
        page.keyboard.press(key)
    return settle(page)


def go(page: Page, section: str, name: str) -> Page:
    """Go to a page by the lists above."""
    reach(page, "button", section)
    page.keyboard.press("Enter")
    wanted = page.get_by_role("menuitem", name=name, exact=True)
    wanted.wait_for(timeout=SECONDS)
    for _step in range(wanted.locator("xpath=..").get_by_role("menuitem").count() + FAR // 3):
        if wanted.evaluate("part => part.contains(document.activeElement)"):
            break
        page.keyboard.press("ArrowDown")
        assert without_ring(page) == ""
    page.keyboard.press("Enter")
    return settle(page)


def asked(page: Page) -> FileChooser:
    """What the button that has the keyboard asks for files by; while a page is drawn it asks for none."""
    for _attempt in range(OPENINGS):
        try:
            with page.expect_file_chooser(timeout=5_000) as chooser:
                page.keyboard.press("Enter")
            return chooser.value
        except TimeoutError:
            settle(page)
    raise AssertionError("no file is asked for")


def test_results_are_reached_filtered_and_looked_at_by_the_keyboard(
    page: Page, served: tuple[str, Round]
) -> None:
    open_page(page, served[0])
    use(page, "link", "Skip to main content")
    assert page.evaluate(REACHED, ["main", ""])
    page.reload()
    settle(page)
    reach(page, "combobox", "Period")
    page.keyboard.type("All data")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("period=all"))
    settle(page)
    use(page, "link", "Trend")
    expect(page).to_have_url(re.compile("trend.*kpi=csat"))
    use(page, "radio", "Values", "ArrowRight", "Space")
    expect(page.get_by_text("The band is what is usual")).to_be_visible()
    use(page, "radio", "Channel", "ArrowRight", "Space")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()


def test_a_file_is_loaded_and_a_target_saved_by_the_keyboard(
    page: Page, served: tuple[str, Round], tmp_path: Path
) -> None:
    file = tmp_path / "answers of march.csv"
    file.write_text(ANSWERS, "utf-8")
    open_page(page, served[0])
    go(page, "Work", "Upload")
    reach(page, "button", "Upload")
    asked(page).set_files(str(file))
    page.locator("h2", has_text=file.name).wait_for(timeout=SECONDS)
    settle(page)
    use(page, "button", "Load 16 rows")
    expect(page.get_by_text("It feeds:")).to_be_visible()
    go(page, "Work", "Policy and targets")
    use(page, "tab", "", "ArrowRight")
    reach(page, "combobox", "KPI")
    page.keyboard.type("Speed of answer")
    page.keyboard.press("Enter")
    settle(page)
    use(page, "textbox", "Value in", "3", "0", "Enter")
    use(page, "button", "Save the target")
    expect(page.get_by_role("button", name="Save the target")).to_be_disabled()


def test_a_member_answers_by_the_keyboard_in_the_dark(page: Page, served: tuple[str, Round]) -> None:
    page.emulate_media(color_scheme="dark")
    url, found = served
    open_page(page, f"{url}/self_assessment?round={found.token}&team=Repairs")
    for statement in SECTIONS[0].statements:
        group = page.get_by_role("radiogroup", name=statement.asks.said)
        while not group.evaluate("part => part.contains(document.activeElement)"):
            page.keyboard.press("Tab")
            assert without_ring(page) == ""
        for key in ("ArrowRight", "ArrowRight", "Space"):
            page.keyboard.press(key)
        expect(group.get_by_role("radio", checked=True)).to_have_count(1)
    use(page, "button", "Next section")
    expect(page.get_by_role("heading", name=SECTIONS[1].name.said)).to_be_visible()
