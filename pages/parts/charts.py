"""Every chart of a page: told to those who can't see it, as a picture, and as data to take away."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import language
from data.forms.tables import CSV_MIME, Table, text_file
from data.language import gettext as _
from metrics.chart_data import of_figure
from metrics.picture import for_paper
from pages.parts import downloads
from pages.parts.chart_context import Context, context

_LONGEST_NAME, _LONGEST_TITLE = 60, 90
_UNFIT = frozenset('\\/:*?"<>|%')


def draw(
    figure: Any,
    *,
    key: str,
    alt: str,
    name: str = "",
    data: Callable[[], Table] | None = None,
    place: DeltaGenerator | None = None,
    **selection: Any,
) -> Any:
    """A chart, and below it its data; what is chosen in it, where ``selection`` asks for that.

    name  what its files are called; the beginning of ``alt`` unless given
    data  what makes its table; without, it is read from the chart itself
    place where it goes; the page itself unless given
    """
    with place.container() if place else st.container(gap="xsmall"):
        event = picture(figure, key=key, alt=alt, name=name, **selection)
        name = file_name(name or alt)
        take_away(name, data or (lambda: of_figure(figure, name)), key)
    return event


def picture(figure: Any, *, key: str, alt: str, name: str = "", **selection: Any) -> Any:
    """A chart that is offered as a picture alone: one of several whose data are offered together."""
    about = context()
    offered = config(_dated(file_name(name or alt), about))
    titled = for_paper(
        figure, name or shorten(alt, _LONGEST_TITLE, placeholder=" …"), about.line if about else ""
    )
    with st.container(key=f"picture_{key}"):
        return st.plotly_chart(titled, key=key, config=offered, alt=alt, **selection)


def _dated(name: str, about: Context | None) -> str:
    """A name with the day that the data reach: two charts of different days don't take each other's place."""
    return f"{name} {about.as_of.isoformat()}" if about else name


def config(name: str) -> dict[str, Any]:
    """What Plotly offers beside a chart: its picture, in the reader's language, and nothing else."""
    spoken = language.current()
    words = {
        "Download plot as a PNG": _("Picture of the chart (PNG)"),
        "Preparing image - this may take a few seconds": _("Making the picture …"),
        "Image download succeeded": _("The picture is saved"),
        "Sorry, there was a problem downloading your image!": _("The picture couldn't be made."),
    }
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "width": 1000, "scale": 2},
        "locale": spoken,
        "locales": {spoken: {"dictionary": words}},
    }


def take_away(name: str, data: Callable[[], Table], key: str) -> None:
    """A button that gives the data of a chart as text; the table is made when it's clicked."""
    about = context()

    def told() -> Table:
        return about.within(data()) if about else data()

    with st.container(horizontal=True, horizontal_alignment="right"):
        downloads.made_when_asked(
            _("Chart data (csv)"),
            f"{_dated(name, about)}.csv",
            lambda: text_file(told()),
            f"data_{key}",
            mime=CSV_MIME,
            look="tertiary",
        )


def file_name(told: str) -> str:
    """A name for a file out of what a chart is of: short, and of letters that any disk takes."""
    fit = "".join(" " if letter in _UNFIT or not letter.isprintable() else letter for letter in told)
    return shorten(fit, _LONGEST_NAME, placeholder="").strip(" .,;(") or "chart"
