"""The report as one HTML file that asks nothing of any other machine, for screens, phones and A4 paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from data import formats
from data.language import gettext as _
from metrics.catalogue import kpi_named
from metrics.report import course_svg, shift_svg
from metrics.report.markup import Markup, element, joined
from metrics.report.report import Aim, Definition, Held, Paragraph, Report, Section, Shifted, Used, Value
from metrics.report.scale import Scale
from metrics.report.signs import tone
from metrics.report.typesetting import typeset
from metrics.sentences import span
from metrics.tables import of_values

MIME = "text/html"
_STYLE = (Path(__file__).parent / "page.css").read_text("utf-8")


def written(report: Report) -> bytes:
    """The report as the bytes of an HTML file, in the language that it was made in."""
    report = typeset(report)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", report.title),
        element("style", Markup(_STYLE + _running(report))),
    )
    body = element("body", _head(report), _main(report), _foot(report))
    return f"<!doctype html>\n{element('html', head, body, lang=report.language)}\n".encode()


def _running(report: Report) -> str:
    """What is printed in the margins of each page of paper."""
    told = {
        "top-left": report.title,
        "top-right": report.whom,
        "bottom-left": " · ".join(f"{fact.label}: {fact.text}" for fact in report.facts[:3]),
    }
    places = "".join(f"@{place} {{ content: {_quoted(text)}; }}" for place, text in told.items())
    return f"@page {{ {places} }}"


def _quoted(text: str) -> str:
    """A text as style sheets take it; nothing in it ends the text, or the sheet."""
    return (
        '"'
        + "".join(
            letter if letter.isalnum() or letter in " .,·%–−" else f"\\{ord(letter):x} " for letter in text
        )
        + '"'
    )


def _head(report: Report) -> Markup:
    return element(
        "header",
        element("h1", report.title),
        element("p", report.headline, class_="lead") if report.headline else Markup(),
        _pairs([(fact.label, fact.text) for fact in report.facts], "facts"),
    )


def _main(report: Report) -> Markup:
    sections = [_section(section, at) for at, section in enumerate(report.sections, start=1)]
    parts = (_contents(report), _summary(report), _shifts(report), _targets(report))
    return element("main", *parts, *sections, _sources(report))


def _foot(report: Report) -> Markup:
    told = " · ".join(f"{fact.label}: {fact.text}" for fact in report.facts)
    return element("footer", element("p", told))


def _pairs(pairs: Iterable[tuple[str, str]], name: str) -> Markup:
    """Names with what stands for them."""
    told = [element("div", element("dt", term), element("dd", text)) for term, text in pairs if text]
    return element("dl", *told, class_=name)


def _contents(report: Report) -> Markup:
    """Links to the KPIs, with the value of each."""
    if not report.sections:
        return Markup()
    items = [
        element(
            "li", element("a", section.title, href=f"#{section.key}"), " ", element("span", section.now.text)
        )
        for section in report.sections
    ]
    return element("nav", element("ul", *items), aria_label=_("KPIs"), class_="contents")


def _summary(report: Report) -> Markup:
    paragraphs = chain.from_iterable(map(_paragraph, report.summary))
    notes = [element("p", note, class_="note") for note in report.notes]
    return element("section", element("h2", _("Summary")), *paragraphs, *notes, id="summary")


def _paragraph(one: Paragraph) -> tuple[Markup, Markup]:
    return element("h3", one.heading), element("ul", *(element("li", line) for line in one.lines))


def _shifts(report: Report) -> Markup:
    """All KPIs at the rollout beside each other, each with its interval on an axis that they share."""
    if not report.shifts:
        return Markup()
    along = shift_svg.axis(report.shifts)
    drawn = joined(_("← worse · usual ups and downs of a month · better →"), shift_svg.marks(along))
    headers = (_("KPI"), drawn, _("Change"), _("Verdict"), _("n"))
    notes = (report.forest_note, _("An interval that reaches the edge of a picture goes on beyond it."))
    return element(
        "section",
        element("h2", _("Impact")),
        _table(report.headline, headers, [_shifted(row, along) for row in report.shifts]),
        element("p", " ".join(notes), class_="note"),
        id="shifts",
    )


def _shifted(row: Shifted, along: Scale) -> list[str]:
    verdict = element("span", row.word_text, class_=f"status {tone(row.word)}")
    change = joined(row.change.text, " ", element("small", f"({row.change.interval})"))
    return [row.title, shift_svg.shift(row, along), change, verdict, row.sizes]


def _targets(report: Report) -> Markup:
    if not report.targets:
        return Markup()
    headers = (_("KPI"), _("For whom"), _("Target"), _("Now"), _("Status"), _("Where the trend leads"))
    rows = [_aim(aim) for aim in report.targets]
    return element(
        "section",
        element("h2", _("Targets")),
        _table(report.targets_headline or _("Targets"), headers, rows),
        element("p", report.targets_note, class_="note") if report.targets_note else Markup(),
        id="targets",
    )


def _aim(aim: Aim) -> list[str]:
    now = f"{aim.now.text}, {aim.now.behind}" if aim.now else formats.MISSING
    foretold = joined(aim.foretold, element("br"), aim.note) if aim.note else aim.foretold
    start = joined(element("br"), element("small", aim.baseline_text)) if aim.baseline_text else Markup()
    return [aim.title, aim.whom, joined(aim.target_text, start), now, _status(aim), foretold]


def _status(held: Aim | Held) -> Markup:
    """A status by sign, word and colour together."""
    return element("span", f"{held.sign} {held.word}", class_=f"status {tone(held.status)}")


def _table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """A table whose first cells name their rows; where it is wider than the screen, it alone is moved."""
    head = element("tr", *(element("th", header, scope="col") for header in headers))
    body = [
        element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in others))
        for first, *others in rows
    ]
    table = element("table", element("caption", caption), element("thead", head), element("tbody", *body))
    return element("div", table, class_="table", tabindex=0, role="region", aria_label=caption)


def _section(section: Section, number: int) -> Markup:
    """One KPI: what happened as its heading, the numbers, the chart, and what is to be known of them."""
    head = element(
        "div",
        element("p", f"{section.group} · {section.title}", class_="kicker"),
        element("h2", section.headline),
        element("div", _numbers(section), _figure(section, number), class_="look"),
        class_="head",
    )
    return element(
        "section",
        head,
        *(element("p", line) for line in section.told),
        *(element("p", note, class_="note") for note in section.notes),
        _computed(section.definition),
        _values(section),
        class_="kpi",
        id=section.key,
    )


def _numbers(section: Section) -> Markup:
    """Value, before, change and target, each with what it stands on."""
    told = [(_("Value"), _value(section.now))]
    if section.before:
        told.append((_("Before"), _value(section.before)))
    if section.change:
        told.append((_("Change"), _change(section)))
    if section.target:
        words = _lines(section.target.value_text, section.target.text)
        told.append((_("Target"), joined(words, element("p", _status(section.target)))))
    pairs = [element("div", element("dt", term), element("dd", words)) for term, words in told]
    return element("dl", *pairs, class_="numbers")


def _value(value: Value) -> Markup:
    return _lines(value.text, _interval(value.interval), value.behind, value.days)


def _change(section: Section) -> Markup:
    if section.change is None:
        return Markup()
    word = element("span", section.word_text, class_=f"status {tone(section.word)}")
    told = _lines(section.change.text, _interval(section.change.interval))
    return joined(told, element("p", word)) if section.word_text else told


def _interval(told: str) -> str:
    return f"{_('95 % interval')}: {told}" if told else ""


def _lines(first: str, *others: str) -> Markup:
    """A number large, and what is to be known of it below."""
    return joined(element("strong", first), *(element("p", told) for told in others if told))


def _figure(section: Section, number: int) -> Markup:
    """The chart, once for wide screens, once for phones and once for paper, of which one is shown."""
    drawn = [
        course_svg.course(section, size, f"chart-{number}-{size.style}")
        for size in (course_svg.WIDE, course_svg.NARROW, course_svg.PAPER)
    ]
    shown = [one for one in drawn if one is not None]
    if not shown:
        return Markup()
    return element("figure", *shown, element("figcaption", _caption(section)))


def _caption(section: Section) -> str:
    told = [f"{section.title}, {section.axis}", section.now.behind]
    if section.series[["low", "high"]].notna().all(axis=1).any():
        told.append(_("band: 95 % interval"))
    if not section.series["finished"].all():
        told.append(_("hollow: not finished yet"))
    return " · ".join(told)


def _computed(told: Definition) -> Markup:
    """What the KPI is, folded away on a screen and open on paper."""
    pairs = [
        (_("Description"), told.description),
        (_("Computed as"), told.formula),
        (_("Interval"), told.method),
        (_("Beware"), told.caution),
        (_("Source"), told.source),
    ]
    summary = element("summary", _("How is this computed?"))
    return element("details", summary, _pairs(pairs, "definition"), class_="computed")


def _values(section: Section) -> Markup:
    """All values by period, folded away."""
    if section.series.empty:
        return Markup()
    found = of_values(kpi_named(section.key), section.series, section.grain)
    table = _table(f"{section.title}, {section.axis}", list(found.columns), found.to_numpy().tolist())
    return element("details", element("summary", _("All values")), table, class_="values")


def _sources(report: Report) -> Markup:
    """The files behind the numbers."""
    if not report.uploads:
        return Markup()
    headers = (_("File"), _("Kind"), _("Rows loaded"), _("Rows left out"), _("Days"), _("KPIs"))
    rows = [_used(used) for used in report.uploads]
    return element(
        "section",
        element("h2", _("Files")),
        _table(_("The files that the numbers come from"), headers, rows),
        id="files",
    )


def _used(used: Used) -> list[str]:
    days = span(used.first_day, used.last_day) if used.first_day and used.last_day else formats.MISSING
    return [used.file, used.kind, formats.number(used.loaded), formats.number(used.left_out), days, used.kpis]
