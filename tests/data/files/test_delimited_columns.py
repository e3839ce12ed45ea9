"""The reader of large regular files against the one that looks at every record."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.delimited import read_by_record
from data.files.delimited_columns import read_regular
from data.files.grid import Grid
from data.refusals import Refused

CELLS = st.text(st.sampled_from("ab1é ;,\t|\"'\n\r\\-"), max_size=6)


def by_record(content: bytes, encoding: str = "utf-8") -> Grid | None:
    try:
        return read_by_record(content, encoding)
    except Refused:
        return None


@st.composite
def tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12))
    text = io.StringIO()
    separator, ends = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n"]))
    quoting = csv.QUOTE_ALL if draw(st.booleans()) else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=ends).writerows(rows)
    return draw(st.sampled_from(["", "Report\n", "\ufeff"])) + text.getvalue()


@given(tables() | st.text(st.sampled_from('ab1;,"\n\r '), max_size=60), st.sampled_from([10, 40, 1_000]))
def test_a_regular_file_is_read_as_by_the_record(text: str, piece: int) -> None:
    content = text.encode()
    regular = read_regular(content, "utf-8", 1, piece) if text.strip() else None
    assert regular is None or regular == by_record(content)


@pytest.mark.parametrize(
    ("encoding", "begin", "row", "end"),
    [
        ("utf-8-sig", "id,day\n", "{n},2024-01-01\n", ""),
        ("utf-8", "Report of March\n\nid;day;team\n", "{n};01.03.2024;Север\n", ""),
        ("cp1251", "Report of March\n\nid;day;team\n", "{n};01.03.2024;Север\n", ""),
        ("utf-8", '"id","day"\r\n', '"{n}","a ""quoted"" one, with a comma"\r\n', ""),
        ("utf-8", "id,comment\nx,y\n", '{n},"over\ntwo lines"\n', ""),
        ("utf-8", "id,day,\n", "{n},5,\n", "\n\n"),
        ("utf-8", "id,day\n", "{n},2024-01-01\n", '"Total","5"'),
        ("utf-8", "id,text\n", "{n},a\n", '"1","5 ""inch"\n'),
    ],
)
def test_large_files_are_regular(encoding: str, begin: str, row: str, end: str) -> None:
    text = begin + "".join(row.format(n=number) for number in range(70_000)) + end
    regular = read_regular(text.encode(encoding), encoding, 1, 200_000)
    assert regular == by_record(text.encode(encoding), encoding)


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n1\n",
        "a,b\n1,2,3\n",
        'a,b\n1,"2\n',
        'a,b\n1,"2\n3,4\n',
        'a,b\n1,a 5" one\n2,"open\n3,4\n5,6',
        'a,b\n1,"open\n3,4\n5,"open\n6,7\n',
        "a,b\r1,2\r",
        "sep=;\na;b\n1;2\n",
        "'a','b'\n'1','2'\n",
        'a,b\n1,"x \\"y\\" z"\n2,"a"\n',
        '"a,b"\n"1,2"\n"3,4"\n',
    ],
)
def test_what_isn_t_regular_is_left_to_the_other_reader(text: str) -> None:
    assert read_regular(text.encode(), "utf-8", 1) is None


def test_small_files_are_left_to_the_other_reader() -> None:
    assert read_regular(b"a,b\n1,2\n", "utf-8") is None
