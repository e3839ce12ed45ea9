"""Workbooks taken from the pages of a real browser, filled in or mended, and loaded again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from data.store import open_store
from tests.browser.driving import drop, follow, open_page, press
from tests.browser.server import serve

ANSWERS = "Date;CSAT;Comment\n31/12/2025;4;fine\n03/04/2025;;=1+1\nsome day;5;late\n04/05/2025;2;slow\n"


def taken(page: Page, label: str, folder: Path) -> Path:
    """The file that a button gives, under its own name."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    place = folder / download.value.suggested_filename
    download.value.save_as(place)
    return place


def fill_in(place: Path, **cells: Any) -> None:
    book = openpyxl.load_workbook(place)
    sheet: Any = book.worksheets[0]
    for cell, value in cells.items():
        sheet[cell] = value
    book.save(place)


def test_a_template_is_refused_with_its_examples_and_loads_filled_in(
    page: Page, fresh_app_url: str, tmp_path: Path
) -> None:
    open_page(page, fresh_app_url)
    follow(page, "Upload")
    page.get_by_role("button", name="Templates to fill in").click()
    place = taken(page, "Survey answers", tmp_path)
    assert place.name == "policypulse-surveys-log.xlsx"
    page.keyboard.press("Escape")
    drop(page, place)
    expect(page.get_by_text("This is the template with its example rows alone.")).to_be_visible()
    page.reload()
    fill_in(place, D2=2)
    drop(page, place)
    expect(page.get_by_text("3 example rows of the template aren't counted.")).to_be_visible()
    press(page, "Load 1 row")
    expect(page.get_by_text("It feeds:")).to_be_visible()


def test_rows_left_out_are_mended_and_every_row_is_loaded_once(page: Page, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(ANSWERS, "utf-8")
    with serve(tmp_path) as url:
        open_page(page, url)
        follow(page, "Upload")
        drop(page, tmp_path / "answers.csv")
        press(page, "Load 2 rows")
        page.get_by_test_id("stMain").get_by_role("link", name="answers.csv").click()
        place = taken(page, "Download the rows left out", tmp_path)
        assert place.name == "answers - left out.xlsx"
        fill_in(place, D2=1, C3="5/6/2025")
        follow(page, "Upload")
        drop(page, place)
        press(page, "Load 2 rows")
    store = open_store(tmp_path / "policypulse.duckdb")
    answers = store.frame("surveys").collect("pandas").to_native()
    store.close()
    assert sorted(
        (f"{day:%d.%m.%Y}", note)
        for day, note in zip(answers["answered_at"], answers["comment"], strict=True)
    ) == [
        ("03.04.2025", "=1+1"),
        ("04.05.2025", "slow"),
        ("05.06.2025", "late"),
        ("31.12.2025", "fine"),
    ]
