"""Why did it change? The page, on a paradox and on the sample company."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.store import Store, load
from metrics.catalogue import kpi_named
from metrics.change.contributions import why_not
from tests.data.store.preparations import prepared
from tests.pages.visiting import figure, run, text, visit


def paradox() -> list[dict[str, object]]:
    """Answers of two months: each team improves from one to the other, and the total falls."""
    months = {
        datetime(2025, 1, 1): {"A": (60, 80), "B": (5, 20)},
        datetime(2025, 2, 1): {"A": (16, 20), "B": (32, 80)},
    }
    return [
        {
            "answered_at": month + timedelta(days=number % 28),
            "csat": 1.0 if number < satisfied else 0.0,
            "team": team,
            "employee": f"Jana {team}",
        }
        for month, teams in months.items()
        for team, (satisfied, answers) in teams.items()
        for number in range(answers)
    ]


def test_each_team_improves_and_the_page_says_why_the_total_fell(store: Store) -> None:
    load(store, prepared("surveys.log", paradox()))
    at = visit("pages/change.py", kpi="csat", then="2025-01", now="2025-02")
    assert [title.value for title in at.title] == ["Customer satisfaction (CSAT): down 17.0 points"]
    told = [words.value for words in at.markdown]
    assert "By Team, each got better by itself (+10.0 points together)." in told
    assert any("B has a larger share now (20 % to 80 %)" in words for words in told)
    assert any(words.startswith("So the total went against every one of its parts") for words in told)
    table = at.dataframe[0].value
    assert list(table["Together"]) == ["−10.1 points", "−6.9 points", "−17.0 points"]
    bars = next(trace for trace in figure(at, "waterfall")["data"] if trace["type"] == "bar")
    assert [step[1] for step in bars["customdata"]] == ["+7.5 points", "+2.5 points", "−27.0 points"]
    assert at.query_params["now"] == "2025-02"
    # People are numbered until somebody asks for names.
    at = visit("pages/change.py", kpi="csat", then="2025-01", now="2025-02", split="employee")
    assert "Employee 1" in text(at)
    assert "Jana" not in text(at)
    at.toggle(key="named").set_value(True)
    assert "Jana A" in text(run(at))


def test_the_dimension_that_tells_most_is_shown_until_another_is_chosen(shown_sample: Store) -> None:
    at = visit("pages/change.py", kpi="resolution_time")
    assert at.button_group(key="split").value is None
    assert "Chat (+" in text(at)
    at = visit("pages/change.py", kpi="complaints", split="branch", pair="year")
    assert at.button_group(key="split").value == "branch"
    assert "By the mix" not in text(at)


def test_what_cannot_be_taken_apart_says_why(shown_sample: Store) -> None:
    at = visit("pages/change.py", kpi="ltv")
    assert [info.value for info in at.info] == [why_not(kpi_named("ltv"))]
    assert not at.get("plotly_chart")


def test_spans_without_data_say_so(shown_sample: Store) -> None:
    at = visit("pages/change.py", kpi="csat", then="2019", now="2025")
    assert "There are no data of the earlier span" in text(at)
