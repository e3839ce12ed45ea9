"""The numbered migrations of the store: what it keeps beside the rows of files.

A new one goes to the end; none is ever changed.
"""

from __future__ import annotations

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
    """
    CREATE TABLE natures (
        nature_id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, titles VARCHAR NOT NULL,
        reach BOOLEAN, changed_at TIMESTAMP NOT NULL, changed_by VARCHAR NOT NULL);
    CREATE TABLE nature_members (member VARCHAR NOT NULL, nature_id INTEGER NOT NULL);
    CREATE SEQUENCE nature_ids;
    """,
    """
    ALTER TABLE uploads ADD COLUMN recorded BOOLEAN DEFAULT false;
    ALTER TABLE uploads ADD COLUMN about VARCHAR;
    ALTER TABLE uploads ADD COLUMN undone_by VARCHAR;
    """,
    """
    CREATE TABLE callbacks (
        callback_id INTEGER PRIMARY KEY, table_name VARCHAR NOT NULL, identity VARCHAR NOT NULL,
        task VARCHAR NOT NULL, about VARCHAR NOT NULL, note VARCHAR NOT NULL, done_at TIMESTAMP NOT NULL,
        done_by VARCHAR NOT NULL, is_sample BOOLEAN NOT NULL, taken_back_at TIMESTAMP,
        taken_back_by VARCHAR);
    CREATE SEQUENCE callback_ids;
    """,
    """
    ALTER TABLE rollouts ADD COLUMN ends_on DATE;
    """,
    """
    CREATE TABLE audits (
        audit_id INTEGER NOT NULL, version INTEGER NOT NULL, dimension VARCHAR NOT NULL,
        member VARCHAR NOT NULL, audited_on DATE NOT NULL, kind VARCHAR NOT NULL, auditor VARCHAR NOT NULL,
        is_sample BOOLEAN NOT NULL, stands BOOLEAN NOT NULL, changed_at TIMESTAMP NOT NULL,
        changed_by VARCHAR NOT NULL, PRIMARY KEY (audit_id, version));
    CREATE TABLE audit_scores (
        audit_id INTEGER NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL,
        standard VARCHAR NOT NULL, score INTEGER, note VARCHAR NOT NULL);
    CREATE SEQUENCE audit_ids;
    """,
    """
    CREATE TABLE assessment_rounds (
        round_id INTEGER PRIMARY KEY, questionnaire VARCHAR NOT NULL, teams VARCHAR[] NOT NULL,
        opens DATE NOT NULL, ends DATE NOT NULL, closed_on DATE, token VARCHAR NOT NULL UNIQUE,
        opened_by VARCHAR NOT NULL, is_sample BOOLEAN NOT NULL);
    CREATE SEQUENCE assessment_round_ids;
    CREATE TABLE submissions (
        round_id INTEGER NOT NULL, team VARCHAR NOT NULL, answered_on DATE NOT NULL,
        answers MAP(VARCHAR, TINYINT) NOT NULL);
    CREATE TABLE hindrances (round_id INTEGER NOT NULL, team VARCHAR NOT NULL, words VARCHAR NOT NULL);
    CREATE TABLE submission_receipts (round_id INTEGER NOT NULL, receipt VARCHAR NOT NULL);
    CREATE TABLE questionnaires (
        questionnaire_id INTEGER PRIMARY KEY, definition VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL,
        saved_by VARCHAR NOT NULL, removed BOOLEAN NOT NULL);
    CREATE SEQUENCE questionnaire_ids;
    """,
    """
    CREATE TABLE policy_versions (
        number INTEGER PRIMARY KEY, content VARCHAR NOT NULL, record VARCHAR NOT NULL, note VARCHAR NOT NULL,
        saved_at TIMESTAMP NOT NULL, saved_by VARCHAR NOT NULL, based_on INTEGER,
        is_sample BOOLEAN NOT NULL);
    CREATE TABLE policy_trainings (
        training_id INTEGER PRIMARY KEY, day DATE NOT NULL, team VARCHAR NOT NULL, trained INTEGER NOT NULL,
        people INTEGER NOT NULL, about VARCHAR NOT NULL, recorded_at TIMESTAMP NOT NULL,
        recorded_by VARCHAR NOT NULL, is_sample BOOLEAN NOT NULL, taken_back_at TIMESTAMP,
        taken_back_by VARCHAR);
    CREATE TABLE policy_tasks (
        change_id INTEGER PRIMARY KEY, round_number INTEGER NOT NULL, stage VARCHAR NOT NULL,
        owner VARCHAR NOT NULL, due DATE, done_on DATE, changed_at TIMESTAMP NOT NULL,
        changed_by VARCHAR NOT NULL, is_sample BOOLEAN NOT NULL);
    CREATE SEQUENCE policy_version_numbers;
    CREATE SEQUENCE policy_training_ids;
    CREATE SEQUENCE policy_task_changes;
    """,
    """
    ALTER TABLE targets ADD COLUMN baseline_kind VARCHAR DEFAULT 'before';
    ALTER TABLE former_targets ADD COLUMN baseline_kind VARCHAR DEFAULT 'before';
    """,
)
