from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.reading import read
from data.finding.structure import table_of
from data.refusals import Refused
from tests.data.books import workbook


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML file"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 but no zip at all", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "can't be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        (b"a,b\n1,\x00\x002\n", "zero bytes"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(content)


def test_content_counts_not_the_name(shared: Path) -> None:
    edge = shared / "messy" / "edge"
    for name in ("xls_renamed_to.xlsx", "xlsx_renamed_to.csv"):
        assert [sheet.name for sheet in read((edge / name).read_bytes())] == ["arts", "other"]


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
def test_the_spectrum_of_text_files(shared: Path, name: str) -> None:
    folder = shared / "messy" / "csv-spectrum"
    (sheet,) = read((folder / "csvs" / f"{name}.csv").read_bytes())
    header, *rows = sheet.cells
    expected = json.loads((folder / "json" / f"{name}.json").read_text(encoding="utf-8"))
    assert [dict(zip(header, row, strict=True)) for row in rows] == expected


@pytest.mark.parametrize(
    ("name", "sheets", "rows", "first"),
    [
        ("header_only.csv", [""], 1, "customerID"),
        ("utf16.csv", [""], 501, "id_klienta"),
        ("xls_renamed_to.xlsx", ["arts", "other"], 19, "Lots of people"),
        ("xlsx_renamed_to.csv", ["arts", "other"], 19, "Lots of people"),
    ],
)
def test_edge_cases(shared: Path, name: str, sheets: list[str], rows: int, first: str) -> None:
    read_sheets = read((shared / "messy" / "edge" / name).read_bytes())
    assert [sheet.name for sheet in read_sheets] == sheets
    assert (len(read_sheets[0].cells), read_sheets[0].cells[0][0]) == (rows, first)


@pytest.mark.parametrize("name", ["xls_renamed_to.xlsx", "xlsx_renamed_to.csv"])
def test_lines_above_and_notes_below_a_table(shared: Path, name: str) -> None:
    for sheet in read((shared / "messy" / "edge" / name).read_bytes()):
        table = table_of(sheet)
        assert table.headers[:3] == ("Name", "Profession", "Age")
        assert (table.header_row, tuple(table.numbers)) == (5, tuple(range(6, 16)))
        assert [problem.row for problem in table.asides] == [16, 17, 18, 19]


def test_an_empty_file_says_so(shared: Path) -> None:
    with pytest.raises(Refused, match="is empty"):
        read((shared / "messy" / "edge" / "empty.csv").read_bytes())


def test_a_text_file_is_one_sheet_without_a_name() -> None:
    (sheet,) = read(b"a,b\n1,2\n")
    assert (sheet.name, sheet.cells) == ("", (("a", "b"), ("1", "2")))


def test_a_truncated_workbook_is_refused() -> None:
    content = workbook({"Data": [["a", "b"], [1, 2]]})
    for length in (100, len(content) // 2, len(content) - 10):
        with pytest.raises(Refused, match="damaged"):
            read(content[:length])


@given(st.binary(max_size=400))
def test_any_bytes_give_sheets_or_a_refusal(content: bytes) -> None:
    with suppress(Refused):
        assert all(len({len(row) for row in sheet.cells}) <= 1 for sheet in read(content))
