"""Every word a person may see can be translated, and every translation fits its message."""

from __future__ import annotations

import pytest
from babel.messages import Catalog

from data.language import DOMAIN, LOCALES
from tests import messages, wording
from tests.source import modules, name

PAGES = modules("app.py", "pages")
LAYERS = modules("data", "metrics")
# Fields with a worded name that hold a key, which no person reads.
SILENT = {"Layout": {"name"}}


def catalogue(language: str, *translations: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    made = Catalog(locale=language)
    for message, translation in translations:
        made.add(message, translation)
    return made


ENGLISH_ROWS = ("%(n)s row", "%(n)s rows")
TEMPLATE = catalogue("en", ("Channel", ""), ("%(n)s of %(all)s", ""), (ENGLISH_ROWS, ("", "")))
RUSSIAN_ROWS = (ENGLISH_ROWS, ("%(n)s строка", "%(n)s строки", "%(n)s строк"))


def test_the_template_has_every_message_of_the_source() -> None:
    committed, collected = (
        messages.messages(of) for of in (messages.read(messages.TEMPLATE), messages.collected())
    )
    advice = "run `make messages`"
    assert {*collected} - {*committed} == set(), advice
    assert {*committed} - {*collected} == set(), advice


def test_every_message_can_be_filled_in() -> None:
    texts = [text for words in messages.messages(messages.collected()) for text in words[1]]
    assert texts
    assert [text for text in texts if not messages.is_sound(text)] == []


def test_every_catalogue_speaks_for_every_message() -> None:
    template = messages.collected()
    sources = {name(path): messages.read(path) for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    found = {place: messages.faults(read, template) for place, read in sources.items()}
    assert {place: words for place, words in found.items() if words} == {}


def test_every_catalogue_is_compiled() -> None:
    sources = {path.with_suffix(".mo"): path for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    assert {*LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")} == sources.keys()
    spoken = {
        path: [messages.translations(messages.read(of)) for of in (path, source)]
        for path, source in sources.items()
    }
    stale = [name(path) for path, (said, meant) in spoken.items() if said != meant]
    assert stale == [], "run `make messages`"


def test_no_word_on_a_page_escapes_translation() -> None:
    found = {name(path): wording.untranslated_on_page(path.read_text("utf-8")) for path in PAGES}
    assert {module: words for module, words in found.items() if words} == {}


def test_no_word_of_the_lower_layers_escapes_translation() -> None:
    sources = [path.read_text("utf-8") for path in LAYERS]
    known, raised = wording.records(*sources), wording.errors(*sources)
    found = {
        name(path): wording.untranslated_in_layer(path.read_text("utf-8"), known, raised, SILENT)
        for path in (*LAYERS, *PAGES)
    }
    assert {module: words for module, words in found.items() if words} == {}


def test_no_message_is_put_together_before_it_is_translated() -> None:
    found = {name(path): wording.built_messages(path.read_text("utf-8")) for path in (*LAYERS, *PAGES)}
    assert {module: words for module, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "source, escaped",
    [
        ('st.title("Overview")', "Overview"),
        ('st.sidebar.caption("Filters")', "Filters"),
        ('left.metric(_("Score"), "5 points")', "5 points"),
        ('st.metric(_("Score"), 5, "up 3")', "up 3"),
        ('st.metric(_("Score"), value=f"{n} days")', " days"),
        ('st.write(_("Hello"), "World")', "World"),
        ('st.progress(0.5, "Loading")', "Loading"),
        ('st.button("Undo")', "Undo"),
        ('st.button(label="Undo")', "Undo"),
        ('st.button(_("Undo"), help="Brings back")', "Brings back"),
        ('st.text_input(_("Name"), placeholder="Policy")', "Policy"),
        ('st.tabs([_("Found"), "Problems"])', "Problems"),
        ('st.tabs(["Problems" for kind in kinds])', "Problems"),
        ('st.selectbox(_("Grain"), ["month"])', "month"),
        ('st.radio(_("Grain"), options=("month",))', "month"),
        ('st.Page(overview, title="Overview")', "Overview"),
        ('st.navigation({"Results": [page]})', "Results"),
        ('st.column_config.NumberColumn("Rows")', "Rows"),
        ('st.dataframe(frame, column_config={"rows": "Rows"})', "Rows"),
        ('@st.dialog("Undo")\ndef undo(): ...', "Undo"),
        ('st.info(f"{n} rows")', " rows"),
        ('st.info(_("%(n)s rows") % {"n": "many"})', "many"),
        ('st.info("%s rows" % n)', "%s rows"),
        ('st.info("{} rows".format(n))', "{} rows"),
        ('st.info(_("Rows") + " found")', " found"),
        ('st.info("yes" if found else _("no"))', "yes"),
        ('st.info(found or "none")', "none"),
        ("st.info(f\"{'yes' if found else sign}\")", "yes"),
        ('st.info({"a": "Ready"}[status])', "Ready"),
        ('st.markdown(":blue[Better]")', ":blue[Better]"),
        ('st.error("Нет даты")', "Нет даты"),
        ('words = "Nothing was found"\nst.info(words)', "Nothing was found"),
        ('st.plotly_chart(figure, alt="Line")', "Line"),
    ],
)
def test_a_word_that_escapes_on_a_page_is_found(source: str, escaped: str) -> None:
    assert [words for _line, words in wording.untranslated_on_page(source)] == [escaped]


@pytest.mark.parametrize(
    "source",
    [
        '"""What a page says of itself."""',
        'def show():\n    """Show the rows that were left out."""',
        'st.title(_("Overview"))',
        'st.info(ngettext("%(n)s row", "%(n)s rows", n) % {"n": formats.number(n)})',
        'st.info(_("Loading, please wait"))',
        'st.metric(kpi.name, formats.number(value), delta_color="inverse")',
        'st.text(formats.period(start, "month"))',
        'st.selectbox(_("Grain"), ["month", "week"], format_func=grain_name)',
        'st.selectbox(_("Channel"), channels)',
        'st.button(_("Undo"), key="undo", icon=":material/undo:", type="primary")',
        'st.markdown(f":blue[**{value}**] &nbsp; :material/check:")',
        'st.markdown(f"{value} – {other}")',
        'st.tabs([_("Found"), _("Problems")])',
        'st.Page(overview, title=_("Overview"), url_path="overview")',
        'st.navigation({_("Results"): [page]})',
        'st.dataframe(frame, column_config={"rows": st.column_config.NumberColumn(_("Rows"), format="%d")})',
        'st.columns([1, 2], gap="small")',
        'filters = {"grain": "month"}',
        'st.set_page_config(page_title="PolicyPulse")',
        'st.page_link("pages/upload.py", label=_("Upload"))',
        'words = {"Download plot as a PNG": _("Picture")}',
    ],
)
def test_what_is_translated_or_not_shown_passes_on_a_page(source: str) -> None:
    assert wording.untranslated_on_page(source) == []


CLASSES = '''
@dataclass(frozen=True)
class Problem:
    """A cell."""
    row: int
    reason: str
    name: str = ""

class Point(NamedTuple):
    label: str

class RefusedError(Exception): ...
class Locked(errors.RefusedError): ...
class LockedHere(Locked): ...
class Other: ...
'''


def test_records_and_errors_of_a_layer_are_known() -> None:
    assert wording.records(CLASSES) == {"Problem": ("row", "reason", "name"), "Point": ("label",)}
    assert wording.errors(CLASSES) == {"RefusedError", "Locked", "LockedHere"}


def escaped_in_layer(source: str) -> list[str]:
    known, raised = wording.records(CLASSES), wording.errors(CLASSES)
    found = wording.untranslated_in_layer(source, known, raised, {"Problem": {"name"}})
    return [words for _line, words in found]


@pytest.mark.parametrize(
    "source, escaped",
    [
        ('raise RefusedError("No date")', "No date"),
        ('raise errors.Locked(f"{file} is locked")', " is locked"),
        ('raise RefusedError(message="No date")', "No date"),
        ('Problem(3, "not a date")', "not a date"),
        ('Problem(row=3, reason="not a date")', "not a date"),
        ('Problem(3, "not a date" if text else _("empty"))', "not a date"),
        ('Point("Rollout")', "Rollout"),
        ('replace(preparation, message="Refused")', "Refused"),
        ('parser.add_argument("--grain", help="month or week")', "month or week"),
        ('figure.update_layout(title_text="Trend")', "Trend"),
        ('annotation = {"x": 1, "text": f"{n} rows", "showarrow": False}', " rows"),
        (
            'go.Scatter(x=days, hovertemplate="%{x|%b %Y}: %{y} rows<extra></extra>")',
            "%{x|%b %Y}: %{y} rows<extra></extra>",
        ),
    ],
)
def test_a_word_that_escapes_in_a_layer_is_found(source: str, escaped: str) -> None:
    assert escaped_in_layer(source) == [escaped]


@pytest.mark.parametrize(
    "source",
    [
        'raise RefusedError(_("No date"))',
        'raise RefusedError(_("%(file)s is locked") % {"file": file})',
        'raise ValueError("a scale needs two ends")',
        'Problem(3, _("not a date"), "key")',
        'Problem(3, reason, name="key")',
        'Other("anything")',
        "Point(label=kpi.name)",
        "subprocess.run(command, text=True)",
        'go.Scatter(x=days, hovertemplate="%{x|%b %Y}: %{y}<extra></extra>")',
        'annotation = {"text": _("Rollout"), "xref": "paper data"}',
    ],
)
def test_what_is_translated_or_not_shown_passes_in_a_layer(source: str) -> None:
    assert escaped_in_layer(source) == []


@pytest.mark.parametrize(
    "source, built",
    [
        ('_(f"{n} rows")', True),
        ('_(f"rows")', True),
        ('_("%(n)s rows" % {"n": n})', True),
        ('_("rows: " + words)', True),
        ('_("{} rows".format(n))', True),
        ('ngettext("row", f"{n} rows", n)', True),
        ('_("%(n)s rows") % {"n": n}', False),
        ('_("two "\n  "lines")', False),
        ("gettext(column.name)", False),
        ("gettext(NAMES[grain])", False),
        ('ngettext("row", "rows", len(rows))', False),
    ],
)
def test_a_message_put_together_is_found(source: str, built: bool) -> None:
    assert bool(wording.built_messages(source)) is built


@pytest.mark.parametrize(
    "text, sound",
    [
        ("%(n)s rows", True),
        ("%(share).1f %% of %(all)d", True),
        ("Share in %", True),
        ("%(n)s % of all", False),
        ("%(n) rows", False),
        ("%(n)s of %(all)", False),
        ("%(n)s of {all}", False),
        ("%(all)", False),
        ("%s rows", False),
        ("%(n)s of %d", False),
        ("{n} rows", False),
    ],
)
def test_only_named_placeholders_can_be_filled_in(text: str, sound: bool) -> None:
    assert messages.is_sound(text) is sound


@pytest.mark.parametrize(
    "catalogue, fault",
    [
        (catalogue("ru", ("Channel", "Канал"), ("%(n)s of %(all)s", "%(n)s из %(all)s"), RUSSIAN_ROWS), None),
        (catalogue("ru", ("%(n)s of %(all)s", "%(n)s из %(all)s"), RUSSIAN_ROWS), "missing"),
        (
            catalogue("ru", ("Channel", ""), ("%(n)s of %(all)s", "%(n)s из %(all)s"), RUSSIAN_ROWS),
            "not translated",
        ),
        (
            catalogue("ru", ("Channel", "Канал"), ("%(n)s of %(all)s", "%(n)s из"), RUSSIAN_ROWS),
            "other placeholders",
        ),
        (
            catalogue("ru", ("Channel", "Канал %(n)s"), ("%(n)s of %(all)s", "%(n)s/%(all)s"), RUSSIAN_ROWS),
            "other",
        ),
        (
            catalogue("ru", ("Channel", "Канал"), ("%(n)s of %(all)s", "%(n)s % из %(all)s"), RUSSIAN_ROWS),
            "filled in",
        ),
        (
            catalogue(
                "ru",
                ("Channel", "Канал"),
                ("%(n)s of %(all)s", "%(n)s/%(all)s"),
                (ENGLISH_ROWS, ("%(n)s строка", "%(n)s строки", "")),
            ),
            "not translated",
        ),
    ],
)
def test_a_fault_of_a_catalogue_is_found(catalogue: Catalog, fault: str | None) -> None:
    found = messages.faults(catalogue, TEMPLATE)
    assert len(found) == (fault is not None)
    assert fault is None or fault in found[0]


@pytest.mark.parametrize(
    "language, one, fits",
    [
        ("pl", ("jeden wiersz", "%(n)s wiersze", "%(n)s wierszy"), True),
        ("ru", ("одна", "%(n)s", "%(n)s"), False),
    ],
)
def test_the_number_may_be_left_out_only_where_it_is_one(
    language: str, one: tuple[str, ...], fits: bool
) -> None:
    message = ("one row", "%(n)s rows")
    found = messages.faults(catalogue(language, (message, one)), catalogue("en", (message, ("", ""))))
    assert (found == []) is fits


def test_a_fuzzy_translation_is_none() -> None:
    guessed = Catalog(locale="sk")
    guessed.add("Channel", "Kanál", flags=["fuzzy"])
    assert messages.faults(guessed, catalogue("en", ("Channel", ""))) == ["not translated: Channel"]
