"""``python -m metrics report``: the report as a file, for a mail that goes out on a schedule."""

from __future__ import annotations

from datetime import date
from errno import ENOENT
from os import strerror
from pathlib import Path
from typing import Any

from data import language
from data.language import gettext as _
from data.store import Store, is_empty, open_store, policies
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.console.options import (
    Answer,
    Options,
    WrongOptionError,
    command,
    known_members,
    take_days,
    take_where,
)
from metrics.console.options import where as conditions
from metrics.console.rollout import rollout, take_rollout
from metrics.periods import GRAIN_NAMES, Grain
from metrics.query import Filters, filters
from metrics.report.formats import FORMATS, file_name
from metrics.report.ground import ground
from metrics.report.making import every, report
from metrics.report.report import Report
from metrics.rollouts import Event, comparable, reach


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(
        commands, "report", _("the report as a file: summary, targets, KPIs with charts"), _answer
    )
    parser.add_argument("--format", choices=list(FORMATS), default="xlsx", help=_("the format of the file"))
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=_("the file; one named by its day without it")
    )
    parser.add_argument(
        "--lang", choices=language.available(), help=_("the language; the terminal's without it")
    )
    parser.add_argument(
        "--kpi", action="append", metavar="KEY", help=_("which KPI has a section; those that lead without it")
    )
    parser.add_argument("--all-kpis", action="store_true", help=_("a section for each KPI that has a value"))
    parser.add_argument(
        "--by", type=Grain, choices=list(GRAIN_NAMES), default=Grain.MONTH, help=_("length of a period")
    )
    take_rollout(parser)
    take_days(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    if options.lang:
        language.choose(options.lang)
    found = _found(open_store(), options)
    file = options.out or Path(file_name(found, options.format))
    _write(file, FORMATS[options.format].written(found))
    told = _("%(file)s: %(headline)s") % {"file": file, "headline": found.headline or found.title}
    return _told(found, file, options.format), told


def _found(store: Store, options: Options) -> Report:
    """The report that is asked for; what can't be done is refused before the work begins."""
    where, asked = conditions(options.where), tuple(options.kpi or ())
    for key in asked:
        kpi_named(key)
    known_members(where)
    _place_for(options.out)
    if is_empty(store):
        raise WrongOptionError(_("There are no data to report on: load a file first."))
    event = _event(store, rollout(store, options, where), where)
    made_from = ground(store, _view(options, where, event), event)
    found = report(made_from, every(made_from) if options.all_kpis else asked)
    if not found.sections:
        raise WrongOptionError(_("There are no rows for this choice."))
    return found


def _told(found: Report, file: Path, ending: str) -> dict[str, Any]:
    """What was written, for a program."""
    return {
        "file": str(file),
        "format": ending,
        "language": found.language,
        "title": found.title,
        "headline": found.headline,
        "period": found.period,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "kpis": [section.key for section in found.sections],
    }


def _event(store: Store, day: date | None, where: Filters) -> Event | None:
    """The event of a day, the widest first; a day that no event has is one by itself."""
    if day is None:
        return None
    known = [event for event in comparable(policies(store)) if event.starts_on == day]
    reached = [event for event in known if reach(event, where)]
    return next(iter([*reached, *known]), Event(_("Rollout"), day))


def _view(options: Options, where: Filters, event: Event | None) -> View:
    """What the filters of the page say: the days since the rollout, unless others are asked for."""
    if event is None:
        return View(options.first, options.last, options.by, where)
    first = options.first if options.first or options.last else event.starts_on
    # Those whom an event is about alone have a before and an after.
    about = filters({key: list(members) for key, members in (*event.where, *where)})
    return View(first, options.last, options.by, about, event.starts_on)


def _place_for(file: Path | None) -> None:
    """WrongOptionError where a file's folder isn't there: known before the work begins."""
    if file is not None and not file.parent.is_dir():
        words = {"file": file, "cause": strerror(ENOENT)}
        raise WrongOptionError(_("%(file)s can't be written: %(cause)s") % words)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        words = {"file": file, "cause": error.strerror}
        raise WrongOptionError(_("%(file)s can't be written: %(cause)s") % words) from None
