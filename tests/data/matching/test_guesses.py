from __future__ import annotations

import pytest

from data.kinds import COMPLAINTS, CSAT, SURVEYS
from data.matching.guesses import class_guess, moment_guess, score_guesses

TEN = ("0", "7", "10")
SEVEN_ON = ("7", "8", "9")
FIVE = ("1", "3", "5")


@pytest.mark.parametrize(
    ("header", "values", "columns"),
    [
        ("Score", TEN, ("nps", "csat")),
        ("Score", SEVEN_ON, ("nps", "csat")),
        ("Wynik", FIVE, ("csat",)),
        ("Punkte", TEN, ("nps", "csat")),
        ("Q1", FIVE, ("csat",)),
        ("Оценка", TEN, ("nps", "csat")),
        ("Ocena", ("1", "7", "10"), ()),
        ("Ocena (0-10)", TEN, ()),
        ("Rating", FIVE, ()),
        ("Age", TEN, ()),
        ("Score", ("1.5", "7"), ()),
        ("Score", ("12", "80"), ()),
        ("Score", ("low", "high"), ()),
        ("Score", ("", "n/a"), ()),
        ("Score", ("9", "", "n/a", "6"), ("nps", "csat")),
    ],
)
def test_scores_by_their_values(header: str, values: tuple[str, ...], columns: tuple[str, ...]) -> None:
    found = score_guesses(SURVEYS, header, values)
    assert tuple(guess.column for guess in found) == columns
    assert all(guess.certainty < 0.78 for guess in found)


def test_a_layout_that_needs_no_score_gets_none() -> None:
    assert score_guesses(COMPLAINTS, "Score", TEN) == ()


@pytest.mark.parametrize(
    ("values", "guessed"),
    [
        (("Satisfied", "Neutral or Dissatisfied"), True),
        (("yes", "no", ""), True),
        (("blue", "green"), False),
        (("good", "average", "poor"), False),
    ],
)
def test_two_answers_in_words(values: tuple[str, ...], guessed: bool) -> None:
    assert (class_guess(CSAT, values) is not None) is guessed


@pytest.mark.parametrize(
    ("header", "values", "guessed"),
    [
        ("Kiedy", ("2024-01-02", "2024-02-03"), True),
        ("Wann", ("02.01.2024 10:00", ""), True),
        ("Birth date", ("1980-01-02", "1990-02-03"), False),
        ("Дата рождения", ("02.01.1980", "03.02.1990"), False),
        ("Last updated", ("2024-01-02", "2024-02-03"), False),
        ("Code", ("45356", "45357"), False),
        ("Place", ("North", "South"), False),
        ("Empty", ("", ""), False),
    ],
)
def test_days_by_their_values(header: str, values: tuple[str, ...], guessed: bool) -> None:
    found = moment_guess(COMPLAINTS.column("received_at"), header, values)
    assert (found is not None) is guessed
