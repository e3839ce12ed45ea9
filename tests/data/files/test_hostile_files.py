"""Files that do harm or pretend to be others: what each of them gets, and that nothing of it is stored."""

from __future__ import annotations

import csv
import gzip
import io
import random
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest

from data.limits import READING_SECONDS
from data.preparing.preparation import prepare
from data.records import Preparation
from data.store import Store, is_empty, load, open_store
from tests.data.books import csv_text, repacked, saved, workbook
from tests.data.hostile import (
    BOOK,
    OPEN_TABLE,
    ROWS,
    SHEET,
    TEXT,
    archive,
    binary_book,
    compound,
    declared,
    flipped,
    many_members,
    many_merged,
    many_sheets,
    many_styles,
    old_book,
    open_cell,
    open_document,
    open_gap,
    open_row,
    shared_text,
    text_cell,
    with_cell,
    with_members,
    with_rows,
    zeros,
)

STRAY = "stray cell. Delete the empty rows and columns"
DAMAGED = "damaged or was cut short. Open it"
UNREADABLE = "can't be read; it may be damaged"
LOCKED = "password-protected. Save a copy without a password"
DECLARED = "document type declaration"
LARGE = "larger than 300 MB. Remove"
MACROS = "macros: they are neither run nor kept"
OLD = old_book()
HTML = b"<html><body><table><tr><td>date</td><td>rating</td></tr></table></body></html>"
TALL = workbook({"Data": [["date", "rating"], *([f"2024-01-{day:02}", day % 5 + 1] for day in range(1, 29))]})

STRANGE = re.compile(
    r"Traceback|Error|Exception|Errno|0x|\bNone\b(?! of)|\bnan\b|calamine|openpyxl|zipfile|expat|<class|%\("
)

Case = tuple[str, Callable[[], bytes], str]


def far(cell: bytes) -> Callable[[], bytes]:
    return lambda: with_rows(b'<row r="1">' + cell + b"</row>")


def number(value: str, more: str = "") -> Callable[[], bytes]:
    return lambda: with_cell(f'<c r="B10"{more}><v>{value}</v></c>'.encode())


REFUSED: dict[str, Case] = {
    # Cells far away, in each format.
    "far cell": ("a.xlsx", far(b'<c r="XFD1048576"><v>1</v></c>'), STRAY),
    "far cell in small letters": ("a.xlsx", far(b'<c r="xfd1048576"><v>1</v></c>'), STRAY),
    "far cell in apostrophes": ("a.xlsx", far(b"<c r = 'XFD1048576'><v>1</v></c>"), STRAY),
    "far cell after attributes": ("a.xlsx", far(b'<c s="0"\n\tr="XFD1048576" t="n"><v>1</v></c>'), STRAY),
    "far row, far column": (
        "a.xlsx",
        far(b'<c r="A1048576"><v>1</v></c><c r="ZZZ1"><v>1</v></c>'),
        STRAY,
    ),
    "beyond the last column": ("a.xlsx", far(b'<c r="ZZZZZZ99"><v>1</v></c>'), STRAY),
    "far row without references": (
        "a.xlsx",
        lambda: with_rows(b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'),
        STRAY,
    ),
    "far cell beside a SPILL": (
        "a.xlsx",
        far(b'<c r="A1" t="e"><v>#SPILL!</v></c><c r="XFD1048576"><v>1</v></c>'),
        STRAY,
    ),
    "far cell named xlsm": ("a.xlsm", far(b'<c r="XFD1048576"><v>1</v></c>'), STRAY),
    "far cell named csv": ("a.csv", far(b'<c r="XFD1048576"><v>1</v></c>'), STRAY),
    "one far column": ("a.xlsx", far(b'<c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c>'), STRAY),
    "far cell in a binary book": ("a.xlsb", lambda: binary_book(1_048_576, 16_384), STRAY),
    "far cell in an old book": (
        "a.xls",
        lambda: compound({"Workbook": old_book(65_536, 65_536)}),
        "more memory than any table needs",
    ),
    "repeated cells": ("a.ods", lambda: open_document(open_row(open_cell("x", 16_384), 1_048_576)), STRAY),
    "endlessly repeated": ("a.ods", lambda: open_document(open_row(open_cell("x", 10**30))), STRAY),
    "far cell of an open document": (
        "a.ods",
        lambda: open_document(
            OPEN_TABLE + open_row(open_gap(1), 1_048_570) + open_row(open_gap(16_383) + open_cell("x"))
        ),
        STRAY,
    ),
    "many sheets reaching far": (
        "a.xlsx",
        lambda: with_members(
            {f"xl/worksheets/sheet{at}.xml": b'<c r="J1048000"><v>1</v></c>' for at in range(2, 5)}
        ),
        "Together the sheets",
    ),
    # Small files that grow.
    "bomb of a picture": ("a.xlsx", lambda: zeros(["xl/media/a.png"], 301), LARGE),
    "bomb of a sheet": ("a.xlsx", lambda: zeros(["xl/worksheets/sheet2.xml"], 301), LARGE),
    "bomb of many members": ("a.xlsx", lambda: zeros([f"xl/media/{at}" for at in range(44)], 7), LARGE),
    "text shared too often": ("a.xlsx", lambda: shared_text(30_000, 20_000), "or too much text"),
    "text shared beyond memory": ("a.xlsx", lambda: shared_text(90_000, 200_000), "more memory"),
    "members": ("a.xlsx", lambda: many_members(10_001), "a zip of more than 10,000 files"),
    "501 sheets": ("a.xlsx", lambda: many_sheets(502), "more than 500 sheets"),
    "100,000 sheets": ("a.xlsx", lambda: many_sheets(100_000), "more than 500 sheets"),
    "styles": ("a.xlsx", lambda: many_styles(200_001), "more than 200,000 cell styles"),
    "2 million styles": ("a.xlsx", lambda: many_styles(2_000_000), "more than 200,000 cell styles"),
    "merged ranges": ("a.xlsx", lambda: many_merged(200_006), "ranges of cells are merged. Unmerge"),
    # Declarations that make a reader of XML fetch or multiply.
    **{
        f"{name} in {member}": ("a.xlsx", lambda m=member, d=declaration: declared(m, d), DECLARED)
        for member in ("xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml")
        for name, declaration in (
            ("DOCTYPE", b"<!DOCTYPE x>"),
            ("entity", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'),
            ("external entity", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        )
    },
    "DOCTYPE in UTF-16": ("a.xlsx", lambda: declared(SHEET, b"<!DOCTYPE x>", "utf-16"), DECLARED),
    "DOCTYPE of an open document": ("a.ods", lambda: open_document(before="<!DOCTYPE x>"), DECLARED),
    # Locked files.
    "locked workbook": (
        "a.xlsx",
        lambda: compound({"EncryptionInfo": b"", "EncryptedPackage": b""}),
        LOCKED,
    ),
    "locked old workbook": ("a.xls", lambda: compound({"Workbook": old_book(locked=True)}), LOCKED),
    "locked open document": (
        "a.ods",
        lambda: open_document(more={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        LOCKED,
    ),
    "locked member": ("a.xlsx", lambda: locked_member(), LOCKED),
    # Other files under a wrong name.
    "web page named xls": ("a.xls", lambda: HTML, "This is a web page"),
    "web page named csv": ("a.csv", lambda: b"\xef\xbb\xbf \n<!DOCTYPE html>" + HTML, "This is a web page"),
    "XML named xls": ("a.xls", lambda: b'<?xml version="1.0"?><Workbook/>', "This is an XML file"),
    "PDF named xlsx": ("a.xlsx", lambda: b"%PDF-1.7\n1 0 obj", "This is a PDF document"),
    "Word named xlsx": (
        "a.xlsx",
        lambda: archive({"[Content_Types].xml": "", "word/document.xml": ""}),
        "This is a Word document",
    ),
    "old Word named xls": ("a.xls", lambda: compound({"WordDocument": b""}), "This is a Word document"),
    "presentation named xlsx": (
        "a.xlsx",
        lambda: archive({"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
        "This is a presentation",
    ),
    "e-mail named xls": ("a.xls", lambda: compound({"__substg1.0_0037001F": b""}), "This is an e-mail"),
    "Numbers named xlsx": ("a.xlsx", lambda: archive({"Index/Document.iwa": ""}), "Apple Numbers"),
    "open text named ods": (
        "a.ods",
        lambda: archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "without a spreadsheet",
    ),
    "archive named xlsx": ("a.xlsx", lambda: archive({"data.csv": TEXT}), "This is a zip archive"),
    "archive of nothing": ("a.zip", lambda: archive({}), "This is a zip archive"),
    "gzip named csv": ("a.csv", lambda: gzip.compress(TEXT * 9, mtime=0), ""),
    "picture named xlsx": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50), "zero bytes"),
    "program named csv": ("a.csv", lambda: b"MZ\x90\0\x03\0\0\0" + bytes(200), "zero bytes"),
    # Files without a table.
    "nothing": ("a.csv", lambda: b"", "The file is empty"),
    "nothing named xlsx": ("a.xlsx", lambda: b"", "The file is empty"),
    "blanks": ("a.csv", lambda: b" \r\n\t \n", "The file is empty"),
    "a mark and nothing": ("a.csv", lambda: b"\xef\xbb\xbf", "no cells with anything"),
    "separators alone": ("a.csv", lambda: b";;;;\n;;;;\n", "no cells with anything"),
    "header alone": ("a.csv", lambda: b"date,rating\n", "no rows below the header"),
    "header alone in a workbook": (
        "a.xlsx",
        lambda: workbook({"Data": ROWS[:1]}),
        "no rows below the header",
    ),
    "header alone in an open document": (
        "a.ods",
        lambda: open_document(open_row(open_cell("date") + open_cell("rating"))),
        "no rows below the header",
    ),
    "empty workbook": ("a.xlsx", lambda: workbook({"Data": []}), "no cells with anything"),
    "no sheet": ("a.xlsx", lambda: many_sheets(1), ""),
    # Damage.
    **{
        f"first {percent} % of a workbook": (
            "a.xlsx",
            lambda p=percent: BOOK[: len(BOOK) * p // 100],
            DAMAGED,
        )
        for percent in (1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99)
    },
    "first half of an open document": ("a.ods", lambda: open_document()[:400], DAMAGED),
    "first half of an old workbook": ("a.xls", lambda: compound({"Workbook": OLD})[:1100], "may be damaged"),
    "compound file of nothing": ("a.xls", lambda: compound({}), UNREADABLE),
    "workbook without a workbook": ("a.xlsx", lambda: archive({"[Content_Types].xml": ""}), UNREADABLE),
    "open document without content": (
        "a.ods",
        lambda: archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        DAMAGED,
    ),
    "sheet that isn't XML": ("a.xlsx", lambda: with_members({SHEET: b"\xff\xfe\0<<<>>>"}), ""),
    "sheet that breaks off": ("a.xlsx", lambda: with_members({SHEET: b"<worksheet><sheetData><row"}), ""),
    # Text files.
    "zero bytes": ("a.csv", lambda: b"date,rating\n2024-01-01,\0\x005\n", "zero bytes"),
    "mark never closed": ("a.csv", lambda: b'date,rating\n2024-01-01,"5\n2024-01-02,4\n', "never closed"),
    "long cell": ("a.csv", lambda: TEXT + b"2024-01-03," + b"x" * 100_001, "row 4 is longer than 100,000"),
    "very long cell": ("a.csv", lambda: TEXT + b'2024-01-03,"' + b"x" * 2_000_000, "quotation mark"),
    "long line": ("a.csv", lambda: b"x" * 150_000, "longer than 100,000 characters"),
    "2,001 columns": (
        "a.csv",
        lambda: csv_text(",".join(f"c{at}" for at in range(2_001)), ",".join("1" * 2_001)),
        "Row 1 has 2,001 cells",
    ),
    "one wide row among many": (
        "a.csv",
        lambda: TEXT * 20_000 + b"," * 1_900,
        "more than 100,000,000 cells",
    ),
    "too many cells": ("a.csv", lambda: (b"," * 1_000 + b"\n") * 100_001, "more than 100,000,000 cells"),
    "too many rows": ("a.csv", lambda: b"a,b\n" + b"1,2\n" * 10_000_000, "more than 10,000,000 rows"),
    # Workbooks whose cells are too much.
    "2,001 columns of a workbook": (
        "a.xlsx",
        lambda: workbook({"Data": [[f"c{at}" for at in range(2_001)], [1] * 2_001]}),
        "row 2 and column 2,001",
    ),
    "long cell of a workbook": (
        "a.xlsx",
        lambda: with_cell(text_cell("B10", "x" * 100_001)),
        "row 10 of the sheet 'Data' is longer than 100,000",
    ),
}

READY: dict[str, Case] = {
    "workbook": ("a.xlsx", lambda: BOOK, "2 rows of 2"),
    "open document": ("a.ods", open_document, "2 rows of 2"),
    "old workbook": ("a.xls", lambda: compound({"Workbook": OLD}), "1 row of 1"),
    "text named xls": ("a.xls", lambda: TEXT, "this is a text file"),
    "text named xlsx": ("a.xlsx", lambda: TEXT, "this is a text file"),
    "new workbook named xls": ("a.xls", lambda: BOOK, "this is a new workbook"),
    "new workbook named csv": ("a.csv", lambda: BOOK, "this is a new workbook"),
    "old workbook named xlsx": ("a.xlsx", lambda: compound({"Workbook": OLD}), "this is an old workbook"),
    "macros": ("a.xlsm", lambda: with_members({"xl/vbaProject.bin": b"x"}), MACROS),
    "macros named xlsx": ("a.xlsx", lambda: with_members({"xl/vbaProject.bin": b"x"}), MACROS),
    "sheet of macros": ("a.xlsx", lambda: with_members({"xl/macrosheets/sheet1.xml": b"<x/>"}), MACROS),
    "macros of an open document": (
        "a.ods",
        lambda: open_document(more={"Basic/Standard/Module1.xml": '<!DOCTYPE script:module PUBLIC "x">'}),
        MACROS,
    ),
    "macros of an old workbook": (
        "a.xls",
        lambda: compound({"Workbook": OLD, "_VBA_PROJECT": b"x"}),
        MACROS,
    ),
    "picture with a DOCTYPE": (
        "a.xlsx",
        lambda: with_members({"xl/media/a.svg": b"<!DOCTYPE svg>"}),
        "2 rows",
    ),
    "empty cells far away": (
        "a.xlsx",
        lambda: with_cell(b'<c r="B10"><v>5</v></c><c r="XFD10" s="0"/>'),
        "9 rows of 9",
    ),
    "empty rows without end": (
        "a.ods",
        lambda: open_document(OPEN_TABLE + open_row(open_gap(16_384), 1_048_573)),
        "2 rows of 2",
    ),
    "extent that isn't true": (
        "a.xlsx",
        lambda: repacked(TALL, {SHEET: stretched(TALL)}),
        "28 rows of 28",
    ),
    "lower bytes of a book": ("a.xlsx", lambda: BOOK + b"\0" * 30, "2 rows of 2"),
    "UTF-16 text": ("a.csv", lambda: TEXT.decode().encode("utf-16"), "2 rows of 2"),
    "old line ends": ("a.csv", lambda: TEXT.replace(b"\n", b"\r"), "2 rows of 2"),
    "a mark twice": ("a.csv", lambda: b"\xef\xbb\xbf" + TEXT, "2 rows of 2"),
    "2,000 columns": (
        "a.csv",
        lambda: csv_text(
            ",".join(["date", "rating", *(f"c{at}" for at in range(1_998))]),
            ",".join(["2024-01-01", "5", *"x" * 1_998]),
        ),
        "1 row of 1",
    ),
    **{
        f"{value} in a cell": ("a.xlsx", number(value, ' t="e"'), "8 rows of 9")
        for value in (
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#BLOCKED!",
            "#CONNECT!",
            "#GETTING_DATA",
            "#N/A",
            "#REF!",
        )
    },
}

ANYTHING: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{f"damaged workbook {seed}": ("a.xlsx", lambda s=seed: flipped(BOOK, s)) for seed in range(12)},
    **{
        f"damaged sheet {seed}": ("a.xlsx", lambda s=seed: with_members({SHEET: damaged_sheet(s)}))
        for seed in range(12)
    },
    **{
        f"damaged old workbook {seed}": ("a.xls", lambda s=seed: compound({"Workbook": flipped(OLD, s)}))
        for seed in range(12)
    },
    **{
        f"damaged open document {seed}": ("a.ods", lambda s=seed: flipped(open_document(), s))
        for seed in range(6)
    },
    **{f"chance {seed}": ("a.csv", lambda s=seed: random.Random(s).randbytes(900)) for seed in range(6)},
    **{
        f"chance behind {start!r}": ("a.xls", lambda s=start: s + random.Random(7).randbytes(4_000))
        for start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08\x10\0", b"\xff\xfe")
    },
    **{
        f"number {value}": ("a.xlsx", number(value, more))
        for value, more in (
            ("1e999", ""),
            ("NaN", ""),
            ("-1", ' s="1"'),
            ("99999999999999999999", ""),
            ("9999-12-31T23:59:59.999", ' t="d"'),
            ("9999999", ' t="s"'),
            ("", ' t="b"'),
            ("5", ' t="nonsense"'),
        )
    },
}


def locked_member() -> bytes:
    content = bytearray(BOOK)
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def stretched(book: bytes) -> bytes:
    """The sheet of a workbook that claims to reach to the last cell there can be."""
    return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', sheet_of(book))


def damaged_sheet(seed: int) -> bytes:
    return flipped(sheet_of(BOOK), seed)


def sheet_of(book: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return package.read(SHEET)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store into which everything that was refused is tried to be loaded."""
    opened = open_store(tmp_path_factory.mktemp("hostile") / "store.duckdb")
    yield opened
    opened.close()


def prepared(file: str, content: bytes) -> Preparation:
    """A file through preparation, in time and with words that a manager understands."""
    start = time.monotonic()
    preparation = prepare(file, content)
    assert time.monotonic() - start < READING_SECONDS + 5
    assert re.search(r"\w+ \w+", preparation.message)
    assert preparation.message.rstrip()[-1] in ".?"
    assert not STRANGE.search(preparation.message)
    return preparation


def assert_refused(preparation: Preparation, store: Store) -> None:
    assert (preparation.status, preparation.frame) == ("refused", None)
    result = load(store, preparation)
    assert (result.status, result.upload, is_empty(store)) == ("refused", None, True)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_does_harm_is_refused_in_words(name: str, store: Store) -> None:
    file, made, told = REFUSED[name]
    preparation = prepared(file, made())
    assert told in preparation.message
    assert_refused(preparation, store)


@pytest.mark.parametrize("name", READY)
def test_what_can_be_read_safely_is_read(name: str) -> None:
    file, made, told = READY[name]
    preparation = prepared(file, made())
    assert preparation.status == "ready", preparation.message
    assert told in preparation.message


@pytest.mark.parametrize("name", ANYTHING)
def test_whatever_a_file_holds_it_gets_an_answer(name: str, store: Store) -> None:
    file, made = ANYTHING[name]
    preparation = prepared(file, made())
    if preparation.status == "refused":
        assert_refused(preparation, store)


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(READY) + len(ANYTHING) >= 100


IDS = (
    "NA", "N/A", "None", "null", "nan", "NaN", "-", "TRUE", "12345678901234567890", "98765432109876543210",
    "007", "000", "0", "1e5", "1E400", "0x1F", "1_000", "+5", "-7", "12.50", "1,000", "2024-01-01", "3/4",
    "=1+1", "@SUM(A1)", "inf", "\u202eabc", "a\u200bb", "Robert'); DROP TABLE surveys;--", "<b>7</b>",
)  # fmt: skip


def comma_file(rows: list[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def text_book(rows: list[list[str]]) -> bytes:
    """A workbook of text cells, those that begin as formulas do among them."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            cell: Any = book.worksheets[0].cell(number, position)
            cell.value, cell.data_type = text, "s"
    return saved(book)


@pytest.mark.parametrize("made", [comma_file, text_book])
def test_identifiers_stay_exactly_as_they_are(made: Callable[[list[list[str]]], bytes]) -> None:
    header = ["customer id", "response id", "date", "rating"]
    rows = [[one, f"{one} again", "2024-03-05", "4"] for one in IDS]
    frame = prepare("ids", made([header, *rows])).frame
    assert frame is not None
    assert tuple(frame["customer_id"]) == IDS
    assert tuple(frame["response_id"]) == tuple(f"{one} again" for one in IDS)
