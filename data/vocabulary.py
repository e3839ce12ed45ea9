"""Words that stand in cells, in the languages that files come in; all lower case."""

from __future__ import annotations

from unicodedata import normalize

MISSING = frozenset({
    "", "-", "--", "–", "—", "?", ".", "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "nil", "nat",
    "(blank)", "not available", "not applicable",
    "нет данных", "н/д", "не указано",
    "brak", "brak danych", "n.d.", "bd", "bez údajov", "neuvedené",
})

DONT_KNOW = frozenset({
    "don't know", "dont know", "do not know", "don’t know", "no answer", "no opinion", "not sure",
    "prefer not to say", "refused", "skipped",
    "не знаю", "затрудняюсь ответить", "нет ответа", "нет мнения",
    "nie wiem", "trudno powiedzieć", "brak odpowiedzi", "bez odpowiedzi", "nie mam zdania", "neviem",
    "bez odpovede", "neodpovedal", "neodpovedala",
})

YES = frozenset({
    "yes", "y", "true", "t", "1", "x", "✓", "✔", "ok",
    "да", "д", "истина",
    "tak", "t.", "prawda", "áno", "ano", "a", "pravda", "sí", "si", "sim", "s", "ja", "j", "oui", "evet",
})
NO = frozenset({
    "no", "n", "false", "f", "0",
    "нет", "н", "ложь",
    "nie", "fałsz", "nepravda", "não", "nao", "nein", "non", "hayır", "ne",
})

OPEN = frozenset({
    "open", "opened", "new", "in progress", "in process", "in work", "pending", "assigned", "unassigned",
    "waiting", "waiting for customer", "waiting on customer", "awaiting response", "on hold", "hold",
    "started", "reopened", "re-opened", "unresolved", "not resolved", "not started", "under review",
    "under investigation", "escalated", "active", "to do", "todo", "backlog", "registered", "received",
    "submitted", "accepted", "queued", "pending customer response", "awaiting customer", "in review",
    "email sent", "monitoring",
    "открыт", "открыта", "открыто", "открытая", "новый", "новая", "новое", "в работе", "в ожидании",
    "ожидание", "ожидает", "ожидает ответа", "в процессе", "в обработке", "на рассмотрении",
    "рассматривается", "назначен", "назначена", "назначено", "принято", "принята", "принят",
    "зарегистрировано", "зарегистрирована", "отложено", "не решено", "переоткрыто", "отправлено в работу",
    "не выполнено",
    "otwarte", "otwarta", "otwarty", "nowe", "nowa", "nowy", "w toku", "w trakcie", "w trakcie realizacji",
    "w realizacji", "oczekuje", "oczekujące", "oczekująca", "oczekujący", "przypisane", "przypisana",
    "wstrzymane", "wstrzymana", "zarejestrowane", "przyjęte", "przyjęta", "niezałatwione", "nierozwiązane",
    "ponownie otwarte", "otvorené", "otvorená", "otvorený", "nové", "nová", "nový", "v riešení", "rieši sa",
    "prebieha", "čaká", "čakajúce", "čaká sa", "v procese", "pridelené", "priradené", "pozastavené",
    "prijaté", "nevyriešené", "znovu otvorené",
})
CLOSED = frozenset({
    "closed", "close", "resolved", "solved", "done", "completed", "complete", "finished", "fixed", "settled",
    "cancelled", "canceled", "rejected", "closed with explanation", "closed with relief",
    "closed with monetary relief", "closed with non-monetary relief", "closed without relief", "withdrawn",
    "auto closed", "closed - resolved",
    "закрыт", "закрыта", "закрыто", "закрытая", "решён", "решен", "решена", "решено", "выполнен", "выполнена",
    "выполнено", "завершён", "завершен", "завершена", "завершено", "исполнено", "готово", "отменено",
    "отменена", "отклонено", "отклонена", "урегулировано",
    "zamknięte", "zamknięta", "zamknięty", "rozwiązane", "rozwiązana", "rozwiązany", "zakończone",
    "zakończona", "zakończony", "załatwione", "załatwiona", "zrealizowane", "wykonane", "gotowe", "anulowane",
    "odrzucone", "odrzucona", "rozpatrzone", "rozpatrzona", "uzavreté", "uzavretá", "uzavretý", "uzatvorené",
    "zatvorené", "vyriešené", "vyriešená", "vyriešený", "ukončené", "ukončená", "dokončené", "hotovo",
    "hotové", "vybavené", "vybavená", "zrušené", "zamietnuté",
})

TOTAL = frozenset({
    "total", "totals", "grand total", "sum", "overall", "overall total", "total general", "suma total",
    "total geral",
    "итого", "итог", "всего", "общий итог", "сумма",
    "razem", "suma", "łącznie", "ogółem", "suma końcowa", "spolu", "celkom", "súčet", "celkový súčet",
    "celkem", "genel toplam", "toplam", "gesamt", "gesamtsumme", "summe", "totale", "total général",
})

SECONDS_IN = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "с": 1, "сек": 1, "секунда": 1, "секунды": 1, "секунд": 1, "секунду": 1,
    "sek": 1, "sekunda": 1, "sekundy": 1, "sekund": 1, "sekúnd": 1, "sekundu": 1, "m": 60, "min": 60,
    "mins": 60, "minute": 60, "minutes": 60,
    "м": 60, "мин": 60, "минута": 60, "минуты": 60, "минут": 60, "минуту": 60,
    "minuta": 60, "minuty": 60, "minut": 60, "minutę": 60, "minúta": 60, "minúty": 60, "minút": 60,
    "minútu": 60, "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "ч": 3600, "час": 3600, "часа": 3600, "часов": 3600, "часы": 3600,
    "g": 3600, "godz": 3600, "godzina": 3600, "godziny": 3600, "godzin": 3600, "godzinę": 3600, "hod": 3600,
    "hodina": 3600, "hodiny": 3600, "hodín": 3600, "hodinu": 3600, "d": 86400, "day": 86400, "days": 86400,
    "д": 86400, "дн": 86400, "день": 86400, "дня": 86400, "дней": 86400, "дни": 86400, "сут": 86400,
    "сутки": 86400, "суток": 86400,
    "dzień": 86400, "dni": 86400, "dnia": 86400, "deň": 86400, "dňa": 86400, "dní": 86400, "w": 604800,
    "wk": 604800, "week": 604800, "weeks": 604800,
    "нед": 604800, "неделя": 604800, "недели": 604800, "недель": 604800,
    "tydz": 604800, "tydzień": 604800, "tygodnie": 604800, "tygodni": 604800, "týždeň": 604800,
    "týždne": 604800, "týždňov": 604800,
}

AVERAGE = frozenset({
    "average", "avg", "mean", "averages", "среднее", "в среднем", "среднее значение", "średnia", "średnio",
    "priemer", "průměr", "durchschnitt", "moyenne", "promedio", "media", "média", "ortalama", "середнє",
})

# What a line of notes below a table begins with.
NOTE = (
    "*", "†", "‡", "¹", "note", "source", "remark", "legend", "prepared by", "printed", "exported", "generated",
    "примечани", "источник", "составил", "выгружено", "сформирован", "подпись",
    "uwaga", "uwagi:", "źródło", "sporządził", "wygenerowano", "poznámk", "zdroj", "vypracoval", "vygenerované",
    "anmerkung", "hinweis", "quelle", "nota", "fuente", "fonte", "remarque", "not:", "kaynak", "примітк", "джерело",
)

# What stands in a row of units below the names of columns.
UNITS = frozenset(SECONDS_IN) | frozenset({
    "%", "€", "$", "£", "₽", "zł", "kč", "eur", "usd", "gbp", "pln", "czk", "rub", "руб", "тыс", "тыс. руб",
    "pcs", "pc", "pieces", "number", "count", "no", "nr", "n", "points", "point", "score", "scale", "percent",
    "шт", "кол-во", "чел", "балл", "баллы", "баллов", "проц", "дата",
    "szt", "liczba", "pkt", "punkty", "proc", "ks", "počet", "body", "bodov", "percentá", "osôb", "stück", "anzahl",
    "date", "yyyy-mm-dd", "dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy", "dd.mm.yy", "дд.мм.гггг", "hh:mm", "hh:mm:ss",
    "h:mm", "h:mm:ss", "mm:ss", "text", "id", "yes/no", "y/n", "да/нет", "tak/nie", "áno/nie",
    "1-5", "1–5", "0-5", "0–5", "1-10", "1–10", "0-10", "0–10", "0-100", "0–100",
})

# Each line runs from the worst answer (1) to the best (5).
WORD_SCALES = (
    ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"),
    ("very unsatisfied", "unsatisfied", "neither satisfied nor dissatisfied", "satisfied", "very satisfied"),
    ("extremely dissatisfied", "dissatisfied", "neutral", "satisfied", "extremely satisfied"),
    ("very poor", "poor", "average", "good", "excellent"),
    ("poor", "fair", "good", "very good", "excellent"),
    ("terrible", "bad", "fair", "good", "excellent"),
    ("very bad", "bad", "ok", "good", "very good"),
    ("extremely unlikely", "unlikely", "neither likely nor unlikely", "likely", "extremely likely"),
    ("very unlikely", "unlikely", "neutral", "likely", "very likely"),
    ("very difficult", "difficult", "neither easy nor difficult", "easy", "very easy"),
    ("очень плохо", "плохо", "средне", "хорошо", "отлично"),
    ("ужасно", "плохо", "нормально", "хорошо", "очень хорошо"),
    ("неудовлетворительно", "плохо", "удовлетворительно", "хорошо", "превосходно"),
    ("совершенно не удовлетворен", "не удовлетворен", "нейтрально", "удовлетворен", "полностью удовлетворен"),
    ("очень недоволен", "недоволен", "нейтрально", "доволен", "очень доволен"),
    ("очень трудно", "трудно", "ни легко ни трудно", "легко", "очень легко"),
    ("bardzo źle", "źle", "przeciętnie", "dobrze", "bardzo dobrze"),
    ("bardzo zła", "zła", "średnia", "dobra", "bardzo dobra"),
    ("fatalnie", "słabo", "średnio", "dobrze", "doskonale"),
    ("bardzo niezadowolony", "niezadowolony", "neutralny", "zadowolony", "bardzo zadowolony"),
    ("bardzo niezadowolona", "niezadowolona", "neutralna", "zadowolona", "bardzo zadowolona"),
    ("bardzo trudno", "trudno", "neutralnie", "łatwo", "bardzo łatwo"),
    ("veľmi zle", "zle", "priemerne", "dobre", "výborne"),
    ("veľmi zlé", "zlé", "priemerné", "dobré", "výborné"),
    ("veľmi nespokojný", "nespokojný", "neutrálny", "spokojný", "veľmi spokojný"),
    ("veľmi nespokojná", "nespokojná", "neutrálne", "spokojná", "veľmi spokojná"),
    ("veľmi ťažko", "ťažko", "ani ľahko ani ťažko", "ľahko", "veľmi ľahko"),
)
WORD_SCORES = {word: answer for words in reversed(WORD_SCALES) for answer, word in enumerate(words, 1)}


def plain(text: str) -> str:
    """A cell as it is looked up: without outer blanks, in lower case, blanks inside made single."""
    return " ".join(normalize("NFC", text).casefold().split())
