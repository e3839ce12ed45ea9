"""Texts of people, without whom they are about."""

from __future__ import annotations

from data.store import Store, load, masked
from tests.data.store.preparations import START, prepared

PEOPLE = [
    {"customer_name": "Anna Nowak", "customer_address": "12 Long Street", "employee": "Marek Kováč"},
    {"customer_name": "Иванова Мария", "customer_phone": "+7 912 345 67 89", "employee": "Ann Lee"},
    {"customer_name": "Ö. O'Neil", "customer_email": "oneil@example.org", "employee": None},
]


MASKED = {
    "Nothing to hide on 12.03.2025, order 12345.": "Nothing to hide on 12.03.2025, order 12345.",
    "Mrs Nowak called, anna nowak again": "Mrs [name] called, [name] again",
    "Nie oddzwonili do Nowaka ani do Anny": "Nie oddzwonili do [name] ani do [name]",
    "Kováčom som spokojný nebol, Kováčovi volám": "[name] som spokojný nebol, [name] volám",
    "Марии Ивановой никто не перезвонил": "[name] никто не перезвонил",
    "Write me@firm.sk, ring +421 905 123 456 (or 0905/123456)": "Write [e-mail], ring [number] (or [number])",
    "I live at 12 long street, come": "I live at [address], come",
    "Nowadays a Leek is no Lee": "Nowadays a Leek is no [name]",
    "": "",
}


def test_nobody_is_named(store: Store) -> None:
    assert masked(store, ["Call 0905 123 456, Anna"]) == ["Call [number], Anna"]
    assert masked(store, []) == []
    rows = [{"complaint_id": str(n), "received_at": START, **row} for n, row in enumerate(PEOPLE)]
    load(store, prepared("complaints.log", rows))
    assert dict(zip(MASKED, masked(store, [*MASKED]), strict=True)) == MASKED
