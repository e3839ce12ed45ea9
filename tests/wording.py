"""Words that would reach a person without passing through translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping

from tests.source import TRANSLATORS, called, loose_strings

FIRST = (
    "title header subheader markdown caption text badge info warning error success toast button link_button "
    "download_button form_submit_button selectbox multiselect radio checkbox toggle pills "
    "segmented_control slider select_slider text_input text_area number_input date_input time_input "
    "datetime_input file_uploader chat_input tabs expander popover status spinner dialog"
)
DISPLAYED = {
    **dict.fromkeys(FIRST.split(), (0,)),
    "metric": (0, 1, 2),
    "write": tuple(range(9)),
    "progress": (1,),
}
CHOICES = {"selectbox", "multiselect", "radio", "pills", "segmented_control", "select_slider"}
KEYWORDS = {
    "label",
    "help",
    "placeholder",
    "title",
    "page_title",
    "body",
    "text",
    "caption",
    "captions",
    "alt",
}
SPOKEN_FIELDS = {
    "name",
    "title",
    "label",
    "help",
    "message",
    "reason",
    "text",
    "description",
    "question",
    "advice",
}
SPOKEN_KEYWORDS = SPOKEN_FIELDS - {"name"}
FIGURE_KEYWORDS = {
    "title_text",
    "annotation_text",
    "xaxis_title",
    "yaxis_title",
    "hovertemplate",
    "texttemplate",
}
MARKUP = re.compile(
    r":material/\w+:|:[a-z]+(?:-[a-z]+)*(?=\[)|&#?\w+;|<[^>]*>|%\{[^}]*\}|%\(\w+\)[-+\d.]*[a-z]|https?://\S+|PolicyPulse"
)
SENTENCE = re.compile(r"[^\W\d_]{2,}[,:;]?\s+[^\W\d_]{2,}")
FIGURE_FIELDS = {"text", "title", *FIGURE_KEYWORDS}

# Where the words of a shown expression stand. A call shows what its function returns, which is not to be
# seen here, but a method of a string ("...".format()) shows the string.
SHOWN = {
    ast.JoinedStr: ("values",),
    ast.FormattedValue: ("value",),
    ast.BinOp: ("left", "right"),
    ast.BoolOp: ("values",),
    ast.IfExp: ("body", "orelse"),
    ast.NamedExpr: ("value",),
    ast.Starred: ("value",),
    ast.List: ("elts",),
    ast.Tuple: ("elts",),
    ast.Set: ("elts",),
    ast.Dict: ("values",),
    ast.ListComp: ("elt",),
    ast.GeneratorExp: ("elt",),
    ast.Subscript: ("value",),
    ast.Attribute: ("value",),
    ast.Call: ("func",),
}

Records = Mapping[str, tuple[str, ...]]
Finding = tuple[int, str]


def has_words(text: str) -> bool:
    """Whether a text has letters beside markup, icons and placeholders."""
    return any(character.isalpha() for character in MARKUP.sub("", text))


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The words that an expression shows as they stand in the source."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and has_words(node.value):
        yield node
    for field in SHOWN.get(type(node), ()):
        part = getattr(node, field)
        for child in part if isinstance(part, list) else [part]:
            yield from literals(child)


def chosen(call: ast.Call) -> Iterator[ast.AST]:
    """The options of a choice that are shown as they are, without a function that words them."""
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    if called(call) in CHOICES and "format_func" not in keywords:
        yield from call.args[1:2]
        if "options" in keywords:
            yield keywords["options"]


def headings(call: ast.Call) -> Iterator[ast.AST]:
    """The names of the groups of pages, and of the columns of a table."""
    if called(call) == "navigation":
        yield from (key for shown in call.args if isinstance(shown, ast.Dict) for key in shown.keys if key)
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "column_config")


def displayed(call: ast.Call) -> Iterator[ast.AST]:
    """The arguments of a call on a page that a person gets to see."""
    positions = (0,) if called(call).endswith("Column") else DISPLAYED.get(called(call), ())
    yield from (call.args[position] for position in positions if position < len(call.args))
    yield from (keyword.value for keyword in call.keywords if keyword.arg in KEYWORDS)
    if called(call) == "metric":
        yield from (keyword.value for keyword in call.keywords if keyword.arg in {"value", "delta"})
    yield from chosen(call)
    yield from headings(call)


def calls(tree: ast.AST) -> list[ast.Call]:
    """The calls of a module but those that translate."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [node for node in nodes if called(node) not in TRANSLATORS]


def findings(nodes: Collection[ast.Constant]) -> list[Finding]:
    """Line and words of each literal, once."""
    return sorted({(node.lineno, str(node.value)) for node in nodes})


def untranslated_on_page(source: str) -> list[Finding]:
    """The words of a page's source that a person would see in English whatever the language.

    These are the displayed arguments of Streamlit's elements and, wherever they stand, strings of two
    words or more.
    """
    tree = ast.parse(source)
    shown = [node for call in calls(tree) for argument in displayed(call) for node in literals(argument)]
    keys = {id(key) for key in replaced(tree)}
    sentences = [node for node in loose_strings(tree) if SENTENCE.search(MARKUP.sub("", str(node.value)))]
    return findings([*shown, *(node for node in sentences if id(node) not in keys)])


def replaced(tree: ast.AST) -> Iterator[ast.AST]:
    """The keys of tables that give words of another program in translation: their values are translated."""
    for table in (node for node in ast.walk(tree) if isinstance(node, ast.Dict)):
        for key, value in zip(table.keys, table.values, strict=True):
            if key and isinstance(value, ast.Call) and called(value) in TRANSLATORS:
                yield key


def described(tree: ast.AST) -> Iterator[ast.AST]:
    """What charts show of the parts that are described as tables: ``{"text": ...}``."""
    for table in (node for node in ast.walk(tree) if isinstance(node, ast.Dict)):
        for key, value in zip(table.keys, table.values, strict=True):
            if isinstance(key, ast.Constant) and key.value in FIGURE_FIELDS:
                yield value


def classes(*sources: str) -> list[ast.ClassDef]:
    """The classes that modules define."""
    return [node for text in sources for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]


def records(*sources: str) -> dict[str, tuple[str, ...]]:
    """The dataclasses and named tuples that modules define, with their fields in order."""
    return {
        node.name: tuple(
            line.target.id
            for line in node.body
            if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
        )
        for node in classes(*sources)
        if any("dataclass" in ast.unparse(word) for word in node.decorator_list)
        or any("NamedTuple" in ast.unparse(base) for base in node.bases)
    }


def errors(*sources: str) -> set[str]:
    """The exceptions that modules define, those that come from one of these among them."""
    bases = {
        node.name: [ast.unparse(base).split(".")[-1] for base in node.bases] for node in classes(*sources)
    }
    found: set[str] = set()
    while further := {name for name, of in bases.items() if name not in found and is_error(of, found)}:
        found |= further
    return found


def is_error(bases: Collection[str], known: Collection[str]) -> bool:
    """Whether a class with these bases is an exception."""
    return any(base in known or base.endswith(("Error", "Exception", "Warning")) for base in bases)


def spoken(call: ast.Call, fields: tuple[str, ...], silent: Collection[str]) -> Iterator[ast.AST]:
    """The arguments that fill a record's fields of words."""
    words = SPOKEN_FIELDS.difference(silent)
    yield from (value for field, value in zip(fields, call.args, strict=False) if field in words)
    yield from (keyword.value for keyword in call.keywords if keyword.arg in words & {*fields})


def untranslated_in_layer(
    source: str, known: Records, raised: Collection[str], silent: Mapping[str, Collection[str]]
) -> list[Finding]:
    """The words in the source of a lower layer that a person would see in English whatever the language.

    These are what errors of our own say, what fills the worded fields of our records (``known``: class to
    fields; ``silent``: class to fields that no person reads), and arguments called help, message, text ...
    """
    shown: list[ast.AST] = []
    # Two modules may have a record of the same name.
    known = {**known, **records(source)}
    for call in calls(ast.parse(source)):
        if called(call) in raised:
            shown += [*call.args, *(keyword.value for keyword in call.keywords)]
        if called(call) in known:
            shown += spoken(call, known[called(call)], silent.get(called(call), ()))
        else:
            words = SPOKEN_KEYWORDS | FIGURE_KEYWORDS
            shown += [keyword.value for keyword in call.keywords if keyword.arg in words]
    shown += described(ast.parse(source))
    return findings([node for argument in shown for node in literals(argument)])


def built_messages(source: str) -> list[Finding]:
    """The calls that translate a text put together on the spot, which no catalogue can hold."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    built = [
        (node.lineno, ast.unparse(node))
        for node in nodes
        if called(node) in TRANSLATORS
        for argument in node.args
        if isinstance(argument, ast.JoinedStr)
        or (not isinstance(argument, ast.Constant) and any(literals(argument)))
    ]
    return sorted(set(built))
