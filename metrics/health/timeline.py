"""The days that each loaded file covers, as bars in a lane for each kind of data, with the gaps in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.records import Upload
from metrics.chart import ACCENT, CLEAR, FONT, TARGET
from metrics.health.examination import Health, KindHealth
from metrics.health.findings import About, Finding
from metrics.health.headline import KIND_WORDS
from metrics.health.sentences import length
from metrics.sentences import span

_LANE, _FRAME = 30, 64
_BAR = 0.62
_GAP_FILL = "rgba(213, 94, 0, 0.12)"
_FILE_FILL = "rgba(0, 114, 178, 0.35)"
_LINE = "rgba(128, 128, 128, 0.25)"
_MOST_TICKS, _LONG = 4, 36
_A_DAY = 24 * 3600 * 1000


def timeline(health: Health) -> go.Figure:
    """Each file as a bar from its first day to its last; files of the same days one below the other."""
    figure, names, top = go.Figure(), {}, 0
    for kind in health.kinds:
        packed = lanes([file for file in kind.files if file.first_day and file.last_day])
        if packed:
            names[top + (len(packed) - 1) / 2] = _name(kind)
            for place, files in enumerate(packed, start=top):
                _files(figure, place, files)
            _gaps(figure, top, len(packed), [one for one in health.findings if one.kind == kind.kind])
            top += len(packed) + 1
    return _ticks(_framed(figure, names, top), health.kinds)


def _name(kind: KindHealth) -> str:
    words = _(KIND_WORDS[kind.kind])
    return f"{words[:1].upper()}{words[1:]}"


def lanes(files: Sequence[Upload]) -> list[list[Upload]]:
    """Files in as few lanes as keep those with common days apart."""
    found: list[list[Upload]] = []
    for file in sorted(files, key=lambda one: (_first(one), one.upload_id)):
        free = next((lane for lane in found if _last(lane[-1]) < _first(file)), None)
        if free is None:
            found.append([file])
        else:
            free.append(file)
    return found


def _first(file: Upload) -> date:
    return file.first_day or date.min


def _last(file: Upload) -> date:
    return file.last_day or date.max


def _files(figure: go.Figure, place: int, files: Sequence[Upload]) -> None:
    figure.add_bar(
        base=[pd.Timestamp(str(file.first_day)) for file in files],
        x=[_length(file.first_day, file.last_day) for file in files],
        y=[place] * len(files),
        orientation="h",
        width=_BAR,
        marker={"color": _FILE_FILL, "line": {"color": ACCENT, "width": 1.5}},
        customdata=[_hover(file) for file in files],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _length(first: date | None, last: date | None) -> int:
    return ((last - first).days + 1) * _A_DAY if first and last else 0


def _hover(file: Upload) -> str:
    rows = ngettext("%(n)s row loaded", "%(n)s rows loaded", file.loaded) % {"n": formats.number(file.loaded)}
    days = span(file.first_day, file.last_day) if file.first_day and file.last_day else ""
    return f"<b>{formats.escaped(file.file)}</b><br>{days}<br>{rows}"


def _gaps(figure: go.Figure, top: int, count: int, findings: Sequence[Finding]) -> None:
    """Gaps across all lanes of a kind, hatched and with how long they are."""
    found = _of_gaps(findings)
    if not found:
        return
    gaps = [one for one, _days in found]
    told, days = [_gap(one) for one in gaps], [days for _gap, days in found]
    figure.add_bar(
        base=[pd.Timestamp(str(one.first)) for one in gaps],
        x=[_length(one.first, one.last) for one in gaps],
        y=[top + (count - 1) / 2] * len(gaps),
        orientation="h",
        width=count - 1 + _BAR + 0.2,
        marker={
            "color": _GAP_FILL,
            "line": {"color": TARGET, "width": 1.5},
            "pattern": {"shape": "/", "fgcolor": TARGET, "size": 6, "solidity": 0.25},
        },
        customdata=[f"<b>{words}</b><br>{when}" for words, when in zip(told, days, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _of_gaps(findings: Sequence[Finding]) -> list[tuple[Finding, str]]:
    """The findings that are gaps, each with its days in words."""
    return [
        (one, span(one.first, one.last))
        for one in findings
        if one.about in (About.GAP, About.CLOSED) and one.first and one.last
    ]


def _gap(found: Finding) -> str:
    return _("a gap of %(length)s") % {"length": length(found)}


def _framed(figure: go.Figure, names: dict[float, str], top: int) -> go.Figure:
    figure.update_xaxes(type="date", showgrid=True, gridcolor=_LINE, fixedrange=True)
    figure.update_yaxes(
        tickvals=list(names),
        ticktext=list(names.values()),
        range=[top - 1.3, -0.7],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    return figure.update_layout(
        height=_FRAME + _LANE * max(top, 2),
        barmode="overlay",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        font={"family": FONT, "size": 14},
        hoverlabel={"font": {"family": FONT}},
        plot_bgcolor=CLEAR,
    )


def _ticks(figure: go.Figure, kinds: Sequence[KindHealth]) -> go.Figure:
    """Dates below in the reader's language: years, or months where the data are short."""
    days = [day for kind in kinds for day in (kind.first, kind.last) if day]
    if not days:
        return figure
    months = pd.period_range(pd.Timestamp(min(days)), pd.Timestamp(max(days)), freq="M")
    grain = "year" if len(months) > _LONG else "month"
    starts = [month for month in months.start_time if grain == "month" or month.month == 1]
    shown = starts[:: max(1, -(-len(starts) // _MOST_TICKS))]
    names = [formats.period(start.date(), grain) for start in shown]
    return figure.update_xaxes(tickvals=shown, ticktext=names, tickangle=0)


def told(health: Health) -> str:
    """What the timeline shows, for who can't see it: the days of each kind, and the gaps in them."""
    parts = [
        _("%(kind)s: %(span)s") % {"kind": _name(kind), "span": ", ".join([days, *_gaps_told(health, kind)])}
        for kind in health.kinds
        if kind.first and kind.last and (days := span(kind.first, kind.last))
    ]
    return "; ".join(parts)


def _gaps_told(health: Health, kind: KindHealth) -> list[str]:
    found = [one for one in health.findings if one.kind == kind.kind]
    return [f"{_gap(one)} ({when})" for one, when in _of_gaps(found)]
