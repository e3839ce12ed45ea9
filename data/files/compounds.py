"""A cheap look into a compound file: an old workbook (xls), a locked new one, or another document."""

from __future__ import annotations

import re

from data.language import gettext as _
from data.language import mark
from data.refusals import Refused

# Names in the directory of a compound file are in UTF-16.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
# An old workbook begins with a header and, where it's locked, the record of the lock: [MS-XLS] 2.4.117.
LOCKED = re.compile(rb"\x09\x08\x10\0\0\x06\x05\0.{12}(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
MACROS = "_VBA_PROJECT".encode("utf-16-le")
OTHERS = (
    ("WordDocument", mark("This is a Word document. Copy its table into a spreadsheet and load that.")),
    ("PowerPoint Document", mark("This is a presentation. Copy its table into a spreadsheet and load that.")),
    ("__substg1.0_", mark("This is an e-mail message. Save the table attached to it and load that.")),
)


def check_compound(content: bytes) -> None:
    """Raise Refused for a compound file that is locked, or that is a document of another kind."""
    if ENCRYPTED in content or LOCKED.search(content):
        raise Refused(_("The workbook is password-protected. Save a copy without a password and load that."))
    if any(name in content for name in WORKBOOKS):
        return
    for name, words in OTHERS:
        if name.encode("utf-16-le") in content:
            raise Refused(_(words))
