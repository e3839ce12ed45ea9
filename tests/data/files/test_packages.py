from __future__ import annotations

import io
import zipfile

import pytest

from data.files import packages
from data.files.packages import check_package
from data.refusals import Refused
from tests.data.books import repacked, workbook

SHEET = "xl/worksheets/sheet1.xml"
BOOK = workbook({"Data": [["a", "b"], [1, 2]]})


def sheet_with(cell: bytes) -> bytes:
    return repacked(BOOK, {SHEET: b"<worksheet><sheetData><row>" + cell + b"</row></sheetData></worksheet>"})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (sheet_with(b'<c r="XFD1048576"><v>1</v></c>'), "row 1,048,576 and column 16,384"),
        (sheet_with(b"<c\n r = 'XFD1048576'><v>1</v></c>"), "stray cell"),
        (sheet_with(b'<c r="A1048576"><v>1</v></c><c r="ZZZ1"><v>1</v></c>'), "stray cell"),
        (repacked(BOOK, {SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}), "document type"),
        (BOOK[:-30], "damaged"),
    ],
)
def test_harmful_packages_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        check_package(content)


def test_a_far_cell_is_seen_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "CHUNK", 70)
    for padding in range(70):
        content = sheet_with(b" " * padding + b'<c r="XFD1048576"><v>1</v></c>')
        with pytest.raises(Refused, match="stray cell"):
            check_package(content)


def test_a_long_sheet_is_no_far_cell() -> None:
    check_package(sheet_with(b'<c r="J1048576"><v>1</v></c>'))


def test_unzipping_stops_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_UNZIPPED", 10 * packages.MEBIBYTE)
    bomb = repacked(BOOK, {f"xl/media/{part}.bin": bytes(6 * packages.MEBIBYTE) for part in range(2)})
    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="larger than 10 MB"):
        check_package(bomb)


def test_an_ordinary_archive_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("data.csv", "a,b")
    with pytest.raises(Refused, match="zip archive"):
        check_package(stream.getvalue())


def test_a_member_marked_as_encrypted() -> None:
    content = bytearray(BOOK)
    place = content.rfind(b"PK\x01\x02")
    content[place + 8] |= 1
    with pytest.raises(Refused, match="password-protected"):
        check_package(bytes(content))
