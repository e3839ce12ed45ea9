"""The tables of the store: fact tables made from the specs, views for metrics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from duckdb import DuckDBPyConnection

from data.complaints import WITHIN
from data.kinds import ALL_COMPLAINTS, COMPLAINTS, CSAT, DIMENSIONS, LAYOUTS, MOMENTS, UNDATED_COMPLAINTS
from data.own_dimensions import categories
from data.specs import SQL_TYPES, Column, Layout, Type
from data.store import customer_lists
from data.store.migrations import MIGRATIONS
from data.store.sql import listed, quoted, scalar

Layouts = Iterable[Layout]

ROW_COLUMNS = {
    "upload_id": "INTEGER",
    "row_number": "INTEGER",
    "identity": "VARCHAR",
    "superseded_by": "INTEGER",
}

# What preparation works out beyond the columns of the specs.
EXTRA_COLUMNS = {
    "complaints": {"is_open": "BOOLEAN", **dict.fromkeys(WITHIN, "DATE")},
    "customers": {"observed_from": "TIMESTAMP", "observed_until": "TIMESTAMP"},
    "periods": {
        "kind": "VARCHAR",
        "starts_on": "DATE",
        "months": "DOUBLE",
        "part": "VARCHAR",
        "value": "DOUBLE",
    },
}

# What the store alone keeps: what a snapshot said itself of observation and leaving, for undo to return to.
INTERNAL_COLUMNS = {"customers": {"stated_from": "TIMESTAMP", "stated_left": "TIMESTAMP"}}

# Folded into joined_at, left_at, mean_purchase and purchases_per_month before rows come here.
FOLDED_COLUMNS = frozenset({"churned", "monthly_value"})

# The identity of a row where no single column is one.
PERIOD_IDENTITY = ("kind", "starts_on", "months", *(dimension.key for dimension in DIMENSIONS), "part")

# Those among the fact tables in which customers answer, each with the moment of its rows.
ANSWER_MOMENTS = {
    layout.table: MOMENTS[layout.table]
    for layout in LAYOUTS
    if CSAT.key in {one.key for one in layout.columns}
}
VIEWS = (
    "answers",
    "complaints",
    UNDATED_COMPLAINTS,
    ALL_COMPLAINTS,
    "contacts",
    "customers",
    "periods",
    "retention_totals",
    "complaint_totals",
    "survey_totals",
    "contact_totals",
    "operations",
)

# Those in which each row stands once.
WHOLE = tuple(view for view in VIEWS if view not in ("complaints", UNDATED_COMPLAINTS))

# The last day of a period; whole months by the calendar, shorter ones (weeks, days) by their mean length.
_PERIOD_END = (
    "CASE WHEN months = floor(months) THEN starts_on + to_months(months::INTEGER)"
    " ELSE starts_on + to_days(round(months * 365.25 / 12)::INTEGER) END - INTERVAL 1 DAY"
)

# First and last moment by view; only of customers may the last be unknown.
SPANS = {
    "answers": ("min(answered_at)", "max(answered_at)"),
    "surveys": ("min(answered_at)", "max(answered_at)"),
    # Of the table all rows, of the view those with a day of their own.
    "complaints": ("min(coalesce(received_at, received_from))", "max(coalesce(received_at, received_until))"),
    UNDATED_COMPLAINTS: ("min(received_from)", "max(received_until)"),
    "contacts": ("min(started_at)", "max(started_at)"),
    "customers": ("min(joined_at)", "coalesce(max(observed_until), max(joined_at))"),
    "periods": ("min(starts_on)", f"max({_PERIOD_END})"),
    "retention_totals": ("min(starts_on)", f"max({_PERIOD_END})"),
    "complaint_totals": ("min(starts_on)", f"max({_PERIOD_END})"),
    "survey_totals": ("min(starts_on)", f"max({_PERIOD_END})"),
    "contact_totals": ("min(starts_on)", f"max({_PERIOD_END})"),
    "operations": ("min(starts_on)", f"max({_PERIOD_END})"),
}

# What a complaint's own file tells of, by the column of the view and the columns of the file.
TOLD = {
    column.tells: (column.key, *(other.key for other in COMPLAINTS.columns if other.fills == column.key))
    for column in COMPLAINTS.columns
    if column.tells
}


def whole(view: str) -> str:
    """The view with all rows of a view, those among them that have no day of their own."""
    return ALL_COMPLAINTS if view == "complaints" else view


def fact_tables(layouts: Layouts = LAYOUTS) -> tuple[str, ...]:
    """The names of the fact tables, without ``_rows``."""
    return tuple(dict.fromkeys(layout.table for layout in layouts))


def _columns(table: str, layouts: Layouts) -> list[Column]:
    # The parts of a file of totals are rows of the table, not columns.
    return [
        column
        for layout in layouts
        if layout.table == table
        for column in (categories(layout) if layout.is_totals else layout.columns)
    ]


def own_dimensions(cursor: DuckDBPyConnection) -> tuple[Column, ...]:
    """The company's own dimensions under their columns in the store, in the order in which they came."""
    found = cursor.execute('SELECT "column", name FROM dimensions ORDER BY position').fetchall()
    return tuple(Column(column, name, Type.CATEGORY, own=True) for column, name in found)


def fact_columns(table: str, layouts: Layouts = LAYOUTS) -> dict[str, str]:
    """Column -> SQL type of what a fact table keeps of a file; none of it personal."""
    specified = {
        column.key: SQL_TYPES[column.type]
        for column in _columns(table, layouts)
        if column.stored and not column.personal and column.key not in FOLDED_COLUMNS
    }
    return specified | EXTRA_COLUMNS.get(table, {})


def personal_columns(layouts: Layouts = LAYOUTS) -> dict[str, str]:
    """Column -> SQL type of the personal data of all fact tables."""
    return {
        column.key: SQL_TYPES[column.type]
        for layout in layouts
        for column in layout.columns
        if column.personal
    }


def identity_column(table: str, layouts: Layouts = LAYOUTS) -> str | None:
    """The column that is the identity of a fact table's rows; ``None`` where several are."""
    return next((layout.identity for layout in layouts if layout.table == table), None)


def _widen(cursor: DuckDBPyConnection, table: str, columns: dict[str, str]) -> None:
    declared = ", ".join(f"{quoted(name)} {kind}" for name, kind in columns.items())
    cursor.execute(f"CREATE TABLE IF NOT EXISTS {quoted(table)} ({declared})")
    # The information schema would work out the columns of every view as well.
    described = cursor.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()
    present = {name for (name,) in described}
    for name in columns.keys() - present:
        cursor.execute(f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(name)} {columns[name]}")


def _view_of_rows(table: str, layouts: Layouts) -> str:
    columns = listed(["upload_id", "row_number", *fact_columns(table, layouts)])
    return f"SELECT {columns} FROM {quoted(table + '_rows')} WHERE superseded_by IS NULL"


def _complaints_as_known(layouts: Layouts) -> str:
    """Complaints with how far their own file reaches, what it has columns for, and whether it is the page's.

    An empty cell says that nothing happened only where the file would have said so, and by then.
    """
    # A complaint that came by a file tells what the file did, and what was typed in since.
    begun = "(recorded AND first_day IS NOT NULL)"
    told = ", ".join(
        f"""({begun} OR regexp_matches(mapping, ': "({"|".join(columns)})"')) AS {name}"""
        for name, columns in TOLD.items()
    )
    # What is recorded in the page is one log: whoever records a complaint has the others before their eyes.
    live = "(SELECT max(last_day) FROM uploads WHERE recorded AND undone_at IS NULL)"
    reached = f"(CASE WHEN recorded THEN {live} ELSE last_day END)::TIMESTAMP AS known_until"
    return (
        f"SELECT * FROM ({_view_of_rows('complaints', layouts)}) LEFT JOIN"
        f" (SELECT upload_id, recorded, {reached}, {told} FROM uploads) USING (upload_id)"
    )


def _complaints_by_problem(layouts: Layouts) -> str:
    """Complaints whose nature is named as the company chose to, beside what stands in their file."""
    known = _complaints_as_known(layouts)
    if "nature" not in fact_columns("complaints", layouts):
        return known
    return (
        "SELECT * EXCLUDE (member, called) REPLACE (coalesce(called, nature) AS nature),"
        f" nature AS nature_written FROM ({known}) LEFT JOIN"
        " (SELECT member, name AS called FROM nature_members JOIN natures USING (nature_id))"
        " ON nature = member"
    )


def _answers_of(origin: str, moment: str, layouts: Layouts) -> str:
    present = fact_columns(origin, layouts)
    scores = ", ".join(
        score if score in present else f"NULL::DOUBLE AS {score}" for score in ("csat", "nps", "ces")
    )
    chosen = "" if origin == "surveys" else f"WHERE csat IS NOT NULL AND {moment} IS NOT NULL"
    surveys = next(layout for layout in layouts if layout.table == "surveys")
    dimensions = listed(dimension.key for dimension in categories(surveys))
    return (
        f"SELECT {moment} AS answered_at, {scores}, {dimensions}, '{origin}' AS origin,"
        f" upload_id, row_number FROM ({_view_of_rows(origin, layouts)}) {chosen}"
    )


def _define_views(cursor: DuckDBPyConnection, layouts: Layouts) -> None:
    definitions = {table: _view_of_rows(table, layouts) for table in fact_tables(layouts)}
    definitions[ALL_COMPLAINTS] = _complaints_by_problem(layouts)
    # Whatever asks when a complaint came in has nothing to ask of those without a day of their own.
    every = f"SELECT * FROM ({definitions[ALL_COMPLAINTS]})"
    definitions["complaints"] = f"{every} WHERE received_at IS NOT NULL"
    definitions[UNDATED_COMPLAINTS] = f"{every} WHERE received_at IS NULL AND received_from IS NOT NULL"
    definitions["operations"] = "SELECT * FROM periods WHERE kind = 'operations'"
    definitions["retention_totals"] = "SELECT * FROM periods WHERE kind = 'retention'"
    definitions["complaint_totals"] = "SELECT * FROM periods WHERE kind = 'complaints'"
    definitions["survey_totals"] = "SELECT * FROM periods WHERE kind = 'surveys'"
    definitions["contact_totals"] = "SELECT * FROM periods WHERE kind = 'contacts'"
    definitions["answers"] = " UNION ALL ".join(
        _answers_of(origin, moment, layouts) for origin, moment in ANSWER_MOMENTS.items()
    )
    definitions[customer_lists.VIEW] = customer_lists.definition(
        ["upload_id", "row_number", *fact_columns("customers", layouts)]
    )
    for name, definition in definitions.items():
        cursor.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {definition}")


def version(cursor: DuckDBPyConnection) -> int:
    """The number of migrations that a store has been through; 0 for a new one."""
    cursor.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER, applied_at TIMESTAMP)")
    return scalar(cursor, "SELECT coalesce(max(version), 0) FROM schema_version")


def bring_up_to_date(cursor: DuckDBPyConnection, layouts: Layouts = LAYOUTS) -> None:
    """Make an empty or older store fit this program. Every row is kept. Runs in the caller's transaction."""
    applied = version(cursor)
    for number, script in enumerate(MIGRATIONS[applied:], start=applied + 1):
        cursor.execute(script)
        cursor.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [number])
    make_room(cursor, layouts)


def make_room(cursor: DuckDBPyConnection, layouts: Layouts = LAYOUTS) -> None:
    """Give every fact table and view the columns of the specs and of the company's own dimensions."""
    own = own_dimensions(cursor)
    wide = [replace(layout, columns=(*layout.columns, *own)) for layout in layouts]
    for table in fact_tables(wide):
        columns = ROW_COLUMNS | INTERNAL_COLUMNS.get(table, {}) | fact_columns(table, wide)
        _widen(cursor, f"{table}_rows", columns)
    _widen(cursor, "people", personal_columns(wide))
    _define_views(cursor, wide)
