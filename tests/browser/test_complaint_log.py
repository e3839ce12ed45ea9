"""A company without any file: a complaint recorded, resolved and called back about in the page."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.driving import follow, open_page, press, settle


def moment(page: Page, column: str, day: date, time: str) -> None:
    """Type the day and the time of day of a field, each part after the other."""
    for name, digits in (("day", f"{day:%d%m%Y}"), ("time", time)):
        page.locator(f"[class*='_{column}_{name}']").get_by_role("spinbutton").first.click()
        page.keyboard.type(digits)
        page.keyboard.press("Escape")


def record(page: Page, received: date) -> None:
    press(page, "Record a complaint")
    nature = page.get_by_role("combobox", name="Nature of the complaint")
    nature.fill("Billing")
    nature.press("Enter")
    page.get_by_role("textbox", name="Description").fill("Charged twice\nfor March")
    moment(page, "received_at", received, "1000")
    press(page, "Save the complaint")
    expect(page.get_by_text("Saved as complaint L-1.")).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_contain_text("Billing")


def resolve(page: Page, resolved: date) -> None:
    """Resolve the complaint; its customer stays unhappy."""
    press(page, "Change it")
    moment(page, "resolved_at", resolved, "1200")
    score = page.get_by_role("spinbutton", name="Satisfaction score")
    score.fill("1")
    score.press("Tab")
    press(page, "Save the complaint")
    changed = f"Resolved on: – → {resolved.day} {resolved:%b %Y}, 12:00"
    expect(page.get_by_test_id("stMain")).to_contain_text(changed)


def call_back(page: Page) -> None:
    follow(page, "Work list")
    title = page.get_by_test_id("stMain").get_by_role("heading", level=1)
    expect(title).to_have_text("To do: 1 unhappy customer to call back")
    press(page, "Mark as done")
    page.get_by_role("textbox", name="Note").fill("Apologised")
    page.get_by_role("button", name="Done", exact=True).click()
    settle(page)
    expect(title).not_to_contain_text("call back")
    expect(page.get_by_test_id("stMain")).to_contain_text("Apologised")


def test_a_complaint_is_recorded_resolved_and_called_back_about(page: Page, fresh_app_url: str) -> None:
    open_page(page, fresh_app_url)
    page.get_by_test_id("stMain").get_by_role("link", name="Record complaints in the page").click()
    settle(page)
    received = date.today() - timedelta(days=4)
    record(page, received)
    resolve(page, date.today() - timedelta(days=3))
    follow(page, "Overview")
    if received.month == date.today().month:
        # The log vouches for the days since it was begun, today: in another month nothing is counted.
        expect(page.locator(".st-key-card_complaints")).to_contain_text("1")
    expect(page.locator(".st-key-card_resolution_time")).to_contain_text("26.0 hours")
    call_back(page)
