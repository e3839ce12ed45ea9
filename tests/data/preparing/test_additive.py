"""Totals whose figures don't add up as they are: shares, means, and what follows from others."""

from __future__ import annotations

import pytest

from data.preparing.preparation import prepare
from data.records import Choices
from data.specs import Scale
from tests.data.books import csv_text

SURVEYS, CONTACTS = Choices(kind="surveys", layout="totals"), Choices(kind="contacts", layout="totals")


def parts(choices: Choices, header: str, *rows: str) -> dict[str, list[float]]:
    ready = prepare("totals.csv", csv_text(header, *rows), choices)
    assert ready.frame is not None, ready.message
    groups = ready.frame.groupby("part", sort=False)["value"]
    return {str(part): [round(value, 6) for value in values] for part, values in groups}


@pytest.mark.parametrize(
    ("choices", "header", "rows", "expected"),
    [
        (
            SURVEYS, "Month;Responses;CSAT %", ("2024-01;200;81.5%", "2024-02;100;80 %"),
            {"answers": [200, 100], "satisfied": [163, 80]},
        ),
        (SURVEYS, "Month;Responses;CSAT", ("2024-01;200;0.815",), {"answers": [200], "satisfied": [163]}),
        (SURVEYS, "Month;Responses;CSAT", ("2024-01;200;81,5",), {"answers": [200], "satisfied": [163]}),
        (SURVEYS, "Month;Responses;Satisfied", ("2024-01;200;163",), {"answers": [200], "satisfied": [163]}),
        # A mean stands for its sum, from the worst answer (0) to the best (1).
        (SURVEYS, "Месяц;Количество ответов;Средняя оценка", ("2024-01;10;4",),
         {"answers": [10], "csat_sum": [7.5]}),
        (SURVEYS, "Month;Responses;Average score (1-10)", ("2024-01;10;5.5",),
         {"answers": [10], "csat_sum": [5]}),
        (SURVEYS, "Month;Promoters;Passives;Detractors", ("2024-01;5;3;2",),
         {"answers": [10], "promoters": [5], "passives": [3], "detractors": [2]}),
        (SURVEYS, "Month;Responses;Promoters;Detractors", ("2024-01;10;5;2",),
         {"answers": [10], "promoters": [5], "passives": [3], "detractors": [2]}),
        # A score stands for how many more promoters there are than detractors.
        (SURVEYS, "period;answers;nps", ("2024-01;200;35", "2024-02;100;-12,5"),
         {"answers": [200, 100], "net_promoters": [70, -12.5]}),
        (SURVEYS, "Месяц;Количество ответов;Индекс NPS", ("2024-01;200;35 %", "2024-02;80;−100"),
         {"answers": [200, 80], "net_promoters": [70, -80]}),
        (SURVEYS, "Month;Responses;NPS", ("2024-01;200;0.35", "2024-02;100;0.42", "2024-03;50;-0.1"),
         {"answers": [200, 100, 50], "net_promoters": [70, 42, -5]}),
        (CONTACTS, "Date;Incoming Calls;Answer Rate;Answer Speed (AVG)", ("2024-01-01;217;94.01%;0:00:17",),
         {"contacts": [217], "answered": [204], "abandoned": [13], "waited": [3468]}),
        (CONTACTS, "Month;Answered;Abandoned;AHT in minutes", ("2024-01;90;10;2.5",),
         {"contacts": [100], "answered": [90], "abandoned": [10], "handled": [13500]}),
        (CONTACTS, "Month;Calls offered;Abandonment rate (%);FCR",
         ("2024-01;100;3.0;80%", "2024-02;50;4.0;90%"),
         {"contacts": [100, 50], "answered": [97, 48], "abandoned": [3, 2], "settled": [78, 43]}),
        (CONTACTS, "Month;Calls answered;Total wait time", ("2024-01;100;1:30:00",),
         {"answered": [100], "waited": [5400]}),
    ],
)  # fmt: skip
def test_parts_that_add_up(
    choices: Choices, header: str, rows: tuple[str, ...], expected: dict[str, list[float]]
) -> None:
    assert parts(choices, header, *rows) == expected


def test_a_mean_is_read_on_the_scale_of_the_company_or_of_the_file() -> None:
    content = csv_text("Month;Responses;Average score", "2024-01;10;4")
    seven = prepare("totals.csv", content, SURVEYS, {"csat": Scale(1, 7), "ces": Scale(1, 5)})
    chosen = prepare("totals.csv", content, Choices(scales={"csat_average": Scale(1, 10)}))
    for ready, total in ((seven, 5), (chosen, 10 / 3)):
        assert ready.frame is not None, ready.message
        assert ready.frame.set_index("part").loc["csat_sum", "value"] == pytest.approx(total)
    assert [one.column for one in chosen.conversions] == ["csat_average"]


@pytest.mark.parametrize(
    ("header", "row", "message"),
    [
        ("Month;CSAT %", "2024-01;80%", "missing one of: Number of answers"),
        ("Month;Contacts;Average wait time", "2024-01;80;20", "a column is missing: Contacts answered"),
        ("Month;Calls answered;Abandonment rate", "2024-01;80;0.2", "a column is missing: Contacts offered"),
        ("Month;Promoters;Detractors", "2024-01;8;2", "a column is missing: Passives"),
        ("Month;NPS", "2024-01;35", "missing one of: Number of answers"),
    ],
)
def test_without_what_it_is_of_a_figure_is_refused_by_name(header: str, row: str, message: str) -> None:
    ready = prepare("totals.csv", csv_text(header, row, row.replace("-01", "-02")))
    assert ready.status == "refused"
    assert message in ready.message


@pytest.mark.parametrize(
    ("rows", "reason", "left_out"),
    [
        (("Month;Responses;Satisfied", "2024-01;9;5", "2024-02;10;11"), "a part is more than the whole", 1),
        (
            ("Month;Responses;Promoters;Detractors", "2024-01;9;5;2", "2024-02;10;8;3"),
            "a part is more than the whole",
            1,
        ),
        (
            ("Month;Calls offered;Calls answered", "2024-01;9;5", "2024-02;10;11"),
            "a part is more than the whole",
            1,
        ),
        (("Month;Responses;CSAT %", "2024-01;9;50%", "2024-02;10;180%"), "no share from 0 to 100 %", 0),
        (("Month;Responses;NPS", "2024-01;9;50", "2024-02;10;101"), "'101' is no score from −100 to 100", 0),
        (("Month;Responses;NPS", "2024-01;9;0.5", "2024-02;10;0.4"), "or of one from −1 to 1: write it", 0),
        (
            ("Month;Responses;NPS", "2024-01;9;8.5", "2024-02;10;9.1"),
            "or the mean of answers from 0 to 10",
            0,
        ),
        (("Month;Responses;NPS", "2024-01;9;2", "2024-02;10;9"), "if they are means of answers", 0),
        (("Month;Responses;CSAT %", "2024-01;9;50%", "2024-02;;90%"), "no figure in this row", 1),
        (
            ("Month;Calls offered;Calls answered;AHT", "2024-01;9;5;80", "2024-02;10;;90"),
            "doesn't tell Contacts answered",
            0,
        ),
    ],
)
def test_rows_that_contradict_themselves_are_told(rows: tuple[str, ...], reason: str, left_out: int) -> None:
    ready = prepare("totals.csv", csv_text(*rows))
    assert (ready.status, ready.rejected) == ("ready", left_out), ready.message
    assert any(reason in problem.reason for problem in ready.problems)


def test_a_score_and_the_promoters_of_its_row_that_contradict_each_other_both_go() -> None:
    rows = ("2024-01;10;5;3;2;30.4", "2024-02;20;10;6;4;-30", "2024-03;30;;;;10")
    header = "Month;Responses;Promoters;Passives;Detractors;NPS"
    ready = prepare("totals.csv", csv_text(header, *rows))
    assert ready.frame is not None, ready.message
    told = ready.frame.groupby("part")["row_number"].agg(list).to_dict()
    assert (told["answers"], told["promoters"], told["net_promoters"]) == ([2, 3, 4], [2], [2, 4])
    (problem,) = ready.problems
    assert (problem.row, problem.column, problem.value, problem.left_out) == (3, "NPS", "-30", False)
    assert "isn't what the promoters and detractors of this row come to" in problem.reason


def test_calls_by_day_without_the_day_are_refused_for_it() -> None:
    header = "Index;Incoming Calls;Answered Calls;Answer Rate;Abandoned Calls;Answer Speed (AVG)"
    ready = prepare(
        "calls.csv", csv_text(header, "1;217;204;94.01%;13;0:00:17", "2;200;182;91.00%;18;0:00:20")
    )
    assert ready.status == "refused"
    assert "Calls, chats and e-mails, but Period is missing" in ready.message
