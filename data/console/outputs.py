"""The commands that write a workbook: a template, or the rows left out of an upload."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from data import language
from data.formats import number
from data.forms import handback, templates
from data.kinds import layouts_of
from data.language import gettext as _
from data.language import ngettext
from data.refusals import Refused
from data.store import Store, left_out, problems, scales, upload


@dataclass(frozen=True)
class Written:
    """What was written: the file, None where there was nothing to write, and the rows in it."""

    file: str | None
    rows: int
    message: str


def write_template(store: Store, given: Namespace) -> Written:
    """Write a kind's template. Refused where there is no such layout or the file can't be written."""
    if given.language:
        language.choose(given.language)
    layouts = layouts_of(given.kind)
    names = [layout.name for layout in layouts]
    if given.layout not in (None, *names):
        raise Refused(
            _("'%(layout)s' is not a layout of this kind of file. The layouts are: %(layouts)s.")
            % {"layout": given.layout, "layouts": ", ".join(names)}
        )
    layout = layouts[names.index(given.layout) if given.layout else 0]
    file = _write(given.output or templates.file_name(layout), templates.template(layout, scales(store)))
    rows = len(templates.EXAMPLES[layout.key])
    return Written(file, rows, _("Written to %(file)s.") % {"file": file})


def write_left_out(store: Store, given: Namespace) -> Written:
    """Write the rows left out of an upload. Refused where the file can't be written."""
    known, found = upload(store, given.upload_id), left_out(store, given.upload_id)
    if not known.rejected:
        message = _("Nothing was left out of upload number %(number)s.") % {"number": known.upload_id}
        return Written(None, 0, message)
    content = handback.handback(known.file, found, problems(store, known.upload_id))
    file = _write(given.output or handback.file_name(known.file), content)
    rows = len(found.rows) if found else 0
    message = ngettext(
        "%(n)s row to mend is written to %(file)s.", "%(n)s rows to mend are written to %(file)s.", rows
    )
    return Written(file, rows, message % {"n": number(rows), "file": file})


def _write(file: str, content: bytes) -> str:
    """Write a new file; what is there already may be somebody's work, so it is left alone."""
    try:
        with Path(file).open("xb") as written:
            written.write(content)
    except FileExistsError:
        raise Refused(
            _("%(file)s is there already. Name another file with -o, or move it away.") % {"file": file}
        ) from None
    except OSError as error:
        raise Refused(
            _("%(file)s can't be written: %(cause)s") % {"file": file, "cause": error.strerror}
        ) from error
    return file
