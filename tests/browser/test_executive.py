"""A link that an executive was sent: the verdict in the reader's language, and the same numbers as slides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.driving import follow, open_page, settle
from tests.browser.server import serve

# Milliseconds until the slides are made, on a machine that does other things besides.
MAKING = 120_000
# Spaces of any width are one.
SPACES = re.compile(r"\s+")
PERCENT = re.compile(r"\d+,\d ?%")


@pytest.fixture(scope="module")
def sample_url(tmp_path_factory: pytest.TempPathFactory, sample_file: Path) -> Iterator[str]:
    """The address of a PolicyPulse with the sample company."""
    folder = tmp_path_factory.mktemp("server")
    copy(sample_file, folder / "policypulse.duckdb")
    with serve(folder) as url:
        yield url


def even(text: str) -> str:
    return SPACES.sub(" ", text.replace("\u2060", ""))


def slides(place: Path) -> list[str]:
    """The words of each slide, those of its tables as well; every word of them is marked as Russian."""
    found: list[str] = []
    for slide in Presentation(str(place)).slides:
        assert {run.get("lang") for run in slide._element.xpath(".//a:r/a:rPr")} == {"ru-RU"}
        found.append(even(" ".join(text.text or "" for text in slide._element.xpath(".//a:t"))))
    return found


@pytest.mark.parametrize("locale", ["ru-RU"])
def test_a_russian_executive_takes_what_the_link_shows_along_as_slides(
    page: Page, sample_url: str, tmp_path: Path
) -> None:
    open_page(page, f"{sample_url}/trend?kpi=csat&branch=North&branch=South&period=days&to=2025-11-30")
    main = page.get_by_test_id("stMain")
    verdict = even(main.get_by_role("heading", level=1).inner_text())
    assert re.match(r"Удовлетворённость клиентов \(CSAT\): .*1 мар", verdict), verdict
    expect(main.get_by_text("Отбор: ")).to_contain_text("North, South")
    before_and_since = PERCENT.findall(even(main.get_by_text(re.compile("с тех пор —")).first.inner_text()))
    follow(page, "Отчёт")
    main.get_by_role("radio", name="Слайды PowerPoint").click()
    settle(page)
    main.get_by_role("button", name="Составить отчёт").click()
    button = main.get_by_test_id("stDownloadButton").get_by_role("button")
    button.wait_for(timeout=MAKING)
    with page.expect_download() as download:
        button.click()
    download.value.save_as(tmp_path / "slides.pptx")
    opening, *others = slides(tmp_path / "slides.pptx")
    (of_kpi,) = [words for words in others if verdict in words]
    assert len(before_and_since) == 2
    assert all(value in of_kpi for value in before_and_since)
    for words in (opening, of_kpi):
        assert "North, South" in words
        assert "30 ноя" in words
