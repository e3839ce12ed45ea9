from __future__ import annotations

import pytest

from data.language import spoken
from metrics.amounts import AMOUNTS


@pytest.mark.parametrize(
    "language, value, decimals, told",
    [
        ("en", 1, 0, "1 customer"),
        ("en", 1.0, 1, "1.0 customers"),
        ("en", 1.5, 0, "2 customers"),
        ("en", 0.5, 0, "1 customer"),
        # A fraction takes the genitive of the singular, whatever its last digit.
        ("ru", 66.5, 1, "66,5 клиента"),
        ("ru", 61.0, 1, "61,0 клиента"),
        ("ru", 65, 0, "65 клиентов"),
        # As it is read, 5 and not 4.5.
        ("ru", 4.5, 0, "5 клиентов"),
        ("pl", 66.5, 1, "66,5 klienta"),
        ("pl", 4.5, 0, "5 klientów"),
        ("sk", 66.5, 1, "66,5 zákazníka"),
        ("sk", 4.5, 0, "5 zákazníkov"),
    ],
)
def test_a_unit_has_the_form_that_goes_with_the_number_as_it_is_read(
    language: str, value: float, decimals: int, told: str
) -> None:
    with spoken(language):
        assert AMOUNTS["customers"].told(value, decimals).replace("\xa0", " ") == told
