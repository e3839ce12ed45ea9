"""Compare: who differs from the rest, one with another, then and now."""

from __future__ import annotations

from data.store import Store
from tests.pages.visiting import charts, run, text, visit


def test_channels_are_compared_with_each_other_and_with_before(shown_sample: Store) -> None:
    at = visit("pages/compare.py", kpi="resolution_time", split="channel")
    assert at.title[0].value == "Time to resolve: 3 of 4 channels differ from the rest by more than chance"
    assert charts(at) == ["funnel"]
    verdicts = dict(at.dataframe[0].value[["Who", "Verdict"]].itertuples(index=False))
    apart = "perhaps apart: its own interval leaves out all together"
    assert (verdicts["Chat"], verdicts["E-mail"]) == ("worse than the rest", apart)
    assert "it may be chance" in text(at)
    at.selectbox(key="other").set_value("Phone")
    assert "Phone: " in text(run(at))
    assert list(at.dataframe[-1].value["Compared"]) == ["With the period before", "With a year before"]


def test_employees_are_numbered_and_counts_not_ranked(shown_sample: Store) -> None:
    at = visit("pages/compare.py", kpi="csat", split="employee")
    assert "Adviser" not in "\n".join(at.dataframe[0].value["Who"])
    assert "Adviser" not in str(at.selectbox(key="one").options)
    at = visit("pages/compare.py", kpi="complaints", split="branch")
    assert "can't be ranked fairly" in text(at)
    assert not charts(at)
