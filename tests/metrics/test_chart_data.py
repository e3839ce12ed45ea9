"""The data of charts: what is told of each point, in words and numbers, whatever kind of chart it is."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from data.forms.tables import Cell, text_file
from metrics.catalogue import kpi_named
from metrics.chart_data import joined, of_figure, of_series
from metrics.dumbbells import Axis, Dot, Row, Side, dumbbells
from metrics.goals.targets import Level
from metrics.periods import Grain

_TOLD = "%{customdata}<extra></extra>"


def lines() -> go.Figure:
    """A line of dates, told in words, and one that is an aid for the eye."""
    days = pd.to_datetime(["2025-01-16", "2025-02-15"])
    figure = go.Figure().update_yaxes(title_text="<b>%</b>")
    figure.add_scatter(
        x=days, y=[70.25, None], customdata=["Jan 2025: 70.3 %<br>9 &lt; 10 answers", ""], hovertemplate=_TOLD
    )
    return figure.add_scatter(x=days, y=[75, 75], hoverinfo="skip")


def bars() -> go.Figure:
    """Bars of names, some of which don't begin at zero: their length is none of their values."""
    figure = go.Figure().update_xaxes(title_text="complaints")
    figure.add_bar(
        x=[3, 4],
        y=["a<br>b", "c"],
        name="Reached",
        orientation="h",
        text=["3", "4"],
        hovertemplate="%{text} of 5",
    )
    return figure.add_bar(
        x=[2.7],
        y=["d"],
        base=1,
        orientation="h",
        customdata=[["d", "3.7 of 5"]],
        hovertemplate="%{customdata[1]}<extra>x</extra>",
    )


def cells() -> go.Figure:
    """A map of cells with names along both axes."""
    figure = go.Figure().add_heatmap(
        z=[[1, 2], [3, 4]], customdata=[["1 %", "2 %"], ["3 %", ""]], hovertemplate=_TOLD
    )
    figure.update_xaxes(tickvals=[0, 1], ticktext=["Chat", "Phone"])
    return figure.update_yaxes(tickvals=[0, 1], ticktext=["North", "South"])


def dots() -> go.Figure:
    """Rows of two dots, each beside the middle of its row."""
    rows = [Row("Repairs & <b>", "", dot(50), dot(60)), Row("Sales", "", None, dot(70))]
    sides = (Side("before", "#000000", "circle"), Side("since", "#0072B2", "circle"))
    return dumbbells(rows, sides, Axis("% of points", 0, 100, 20))


def dot(value: float) -> Dot:
    return Dot(value, None, None, f"{value:g} %")


@pytest.mark.parametrize(
    ("figure", "headers", "rows"),
    [
        (lines(), ["%", "In words"], [[70.25, "Jan 2025: 70.3 %; 9 < 10 answers"]]),
        (
            bars(),
            ["Line or bar", "What", "complaints", "In words"],
            [["Reached", "a b", 3, "3 of 5"], ["Reached", "c", 4, "4 of 5"], [None, "d", None, "3.7 of 5"]],
        ),
        (
            cells(),
            ["Column", "Row", "In words"],
            [["Chat", "North", "1 %"], ["Phone", "North", "2 %"], ["Chat", "South", "3 %"]],
        ),
        (
            dots(),
            ["Line or bar", "What", "% of points", "In words"],
            [
                ["before", "Repairs & <b>", 50, "50 %"],
                ["since", "Repairs & <b>", 60, "60 %"],
                ["since", "Sales", 70, "70 %"],
            ],
        ),
        (go.Figure(), [], []),
    ],
)
def test_a_chart_gives_what_is_told_of_its_points(
    figure: go.Figure, headers: list[str], rows: list[list[Cell]]
) -> None:
    found = of_figure(figure, "x")
    assert (list(found.headers), [list(row) for row in found.rows]) == (headers, rows)


def test_a_series_gives_its_days_numbers_and_level() -> None:
    series = pd.DataFrame(
        {
            "start": pd.to_datetime(["2025-01-01", "2025-02-01"]),
            "until": pd.to_datetime(["2025-02-01", "2025-03-01"]),
            "value": [70.123456789, float("nan")],
            "low": [65.0, float("nan")],
            "high": [75.0, float("nan")],
            "n": [120.0, 0.0],
            "finished": [True, False],
        }
    )
    levels = (Level(date(2025, 2, 1), date(2025, 12, 31), 80.0),)
    found = of_series(kpi_named("csat"), series, Grain.MONTH, levels, "=Repairs")
    assert [list(row) for row in found.rows] == [
        ["=Repairs", "Jan 2025", date(2025, 1, 1), date(2025, 1, 31), 70.123457, 65, 75, 120, "yes", None],
        ["=Repairs", "Feb 2025", date(2025, 2, 1), date(2025, 2, 28), None, None, None, 0, "not yet", 80.0],
    ]
    text = text_file(joined("x", [found, found])).decode("utf-8-sig").splitlines()
    assert len(text) == 5
    assert text[1].startswith("'=Repairs,")
