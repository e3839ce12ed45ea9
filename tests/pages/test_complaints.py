"""What to fix first: the sample company's planted problems, and names of problems merged and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.samples.company import MAIN_ROLLOUT, PROBLEMS
from data.samples.complaint_words import PREVENTIONS
from data.store import Store, load, natures
from metrics.cards import View
from metrics.problems import wording
from metrics.problems.problems import Asked
from metrics.problems.reach import Reach
from metrics.problems.titles import titles
from pages.parts import kept_problems
from pages.parts.words import plain
from tests.data.store.preparations import prepared
from tests.pages.visiting import HOSTILE, charts, click, figure, text, visit


def test_the_sample_company_has_the_planted_problems_in_the_planted_order(shown_sample: Store) -> None:
    found = kept_problems.problems(Asked(View(rollout=MAIN_ROLLOUT)))
    assert shown_sample.rows("complaints") == found.ranking.n
    ranked = found.ranking
    assert tuple(one.name for one in ranked.top) == PROBLEMS
    assert [one.place.is_clear for one in ranked.top] == [True, True, True]
    assert all(one.reach is Reach.LIKELY for one in ranked.top)
    assert not any(one.lost and one.lost.more.low > 0 for one in ranked.problems), "none was planted"
    late = found.closely[0]
    assert late.impact
    assert late.impact.comparison.after
    assert late.prevented.groups[0].example in PREVENTIONS["Late delivery"]
    assert (late.described.of, late.prevented.of) == (ranked.top[0].n, ranked.top[0].n)
    assert [group.example for group in late.commented.groups] == ["Delivery was late again."]
    assert {spread.dimension for spread in late.spreads} == {"channel", "team"}
    for spread in late.spreads:
        assert sum(part.n for part in spread.parts) == ranked.top[0].n
        assert sum(part.of for part in spread.parts) == ranked.n
    assert wording.title(ranked, {}).startswith("Late delivery, Faulty product and Billing make 6")


def test_the_page_names_the_first_three_and_shows_each_closely(shown_sample: Store) -> None:
    at = visit("pages/complaints.py", period="all")
    assert [one for one in PROBLEMS if one in at.title[0].value] == list(PROBLEMS)
    assert charts(at) == ["pareto", "course_1", "course_2", "course_3"]
    assert at.dataframe[0].value["Problem"].tolist()[:3] == list(PROBLEMS)
    bars = figure(at, "pareto")["data"][0]
    assert bars["marker"]["color"][:3] == [bars["marker"]["color"][0]] * 3 != bars["marker"]["color"][3:]
    told = text(at)
    assert "By time to resolve, Faulty product comes first." in told
    assert "The order is sure" in told
    assert "staff wrote how to avoid it for 222 of 637 complaints" in told


def fill(store: Store, *names: str | None) -> None:
    rows = [
        {
            "complaint_id": str(number),
            "received_at": datetime(2025, 1, 1, 9) + timedelta(days=number),
            "nature": name,
            "description": f"{HOSTILE} it was {name}",
            "prevention": HOSTILE,
        }
        for number, name in enumerate(names)
    ]
    load(store, prepared("complaints.log", rows))


def test_names_are_merged_translated_and_taken_back(store: Store) -> None:
    fill(store, *["Late"] * 5, *["late "] * 4, *["Broken"] * 3, *[HOSTILE] * 2, None)
    at = visit("pages/complaints.py")
    assert at.title[0].value.startswith("Late, late")
    assert "1 more doesn't and is left out" in text(at)
    click(at, "merge_Late")
    assert at.title[0].value.startswith("Late, Broken and")
    assert at.dataframe[0].value["Complaints"].tolist() == [9, 3, 2]
    click(at, "change_nature_1")
    at.text_input(key="nature_name_1").set_value("Delivery")
    at.text_input(key="nature_sk_1").set_value("Doručenie")
    at.selectbox(key="nature_reach_1").set_value(False)
    click(at, "nature_save_1")
    assert at.title[0].value.startswith("Broken and")
    assert "you set it to be out of your hands" in text(at)
    assert "no, set" in text(at)
    assert titles(store, "sk") == {"Delivery": "Doručenie"} != titles(store, "pl")
    click(at, "undo_nature_1")
    assert natures(store) == ()
    assert at.title[0].value.startswith("Late, late")
    shown = [one.value for one in (*at.markdown, *at.title, *at.header, *at.caption)]
    assert any(plain(HOSTILE) in one for one in shown)
    assert not any(HOSTILE in one for one in shown)


def test_without_natures_the_page_says_what_is_missing(store: Store) -> None:
    fill(store, None, None)
    at = visit("pages/complaints.py")
    assert at.title[0].value == "The complaints don't say what they were about"
    assert "2 complaints came in, but no file has a column for their nature" in text(at)
    at = visit("pages/complaints.py", period="days", **{"from": "2030-01-01", "to": "2030-02-01"})
    assert at.title[0].value == "What to fix first"
    assert "There are no complaints for these days" in text(at)
