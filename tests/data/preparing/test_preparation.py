"""Whole files through preparation: what is asked, refused, reported and kept."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.preparing.preparation import prepare
from data.records import Choices, Conversion, Preparation, Problem
from data.specs import Scale
from tests.data.books import csv_text, workbook

DETECTED = Choices()
TAKEN = date(2024, 3, 31)


def prepared(*rows: str, choices: Choices = DETECTED) -> Preparation:
    return prepare("file.csv", csv_text(*rows), choices)


def ready(*rows: str, choices: Choices = DETECTED) -> tuple[pd.DataFrame, list[Problem]]:
    preparation = prepared(*rows, choices=choices)
    assert preparation.frame is not None, preparation.message
    assert len(preparation.frame["row_number"].unique()) + preparation.rejected == preparation.rows
    return preparation.frame, list(preparation.problems)


def reasons(problems: list[Problem]) -> list[tuple[int, str, bool]]:
    return [(problem.row, problem.reason, problem.left_out) for problem in problems]


@pytest.mark.parametrize(
    ("rows", "about", "option", "answer"),
    [
        (("user id,NPS", "1,9"), "date", "--date", Choices(date=date(2024, 5, 1))),
        (("date,channel", "2024-01-01,phone"), "kind", "--kind", Choices(kind="contacts")),
        (
            ("customer id,tenure,churn", "a,3,no"),
            "snapshot_date",
            "--snapshot-date",
            Choices(snapshot_date=TAKEN),
        ),
        (
            ("team,Jan,Feb,Mar", "A,1,2,3", "B,4,5,6"),
            "year",
            "--year",
            Choices(year=2024, mapping={"Count": "complaints"}),
        ),
        (
            ("date,score", "2024-01-01,0", "2024-01-02,10"),
            "column",
            '--map "score=nps"',
            Choices(mapping={"score": "nps"}),
        ),
        (
            ("date,rating", "03/04/2025,5"),
            "day_first",
            "--day-first or --month-first",
            Choices(day_first=True),
        ),
    ],
)
def test_questions_and_their_answers(rows: tuple[str, ...], about: str, option: str, answer: Choices) -> None:
    asking = prepared(*rows)
    assert (asking.status, asking.frame) == ("needs_answer", None)
    assert asking.question is not None
    assert (asking.question.about, asking.question.option) == (about, option)
    assert asking.message == asking.question.text
    assert prepared(*rows, choices=answer).status == "ready"


def test_a_column_of_dates_that_cannot_be_read_is_told_when_asking() -> None:
    asking = prepared("date,rating", "soon,5")
    assert asking.question is not None
    assert "'date'" in asking.question.text


def test_sheets_are_asked_and_answered() -> None:
    rows = [["Date", "Rating"], [datetime(2024, 1, 1), 5]]
    content = workbook({"January": rows, "February": rows})
    asking = prepare("file.xlsx", content)
    assert asking.question is not None
    assert (asking.question.about, asking.sheets) == ("sheet", ("January", "February"))
    chosen = prepare("file.xlsx", content, Choices(sheet="February"))
    assert (chosen.status, chosen.sheet, chosen.header_row) == ("ready", "February", 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"date,rating\n", "no rows below"),
        (b"created,category\nsoon,x\n", "the values of 'created' don't fit"),
        (b"date,rating\n2024-01-01,\n", "Row 2, 'rating': no score"),
        (b'date,rating\n2024-01-01,5\n2024-01-02,"4\n', "never closed"),
        (b"colour,size\nred,5\n", "aren't enough"),
        (b"1,2024-01-01\n2,2024-01-02\n", "names of the columns are missing"),
    ],
)
def test_refusals(content: bytes, told: str) -> None:
    refused = prepare("file.csv", content)
    assert (refused.status, refused.frame) == ("refused", None)
    assert told in refused.message


def test_choices_given_back_give_the_same_again() -> None:
    rows = ("Some report", "", "day of visit,date,rating,colour", "x,2024-01-01,5,red", "y,2024-01-02,4,blue")
    first = prepared(*rows, choices=Choices(mapping={"colour": "channel"}))
    assert first.choices == Choices(
        kind="surveys",
        layout="log",
        header_row=3,
        mapping={"day of visit": None, "date": "answered_at", "rating": "csat", "colour": "channel"},
    )
    again = prepared(*rows, choices=first.choices)
    assert again.frame is not None
    assert first.frame is not None
    pd.testing.assert_frame_equal(again.frame, first.frame)


def test_the_preview_is_the_header_and_the_first_rows() -> None:
    preparation = prepared("date,rating", *(f"2024-01-{day:02},5" for day in range(1, 21)))
    assert preparation.preview[:2] == (("date", "rating"), ("2024-01-01", "5"))
    assert len(preparation.preview) == 9


def test_rows_that_cannot_do_without_a_cell_are_left_out() -> None:
    frame, problems = ready(
        "date,rating (1-5),comment",
        "31.02.2026,5,a",
        ",4,b",
        "2024-01-03,,c",
        "2024-01-04,7,d",
        "05.01.2024,3,NA",
        "Total,19,",
    )
    assert list(frame["row_number"]) == [6]
    assert list(frame["comment"]) == ["NA"]
    assert reasons(problems) == [
        (2, "'31.02.2026' is not a date", True),
        (3, "the cell is empty", True),
        (4, "no score in this row", True),
        (5, "'7' is outside the scale from 1 to 5", False),
        (5, "no score in this row", True),
        (7, "a total of the rows above, so it isn't counted again", True),
    ]


def test_units_below_the_header_count() -> None:
    frame, problems = ready(
        "created;category;resolution time", "dd.mm.yyyy;;min", "01.02.2024;Price;90", "29.02.2024;Price;30"
    )
    assert list((frame["resolved_at"] - frame["received_at"]).dt.total_seconds()) == [5400, 1800]
    assert reasons(problems) == [(2, "the units of the columns, which are added to their names", True)]


def test_rows_that_are_no_data_are_left_out_and_told() -> None:
    frame, problems = ready(
        "Ratings of February",
        "date,rating,channel",
        "2024-02-01,5,mail",
        "2024-02-02,4,mail",
        "Average,4.5,",
        "",
        "Source: the survey of the web shop",
    )
    assert list(frame["row_number"]) == [3, 4]
    assert reasons(problems) == [
        (5, "an average of the rows above, so it isn't counted as one", True),
        (7, "a note below the table", True),
    ]


def test_rows_above_the_header_that_hold_more_than_a_title_are_told() -> None:
    said = prepared("team,share", "A,5", "B,6", "", "date,rating,channel", "2024-02-01,5,x", "2024-02-02,4,y")
    assert (said.status, said.header_row) == ("ready", 5)
    assert "The 3 rows above the names of the columns aren't part of the table" in said.message


def test_merged_names_over_two_rows_of_a_workbook() -> None:
    content = workbook(
        {
            "Data": [
                ["Visits of 2024", None, None, None, None],
                ["Visit", None, "Answer", None, None],
                ["Date", "Place", "Rating", "Place", "Comment"],
                [datetime(2024, 1, 5), "York", 5, "web", "good"],
                [datetime(2024, 1, 6), "Hull", 4, "web", "fine"],
            ]
        }
    )
    preparation = prepare("file.xlsx", content)
    assert (preparation.status, preparation.header_row, preparation.rows) == ("ready", 3, 2)
    assert preparation.headers == ("Date", "Visit / Place", "Rating", "Answer / Place", "Comment")
    assert preparation.mapping == {"Date": "answered_at", "Rating": "csat", "Comment": "comment"}


def test_identifiers_stay_exactly_and_repeats_are_told() -> None:
    frame, problems = ready("id,date,rating", "0012,2024-01-01,5", "NA,2024-01-02,4", "0012,2024-01-03,3")
    assert list(frame["response_id"]) == ["0012", "NA", "0012"]
    assert reasons(problems) == [
        (4, "this number stands more than once in the file; all rows are kept", False)
    ]


def test_conversions_are_recorded() -> None:
    preparation = prepared("date,CSAT (1-10)", "2024-01-01,10", "2024-01-02,0", "2024-01-03,1")
    assert preparation.conversions == (Conversion("csat", "CSAT (1-10)", Scale(1, 10), 1),)
    assert preparation.frame is not None
    assert list(preparation.frame["csat"]) == [1.0, 0.0]
    assert prepared("date,CSAT", "2024-01-01,5").conversions == ()


def test_a_chosen_scale_is_used() -> None:
    frame, __ = ready(
        "date,ease", "2024-01-01,7", choices=Choices(scales={"ces": Scale(1, 7, low_is_good=True)})
    )
    assert list(frame["ces"]) == [0.0]


def test_the_company_scale_is_used() -> None:
    preparation = prepare("file.csv", csv_text("date,csat", "2024-01-01,5"), scales={"csat": Scale(1, 9)})
    assert preparation.frame is not None
    assert (list(preparation.frame["csat"]), preparation.conversions) == ([0.5], ())


def test_complaints_durations_fill_moments() -> None:
    frame, __ = ready(
        "created,category,first response time hours,resolution time (minutes),resolved",
        "2024-01-01 10:00,Price,1.5,90,",
        "2024-01-01 10:00,Price,,90,2024-01-05 10:00",
        "2024-01-01 10:00,Price,,,",
    )
    assert list(frame["first_response_at"].dropna()) == [pd.Timestamp("2024-01-01 11:30")]
    assert list(frame["resolved_at"].dropna()) == [
        pd.Timestamp("2024-01-01 11:30"),
        pd.Timestamp("2024-01-05 10:00"),
    ]
    assert list(frame["is_open"]) == [False, False, True]


@pytest.mark.parametrize(
    ("header", "row", "is_open", "reason"),
    [
        ("created,category,status", "2024-01-01,x,In Progress", True, None),
        ("created,category,status", "2024-01-01,x,Closed", False, None),
        ("created,category,status", "2024-01-01,x,Sleeping", pd.NA, None),
        ("created,category", "2024-01-01,x", pd.NA, None),
        ("created,category,resolved", "2024-01-01,x,", True, None),
        ("created,category,resolved", "2024-01-01,x,2024-01-02", False, None),
        (
            "created,category,resolved,status",
            "2024-01-01,x,2024-01-02,Open",
            True,
            "still open by its status",
        ),
        ("created,category,resolved,status", "2024-01-01,x,,Resolved", False, None),
        ("created,category,resolved,status", "2024-01-01,x,2024-01-02,Sleeping", False, None),
        ("created,category,resolved", "2024-01-03,x,2024-01-02", False, "lies before"),
        ("created,category,resolved", "2024-01-01,x,not yet", pd.NA, "is not a date"),
    ],
)
def test_open_or_closed(header: str, row: str, is_open: bool, reason: str | None) -> None:
    filler = ["2024-01-01", "x", "2024-01-02", "Closed"][: header.count(",") + 1]
    frame, problems = ready(header, row, *([",".join(filler)] * 3), choices=Choices(kind="complaints"))
    assert frame["is_open"].iloc[0] is is_open or frame["is_open"].iloc[0] == is_open
    assert [problem.row for problem in problems] == ([2] if reason else [])
    assert all(
        reason is not None and reason in problem.reason and not problem.left_out for problem in problems
    )
    if reason:
        assert pd.isna(frame["resolved_at"].iloc[0])


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        ("2024-01-01", "0.5", "2024-01-01 12:00"),
        ("2024-01-01", "9:12:58 PM", "2024-01-01 21:12:58"),
        ("2024-01-01", "", "2024-01-01"),
        ("2024-01-01 08:00", "09:00", "2024-01-01 08:00"),
    ],
)
def test_a_time_of_day_completes_a_day(day: str, clock: str, moment: str) -> None:
    frame, __ = ready("date,time,answered,wait", f"{day},{clock},Y,5", f"{day},10:00,Y,00:04:05")
    assert frame["started_at"].iloc[0] == pd.Timestamp(moment)
    assert list(frame["wait_seconds"]) == [5, 245]
    assert "started_time" not in frame


def test_a_snapshot_becomes_customers() -> None:
    frame, problems = ready(
        "customer id,tenure,churn,monthly charges,contract,complain",
        "a,2.5,Yes,30,Month,1",
        "b,0,Yes,,Month,0",
        "c,,No,20,Year,1",
        "d,12,No,10,Year,0",
        "e,3,,10,Year,0",
        choices=Choices(snapshot_date=TAKEN),
    )
    assert list(frame["customer_id"]) == ["a", "b", "c", "d"]
    assert list(frame["joined_at"].dropna()) == list(
        map(pd.Timestamp, ["2024-01-16", "2024-03-31", "2023-03-31"])
    )
    assert list(frame["left_at"].dropna()) == [pd.Timestamp("2024-03-30"), pd.Timestamp("2024-03-31")]
    assert list(frame["mean_purchase"].dropna()) == [30, 20, 10]
    assert list(frame["purchases_per_month"].dropna()) == [1, 1, 1]
    assert set(frame["observed_from"]) == {pd.Timestamp("2024-03-31")}
    assert set(frame["observed_until"]) == {pd.Timestamp("2024-03-30")}
    assert list(frame["segment"]) == ["Month", "Month", "Year", "Year"]
    assert list(frame["complained"]) == [True, False, True, False]
    assert reasons(problems) == [
        (4, "no joining date: counted in the totals, left out of trends", False),
        (6, "the cell is empty", True),
    ]


@pytest.mark.parametrize(
    "tenure, reason",
    [
        ("-1", "is below zero"),
        ("1201", "is more than a hundred years"),
        ("9" * 30, "is more than a hundred years"),
    ],
)
def test_nobody_was_a_customer_for_so_long(tenure: str, reason: str) -> None:
    rows = (f"a,{tenure},No", "b,1200,No")
    frame, problems = ready("customer id,tenure,churn", *rows, choices=Choices(snapshot_date=TAKEN))
    assert list(frame["joined_at"].isna()) == [True, False]
    assert (2, reason, False) in reasons(problems)


def test_a_list_of_customers() -> None:
    frame, problems = ready(
        "customer id,joined,left",
        "a,2023-01-05,",
        "b,2023-02-01,2023-06-30",
        "c,,2023-05-01",
        "d,2023-03-01,2023-02-01",
    )
    assert list(frame["left_at"].dropna()) == [pd.Timestamp("2023-06-30"), pd.Timestamp("2023-05-01")]
    assert set(frame["observed_until"]) == {pd.Timestamp("2023-06-30")}
    assert frame["observed_from"].isna().all()
    assert reasons(problems) == [
        (4, "no joining date: counted in the totals, left out of trends", False),
        (5, "lies before the joining date", False),
    ]


def test_totals_become_parts() -> None:
    frame, __ = ready("period,customers_start,customers_end,customers_new", "2023,250,150,130")
    assert frame.to_dict("records") == [
        {
            "row_number": 2,
            "starts_on": pd.Timestamp("2023-01-01"),
            "months": 12.0,
            "part": part,
            "value": value,
        }
        for part, value in (("customers_start", 250), ("customers_end", 150), ("customers_new", 130))
    ]


def test_totals_keep_dimensions_and_refuse_growth() -> None:
    frame, problems = ready(
        "month,branch,customers start,customers end,revenue",
        '2023-01,Leeds,100,90,"1,000.50"',
        "2023-01,York,100,110,5.5",
        "2023-02,Leeds,90,,1.5",
        "Total,,190,90,",
    )
    assert set(frame["row_number"]) == {2}
    assert list(frame["branch"].unique()) == ["Leeds"]
    assert list(frame["value"]) == [100, 90, 1000.5]
    assert [(problem.row, problem.left_out) for problem in problems] == [(3, True), (4, True), (5, True)]


def test_operations_without_a_figure_are_left_out() -> None:
    frame, problems = ready("week,sold,returned", "2023-W05,100,", "2023-W06,,")
    assert frame[["starts_on", "part", "value"]].to_numpy().tolist() == [
        [pd.Timestamp("2023-01-30"), "sold", 100.0]
    ]
    assert frame["months"].iloc[0] == pytest.approx(7 / 30.4375)
    assert reasons(problems) == [(3, "no figure in this row", True)]


def test_types_of_columns() -> None:
    frame, __ = ready(
        "id,created,category,escalated,compensation", "1,2024-01-01,x,yes,5", "2,2024-01-02,y,,"
    )
    assert {key: str(dtype) for key, dtype in frame.dtypes.items()} == {
        "row_number": "int32",
        "complaint_id": "str",
        "received_at": "datetime64[us]",
        "nature": "category",
        "escalated": "boolean",
        "compensation": "float64",
        "is_open": "boolean",
    }


def test_two_hundred_thousand_rows_take_seconds() -> None:
    start = datetime(2023, 1, 1)
    rows = [
        f"T{row},{start + timedelta(minutes=row):%d.%m.%Y %H:%M:%S},closed,mail,A{row % 7},x,{row % 5 + 1},"
        f"C{row % 999},{row % 90},text {row}"
        for row in range(200_000)
    ]
    content = csv_text(
        "ticket id,created,status,channel,team,category,csat,customer id,resolution time,description", *rows
    )
    began = time.process_time()
    preparation = prepare("large.csv", content)
    assert (preparation.status, preparation.rejected, preparation.rows) == ("ready", 0, 200_000)
    assert time.process_time() - began < 20


CELLS = st.sampled_from(
    ["", "5", "0", "2024-01-01", "03/04/2025", "31.02.2026", "yes", "Open", "x", "NA", "9" * 30, "-1"]
)
HEADERS = st.sampled_from(
    [
        "id",
        "date",
        "rating",
        "nps",
        "status",
        "resolved",
        "created",
        "category",
        "period",
        "sold",
        "tenure",
        "churn",
        "customer id",
        "joined",
        "time",
        "answered",
        "wait",
        "Total",
        "",
    ]
)


@given(st.lists(HEADERS, min_size=1, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=8))
def test_every_row_is_kept_or_rejected(headers: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in [headers, *rows])
    preparation = prepare("file.csv", text.encode(), Choices(date=TAKEN, snapshot_date=TAKEN, day_first=True))
    if preparation.frame is not None:
        assert preparation.frame["row_number"].nunique() + preparation.rejected == preparation.rows
        left_out = {problem.row for problem in preparation.problems if problem.left_out}
        assert left_out.isdisjoint(preparation.frame["row_number"])
    else:
        assert preparation.message


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_any_bytes_are_prepared_or_refused(content: bytes) -> None:
    preparation = prepare("file", content)
    assert preparation.status in ("ready", "needs_answer", "refused")
    assert preparation.message


@pytest.mark.parametrize("cell", ["Don't know", "nevím", "", "-"])
def test_a_row_without_a_score_is_told_with_what_stands_in_its_cell(cell: str) -> None:
    rows = "".join(f"2025-01-{day:02d},{day % 5 + 1}\n" for day in range(1, 20))
    found = prepare("survey.csv", f"Date,CSAT\n{rows}2025-01-20,{cell}\n".encode())
    assert [problem.value for problem in found.problems if problem.left_out] == [cell]
