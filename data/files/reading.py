"""From the bytes of a file to sheets of text cells, by what the bytes are and not by the file's name."""

from __future__ import annotations

from data.files.compounds import check_compound
from data.files.delimited import read_delimited
from data.files.packages import check_package
from data.files.signatures import EMPTY_ZIP, OLE, ZIP
from data.files.workbooks import read_workbook
from data.language import gettext as _
from data.progress import Told, untold
from data.records import Sheet
from data.refusals import Refused

# The share of the reading of a workbook that looking into its package takes.
CHECKED = 0.2
WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")


def read(content: bytes, encoding: str | None = None, tell: Told = untold) -> tuple[Sheet, ...]:
    """The sheets of a file, cells as text; a text file gives one sheet without a name.

    ``encoding`` is that of a text file, where it isn't to be found out; ``tell`` is told how much of it is
    read.

    Raises Refused, saying in words what the file is, where it can't be read.
    """
    if not content or content.isspace():
        raise Refused(_("The file is empty. Choose the file with the data."))
    if content.startswith((ZIP, EMPTY_ZIP)):
        widths = check_package(content, lambda share: tell(CHECKED * share))
        return read_workbook(content, widths, lambda share: tell(CHECKED + (1 - CHECKED) * share))
    if content.startswith(OLE):
        check_compound(content)
        return read_workbook(content, tell=tell)
    _refuse_foreign(content)
    return (read_delimited(content, encoding, tell),)


def _refuse_foreign(content: bytes) -> None:
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(WEB_PAGE):
        raise Refused(
            _(
                "This is a web page, whatever its name says. "
                "Open it in a spreadsheet program, save it as .xlsx or .csv and load that."
            )
        )
    if start.startswith(b"<?xml"):
        raise Refused(
            _(
                "This is an XML file. Open it in a spreadsheet program, save it as .xlsx or .csv "
                "and load that."
            )
        )
    if start.startswith(b"%pdf"):
        raise Refused(_("This is a PDF document. Export the table as .xlsx or .csv and load that."))
