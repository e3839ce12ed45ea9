"""What the commands of the numbers share: their options, and how these are read."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from data.kinds import dimensions_of
from data.language import gettext as _
from data.store import open_store
from data.vocabulary import plain as words
from metrics.catalogue import by_key
from metrics.query import Filters, filters
from metrics.readings import FACT_TABLES
from metrics.span_names import UnknownSpanError, span_named
from metrics.windows import Days

# What a command is asked, and what it answers: for a program, and in words.
Options = argparse.Namespace
Answer = tuple[dict[str, Any] | list[dict[str, Any]], str]
Answering = Callable[[Options], Answer]


class WrongOptionError(ValueError):
    """An option that can't be used; the message says what it may be."""


def command(commands: Any, name: str, words: str, answer: Answering) -> argparse.ArgumentParser:
    """One command with its help and ``--json``; what else it takes is added to what comes back."""
    parser = commands.add_parser(name, help=words)
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))
    parser.set_defaults(answer=answer)
    return parser


def take_where(parser: argparse.ArgumentParser) -> None:
    """Let a command be about some rows only; ``where`` reads it."""
    parser.add_argument("--where", action="append", metavar="DIMENSION=VALUE", help=_("only these rows"))


def take_days(parser: argparse.ArgumentParser) -> None:
    """Let a command be about some days only: ``first`` to ``last``."""
    parser.add_argument("--from", dest="first", type=day, metavar="D", help=_("first day, as in 2025-03-01"))
    parser.add_argument("--to", dest="last", type=day, metavar="D", help=_("last day"))


def take_kpi(parser: argparse.ArgumentParser) -> None:
    """Let a command be about one KPI."""
    parser.add_argument("kpi", metavar="KPI", help=", ".join(by_key()))


def take_split(parser: argparse.ArgumentParser, option: str = "--by") -> None:
    """Let a command tell by a dimension; ``dimension`` reads it."""
    keys = dict.fromkeys(column.key for table in FACT_TABLES for column in dimensions_of(table))
    told = _("%(names)s, or one of your own by its name") % {"names": ", ".join(keys)}
    parser.add_argument(option, metavar="DIMENSION", help=told)


def day(text: str) -> date:
    """A day as in 2025-03-01; argparse tells where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("%(text)s is not a date as in 2025-03-01") % {"text": text}
        ) from None


def span(text: str) -> Days:
    """A span of days by its name; argparse tells where it is none."""
    try:
        return span_named(text)
    except UnknownSpanError as error:
        raise argparse.ArgumentTypeError(error.args[0]) from None


def where(conditions: list[str] | None) -> Filters:
    """The filters that ``--where`` asks for; WrongOptionError where one is none."""
    kept: dict[str, list[str]] = {}
    for condition in conditions or []:
        name, equals, member = condition.partition("=")
        if not equals:
            raise WrongOptionError(_("%(text)s is not a condition as in team=North.") % {"text": condition})
        kept.setdefault(dimension(name), []).append(member)
    return filters(kept)


def known_members(where: Filters) -> None:
    """WrongOptionError for a member that no row has."""
    for key, members in where:
        known = open_store().members(key)
        unknown = [member for member in members if member not in known]
        if unknown:
            message = _("No row has %(dimension)s %(member)s. Choose one of: %(names)s.")
            words = {"dimension": key, "member": unknown[0], "names": ", ".join(known)}
            raise WrongOptionError(message % words)


def dimension(name: str) -> str:
    """The key of a dimension, by the key itself or by the name that the company gave it."""
    columns = {column.key: column for table in FACT_TABLES for column in open_store().dimensions(table)}
    own = {words(column.name): key for key, column in columns.items() if column.own}
    key = name if name in columns else own.get(words(name))
    if key is None:
        message = _("There is no dimension named %(name)s. Choose one of: %(names)s.")
        names = [column.name if column.own else key for key, column in columns.items()]
        raise WrongOptionError(message % {"name": name, "names": ", ".join(names)})
    return key
