from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading import read
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
