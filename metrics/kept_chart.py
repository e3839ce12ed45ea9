"""A chart that is drawn again and again."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


class KeptChart(go.Figure):
    """A chart of which it is worked out once what a browser gets. Not to be changed."""

    def __init__(self, figure: go.Figure) -> None:
        super().__init__(figure)
        # Plotly takes any other attribute for a part of the chart.
        vars(self)["_sent"] = figure.to_dict()

    def to_dict(self) -> dict[str, Any]:
        """The chart as a browser gets it."""
        return vars(self)["_sent"]
