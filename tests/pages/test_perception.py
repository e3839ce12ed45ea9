from __future__ import annotations

from data.store import Store
from tests.pages.visiting import charts, figure, labels, text, visit

PAGE = "pages/perception.py"


def test_without_a_round_the_page_says_what_it_takes(store: Store) -> None:
    at = visit(PAGE)
    assert at.title[0].value == "Perception gap"
    assert "Open a round" in labels(at)


def test_the_sample_shows_teams_beside_their_customers(shown_sample: Store) -> None:
    at = visit(PAGE, of_team="Deliveries")
    assert at.title[0].value == "Support desk and Deliveries see themselves worse than their customers do"
    assert charts(at) == ["perception_teams", "perception_course"]
    said = text(at).replace("\\", "")
    assert "Repairs: can't tell: too few members answered." in said
    assert len(figure(at, "perception_course")["data"][0]["customdata"]) == 2
    at = visit(PAGE, team="Sales desk", channel="Chat", wave="1")
    said = text(at).replace("\\", "")
    assert "The filter by Channel holds for customers' answers alone" in said
    assert "31 Jan 2025" in said
    assert "Deliveries: sees itself" not in said
