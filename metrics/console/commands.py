"""The command line of the numbers: each command in a module of its own."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from data import language
from data.language import gettext as _
from data.store import StoreUnavailable, open_store
from metrics.catalogue import UnknownKpiError
from metrics.console import (
    assessment,
    audit,
    change,
    compare,
    health,
    impact,
    perception,
    policy,
    problems,
    procedure,
    report,
    retention,
    targets,
    touchpoints,
    values,
    waiting,
    worth,
)
from metrics.console.options import WrongOptionError
from metrics.own.definition import take_up

COMMANDS = (
    values,
    compare,
    impact,
    change,
    retention,
    touchpoints,
    targets,
    health,
    worth,
    problems,
    procedure,
    waiting,
    audit,
    perception,
    assessment,
    policy,
    report,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one command; the exit code is 0, or 2 where an option can't be used, or 1 without a store."""
    language.choose_of_terminal()
    options = parser().parse_args(arguments)
    try:
        take_up(open_store())
        answer, text = options.answer(options)
    except (UnknownKpiError, WrongOptionError) as error:
        return _refuse(error, 2)
    except StoreUnavailable as error:
        return _refuse(error, 1)
    sys.stdout.write((json.dumps(answer, ensure_ascii=False, indent=1) if options.json else text) + "\n")
    return 0


def _refuse(error: Exception, code: int) -> int:
    sys.stderr.write(f"{error.args[0]}\n")
    return code


def parser() -> argparse.ArgumentParser:
    """The command line, with all commands and their options."""
    whole = argparse.ArgumentParser(prog="python -m metrics", description=_("KPIs from the store."))
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return whole
