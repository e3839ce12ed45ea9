from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.delimited import read_delimited
from data.files.dialects import dialect_of
from data.refusals import Refused


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6\n", ";"),
        ("date;value\n2024;1,5\n2025;2,5\n", ";"),
        ("a\tb\n1,000\t2\n3,000\t4\n", "\t"),
        ("a|b|c\nx, y|2|3\n", "|"),
        ("Report of March\n\na;b;c\n1;2;3\n4;5;6\n", ";"),
        ('a,b\n"x;y;z",1\n"x;y;z",2\n', ","),
        ("team;csat;nps\n" + "Leeds;1,5;2,5\nYork;2,5;3,5\n" * 50, ";"),
        ("Made by: Ann, Bob, Eve, Jan, Ida\n\n" + "a;b\n1;2\n3;4\n" * 3, ";"),
        ("15:38 yes\n15:24  no\n15:12 no\n", " "),
        ("Full name\nAnn Lee\nMary Ann Fox\n", ";"),
    ],
)
def test_the_separator_is_the_most_regular(text: str, separator: str) -> None:
    assert dialect_of(text).separator == separator


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a,b\r\n1,2\r\n", (("a", "b"), ("1", "2"))),
        ("a,b\r1,2\r", (("a", "b"), ("1", "2"))),
        ("a,b\n1,2", (("a", "b"), ("1", "2"))),
        ("sep=;\na;b\n1,5;2\n", (("a", "b"), ("1,5", "2"))),
        ('"sep=|"\r\na|b\r\n', (("a", "b"),)),
        ("a,b,c\n1\n1,2,3,4\n", (("a", "b", "c", ""), ("1", "", "", ""), ("1", "2", "3", "4"))),
        ('a,b\n"one\ntwo","say ""hi"""\n3,4\n', (("a", "b"), ("one\ntwo", 'say "hi"'), ("3", "4"))),
        ("a,b\n\n1,2\n", (("a", "b"), ("", ""), ("1", "2"))),
        ("\ufeffSex;Age\nm;5\n", (("Sex", "Age"), ("m", "5"))),
        ("alone\n1\n", (("alone",), ("1",))),
        ("a,b\r1,2\n3,4\r\n", (("a", "b"), ("1", "2"), ("3", "4"))),
        ("a,'b, c'\n1,'2'\n3,'it''s'\n", (("a", "b, c"), ("1", "2"), ("3", "it's"))),
        ("a,b\n'twas,it's\n3,'ok\n", (("a", "b"), ("'twas", "it's"), ("3", "'ok"))),
        ('a,b\n1,"say \\"hi, you\\" now"\n2,"x"\n', (("a", "b"), ("1", 'say "hi, you" now'), ("2", "x"))),
        ('a,b\n"C:\\","D:\\x"\n', (("a", "b"), ("C:\\", "D:\\x"))),
        ('a, b\n1, "x, y"\n2, "z"\n', (("a", "b"), ("1", "x, y"), ("2", "z"))),
        ('"a,b"\n"1,""x, y"""\n"2,z"\n', (("a", "b"), ("1", "x, y"), ("2", "z"))),
        ('a;b\n1;"5 inch\n2;"7 inch\n', (("a", "b"), ("1", '"5 inch'), ("2", '"7 inch'))),
        (";a;b\n;1;2\n;3;4\n", (("", "a", "b"), ("", "1", "2"), ("", "3", "4"))),
    ],
)
def test_records_become_rows_of_equal_length(text: str, cells: tuple[tuple[str, ...], ...]) -> None:
    assert read_delimited(text.encode()).cells == cells


def test_a_quotation_mark_left_open_is_named_by_its_row() -> None:
    with pytest.raises(Refused, match="opened in row 3"):
        read_delimited(b'a,b\n1,2\n3,"four\n5,6\n')


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(Refused, match="quotation mark"):
        read_delimited(b'a,b\n1,"' + b"x" * 1_100_000)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cs", "Cc"])
    | st.sampled_from("\t\r\n"),
    min_size=1,
)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=4), st.sampled_from([",", ";", "\t", "|"]))
def test_what_a_program_quotes_comes_back(rows: list[tuple[str, str, str]], separator: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows(rows)
    read = read_delimited(f"sep={separator}\r\n{stream.getvalue()}".encode())
    assert read.cells == tuple(rows)


def test_rows_that_a_quotation_mark_swallows_are_told() -> None:
    rows = "".join(f"{number},2024-01-05,{number % 5}\n" for number in range(6))
    text = f'id,day,score\n{rows}7,2024-01-05,"1\n{rows}8,2024-01-05,5"\n9,2024-01-06,2\n'
    with pytest.raises(Refused, match="opened in row 8 is closed only 7 lines below"):
        read_delimited(text.encode())


def test_a_comment_of_many_lines_is_one_cell() -> None:
    text = 'id,comment\n1,"Dear all,\nthis, as ever,\nis late\nand cold,\nbye"\n'
    assert read_delimited(text.encode()).cells[1][1].count("\n") == 4
