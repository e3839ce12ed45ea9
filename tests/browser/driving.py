"""What a person does on a page: waiting until it stands, dropping files, choosing, typing a day."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError

SECONDS = 30_000
STILL = """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-stale="true"]')
  && !document.querySelector('[data-testid="stSkeleton"]')"""


def settle(page: Page) -> Page:
    """Wait until the page has run to its end and nothing on it is old."""
    page.wait_for_function(STILL, timeout=SECONDS)
    # A click reaches the server a moment after it is made.
    page.wait_for_timeout(500)
    page.wait_for_function(STILL, timeout=SECONDS)
    return page


def open_page(page: Page, url: str) -> Page:
    """Open an address and wait for the page."""
    page.goto(url)
    page.get_by_test_id("stMain").locator("h1, h2").first.wait_for(timeout=SECONDS)
    return settle(page)


# Resolved when the page begins to run, or has run already: before, it would look settled.
_TURN = """([address, patience]) => new Promise((begun, failed) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const main = document.querySelector('[data-testid="stMain"]');
  const seen = new MutationObserver(() => { seen.disconnect(); begun(); });
  seen.observe(app, {attributeFilter: ['data-test-script-state']});
  seen.observe(main, {childList: true, subtree: true});
  setTimeout(() => failed(`${address} never began to run`), patience);
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
})"""


def turn_to(page: Page, address: str) -> Page:
    """Go to another address of the app as the browser's arrows do, which takes less than to load all anew."""
    page.evaluate(_TURN, [f"/{address}", SECONDS])
    return settle(page)


def whole_height(page: Page) -> int:
    """How high the window must be to show all of the page."""
    return page.get_by_test_id("stMain").evaluate("part => part.scrollHeight") + 60


def follow(page: Page, name: str) -> Page:
    """Go to a page by the lists above, one a section."""
    sections = page.get_by_test_id("stTopNavSection")
    link = page.get_by_role("menuitem", name=name, exact=True)
    sections.first.wait_for(timeout=SECONDS)
    for at in range(sections.count()):
        sections.nth(at).click()
        page.get_by_role("menuitem").first.wait_for(timeout=SECONDS)
        if link.count():
            break
        page.keyboard.press("Escape")
    link.click()
    return settle(page)


def drop(page: Page, *files: Path) -> Page:
    """Drop files on the upload page."""
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(file) for file in files])
    for file in files:
        page.locator("h2", has_text=file.name).wait_for(timeout=SECONDS)
    return settle(page)


def press(page: Page, name: str) -> Page:
    """Press a button."""
    page.get_by_test_id("stMain").get_by_role("button", name=name).click()
    return settle(page)


OPENINGS = 4


def choose(page: Page, label: str, option: str) -> Page:
    """Choose an option of a list by its label, typed, as a long list holds only those in sight.

    A page that is still being drawn closes an open list.
    """
    wanted = page.get_by_role("option", name=option, exact=True)
    for _attempt in range(OPENINGS):
        settle(page)
        page.get_by_role("combobox", name=label).last.click()
        page.keyboard.type(option)
        try:
            wanted.click(timeout=5_000)
            return settle(page)
        except TimeoutError:
            page.keyboard.press("Escape")
    raise AssertionError(f"the list {label!r} never offered {option!r}")


def fill(page: Page, field: Locator, text: str) -> Page:
    """Type into a field, in place of what stands there."""
    field.fill(text)
    field.press("Enter")
    return settle(page)
