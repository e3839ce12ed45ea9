"""The messages to translate: collecting them from the source, and judging a catalogue of them.

Run as a module it writes ``data/locales/policypulse.pot``, the template of every catalogue.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po

from data.language import DOMAIN, LOCALES
from tests.source import modules

TEMPLATE = LOCALES / f"{DOMAIN}.pot"
# How many words a translator takes; the first of those ``WITH_CONTEXT`` is the context.
TRANSLATORS = {"_": 1, "gettext": 1, "mark": 1, "ngettext": 2, "nmark": 2, "pgettext": 2, "pmark": 2}
WITH_CONTEXT = {"pgettext", "pmark"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[-+#0]*\d*(?:\.\d+)?[a-z]")
BRACES = re.compile(r"\{\w*\}")
UNNAMED = re.compile(rf"(?<!%)%(?:\(|[-+#0]*\d*(?:\.\d+)?[sdifr](?![^\W\d_]))|{BRACES.pattern}")
HEADER = """\
# The words of PolicyPulse, to be translated: `make messages` writes this file.
#"""

Key = tuple[str | None, tuple[str, ...]]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """A message as a row of its forms: one, or singular and plural."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def key(message: Message) -> Key:
    """What tells a message from all others: its context and its words."""
    # Babel reads the context of a compiled catalogue as bytes.
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context, forms(message.id)


def collected() -> Catalog:
    """Every message in the source."""
    catalogue = Catalog(project="PolicyPulse", header_comment=HEADER, charset="utf-8", fuzzy=False)
    for path in modules():
        for name, words, comments in marked(path.read_text("utf-8")):
            *context, singular = words if name in WITH_CONTEXT else ("", words[0])
            one_or_both = words if TRANSLATORS[name] > 1 and name not in WITH_CONTEXT else singular
            catalogue.add(one_or_both, auto_comments=comments, context=context[0] or None)
    return catalogue


def marked(source: str) -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    """The translators that a source calls, each with its words and what is noted for translators above it.

    Read from the syntax tree, as Babel's own reader passes over what stands within an f-string.
    """
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        words = [arg.value for arg in node.args[: TRANSLATORS.get(name, 0)] if isinstance(arg, ast.Constant)]
        if words and len(words) == TRANSLATORS[name]:
            above = lines[node.lineno - 2].strip().removeprefix("# ")
            yield name, tuple(map(str, words)), [above] if above.startswith("Translators:") else []


def messages(catalogue: Catalog) -> dict[Key, Message]:
    """The messages of a catalogue by what tells them apart."""
    return {key(message): message for message in catalogue if message.id}


def read(path: Path) -> Catalog:
    """A catalogue of any of the three formats of gettext."""
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file, domain=DOMAIN)


def placeholders(text: str) -> set[str]:
    """The names that a text leaves open, as in ``%(n)s rows``."""
    return set(PLACEHOLDER.findall(text))


def is_sound(text: str) -> bool:
    """Whether a text has named placeholders only, and each is complete; a per cent sign beside is doubled."""
    rest = PLACEHOLDER.sub("", text)
    if rest == text:
        return not UNNAMED.search(text)
    return "%" not in rest.replace("%%", "") and not BRACES.search(rest)


def counts_one_alone(catalogue: Catalog, form: int) -> bool:
    """Whether a plural form stands for 1 and no other count, so that it may leave the number out."""
    number = gettext.c2py(catalogue.plural_expr)
    return [count for count in range(1000) if number(count) == form] == [1]


def filling(catalogue: Catalog, source: tuple[str, ...], form: int) -> list[set[str]]:
    """The sets of placeholders that a form of a translation may have."""
    full = placeholders(source[-1])
    shorter = len(source) > 1 and counts_one_alone(catalogue, form)
    return [full, placeholders(next(iter(source)))] if shorter else [full]


def faults_of(catalogue: Catalog, message: Message) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    translation = forms(message.string)
    plural = len(forms(message.id)) > 1
    if message.fuzzy or not all(translation) or len(translation) != (catalogue.num_plurals if plural else 1):
        yield f"not translated: {message.id}"
        return
    for form, text in enumerate(translation):
        if placeholders(text) not in filling(catalogue, forms(message.id), form):
            yield f"other placeholders: {message.id} -> {text}"
        if placeholders(text) and not is_sound(text):
            yield f"can't be filled in: {message.id} -> {text}"


def faults(catalogue: Catalog, template: Catalog) -> list[str]:
    """What keeps a catalogue from speaking for every message of the template."""
    known = messages(catalogue)
    missing = [f"missing: {words}" for words in messages(template) if words not in known]
    wrong = (
        fault
        for words in messages(template)
        if words in known
        for fault in faults_of(catalogue, known[words])
    )
    return [*missing, *wrong]


def translations(catalogue: Catalog) -> dict[Key, tuple[str, ...]]:
    """What a catalogue says for each message that it has translated."""
    spoken = {words: forms(message.string) for words, message in messages(catalogue).items()}
    return {words: said for words, said in spoken.items() if any(said)}


def write_template() -> None:
    """Bring the template up to date; it stays as it is, date and all, where no message changed."""
    catalogue = collected()
    if not TEMPLATE.exists() or messages(read(TEMPLATE)).keys() != messages(catalogue).keys():
        with TEMPLATE.open("wb") as file:
            write_po(file, catalogue, no_location=True, sort_output=True, width=110)


if __name__ == "__main__":
    write_template()
