"""From files to verdict in a real browser: every number on the way is worked out again from the raw file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree
from typing import Literal

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from metrics.catalogue import KPIS
from tests.browser.accessible import pale_words, violations
from tests.browser.driving import (
    choose,
    drop,
    fill,
    follow,
    open_page,
    press,
    settle,
    turn_to,
    whole_height,
)
from tests.browser.server import serve
from tests.source import ROOT

TICKETS, CALLS, CUSTOMERS = "support_tickets_csat_hours.csv", "pwc_call_center.xlsx", "telco_churn_ibm.csv"
ROLLOUT = pd.Timestamp(2024, 7, 1)
# Signs without a width, which may keep an address from becoming a link.
UNSEEN = re.compile("[\u200b-\u200d\u2060]")
# The sample brings all KPIs to life, but for those of standards that a company sets itself.
ALIVE = [kpi for kpi in KPIS if kpi.standard not in ("working_time", "acquisition_cost")]
# Milliseconds until the sample company is loaded, on a machine that does other things besides.
LOADING = 60_000
HOSTILE = "**x** <img src=x> [a](http://e.com)"


def card(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-card_{key}")


def answers(folder: Path) -> pd.DataFrame:
    """The satisfaction scores of both files with their moments: each of them feeds the same KPI."""
    tickets = pd.read_csv(folder / TICKETS, parse_dates=["Created_Date"])
    calls = pd.read_excel(folder / CALLS, engine="calamine").assign(
        Date=lambda read: pd.to_datetime(read["Date"])
    )
    parts = (tickets[["Created_Date", "CSAT_Score"]], calls[["Date", "Satisfaction rating"]])
    return pd.concat([part.set_axis(["at", "score"], axis="columns") for part in parts]).dropna()


def resolved(folder: Path) -> pd.DataFrame:
    """The hours of the tickets that are done; an open ticket's hours are no resolution."""
    tickets = pd.read_csv(folder / TICKETS)
    done = tickets[tickets["Status"].isin(["Closed", "Resolved"])]
    return pd.DataFrame({"at": pd.to_datetime(done["Created_Date"]), "hours": done["Resolution_Time_Hours"]})


def sides(table: pd.DataFrame, column: str) -> tuple[pd.Series, pd.Series]:
    """The values of three years before the rollout, and those since."""
    before = (table["at"] < ROLLOUT) & (table["at"] >= ROLLOUT - pd.DateOffset(years=3))
    return table.loc[before, column], table.loc[table["at"] >= ROLLOUT, column]


def set_target(page: Page, kpi: str, basis: str, amount: str) -> None:
    page.get_by_role("tab", name="Targets").click()
    choose(page, "KPI", kpi)
    choose(page, "How far", basis)
    fill(page, page.get_by_test_id("stNumberInputField").locator("visible=true").first, amount)
    press(page, "Save the target")


def type_day(page: Page, label: str, day: str) -> None:
    """Type a day into a date field, as in 01/07/2024, and go on to the next field."""
    page.get_by_role("spinbutton", name=f"day, {label}").click()
    page.keyboard.type(day.replace("/", ""))
    page.get_by_test_id("stMain").get_by_role("heading", level=1).click()
    settle(page)


def load(page: Page, url: str, *files: Path) -> None:
    """From the greeting of an empty store to loaded files."""
    open_page(page, url)
    expect(page.get_by_role("heading", name="Did your customer-service policy work?")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Upload your files").click()
    drop(page, *files)
    press(page, "Load 6,000 rows")
    expect(page.get_by_text("It feeds:" if len(files) == 1 else "They feed:")).to_have_count(1)


def set_policy_and_targets(page: Page) -> None:
    follow(page, "Policy and targets")
    type_day(page, "Took effect on", "01/07/2024")
    press(page, "Save the policy")
    expect(page.get_by_text("from 1 Jul 2024: everyone")).to_be_visible()
    set_target(page, "Mean satisfaction", "To a value", "3.8")
    set_target(page, "Time to resolve", "By so many percent", "-10")


def told(name: str, unit: str, decimals: int, counted: str, before: pd.Series, since: pd.Series) -> str:
    """The sentence on both sides of the rollout that the raw values give."""
    return (
        f"{name}: {before.mean():.{decimals}f} {unit} before 1 Jul 2024 (6 months, {len(before)} {counted}),"
        f" {since.mean():.{decimals}f} {unit} since then (6 months, {len(since)} {counted})."
    )


def test_two_real_files_become_a_verdict(fresh_app_url: str, page: Page, shared: Path) -> None:
    real = shared / "real"
    load(page, fresh_app_url, real / TICKETS, real / CALLS)
    set_policy_and_targets(page)
    before, since = sides(answers(real), "score")
    slow, now = sides(resolved(real), "hours")

    follow(page, "Overview")
    satisfaction, resolution = card(page, "csat_mean"), card(page, "resolution_time")
    expect(satisfaction.get_by_test_id("stMetricValue")).to_have_text(f"{since.mean():.2f} points")
    status = "met" if since.mean() >= 3.8 else "at risk"
    for words in ("Target 3.80 points by", status, f"{len(since)} answers", "can't tell"):
        expect(satisfaction).to_contain_text(words)
    expect(resolution.get_by_test_id("stMetricValue")).to_have_text(f"{now.mean():.1f} hours")
    for words in (f"Target {0.9 * slow.mean():.1f} hours by", f"{len(now)} complaints"):
        expect(resolution).to_contain_text(words)

    satisfaction.get_by_role("link", name="Trend").click()
    expect(page).to_have_url(re.compile("kpi=csat_mean"))
    settle(page)
    expect(page.get_by_text(told("Mean satisfaction", "points", 2, "answers", before, since))).to_be_visible()
    choose(page, "KPI", "Time to resolve")
    expect(page.get_by_text(told("Time to resolve", "hours", 1, "complaints", slow, now))).to_be_visible()


# Its short versions: the question in tests/pages/parts/test_files.py, the numbers in
# tests/metrics/test_real_files.py.
@pytest.mark.long
def test_a_list_of_customers_asks_for_the_day_it_was_drawn(
    fresh_app_url: str, page: Page, shared: Path
) -> None:
    open_page(page, f"{fresh_app_url}/upload")
    drop(page, shared / "real" / CUSTOMERS)
    expect(page.get_by_text("One question before this file can be loaded.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"^Load \d"))).to_have_count(0)
    type_day(page, "Date of the snapshot", "31/12/2019")
    press(page, "Use this answer")
    press(page, "Load 7,043 rows")
    left = (pd.read_csv(shared / "real" / CUSTOMERS)["Churn"] == "Yes").mean()
    follow(page, "Overview")
    expect(card(page, "churn").get_by_test_id("stMetricValue")).to_have_text(f"{100 * left:.2f} %")
    expect(card(page, "retention").get_by_test_id("stMetricValue")).to_contain_text(
        f"{100 - 100 * left:.2f} %"
    )


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, sample_file: Path) -> Path:
    """The folder of a server that has yet to start, with the sample company in its store."""
    folder = tmp_path_factory.mktemp("sample")
    copy(sample_file, folder / "policypulse.duckdb")
    return folder


@pytest.fixture(scope="module")
def sample_url(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PolicyPulse with the sample company, for tests that change nothing in it."""
    with serve(copytree(sample_folder, tmp_path_factory.mktemp("server") / "sample")) as url:
        yield url


@pytest.fixture
def started_url(sample_folder: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a PolicyPulse with the sample company that has just started."""
    with serve(copytree(sample_folder, tmp_path / "sample")) as url:
        yield url


def test_a_link_opened_on_a_server_just_started_shows_all_it_says(started_url: str, page: Page) -> None:
    open_page(page, f"{started_url}/trend?kpi=nps&split=channel&by=quarter&branch=North&branch=South")
    expect(page.get_by_test_id("stTopNavSection")).to_have_text(
        ["Results", "Complaints", "Customers", "Team", "Work"]
    )
    expect(page.get_by_test_id("stMain").get_by_role("heading", level=1)).to_contain_text(
        "Net promoter score"
    )
    expect(page.get_by_role("combobox", name="KPI")).to_have_value("Net promoter score (NPS)")
    expect(page.get_by_test_id("stSidebar").get_by_role("combobox", name="By")).to_have_value("Quarter")
    expect(page.get_by_text("Only Branch: North, South.")).to_be_visible()
    expect(page.get_by_role("radio", name="Channel")).to_be_checked()
    for member in ("Phone", "Chat", "E-mail", "In person"):
        expect(page.locator(f".st-key-panel_{member.replace(' ', '-')}")).to_be_visible()
    assert {"kpi=nps", "split=channel", "by=quarter", "branch=North"} <= set(
        page.url.split("?")[1].split("&")
    )


# Its short version, without a browser, is in tests/pages/test_overview.py.
@pytest.mark.long
def test_the_sample_is_explored_and_removed(fresh_app_url: str, page: Page) -> None:
    open_page(page, fresh_app_url)
    press(page, "Explore the sample company")
    title = page.get_by_role("heading", name="Service since the policy of 1 Mar 2025")
    expect(title).to_be_visible(timeout=LOADING)
    expect(page.get_by_text(f"Show all {len(ALIVE)} KPIs")).to_be_visible()
    for name in ("Trend", "Upload", "Policy and targets", "Overview"):
        follow(page, name)
        expect(page.get_by_text("Sample data.")).to_be_visible()
    press(page, "Remove the sample")
    expect(page.get_by_role("button", name="Explore the sample company")).to_be_visible()
    expect(page.get_by_text("Sample data.")).to_have_count(0)


def test_markup_in_a_file_does_nothing(fresh_app_url: str, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "**x** [a](e.com) $y$ :red[z].csv"
    path.write_text(f"Date,CSAT,Channel\n2025-01-02,4,{HOSTILE}\n2025-02-03,5,Phone\n{HOSTILE},1,Phone\n")
    open_page(page, f"{fresh_app_url}/upload")
    drop(page, path)
    page.get_by_role("tab", name="Problems").click()
    expect(page.get_by_test_id("stMain").get_by_text(path.name, exact=True).last).to_be_visible()
    without_markup(page)
    press(page, "Load 2 rows")
    without_markup(page)
    open_page(page, f"{fresh_app_url}/trend?split=channel&channel={HOSTILE}")
    told = page.get_by_text("Only Channel:").inner_text()
    assert UNSEEN.sub("", told) == f"Only Channel: {HOSTILE}."
    without_markup(page)


def without_markup(page: Page) -> None:
    main = page.get_by_test_id("stMain")
    expect(main.locator("img[src='x'], a[href*='e.com'], .katex")).to_have_count(0)
    expect(main.locator("strong", has_text="x").filter(has_not_text="**x**")).to_have_count(0)


PAGES = (
    "",
    "trend?kpi=csat&split=branch",
    "impact",
    "targets",
    "change?kpi=resolution_time",
    "compare?kpi=resolution_time&split=channel",
    "worth?assume=margin.30~cost_once.20000",
    "report",
    "retention?split=branch",
    "touchpoints",
    "complaints?period=all",
    "procedure?split=team",
    "work_list",
    "rows?kpi=csat&days=2025-05",
    "complaint_log",
    "self_assessment",
    "assessment_results",
    "audit?whom=team.Deliveries",
    "perception",
    "getting_started?guide=executive",
    "upload",
    "loaded?upload=1",
    "health",
    "written_policy?view=write",
    "policy",
    "own_kpis",
    "settings",
)


def test_every_page_is_among_those_visited() -> None:
    scripts = {script.stem for script in (ROOT / "pages").glob("*.py")}
    assert {address.split("?")[0] or "overview" for address in PAGES} == scripts


PHONE: ViewportSize = {"width": 390, "height": 844}
BACKGROUNDS: tuple[tuple[Literal["light", "dark"], str], ...] = (
    ("light", "rgb(255, 255, 255)"),
    ("dark", "rgb(18, 23, 29)"),
)
# 1440 pixels at 200 %.
ZOOMED: ViewportSize = {"width": 720, "height": 450}
CUT = """() => [...document.querySelectorAll(':is([class*=st-key-card_], [class*=st-key-work_]) *')].filter(
  part => part.textContent.trim() && part.scrollWidth > part.clientWidth + 1
    && !part.closest('svg') && getComputedStyle(part).overflowX !== 'visible'
).map(part => part.textContent)"""
LOW_CARDS = """() => [...document.querySelectorAll('[class*=st-key-card_]')].filter(
  part => part.scrollHeight > part.clientHeight + 1).map(part => part.textContent.slice(0, 40))"""


CUT_LINKS = """() => [...document.querySelectorAll('[data-testid="stPageLink-NavLink"] p')]
    .filter(words => words.scrollWidth > words.clientWidth).map(words => words.textContent)"""


SIDEWAYS = """() => {
  const main = document.querySelector('[data-testid="stMain"]'), all = document.documentElement;
  return Math.max(main.scrollWidth - main.clientWidth, all.scrollWidth - innerWidth);
}"""


def is_whole(page: Page) -> bool:
    """Whether nothing is wider than the window; charts take a moment to follow it."""
    for _look in range(50):
        if page.evaluate(SIDEWAYS) <= 0:
            return True
        page.wait_for_timeout(100)
    return False


def show_all(page: Page) -> None:
    """See every KPI on the overview, not only the first ones."""
    page.get_by_text(f"Show all {len(ALIVE)} KPIs").click()
    settle(page)
    expect(page.get_by_test_id("stMetric")).to_have_count(len(ALIVE))


def without_cuts(page: Page) -> None:
    """The cards hold what is written on them."""
    assert page.evaluate(CUT) == []
    assert page.evaluate(LOW_CARDS) == []


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, color_scheme="light", locale="en-GB", has_touch=True)
    yield context.new_page()
    context.close()


def whole_in_narrow_windows(tab: Page, address: str) -> None:
    """Nothing on the page is cut or wider than the window: where all is twice as large, and on a phone."""
    tab.set_viewport_size(ZOOMED)
    assert is_whole(tab), address
    assert tab.evaluate(CUT) == [], address
    tab.set_viewport_size(PHONE)
    assert is_whole(tab), address
    assert tab.evaluate(CUT_LINKS) == [], address


def clear_on(tab: Page, address: str, background: str) -> None:
    """On this background, too, nothing is wider than the window, and every word stands out."""
    expect(tab.get_by_test_id("stApp")).to_have_css("background-color", background)
    assert is_whole(tab), (address, background)
    assert pale_words(tab) == [], (address, background)


def test_a_phone_shows_every_page_whole_to_all_eyes(phone: Page, sample_url: str) -> None:
    """Pages take turns in light and dark; axe looks at all but contrast, which every word is held to."""
    open_page(phone, sample_url)
    titles: set[str] = set()
    for number, address in enumerate(PAGES):
        theme, background = BACKGROUNDS[number % 2]
        phone.emulate_media(color_scheme=theme)
        turn_to(phone, address)
        whole_in_narrow_windows(phone, address)
        clear_on(phone, address, background)
        assert violations(phone, "color-contrast") == [], address
        titles.add(phone.get_by_test_id("stMain").locator("h1, h2").first.inner_text())
    assert len(titles) == len(PAGES)


@pytest.mark.long
def test_a_phone_shows_every_page_whole_in_light_and_in_dark(phone: Page, sample_url: str) -> None:
    for address in PAGES:
        phone.emulate_media(color_scheme="light")
        open_page(phone, f"{sample_url}/{address}")
        whole_in_narrow_windows(phone, address)
        # What lies below the window counts as unseen: its contrast would not be looked at.
        phone.set_viewport_size({"width": PHONE["width"], "height": whole_height(phone)})
        for theme, background in BACKGROUNDS:
            phone.emulate_media(color_scheme=theme)
            clear_on(phone, address, background)
            assert violations(phone) == [], (address, theme)


def test_cards_cut_no_text_on_a_desk_and_on_a_phone(chromium: Browser, sample_url: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", has_touch=True)
    tab = open_page(context.new_page(), sample_url)
    show_all(tab)
    for width in (1440, 1280, 390):
        tab.set_viewport_size({"width": width, "height": 900})
        settle(tab)
        without_cuts(tab)
    context.close()
