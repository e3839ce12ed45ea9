"""The report as a page of its own in a real browser: on paper, on a phone, in the dark."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

from metrics.report.formats import FORMATS
from tests.metrics.report import made

# The summary by itself; all that follows it flows, so that no page is left half empty.
PAGES = 1 + 6
A4 = (595, 842)


def test_the_report_flows_over_pages_of_paper_and_fits_a_phone_in_the_dark(
    page: Page, tmp_path: Path
) -> None:
    place = tmp_path / "report.html"
    place.write_bytes(FORMATS["html"].written(made.report()))
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.goto(place.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("svg.narrow").first.is_visible()
    assert not page.locator("svg.wide").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 29)"
    assert page.locator("script, [src^=http], [href^=http]").count() == 0
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == PAGES
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {A4}
