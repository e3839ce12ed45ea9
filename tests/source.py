"""The project's own source, for the tests that hold its rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("app.py", "pages", "metrics", "data")
TRANSLATORS = {"_", "gettext", "ngettext", "nmark", "pgettext", "pmark", "mark"}


def modules(*places: str) -> list[Path]:
    """The Python files at ``places``, such as ``"app.py"`` or ``"metrics"``, by path."""
    roots = [ROOT / place for place in places or PLACES]
    files = (path for root in roots for path in ([root] if root.is_file() else root.rglob("*.py")))
    return sorted(files)


def name(path: Path) -> str:
    """A file's place in the project, as in ``data/specs.py``."""
    return path.relative_to(ROOT).as_posix()


def called(node: ast.Call) -> str:
    """The last word of what a call names: ``caption`` of ``st.caption(...)``."""
    match node.func:
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return word
    return ""


def docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The strings that stand as statements: documentation, never shown."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def translated(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything inside the calls that translate."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in TRANSLATORS:
            yield from (part for argument in node.args for part in ast.walk(argument))


def loose_strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The string constants that are neither documentation nor handed to translation."""
    skipped = {id(node) for node in (*docstrings(tree), *translated(tree))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node
