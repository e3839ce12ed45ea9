"""Files that do harm, or pretend to be what they aren't, made for the tests."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from tests.data.books import csv_text, repacked, workbook

MEBIBYTE = 1024 * 1024
ROWS = [["date", "rating"], ["2024-01-01", 5], ["2024-01-02", 4]]
BOOK = workbook({"Data": ROWS})
TEXT = csv_text("date,rating", "2024-01-01,5", "2024-01-02,4")
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def with_members(members: Mapping[str, bytes]) -> bytes:
    """A workbook with some members replaced or added."""
    return repacked(BOOK, members)


def with_rows(rows: bytes, before: bytes = b"", behind: bytes = b"") -> bytes:
    """A workbook whose only sheet has this XML for rows."""
    sheet = b"<worksheet %b>%b<sheetData>%b</sheetData>%b</worksheet>"
    return with_members({SHEET: sheet % (MAIN, before, rows, behind)})


def text_cell(reference: str, text: str) -> bytes:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def with_cell(cell: bytes) -> bytes:
    """A workbook with a small table and, in row 10, one more cell."""
    header = b'<row r="1">' + text_cell("A1", "date") + text_cell("B1", "rating") + b"</row>"
    rows = b"".join(
        b'<row r="%d">%b<c r="B%d"><v>5</v></c></row>' % (row, text_cell(f"A{row}", f"2024-01-0{row}"), row)
        for row in range(2, 10)
    )
    return with_rows(header + rows + b'<row r="10">' + text_cell("A10", "2024-01-10") + cell + b"</row>")


def declared(member: str, declaration: bytes, encoding: str = "ascii") -> bytes:
    """A workbook one of whose members begins with a declaration."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as package:
        content = package.read(member).decode().removeprefix("<?xml version='1.0' encoding='UTF-8'?>")
    return with_members({member: (declaration.decode() + content).encode(encoding)})


def zeros(names: Iterable[str], size: int) -> bytes:
    """A workbook with members that are small zipped and ``size`` MiB each unzipped."""
    stream = io.BytesIO(BOOK)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name in names:
            with package.open(name, "w") as member:
                for __ in range(size):
                    member.write(bytes(MEBIBYTE))
    return stream.getvalue()


def archive(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def many_members(count: int) -> bytes:
    return with_members({f"xl/media/{number}": b"" for number in range(count)})


def many_sheets(count: int) -> bytes:
    sheets = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (at, at) for at in range(1, count))
    names = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return with_members(
        {"xl/workbook.xml": b"<workbook %b %b><sheets>%b</sheets></workbook>" % (MAIN, names, sheets)}
    )


def many_styles(count: int) -> bytes:
    return with_members(
        {"xl/styles.xml": b"<styleSheet %b><cellXfs>%b</cellXfs></styleSheet>" % (MAIN, b"<xf />" * count)}
    )


def many_merged(count: int) -> bytes:
    merged = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(5, count))
    return with_rows(b"", behind=b"<mergeCells>%b</mergeCells>" % merged)


def shared_text(length: int, times: int) -> bytes:
    """A workbook that shows one long text many times; the file holds it once."""
    strings = b"<sst %b><si><t>%b</t></si></sst>" % (MAIN, b"x" * length)
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    name = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(BOOK)) as package:
        relations = package.read(name)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Type="%b" Target="sharedStrings.xml" Id="rId99"/></Relationships>' % kind
    sheet = b"<worksheet %b><sheetData>%b</sheetData></worksheet>" % (MAIN, row * (times // 100))
    return with_members(
        {
            "xl/sharedStrings.xml": strings,
            name: relations.replace(b"</Relationships>", relation),
            SHEET: sheet,
        }
    )


def open_cell(text: str, times: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def open_gap(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def open_row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


OPEN_TABLE = open_row(open_cell("date") + open_cell("rating")) + "".join(
    open_row(open_cell(f"2024-01-0{number}") + open_cell("5")) for number in (1, 2)
)


def open_document(rows: str = OPEN_TABLE, more: Mapping[str, str] | None = None, before: str = "") -> bytes:
    """An OpenDocument spreadsheet of one table."""
    names = " ".join(f'xmlns:{name}="{OPEN_DOCUMENT}{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"{before}<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{OPEN_DOCUMENT}manifest:1.0"/>'
    members = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return archive({**members, **(more or {})})


def record(kind: int, content: bytes) -> bytes:
    """A record of a binary workbook (xlsb): its type and length in seven bits a byte."""
    length = len(content)
    return bytes([kind, *([length] if length < 128 else [length & 127 | 128, length >> 7])]) + content


def binary_book(row: int, column: int) -> bytes:
    """A workbook with a binary sheet (xlsb) that has one number."""
    header = record(0, (row - 1).to_bytes(4, "little") + bytes(20))
    cell = record(5, (column - 1).to_bytes(4, "little") + bytes(12))
    return with_members({"xl/workbook.bin": b"", "xl/worksheets/sheet9.bin": header + cell})


def old_record(kind: int, *fields: Any, layout: str = "") -> bytes:
    content = struct.pack("<" + layout, *fields)
    return struct.pack("<HH", kind, len(content)) + content


def old_book(row: int = 2, column: int = 2, locked: bool = False) -> bytes:
    """The stream of an old workbook (xls, BIFF8): two headers, and a number in a cell."""
    begin = old_record(0x809, 0x600, 5, 0, 0, 0, 0, layout="HHHHII")
    lock = old_record(0x2F, 1, bytes(52), layout="H52s") if locked else b""
    end = old_record(0x0A)
    place = len(begin) + len(lock) + 4 + 12 + len(end)
    sheet = old_record(0x85, place, 0, 0, 4, 0, b"Data", layout="IBBBB4s")
    labels = b"".join(
        old_record(0x204, *place, 0, len(text), 0, text, layout=f"HHHHB{len(text)}s")
        for place, text in (((0, 0), b"date"), ((0, 1), b"rating"), ((1, 0), b"2024-01-01"))
    )
    number = old_record(0x203, row - 1, column - 1, 0, 5.0, layout="HHHd")
    return begin + lock + sheet + end + begin.replace(b"\x05\0", b"\x10\0", 1) + labels + number + end


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (OLE) of small streams: [MS-CFB], one sector of allocations, one to three of names."""
    padded = [content.ljust(4096, b"\0") for content in streams.values()]
    sizes = [-(-len(content) // 512) for content in padded]
    names = -(-(len(streams) + 1) // 4)
    starts = [1 + names + sum(sizes[:at]) for at in range(len(sizes))]
    chains = [[FREE - 2], *_chains([names, *sizes])]
    table = [place for chain in chains for place in chain]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0,
    ).ljust(512, b"\xff")  # fmt: skip
    entries = [_entry("Root Entry", 5, 1, FREE, END, 0)]
    for at, (name, start, content) in enumerate(zip(streams, starts, padded, strict=True), 1):
        entries.append(_entry(name, 2, FREE, at + 1 if at < len(streams) else FREE, start, len(content)))
    allocations = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header + allocations + b"".join(entries).ljust(512 * names, b"\0") + b"".join(padded)


def _chains(sizes: Iterable[int]) -> Iterable[list[int]]:
    """The chain of sectors of each part, one behind the other from sector 1 on."""
    first = 1
    for size in sizes:
        yield [*range(first + 1, first + size), END]
        first += size


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16x4x16xIQ", encoded, len(encoded) + 2, kind, 1, FREE, right, child, start, size
    )


def flipped(content: bytes, seed: int) -> bytes:
    """A file with some of its bytes changed."""
    damaged = bytearray(content)
    for turn in range(8):
        damaged[zlib.crc32(b"%d %d" % (seed, turn)) % len(damaged)] ^= 1 << turn
    return bytes(damaged)
