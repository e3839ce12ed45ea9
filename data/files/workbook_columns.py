"""The sheets of large workbooks taken apart by columns, in the process that reads workbooks.

It is several times faster than cell by cell, and knows less: of what it writes otherwise than
``workbook_cells`` would, only what can be put right is; a sheet with anything else is left to the other
reader.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported, so no type checker knows them.

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any

from data import limits

LARGE = limits.MEBIBYTE
# A duration of a day or more or below zero is written as a date, a part of a second as a fraction, a number
# of more digits than a cell keeps with digits that nobody entered, and a day beyond the calendar with a sign.
OTHERWISE = r"^(?:1899-12-30 |190\d-\d\d-|\+\d+-)|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.|^-?\d{16,}(?:\.|$)"
# What a cell is said to be that is empty because its formula failed.
FORMULA_FAILED = "Error("
SINCE_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true|on)""")
MIDNIGHT = (r"^(\d{4}-\d\d-\d\d) 00:00:00$", r"\1")
# Rounded to nine decimals: such a number, or one that rounding has given digits of its own.
ROUNDED = r"^-?\d+\.\d{9}$|^-?\d[\d.]{16,}$"
CLOCK = (r"^1899-12-31 (\d\d:\d\d:\d\d)$", r"\1")

YES, NO, ZERO = (r"^true$", "TRUE"), (r"^false$", "FALSE"), (r"^-0$", "0")
REPLACED = (CLOCK, MIDNIGHT, YES, NO, ZERO)
# Most columns hold nothing of all this, which one look tells.
ODD = "|".join((OTHERWISE, *(pattern for pattern, _put in REPLACED)))

Message = tuple[Any, ...]


def get_ready() -> None:
    """Load what large workbooks need, which takes longer than most small ones."""
    for library in ("fastexcel", "pyarrow.compute"):
        import_module(library)


def whole_sheets(content: bytes, widths: Sequence[int], least: int = LARGE) -> list[Message] | None:
    """A large workbook as ``("sheet", name, visible)`` and ``("columns", bytes)`` in turns; None for others.

    The bytes are an Arrow stream with a column of texts a column of the sheet, from cell A1 on. ``widths``
    are the last columns of the sheets that hold something. A workbook is large from ``least`` bytes on.
    """
    if len(content) < least or _counts_since_1904(content):
        return None
    import fastexcel  # only large workbooks pay for loading it

    try:
        reader = fastexcel.read_excel(content)
        sheets = [_loaded(reader, name, "string") for name in reader.sheet_names]
        cells = sum(sheet.height * sheet.width for sheet in sheets)
        # A sheet that begins in another column than the first would be narrower.
        if (
            sorted(sheet.width for sheet in sheets if sheet.width) != sorted(widths)
            or cells > limits.MAX_CELLS
        ):
            return None
        return [message for sheet in sheets for message in _messages(reader, sheet)]
    except (fastexcel.FastExcelError, _Otherwise):
        return None


def _counts_since_1904(content: bytes) -> bool:
    """Whether days are counted from another one than usual, so that times can't be told from days."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if "xl/workbook.xml" not in package.namelist():
            return False
        return bool(SINCE_1904.search(package.read("xl/workbook.xml")))


class _Otherwise(Exception):
    """A sheet holds what would be written otherwise."""


def _loaded(reader: Any, name: str, types: Any) -> Any:
    return reader.load_sheet(name, header_row=None, skip_rows=0, dtypes=types)


def _messages(reader: Any, sheet: Any) -> Iterator[Message]:
    import pyarrow as pa

    yield "sheet", sheet.name, sheet.visible == "visible"
    if not sheet.width:
        return
    batch, errors = sheet.to_arrow_with_errors()
    if errors is not None and any(FORMULA_FAILED not in error.detail for error in errors.errors):
        raise _Otherwise
    columns = [_texts(column) for column in batch.columns]
    rounded = [place for place, column in enumerate(columns) if _matches(column.dictionary, ROUNDED)]
    if rounded:
        exact = pa.record_batch(_loaded(reader, sheet.name, dict.fromkeys(rounded, "float")))
        for place in rounded:
            columns[place] = _exact(columns[place], exact.column(place))
    written = pa.record_batch(columns, names=[str(place) for place in range(len(columns))])
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, written.schema) as writer:
        writer.write_batch(written)
    yield "columns", stream.getvalue().to_pybytes()


def _texts(column: Any) -> Any:
    """A column as the other reader writes it, as codes of its distinct texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = pc.fill_null(pc.cast(column, pa.large_string()), "").dictionary_encode()
    texts = encoded.dictionary
    if len(texts) and pc.max(pc.binary_length(texts)).as_py() > limits.LONGEST_CELL and _is_long(texts):
        raise _Otherwise
    if not _matches(texts, ODD):
        return encoded
    if _matches(texts, OTHERWISE):
        raise _Otherwise
    for pattern, put in REPLACED:
        texts = pc.replace_substring_regex(texts, pattern, put)
    return pa.DictionaryArray.from_arrays(encoded.indices, texts)


def _is_long(texts: Any) -> bool:
    import pyarrow.compute as pc

    return pc.max(pc.utf8_length(texts)).as_py() > limits.LONGEST_CELL


def _exact(column: Any, numbers: Any) -> Any:
    """A column of texts with its numbers in full, where they had been rounded to nine decimals."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = column.cast(pa.large_string())
    encoded = numbers.dictionary_encode()
    full = [None if number is None else plain_number(number) for number in encoded.dictionary.to_pylist()]
    written = pa.array(full, pa.large_string()).take(encoded.indices)
    rounded = pc.and_(pc.match_substring_regex(texts, ROUNDED), pc.is_valid(written))
    return pc.if_else(rounded, written, texts).dictionary_encode()


def _matches(texts: Any, pattern: str) -> bool:
    import pyarrow.compute as pc

    return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())


def plain_number(value: float) -> str:
    """A number in full, without decimals where it has none."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(repr(value)), "f")
