"""The rows behind a number: from the chart and the cards to the files."""

from __future__ import annotations

from data.store import Store
from metrics.facts import Facts, StoredFacts
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.series import values
from tests.pages.visiting import labels, run, text, visit


def test_the_rows_of_a_month_and_a_member_are_shown_by_pages(shown_sample: Store, facts: Facts) -> None:
    link = {"kpi": "csat", "days": "2025-05", "dimension": "channel", "member": "Chat", "period": "all"}
    at = visit("pages/rows.py", **link)
    found = values(
        StoredFacts(shown_sample), Query(("csat",), Grain.MONTH, where=filters({"channel": ["Chat"]}))
    )
    n = int(found.loc[found["start"] == "2025-05-01", "n"].iloc[0])
    assert n > 50
    assert f"from {n} answers" in text(at)
    assert f"of {n}, the latest first" in text(at)
    table = at.dataframe[0].value
    assert len(table) == 50
    assert set(table["Channel"]) == {"Chat"}
    assert "Employee" not in table
    at.toggle(key="named").set_value(True)
    assert "Employee" in run(at).dataframe[0].value
    last = -(-n // 50)
    at.number_input[0].set_value(last)
    assert len(run(at).dataframe[0].value) == n - 50 * (last - 1)
    sources = [label for label in labels(at) if label.endswith("csv") or label.endswith("xlsx")]
    assert sources


def test_a_kpi_without_rows_says_so(shown_sample: Store) -> None:
    at = visit("pages/rows.py", kpi="ltv")
    assert "No single rows stand behind this KPI" in text(at)


def test_trend_and_cards_lead_to_the_rows_and_the_reasons(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="csat", split="team")
    assert {"Rows behind it", "Why did it change?"} <= set(labels(at))
    assert "Pick a point to see what is behind it." in text(at)
    assert "Rows" in labels(visit())
