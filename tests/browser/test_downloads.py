"""Workbooks taken from the pages of a real browser, filled in or mended, and loaded again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from data.store import open_store
from tests.browser.driving import drop, follow, open_page, press
from tests.browser.server import serve

# How long complaints took: no mean of them is a whole number of hours.
HOURS = (2, 3, 5, 8, 13, 21, 34, 2, 4, 6, 10, 16)
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


def add_rows(place: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows below the examples of a template, by the names of its columns."""
    book = openpyxl.load_workbook(place)
    sheet: Any = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    below = max(cell.row for cell in sheet["A"] if cell.value) + 1
    for at, row in enumerate(rows, start=below):
        for name, value in row.items():
            sheet.cell(at, columns[name], value)
    book.save(place)


@pytest.mark.parametrize("locale", ["pl-PL"])
def test_a_template_in_polish_is_refused_with_its_examples_and_tells_its_kpi_filled_in(
    page: Page, fresh_app_url: str, tmp_path: Path
) -> None:
    open_page(page, fresh_app_url)
    page.get_by_test_id("stMain").get_by_role("link", name="Wczytaj własne pliki").click()
    page.get_by_role("button", name="Szablony do wypełnienia").click()
    place = taken(page, "Reklamacje, każda w osobnym wierszu", tmp_path)
    assert place.name == "policypulse-complaints-log.xlsx"
    page.keyboard.press("Escape")
    drop(page, place)
    expect(page.get_by_text("To szablon z samymi wierszami przykładowymi.")).to_be_visible()
    page.reload()
    add_rows(
        place,
        [
            {
                "Numer reklamacji": f"R-{number:03d}",
                "Data wpłynięcia": datetime(2025, 3, 3 + number, 9),
                "Data rozwiązania": datetime(2025, 3, 3 + number, 9) + timedelta(hours=took),
                "Oddział": "Łódź",
            }
            for number, took in enumerate(HOURS)
        ],
    )
    drop(page, place)
    press(page, f"Wczytaj {len(HOURS)} wierszy")
    expect(page.get_by_text("Zasila wskaźniki:")).to_be_visible()
    follow(page, "Pulpit")
    card = page.locator(".st-key-card_resolution_time")
    expect(card).to_contain_text("Czas rozwiązania")
    mean = f"{sum(HOURS) / len(HOURS):.1f}".replace(".", ",")
    expect(card.get_by_test_id("stMetricValue")).to_have_text(f"{mean} h")
    expect(card).to_contain_text(f"{len(HOURS)} reklamacji")


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
