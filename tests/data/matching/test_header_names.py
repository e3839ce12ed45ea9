from __future__ import annotations

from collections import Counter

import pytest

from data.kinds import CSAT, CUSTOMER_ID, CUSTOMERS, LAYOUTS, SURVEYS
from data.matching.header_names import GUESSED, likely_header, likeness, without_hints, words_of
from data.specs import Layout


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("customerID", "customer id"),
        ("AvgTalkDuration", "avg talk duration"),
        ("NPSScore", "nps score"),
        ("First_Response-Time  Hours", "first response time hours"),
        (" Nº Expediente ", "no expediente"),
        ("Дата/создания", "дата создания"),
        ("İşlem Tarihi", "işlem tarihi"),
        ("", ""),
    ],
)
def test_words(header: str, words: str) -> None:
    assert words_of(header) == words


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("CSAT (1-5)", "csat"),
        ("Rating 1-10", "rating"),
        ("Answered (Y/N)", "answered"),
        ("Resolution_Time_Hours", "resolution time"),
        ("call duration in minutes", "call duration"),
        ("Hours", "hours"),
    ],
)
def test_hints_are_left_out(header: str, words: str) -> None:
    assert without_hints(header) == words


@pytest.mark.parametrize(
    ("header", "certainty"),
    [
        ("Customer ID", 1.0),
        ("ClientId", 1.0),
        ("Customer ID (text)", 0.98),
        ("cislo zakaznika", 0.97),
        ("Custmer number", 0.8),
        ("Customer", 0.0),
        ("Zip", 0.0),
    ],
)
def test_likeness_of_a_customer_number(header: str, certainty: float) -> None:
    like = likeness(header, CUSTOMER_ID)
    assert (like.certainty if like else 0.0) == pytest.approx(certainty, abs=0.09)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_every_name_names_its_column(layout: Layout) -> None:
    for column in layout.columns:
        for name in (*column.synonyms, column.key, column.name):
            like = likeness(name, column)
            assert like is not None
            assert like.certainty == 1.0


# A header that means one column by its values and another by others.
SHARED = {
    "note", "state", "estado", "start time", "call time", "время звонка", "время вызова", "anrufzeit", "user",
    "satisfied", "customer satisfied", "доволен", "zadowolony", "czy zadowolony", "spokojný", "zufrieden",
    "satisfecho", "satisfeito", "satisfait", "memnun", "spokojen", "задоволений",
    "stage", "этап", "etap", "etapa",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_a_name_names_one_column(layout: Layout) -> None:
    names = Counter(name for column in layout.columns for name in {*map(words_of, column.synonyms)})
    assert {name for name, count in names.items() if count > 1} <= SHARED


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("How likely are you to recommend us to a friend or colleague?", "nps"),
        ("Насколько вероятно, что вы порекомендуете нас друзьям?", "nps"),
        ("Na ile prawdopodobne jest, że polecisz nas znajomym?", "nps"),
        ("Ako pravdepodobné je, že nás odporučíte známym?", "nps"),
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "nps"),
        ("¿Qué tan probable es que nos recomiende?", "nps"),
        ("Em uma escala de 0 a 10, o quanto você recomendaria nossa empresa?", "nps"),
        ("Recommanderiez-vous notre entreprise à un proche ?", "nps"),
        ("Bizi tavsiye etme olasılığınız nedir?", "nps"),
        ("Jak pravděpodobné je, že nás doporučíte?", "nps"),
        ("Чи порекомендуєте ви нас друзям?", "nps"),
        ("How satisfied are you with our service overall?", "csat"),
        ("Оцените качество обслуживания", "csat"),
        ("Jak ocenia Pan/Pani naszą obsługę?", "csat"),
        ("Wie zufrieden sind Sie insgesamt?", "csat"),
        ("How easy was it to get your issue resolved?", "ces"),
        ("Why did you recommend the older model to us?", None),
        ("Satisfaction with the price of parking", None),
    ],
)
def test_questions(header: str, column: str | None) -> None:
    found = {
        one.key: like.certainty
        for one in SURVEYS.columns
        if (like := likeness(header, one)) and like.certainty >= GUESSED
    }
    assert list(found) == ([column] if column else [])


@pytest.mark.parametrize("header", ["Jak oceniasz swoje zdrowie?", "How satisfied are you with the price?"])
def test_a_question_about_a_part_is_a_guess(header: str) -> None:
    like = likeness(header, CSAT)
    assert like is not None
    assert like.certainty < GUESSED


def test_earlier_synonyms_rank_before_later_ones() -> None:
    first, later = likeness("CSAT", CSAT), likeness("Rating", CSAT)
    assert first is not None
    assert later is not None
    assert first.rank < later.rank


@pytest.mark.parametrize(
    ("cell", "likely"),
    [("Satisfaction Rating", True), ("eNPS", True), ("Call Centre Data", False), ("No", False)],
)
def test_likely_headers(cell: str, likely: bool) -> None:
    assert likely_header(cell) is likely


def meant(header: str) -> set[str]:
    return {column.key for layout in LAYOUTS for column in layout.columns if likeness(header, column)}


@pytest.mark.parametrize(
    "header",
    [
        "Dissatisfaction", "Unzufriedenheit", "Niezadowolenie", "Nespokojnosť", "Nespokojenost",
        "Insatisfacción", "Insatisfação", "Insatisfaction", "Insatisfait", "Неудовлетворенность",
        "Незадоволеність", "Dissatisfied", "Nespokojený", "Kundenunzufriedenheit",
        "Customer dissatisfaction score", "Unresolved", "Non-resolved", "Units unsold", "Unreturned",
        "SLA resolution time", "First response target", "Response due", "Reopened at",
        "Planned resolution time", "Zufriedenheit Ziel",
    ],
)  # fmt: skip
def test_what_turns_a_meaning_is_no_slip_of_the_pen(header: str) -> None:
    assert meant(header) == set()


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Satisfacton", "csat"),
        ("Zufridenheit", "csat"),
        ("Disatisfaction", None),
        ("Unitts sold", "sold"),
        ("Resolution timee", "resolution_hours"),
        ("Unanswered", "abandoned"),
        ("Deactivation date", "left_at"),
    ],
)
def test_slips_of_the_pen(header: str, column: str | None) -> None:
    assert meant(header) == ({column} if column else set())


@pytest.mark.parametrize(
    "header",
    [
        "Cancelled on", "Canceled on", "Churned on", "Terminated on", "Ended on", "Closed on",
        "Date of cancellation", "Date of churn", "Lost date", "Date churned", "zrušeno dne",
        "zrušené dňa", "дата отмены", "дата скасування", "data anulowania", "storniert am",
        "fecha de anulación", "encerrado em", "annulé le",
    ],
)  # fmt: skip
def test_the_day_that_a_customer_left(header: str) -> None:
    like = likeness(header, CUSTOMERS.column("left_at"))
    assert like is not None
    assert like.certainty == 1.0
