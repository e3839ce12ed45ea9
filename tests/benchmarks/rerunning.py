"""How long a rerun of the trend takes, beside that of a page with the same frame and one static chart.

``python -m tests.benchmarks.rerunning`` fills a store with the sample company's 36 months, opens the trend of
a KPI with its verdict, lets both pages run again in turn, and tells the median times and their ratio. It ends
with 1 where the trend takes more than ``MOST`` times as long. What a browser draws is not in it.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import plotly.graph_objects as go
import streamlit as st
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from data.samples.loading import load_sample
from data.store import open_store
from data.store.connection import ENVIRONMENT_VARIABLE
from metrics.samples import set_sample_targets
from pages.parts import frame
from tests.pages.visiting import visit

RUNS = 15
MOST = 3.0


def one_chart() -> None:
    """A page with one chart of 36 months."""
    figure = go.Figure()
    figure.add_scatter(x=list(range(36)), y=[month % 7 for month in range(36)], mode="lines+markers")
    st.plotly_chart(figure, key="static")


def keep_scripts() -> None:
    """Compile each script once, as a server does; a test compiles it for every run."""
    kept = ScriptCache()
    for module in (app_test, local_script_runner):
        vars(module)["ScriptCache"] = lambda: kept


def rerun(at: AppTest) -> float:
    """Seconds of one rerun."""
    begin = time.perf_counter()
    at.run()
    seconds = time.perf_counter() - begin
    if at.exception or not at.get("plotly_chart"):
        raise RuntimeError(f"the page failed: {[error.message for error in at.exception]}")
    return seconds


def main() -> int:
    """Tell both times and their ratio; 1 where the trend takes more than ``MOST`` times as long."""
    keep_scripts()
    with TemporaryDirectory() as folder:
        os.environ[ENVIRONMENT_VARIABLE] = str(Path(folder) / "store.duckdb")
        store = open_store()
        load_sample(store)
        set_sample_targets(store)
        trend, plain = visit("pages/trend.py", kpi="csat"), visit("pages/trend.py", kpi="csat")
        show = frame.show
        times: list[tuple[float, float]] = []
        for _ in range(RUNS):
            with patch.object(frame, "show", lambda _page: show(one_chart)):
                static = rerun(plain)
            times.append((static, rerun(trend)))
        store.close()
    static, whole = (statistics.median(seconds) for seconds in zip(*times, strict=True))
    ratio = whole / static
    sys.stdout.write(
        f"one static chart {1000 * static:.0f} ms, trend {1000 * whole:.0f} ms, {ratio:.1f} times\n"
    )
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
