"""An audit on a phone: begun with taps, taken up again after the page was reloaded, saved."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import open_page, press, settle


def tap(page: Page, standard: str, score: int) -> None:
    group = page.locator(f".st-key-standard_{standard}").get_by_role("radiogroup")
    group.get_by_role("radio", name=str(score), exact=True).tap()
    settle(page)


def name(page: Page, whom: str, auditor: str) -> None:
    team = page.get_by_role("combobox", name="Which one")
    team.fill(whom)
    team.press("Enter")
    settle(page)
    # Nobody has signed in, and the account of the server is no auditor.
    field = page.get_by_role("textbox", name="Auditor")
    expect(field).to_have_value("")
    field.fill(auditor)
    field.press("Tab")
    settle(page)


def test_an_audit_begun_on_a_phone_outlasts_a_reload(chromium: Browser, app_url: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB")
    page = open_page(context.new_page(), f"{app_url}/audit?audit=new")
    tap(page, "greeting", 4)
    tap(page, "needs", 2)
    note = page.get_by_role("textbox", name="Note on “Greeting by name”")
    note.fill("Warm")
    note.press("Tab")
    expect(page.get_by_text("6 of 10 points = 60 %")).to_be_visible()
    page.wait_for_function("() => Object.values(localStorage).some(kept => kept.includes('Warm'))")
    page.reload()
    expect(page.get_by_text("Taken up where you left off on this device.")).to_be_visible()
    expect(page.get_by_text("6 of 10 points = 60 %")).to_be_visible()
    expect(note).to_have_value("Warm")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    name(page, "Night shift", "Ada")
    press(page, "Save the audit")
    expect(page.get_by_text("is saved: 6 of 10 points")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('audit.new'))") == []
    press(page, "All audits")
    expect(page.get_by_role("tab", name="Audits")).to_be_visible()
    context.close()
