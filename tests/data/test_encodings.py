from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.encodings import decode, encoding_of

TEXTS = {
    "cp1250": [
        "DZIAŁ;STAŻ;PŁEĆ\nIT;Opóźnienie;Zły rozmiar\n",
        "15:38 áno\n15:24 nie\n",
        "Dôvod;Riešenie\nČíslo sťažnosti;žiadosť zákazníka\n",
        "Příliš žluťoučký kůň\n",
    ],
    "cp1251": [
        "Дата;Оценка;Комментарий\n01.02.2024;5;Всё хорошо\n",
        "id;статус\n1;да\n",
        "Ответ «да» — №5\n",
    ],
    "cp1254": [
        "Satır Etiketleri;Say id\nGenel Toplam;32941\n",
        "Müşteri;Şikâyet;İşlem\nAyşe;çözüldü;doğru\n",
    ],
    "cp1252": [
        "Código;Reclamação;Não\n",
        "Größe;Straße;für\n",
        "Réclamation;Délai;Où\n",
        "Año;Fecha de resolución\n",
    ],
}


@pytest.mark.parametrize(("page", "text"), [(page, text) for page, texts in TEXTS.items() for text in texts])
def test_the_likeliest_code_page_gives_the_text(page: str, text: str) -> None:
    assert decode(text.encode(page)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_known_with_and_without_a_mark(encoding: str) -> None:
    text = "id_klienta,Статус,dział\n1,решено,zażalenie\n2,в работе,Łódź\n,,\n3,new,open\n" * 3
    assert decode(text.encode(encoding)) == text


def test_bytes_of_no_code_page_are_latin() -> None:
    assert encoding_of(b"\x81\x8d\x90\x98\x88") == "latin-1"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode()) == text
