"""The sheets of the Excel report that are lists: targets, definitions, and the files used."""

from __future__ import annotations

from data.language import gettext as _
from data.language import pgettext
from metrics.report.report import Aim, Report
from metrics.report.sheets.paper import Book, Cell, Number, Paper, as_told, digits


def targets(book: Book, name: str, report: Report) -> None:
    """All targets, the worst first."""
    paper = Paper(book, name, _("Targets"), (30, 22, 26, 14, 26, 12, 12, 10, 14, 14, 14, 14, 28, 18, 40))
    paper.told()
    paper.back()
    paper.headed()
    headers = (
        _("KPI"),
        _("For whom"),
        _("Target"),
        pgettext("deadline", "By"),
        _("Now"),
        _("Low end of its interval"),
        _("High end of its interval"),
        _("n"),
        _("First day"),
        _("Last day"),
        _("Baseline"),
        _("The way so far, in percent"),
        _("If the trend goes on"),
        _("Status"),
        _("To know"),
    )
    paper.table(headers, [_aim(one) for one in report.targets])
    paper.skip()
    for told in (report.targets_headline, report.targets_note):
        if told:
            paper.line(told, "headline" if told == report.targets_headline else "words")


def _aim(aim: Aim) -> list[Cell]:
    now = aim.now
    if now is None:
        value: list[Cell] = [None, None, None, Number(0), None, None]
    else:
        shown, plain = as_told(now.value, now.text, now.decimals), digits(now.decimals)
        ends = (Number(now.low, plain), Number(now.high, plain))
        value = [Number(now.value, shown), *ends, Number(now.n), now.first, now.last]
    return [
        aim.title,
        aim.whom,
        Number(aim.target, as_told(aim.target, aim.value_text, aim.decimals)),
        aim.due,
        *value,
        Number(aim.baseline, digits(aim.decimals)),
        Number(aim.way, digits(0)),
        aim.foretold,
        f"{aim.sign} {aim.word}",
        " ".join(part for part in (aim.note, f"{aim.baseline_text}." if aim.baseline_text else "") if part),
    ]


def definitions(book: Book, name: str, report: Report) -> None:
    """What each KPI of the report is."""
    paper = Paper(book, name, _("Definitions"), (30, 12, 44, 44, 44, 44, 36))
    paper.told()
    paper.back()
    paper.headed()
    headers = (
        _("KPI"),
        _("Unit"),
        _("What it means"),
        _("How it is computed"),
        _("Beware"),
        _("How its interval is computed"),
        _("Source"),
    )
    rows = [
        (one.title, one.unit, one.description, one.formula, one.caution, one.method, one.source)
        for one in report.definitions
    ]
    paper.table(headers, rows)


def uploads(book: Book, name: str, report: Report) -> None:
    """The files that the numbers come from."""
    paper = Paper(book, name, _("Files used"), (40, 24, 12, 12, 14, 14, 14, 24, 50))
    paper.told()
    paper.back()
    paper.headed()
    headers = (
        _("File"),
        _("Kind"),
        _("Rows loaded"),
        _("Rows left out"),
        _("First day"),
        _("Last day"),
        _("Loaded on"),
        _("Loaded by"),
        _("KPIs that it feeds"),
    )
    rows = [
        (
            one.file,
            one.kind,
            Number(one.loaded),
            Number(one.left_out),
            one.first_day,
            one.last_day,
            one.uploaded_at.date(),
            one.uploaded_by,
            one.kpis,
        )
        for one in report.uploads
    ]
    paper.table(headers, rows)
