"""A kept chart is the chart that it was made from."""

from __future__ import annotations

import plotly.graph_objects as go

from metrics.chart import laid_out
from metrics.kept_chart import KeptChart


def test_a_browser_gets_what_it_got_of_the_chart_itself() -> None:
    figure = laid_out(go.Figure(go.Scatter(x=[1, 2], y=[3.5, None], name="CSAT")), 300)
    chart = KeptChart(figure)
    assert chart.to_dict() == figure.to_dict()
    assert chart.to_dict() is chart.to_dict()
    assert chart.to_json() == figure.to_json()
