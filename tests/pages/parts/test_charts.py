"""Every chart of a page has its picture and its data, in the reader's words and in one way."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from data.forms.tables import Table, text_file
from metrics.picture import HEAD, INK, PAPER, for_paper
from pages.parts.chart_context import Context
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


@pytest.mark.parametrize("source", ["", "Period: 1 Mar 2025 · For whom: <b>=1+1</b>"])
def test_a_picture_is_dark_on_white_with_its_title_and_source(source: str) -> None:
    drawn: Any = go.Figure().add_scatter(x=[1], y=[2])
    drawn.update_layout(height=300, margin_t=20).update_yaxes(tickfont_color="#D55E00")
    made: Any = for_paper(drawn, "CSAT <i>", source)
    assert (made.layout.height, made.layout.margin.t) == (300 + HEAD, 20 + HEAD)
    assert (made.layout.paper_bgcolor, made.layout.font.color) == (PAPER, INK)
    assert made.layout.title.text == "<b>CSAT &lt;i&gt;</b>"
    assert "<b>=1+1" not in (made.layout.title.subtitle.text or "")
    assert unescape(made.layout.title.subtitle.text or "") == source
    # What has a colour of its own keeps it, and the chart on the page is as it was.
    assert made.layout.yaxis.tickfont.color == "#D55E00"
    assert drawn.layout.height == 300


def test_the_head_of_a_picture_is_out_of_sight_on_the_page() -> None:
    style = (ROOT / "pages/parts/style.css").read_text("utf-8")
    assert style.count(f"margin-top: -{HEAD}px") == style.count(f"margin-bottom: -{HEAD}px") == 1
    # Within a page's markup, it would end the style sheet.
    assert "<" not in style


def test_data_of_a_chart_tell_what_they_are_of() -> None:
    about = Context((("Period", "2025"), ("For whom", "=1+1")), date(2025, 3, 1))
    told = about.within(Table("CSAT", ["Month", "Value"], [["Jan", 1.0], ["Feb", 2.0]]))
    assert list(told.headers) == ["Month", "Value", "Period", "For whom"]
    assert [list(row) for row in told.rows] == [["Jan", 1.0, "2025", "=1+1"], ["Feb", 2.0, "2025", "=1+1"]]
    assert text_file(told).decode("utf-8-sig").splitlines()[1] == "Jan,1.0,2025,'=1+1"
