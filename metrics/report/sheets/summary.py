"""The first sheet of the Excel report: the summary in words, and all its KPIs beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.language import gettext as _
from metrics.report.report import Report, Section
from metrics.report.sheets.paper import Book, Cell, Link, Number, Paper, as_told, digits

_WIDTHS = (36, 26, 13, 13, 10, 26, 13, 13, 26, 18)


def sheet(book: Book, name: str, report: Report, sheets: Mapping[str, str], others: Sequence[str]) -> None:
    """Add the summary; ``sheets`` are the names of the KPIs' sheets by key, ``others`` all other names."""
    paper = Paper(book, name, report.title, _WIDTHS)
    paper.told()
    paper.links([Link(other, other) for other in others])
    if report.headline:
        paper.line(report.headline, "headline")
    for paragraph in report.summary:
        paper.line(paragraph.heading, "heading", 30)
        for told in paragraph.lines:
            paper.line(f"•  {told}")
    # The words are a page, the numbers another.
    paper.sheet.set_h_pagebreaks([paper.row])
    paper.line(_("KPIs"), "heading", 30)
    paper.table(_headers(), [_row(section, sheets[section.key]) for section in report.sections])
    paper.skip()
    for told in report.notes:
        paper.line(told)


def _headers() -> tuple[str, ...]:
    low, high = _("Low end of its interval"), _("High end of its interval")
    return (
        _("KPI"),
        _("Value"),
        low,
        high,
        _("n"),
        _("Change"),
        low,
        high,
        _("Verdict"),
        _("Target"),
    )


def _row(section: Section, name: str) -> list[Cell]:
    now, change, target = section.now, section.change, section.target
    plain = digits(now.decimals)
    if change is None:
        moved: list[Cell] = [None, None, None]
    else:
        shift = digits(change.decimals)
        signed = f"+{shift};\N{MINUS SIGN}{shift};{shift}"
        shown = as_told(change.value, change.text, change.decimals, sign=True)
        moved = [Number(change.value, shown), Number(change.low, signed), Number(change.high, signed)]
    return [
        Link(section.title, name),
        Number(now.value, as_told(now.value, now.text, now.decimals)),
        Number(now.low, plain),
        Number(now.high, plain),
        Number(now.n),
        *moved,
        section.word_text,
        f"{target.sign} {target.word}" if target else _("No target set"),
    ]
