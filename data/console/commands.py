"""The command line: load files, list uploads, undo one, write workbooks."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import language
from data.accounts import account
from data.complaints import recorded_in_page
from data.console import log, options, outputs, recording, rounds
from data.console.log import Kept
from data.console.outputs import Written
from data.console.recording import Recorded
from data.formats import day, number
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.preparing.preparation import prepare
from data.records import LoadResult, Preparation, Undone, Upload
from data.refusals import Refused
from data.store import Store, StoreError, load, loaded_before, open_store, recall, scales, undo, uploads

LOADED, FAILED, NEEDS_ANSWER = 0, 1, 3
PROBLEMS_SHOWN = 20

Answer = dict[str, Any]


def _say(message: str) -> None:
    sys.stdout.write(message + "\n")


def _complain(message: str) -> None:
    sys.stderr.write(message + "\n")


def _say_json(answer: Answer | list[Answer]) -> None:
    _say(json.dumps(answer, indent=2, default=lambda value: value.isoformat()))


def _unread(file: str, error: OSError) -> Answer:
    reasons = {
        FileNotFoundError: _("%(file)s: there is no such file. Check the name and the folder."),
        IsADirectoryError: _("%(file)s is a folder. Name the files in it."),
        PermissionError: _("%(file)s: you aren't allowed to read this file."),
    }
    message = reasons.get(type(error), _("%(file)s can't be read: %(cause)s"))
    return _answer(file, "refused", message % {"file": file, "cause": error.strerror})


def _answer(file: str, status: str, message: str) -> Answer:
    return {
        "file": file,
        "kind": None,
        "layout": None,
        "sheet": None,
        "header_row": None,
        "rows": 0,
        "loaded": 0,
        "rejected": 0,
        "replaced": 0,
        "mapping": {},
        "problems": [],
        "upload_id": None,
        "status": status,
        "message": message,
        "notes": [],
        "question": None,
    }


def _found(preparation: Preparation) -> Answer:
    layout = preparation.layout
    return {
        "kind": layout.kind if layout else preparation.choices.kind,
        "layout": layout.key if layout else None,
        "sheet": preparation.sheet,
        "header_row": preparation.header_row,
        "rows": preparation.rows,
        "rejected": preparation.rejected,
        "mapping": preparation.mapping,
        "problems": [asdict(problem) for problem in preparation.problems],
        "notes": [*preparation.notes, *_units(preparation)],
        "question": asdict(preparation.question) if preparation.question else None,
    }


def _units(preparation: Preparation) -> Iterable[str]:
    """In which units plain numbers are read where the file names none."""
    for one in preparation.translations:
        if one.unit:
            words = {"header": one.header, "unit": one.unit, "column": one.column}
            yield (
                _(
                    "'%(header)s' names no unit, so its numbers are read as %(unit)s; --unit %(column)s=UNIT "
                    "says otherwise."
                )
                % words
            )


def _kept(result: LoadResult) -> Answer:
    frame, upload = result.preparation.frame, result.upload
    if result.status == "ready" and frame is not None:
        return {"loaded": int(frame["row_number"].nunique())}
    if upload is None:
        return {}
    new = result.status == "loaded"
    return {
        "upload_id": upload.upload_id,
        "loaded": upload.loaded if new else 0,
        "replaced": upload.replaced if new else 0,
    }


def _rehearse(store: Store, preparation: Preparation) -> LoadResult:
    duplicate = loaded_before(store, preparation) if preparation.status == "ready" else None
    return duplicate or LoadResult(preparation, preparation.status, preparation.message)


def _load_file(store: Store, file: str, given: Namespace) -> Answer:
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        return _unread(file, error)
    chosen, name = options.choices(given), Path(file).name
    preparation = prepare(name, content, chosen, scales(store), recall=recall(store))
    result = (
        _rehearse(store, preparation) if given.dry_run else load(store, preparation, uploaded_by=account())
    )
    return _answer(file, result.status, result.message) | _found(preparation) | _kept(result)


def _lines(answer: Answer) -> Iterable[str]:
    yield f"{answer['file']}: {answer['message']}"
    if answer["kind"]:
        yield "  " + _(KIND_NAMES[answer["kind"]])
    if answer["status"] in ("loaded", "duplicate"):
        yield "  " + _("Upload number %(number)s") % {"number": answer["upload_id"]}
    # Where nothing is loaded yet, the message says it all.
    yield from (f"  {note}" for note in answer["notes"] if answer["status"] == "loaded")
    yield from (f"  {header} -> {column}" for header, column in answer["mapping"].items())
    yield from (f"  {_problem_line(problem)}" for problem in answer["problems"][:PROBLEMS_SHOWN])
    more = len(answer["problems"]) - PROBLEMS_SHOWN
    if more > 0:
        yield "  " + ngettext(
            "and %(n)s more problem; --json lists them all",
            "and %(n)s more problems; --json lists them all",
            more,
        ) % {"n": number(more)}


def _problem_line(problem: Answer) -> str:
    words = (
        _("row %(row)s, %(column)s, '%(value)s': %(reason)s (row left out)")
        if problem["left_out"]
        else _("row %(row)s, %(column)s, '%(value)s': %(reason)s (cell left empty)")
    )
    return words % problem


def _exit_code(answers: list[Answer]) -> int:
    statuses = {answer["status"] for answer in answers}
    if "needs_answer" in statuses:
        return NEEDS_ANSWER
    return FAILED if "refused" in statuses else LOADED


def _load(store: Store, given: Namespace) -> int:
    answers = []
    for file in given.files:
        answer = _load_file(store, file, given)
        answers.append(answer)
        failed = answer["status"] in ("refused", "needs_answer")
        if failed:
            _complain(_with_option(answer))
        elif not given.json:
            _say("\n".join(_lines(answer)))
    if given.json:
        _say_json(answers)
    return _exit_code(answers)


def _with_option(answer: Answer) -> str:
    file, message, question = answer["file"], answer["message"], answer["question"]
    told = message if message.startswith(file) else f"{file}: {message}"
    if question is None or question["option"] in told:
        return told
    return " ".join((told, _("Answer with %(option)s.") % {"option": options.as_written(question["option"])}))


def _line_of(upload: Upload) -> str:
    if upload.recorded:
        return "  ".join(("-", day(upload.uploaded_at.astimezone().date()), recorded_in_page(upload.loaded)))
    return "  ".join(
        (
            str(upload.upload_id),
            day(upload.uploaded_at.astimezone().date()),
            upload.file,
            _(KIND_NAMES[upload.kind]),
            ngettext("%(n)s row", "%(n)s rows", upload.loaded) % {"n": number(upload.loaded)},
        )
    )


def _uploads(store: Store, given: Namespace) -> int:
    found = uploads(store)
    if given.json:
        _say_json([asdict(upload) for upload in found])
    else:
        _say("\n".join(map(_line_of, found)) or _("Nothing is loaded yet."))
    return LOADED


def _undo(store: Store, given: Namespace) -> int:
    undone = undo(store, given.upload_id)
    if given.json:
        _say_json(asdict(undone))
    else:
        _say(", ".join(_told_of(undone)))
    return LOADED


def _told_of(undone: Undone) -> Iterable[str]:
    yield _("Upload number %(number)s is undone") % {"number": undone.upload_id}
    removed = ngettext("%(n)s row taken away", "%(n)s rows taken away", undone.removed)
    yield removed % {"n": number(undone.removed)}
    restored = ngettext("%(n)s earlier row brought back", "%(n)s earlier rows brought back", undone.restored)
    yield restored % {"n": number(undone.restored)}
    if undone.kept:
        kept = ngettext(
            "%(n)s kept as a later file has it", "%(n)s kept as later files have them", undone.kept
        )
        yield kept % {"n": number(undone.kept)}


def _written(given: Namespace, written: Written | Recorded | Kept) -> int:
    if given.json:
        _say_json(asdict(written))
    else:
        _say(written.message)
    return LOADED


def _template(store: Store, given: Namespace) -> int:
    return _written(given, outputs.write_template(store, given))


def _left_out(store: Store, given: Namespace) -> int:
    return _written(given, outputs.write_left_out(store, given))


def _record(store: Store, given: Namespace) -> int:
    return _written(given, recording.record(store, given))


def _log(store: Store, given: Namespace) -> int:
    return _written(given, log.answer(store, given))


def _round(store: Store, given: Namespace) -> int:
    told = rounds.answer(store, given)
    if given.json:
        _say_json(told.rounds)
    else:
        _say(told.message)
    return LOADED


COMMANDS = {
    "load": _load,
    "record": _record,
    "log": _log,
    "round": _round,
    "uploads": _uploads,
    "undo": _undo,
    "template": _template,
    "left-out": _left_out,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 an answer is needed."""
    language.choose_of_terminal()
    given = options.parser().parse_args(arguments)
    try:
        return COMMANDS[given.command](open_store(), given)
    except (StoreError, Refused) as error:
        _complain(str(error))
        return FAILED
