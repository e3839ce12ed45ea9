"""The kinds of files that managers upload: a line a column, with the headers that mean it.

Facts are stored by these specs. A score keeps its position between the worst (0) and the best (1)
answer of its scale, so that files on several scales stand side by side; a recommendation (NPS)
keeps its answer from 0 to 10.
"""

from __future__ import annotations

from data.language import mark as _
from data.tables import Column, Layout, Scale, Type

COMPANY_SCALES = {"csat": Scale(1, 5), "ces": Scale(0, 5)}

CHANNEL = Column("channel", _("Channel"), Type.CATEGORY, (
    "channel", "contact channel", "submitted via", "open data channel type", "source", "origin", "via",
    "канал", "канал обращения", "kanał", "kanał kontaktu", "kanál", "spôsob kontaktu"))
SEGMENT = Column("segment", _("Segment"), Type.CATEGORY, (
    "segment", "customer segment", "customer type", "contract", "plan", "tier", "class", "tipo cargo",
    "сегмент", "тип клиента", "segment klienta", "typ klienta", "typ zákazníka"))
TEAM = Column("team", _("Team"), Type.CATEGORY, (
    "team", "department", "group", "agency", "call center", "call centre", "unit",
    "команда", "отдел", "группа", "zespół", "dział", "tím", "oddelenie"))
BRANCH = Column("branch", _("Branch"), Type.CATEGORY, (
    "branch", "location", "store", "shop", "office", "site", "region", "borough", "surgery", "city",
    "филиал", "отделение", "магазин", "город", "oddział", "sklep", "placówka", "miasto",
    "pobočka", "predajňa", "mesto"))
PRODUCT = Column("product", _("Product"), Type.CATEGORY, (
    "product", "product name", "service", "item", "продукт", "товар", "услуга",
    "produkt", "usługa", "výrobok", "služba"))
EMPLOYEE = Column("employee", _("Employee"), Type.CATEGORY, (
    "employee", "agent", "assigned agent", "representative", "rep", "advisor", "operator", "handled by",
    "сотрудник", "оператор", "исполнитель", "менеджер", "pracownik", "konsultant",
    "zamestnanec", "pracovník"))
DIMENSIONS = (CHANNEL, SEGMENT, TEAM, BRANCH, PRODUCT, EMPLOYEE)

CUSTOMER_ID = Column("customer_id", _("Customer number"), Type.IDENTIFIER, (
    "customer id", "customer number", "customer no", "client id", "user id", "account id", "account number",
    "номер клиента", "код клиента", "id клиента", "id klienta", "numer klienta", "klient id",
    "číslo zákazníka", "id zákazníka"))
CSAT = Column("csat", _("Satisfaction score"), Type.SCORE, (
    "csat", "csat score", "satisfaction", "satisfaction score", "satisfaction rating",
    "customer satisfaction", "overall satisfaction", "rating", "оценка", "удовлетворенность",
    "оценка удовлетворенности", "ocena", "zadowolenie", "satysfakcja", "ocena zadowolenia",
    "spokojnosť", "hodnotenie", "hodnotenie spokojnosti"), scale="csat")

SURVEYS = Layout("surveys", "log", "surveys", (
    Column("response_id", _("Answer number"), Type.IDENTIFIER, (
        "response id", "answer id", "survey id", "respondent id", "cod resposta", "id",
        "номер ответа", "номер анкеты", "id odpowiedzi", "numer ankiety", "číslo odpovede")),
    Column("answered_at", _("Answered on"), Type.MOMENT, (
        "answered at", "date", "time", "timestamp", "response date", "answer date", "survey date",
        "submitted at", "completed at", "data reposta", "data resposta", "data da resposta",
        "дата", "дата ответа", "отметка времени", "дата опроса", "data", "data odpowiedzi",
        "sygnatura czasowa", "dátum", "dátum odpovede", "časová pečiatka"), required=True, essential=True),
    CUSTOMER_ID,
    CSAT,
    Column("nps", _("Recommendation (0–10)"), Type.SCORE, (
        "nps", "nps score", "enps", "likelihood to recommend", "recommend", "recommendation",
        "would you recommend us", "resposta", "готовность рекомендовать", "рекомендация",
        "skłonność do polecenia", "polecenie", "ochota odporučiť", "odporúčanie"), scale="nps"),
    Column("ces", _("Ease score"), Type.SCORE, (
        "ces", "ces score", "effort", "effort score", "customer effort", "ease", "ease score",
        "усилие", "лёгкость", "легкость", "wysiłek", "łatwość", "námaha", "jednoduchosť"), scale="ces"),
    Column("comment", _("Comment"), Type.TEXT, (
        "comment", "comments", "feedback", "text", "free text", "review", "verbatim",
        "комментарий", "отзыв", "komentarz", "opinia", "uwagi", "komentár", "poznámka")),
    *DIMENSIONS,
), any_of=("csat", "nps", "ces"), moment="answered_at", identity="response_id")

COMPLAINTS = Layout("complaints", "log", "complaints", (
    Column("complaint_id", _("Complaint number"), Type.IDENTIFIER, (
        "complaint id", "complaint number", "ticket id", "ticket", "case id", "case number", "request id",
        "unique key", "reference", "id", "nº expediente", "номер жалобы", "номер обращения", "номер заявки",
        "id reklamacji", "numer reklamacji", "numer zgłoszenia", "číslo sťažnosti", "číslo reklamácie")),
    Column("received_at", _("Received on"), Type.MOMENT, (
        "received at", "received", "date received", "created", "created at", "created date", "date created",
        "opened", "opened at", "open date", "complaint date", "date", "fecha apertura",
        "дата создания", "дата жалобы", "дата обращения", "получено", "дата",
        "data zgłoszenia", "data reklamacji", "data wpływu", "data", "dátum prijatia", "dátum sťažnosti",
        "prijaté", "dátum"), required=True, essential=True),
    Column("first_response_at", _("First response on"), Type.MOMENT, (
        "first response at", "first response", "first reply at", "responded at", "date responded",
        "первый ответ", "дата первого ответа", "data pierwszej odpowiedzi", "dátum prvej odpovede")),
    Column("first_response_hours", _("Hours to the first response"), Type.HOURS, (
        "first response hours", "first response time hours", "first response time", "frt", "frt hours",
        "response time hours", "время первого ответа", "czas pierwszej odpowiedzi", "čas prvej odpovede"),
        fills="first_response_at"),
    Column("resolved_at", _("Resolved on"), Type.MOMENT, (
        "resolved at", "resolved", "resolution date", "closed", "closed at", "closed date", "date closed",
        "solved at", "completed date", "дата решения", "дата закрытия", "решено", "закрыто",
        "data rozwiązania", "data zamknięcia", "rozwiązano", "dátum vyriešenia", "dátum uzavretia",
        "vyriešené")),
    Column("resolution_hours", _("Hours to resolve"), Type.HOURS, (
        "resolution hours", "resolution time hours", "resolution time", "time to resolve", "handling time",
        "время обработки", "время решения", "czas rozwiązania", "čas riešenia"), fills="resolved_at"),
    Column("promised_at", _("Promised for"), Type.MOMENT, (
        "promised at", "promised", "promised date", "due date", "due", "deadline",
        "обещано", "срок", "обещанная дата", "termin", "obiecany termin", "sľúbený termín", "termín")),
    Column("followed_up_at", _("Followed up on"), Type.MOMENT, (
        "followed up at", "follow up", "follow up date", "дата контроля", "повторный контакт",
        "data kontaktu zwrotnego", "dátum spätného kontaktu")),
    CUSTOMER_ID,
    Column("customer_name", _("Customer's name"), Type.TEXT, (
        "customer name", "client name", "name", "фио", "имя клиента", "клиент", "imię i nazwisko",
        "nazwa klienta", "meno zákazníka"), personal=True),
    Column("customer_address", _("Customer's address"), Type.TEXT, (
        "customer address", "address", "адрес", "adres", "adresa"), personal=True),
    Column("customer_phone", _("Customer's phone"), Type.TEXT, (
        "customer phone", "phone", "phone number", "телефон", "telefon", "telefón"), personal=True),
    Column("customer_email", _("Customer's e-mail"), Type.TEXT, (
        "customer email", "email", "e mail", "электронная почта", "почта", "adres email"), personal=True),
    Column("nature", _("Nature of the complaint"), Type.CATEGORY, (
        "nature", "category", "complaint type", "complaint category", "issue", "type", "reason", "topic", "tema",
        "ticket category", "причина", "категория", "тип неисправности", "тема", "вид жалобы",
        "kategoria", "przyczyna", "powód", "rodzaj reklamacji", "opis", "kategória", "dôvod",
        "druh sťažnosti")),
    Column("description", _("Description"), Type.TEXT, (
        "description", "details", "descriptor", "complaint text", "consumer complaint narrative",
        "описание", "описание проблемы", "opis zgłoszenia", "szczegóły", "popis")),
    Column("agreed_solution", _("Agreed solution"), Type.TEXT, (
        "agreed solution", "solution", "resolution", "resolution description", "согласованное решение",
        "решение", "uzgodnione rozwiązanie", "rozwiązanie", "dohodnuté riešenie", "riešenie")),
    Column("resolved_on_spot", _("Solved on the spot"), Type.FLAG, (
        "resolved on spot", "solved on the spot", "on the spot", "решено на месте",
        "rozwiązano na miejscu", "vyriešené na mieste")),
    Column("action", _("Action taken"), Type.TEXT, (
        "action", "action taken", "действие", "принятые меры", "działanie", "podjęte działania", "opatrenie")),
    Column("compensation", _("Compensation"), Type.NUMBER, (
        "compensation", "refund", "compensation amount", "refund amount", "компенсация", "возмещение",
        "rekompensata", "zwrot", "odškodnenie", "kompenzácia")),
    Column("prevention", _("How to avoid it next time"), Type.TEXT, (
        "prevention", "preventive action", "предотвращение", "профилактика", "zapobieganie", "prevencia")),
    Column("satisfied", _("Satisfied with the handling"), Type.FLAG, (
        "satisfied", "satisfied with handling", "доволен", "удовлетворён", "zadowolony", "spokojný"), blank_is_no=False),
    Column("escalated", _("Escalated"), Type.FLAG, (
        "escalated", "escalation", "эскалация", "eskalacja", "eskalované")),
    Column("reopened", _("Reopened"), Type.FLAG, (
        "reopened", "re opened", "открыто повторно", "wznowione", "znovu otvorené")),
    Column("repurchased", _("Bought again"), Type.FLAG, (
        "repurchased", "bought again", "купил снова", "kupił ponownie", "kúpil znova"), blank_is_no=False),
    Column("status", _("Status"), Type.STATUS, (
        "status", "state", "ticket status", "complaint status", "case status",
        "статус", "состояние", "stan", "stav")),
    CSAT,
    *DIMENSIONS,
), moment="received_at", identity="complaint_id")

CONTACTS = Layout("contacts", "log", "contacts", (
    Column("contact_id", _("Contact number"), Type.IDENTIFIER, (
        "contact id", "call id", "call number", "chat id", "conversation id", "interaction id", "id",
        "номер звонка", "номер контакта", "id połączenia", "id kontaktu", "číslo hovoru")),
    Column("started_at", _("Started at"), Type.MOMENT, (
        "started at", "start time", "started", "call date", "date of call", "date", "call timestamp",
        "timestamp", "call time", "начало", "дата звонка", "дата", "data połączenia", "data rozmowy",
        "data", "początek", "dátum hovoru", "dátum", "začiatok"), required=True, essential=True),
    Column("started_time", _("Time of day"), Type.CLOCK, (
        "time", "time of day", "hour", "время", "godzina", "czas", "čas", "hodina"), fills="started_at"),
    Column("inbound", _("Inbound"), Type.FLAG, (
        "inbound", "incoming", "is inbound", "входящий", "przychodzące", "prichádzajúci")),
    Column("answered", _("Answered"), Type.FLAG, (
        "answered", "answered y n", "is answered", "отвечен", "принят", "odebrane", "prijatý", "zdvihnutý")),
    Column("wait_seconds", _("Waiting time"), Type.SECONDS, (
        "wait seconds", "wait", "wait time", "waiting time", "speed of answer", "speed of answer in seconds",
        "answer speed", "queue time", "время ожидания", "ожидание", "czas oczekiwania", "čas čakania")),
    Column("rings", _("Rings"), Type.COUNT, (
        "rings", "number of rings", "гудки", "звонков до ответа", "dzwonki", "sygnały", "zvonenia")),
    Column("handle_seconds", _("Handling time"), Type.SECONDS, (
        "handle seconds", "handle time", "handling time", "aht", "talk time", "talk duration",
        "avg talk duration", "avgtalkduration", "duration", "call duration", "время обработки",
        "длительность", "czas obsługi", "czas rozmowy", "dĺžka hovoru", "trvanie")),
    Column("transferred", _("Transferred"), Type.FLAG, (
        "transferred", "transfer", "переведён", "перевод", "przekazane", "prepojený")),
    Column("resolved_first", _("Resolved at the first contact"), Type.FLAG, (
        "resolved first", "resolved", "fcr", "first contact resolution", "resolved at first contact",
        "решено", "решено с первого раза", "rozwiązane", "rozwiązane za pierwszym razem", "vyriešené",
        "vyriešené na prvýkrát")),
    Column("escalated", _("Escalated"), Type.FLAG, (
        "escalated", "escalation", "эскалация", "eskalacja", "eskalované")),
    Column("first_response_at", _("First response on"), Type.MOMENT, (
        "first response at", "first response", "первый ответ", "pierwsza odpowiedź", "prvá odpoveď")),
    CSAT,
    *DIMENSIONS,
), moment="started_at", identity="contact_id")

JOINED_AT = Column("joined_at", _("Joined on"), Type.MOMENT, (
    "joined at", "joined", "join date", "start date", "signup date", "sign up date", "registered",
    "customer since", "registration date", "дата регистрации", "дата начала", "клиент с", "дата договора",
    "data rozpoczęcia", "data dołączenia", "klient od", "dátum registrácie", "zákazník od"), required=True)

CUSTOMERS = Layout("retention", "customers", "customers", (
    Column("customer_id", CUSTOMER_ID.name, Type.IDENTIFIER, (*CUSTOMER_ID.synonyms, "id", "customer"),
           required=True, essential=True),
    JOINED_AT,
    Column("left_at", _("Left on"), Type.MOMENT, (
        "left at", "left", "leave date", "end date", "churn date", "cancelled", "cancellation date",
        "дата ухода", "дата окончания", "ушёл", "data odejścia", "data zakończenia", "data rezygnacji",
        "dátum odchodu", "dátum ukončenia")),
    Column("mean_purchase", _("Mean purchase"), Type.NUMBER, (
        "mean purchase", "average purchase", "average order value", "aov", "средний чек", "средняя покупка",
        "średni zakup", "średnia wartość zakupu", "priemerný nákup")),
    Column("purchases_per_month", _("Purchases a month"), Type.NUMBER, (
        "purchases per month", "orders per month", "purchase frequency", "покупок в месяц",
        "zakupy miesięcznie", "zakupów na miesiąc", "nákupy za mesiac")),
    *DIMENSIONS,
), moment="joined_at", identity="customer_id")

SNAPSHOT = Layout("retention", "snapshot", "customers", (
    CUSTOMERS.column("customer_id"),
    Column("tenure_months", _("Months as a customer"), Type.NUMBER, (
        "tenure months", "tenure", "months", "months as customer", "стаж", "месяцев", "срок в месяцах",
        "staż", "miesiące", "počet mesiacov"), required=True),
    Column("churned", _("Has left"), Type.FLAG, (
        "churned", "churn", "churn label", "churn value", "left", "exited", "attrition",
        "отток", "ушёл", "ушел", "odszedł", "rezygnacja", "odišiel"), required=True, essential=True),
    Column("monthly_value", _("Value a month"), Type.NUMBER, (
        "monthly value", "monthly charges", "monthly charge", "monthly revenue", "monthly fee", "arpu",
        "платёж в месяц", "ежемесячный платеж", "opłata miesięczna", "abonament", "mesačný poplatok")),
    *DIMENSIONS,
), identity="customer_id")

PERIOD = Column("period", _("Period"), Type.PERIOD, (
    "period", "month", "year", "quarter", "date", "week", "период", "месяц", "год", "квартал",
    "okres", "miesiąc", "rok", "kwartał", "obdobie", "mesiac", "štvrťrok"), required=True, essential=True)

RETENTION_TOTALS = Layout("retention", "totals", "periods", (
    PERIOD,
    Column("customers_start", _("Customers at the start"), Type.COUNT, (
        "customers start", "customers at start", "start customers", "opening customers",
        "клиентов на начало", "на начало", "klienci na początku", "zákazníci na začiatku"),
        required=True, essential=True),
    Column("customers_end", _("Of those, still there at the end"), Type.COUNT, (
        "customers end", "customers at end", "customers kept", "customers retained", "retained",
        "клиентов на конец", "осталось", "осталось на конец", "klienci na końcu", "pozostali klienci",
        "zákazníci na konci", "zostali"), required=True, essential=True),
    Column("customers_new", _("New customers"), Type.COUNT, (
        "customers new", "new customers", "joined", "новых клиентов", "новые клиенты",
        "nowi klienci", "noví zákazníci")),
    Column("revenue", _("Revenue"), Type.NUMBER, (
        "revenue", "sales", "turnover", "выручка", "оборот", "przychód", "obrót", "tržby", "obrat")),
    Column("purchases", _("Purchases"), Type.COUNT, (
        "purchases", "orders", "transactions", "покупки", "заказы", "zakupy", "zamówienia", "nákupy",
        "objednávky")),
    *DIMENSIONS,
), moment="period")

OPERATIONS = Layout("operations", "totals", "periods", (
    PERIOD,
    Column("sold", _("Sold"), Type.COUNT, ("sold", "units sold", "продано", "sprzedane", "predané")),
    Column("returned", _("Returned"), Type.COUNT, (
        "returned", "returns", "возвращено", "возвраты", "zwrócone", "zwroty", "vrátené")),
    Column("ordered", _("Order lines"), Type.COUNT, (
        "ordered", "lines ordered", "order lines", "заказано", "zamówione", "objednané")),
    Column("unavailable", _("Lines not available"), Type.COUNT, (
        "unavailable", "out of stock", "back order", "нет в наличии", "niedostępne", "nedostupné")),
    Column("produced", _("Produced"), Type.COUNT, (
        "produced", "units produced", "произведено", "wyprodukowane", "vyrobené")),
    Column("rejected", _("Rejected"), Type.COUNT, (
        "rejected", "rejects", "scrap", "брак", "отбраковано", "odrzucone", "vyradené")),
    Column("shipped", _("Shipped"), Type.COUNT, (
        "shipped", "shipments", "отгружено", "отправлено", "wysłane", "odoslané")),
    Column("reshipped", _("Shipped again"), Type.COUNT, (
        "reshipped", "re shipped", "отправлено повторно", "wysłane ponownie", "odoslané znova")),
    Column("service_cost", _("Cost of service"), Type.NUMBER, (
        "service cost", "cost of service", "стоимость обслуживания", "koszt obsługi", "náklady na služby")),
    *DIMENSIONS,
), any_of=("sold", "returned", "ordered", "unavailable", "produced", "rejected", "shipped", "reshipped",
           "service_cost"), moment="period")

LAYOUTS = (SURVEYS, COMPLAINTS, CONTACTS, CUSTOMERS, SNAPSHOT, RETENTION_TOTALS, OPERATIONS)
KINDS = tuple(dict.fromkeys(layout.kind for layout in LAYOUTS))
KIND_NAMES = {
    "surveys": _("Survey answers"),
    "complaints": _("Complaints and tickets"),
    "contacts": _("Calls, chats and e-mails"),
    "retention": _("Customers and retention"),
    "operations": _("Operations"),
}


def layouts_of(kind: str) -> tuple[Layout, ...]:
    """The layouts of a kind of file."""
    return tuple(layout for layout in LAYOUTS if layout.kind == kind)


def layout_named(key: str) -> Layout:
    """The layout with this key, as in ``retention.snapshot``; KeyError where there is none."""
    for layout in LAYOUTS:
        if layout.key == key:
            return layout
    raise KeyError(key)


def dimensions_of(table: str) -> tuple[Column, ...]:
    """The columns by which the rows of a fact table may be split: its categories.

    ``answers`` come from several kinds of files, so they have the common dimensions alone.
    """
    of_table = [layout for layout in LAYOUTS if layout.table == table]
    found = [column for layout in of_table for column in layout.columns if column.type is Type.CATEGORY]
    return tuple(dict.fromkeys([*DIMENSIONS, *found]))
