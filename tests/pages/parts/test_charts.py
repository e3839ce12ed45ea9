"""Every chart of a page has its picture and its data, in the reader's words and in one way."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.charts import config, file_name
from tests.source import ROOT

# The miniatures of cards are no charts to take away: their trend is one click off.
DRAWN_IN = {"pages/parts/charts.py", "pages/parts/cards.py"}


def test_charts_are_drawn_in_one_place() -> None:
    sources = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.glob("pages/**/*.py")
    }
    assert {path for path, source in sources.items() if "plotly_chart(" in source} == DRAWN_IN


def test_plotly_still_says_what_is_put_into_the_readers_words() -> None:
    (said,) = config("x")["locales"].values()
    spec = find_spec("streamlit")
    assert spec is not None
    assert spec.origin is not None
    (bundle,) = (Path(spec.origin).parent / "static/static/js").glob("PlotlyChart*.js")
    text = bundle.read_text("utf-8")
    assert [words for words in said["dictionary"] if words not in text] == []


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Customer satisfaction (CSAT)", "Customer satisfaction (CSAT)"),
        ('a/b\\c:d*e?"f"<g>|h\n', "a b c d e f g h"),
        ("слово " * 20, " ".join(["слово"] * 10)),
        ("", "chart"),
        ("..", "chart"),
    ],
)
def test_a_file_is_named_after_the_chart(told: str, name: str) -> None:
    assert file_name(told) == name


def one_chart() -> None:
    import plotly.graph_objects as go

    from pages.parts import charts

    told = "%{customdata}<extra></extra>"
    figure = go.Figure().add_scatter(x=[1], y=[2], customdata=["=1+1"], hovertemplate=told)
    charts.draw(figure, key="k", alt="What it shows", name="CSAT")


def test_a_chart_offers_its_picture_and_its_data() -> None:
    at = AppTest.from_function(one_chart).run()
    assert not at.exception
    drawn: Any = at.get_by_key("k").proto
    offered = json.loads(drawn.config)
    assert (drawn.alt, offered["modeBarButtons"]) == ("What it shows", [["toImage"]])
    assert offered["toImageButtonOptions"]["filename"] == "CSAT"
    assert at.get_by_key("data_k").proto.label == "Chart data (csv)"
