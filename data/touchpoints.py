"""The stages of a customer's way, from looking round to asking for help, and the words that mean them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.language import mark as _
from data.vocabulary import plain

_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Stage:
    """One stage: its key, its name (marked for translation), and what files call it, in lower case."""

    key: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Assignment:
    """Which members of a column stand for which stage, as somebody decided: (member, key of the stage)."""

    dimension: str
    stages: tuple[tuple[str, str], ...]


# In the order in which a customer goes through them. English, Russian, Polish, Slovak, others.
STAGES = (
    Stage("pre_sale", _("Pre-sale"), (
        "pre sale", "pre sales", "presale", "presales", "before sale", "before the sale", "before purchase",
        "pre purchase", "awareness", "consideration", "discovery", "research", "enquiry", "inquiry",
        "browsing",
        "до продажи", "до покупки", "предпродажа", "предпродажный этап", "перед покупкой", "выбор",
        "выбор товара",
        "консультация", "знакомство",
        "przed sprzedażą", "przed zakupem", "przedsprzedaż", "przedsprzedażowy", "wybór", "wybór produktu",
        "zapytanie", "rozpoznanie",
        "pred predajom", "predpredaj", "pred nákupom", "pred kúpou", "výber", "výber produktu",
        "informovanie",
        "vor dem kauf", "vorverkauf", "vor kauf", "preventa", "antes de la compra", "pré venda",
        "antes da compra",
        "avant vente", "avant achat", "avant l'achat", "satış öncesi", "před prodejem", "předprodej",
        "před nákupem",
        "до продажу", "перед покупкою")),
    Stage("purchase", _("Purchase"), (
        "purchase", "purchasing", "sale", "sales", "buying", "order", "ordering", "checkout", "payment",
        "at sale",
        "point of sale", "transaction", "contract signing", "onboarding",
        "покупка", "продажа", "продажи", "заказ", "оформление заказа", "оформление", "оплата", "касса",
        "сделка",
        "zakup", "zakupy", "sprzedaż", "zamówienie", "składanie zamówienia", "płatność", "kasa",
        "transakcja",
        "nákup", "kúpa", "predaj", "objednávka", "objednanie", "platba", "pokladňa",
        "kauf", "einkauf", "verkauf", "bestellung", "bezahlung", "compra", "venta", "pedido", "pago",
        "venda",
        "pagamento", "achat", "vente", "commande", "paiement", "satın alma", "satış", "sipariş", "ödeme",
        "prodej", "objednávka zboží", "продаж", "замовлення")),
    Stage("delivery", _("Delivery"), (
        "delivery", "deliveries", "shipping", "shipment", "dispatch", "logistics", "fulfilment",
        "fulfillment",
        "receiving", "pick up", "pickup", "collection", "installation", "click and collect",
        "доставка", "получение", "выдача", "выдача заказа", "отгрузка", "самовывоз", "логистика", "монтаж",
        "установка",
        "dostawa", "dostawy", "wysyłka", "odbiór", "doręczenie", "logistyka", "montaż", "odbiór zamówienia",
        "dodanie", "doručenie", "doprava", "dodávka", "expedícia", "prevzatie", "odoslanie", "montáž",
        "lieferung", "versand", "zustellung", "abholung", "entrega", "envío", "envio", "livraison",
        "expédition",
        "teslimat", "kargo", "doručení", "dodání", "dodávka zboží", "отримання")),
    Stage("after_sale", _("After-sale"), (
        "after sale", "after sales", "aftersale", "aftersales", "post sale", "post sales", "post purchase",
        "after purchase", "use", "usage", "warranty", "returns", "return", "repair", "maintenance",
        "renewal",
        "после продажи", "после покупки", "послепродажный этап", "послепродажное обслуживание", "гарантия",
        "возврат", "ремонт", "использование", "пользование",
        "po sprzedaży", "posprzedaż", "posprzedażowy", "po zakupie", "gwarancja", "zwrot", "zwroty",
        "naprawa",
        "użytkowanie", "obsługa posprzedażowa", "reklamacja",
        "po predaji", "popredaj", "popredajný servis", "po nákupe", "po kúpe", "záruka", "vrátenie",
        "oprava",
        "používanie", "reklamácia",
        "nach dem kauf", "nach kauf", "nachverkauf", "after sales service", "posventa", "postventa",
        "pós venda",
        "après vente", "après achat", "satış sonrası", "po prodeji", "poprodejní servis", "po nákupu",
        "після продажу", "після покупки")),
    Stage("support", _("Support"), (
        "support", "customer support", "customer service", "service", "help", "helpdesk", "help desk",
        "hotline",
        "contact centre", "contact center", "call centre", "call center", "service desk",
        "technical support",
        "поддержка", "служба поддержки", "техподдержка", "техническая поддержка", "обслуживание",
        "сервис", "помощь", "горячая линия", "колл центр",
        "wsparcie", "obsługa", "obsługa klienta", "pomoc", "pomoc techniczna", "infolinia", "serwis",
        "podpora", "zákaznícka podpora", "zákaznícky servis", "technická podpora", "infolinka", "servis",
        "kundendienst", "kundenservice", "soporte", "atención al cliente", "suporte", "atendimento",
        "service client", "assistance", "destek", "müşteri hizmetleri", "zákaznická podpora", "підтримка")),
)  # fmt: skip
STAGE_NAMES = {stage.key: stage.name for stage in STAGES}


def words_of(member: str) -> str:
    """A member as stages are looked up: lower case, with single blanks for all but letters and digits."""
    return _NOT_WORD.sub(" ", plain(member)).strip()


_STAGE_OF = {words_of(word): stage.key for stage in STAGES for word in (*stage.words, stage.key)}


def stage_of(member: str) -> str | None:
    """The key of the stage that a member of a column of touchpoints means; None where it is none of them."""
    return _STAGE_OF.get(words_of(member))
