"""The command line of the numbers: ``python -m metrics values|compare|impact|change|health|targets``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from data import language
from data.kinds import dimensions_of
from data.language import gettext as _
from data.records import EventKind
from data.store import StoreUnavailable, open_store, policies, scales, targets
from data.vocabulary import plain as words
from metrics import sentences
from metrics.answers import comparison_answer, value_rows
from metrics.catalogue import UnknownKpiError, by_key, kpi_named
from metrics.change.contrast import contrast
from metrics.change.contributions import contributions
from metrics.change.tables import contrast_answer, contributions_answer
from metrics.comparison import Around, compare
from metrics.facts import StoredFacts
from metrics.goals import words as score_words
from metrics.goals.scoreboard import Asked, scoreboard
from metrics.health.answer import health_answer, health_text
from metrics.health.examination import examine
from metrics.impact.answer import impact_answer, impact_text
from metrics.impact.forest import forest
from metrics.impact.forest_answer import forest_answer, forest_text
from metrics.impact.impact import impacts
from metrics.own.definition import take_up
from metrics.people import names_people
from metrics.periods import Grain
from metrics.query import Filters, Query, filters
from metrics.readings import FACT_TABLES
from metrics.rollouts import Event, events, reach
from metrics.span_names import UnknownSpanError, span_named
from metrics.windows import Days


class WrongOptionError(ValueError):
    """An option that can't be used; the message says what it may be."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one command; the exit code is 0, or 2 where an option can't be used, or 1 without a store."""
    language.choose_of_terminal()
    options = _parser().parse_args(arguments)
    try:
        take_up(open_store())
        rows, text = options.answer(options)
    except (UnknownKpiError, WrongOptionError) as error:
        return _refuse(error, 2)
    except StoreUnavailable as error:
        return _refuse(error, 1)
    sys.stdout.write((json.dumps(rows, ensure_ascii=False, indent=1) if options.json else text) + "\n")
    return 0


def _refuse(error: Exception, code: int) -> int:
    sys.stderr.write(f"{error.args[0]}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metrics", description=_("KPIs from the store."))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    values = commands.add_parser("values", help=_("KPI values by period and split"))
    values.add_argument("--kpi", action="append", metavar="KEY", help=_("which KPI; all without it"))
    values.add_argument(
        "--by", type=Grain, choices=list(Grain), default=Grain.ALL, help=_("length of a period")
    )
    values.add_argument("--from", dest="first", type=_day, metavar="D", help=_("first day, as in 2025-03-01"))
    values.add_argument("--to", dest="last", type=_day, metavar="D", help=_("last day"))
    values.add_argument("--split", metavar="DIMENSION", help=_split_help())
    values.set_defaults(answer=_values)
    comparing = _comparing(commands.add_parser("compare", help=_("a KPI before and after a rollout")))
    judging = _judging(commands.add_parser("impact", help=_("whether a KPI truly shifted at a rollout")))
    changing = commands.add_parser("change", help=_("why a KPI changed between two spans of days"))
    changing.add_argument("kpi", metavar="KPI", help=", ".join(by_key()))
    span = _("as in 2024, 2024-Q4, 2025-03 or 2025-03-05..2025-04-10")
    changing.add_argument("--from", dest="then", type=_span, required=True, metavar="SPAN", help=span)
    changing.add_argument("--to", dest="now", type=_span, required=True, metavar="SPAN", help=span)
    changing.add_argument("--by", metavar="DIMENSION", help=_split_help())
    changing.set_defaults(answer=_change)
    looking = commands.add_parser("health", help=_("what the data cover, and what is wrong with them"))
    looking.add_argument("--json", action="store_true", help=_("answer as JSON"))
    looking.set_defaults(answer=_health)
    _aiming(commands.add_parser("targets", help=_("where all targets stand, and where the trends lead")))
    for command in (values, comparing, judging, changing):
        command.add_argument("--where", action="append", metavar="DIMENSION=VALUE", help=_("only these rows"))
        command.add_argument("--json", action="store_true", help=_("answer as JSON"))
    return parser


def _comparing(comparing: argparse.ArgumentParser) -> argparse.ArgumentParser:
    comparing.add_argument("kpi", metavar="KPI", help=", ".join(by_key()))
    comparing.add_argument(
        "--rollout", type=_day, required=True, metavar="D", help=_("the day of the rollout")
    )
    comparing.set_defaults(answer=_compare)
    return comparing


def _judging(judging: argparse.ArgumentParser) -> argparse.ArgumentParser:
    known = _("%(names)s; all of them together without one") % {"names": ", ".join(by_key())}
    judging.add_argument("kpi", metavar="KPI", nargs="?", help=known)
    judging.add_argument(
        "--rollout", type=_day, metavar="D", help=_("the day of the rollout; that of your policy without it")
    )
    judging.set_defaults(answer=_impact)
    return judging


def _aiming(aiming: argparse.ArgumentParser) -> None:
    aiming.add_argument("--as-of", type=_day, metavar="D", help=_("as it stood on a day"))
    aiming.add_argument("--by", metavar="DIMENSION", help=_split_help())
    aiming.add_argument("--json", action="store_true", help=_("answer as JSON"))
    aiming.set_defaults(answer=_targets)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("%(text)s is not a date as in 2025-03-01") % {"text": text}
        ) from None


def _span(text: str) -> Days:
    try:
        return span_named(text)
    except UnknownSpanError as error:
        raise argparse.ArgumentTypeError(error.args[0]) from None


def _values(options: argparse.Namespace) -> tuple[list[dict[str, Any]], str]:
    keys = tuple(dict.fromkeys(options.kpi or by_key()))
    for key in keys:
        kpi_named(key)
    split = _dimension(options.split) if options.split else None
    query = Query(keys, options.by, options.first, options.last, split, _where(options.where))
    rows = value_rows(StoredFacts(open_store()), query)
    told = "\n".join(_line(row, options) for row in rows)
    return rows, told or _("There are no rows for this choice.")


def _line(row: dict[str, Any], options: argparse.Namespace) -> str:
    kpi = kpi_named(row["kpi"])
    told = [kpi.title, row["period"], kpi.text(row["value"], options.by), sentences.counted(kpi, row["n"])]
    if options.split:
        told.insert(2, row["split"] or _("not given"))
    return "\t".join(told if row["finished"] else [*told, _("not finished yet")])


def _compare(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    kpi_named(options.kpi)
    where = _where(options.where)
    found = compare(StoredFacts(open_store()), (options.kpi,), Around(options.rollout, where))[options.kpi]
    answer = comparison_answer(found)
    return answer, answer["sentence"]


def _impact(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    keys = (kpi_named(options.kpi).key,) if options.kpi else tuple(by_key())
    store, where = open_store(), _where(options.where)
    known = events(policies(store))
    rollout = options.rollout or _latest_rollout(known, where)
    found = impacts(StoredFacts(store), keys, Around(rollout, where), targets(store), known)
    if options.kpi:
        return impact_answer(found[options.kpi]), impact_text(found[options.kpi])
    together = forest(found)
    return forest_answer(together, rollout), forest_text(together, rollout)


def _latest_rollout(known: list[Event], where: Filters) -> date:
    """The day of the latest policy that reached everybody looked at."""
    reached = [event for event in known if event.kind is EventKind.POLICY and reach(event, where)]
    if not reached:
        raise WrongOptionError(_("No policy with a rollout is set for these: give the day by --rollout."))
    return max(event.starts_on for event in reached)


def _change(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    kpi, by = kpi_named(options.kpi), _dimension(options.by) if options.by else None
    facts, where = StoredFacts(open_store()), _where(options.where)
    columns = {column.key: column.title for column in facts.dimensions(kpi.table)}
    keys = [by] if by else [key for key in columns if not names_people(key)]
    pair = (options.then, options.now)
    found = contributions(facts, kpi, pair, [key for key in keys if key in columns], where)
    if not found:
        answer = contrast_answer(contrast(facts, kpi, pair, where))
    else:
        answer = contributions_answer(found[0], columns[found[0].dimension])
    return answer, "\n".join(answer["sentences"])


def _health(_options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    health = examine(open_store())
    return health_answer(health), health_text(health)


def _targets(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    store = open_store()
    by = _dimension(options.by) if options.by else None
    asked = Asked(options.as_of, by, tuple(store.members(by)) if by else ())
    held = targets(store, options.as_of) if options.as_of else targets(store)
    board = scoreboard(StoredFacts(store), held, scales(store), asked)
    names = {column.key: column.title for column in store.dimensions()}
    told = ["\t".join(line) for line in score_words.rows(board, names)]
    return score_words.answer(board, options.as_of), "\n".join([score_words.headline(board), *told])


def _where(conditions: list[str] | None) -> Filters:
    kept: dict[str, list[str]] = {}
    for condition in conditions or []:
        name, equals, member = condition.partition("=")
        if not equals:
            raise WrongOptionError(_("%(text)s is not a condition as in team=North.") % {"text": condition})
        kept.setdefault(_dimension(name), []).append(member)
    return filters(kept)


def _split_help() -> str:
    keys = dict.fromkeys(column.key for table in FACT_TABLES for column in dimensions_of(table))
    return _("%(names)s, or one of your own by its name") % {"names": ", ".join(keys)}


def _dimension(name: str) -> str:
    """The key of a dimension, by the key itself or by the name that the company gave it."""
    columns = {column.key: column for table in FACT_TABLES for column in open_store().dimensions(table)}
    own = {words(column.name): key for key, column in columns.items() if column.own}
    key = name if name in columns else own.get(words(name))
    if key is None:
        message = _("There is no dimension named %(name)s. Choose one of: %(names)s.")
        names = [column.name if column.own else key for key, column in columns.items()]
        raise WrongOptionError(message % {"name": name, "names": ", ".join(names)})
    return key


if __name__ == "__main__":
    sys.exit(main())
