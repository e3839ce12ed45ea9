"""The tables of the store: numbered migrations, fact tables made from the specs, views for metrics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from duckdb import DuckDBPyConnection

from data.kinds import DIMENSIONS, LAYOUTS
from data.own_dimensions import categories
from data.specs import SQL_TYPES, Column, Layout, Type
from data.store.sql import listed, quoted, scalar

Layouts = Iterable[Layout]

# A script runs once in the life of a store and keeps every row. Fact tables come after the scripts, so
# a script that changes one says ALTER TABLE IF EXISTS.
MIGRATIONS = (
    """
    CREATE TABLE uploads (
        upload_id INTEGER PRIMARY KEY, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
        kind VARCHAR NOT NULL, layout VARCHAR NOT NULL, sheet VARCHAR, header_row INTEGER,
        mapping VARCHAR NOT NULL, choices VARCHAR NOT NULL, conversions VARCHAR NOT NULL,
        "rows" INTEGER NOT NULL, loaded INTEGER NOT NULL, rejected INTEGER NOT NULL,
        replaced INTEGER NOT NULL, uploaded_at TIMESTAMP NOT NULL, uploaded_by VARCHAR NOT NULL,
        is_sample BOOLEAN NOT NULL, first_day DATE, last_day DATE, undone_at TIMESTAMP,
        content VARCHAR UNIQUE);
    CREATE TABLE problems (
        upload_id INTEGER NOT NULL, "row" INTEGER NOT NULL, "column" VARCHAR NOT NULL,
        value VARCHAR NOT NULL, reason VARCHAR NOT NULL, left_out BOOLEAN NOT NULL);
    CREATE TABLE people (
        upload_id INTEGER NOT NULL, row_number INTEGER NOT NULL, table_name VARCHAR NOT NULL);
    CREATE TABLE policies (
        policy_id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, is_sample BOOLEAN NOT NULL);
    CREATE TABLE rollouts (
        policy_id INTEGER NOT NULL, position INTEGER NOT NULL, starts_on DATE NOT NULL,
        dimension VARCHAR, member VARCHAR);
    CREATE TABLE targets (
        target_id INTEGER PRIMARY KEY, kpi VARCHAR NOT NULL, basis VARCHAR NOT NULL,
        amount DOUBLE NOT NULL, value DOUBLE NOT NULL, due DATE NOT NULL, dimension VARCHAR,
        member VARCHAR, baseline DOUBLE, baseline_from DATE, baseline_to DATE, baseline_n INTEGER,
        is_sample BOOLEAN NOT NULL);
    CREATE SEQUENCE policy_ids;
    CREATE SEQUENCE target_ids;
    CREATE TABLE settings (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
    """,
    """
    ALTER TABLE uploads ADD COLUMN matches VARCHAR;
    ALTER TABLE uploads ADD COLUMN mended VARCHAR;
    """,
    """
    CREATE TABLE dimensions (
        position INTEGER PRIMARY KEY, "column" VARCHAR NOT NULL UNIQUE, name VARCHAR NOT NULL,
        word VARCHAR NOT NULL UNIQUE);
    CREATE TABLE memories (
        upload_id INTEGER PRIMARY KEY, fingerprint VARCHAR NOT NULL, kind VARCHAR NOT NULL,
        layout VARCHAR NOT NULL, mapping VARCHAR NOT NULL, day_first BOOLEAN, scales VARCHAR NOT NULL);
    """,
    """
    CREATE TABLE left_out (
        upload_id INTEGER NOT NULL, headers VARCHAR[] NOT NULL, choices VARCHAR NOT NULL,
        source VARCHAR NOT NULL, more INTEGER NOT NULL);
    CREATE TABLE left_out_rows (
        upload_id INTEGER NOT NULL, "row" INTEGER NOT NULL, place VARCHAR NOT NULL,
        cells VARCHAR[] NOT NULL);
    """,
    """
    ALTER TABLE targets ADD COLUMN steps STRUCT(due DATE, amount DOUBLE)[];
    ALTER TABLE targets ADD COLUMN since DATE;
    ALTER TABLE targets ADD COLUMN held_from DATE;
    CREATE TABLE former_targets AS SELECT *, NULL::DATE AS held_until FROM targets LIMIT 0;
    """,
    """
    ALTER TABLE problems ADD COLUMN to_mend BOOLEAN DEFAULT true;
    ALTER TABLE uploads ADD COLUMN origin VARCHAR;
    """,
    """
    CREATE TABLE own_kpis (
        kpi_id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, description VARCHAR NOT NULL,
        table_name VARCHAR NOT NULL, definition VARCHAR NOT NULL, unit VARCHAR NOT NULL,
        decimals INTEGER NOT NULL, better VARCHAR, kpi_group VARCHAR NOT NULL,
        changed_at TIMESTAMP NOT NULL, changed_by VARCHAR NOT NULL);
    CREATE SEQUENCE own_kpi_ids;
    """,
    """
    ALTER TABLE policies ADD COLUMN kind VARCHAR DEFAULT 'policy';
    """,
)

ROW_COLUMNS = {
    "upload_id": "INTEGER",
    "row_number": "INTEGER",
    "identity": "VARCHAR",
    "superseded_by": "INTEGER",
}

# What preparation works out beyond the columns of the specs.
EXTRA_COLUMNS = {
    "complaints": {"is_open": "BOOLEAN"},
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

ANSWER_MOMENTS = {"surveys": "answered_at", "complaints": "received_at", "contacts": "started_at"}
VIEWS = (
    "answers",
    "complaints",
    "contacts",
    "customers",
    "periods",
    "retention_totals",
    "complaint_totals",
    "survey_totals",
    "contact_totals",
    "operations",
)

# The last day of a period; whole months by the calendar, shorter ones (weeks, days) by their mean length.
_PERIOD_END = (
    "CASE WHEN months = floor(months) THEN starts_on + to_months(months::INTEGER)"
    " ELSE starts_on + to_days(round(months * 365.25 / 12)::INTEGER) END - INTERVAL 1 DAY"
)

# First and last moment by view; only of customers may the last be unknown.
SPANS = {
    "answers": ("min(answered_at)", "max(answered_at)"),
    "surveys": ("min(answered_at)", "max(answered_at)"),
    "complaints": ("min(received_at)", "max(received_at)"),
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
    "tells_response": ("first_response_at", "first_response_hours"),
    "tells_resolution": ("resolved_at", "resolution_hours"),
    "tells_follow_up": ("followed_up_at",),
    "tells_compensation": ("compensation",),
}


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
    present = {
        name
        for (name,) in cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = ?", [table]
        ).fetchall()
    }
    for name in columns.keys() - present:
        cursor.execute(f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(name)} {columns[name]}")


def _view_of_rows(table: str, layouts: Layouts) -> str:
    columns = listed(["upload_id", "row_number", *fact_columns(table, layouts)])
    return f"SELECT {columns} FROM {quoted(table + '_rows')} WHERE superseded_by IS NULL"


def _complaints_as_known(layouts: Layouts) -> str:
    """Complaints with how far their own file reaches, and what it has columns for.

    An empty cell says that nothing happened only where the file would have said so, and by then.
    """
    told = ", ".join(
        f"""regexp_matches(mapping, ': "({"|".join(columns)})"') AS {name}"""
        for name, columns in TOLD.items()
    )
    return (
        f"SELECT * FROM ({_view_of_rows('complaints', layouts)}) LEFT JOIN"
        f" (SELECT upload_id, last_day::TIMESTAMP AS known_until, {told} FROM uploads) USING (upload_id)"
    )


def _answers_of(origin: str, moment: str, layouts: Layouts) -> str:
    present = fact_columns(origin, layouts)
    scores = ", ".join(
        score if score in present else f"NULL::DOUBLE AS {score}" for score in ("csat", "nps", "ces")
    )
    chosen = "" if origin == "surveys" else "WHERE csat IS NOT NULL"
    surveys = next(layout for layout in layouts if layout.table == "surveys")
    dimensions = listed(dimension.key for dimension in categories(surveys))
    return (
        f"SELECT {moment} AS answered_at, {scores}, {dimensions}, '{origin}' AS origin,"
        f" upload_id, row_number FROM ({_view_of_rows(origin, layouts)}) {chosen}"
    )


def _define_views(cursor: DuckDBPyConnection, layouts: Layouts) -> None:
    definitions = {table: _view_of_rows(table, layouts) for table in fact_tables(layouts)}
    definitions["complaints"] = _complaints_as_known(layouts)
    definitions["operations"] = "SELECT * FROM periods WHERE kind = 'operations'"
    definitions["retention_totals"] = "SELECT * FROM periods WHERE kind = 'retention'"
    definitions["complaint_totals"] = "SELECT * FROM periods WHERE kind = 'complaints'"
    definitions["survey_totals"] = "SELECT * FROM periods WHERE kind = 'surveys'"
    definitions["contact_totals"] = "SELECT * FROM periods WHERE kind = 'contacts'"
    definitions["answers"] = " UNION ALL ".join(
        _answers_of(origin, moment, layouts) for origin, moment in ANSWER_MOMENTS.items()
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
