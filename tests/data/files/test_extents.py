from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.extents import OpenExtents, binary_extent, reach
from tests.data.hostile import open_cell, open_gap, open_row, record

FIRST = (0, 0)


@pytest.mark.parametrize(
    ("chunk", "extent"),
    [
        (b'<c r="A1"><v>1</v></c>', (1, 1)),
        (b'<c r="XFD1048576" s="1" t="n"><v>1</v></c>', (1_048_576, 16_384)),
        (b"<c\n r = 'ab12'><v>1</v></c>", (12, 28)),
        (b'<row r="7" spans="1:2"><c><v>1</v></c>', (7, 0)),
        (b'<c r="XFD1048576" s="1"/><c r="B2" s="1" />', FIRST),
        (b'<row r="9"/><sheetView ref="A99"/>', FIRST),
        (b'<c r="B3"><v>1</v></c><c r="A9"><v>1</v></c>', (9, 2)),
        (b'<c r="B3"><v>1</v></c><c r="XFD1048576" s="1"/><c r="A9"><v>1</v></c>', (9, 2)),
    ],
)
def test_cells_with_something_in_them_count(chunk: bytes, extent: tuple[int, int]) -> None:
    assert reach(FIRST, chunk) == extent


def test_pieces_add_up() -> None:
    assert reach((3, 40), b'<c r="B30"><v>1</v></c>') == (30, 40)


def number_at(row: int, column: int) -> bytes:
    header = record(0, (row - 1).to_bytes(4, "little") + bytes(200))
    return header + record(5, (column - 1).to_bytes(4, "little") + bytes(12))


def test_the_extent_of_a_binary_sheet() -> None:
    begin, other = bytes([129 | 128, 1]) + b"\x00", record(20, b"\xff" * 9)
    blank = record(1, (99).to_bytes(4, "little") + bytes(4))
    sheet = begin + number_at(7, 3) + blank + number_at(1_048_576, 2) + other
    assert binary_extent(sheet) == (1_048_576, 3)


@given(st.binary(max_size=300))
def test_any_bytes_have_an_extent(sheet: bytes) -> None:
    row, column = binary_extent(sheet)
    assert 0 <= row <= 2**32
    assert 0 <= column <= 2**32


@pytest.mark.parametrize(
    ("rows", "extents"),
    [
        (open_row(open_cell("x") + open_cell("y")), [(1, 2)]),
        (open_row(open_cell("x", 3), 5), [(5, 3)]),
        (open_row(open_gap(9), 20) + open_row(open_gap(9) + open_cell("x") + open_gap(99)), [(21, 10)]),
        (open_row(open_cell("x")) + open_row(open_gap(16_384), 1_048_575), [(1, 1)]),
        (open_row(open_cell("x", 10**12)), [(1, 10**9)]),
        (open_row("<table:table-cell><text:p>x</text:p></table:table-cell>"), [(1, 1)]),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_repeated_cells_are_counted(rows: str, extents: list[tuple[int, int]], size: int) -> None:
    found = OpenExtents()
    content = f"<body><table:table>{rows}</table:table></body>".encode()
    for place in range(0, len(content), size):
        found.feed(content[place : place + size])
    assert found.extents == extents
