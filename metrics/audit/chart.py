"""The charts of audits: teams and standards beside each other, and the course of a team by audit date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data import formats
from data.audits import AUDIT_KIND_NAMES, HIGHEST, LOWEST, Audit, AuditKind
from data.language import gettext as _
from metrics.audit import words
from metrics.audit.results import Audited, Result, Whom
from metrics.audit.scoring import PERCENT, Mean, points
from metrics.chart import ACCENT, BEFORE, laid_out, mark_rollout
from metrics.dumbbells import Axis, Dot, Row, Side, dumbbells

_SYMBOLS = {
    AuditKind.OWN: "circle",
    AuditKind.PHONE: "diamond",
    AuditKind.VISIT: "square",
    AuditKind.EMAIL: "triangle-up",
}
_SIGNS = {
    AuditKind.OWN: "●",
    AuditKind.PHONE: "◆",
    AuditKind.VISIT: "■",
    AuditKind.EMAIL: "▲",
}
_HEIGHT, _TOP, _MOST_TICKS = 280, 64, 5
_ROOM = pd.Timedelta(days=25)
_FLOOR, _CEILING = 15, 105


def teams(found: Result, names: Mapping[Whom, str]) -> go.Figure:
    """The percent of each team or branch, the lowest first, with that of before the rollout."""
    rows = [
        Row(
            names[team.whom],
            _end(team),
            _dot(team.percent.before, "percent"),
            _dot(team.percent.now, "percent"),
        )
        for team in found.teams
        if team.percent.now
    ]
    return dumbbells(rows, _sides(found), Axis(_("% of the points, 20 is the lowest"), *PERCENT, 20))


def _end(team: Audited) -> str:
    """The value with how many audits it is of."""
    now = team.percent.now
    return f"<b>{words.percent(now.value)}</b> · {words.counted(now.n)}" if now else ""


def standards(found: Result) -> go.Figure:
    """The mean score of each standard, the weakest first, with that of before the rollout."""
    rows = [
        Row(
            words.standard_name(one.standard),
            f"<b>{formats.number(one.score.now.value, 1)}</b> · {words.counted(one.score.now.n)}",
            _dot(one.score.before, "score"),
            _dot(one.score.now, "score"),
        )
        for one in found.standards
        if one.score.now
    ]
    title = _("mean score, %(worst)s to %(best)s") % {"worst": LOWEST, "best": HIGHEST}
    return dumbbells(rows, _sides(found), Axis(title, LOWEST, HIGHEST, 1))


def _sides(found: Result) -> tuple[Side, Side]:
    since = _("since the rollout") if found.before else _("audits")
    return Side(_("before the rollout"), BEFORE, "circle-open"), Side(since, ACCENT, "circle")


def _dot(mean: Mean | None, tell: str) -> Dot | None:
    if mean is None:
        return None
    value = words.percent(mean.value) if tell == "percent" else words.score(mean.value)
    told = "<br>".join((value, words.interval(mean, tell), words.counted(mean.n)))
    return Dot(mean.value, mean.low, mean.high, told)


def course(team: Audited, rollout: date | None) -> go.Figure:
    """The percent of a team or branch by audit date, each way of auditing with a sign of its own."""
    figure = make_subplots(rows=1, cols=1)
    shown = list(team.audits)
    days = [pd.Timestamp(one.on) for one in shown]
    percents = [points(one).percent for one in shown]
    line = {"color": BEFORE, "width": 1.5, "dash": "dot"}
    figure.add_scatter(x=days, y=percents, mode="lines", line=line, hoverinfo="skip")
    for kind in AuditKind:
        _marks(figure, [one for one in shown if one.kind is kind], kind, rollout)
    first, last = min(days) - _ROOM, max(days) + _ROOM
    if rollout and first < pd.Timestamp(rollout) < last:
        mark_rollout(figure, rollout, _("rollout"), "right" if _late(rollout, first, last) else "left")
    ticks = _ticks(first, last)
    told = [formats.period(one.date(), "month") for one in ticks]
    figure.update_xaxes(range=[first, last], tickvals=ticks, ticktext=told, showgrid=False, fixedrange=True)
    figure.update_yaxes(title=_("% of the points"), range=[_FLOOR, _CEILING], tick0=20, dtick=20)
    figure.update_yaxes(fixedrange=True, zeroline=False)
    return laid_out(figure, _HEIGHT).update_layout(margin={"t": _TOP, "r": 8})


def signs(found: Result) -> str:
    """Which sign of a course stands for which kind of audit."""
    kinds = {one.kind for team in found.teams for one in team.audits}
    return " · ".join(f"{_SIGNS[kind]} {_(AUDIT_KIND_NAMES[kind])}" for kind in AuditKind if kind in kinds)


def _late(rollout: date, first: pd.Timestamp, last: pd.Timestamp) -> bool:
    return pd.Timestamp(rollout) - first > last - pd.Timestamp(rollout)


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """The first days of a few months."""
    months = pd.date_range(first.normalize() + pd.offsets.MonthBegin(0), last, freq="MS")
    every = max(1, -(-len(months) // _MOST_TICKS))
    return [pd.Timestamp(one) for one in months[::every]]


def _marks(figure: go.Figure, shown: list[Audit], kind: AuditKind, rollout: date | None) -> None:
    if not shown:
        return
    colours = [BEFORE if rollout and one.on < rollout else ACCENT for one in shown]
    figure.add_scatter(
        x=[pd.Timestamp(one.on) for one in shown],
        y=[points(one).percent for one in shown],
        mode="markers",
        marker={"symbol": _SYMBOLS[kind], "size": 13, "color": colours},
        customdata=[_hover(one) for one in shown],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _hover(audit: Audit) -> str:
    told = (formats.day(audit.on), words.kind_name(audit), audit.auditor, words.audit_told(audit))
    return "<br>".join(map(formats.escaped, told))


def teams_alternative(found: Result, names: Mapping[Whom, str]) -> str:
    """What the chart of teams shows, for those who can't see it."""
    told = "; ".join(words.team_told(team, names[team.whom]) for team in found.teams) + "."
    return " ".join(part for part in (words.changed(found.percent), told) if part)


def standards_alternative(found: Result) -> str:
    """What the chart of standards shows, for those who can't see it."""
    return "; ".join(map(words.standard_told, found.standards)) + "."


def course_alternative(team: Audited) -> str:
    """What the course of a team shows, for those who can't see it."""
    by_day = (f"{formats.day(one.on)}: {words.percent(points(one).percent)}" for one in team.audits)
    told = "; ".join(by_day) + "."
    return " ".join(part for part in (words.changed(team.percent), told) if part)
