"""A report made from what the pages show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from data import formats, language
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.records import EventKind, Upload
from metrics import captions, sentences, undated
from metrics.cards import Card
from metrics.feeds import fed
from metrics.goals.words import headline as score_headline
from metrics.impact import forest_words
from metrics.impact.forest_chart import forest_plot
from metrics.kpi import Kpi
from metrics.overview import first, named
from metrics.report.aims import aim
from metrics.report.definitions import definition
from metrics.report.ground import Ground, Tell, untold
from metrics.report.report import Fact, Report, Used
from metrics.report.sections import section
from metrics.report.shifts import shifts
from metrics.report.summary import headline, summary
from metrics.rollouts import scope


def leading(made_from: Ground) -> tuple[str, ...]:
    """The KPIs that a report has unless others are asked for: those that the Overview shows first."""
    return tuple(card.kpi.key for card in first(list(made_from.cards)))


def every(made_from: Ground) -> tuple[str, ...]:
    """The KPIs that have a value."""
    return tuple(card.kpi.key for card in made_from.cards)


def report(made_from: Ground, keys: Sequence[str] = (), tell: Tell = untold) -> Report:
    """The report in the language chosen now, with a section for each of ``keys`` that has a value.

    Without ``keys`` the leading ones have one. ``tell`` hears of each KPI before its section is made.
    """
    asked = keys or leading(made_from)
    shown = [card for card in made_from.cards if card.kpi.key in asked]
    latest = captions.latest(list(made_from.cards))
    sections = []
    for done, card in enumerate(shown):
        tell(done, len(shown), card.kpi.title)
        sections.append(section(card, made_from, latest))
    as_of = max((card.as_of for card in made_from.cards), default=None)
    forest = made_from.forest if made_from.forest and made_from.forest.rows else None
    event = made_from.event
    return Report(
        title=title(made_from),
        headline=headline(made_from),
        language=language.current(),
        grain=made_from.view.grain,
        period=period(made_from),
        whom=scope(made_from.view.where, made_from.names),
        as_of=as_of,
        made_on=date.today(),
        rollout=(event.starts_on, event.policy) if event else None,
        facts=facts(made_from, as_of),
        notes=_notes(made_from, shown),
        summary=summary(made_from),
        targets=tuple(aim(score, made_from.names) for score in made_from.board),
        targets_headline=score_headline(made_from.board) if made_from.board else "",
        targets_note=_targets_note(made_from),
        sections=tuple(sections),
        definitions=tuple(definition(card.kpi) for card in shown),
        uploads=tuple(_used(made_from.uploads, [card.kpi for card in shown])),
        forest_note=forest_words.reading() if forest else "",
        forest_alternative=forest_words.alternative(forest) if forest else "",
        draw_forest=partial(forest_plot, forest) if forest else None,
        shifts=shifts(forest) if forest else (),
    )


def title(made_from: Ground) -> str:
    """What the report is about, as on the Overview."""
    event = made_from.event
    if event is None:
        return _("Service so far")
    words = {"day": formats.day(event.starts_on), "event": event.policy}
    if event.kind is EventKind.POLICY:
        return _("Service since the policy of %(day)s") % words
    return _("Service since %(day)s: %(event)s") % words


def period(made_from: Ground) -> str:
    """The days that the values are of."""
    view, known = made_from.view, list(made_from.cards)
    if not known:
        return formats.MISSING
    begin = min(card.reached.first for card in known)
    end = view.last or captions.latest(known) or max(card.reached.last for card in known)
    return sentences.span(max(begin, view.first) if view.first else begin, end)


def facts(made_from: Ground, as_of: date | None) -> tuple[Fact, ...]:
    """What stands on every page of the report."""
    event = made_from.event
    policy = f"{event.policy}, {formats.day(event.starts_on)}" if event else _("none set")
    return (
        Fact(_("Period"), period(made_from)),
        Fact(_("For whom"), scope(made_from.view.where, made_from.names)),
        Fact(_("Data to"), formats.day(as_of)),
        Fact(_("Rows behind it"), captions.rows(list(made_from.cards)) or formats.MISSING),
        Fact(_("Rollout"), policy),
        Fact(_("Language"), formats.language_name(language.current())),
    )


def _notes(made_from: Ground, shown: Sequence[Card]) -> tuple[str, ...]:
    """What to know of the whole report."""
    told = (
        forest_words.at_once(made_from.forest) if made_from.forest else "",
        _reaches_back(made_from),
        undated.left_out(made_from.undated),
        _chosen(made_from, shown),
    )
    return tuple(part for part in told if part)


def _reaches_back(made_from: Ground) -> str:
    if not made_from.view.reaches_back:
        return ""
    told = _("The values are of the days since %(day)s; earlier ones are what they are compared with.")
    return told % {"day": formats.day(made_from.view.rollout)}


def _chosen(made_from: Ground, shown: Sequence[Card]) -> str:
    """That some KPIs have no section, and that the summary tells of all the same."""
    known = len(made_from.cards)
    if len(shown) == known:
        return ""
    words = {"n": formats.number(len(shown)), "all": formats.number(known)}
    return (
        ngettext(
            "%(n)s of %(all)s KPI with data has a section of its own; the summary tells of all of them.",
            "%(n)s of %(all)s KPIs with data have a section of their own; the summary tells of all of them.",
            known,
        )
        % words
    )


def _targets_note(made_from: Ground) -> str:
    last = max((score.as_of for score in made_from.board if score.as_of), default=None)
    if last is None:
        return ""
    told = _("Data to %(reached)s. Each target is judged by its own days; the filters don't narrow it.")
    return told % {"reached": formats.day(last)}


def _used(uploads: Sequence[Upload], kpis: Sequence[Kpi]) -> list[Used]:
    """The files that any of the KPIs comes from, the newest first."""
    wanted = {kpi.key for kpi in kpis}
    told = [(one, [kpi for kpi in fed(one.layout, one.mapping) if kpi.key in wanted]) for one in uploads]
    return [
        Used(
            number=one.upload_id,
            file=one.file,
            kind=_(KIND_NAMES[one.kind]),
            loaded=one.loaded,
            left_out=one.rejected,
            first_day=one.first_day,
            last_day=one.last_day,
            uploaded_at=one.uploaded_at,
            uploaded_by=one.uploaded_by,
            kpis=named([kpi.title for kpi in feeding]),
        )
        for one, feeding in told
        if feeding
    ]
