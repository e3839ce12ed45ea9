"""The options of the command line, and what they say of a file."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from datetime import date

from data.console import rounds
from data.console.recording import field
from data.files.encodings import CHOICES
from data.kinds import KINDS, LAYOUTS
from data.language import available
from data.language import gettext as _
from data.own_dimensions import PREFIX, is_own, own
from data.records import Choices
from data.specs import Scale, Type
from data.values.durations import PARTS

_SCALE = re.compile(r"(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)")


def _columns(*types: Type) -> list[str]:
    return list(
        dict.fromkeys(
            column.key for layout in LAYOUTS for column in layout.columns if not types or column.type in types
        )
    )


def _pair(text: str, shape: str) -> tuple[str, str]:
    left, sign, right = text.rpartition("=")
    if not sign or not left.strip():
        raise ArgumentTypeError(_("'%(text)s' isn't of the form %(shape)s") % {"text": text, "shape": shape})
    return left.strip(), right.strip()


def _known(column: str, columns: list[str]) -> str:
    if column not in columns:
        raise ArgumentTypeError(
            _("there is no column '%(column)s'; the columns are %(columns)s")
            % {"column": column, "columns": ", ".join(columns)}
        )
    return column


def mapping(text: str) -> tuple[str, str | None]:
    """``Header=column`` as a pair; nothing after the sign leaves the header out.

    ``Header=own:Name`` keeps it as a dimension of this name, ``Header=own:`` under the header's own.
    """
    header, column = _pair(text, "Header=column")
    if column == PREFIX or is_own(column):
        return header, own(column.removeprefix(PREFIX) or header)
    return header, _known(column, _columns()) if column else None


def scale(text: str) -> tuple[str, Scale]:
    """``column=1-10`` as a pair; ``10-1`` is a scale on which low is good."""
    column, ends = _pair(text, "column=1-10")
    match = _SCALE.fullmatch(ends)
    if not match or float(match[1]) == float(match[2]):
        raise ArgumentTypeError(_("'%(ends)s' isn't a scale; write it like 1-10") % {"ends": ends})
    first, last = float(match[1]), float(match[2])
    return _known(column, _columns(Type.SCORE)), Scale(min(first, last), max(first, last), first > last)


def unit(text: str) -> tuple[str, str]:
    """``column=minutes`` as a pair: the unit of plain numbers in a column of durations."""
    column, name = _pair(text, "column=minutes")
    if name not in PARTS:
        words = {"name": name, "names": ", ".join(PARTS)}
        raise ArgumentTypeError(_("'%(name)s' is no unit; the units are: %(names)s") % words)
    return _known(column, _columns(Type.HOURS, Type.SECONDS)), name


def day(text: str) -> date:
    """A date written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = _("'%(text)s' isn't a date; write it like 2025-03-01") % {"text": text}
        raise ArgumentTypeError(message) from None


def days(text: str) -> tuple[date, date]:
    """The first and the last day of some, written ``2023-01-01..2023-12-31``."""
    first, dots, last = text.partition("..")
    found = day(first.strip()), day(last.strip() if dots else "")
    if found[1] < found[0]:
        raise ArgumentTypeError(_("'%(text)s' ends before it begins") % {"text": text})
    return found


def choices(options: Namespace) -> Choices:
    """What the options of ``load`` decide of every file named."""
    return Choices(
        kind=options.kind,
        sheet=options.sheet,
        mapping=dict(options.map),
        date=options.date,
        snapshot_date=options.snapshot_date,
        days=options.days,
        year=options.year,
        encoding=options.encoding,
        day_first=options.day_first,
        scales=dict(options.scale),
        units=dict(options.unit),
        fresh=options.fresh,
    )


def _add_load(commands: _SubParsersAction[ArgumentParser], shared: ArgumentParser) -> None:
    load = commands.add_parser("load", parents=[shared], help=_("load files"))
    load.add_argument("files", nargs="+", metavar="FILE", help=_("a spreadsheet or a text file"))
    load.add_argument("--kind", choices=KINDS, help=_("what the rows are"))
    _add_mapping(load)
    _add_dates(load)
    load.add_argument("--sheet", help=_("the sheet of a workbook"))
    load.add_argument("--encoding", choices=CHOICES, help=_("how the letters of a text file are stored"))
    load.add_argument(
        "--scale",
        type=scale,
        action="append",
        default=[],
        metavar="COLUMN=1-10",
        help=_("the scale of a score, its worst answer first"),
    )
    load.add_argument(
        "--unit",
        type=unit,
        action="append",
        default=[],
        metavar="COLUMN=minutes",
        help=_("the unit of plain numbers in a column of durations whose name doesn't tell it"),
    )
    load.add_argument("--dry-run", action="store_true", help=_("show what would load, keep nothing"))


# How days are written, where the name of an option doesn't tell it.
_EXAMPLES = {"--date": "2025-01-31", "--snapshot-date": "2025-01-31", "--days": "2025-01-01..2025-12-31"}


def as_written(option: str) -> str:
    """An option by which a question is answered, with an example where it takes days."""
    if option not in _EXAMPLES:
        return option
    words = {"option": option, "example": f"{option} {_EXAMPLES[option]}"}
    return _("%(option)s, as in %(example)s") % words


def _add_dates(load: ArgumentParser) -> None:
    load.add_argument("--date", type=day, help=_("the day of a survey without dates (YYYY-MM-DD)"))
    load.add_argument(
        "--snapshot-date", type=day, help=_("the day on which a list of customers was drawn up (YYYY-MM-DD)")
    )
    load.add_argument(
        "--days",
        type=days,
        metavar="D..D",
        help=_("the first and the last day that complaints without dates are of (YYYY-MM-DD..YYYY-MM-DD)"),
    )
    load.add_argument(
        "--year", type=int, help=_("the year of months that stand side by side as columns without one")
    )
    order = load.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", action="store_const", const=True, default=None, help=_("01/02 is 1 February")
    )
    order.add_argument(
        "--month-first", dest="day_first", action="store_const", const=False, help=_("01/02 is January 2nd")
    )


def _add_mapping(load: ArgumentParser) -> None:
    load.add_argument(
        "--map",
        type=mapping,
        action="append",
        default=[],
        metavar="HEADER=COLUMN",
        help=_(
            "take a header for this column; with nothing after the sign, leave it out;"
            " own:NAME keeps it as a dimension of your own to split by"
        ),
    )
    load.add_argument(
        "--fresh", action="store_true", help=_("don't map as in an earlier file of the same header")
    )


def _add_template(commands: _SubParsersAction[ArgumentParser], shared: ArgumentParser) -> None:
    template = commands.add_parser(
        "template", parents=[shared], help=_("write a workbook to fill in, with examples")
    )
    template.add_argument("kind", choices=KINDS, help=_("what the rows are"))
    template.add_argument(
        "--layout",
        choices=list(dict.fromkeys(layout.name for layout in LAYOUTS)),
        help=_("of a kind with several layouts, which one; without it the first"),
    )
    template.add_argument(
        "--language", choices=available(), help=_("the language of the headers and examples")
    )
    _add_output(template)


def _add_output(command: ArgumentParser) -> None:
    command.add_argument("-o", "--output", metavar="FILE", help=_("where to write it: a new file"))


def _add_record(commands: _SubParsersAction[ArgumentParser], shared: ArgumentParser) -> None:
    record = commands.add_parser("record", parents=[shared], help=_("record a complaint, or change one"))
    record.add_argument(
        "--set",
        type=field,
        action="append",
        required=True,
        metavar="COLUMN=TEXT",
        help=_("what the complaint says in a column, as received_at=2025-03-01 10:00"),
    )
    record.add_argument("--change", metavar="NUMBER", help=_("the number of the complaint to change"))


def _add_log(commands: _SubParsersAction[ArgumentParser], shared: ArgumentParser) -> None:
    told = _("tell for which days the log of complaints in the page is complete, or say it")
    said = commands.add_parser("log", parents=[shared], help=told).add_mutually_exclusive_group()
    said.add_argument(
        "--since", type=day, metavar="D", help=_("every complaint is in it from this day until today")
    )
    said.add_argument("--take-back", action="store_true", help=_("take that back"))


def _add_round(commands: _SubParsersAction[ArgumentParser], shared: ArgumentParser) -> None:
    told = _("open a round of the self-assessment, close one, or list them")
    command = commands.add_parser("round", parents=[shared], help=told)
    command.add_argument(
        "--team", action="append", metavar="TEAM", help=_("a team to ask; as often as needed")
    )
    command.add_argument("--from", dest="first", type=rounds.day, metavar="D", help=_("the first day"))
    command.add_argument("--to", dest="last", type=rounds.day, metavar="D", help=_("the last day"))
    command.add_argument(
        "--questionnaire", metavar="FILE", help=_("a workbook with a questionnaire of your own")
    )
    command.add_argument("--close", type=int, metavar="NUMBER", help=_("end a round now, for good"))


def parser() -> ArgumentParser:
    """The command line as a whole."""
    shared = ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help=_("answer as JSON"))
    whole = ArgumentParser(prog="python -m data", description=_("Files in and out of the store."))
    commands = whole.add_subparsers(dest="command", required=True)
    _add_load(commands, shared)
    _add_record(commands, shared)
    _add_log(commands, shared)
    _add_template(commands, shared)
    _add_round(commands, shared)
    commands.add_parser("uploads", parents=[shared], help=_("list what was loaded, the newest first"))
    undo = commands.add_parser("undo", parents=[shared], help=_("take an upload out again"))
    left_out = commands.add_parser(
        "left-out", parents=[shared], help=_("write the rows left out of an upload, to be mended")
    )
    for command in (undo, left_out):
        command.add_argument("upload_id", type=int, metavar="ID", help=_("its number, as uploads lists it"))
    _add_output(left_out)
    return whole
