"""How files begin that can be read, and how their names end."""

from __future__ import annotations

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The endings of names by what their files should be; what a file is, its bytes tell.
TEXTS, NEW_WORKBOOKS, OLD_WORKBOOKS = ("csv", "tsv", "txt"), ("xlsx", "xlsm", "xlsb", "ods"), ("xls",)
ENDINGS = (*TEXTS, *NEW_WORKBOOKS, *OLD_WORKBOOKS)
