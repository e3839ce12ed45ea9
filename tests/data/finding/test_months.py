from __future__ import annotations

import pytest

from data.finding.months import Month, months_among


@pytest.mark.parametrize(
    ("names", "months"),
    [
        (("Jan", "Feb", "March"), {0: (None, 1), 1: (None, 2), 2: (None, 3)}),
        (("code", "janeiro", "fevereiro", "março"), {1: (None, 1), 2: (None, 2), 3: (None, 3)}),
        (("Январь", "Февраль"), {0: (None, 1), 1: (None, 2)}),
        (("січень", "лютий"), {0: (None, 1), 1: (None, 2)}),
        (("Styczeń 2024", "Luty 2024"), {0: (2024, 1), 1: (2024, 2)}),
        (("marzec", "kwietnia"), {0: (None, 3), 1: (None, 4)}),
        (("máj", "jún", "júl"), {0: (None, 5), 1: (None, 6), 2: (None, 7)}),
        (("červen", "červenec"), {0: (None, 6), 1: (None, 7)}),
        (("März 24", "Mai 24"), {0: (2024, 3), 1: (2024, 5)}),
        (("enero", "febrero"), {0: (None, 1), 1: (None, 2)}),
        (("févr.", "août"), {0: (None, 2), 1: (None, 8)}),
        (("Ocak", "Şubat", "Ağu"), {0: (None, 1), 1: (None, 2), 2: (None, 8)}),
        (("2024-01", "02.2024"), {0: (2024, 1), 1: (2024, 2)}),
        (("2024 January", "2025 January"), {0: (2024, 1), 1: (2025, 1)}),
        (("Jan", "January"), {}),
        (("Marketing", "Mayor", "Decision"), {}),
        (("Leeds", "York", ""), {}),
        (("Team", "2024-01-01", "2024-02-01"), {1: (2024, 1), 2: (2024, 2)}),
        (("2024-01-01 00:00:00", "2024-02-01 00:00:00"), {0: (2024, 1), 1: (2024, 2)}),
        (("Team", "01.01.2024", "01.02.2024"), {1: (2024, 1), 2: (2024, 2)}),
        (("1/1/2024", "2/1/2024"), {0: (2024, 1), 1: (2024, 2)}),
        (("01/01/2024", "01/02/2024"), {0: (2024, 1), 1: (2024, 2)}),
        (("2024-01-01", "2024-01-02"), {}),
    ],
)
def test_months_among_names(names: tuple[str, ...], months: dict[int, Month]) -> None:
    assert months_among(names) == months
