"""The shape of the house: which layer knows which, where SQL and state live, how long things get."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.source import ROOT, called, loose_strings, modules, name

UNKNOWN = {
    "data": {"app", "metrics", "pages", "tests", "streamlit", "plotly"},
    "metrics": {"app", "pages", "tests", "streamlit", "duckdb"},
    "pages": {"app", "tests", "duckdb", "plotly"},
    "app.py": {"tests", "duckdb", "plotly"},
}
FOLDERS = {"data", "metrics", "pages", "tests", "docs"}
LEFT_BY_TOOLS = {"__pycache__", "htmlcov", "screenshots"}
TABLES = {"data/kinds.py", "data/vocabulary.py", "metrics/catalogue/complaints.py"}
LONGEST_MODULE, LONGEST_APP, LONGEST_FUNCTION = 299, 79, 40
UNWANTED = ("unsafe_allow_html", "use_container_width")
STATEMENT = re.compile(
    r"\s*(?:(?-i:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|WITH|COPY|PRAGMA|ATTACH)\b"
    r"|select\s[^.]*[*,)][^.]*\bfrom\b|insert\s+into\b|update\s+\w+\s+set\b|delete\s+from\b"
    r"|(?:create|drop|alter)\s+(?:or\s+replace\s+|temp\s+)*(?:table|view|index|sequence|schema)\b"
    r"|with\s+\w+\s+as\s*\()",
    re.IGNORECASE,
)

Faults = dict[str, list[str]]


def imported(source: str) -> list[str]:
    """The packages that a module imports, wherever in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append(node.module)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            found += [str(value.value) for value in node.args if isinstance(value, ast.Constant)]
    return [module.split(".")[0] for module in found]


def imported_names(source: str) -> list[str]:
    """The names that a module takes from others."""
    nodes = ast.walk(ast.parse(source))
    return [alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names]


def sql(source: str) -> list[str]:
    """The strings of a module that begin as SQL does, and the calls that run some."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    runs = [ast.unparse(node) for node in calls if called(node) in {"execute", "executemany", "sql"}]
    return runs + [str(string.value) for string in loose_strings(tree) if STATEMENT.match(str(string.value))]


def session_state(source: str) -> list[str]:
    """A word for each place of a module that names the state of a session."""
    nodes = ast.walk(ast.parse(source))
    attributes = [node.attr for node in nodes if isinstance(node, ast.Attribute)]
    return [word for word in attributes + imported_names(source) if word == "session_state"]


def unwanted(source: str) -> list[str]:
    """The outdated or unsafe options that a module mentions."""
    return [option for option in UNWANTED if option in source]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, its docstring not counted."""
    first = function.body[0]
    words = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) and first.end_lineno else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def long_functions(source: str) -> list[str]:
    """The functions of a module that are longer than they may be."""
    nodes = ast.walk(ast.parse(source))
    found = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [f"{node.name}: {length(node)} lines" for node in found if length(node) > LONGEST_FUNCTION]


def is_too_long(module: str, lines: int) -> bool:
    """Whether a module, by its place in the project, is longer than it may be."""
    return module not in TABLES and lines > (LONGEST_APP if module == "app.py" else LONGEST_MODULE)


def unexpected(folders: Iterable[str], files: Iterable[str]) -> list[str]:
    """What doesn't belong at the top of the project: folders and Python files, hidden ones apart."""
    shown = [folder for folder in folders if not folder.startswith(".")]
    strangers = {*shown} - FOLDERS - LEFT_BY_TOOLS
    return sorted(strangers | {file for file in files if file.endswith(".py") and file != "app.py"})


def pages_outside(app: str, paths: Iterable[Path], folder: str = "pages") -> list[str]:
    """What the scripts of pages lack, those of their parts aside: the frame, or a line in the app."""
    pages = {name(path): path.read_text("utf-8") for path in paths if path.parent.name == folder}
    bare = [f"{page} doesn't end in frame.show(...)" for page, source in pages.items() if not _framed(source)]
    return bare + [f"{page} has no line in app.py" for page in pages if f'"{page}"' not in app]


def _framed(source: str) -> bool:
    last = ast.parse(source).body[-1]
    return isinstance(last, ast.Expr) and ast.unparse(last.value).startswith("frame.show(")


def faults(check: Callable[[str], list[str]], *places: str) -> Faults:
    """What ``check`` finds in the source of the modules at ``places``, by module."""
    found = {name(path): check(path.read_text("utf-8")) for path in modules(*places)}
    return {module: words for module, words in found.items() if words}


@pytest.mark.parametrize("layer", UNKNOWN)
def test_a_layer_knows_none_above_it(layer: str) -> None:
    assert faults(lambda source: sorted(UNKNOWN[layer].intersection(imported(source))), layer) == {}


def test_sql_stands_in_the_store_alone() -> None:
    assert faults(sql, "app.py", "pages", "metrics") == {}


def test_session_state_lives_in_the_parts_of_pages() -> None:
    found = faults(session_state)
    assert {module: words for module, words in found.items() if not module.startswith("pages/parts/")} == {}


def test_what_is_told_of_all_kpis_is_told_of_the_companys_own_too() -> None:
    """The catalogue's functions know both; its constants those alone that are declared in it."""
    found = faults(lambda source: sorted({"KPIS", "BY_KEY"} & {*imported_names(source)}), "metrics", "pages")
    # A name is asked for by those that are declared: the store knows the others.
    assert found == {"metrics/own/checks.py": ["KPIS"]}


def test_nothing_unwanted_is_used() -> None:
    assert faults(unwanted) == {}


def test_functions_stay_short() -> None:
    assert faults(long_functions) == {}


def test_modules_stay_short() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {module: count for module, count in lines.items() if is_too_long(module, count)} == {}


def test_every_page_is_shown_in_the_frame_and_stands_in_the_app() -> None:
    assert pages_outside((ROOT / "app.py").read_text("utf-8"), modules("pages")) == []


def test_the_top_of_the_project_has_what_belongs_there() -> None:
    entries = list(ROOT.iterdir())
    folders = [entry.name for entry in entries if entry.is_dir()]
    assert unexpected(folders, [entry.name for entry in entries if entry.is_file()]) == []


@pytest.mark.parametrize(
    "source, packages",
    [
        ("import streamlit as st", ["streamlit"]),
        ("import os, plotly.graph_objects as go", ["os", "plotly"]),
        ("from metrics.kpi import Kpi", ["metrics"]),
        ("from . import tables", []),
        ("def late():\n    from pages.parts import filters", ["pages"]),
        ("if TYPE_CHECKING:\n    import duckdb", ["duckdb"]),
        ("importlib.import_module('streamlit.web')", ["streamlit"]),
        ('"""import streamlit"""', []),
    ],
)
def test_imports_are_found(source: str, packages: list[str]) -> None:
    assert imported(source) == packages


@pytest.mark.parametrize(
    "source",
    [
        'rows = "SELECT 1"',
        'rows = f"SELECT * FROM {table}"',
        'rows = """\n    WITH monthly AS (SELECT 1)"""',
        'rows = "select count(*) from surveys"',
        'rows = "select a, b from surveys"',
        'rows = "select * from surveys"',
        'rows = "with monthly as (select 1)"',
        'rows = "insert into surveys values (1)"',
        'rows = "create or replace table surveys (a int)"',
        'rows = "delete from surveys"',
        "connection.execute(text)",
        "duckdb.sql(text)",
    ],
)
def test_sql_is_found(source: str) -> None:
    assert sql(source) != []


@pytest.mark.parametrize(
    "source",
    [
        '"""SELECT is what the store does."""',
        'def f():\n    """Update surveys set aside."""',
        '_("SELECT A FILE")',
        'text = "Select the files from last month"',
        'text = "Create a target"',
        'text = "With a target as it was"',
        'text = "updated"',
        'column = "selected"',
    ],
)
def test_plain_words_are_not_taken_for_sql(source: str) -> None:
    assert sql(source) == []


@pytest.mark.parametrize(
    "source, count",
    [
        ('st.session_state["period"] = 1', 1),
        ("from streamlit import session_state", 1),
        ('"""session_state is kept elsewhere"""', 0),
        ("filters.period()", 0),
    ],
)
def test_session_state_is_found(source: str, count: int) -> None:
    assert len(session_state(source)) == count


@pytest.mark.parametrize("option", UNWANTED)
def test_an_unwanted_option_is_found(option: str) -> None:
    assert unwanted(f"st.markdown(text, {option}=True)") == [option]


@pytest.mark.parametrize("lines, found", [(LONGEST_FUNCTION - 1, []), (LONGEST_FUNCTION, ["f: 41 lines"])])
def test_a_long_function_is_found_whatever_its_docstring(lines: int, found: list[str]) -> None:
    body = "    pass\n" * lines
    assert long_functions(f"def f():\n{body}") == found
    assert long_functions(f'def f():\n    """Words.\n\n    More words.\n    """\n{body}') == found


@pytest.mark.parametrize(
    "module, lines, expected",
    [
        ("app.py", 79, False),
        ("app.py", 80, True),
        ("data/files/reading.py", 299, False),
        ("data/files/reading.py", 300, True),
        ("data/kinds.py", 900, False),
    ],
)
def test_a_long_module_is_found_unless_it_is_a_table(module: str, lines: int, expected: bool) -> None:
    assert is_too_long(module, lines) is expected


def test_a_page_without_its_frame_or_its_line_is_found() -> None:
    bare = "tests/source.py doesn't end in frame.show(...)"
    lost = "tests/source.py has no line in app.py"
    page = [path for path in modules("tests") if name(path) == "tests/source.py"]
    assert pages_outside("", page, "tests") == [bare, lost]
    assert pages_outside('st.Page("tests/source.py")', page, "tests") == [bare]


def test_a_stranger_at_the_top_is_found() -> None:
    folders = ["data", "utils", ".venv", "htmlcov"]
    assert unexpected(folders, ["app.py", "main.py", "Makefile"]) == ["main.py", "utils"]
