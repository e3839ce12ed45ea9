"""Pictures of every page, to be looked at, in each language and theme, at each width.

``python -m tests.browser.screenshots FOLDER [--language ru] [--theme dark] [--width 390] [--page trend]``:
an option may have several values; without it all are taken. ``--first-screen``: without what one scrolls to.
"""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from data import language
from data.language import gettext as _
from data.samples.loading import load_sample
from data.store import open_store
from metrics.samples import set_sample_targets
from tests.browser import chromium as places
from tests.browser.conftest import OPTIONS
from tests.browser.driving import drop, open_page, settle, whole_height
from tests.browser.server import serve

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = language.available()
WIDTHS = (1440, 390)
HEIGHT = 900
# Days and times as in Britain; in other languages as in the one country.
LOCALES = {"en": "en-GB"}
# Milliseconds until charts are drawn in the colours of a theme.
DRAWING = 800
# Milliseconds until a report is made.
LONGEST = 120_000
CHECKED = "".join(
    [
        "Response ID,Survey date,Satisfaction (1-10),Would you recommend us?,Channel,Comment,Colour\n",
        *(f"{n},{n % 28 + 1:02d}/03/2025,{n % 10 + 1},{n % 11},Chat,Fine,blue\n" for n in range(1, 40)),
        "40,,8,9,Phone,No date,red\n41,31/02/2025,7,8,Phone,No such day,red\n42,12/03/2025,55,8,Phone,,red\n",
    ]
)


def _file(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "march survey.csv"
        path.write_text(CHECKED, encoding="utf-8")
        drop(page, path)


def _problems(page: Page) -> None:
    _file(page)
    page.get_by_role("tab", name=_("Problems")).click()


def _undo(page: Page) -> None:
    page.get_by_role("button", name=_("Undo")).click()


def _tab(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("tab", name=_(name)).click()


def _branches(page: Page) -> None:
    page.get_by_text(_("each branch on its own day")).click()


def _record(page: Page) -> None:
    page.get_by_role("button", name=_("Record a complaint")).click()


def _report(page: Page) -> None:
    page.get_by_role("button", name=_("Make the report")).click()
    page.get_by_test_id("stMain").get_by_test_id("stDownloadButton").first.wait_for(timeout=LONGEST)


def _nothing(page: Page) -> None:
    """The page as it opens."""


# Name of the picture -> the address within the app, and what to do there before it is taken.
SCENES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "overview": ("", _nothing),
    "overview-nothing": ("?period=days&from=2030-01-01&to=2030-02-01", _nothing),
    "trend": ("trend?kpi=csat", _nothing),
    "trend-count": ("trend?kpi=complaints&by=quarter", _nothing),
    "trend-weeks": ("trend?kpi=resolution_time&by=week", _nothing),
    "trend-split": ("trend?kpi=resolution_time&split=channel", _nothing),
    "trend-filtered": ("trend?kpi=nps&branch=North&branch=South&channel=Chat", _nothing),
    "impact": ("impact", _nothing),
    "impact-branches": ("impact?rollout=2024-09-01.branch.South&beside=transfer", _nothing),
    "change": ("change?kpi=resolution_time", _nothing),
    "compare": ("compare?kpi=resolution_time&split=channel", _nothing),
    "worth": ("worth?assume=margin.30~cost_once.20000~cost_monthly.1500", _nothing),
    "report": ("report", _nothing),
    "report-made": ("report?sections=chosen", _report),
    "procedure": ("procedure?split=team", _nothing),
    "work-list": ("work_list", _nothing),
    "complaints": ("complaints?period=all", _nothing),
    "complaint-log": ("complaint_log", _nothing),
    "complaint-log-form": ("complaint_log", _record),
    "retention": ("retention?split=branch", _nothing),
    "touchpoints": ("touchpoints", _nothing),
    "self-assessment": ("self_assessment", _nothing),
    "assessment-results": ("assessment_results", _nothing),
    "assessment-rounds": ("assessment_results", _tab("Rounds and links")),
    "audit": ("audit", _nothing),
    "audit-form": ("audit?audit=new", _nothing),
    "perception": ("perception", _nothing),
    "getting-started": ("getting_started?guide=executive", _nothing),
    "rows": ("rows?kpi=csat&days=2025-05", _nothing),
    "upload": ("upload", _nothing),
    "upload-file": ("upload", _file),
    "upload-problems": ("upload", _problems),
    "loaded": ("loaded?upload=1", _nothing),
    "loaded-undo": ("loaded?upload=1", _undo),
    "health": ("health", _nothing),
    "targets": ("targets", _nothing),
    "written-policy": ("written_policy", _nothing),
    "written-policy-write": ("written_policy?view=write", _nothing),
    "written-policy-steps": ("written_policy?view=steps", _nothing),
    "written-policy-versions": ("written_policy?view=versions", _nothing),
    "policy": ("policy", _nothing),
    "policy-branches": ("policy", _branches),
    "policy-targets": ("policy", _tab("Targets")),
    "own-kpis": ("own_kpis", _nothing),
    "settings": ("settings", _tab("Standards")),
    "settings-working-time": ("settings", _tab("Working time")),
    "settings-scales": ("settings", _tab("Scales")),
}


@dataclass(frozen=True)
class Wanted:
    """What is to be taken: into which folder, and of what."""

    folder: Path
    languages: Sequence[str] = LANGUAGES
    themes: Sequence[Theme] = THEMES
    widths: Sequence[int] = WIDTHS
    pages: Sequence[str] = ("welcome", *SCENES)
    first_screen: bool = False


def take(wanted: Wanted) -> None:
    """Take the pictures: FOLDER/LANGUAGE/PAGE-THEME-WIDTH.png each."""
    place = places.find()
    if place is None:
        raise SystemExit(places.ADVICE)
    with (
        tempfile.TemporaryDirectory() as empty,
        tempfile.TemporaryDirectory() as filled,
        sync_playwright() as playwright,
    ):
        fill_with_sample(Path(filled))
        browser = playwright.chromium.launch(executable_path=place, args=list(OPTIONS))
        with serve(Path(empty)) as start, serve(Path(filled)) as url:
            for spoken, width, name in product(wanted.languages, wanted.widths, wanted.pages):
                address, act = SCENES.get(name, ("", _nothing))
                server = start if name == "welcome" else url
                with language.spoken(spoken):
                    _scene(browser, f"{server}/{address}", name, act, width, wanted)
        browser.close()


def fill_with_sample(folder: Path) -> None:
    """Put the sample company into the store of a server's folder, before it starts."""
    store = open_store(folder / "policypulse.duckdb")
    load_sample(store)
    set_sample_targets(store)
    store.close()


def _scene(
    browser: Browser, url: str, name: str, act: Callable[[Page], None], width: int, wanted: Wanted
) -> None:
    """Open a page as a reader of the language does, and take it in each theme."""
    spoken = language.current()
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme=wanted.themes[0],
        locale=LOCALES.get(spoken, spoken),
    )
    page = open_page(context.new_page(), url)
    act(page)
    settle(page)
    if not wanted.first_screen:
        page.set_viewport_size({"width": width, "height": max(HEIGHT, whole_height(page))})
    for theme in wanted.themes:
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(DRAWING)
        page.screenshot(path=wanted.folder / spoken / f"{name}-{theme}-{width}.png")
    context.close()


def asked() -> Wanted:
    """What the command line asks for."""
    asks = ArgumentParser(description="Pictures of every page.")
    asks.add_argument("folder", type=Path)
    asks.add_argument("--language", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    asks.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    asks.add_argument("--width", nargs="+", type=int, default=WIDTHS)
    asks.add_argument("--page", nargs="+", choices=Wanted.pages, default=Wanted.pages, metavar="PAGE")
    asks.add_argument("--first-screen", action="store_true")
    told = asks.parse_args()
    return Wanted(told.folder, told.language, told.theme, told.width, told.page, told.first_screen)


if __name__ == "__main__":
    take(asked())
