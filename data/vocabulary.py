"""Words that stand in cells, in the languages that files come in; all lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from data.language import mark as _

# The languages whose months, weekdays and words are known, as Babel names them; earlier ones go first.
LANGUAGES = ("en_GB", "en", "ru", "uk", "pl", "sk", "cs", "de", "es", "pt", "fr", "tr")


def _dotless(words: Iterable[str]) -> frozenset[str]:
    """Words also as lower case makes them of Turkish capitals, which know no dotless i."""
    return frozenset(form for word in words for form in (word, word.replace("ı", "i")))


# What spreadsheet programs show in a cell whose formula failed, in the languages that have words of their own.
FAILED = frozenset({
    "#n/a", "#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#getting_data",
    "#field!", "#blocked!", "#connect!", "#unknown!", "#error!", "#busy!",
    "#н/д", "#дел/0!", "#ссылка!", "#знач!", "#имя?", "#число!", "#пусто!",
    "#nd!", "#nd", "#n/d", "#n/d!", "#dziel/0!", "#adr!", "#arg!", "#nazwa?", "#liczba!", "#zero!",
    "#nv", "#bezug!", "#wert!", "#zahl!", "#überlauf!",
    "#¡div/0!", "#¡ref!", "#¡valor!", "#¿nombre?", "#¡num!", "#¡nulo!", "#valor!", "#nome?", "#nulo!", "#núm!",
    "#valeur!", "#nom?", "#nombre!", "#nul!",
    "#yok", "#sayı/0!", "#başv!", "#değer!", "#ad?", "#boş!",
    "#odkaz!", "#hodnota!", "#název?", "#číslo!", "#názov?", "#není_k_dispozici", "#nedostupný",
    "#посилання!", "#знач", "#ім'я?",
    "err:502", "err:508", "err:504", "err:522",
})

FAILED_BEGIN = ("#", "Err:", "err:")

MISSING = FAILED | frozenset({
    "", "-", "--", "–", "—", "?", ".", "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "nil", "nat",
    "(blank)", "not available", "not applicable",
    "нет данных", "н/д", "не указано",
    "brak", "brak danych", "n.d.", "bd", "bez údajov", "neuvedené",
    "k.a.", "keine angabe", "keine angaben", "nicht verfügbar", "entfällt", "leer",
    "s/d", "sin datos", "no disponible", "no aplica", "n/d", "sem dados", "não informado", "nao informado",
    "não se aplica", "não disponível", "sem informação",
    "non renseigné", "non disponible", "s.o.", "n.c.", "nc", "non communiqué",
    "veri yok", "belirtilmemiş", "bilinmiyor",
    "neuvedeno", "nezadáno", "není k dispozici", "bez údajů",
    "немає даних", "не вказано", "відсутнє",
    "undefined", "<null>", "\\n", "[null]", "(empty)", "empty", "(none)", "(vide)", "(leer)",
})

DONT_KNOW = frozenset({
    "don't know", "dont know", "do not know", "don’t know", "no answer", "no opinion", "not sure",
    "prefer not to say", "refused", "skipped",
    "не знаю", "затрудняюсь ответить", "нет ответа", "нет мнения",
    "nie wiem", "trudno powiedzieć", "brak odpowiedzi", "bez odpowiedzi", "nie mam zdania", "neviem",
    "bez odpovede", "neodpovedal", "neodpovedala",
    "weiß nicht", "weiss nicht", "keine antwort", "keine meinung", "kann ich nicht beurteilen", "weiß ich nicht",
    "no sabe", "no sé", "ns/nc", "ns", "sin respuesta", "no contesta", "no responde", "sin opinión", "no lo sé",
    "não sei", "nao sei", "sem resposta", "não respondeu", "sem opinião", "prefiro não responder", "não sabe",
    "ne sait pas", "je ne sais pas", "nsp", "sans réponse", "sans opinion", "sans avis",
    "bilmiyorum", "fikrim yok", "cevap yok", "yanıt yok",
    "nevím", "bez odpovědi", "neodpověděl", "neodpověděla", "nedokážu posoudit",
    "важко відповісти", "важко сказати", "немає відповіді", "без відповіді",
    "offered", "not offered", "unoffered", "not rated", "unrated", "no rating", "no score", "not answered",
    "no response", "can't say", "cannot say", "n/a - did not use", "не применимо", "не оценено", "nie dotyczy",
})

# Beside yes and no, what columns such as *Direction*, *Disposition* or *Customer status* say instead.
YES = _dotless({
    "yes", "y", "true", "t", "1", "x", "✓", "✔", "ok", "☑", "✅", "+",
    "да", "д", "истина",
    "tak", "t.", "prawda", "áno", "ano", "a", "pravda", "sí", "si", "sim", "s", "ja", "j", "oui", "o", "evet", "e",
    "так", "wahr", "verdadero", "verdadeiro", "vrai", "doğru", "var",
    "inbound", "incoming", "in", "входящий", "входящая", "входящее", "przychodzące", "przychodząca", "przychodzący",
    "prichádzajúci", "prichádzajúca", "příchozí", "eingehend", "eingehender anruf", "entrante", "receptivo", "receptiva",
    "entrant", "gelen", "gelen arama", "вхідний", "вхідна",
    "answered", "connected", "handled", "отвечен", "отвечено", "принят", "принято", "odebrane", "odebrana", "odebrano",
    "prijatý", "prijaté", "zodpovedané", "přijato", "přijatý", "angenommen", "beantwortet", "atendida", "atendido",
    "contestada", "contestado", "répondu", "décroché", "cevaplandı", "karşılandı", "відповіли", "прийнято",
    "completed call", "resolved", "solved", "решено", "решён", "решен", "rozwiązane", "rozwiązano", "vyriešené", "vyřešeno",
    "gelöst", "resuelto", "resuelta", "resolvido", "resolvida", "résolu", "çözüldü", "вирішено",
    "churned", "attrited customer", "left", "exited", "отток", "ушёл", "ушел", "odszedł", "odišiel", "odešel",
    "gekündigt", "abgewandert", "résilié", "ayrıldı", "відтік",
    "satisfied", "доволен", "довольна", "zadowolony", "zadowolona", "spokojný", "spokojná", "zufrieden", "satisfecho",
    "satisfecha", "satisfeito", "satisfeita", "satisfait", "satisfaite", "memnun", "spokojený", "spokojená", "задоволений",
    "transferred", "escalated", "reopened",
})
NO = _dotless({
    "no", "n", "false", "f", "0", "☐", "✗", "✘", "❌",
    "нет", "н", "ложь",
    "nie", "fałsz", "nepravda", "não", "nao", "nein", "non", "hayır", "h", "ne",
    "ні", "falsch", "falso", "faux", "yanlış", "yok",
    "outbound", "outgoing", "out", "исходящий", "исходящая", "исходящее", "wychodzące", "wychodząca", "wychodzący",
    "odchádzajúci", "odchádzajúca", "odchozí", "ausgehend", "ausgehender anruf", "saliente", "ativo", "ativa", "sortant",
    "giden", "giden arama", "вихідний", "вихідна",
    "abandoned", "abandon", "missed", "no answer", "noanswer", "unanswered", "not answered", "busy", "lost", "cancelled by caller",
    "failed", "voicemail", "потерян", "потеряно", "пропущен", "пропущено", "пропущенный", "не отвечен", "неотвечен",
    "nieodebrane", "nieodebrana", "porzucone", "porzucona", "utracone", "zmeškané", "zmeškaný", "neprijatý", "nepřijato",
    "nepřijatý", "verpasst", "nicht angenommen", "verloren", "aufgelegt", "abandonada", "abandonado", "perdida", "perdido",
    "no contestada", "não atendida", "manqué", "abandonné", "perdu", "kaçan", "cevapsız", "kaçırıldı", "втрачено", "пропущений",
    "unresolved", "not resolved", "unsolved", "not solved", "не решено", "не решён", "не решен", "nierozwiązane",
    "nevyriešené", "nevyřešeno", "nicht gelöst", "ungelöst", "no resuelto", "não resolvido", "non résolu", "çözülmedi",
    "не вирішено",
    "existing customer", "stayed", "retained", "not churned", "active", "joined", "активен", "активный", "aktywny",
    "aktívny", "aktivní", "aktiv", "activo", "actif", "aktif", "активний",
    "dissatisfied", "unsatisfied", "not satisfied", "недоволен", "недовольна", "niezadowolony", "niezadowolona",
    "nespokojný", "nespokojná", "unzufrieden", "insatisfecho", "insatisfecha", "insatisfeito", "insatisfeita",
    "insatisfait", "insatisfaite", "memnun değil", "nespokojený", "nespokojená", "незадоволений",
    "not transferred", "not escalated",
})

OPEN = _dotless({
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
    "offen", "geöffnet", "neu", "in bearbeitung", "in arbeit", "in prüfung", "wartend", "wartet", "wartet auf kunde",
    "wartet auf kunden", "ausstehend", "zugewiesen", "nicht zugewiesen", "angenommen", "eingegangen", "erfasst", "zurückgestellt",
    "wiedereröffnet", "wieder geöffnet", "nicht erledigt", "unerledigt", "ungelöst", "nicht gelöst", "in klärung", "eskaliert",
    "pausiert", "aktiv", "laufend",
    "abierto", "abierta", "nuevo", "nueva", "en proceso", "en curso", "pendiente", "en espera", "asignado", "asignada",
    "en trámite", "en tramite", "en revisión", "en progreso", "sin resolver", "no resuelto", "reabierto", "reabierta",
    "registrado", "registrada", "recibido", "recibida", "en análisis", "en investigación", "escalado", "en gestión", "activo",
    "aberto", "aberta", "novo", "nova solicitação", "em andamento", "em aberto", "pendente", "em análise", "em espera",
    "aguardando", "aguardando cliente", "em atendimento", "atribuído", "não resolvido", "reaberto", "reaberta", "em tratamento",
    "aguardando resposta", "em processamento", "em progresso", "registrado em sistema", "em tramitação",
    "ouvert", "ouverte", "nouveau", "nouvelle", "en cours", "en attente", "en cours de traitement", "à traiter", "assigné",
    "non résolu", "non résolue", "non traité", "non traitée", "rouvert", "rouverte", "reçu", "reçue", "en attente client",
    "en attente du client", "affecté", "attribué", "enregistré", "enregistrée", "suspendu", "en instance",
    "açık", "yeni", "işlemde", "beklemede", "devam ediyor", "atandı", "inceleniyor", "çözülmedi", "yeniden açıldı",
    "süreçte", "cevap bekliyor", "müşteri bekleniyor", "askıda", "alındı", "incelemede", "işlem bekliyor", "bekliyor",
    "otevřeno", "otevřená", "otevřený", "otevřené", "v řešení", "řeší se", "probíhá", "čeká",
    "čeká na zákazníka", "přiděleno", "přiřazeno", "pozastaveno", "přijato", "nevyřešeno", "znovu otevřeno", "rozpracováno",
    "v procesu", "zpracovává se", "založeno", "odloženo",
    "відкрито", "відкрита", "відкритий", "новий", "нова", "нове", "в роботі", "у роботі", "в очікуванні", "очікує",
    "очікується", "в обробці", "призначено", "прийнято", "зареєстровано", "на розгляді", "розглядається", "не вирішено",
    "відкладено", "повторно відкрито", "в процесі", "у процесі",
    "awaiting reply", "awaiting agent", "awaiting your reply", "waiting for support", "waiting for third party",
    "waiting on third party", "waiting on contact", "waiting on us", "snoozed", "in queue", "work in progress", "wip",
    "awaiting approval", "awaiting information", "pending customer", "pending internal", "escalated to manager", "ongoing",
    "working", "investigating", "triage", "selected for development", "in development", "blocked", "first contact",
    "не начато", "к выполнению", "ждет ответа", "ждёт ответа", "ждет выполнения", "выполняется", "отложена", "отложен",
    "не решен", "не решён", "не закрыто", "первичный контакт", "зарегистрирован", "не обработано", "в рассмотрении",
    "ожидает клиента", "ожидание клиента", "ожидание ответа клиента", "просрочено", "просрочена", "передано",
    "w obsłudze", "do wyjaśnienia", "wyjaśniane", "rozpatrywane", "rozpatrywana", "oczekuje na klienta", "do zrobienia",
    "niezamknięte", "niezakończone", "otrzymane", "otrzymana", "zgłoszone", "zgłoszona", "zawieszone", "otwarte ponownie",
})
CLOSED = _dotless({
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
    "geschlossen", "erledigt", "gelöst", "abgeschlossen", "beendet", "behoben", "fertig", "abgelehnt", "storniert", "bearbeitet",
    "zurückgewiesen", "zurückgezogen", "abgearbeitet",
    "cerrado", "cerrada", "resuelto", "resuelta", "solucionado", "solucionada", "finalizado", "finalizada", "completado",
    "completada", "concluido", "concluida", "terminado", "terminada", "cancelado", "cancelada", "rechazado", "rechazada",
    "atendido", "atendida", "archivado", "archivada", "desistido",
    "fechado", "fechada", "resolvido", "resolvida", "encerrado", "encerrada", "concluído", "concluída", "finalizado com sucesso",
    "solucionado com sucesso", "rejeitado", "rejeitada", "arquivado", "arquivada", "improcedente", "respondido", "respondida",
    "fermé", "fermée", "résolu", "résolue", "clôturé", "clôturée", "clos", "close sans suite", "terminé", "terminée", "traité",
    "traitée", "annulé", "annulée", "rejeté", "rejetée", "soldé", "soldée", "classé", "classée", "classé sans suite",
    "kapalı", "kapandı", "kapatıldı", "çözüldü", "tamamlandı", "sonuçlandı", "iptal", "iptal edildi", "reddedildi",
    "çözümlendi", "bitti", "sonuçlandırıldı",
    "uzavřeno", "uzavřená", "uzavřený", "uzavřené", "vyřešeno", "vyřešená", "vyřešený", "vyřízeno", "vyřízená", "ukončeno",
    "dokončeno", "zrušeno", "zamítnuto", "zamítnutá", "uznáno", "zavřeno", "vyřešené",
    "закрито", "закрита", "закритий", "вирішено", "вирішена", "вирішений", "виконано", "виконана", "скасовано",
    "відхилено", "розглянуто", "опрацьовано",
    "resolved - confirmed", "closed (resolved)", "won't fix", "won't do", "duplicate", "declined", "closed won", "closed lost",
    "resolved/closed", "closed/resolved", "archived", "spam", "refunded", "upheld", "not upheld", "case closed",
    "отказано", "отозвано", "отработано", "обработано", "обработана", "рассмотрено", "рассмотрена", "удовлетворено",
    "успешно реализовано", "закрыто и не реализовано", "завершена успешно", "исполнена", "исполнен", "дан ответ", "решен.",
    "uznana", "nieuznana", "uznane", "nieuznane", "odrzucony", "zamknięto", "rozwiązano", "zakończono", "załatwiono", "wycofane",
    "wycofana", "anulowana", "anulowano", "rozpatrzona pozytywnie", "rozpatrzona negatywnie", "zrealizowano", "zrealizowana",
    "uznaná", "neuznaná", "zamietnutá", "vyriešená kladne",
})

TOTAL = frozenset({
    "total", "totals", "grand total", "sum", "overall", "overall total", "total general", "suma total",
    "total geral",
    "итого", "итог", "всего", "общий итог", "сумма",
    "razem", "suma", "łącznie", "ogółem", "suma końcowa", "spolu", "celkom", "súčet", "celkový súčet",
    "celkem", "genel toplam", "toplam", "gesamt", "gesamtsumme", "summe", "totale", "total général",
    "gesamtergebnis", "insgesamt", "endsumme",
    "totales", "total acumulado", "soma", "totais", "somme", "totaux", "total cumulé",
    "ara toplam", "součet", "celkový součet", "úhrnem", "усього", "разом", "загалом", "загальний підсумок",
    "підсумок", "podsumowanie", "subtotal", "sub total", "grand totals",
})

# Members of a dimension that stand for all of them, alone or before what there are several of.
ALL = frozenset({
    "all", "все", "всі", "усі", "wszystkie", "wszyscy", "wszystko", "všetky", "všetko", "všetci", "všechny", "vše",
    "všichni", "alle", "todos", "todas", "todo", "tous", "toutes", "tout", "tümü", "hepsi", "tüm", "tutti",
})
ALL_OF = frozenset({
    "teams", "branches", "channels", "segments", "products", "employees", "agents", "departments", "regions",
    "offices", "stores", "shops", "locations", "sites", "customers", "clients", "units", "groups", "countries",
    "queues", "areas", "staff", "services",
    "команды", "филиалы", "каналы", "сегменты", "продукты", "сотрудники", "отделы", "регионы", "офисы", "клиенты",
    "магазины", "группы", "команди", "філії", "канали", "сегменти", "продукти", "відділи", "регіони",
    "zespoły", "oddziały", "kanały", "segmenty", "produkty", "pracownicy", "działy", "regiony", "klienci",
    "tímy", "pobočky", "kanály", "zamestnanci", "oddelenia", "regióny", "zákazníci", "týmy", "oddělení",
    "filialen", "kanäle", "segmente", "produkte", "mitarbeiter", "abteilungen", "regionen", "kunden",
    "los equipos", "las sucursales", "los canales", "os canais", "as equipes", "as filiais",
    "les équipes", "les agences", "les canaux", "ekipler", "şubeler", "kanallar",
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
    "sekunden": 1, "sekunde": 1, "minuten": 60, "std": 3600, "stunde": 3600, "stunden": 3600, "tag": 86400, "tage": 86400,
    "tagen": 86400, "woche": 604800, "wochen": 604800,
    "segundo": 1, "segundos": 1, "seg": 1, "minuto": 60, "minutos": 60, "hora": 3600, "horas": 3600, "hs": 3600,
    "día": 86400, "días": 86400, "dia": 86400, "dias": 86400, "semana": 604800, "semanas": 604800,
    "seconde": 1, "secondes": 1, "heure": 3600, "heures": 3600, "jour": 86400, "jours": 86400, "j": 86400,
    "semaine": 604800, "semaines": 604800,
    "saniye": 1, "sn": 1, "dakika": 60, "dk": 60, "saat": 3600, "gün": 86400, "hafta": 604800,
    "sekundách": 1, "vteřina": 1, "vteřin": 1, "minutách": 60, "hodin": 3600, "hodinách": 3600, "den": 86400,
    "dny": 86400, "dnů": 86400, "dnech": 86400, "týden": 604800, "týdny": 604800, "týdnů": 604800,
    "секунди": 1, "хв": 60, "хвилина": 60, "хвилини": 60, "хвилин": 60, "хвилинах": 60, "година": 3600, "години": 3600,
    "годин": 3600, "годинах": 3600, "дні": 86400, "днів": 86400, "днях": 86400, "тиждень": 604800, "тижні": 604800,
    "тижнів": 604800,
    "минутах": 60, "секундах": 1, "часах": 3600, "godzinach": 3600, "minutach": 60, "dniach": 86400, "dňoch": 86400,
    "mn": 60,
}

AVERAGE = frozenset({
    "average", "avg", "mean", "averages", "среднее", "в среднем", "среднее значение", "średnia", "średnio",
    "priemer", "průměr", "durchschnitt", "moyenne", "promedio", "media", "média", "ortalama", "середнє",
    "mittelwert", "ø", "valor medio", "valor médio", "moy", "genel ortalama", "v priemere",
    "v průměru", "im schnitt", "en moyenne", "en promedio", "em média", "средний балл", "средняя оценка", "средняя",
    "średnia ocena", "średnia ogólna", "у середньому", "середній бал", "median", "медиана", "mediana", "médiane",
})

# What a line of notes below a table begins with.
NOTE = (
    "*", "†", "‡", "¹", "note", "source", "remark", "legend", "prepared by", "printed", "exported", "generated",
    "примечани", "источник", "составил", "выгружено", "сформирован", "подпись",
    "uwaga", "uwagi:", "źródło", "sporządził", "wygenerowano", "poznámk", "zdroj", "vypracoval", "vygenerované",
    "anmerkung", "hinweis", "quelle", "nota", "fuente", "fonte", "remarque", "not:", "kaynak", "примітк", "джерело",
    "erstellt von", "erstellt am:", "stand:", "legende", "gedruckt", "elaborado por", "generado", "leyenda", "elaborado",
    "gerado em", "gerado por", "legenda", "observação:", "établi par", "édité le", "généré le", "légende", "source :",
    "hazırlayan", "oluşturan", "açıklama:", "rapor tarihi", "vytvořeno:", "vygenerováno", "zpracoval", "vytiskl", "склав",
    "сформовано", "підготував", "report generated", "created by", "end of report", "confidential", "data as of",
    "отчет сформирован", "отчёт сформирован", "ответственный:", "конец отчета", "koniec raportu", "stan na dzień", "end of file",
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
    "stk", "punkte", "prozent", "tt.mm.jjjj", "ja/nein", "tsd", "mio", "puntos", "porcentaje", "dd/mm/aaaa", "sí/no", "uds",
    "pontos", "sim/não", "porcentagem", "qtd", "unidades", "nombre", "jj/mm/aaaa", "oui/non", "points sur 5", "adet", "puan",
    "gg.aa.yyyy", "evet/hayır", "yüzde", "bodů", "procent", "ano/ne", "osob", "бали", "балів", "відсоток", "так/ні", "uah", "грн",
    "try", "tl", "₺", "chf", "brl", "r$", "mxn", "₴",
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
    ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("very unhappy", "unhappy", "neutral", "happy", "very happy"),
    ("not at all satisfied", "slightly satisfied", "moderately satisfied", "very satisfied", "extremely satisfied"),
    ("not satisfied at all", "not satisfied", "neutral", "satisfied", "completely satisfied"),
    ("very negative", "negative", "neutral", "positive", "very positive"),
    ("awful", "poor", "average", "good", "great"),
    ("terrible", "poor", "okay", "good", "amazing"),
    ("one", "two", "three", "four", "five"),
    ("definitely not", "probably not", "not sure yet", "probably", "definitely"),
    ("полностью не согласен", "не согласен", "нейтрально", "согласен", "полностью согласен"),
    ("очень плохой", "плохой", "средний", "хороший", "отличный"),
    ("очень плохое", "плохое", "среднее", "хорошее", "отличное"),
    ("крайне неудовлетворен", "неудовлетворен", "нейтрален", "удовлетворен", "очень удовлетворен"),
    ("полностью не удовлетворен", "скорее не удовлетворен", "нейтрально", "скорее удовлетворен", "полностью удовлетворен"),
    ("совсем не удовлетворен", "скорее не удовлетворен", "затрудняюсь", "скорее удовлетворен", "полностью удовлетворена"),
    ("очень недовольна", "недовольна", "нейтрально", "довольна", "очень довольна"),
    ("очень сложно", "сложно", "нейтрально", "просто", "очень просто"),
    ("zdecydowanie nie", "raczej nie", "ani tak ani nie", "raczej tak", "zdecydowanie tak"),
    ("niedostatecznie", "słabo", "dostatecznie", "dobrze", "bardzo dobrze"),
    ("bardzo słabo", "słabo", "przeciętnie", "dobrze", "świetnie"),
    ("bardzo słaba", "słaba", "przeciętna", "dobra", "doskonała"),
    ("bardzo zły", "zły", "średni", "dobry", "bardzo dobry"),
    ("zdecydowanie niezadowolony", "raczej niezadowolony", "ani zadowolony ani niezadowolony", "raczej zadowolony",
     "zdecydowanie zadowolony"),
    ("určite nie", "skôr nie", "neviem posúdiť", "skôr áno", "určite áno"),
    ("nedostatočné", "dostatočné", "dobré", "veľmi dobré", "výborné"),
    ("úplne nespokojný", "skôr nespokojný", "neutrálny", "skôr spokojný", "úplne spokojný"),
    ("sehr unzufrieden", "unzufrieden", "neutral", "zufrieden", "sehr zufrieden"),
    ("sehr unzufrieden", "eher unzufrieden", "teils teils", "eher zufrieden", "sehr zufrieden"),
    ("sehr unzufrieden", "unzufrieden", "teils/teils", "zufrieden", "sehr zufrieden"),
    ("sehr schlecht", "schlecht", "mittelmäßig", "gut", "sehr gut"),
    ("sehr schlecht", "schlecht", "durchschnittlich", "gut", "ausgezeichnet"),
    ("mangelhaft", "ausreichend", "befriedigend", "gut", "sehr gut"),
    ("ungenügend", "mangelhaft", "ausreichend", "befriedigend", "gut", "sehr gut"),
    ("sehr schwer", "schwer", "weder leicht noch schwer", "leicht", "sehr leicht"),
    ("sehr schwierig", "schwierig", "neutral", "einfach", "sehr einfach"),
    ("stimme überhaupt nicht zu", "stimme nicht zu", "weder noch", "stimme zu", "stimme voll zu"),
    ("muy insatisfecho", "insatisfecho", "neutral", "satisfecho", "muy satisfecho"),
    ("muy insatisfecha", "insatisfecha", "ni satisfecho ni insatisfecho", "satisfecha", "muy satisfecha"),
    ("muy insatisfecho", "poco satisfecho", "neutro", "satisfecho", "muy satisfecho"),
    ("muy malo", "malo", "regular", "bueno", "muy bueno"),
    ("muy mala", "mala", "regular", "buena", "muy buena"),
    ("muy mal", "mal", "regular", "bien", "muy bien"),
    ("pésimo", "malo", "regular", "bueno", "excelente"),
    ("pésima", "mala", "regular", "buena", "excelente"),
    ("muy difícil", "difícil", "ni fácil ni difícil", "fácil", "muy fácil"),
    ("totalmente en desacuerdo", "en desacuerdo", "neutral", "de acuerdo", "totalmente de acuerdo"),
    ("muito insatisfeito", "insatisfeito", "neutro", "satisfeito", "muito satisfeito"),
    ("muito insatisfeita", "insatisfeita", "indiferente", "satisfeita", "muito satisfeita"),
    ("péssimo", "ruim", "regular", "bom", "ótimo"),
    ("péssima", "má", "regular", "boa", "ótima"),
    ("muito ruim", "ruim", "regular", "bom", "muito bom"),
    ("muito mau", "mau", "razoável", "bom", "muito bom"),
    ("péssimo", "ruim", "regular", "bom", "excelente"),
    ("muito difícil", "difícil", "nem fácil nem difícil", "fácil", "muito fácil"),
    ("discordo totalmente", "discordo", "neutro", "concordo", "concordo totalmente"),
    ("très insatisfait", "insatisfait", "neutre", "satisfait", "très satisfait"),
    ("très insatisfaite", "insatisfaite", "ni satisfait ni insatisfait", "satisfaite", "très satisfaite"),
    ("pas du tout satisfait", "peu satisfait", "moyennement satisfait", "satisfait", "très satisfait"),
    ("pas du tout satisfait", "plutôt pas satisfait", "neutre", "plutôt satisfait", "tout à fait satisfait"),
    ("très mauvais", "mauvais", "moyen", "bon", "très bon"),
    ("très mauvaise", "mauvaise", "moyenne", "bonne", "excellente"),
    ("très mauvais", "mauvais", "moyen", "bien", "excellent"),
    ("très difficile", "difficile", "ni facile ni difficile", "facile", "très facile"),
    ("pas du tout d'accord", "pas d'accord", "neutre", "d'accord", "tout à fait d'accord"),
    ("hiç memnun değilim", "memnun değilim", "kararsızım", "memnunum", "çok memnunum"),
    ("hiç memnun değil", "memnun değil", "kararsız", "memnun", "çok memnun"),
    ("çok kötü", "kötü", "orta", "iyi", "çok iyi"),
    ("çok kötü", "kötü", "normal", "iyi", "mükemmel"),
    ("çok zor", "zor", "ne kolay ne zor", "kolay", "çok kolay"),
    ("kesinlikle katılmıyorum", "katılmıyorum", "kararsızım", "katılıyorum", "kesinlikle katılıyorum"),
    ("velmi nespokojen", "nespokojen", "neutrální", "spokojen", "velmi spokojen"),
    ("velmi nespokojená", "nespokojená", "neutrálně", "spokojená", "velmi spokojená"),
    ("velmi nespokojen", "spíše nespokojen", "ani spokojen ani nespokojen", "spíše spokojen", "velmi spokojen"),
    ("velmi nespokojená", "spíše nespokojená", "neutrální", "spíše spokojená", "velmi spokojená"),
    ("veľmi nespokojný", "skôr nespokojný", "ani spokojný ani nespokojný", "skôr spokojný", "veľmi spokojný"),
    ("veľmi nespokojná", "skôr nespokojná", "neutrálna", "skôr spokojná", "veľmi spokojná"),
    ("bardzo niezadowolona", "raczej niezadowolona", "neutralna", "raczej zadowolona", "bardzo zadowolona"),
    ("bardzo niezadowolony", "raczej niezadowolony", "neutralny", "raczej zadowolony", "bardzo zadowolony"),
    ("очень недоволен", "скорее недоволен", "нейтрально", "скорее доволен", "очень доволен"),
    ("дуже незадоволений", "скоріше незадоволений", "нейтрально", "скоріше задоволений", "дуже задоволений"),
    ("velmi nespokojený", "nespokojený", "ani spokojený ani nespokojený", "spokojený", "velmi spokojený"),
    ("velmi špatné", "špatné", "průměrné", "dobré", "výborné"),
    ("velmi špatně", "špatně", "průměrně", "dobře", "výborně"),
    ("rozhodně ne", "spíše ne", "nevím přesně", "spíše ano", "rozhodně ano"),
    ("velmi obtížné", "obtížné", "ani snadné ani obtížné", "snadné", "velmi snadné"),
    ("дуже погано", "погано", "задовільно", "добре", "відмінно"),
    ("дуже погано", "погано", "нормально", "добре", "дуже добре"),
    ("дуже незадоволений", "незадоволений", "нейтрально", "задоволений", "дуже задоволений"),
    ("дуже незадоволена", "незадоволена", "нейтрально", "задоволена", "дуже задоволена"),
    ("дуже важко", "важко", "ні легко ні важко", "легко", "дуже легко"),
    ("very dissatisfied", "dissatisfied", "somewhat dissatisfied", "neutral", "somewhat satisfied", "satisfied",
     "very satisfied"),
    ("extremely dissatisfied", "moderately dissatisfied", "slightly dissatisfied", "neither satisfied nor dissatisfied",
     "slightly satisfied", "moderately satisfied", "extremely satisfied"),
    ("strongly disagree", "disagree", "somewhat disagree", "neither agree nor disagree", "somewhat agree", "agree",
     "strongly agree"),
    ("negative", "neutral", "positive"),
    ("dissatisfied", "neutral", "satisfied"),
    ("unhappy", "neutral", "happy"),
    ("bad", "neutral", "good"),
    ("отрицательно", "нейтрально", "положительно"),
    ("отрицательная", "нейтральная", "положительная"),
    ("негативный", "нейтральный", "позитивный"),
    ("недоволен", "нейтрально", "доволен"),
    ("negatywna", "neutralna", "pozytywna"),
    ("niezadowolony", "neutralny", "zadowolony"),
    ("negatívne", "neutrálne", "pozitívne"),
    ("nespokojný", "neutrálny", "spokojný"),
    ("negativ", "neutral", "positiv"),
    ("unzufrieden", "neutral", "zufrieden"),
    ("negativo", "neutral", "positivo"),
    ("insatisfecho", "neutral", "satisfecho"),
    ("negativo", "neutro", "positivo"),
    ("insatisfeito", "neutro", "satisfeito"),
    ("négatif", "neutre", "positif"),
    ("insatisfait", "neutre", "satisfait"),
    ("olumsuz", "nötr", "olumlu"),
    ("negativní", "neutrální", "pozitivní"),
    ("негативно", "нейтрально", "позитивно"),
    ("bad", "good"),
    ("bad, i'm unsatisfied", "good, i'm satisfied"),
    ("dissatisfied", "satisfied"),
    ("unsatisfied", "satisfied"),
    ("not satisfied", "satisfied"),
    ("unhappy", "happy"),
    ("negative", "positive"),
    ("thumbs down", "thumbs up"),
    ("rated bad", "rated good"),
    ("👎", "👍"),
    ("плохо", "хорошо"),
    ("недоволен", "доволен"),
    ("не удовлетворен", "удовлетворен"),
    ("źle", "dobrze"),
    ("niezadowolony", "zadowolony"),
    ("zle", "dobre"),
    ("nespokojný", "spokojný"),
    ("schlecht", "gut"),
    ("unzufrieden", "zufrieden"),
    ("malo", "bueno"),
    ("insatisfecho", "satisfecho"),
    ("ruim", "bom"),
    ("insatisfeito", "satisfeito"),
    ("mauvais", "bon"),
    ("insatisfait", "satisfait"),
    ("kötü", "iyi"),
    ("memnun değil", "memnun"),
    ("špatné", "dobré"),
    ("nespokojen", "spokojen"),
    ("погано", "добре"),
    ("незадоволений", "задоволений"),
)
# How far a call or an answer is, beside the statuses of complaints.
STATES = frozenset({
    "atendida", "contestada", "abandonada", "perdida", "no contestada", "não atendida", "completa", "completo",
    "completada", "parcial", "incompleta", "incompleto", "enviada", "respondida", "concluída", "finalizada",
})

# Words for school marks where 1 is the best one, from there on; and those that mean nothing but a mark.
SCHOOL_MARKS = (
    ("sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft", "ungenügend"),
    ("sehr gut", "gut", "befriedigend", "genügend", "nicht genügend"),
    ("výborný", "chválitebný", "dobrý", "dostatočný", "nedostatočný"),
    ("výborná", "chválitebná", "dobrá", "dostatočná", "nedostatočná"),
    ("výborne", "chválitebne", "dobre", "dostatočne", "nedostatočne"),
    ("výborné", "chválitebné", "dobré", "dostatočné", "nedostatočné"),
    ("výborný", "chvalitebný", "dobrý", "dostatečný", "nedostatečný"),
    ("výborně", "chvalitebně", "dobře", "dostatečně", "nedostatečně"),
)
MARKS_ALONE = frozenset({
    "befriedigend", "ausreichend", "mangelhaft", "ungenügend", "genügend", "nicht genügend",
    *(word for words in SCHOOL_MARKS[2:] for word in (words[1], words[3], words[4])),
})
_FIVES = tuple(words for words in WORD_SCALES if len(words) == 5)
_OTHERS = tuple(words for words in WORD_SCALES if len(words) != 5)
# Where nothing tells which scale a word is of, those of five points tell, the first of them before all.
WORD_SCORES = {
    word: answer for words in (*_OTHERS, *reversed(_FIVES)) for answer, word in enumerate(words, 1)
}


def plain(text: str) -> str:
    """A cell as it is looked up: without outer blanks, in lower case, blanks inside made single."""
    return " ".join(normalize("NFC", text).replace("İ", "i").casefold().split())


@dataclass(frozen=True)
class Asked:
    """The words in which surveys ask for a score, in headers that are questions.

    stems   one of them is in the question
    others  where one of these is, it asks for something else
    whole   these ask for all in all and not for a part
    reason  what such a question is taken for, to be translated
    """

    stems: re.Pattern[str]
    reason: str
    others: re.Pattern[str] | None = None
    whole: re.Pattern[str] | None = None


# Beginnings of words: questions bend them.
QUESTIONS = {
    "nps": Asked(
        re.compile(
            r"\b(?:recommend|рекоменд|порекоменд|порад|polec|odporúč|odporuč|odporuc|doporuč|doporuc|weiterempf|empfehl"
            r"|recomend|recomiend|recommand|tavsiye|öner)"
        ),
        _("it asks how likely customers are to recommend"),
        # Why, and what has been recommended to the customer, are no scores.
        re.compile(r"\b(?:why|почему|чому|dlaczego|prečo|proč|warum|por qué|por que|pourquoi|neden|niçin)\b"),
    ),
    "csat": Asked(
        re.compile(
            r"\b(?:satisf|rate (?:our|your|the)|удовлетвор|довол|оцените|zadowol|satysf|oceń|ocenisz|ocenia|spokoj|hodnotíte"
            r"|zufrieden|bewerten|beurteilen|valora|califica|avalia|évalue|memnun|değerlendir|puanla|задовол|оцініть)"
        ),
        _("it asks for a rating, as questions about satisfaction do"),
        re.compile(
            r"\b(?:why|reason|почему|причин|чому|dlaczego|powód|prečo|dôvod|proč|důvod|warum|grund|por qué|por que|motivo|pourquoi"
            r"|raison|neden|niçin|comment|коммент|improve|улучш|popraw|zlepš|dissatisf|disappoint|недовол|niezadowol|nespokoj|unzufried"
            r"|insatisf|memnuniyetsiz|recommend|рекоменд|polec|odporúč|doporuč|empf|recomend|recommand|tavsiye|öner"
            r"|who|when|date|кто|когда|дата)"
        ),
        re.compile(
            r"\b(?:overall|in general|generally|all in all|as a whole|в целом|в общем|общ|ogóln|ogólnie|całościow|celkov|insgesamt"
            r"|gesamt|allgemein|general|geral|global|ensemble|genel|загал|в цілому|(?:our|the|this) (?:service|company|support|experience)|with us"
            r"|обслужив|сервис|нашей компани|obsług|naszej firm|obsluh|našou spoločnosť|našich služ|služba|unserem (?:service|unternehmen)"
            r"|unserer (?:beratung|leistung|firma)|nuestro servicio|nuestra atenci|nosso (?:atendimento|serviço)|notre (?:service|entreprise)"
            r"|hizmetimiz|našimi služ|naší společ|обслуговув|нашої компан)"
        ),
    ),
    "ces": Asked(
        re.compile(
            r"\b(?:how easy|easy (?:it )?(?:was|is|for)|made it easy|how much effort|ease of|насколько легко|насколько просто|легко ли"
            r"|сколько усилий|jak łatwo|łatwo było|ile wysiłku|ako ľahko|aké ľahké|jak snadn|jak jednoduch|ako jednoduch|wie einfach"
            r"|wie leicht|wie viel aufwand|qué tan fácil|cuán fácil|cómo de fácil|fácil fue|fácil le|quão fácil|foi fácil|facilité"
            r"|a t il été facile|était il facile|simple de|ne kadar kolay|kolay oldu|наскільки легко|наскільки просто)"
        ),
        _("it asks how easy it was"),
        whole=re.compile(
            r"\b(?:overall|resolv|solve|help|issue|problem|request|проблем|вопрос|problém|spraw|anliegen|solicit|consulta|demande"
            r"|sorun|talep|питан)"
        ),
    ),
}

# What turns an answer into its opposite.
NOT = frozenset({"not", "never", "не", "nie", "nicht", "kein", "keine", "pas", "não", "nao", "değil", "ne", "nem", "ані"})

# What stands before a word, or as a word of its own, and turns it into its opposite, without accents.
NEGATIONS = ("dis", "non", "not", "un", "in", "im", "ir", "il", "mis", "de", "des", "re", "nie", "ne", "не", "без", "бес", "пере", "ohne",
             "nicht", "miss", "sans", "mal", "sin", "sem", "nao", "no", "bez")  # fmt: skip
# Words of a header, by how they begin and without accents, by which it means a plan or a promise, or not the
# first time: not what was measured, and not when it happened first.
TURNING = re.compile(
    r"(?:target|due$|sla$|slo$|kpi$|expect|plan|goal|limit|thresh|budget|forecast|estimat|promis|deadline|unsold|again$|never$"
    r"|without$|cancel|breach|remaining"
    r"|ziel|soll|erwart|geplant|frist|fallig|ohne$|nicht$|nie$|kein|erneut|wieder$"
    r"|цел[ьеи]|план|срок|ожида|прогноз|норматив|лимит|не$|нет$|без$|повторн|очікув|строк|термін|ціль"
    r"|cel$|docelow|oczekiwan|prognoz|bez$|ponown|ciel|cielov|ocakavan|opatov|cilov|ocekavan|opet|ne$|znovu$"
    r"|objetivo|meta$|esperad|previst|limite|sin$|sem$|no$|nao$|prazo|plazo|objectif|cible|prevu|attendu|sans$|pas$|non$"
    r"|not$|hedef|beklenen|degil$)"
)

# Headers of scores that may be of satisfaction or of recommendation, as their values tell.
RATINGS = frozenset({
    "rating", "overall rating", "customer rating", "stars", "оценка", "общая оценка", "оценка клиента", "балл", "рейтинг", "ocena",
    "ocena ogólna", "ocena klienta", "hodnotenie", "celkové hodnotenie", "bewertung", "gesamtbewertung", "valoración",
    "calificación", "puntuación", "avaliação", "avaliação geral", "nota", "nota geral", "note", "note globale", "évaluation",
    "değerlendirme", "puan", "genel puan", "değerlendirme puanı", "hodnocení", "celkové hodnocení", "оцінка", "загальна оцінка",
    "feedback score", "overall score", "customer feedback score",
})

# Headers that say no more than that there is a score.
BARE_SCORES = frozenset({
    "score", "scores", "result", "value", "answer", "rate", "grade", "mark", "points", "point", "rank", "vote", "q1", "q 1",
    "question 1", "question1", "question", "your score", "total score", "survey score",
    "значение", "результат", "баллы", "балл", "ответ", "вопрос 1", "вопрос", "очки", "голос",
    "wynik", "punkty", "punktacja", "odpowiedź", "wartość", "pytanie 1", "pytanie", "nota", "liczba punktów",
    "výsledok", "body", "odpoveď", "známka", "hodnota", "otázka 1", "otázka", "skóre",
    "punkte", "punktzahl", "ergebnis", "antwort", "wert", "frage 1", "frage", "punktwert",
    "puntos", "puntaje", "resultado", "respuesta", "valor", "pregunta 1", "pregunta",
    "pontos", "pontuação", "pergunta 1", "pergunta",
    "points sur 10", "résultat", "réponse", "valeur", "question no 1",
    "puan", "skor", "sonuç", "yanıt", "cevap", "değer", "soru 1", "soru",
    "výsledek", "odpověď", "бал", "бали", "відповідь", "значення", "питання 1", "питання",
})

# Headers that say no more than that things are counted.
BARE_COUNTS = frozenset({
    "count", "number", "quantity", "qty", "amount", "value", "количество", "кол во", "число", "значение",
    "liczba", "ilość", "wartość", "počet", "množstvo", "hodnota", "anzahl", "menge", "wert",
    "cantidad", "número", "valor", "quantidade", "qtd", "nombre", "quantité", "valeur", "adet", "sayı", "množství",
    "кількість", "значення",
})

# Days that are never those of an event: births, changes, ends of validity.
OTHER_DAYS = re.compile(
    r"\b(?:birth|born|dob\b|birthday|updat|modif|last|expir|valid|рожд|изменен|обновл|последн|urodz|modyfik|aktualiz|ostatni"
    r"|narod|zmen|posledn|geburt|geändert|aktualis|letzte|gültig|nacim|últim|ultim|actualiz|nascim|alterad|atualiz|naiss|modifi"
    r"|derni|mise à jour|doğum|güncel|son |změn|aktual|народж|змін|оновл|останн)"
)
