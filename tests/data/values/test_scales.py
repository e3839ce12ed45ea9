from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.specs import Scale
from data.values.scales import answer_of, hinted_scale, read_recommendations, read_scores
from data.values.unreadable import Unreadable

COMPANY = Scale(1, 5)


def counts(*texts: str) -> dict[str, int]:
    return {text: texts.count(text) for text in texts}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("4", 4),
        ("4.5", 4.5),
        ("4,5", 4.5),
        ("4/5", 4),
        ("4 out of 5", 4),
        ("4 из 5", 4),
        ("4 z 5", 4),
        ("4 von 5", 4),
        ("4 de 5", 4),
        ("5 stars", 5),
        ("4 звезды", 4),
        ("★★★☆☆", 3),
        ("⭐⭐", 2),
        ("85%", 85),
        ("5 - Excellent", 5),
        ("1 (very bad)", 1),
        ("Very satisfied", 5),
        ("отлично", 5),
        ("bardzo źle", 1),
        ("veľmi nespokojný", 1),
        ("Extremely unlikely", 1),
        ("fine by me", None),
        ("", None),
        ("Don't know", None),
    ],
)
def test_answers(text: str, answer: float | None) -> None:
    assert answer_of(text) == answer


@pytest.mark.parametrize(
    ("words", "word", "position"),
    [
        (["poor", "fair", "good", "very good", "excellent"], "good", 0.5),
        (["poor", "good", "average"], "good", 0.75),
        (["Good", "Bad", "Offered", ""], "Good", 1),
        (["dissatisfied", "neutral", "satisfied"], "dissatisfied", 0),
        (["dissatisfied", "satisfied", "very satisfied"], "dissatisfied", 0.25),
        (["dissatisfied", "somewhat satisfied", "satisfied"], "satisfied", 5 / 6),
        (["mangelhaft", "ausreichend", "gut", "sehr gut"], "gut", 0.75),
        (["ruim", "regular", "bom"], "bom", 0.75),
        (["hiç memnun değilim", "çok memnunum"], "çok memnunum", 1),
        (["Neutral or Dissatisfied", "Satisfied"], "Neutral or Dissatisfied", 0),
        (["áno", "nie"], "áno", 1),
        (["sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft", "ungenügend"], "gut", 0.8),
    ],
)
def test_a_word_counts_by_its_scale(words: list[str], word: str, position: float) -> None:
    assert read_scores("CSAT", counts(*words), COMPANY).values[word] == pytest.approx(position)


@pytest.mark.parametrize(
    "words", [["blue", "green"], ["good", "green", "blue"], ["yes", "no", "green"], ["satisfied", "green"]]
)
def test_words_that_are_no_answers_are_problems(words: list[str]) -> None:
    values = read_scores("CSAT", counts(*words), COMPANY).values
    assert isinstance(values["green"], Unreadable)


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("CSAT (1-5)", Scale(1, 5)),
        ("Rating (1–10)", Scale(1, 10)),
        ("Ocena od 0 do 10", Scale(0, 10)),
        ("Score [0..100]", Scale(0, 100)),
        ("CSAT", None),
        ("Q1 2023-05", None),
        ("Satisfacción (de 1 a 10)", Scale(1, 10)),
        ("Zufriedenheit von 1 bis 7", Scale(1, 7)),
        ("Oceń obsługę (1 - bardzo źle, 5 - bardzo dobrze)", Scale(1, 5)),
        ("Bewertung (1 = sehr gut, 6 = mangelhaft)", Scale(1, 6, low_is_good=True)),
        ("Hotline 3 - Hamburg", None),
        ("PYT_1", None),
        ("Schulnote", Scale(1, 6, low_is_good=True)),
        ("Zufriedenheit (Schulnote 1-6)", Scale(1, 6, low_is_good=True)),
        ("Zufriedenheit (Schulnote 1-5)", Scale(1, 5, low_is_good=True)),
        ("Bewertung (Note)", Scale(1, 6, low_is_good=True)),
        ("Schulnote (1 = schlecht, 6 = sehr gut)", Scale(1, 6)),
        ("Schulnote (1-10)", Scale(1, 10)),
        ("Spokojnosť (známka)", Scale(1, 5, low_is_good=True)),
        ("Známka ako v škole", Scale(1, 5, low_is_good=True)),
        ("Spokojenost - známka jako ve škole", Scale(1, 5, low_is_good=True)),
        ("Ocena szkolna", Scale(1, 6)),
        ("Známka", None),
        ("Note", None),
        ("Satisfaction (note)", None),
    ],
)
def test_hints_in_headers(header: str, scale: Scale | None) -> None:
    assert hinted_scale(header) == scale


@pytest.mark.parametrize(
    ("texts", "scale"),
    [
        (["1", "3", "5"], Scale(1, 5)),
        (["0", "3", "5"], Scale(1, 5)),
        (["1", "6", "7"], Scale(1, 7)),
        (["1", "7", "10"], Scale(1, 10)),
        (["0", "1", "1", "7", "10"], Scale(0, 10)),
        (["0"] * 9 + ["1", "7", "10"], Scale(1, 10)),
        (["20", "85", "100", "60"], Scale(0, 100)),
        (["1", "3", "5", "4", "55"], Scale(1, 5)),
        (["1", "3", "5", "99", "-1"], Scale(1, 5)),
        (["4/5", "3/5"], Scale(1, 5)),
        (["4/10", "3/10"], Scale(1, 10)),
        (["Likely", "Unlikely"], Scale(1, 5)),
        (["4.9", "0.7"], Scale(1, 5)),
        (["-2", "-1", "0", "2"], Scale(-2, 2)),
        (["-1", "0", "1", "5"], Scale(1, 5)),
    ],
)
def test_the_scale_of_a_column(texts: list[str], scale: Scale) -> None:
    assert read_scores("CSAT", counts(*texts), COMPANY).scale == scale


@pytest.mark.parametrize(
    ("texts", "positions", "stand_ins"),
    [
        (["1", "3", "5", "0", "99", "-1", ""], [0, 0.5, 1, None, None, None, None], {"0", "99", "-1"}),
        (["Extremely likely", "Unlikely", "Don't know"], [1, 0.25, None], {"Don't know"}),
        (["n/a", "4"], [None, 0.75], set()),
    ],
)
def test_positions_and_stand_ins(
    texts: list[str], positions: list[float | None], stand_ins: set[str]
) -> None:
    scores = read_scores("CSAT", counts(*texts), COMPANY)
    assert list(scores.values.values()) == positions
    assert scores.stand_ins == stand_ins


@pytest.mark.parametrize("text", ["7", "55", "so so", "0.7"])
def test_answers_outside_are_problems(text: str) -> None:
    assert isinstance(read_scores("CSAT (1-5)", counts("4", "5", text), COMPANY).values[text], Unreadable)


def test_answers_outside_that_are_few_are_problems_and_not_a_wider_scale() -> None:
    scores = read_scores("CSAT", {"4": 500, "5": 499, "10": 1}, COMPANY)
    assert scores.scale == COMPANY
    assert isinstance(scores.values["10"], Unreadable)
    assert read_scores("CSAT (1-10)", {"4": 500, "5": 499, "10": 1}, COMPANY).values["10"] == 1


def test_school_marks_are_best_where_they_are_lowest() -> None:
    assert read_scores("Zufriedenheit (Schulnote)", counts("1", "6"), COMPANY).values == {"1": 1, "6": 0}


@pytest.mark.parametrize(
    ("header", "positions"),
    [
        ("Schulnote", {"2": 0.8, "gut": 0.8, "1": 1, "sehr gut": 1, "6": 0, "ungenügend": 0}),
        ("Schulnote", {"sehr gut": 1, "ausreichend": 0.4}),
        ("Bewertung (1 = sehr gut, 5 = schlecht)", {"1": 1, "5": 0, "gut": 0.75}),
        ("Note", {"2": 0.8, "befriedigend": 0.6, "gut": 0.8}),
        ("Známka (ako v škole)", {"1": 1, "chválitebný": 0.75, "3": 0.5, "dobrý": 0.5}),
        ("Hodnocení", {"1": 1, "chvalitebně": 0.75, "výborně": 1}),
        ("Zufriedenheit", {"5": 1, "gut": 0.75}),
        ("Zufriedenheit", {"gut": 0.75, "mangelhaft": 0}),
    ],
)
def test_words_beside_school_marks_are_marks(header: str, positions: dict[str, float]) -> None:
    values = read_scores(header, counts(*positions), COMPANY).values
    assert values == pytest.approx(positions)


def test_zero_is_an_answer_on_a_scale_from_zero() -> None:
    assert read_scores("CES", counts("0", "5"), Scale(0, 5)).values == {"0": 0.0, "5": 1.0}


def test_a_chosen_scale_counts_before_all() -> None:
    turned = read_scores("Effort (1-5)", counts("1", "7"), COMPANY, Scale(1, 7, low_is_good=True))
    assert turned.values == {"1": 1.0, "7": 0.0}


@pytest.mark.parametrize(
    ("text", "answer"), [("0", 0), ("10", 10), ("7.0", 7), ("9/10", 9), ("", None), ("Don't know", None)]
)
def test_recommendations_stay_as_they_are(text: str, answer: float | None) -> None:
    assert read_recommendations(counts(text)).values[text] == answer


@pytest.mark.parametrize("text", ["11", "-1", "7.5", "99", "often"])
def test_recommendations_are_whole_numbers_to_ten(text: str) -> None:
    assert isinstance(read_recommendations(counts(text)).values[text], Unreadable)


@given(
    st.lists(st.integers(1, 5), min_size=1), st.sampled_from([Scale(1, 5), Scale(0, 10), Scale(1, 7, True)])
)
def test_an_answer_comes_back_from_its_position(answers: list[int], scale: Scale) -> None:
    values = read_scores("CSAT", counts(*map(str, answers)), COMPANY, scale).values
    for answer in answers:
        position = values[str(answer)]
        assert isinstance(position, float)
        assert scale.answer(position) == pytest.approx(answer)
