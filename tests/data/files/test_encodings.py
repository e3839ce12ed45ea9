from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files import encodings
from data.files.encodings import decode, encoding_of


def read(content: bytes) -> str:
    return decode(content, encoding_of(content))


@pytest.mark.parametrize(
    "text", ["Paid,Note\n4.50 €,ok\n—,late\n", "Team;Wait\nNorth;–\nSouth;5\n", "Name;Share\n„A”;5 §\n"]
)
def test_signs_that_stand_alone_are_no_letters(text: str) -> None:
    assert read(text.encode("cp1252")) == text


CENTRAL = ("cp1250", "iso8859-2", "cp852", "mac-latin2")
WESTERN = ("cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850")
PAGES = {
    "ru": ("cp1251", "mac-cyrillic", "koi8-r", "cp866"),
    "uk": ("cp1251", "mac-cyrillic", "koi8-u"),
    "pl": CENTRAL,
    "sk": CENTRAL,
    "cs": CENTRAL,
    "tr": ("cp1254", "iso8859-9", "cp857"),
    "de": WESTERN,
    "es": WESTERN,
    "pt": WESTERN,
    "fr": WESTERN,
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
TEXTS = {
    "ru": [
        "Дата;Оценка;Комментарий\n01.02.2024;5;Всё хорошо\n",
        "id;статус\n1;да\n",
        "Ответ «да» — №5\n",
        "Филиал,Звонков\nЯрославль,5\nЮжный,7\n",
    ],
    "uk": ["Дата;Оцінка;Коментар\n01.02.2024;5;Усе добре, дякую\n", "Скарга;Відділ\nЗапізнення;Київ\n"],
    "pl": [
        "DZIAŁ;STAŻ;PŁEĆ\nIT;Opóźnienie;Zły rozmiar\n",
        "Zgłoszenie;Ocena\nuszkodzony;źle\nśrednio;łatwo\n",
        "miasto\nŁódź\nKraków\n",
    ],
    "sk": [
        "15:38 áno\n15:24 nie\n",
        "Dôvod;Riešenie\nČíslo sťažnosti;žiadosť zákazníka\n",
        "mesto;hodnotenie\nKošice;veľmi spokojný\nŽilina;ťažko\n",
    ],
    "cs": [
        "Příliš žluťoučký kůň\n",
        "Stížnost;Důvod\nvyřešeno;špatné zboží\n",
        "Měsíc;Počet\nříjen;5\nzáří;7\n",
    ],
    "tr": [
        "Satır Etiketleri;Say id\nGenel Toplam;32941\n",
        "Müşteri;Şikâyet;İşlem\nAyşe;çözüldü;doğru\n",
        "şehir;puan\nİstanbul;5\nIğdır;3\n",
    ],
    "de": ["Größe;Straße;für\n", "Kunde;Bewertung\nMüller;sehr gut\nSchröder;läuft nicht\n"],
    "es": ["Año;Fecha de resolución\n", "Cliente;Atención\nMuñoz;muy buena\nPeña;mala\n"],
    "pt": [
        "Código;Reclamação;Não\n",
        "Região;Satisfação\nSão Paulo;ótimo\n",
        "mês;avaliação\nmarço;péssimo\n",
    ],
    "fr": ["Réclamation;Délai;Où\n", "Prénom;Qualité\nHélène;très bien\nZoé;déçue\n"],
}


def cases(pages: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each text in each encoding that has all of its letters."""
    return [
        (encoding, text)
        for language, texts in TEXTS.items()
        for text in texts
        for encoding in pages.get(language, UNICODE)
        if text.encode(encoding, "replace").decode(encoding) == text
    ]


@pytest.mark.parametrize(("encoding", "text"), [*cases(PAGES), *cases({})])
def test_short_texts_come_back(encoding: str, text: str) -> None:
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize(("encoding", "text"), cases(PAGES))
def test_letters_tell_without_known_words(encoding: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "KNOWN_WORD", 0.0)
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode_is_known_with_and_without_a_mark(encoding: str) -> None:
    text = "id_klienta,Статус,dział\n1,решено,zażalenie\n2,в работе,Łódź\n,,\n3,new,open\n" * 3
    assert read(text.encode(encoding)) == text


def test_a_byte_cut_off_does_not_change_the_rest() -> None:
    text = "Łódź;zażalenie;żółć;źdźbło;ósmy\n" * 20
    assert read(text.encode()[:-2] + b"\xc5") == text[:-2] + "\ufffd"


@given(st.binary(min_size=1))
def test_any_bytes_have_an_encoding(content: bytes) -> None:
    content.decode(encoding_of(content), errors="replace")


def test_signs_that_windows_has_where_unicode_has_controls() -> None:
    assert read("Ch\xe2teau d\x92Angludet \x96 5 \x80".encode()) == "Château d’Angludet – 5 €"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")))
def test_utf8_comes_back(text: str) -> None:
    assert read(text.encode()) == text
