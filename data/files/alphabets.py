"""How often the letters beyond ASCII come in a language, and some of its words that have such letters.

The frequencies are rough, in percent of all letters; only their proportions matter. The words are those that
stand in headers and cells of service data.
"""

from __future__ import annotations

# fmt: off
POLISH = dict(ą=1.0, ć=.4, ę=1.1, ł=1.9, ń=.2, ó=.8, ś=.7, ź=.06, ż=.8)
SLOVAK = dict(á=1.9, ä=.1, č=1.2, ď=.2, é=.9, í=1.0, ĺ=.01, ľ=.5, ň=.2, ó=.1, ô=.2, ŕ=.01, š=1.0, ť=.6,
              ú=.9, ý=1.1, ž=1.0)
CZECH = dict(á=2.2, č=1.0, ď=.03, é=1.3, ě=1.6, í=3.1, ň=.01, ó=.03, ř=1.2, š=.8, ť=.04, ú=.1, ů=.6, ý=1.1,
             ž=1.0)
RUSSIAN = dict(а=8.0, б=1.6, в=4.5, г=1.7, д=3.0, е=8.5, ё=.04, ж=.9, з=1.7, и=7.4, й=1.2, к=3.5, л=4.4,
               м=3.2, н=6.7, о=11.0, п=2.8, р=4.7, с=5.5, т=6.3, у=2.6, ф=.3, х=1.0, ц=.5, ч=1.4, ш=.7, щ=.4,
               ъ=.04, ы=1.9, ь=1.7, э=.3, ю=.6, я=2.0)
UKRAINIAN = dict(а=7.2, б=1.8, в=5.4, г=1.6, ґ=.02, д=3.4, е=5.0, є=.8, ж=.9, з=2.3, и=6.1, і=6.0, ї=.7,
                 й=1.4, к=3.5, л=3.9, м=2.9, н=7.0, о=9.3, п=2.9, р=4.5, с=4.2, т=5.5, у=3.4, ф=.3, х=1.2,
                 ц=.8, ч=1.4, ш=.8, щ=.6, ь=1.9, ю=.9, я=2.5)
TURKISH = dict(ç=1.5, ğ=1.2, ı=5.1, ö=.8, ş=1.8, ü=1.9, â=.1, î=.05)
GERMAN = dict(ä=.6, ö=.4, ü=1.0, ß=.3)
FRENCH = dict(à=.5, â=.1, ç=.1, é=1.5, è=.3, ê=.2, ë=.01, î=.05, ï=.01, ô=.02, œ=.01, ù=.06, û=.06)
SPANISH = dict(á=.5, é=.4, í=.7, ñ=.3, ó=.8, ú=.2, ü=.01)
PORTUGUESE = dict(à=.1, á=.5, â=.2, ã=.7, ç=.5, é=.3, ê=.4, í=.2, ó=.3, ô=.1, õ=.1, ú=.2)

LISTED = """
dział staż płeć zgłoszenie zgłoszenia zażalenie opóźnienie zły zła źle późno już są się też będzie
łącznie ogółem miesiąc październik wrzesień styczeń kwiecień grudzień usługa obsługa łódź kraków poznań
wrocław gdańsk sprzedaż klientów zamówienie przesyłka wiadomość odpowiedź przyjęte zamknięte áno číslo
dôvod riešenie sťažnosť sťažnosti žiadosť zákazník zákazníka odpoveď spokojnosť pobočka vyriešené
uzavreté nové dátum február máj jún júl október košice žilina prešov výrobok stížnost stížnosti důvod
řešení vyřešeno žádost odpověď měsíc únor březen květen září říjen příliš děkuji špatné výborné ještě
není která plzeň müşteri şikayet şikâyet işlem satır çözüldü açık kapalı değil çok kötü hayır şube şubat
ağustos eylül kasım aralık geç teşekkürler i̇stanbul größe straße für über täglich möglich kündigung
rückmeldung verspätung gelöst geschäft märz münchen köln düsseldorf schön größer käufer läuft réclamation
réclamations délai où été déjà très problème résolu qualité février août décembre société façon hélas
différé reçu prénom numéro año años resolución atención satisfacción reclamación también más señor niño
días sí está información teléfono número opinión não código reclamação reclamações satisfação região mês
março são você também até opinião solução avaliação serviço preço após дата оценка комментарий статус
клиент да нет жалоба отдел филиал канал итого месяц январь февраль март апрель май июнь июль август
сентябрь октябрь ноябрь декабрь номер обращение решено закрыто открыто всё хорошо плохо ответ звонок
москва и в на не оцінка скарга клієнт коментар відділ філія місяць січень лютий березень квітень травень
червень липень серпень вересень жовтень листопад грудень звернення вирішено відкрито так ні добре погано
київ львів
"""
# fmt: on
WORDS = frozenset(LISTED.split())
