"""A broken workbook mended in place, loaded and undone; a long load cancelled: in a real browser."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
from playwright.sync_api import Locator, Page, TimeoutError, expect

from data.store import open_store
from tests.browser.driving import OPENINGS, SECONDS, choose, drop, follow, open_page, press, settle
from tests.browser.server import serve
from tests.data.books import saved

COMPLAINTS, HEADER_ROW = 40, 5
NO_SUCH_DAY, NO_DURATIONS = 10, (12, 14)
ROW_HEIGHT, FIRST_CELL = 35, 110


def hours(place: int) -> float:
    """How long a complaint took, which the workbook writes in hours or in minutes."""
    return place % 5 + 1 if place % 2 else 10 * (place % 5 + 1) / 60


def complaints() -> bytes:
    """Complaints as a Russian office keeps them: a title, names in two rows, mixed units, a total."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Отчёт по обращениям клиентов"],
        ["Сформирован 03.03.2026"],
        [],
        ["Обращение", "", "Работа"],
    ):
        sheet.append(row)
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("C4:E4")
    sheet.append(["Номер обращения", "Дата обращения", "Время решения", "Статус", "Оценка"])
    for place in range(COMPLAINTS):
        day = datetime(2026, 1, 5) + timedelta(days=place)
        took = f"{hours(place):.0f} часа" if place % 2 else f"{60 * hours(place):.0f} минут"
        sheet.append([f"Ж-{place + 1:03d}", f"{day:%d.%m.%Y}", took, "Решено", place % 5 + 1])
    sheet.cell(NO_SUCH_DAY, 2, "31.02.2026")
    for row in NO_DURATIONS:
        sheet.cell(row, 3, "скоро")
    sheet.append(["Итого", "", "", "", 120])
    return saved(book)


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def mend(page: Page, text: str) -> None:
    """Type over the first cell of the column with the problem, and have it checked."""
    waiting = main(page).get_by_text("1 cell isn't checked yet.")
    for _attempt in range(OPENINGS):
        try:
            type_over(page, text)
            waiting.wait_for(timeout=5_000)
            break
        except TimeoutError:
            # A page that is still being drawn may close the cell, or move it away.
            page.keyboard.press("Escape")
    settle(page)
    press(page, "Check again")


def type_over(page: Page, text: str) -> None:
    editor = main(page).get_by_test_id("stDataFrame").locator("visible=true").first
    # What stands above it may be of any height.
    editor.evaluate("table => table.scrollIntoView({block: 'center'})")
    settle(page)
    box = editor.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + FIRST_CELL, box["y"] + 1.5 * ROW_HEIGHT)
    page.locator("#portal textarea").wait_for(timeout=5_000)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def mend_durations(page: Page) -> None:
    """Mend the rows with another problem than the first, one after the other."""
    problem = "Время решения: 'скоро' is not a duration"
    choose(page, "Rows with this problem", f"2 cells – {problem}")
    # A list that was just open takes what is typed.
    main(page).get_by_role("heading", level=1).click()
    mend(page, duration(NO_DURATIONS[0]))
    listed = main(page).get_by_role("combobox", name="Rows with this problem").last
    expect(listed).to_have_value(f"1 cell – {problem}")
    mend(page, duration(NO_DURATIONS[1]))
    expect(main(page).get_by_role("listitem").filter(has_text=problem)).to_have_count(0)


def duration(row: int) -> str:
    """What a complaint took, as the workbook writes it in minutes."""
    return f"{60 * hours(row - HEADER_ROW - 1):.0f} минут"


def undo(page: Page) -> None:
    press(page, "Undo")
    expect(main(page).get_by_text("Undo takes 40 rows of this file out of the numbers.")).to_be_visible()
    press(page, "Yes, undo it")
    expect(main(page).get_by_text("40 rows taken out.")).to_be_visible()
    expect(main(page).get_by_role("heading", name="Loaded files")).to_have_count(0)


def test_a_broken_workbook_is_mended_loaded_and_undone(
    fresh_app_url: str, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "обращения.xlsx"
    path.write_bytes(complaints())
    open_page(page, f"{fresh_app_url}/upload")
    drop(page, path)
    expect(main(page).get_by_text("Complaints and tickets: 39 rows of 41 can be used.")).to_be_visible()
    for told in ("'31.02.2026' is not a date", "'скоро' is not a duration", "a total of the rows above"):
        expect(main(page).get_by_role("listitem").filter(has_text=told)).to_have_count(1)
    mend(page, "28.02.2026")
    expect(main(page).get_by_text("Complaints and tickets: 40 rows of 41 can be used.")).to_be_visible()
    mend_durations(page)
    press(page, "Load 40 rows")
    expect(main(page).get_by_text("40 rows loaded, 1 left out")).to_be_visible()

    follow(page, "Overview")
    used = [hours(place) for place in range(COMPLAINTS)]
    value = page.locator(".st-key-card_resolution_time").get_by_test_id("stMetricValue")
    expect(value).to_have_text(f"{pd.Series(used).mean():.1f} hours")

    follow(page, "Upload")
    main(page).get_by_role("link", name=path.name).click()
    expect(main(page).get_by_role("heading", name=path.name)).to_be_visible()
    settle(page)
    assert "upload=1" in page.url.split("?")[1].split("&")
    expect(main(page).get_by_text("3 cells mended by hand before the file was loaded:")).to_be_visible()
    expect(main(page).get_by_text(re.compile(r"the names of the columns in row 5\."))).to_be_visible()
    undo(page)


LONG = 300_000


def long_file(path: Path) -> Path:
    lines = (f"C{n},{n % 28 + 1:02d}.03.2025,{n % 5 + 1},Team {n % 12},Call {n}\n" for n in range(LONG))
    path.write_text("Complaint ID,Received,CSAT,Team,Description\n" + "".join(lines), encoding="utf-8")
    return path


def test_a_cancelled_load_leaves_nothing_behind(page: Page, tmp_path: Path) -> None:
    path = long_file(tmp_path / "long.csv")
    with serve(tmp_path) as url:
        open_page(page, f"{url}/upload")
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(str(path))
        card = page.locator("[class*=st-key-file_]")
        card.get_by_role("button", name="Cancel").click(timeout=SECONDS)
        expect(card.get_by_text("Reading this file was cancelled.")).to_be_visible(timeout=SECONDS)
        card.get_by_role("button", name="Read it after all").click()
        start = main(page).get_by_role("button", name=f"Load {LONG:,} rows")
        start.wait_for(timeout=SECONDS)
        settle(page)
        start.click()
        main(page).get_by_role("button", name="Cancel").click(timeout=SECONDS)
        expect(main(page).get_by_text("Cancelled: nothing was loaded.")).to_be_visible(timeout=SECONDS)
        settle(page)
        expect(main(page).get_by_role("heading", name="Loaded files")).to_have_count(0)
        start.click()
        expect(main(page).get_by_text(f"long.csv: {LONG:,} rows loaded")).to_be_visible(timeout=SECONDS)
    store = open_store(tmp_path / "policypulse.duckdb")
    assert store.rows("complaints") == LONG
    store.close()
