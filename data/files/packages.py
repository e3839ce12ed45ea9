"""A cheap look into a zipped workbook before a parser touches it.

Unzipping is streamed and stops at a cap, so that a small file can't fill the memory. Whatever a parser would
multiply is counted on the way: how far the cells reach, sheets, styles, merged cells.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from xml.parsers.expat import ExpatError

from data.files.extents import Extent, OpenExtents, binary_extent, reach
from data.formats import number
from data.language import gettext as _
from data.language import mark
from data.limits import (
    MAX_CELLS,
    MAX_MEMBERS,
    MAX_MERGED,
    MAX_SHEETS,
    MAX_STYLES,
    MAX_UNZIPPED,
    MEBIBYTE,
)
from data.progress import Told, untold
from data.refusals import Refused

CHUNK = 4 * MEBIBYTE
OVERLAP = 256
LISTED = b"PK\x01\x02"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)
DOCTYPE = (b"<!DOCTYPE", b"<!ENTITY")
# Pictures and the libraries of macros may declare their type, and no parser of cells reads them.
NOT_PARSED = re.compile(r"(?:^|/)(?:media|embeddings|Pictures|Basic|Dialogs|Thumbnails|META-INF)/")
WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.(?:xml|bin)")
Counted = tuple[tuple[bytes, ...], int, str]

SHEETS: Counted = (
    (b"<sheet ", b":sheet ", b"<table:table "),
    MAX_SHEETS,
    mark(
        "The workbook has more than %(limit)s sheets. Copy the sheet with the data into a new workbook "
        "and load that."
    ),
)
STYLES: Counted = (
    (b"<xf ", b":xf ", b"cellStyle ", b"<style:style "),
    MAX_STYLES,
    mark(
        "The workbook holds more than %(limit)s cell styles. Copy the values alone into a new workbook "
        "(paste special, values) and load that."
    ),
)
MERGED: Counted = (
    (b"mergeCell ",),
    MAX_MERGED,
    mark(
        "More than %(limit)s ranges of cells are merged. Unmerge the cells, save the workbook and load "
        "it again."
    ),
)
OTHERS = (
    ("word/", mark("This is a Word document. Copy its table into a spreadsheet and load that.")),
    ("ppt/", mark("This is a presentation. Copy its table into a spreadsheet and load that.")),
    ("Index/", mark("This is an Apple Numbers document. Export it as .xlsx or .csv and load that.")),
)


def check_package(content: bytes, tell: Told = untold) -> list[int]:
    """The last columns of a workbook's sheets that hold something; ``tell`` is told how much is looked at.

    Raises Refused for a zip that is damaged, encrypted, no workbook, or would do harm when parsed.
    """
    if content.count(LISTED) > MAX_MEMBERS:
        raise Refused(
            _(
                "The file is a zip of more than %(limit)s files, so it isn't opened. Copy the sheet with the "
                "data into a new workbook and load that."
            )
            % {"limit": number(MAX_MEMBERS)}
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_kind(package)
            return [column for row, column in _extents(package, tell) if row]
    except BROKEN as error:
        raise Refused(
            _(
                "The workbook is damaged or was cut short. Open it in a spreadsheet program, "
                "save it again and load the new copy."
            )
        ) from error


def _check_kind(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if any(member.flag_bits & 1 for member in package.infolist()):
        raise Refused(_("The file is password-protected. Save a copy without a password and load that."))
    for folder, words in OTHERS:
        if any(name.startswith(folder) for name in names):
            raise Refused(_(words))
    if not {"[Content_Types].xml", "mimetype"} & set(names):
        raise Refused(_("This is a zip archive, not a workbook. Unzip it and load the files one by one."))
    if "mimetype" in names:
        _check_open_kind(package)


def _check_open_kind(package: zipfile.ZipFile) -> None:
    with package.open("mimetype") as stream:
        if b"spreadsheet" not in stream.read(CHUNK):
            raise Refused(
                _("This is a document without a spreadsheet in it. Save its table as .xlsx or .csv.")
            )


def _extents(package: zipfile.ZipFile, tell: Told) -> list[Extent]:
    """How far the sheets of a workbook reach; Refused where they or what is beside them would do harm."""
    budget = MAX_UNZIPPED
    extents: list[Extent] = []
    counts: Counter[str] = Counter()
    # A package may state any sizes.
    stated = max([member.file_size for member in package.infolist()], default=0) or 1
    for member in package.infolist():
        size, extent = _seen(package, member, budget, counts, lambda seen: tell(min(1.0, seen / stated)))
        budget -= size
        extents += [extent] if WORKSHEET.fullmatch(member.filename) else []
    for extent in chain(_binary_extents(package), _open_extents(package)):
        _check_extent(extent)
        extents.append(extent)
    if sum(row * column for row, column in extents) > MAX_CELLS:
        raise Refused(
            _(
                "Together the sheets of the workbook reach over more than %(limit)s cells. Save the sheet "
                "with the data as a workbook of its own and load that."
            )
            % {"limit": number(MAX_CELLS)}
        )
    return extents


def _seen(
    package: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    budget: int,
    counts: Counter[str],
    tell: Callable[[int], None],
) -> tuple[int, Extent]:
    """The unzipped size of a member and how far its cells reach, its content looked through on the way."""
    size, extent = 0, (0, 0)
    parsed = not NOT_PARSED.search(member.filename)
    # A sheet in a part of its own holds no styles, and no other sheets.
    counted = (MERGED,) if WORKSHEET.fullmatch(member.filename) else (SHEETS, STYLES, MERGED)
    with package.open(member) as stream:
        tail = b""
        while piece := stream.read(CHUNK):
            size += len(piece)
            _check_size(size, budget)
            tell(size)
            if parsed:
                chunk = tail + piece
                tail = chunk[-OVERLAP:]
                _check_doctype(chunk)
                _count(piece, counts, counted)
                extent = reach(extent, chunk)
                _check_extent(extent)
    return size, extent


def _binary_extents(package: zipfile.ZipFile) -> Iterator[Extent]:
    """The extents of the sheets of an xlsb."""
    for name in package.namelist():
        if WORKSHEET.fullmatch(name) and name.endswith(".bin"):
            yield binary_extent(package.read(name))


def _open_extents(package: zipfile.ZipFile) -> list[Extent]:
    """The extents of the tables of an OpenDocument spreadsheet; locked ones are refused."""
    if "mimetype" not in package.namelist():
        return []
    if "META-INF/manifest.xml" in package.namelist() and b":encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise Refused(_("The workbook is password-protected. Save a copy without a password and load that."))
    found = OpenExtents()
    with package.open("content.xml") as stream:
        while piece := stream.read(CHUNK):
            found.feed(piece)
    return found.extents


def _check_size(size: int, budget: int) -> None:
    if size > budget:
        raise Refused(
            _(
                "Unzipped, the workbook is larger than %(limit)s MB. Remove pictures and sheets that aren't "
                "needed, or save the sheet with the data as .csv and load that."
            )
            % {"limit": number(MAX_UNZIPPED // MEBIBYTE)}
        )


def _check_doctype(chunk: bytes) -> None:
    # Without its zero bytes a declaration in UTF-16 reads as one in ASCII.
    text = chunk.translate(None, b"\0") if b"\0" in chunk else chunk
    if any(word in text for word in DOCTYPE):
        raise Refused(
            _(
                "The workbook holds a document type declaration, which no spreadsheet program writes, "
                "so it isn't opened. Save it again in a spreadsheet program and load the new copy."
            )
        )


def _count(piece: bytes, counts: Counter[str], counted: Sequence[Counted]) -> None:
    """Count what a parser would make a list of; what is cut in two between pieces doesn't matter."""
    for marks, limit, words in counted:
        counts[words] += sum(map(piece.count, marks))
        if counts[words] > limit:
            raise Refused(_(words) % {"limit": number(limit)})


def _check_extent(extent: Extent) -> None:
    rows, columns = extent
    if rows * columns > MAX_CELLS:
        raise Refused(
            _(
                "A sheet reaches as far as row %(row)s and column %(column)s, most likely by a single stray "
                "cell. Delete the empty rows and columns beyond the table, save and load again."
            )
            % {"row": number(rows), "column": number(columns)}
        )
