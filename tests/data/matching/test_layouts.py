from __future__ import annotations

import pytest

from data.matching.fit import Fit
from data.matching.layouts import decided, fits
from data.records import Choices
from data.refusals import Refused, Unanswered

DETECTED = Choices()
DATES = ("2024-01-01 09:00", "2024-01-02 10:00")
DAYS = ("2024-01-01", "2024-01-02")
CLOCKS = ("09:12:58", "10:00:00")
NUMBERS = ("1", "5")
FLAGS = ("Y", "N")
WORDS = ("Price", "Delay")
NOTES = ("So slow that I left. " * 3, "Nobody ever called me back. " * 3)


def best(columns: dict[str, tuple[str, ...]], choices: Choices = DETECTED) -> Fit:
    return decided(fits(tuple(columns), tuple(columns.values()), choices))


def mapping(fit: Fit) -> dict[str, str]:
    return {match.header: match.column for match in fit.matches}


@pytest.mark.parametrize(
    ("columns", "layout", "mapped"),
    [
        ({"Date": DAYS, "Rating": NUMBERS}, "surveys.log", {"Date": "answered_at", "Rating": "csat"}),
        ({"Resposta": ("0", "10"), "Data Reposta": DAYS, "Cod_resposta": ("1001", "1002")}, "surveys.log",
         {"Resposta": "nps", "Data Reposta": "answered_at", "Cod_resposta": "response_id"}),
        ({"Date": DAYS, "Time": CLOCKS, "Resolved": FLAGS, "Answered (Y/N)": FLAGS},
         "contacts.log",
         {"Date": "started_at", "Time": "started_time", "Resolved": "resolved_first",
          "Answered (Y/N)": "answered"}),
        ({"Created": DATES, "Resolved": DATES, "Category": WORDS}, "complaints.log",
         {"Created": "received_at", "Resolved": "resolved_at", "Category": "nature"}),
        ({"created_date": DATES, "complaint_type": WORDS, "location": NOTES, "borough": WORDS},
         "complaints.log",
         {"created_date": "received_at", "complaint_type": "nature", "borough": "branch"}),
        ({"Customer": ("a", "b"), "Joined": DAYS, "Left": ("", "")}, "retention.customers",
         {"Customer": "customer_id", "Joined": "joined_at", "Left": "left_at"}),
        ({"customerID": ("a", "b"), "tenure": NUMBERS, "Churn": FLAGS}, "retention.snapshot",
         {"customerID": "customer_id", "tenure": "tenure_months", "Churn": "churned"}),
        ({"Month": ("2023-01", "2023-02"), "Sold": NUMBERS, "Returned": NUMBERS}, "operations.totals",
         {"Month": "period", "Sold": "sold", "Returned": "returned"}),
        ({"Дата создания": DATES, "Статус": ("В работе", "Выполнено"), "Время обработки": ("2 часа", "")},
         "complaints.log",
         {"Дата создания": "received_at", "Статус": "status", "Время обработки": "resolution_hours"}),
        ({"Date": DAYS, "Rating": NUMBERS, "Etap": ("Zakup", "Dostawa")}, "surveys.log",
         {"Date": "answered_at", "Rating": "csat", "Etap": "touchpoint"}),
        ({"ticket id": NUMBERS, "Created": DATES, "Stage": ("Open", "Closed")}, "complaints.log",
         {"ticket id": "complaint_id", "Created": "received_at", "Stage": "status"}),
        ({"ticket id": NUMBERS, "Created": DATES, "Stage": ("Tier one", "Tier two")}, "complaints.log",
         {"ticket id": "complaint_id", "Created": "received_at", "Stage": "status"}),
        ({"ticket id": NUMBERS, "Created": DATES, "Status": ("Open", "Closed"),
          "Stage": ("Sale", "Delivery")},
         "complaints.log",
         {"ticket id": "complaint_id", "Created": "received_at", "Status": "status", "Stage": "touchpoint"}),
        ({"Data zgloszenia": DATES, "Kategroia": WORDS}, "complaints.log",
         {"Data zgloszenia": "received_at", "Kategroia": "nature"}),
    ],
)  # fmt: skip
def test_kind_and_columns(columns: dict[str, tuple[str, ...]], layout: str, mapped: dict[str, str]) -> None:
    fit = best(columns)
    assert fit.layout.key == layout
    assert mapping(fit) == mapped


@pytest.mark.parametrize(
    ("columns", "header", "meanings"),
    [
        ({"Date": DAYS, "Score": ("0", "7", "10"), "Comment": NOTES}, "Score", ("nps", "csat")),
        ({"Data": DAYS, "Ocena": ("0", "7", "10")}, "Ocena", ("nps", "csat")),
        ({"Datum": DAYS, "Punkte": NUMBERS}, "Punkte", ("csat",)),
        ({"Date": DAYS, "Satisfied": FLAGS, "Store": WORDS}, "Satisfied", ("csat",)),
        (
            {"Sygnatura czasowa": DAYS, "Jak oceniasz swoje zdrowie?": NUMBERS},
            "Jak oceniasz swoje zdrowie?",
            ("csat",),
        ),
        ({"ticket id": NUMBERS, "category": WORDS, "Kiedy": DAYS}, "Kiedy", ("received_at",)),
        ({"Month": ("2024-01", "2024-02"), "Count": ("7", "12")}, "Count", ("complaints",)),
    ],
)
def test_what_only_values_tell_is_asked(
    columns: dict[str, tuple[str, ...]], header: str, meanings: tuple[str, ...]
) -> None:
    with pytest.raises(Unanswered) as asked:
        best(columns)
    question = asked.value.question
    assert (question.about, question.header, question.columns) == ("column", header, meanings)
    assert question.option == f'--map "{header}={meanings[0]}"'
    assert mapping(best(columns, Choices(mapping={header: meanings[-1]})))[header] == meanings[-1]


def test_a_score_that_is_sure_leaves_nothing_to_ask() -> None:
    fit = best(
        {"Date": DAYS, "NPS": ("0", "9"), "Score": NUMBERS, "How satisfied are you with the price?": NUMBERS}
    )
    assert mapping(fit) == {"Date": "answered_at", "NPS": "nps"}


def test_a_date_alone_is_no_complaint() -> None:
    with pytest.raises(Refused, match="aren't enough"):
        best({"Sygnatura czasowa": DAYS, "Płeć": WORDS})
    assert best({"Sygnatura czasowa": DAYS}, Choices(kind="complaints")).layout.key == "complaints.log"


def test_names_and_addresses_make_no_complaint_of_a_survey() -> None:
    fit = best(
        {"Date": DAYS, "CSAT": NUMBERS, "Email": ("a@b.c",), "Name": WORDS, "Phone": ("1",), "Address": WORDS}
    )
    assert fit.layout.key == "surveys.log"


def test_a_survey_without_a_day_is_usable() -> None:
    fit = best({"user_id": ("1", "2"), "NPS_Score": ("0", "9")})
    assert fit.wants_date_only


@pytest.mark.parametrize("columns", [{"Date": DAYS, "Channel": WORDS}, {"Date": DAYS, "Escalated": FLAGS}])
def test_kinds_that_fit_equally_are_asked(columns: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Unanswered) as asked:
        best(columns)
    assert (asked.value.question.about, asked.value.question.option) == ("kind", "--kind")
    assert best(columns, Choices(kind="contacts")).layout.key == "contacts.log"


def test_a_complaint_without_its_day_is_not_taken_for_a_survey() -> None:
    columns = {"ticket id": ("1", "2"), "category": WORDS, "status": ("open", "closed"), "csat": NUMBERS}
    with pytest.raises(Unanswered, match="Complaints and tickets"):
        best(columns)


@pytest.mark.parametrize(
    ("columns", "wants"),
    [
        ({"id_klienta": ("a", "b"), "id_reklamacji": NUMBERS}, True),
        ({"Complaint number": NUMBERS, "Category": WORDS}, True),
        ({"Complaint number": NUMBERS, "Category": WORDS, "Received on": FLAGS}, True),
        ({"Complaint number": NUMBERS, "Category": WORDS, "Received on": DAYS}, False),
    ],
)
def test_complaints_that_lack_their_days_alone_may_tell_them(
    columns: dict[str, tuple[str, ...]], wants: bool
) -> None:
    fit = best(columns)
    assert (fit.layout.key, fit.wants_its_days) == ("complaints.log", wants)


@pytest.mark.parametrize(
    ("columns", "choices", "told"),
    [
        (
            {"Call Id": NUMBERS, "Talk Time": NUMBERS},
            Choices(),
            "Calls, chats and e-mails, but .* is missing",
        ),
        ({"Date": FLAGS, "Rating": NUMBERS}, Choices(kind="complaints"), "the values of 'Date' don't fit"),
        ({"Date": DAYS, "Rating": NUMBERS}, Choices(kind="retention"), "Customers at the start"),
        ({"Date": DAYS}, Choices(kind="cats"), "'cats' is not a kind"),
        ({"Date": DAYS}, Choices(kind="surveys", layout="snapshot"), "surveys.log"),
        ({"Date": DAYS}, Choices(mapping={"Datum": "answered_at"}), "Its columns are: Date"),
        ({"Date": DAYS}, Choices(mapping={"Date": "day"}), "'day' is not a column.*answered_at"),
        ({"A": DAYS, "B": DAYS}, Choices(mapping={"A": "answered_at", "B": "answered_at"}), "Two columns"),
        (
            {"A": DAYS, "B": DAYS},
            Choices(mapping={"A": "answered_at", "B": "received_at"}),
            "No kind of file",
        ),
    ],
)
def test_refusals_say_what_is_missing(
    columns: dict[str, tuple[str, ...]], choices: Choices, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        best(columns, choices)


def test_a_person_decides_before_names_and_values() -> None:
    columns = {"Date": DAYS, "Rating": NUMBERS, "Mark": FLAGS, "Channel": WORDS}
    fit = best(columns, Choices(mapping={"Mark": "nps", "Rating": None, "Channel": "team"}))
    assert mapping(fit) == {"Date": "answered_at", "Mark": "nps", "Channel": "team"}


def test_each_header_and_each_column_once() -> None:
    fit = best({"Date": DAYS, "CSAT": NUMBERS, "Rating": NUMBERS, "CSAT score": NUMBERS})
    assert mapping(fit) == {"Date": "answered_at", "CSAT": "csat"}
