"""What is of the sample company: whether any of it is there, and taken out together."""

from __future__ import annotations

from data.store.connection import Store
from data.store.keeping import kept
from data.store.sql import quoted, scalar
from data.store.uploads import having, take_out

# The tables beside those of files whose rows say whether they are of the sample company.
MARKED = (
    "policies",
    "targets",
    "former_targets",
    "callbacks",
    "audits",
    "policy_versions",
    "policy_trainings",
    "policy_tasks",
    "assessment_rounds",
)
# A table whose rows hang on such rows -> their table, and the column that both have.
HANGING = {
    "rollouts": ("policies", "policy_id"),
    "audit_scores": ("audits", "audit_id"),
    "submissions": ("assessment_rounds", "round_id"),
    "hindrances": ("assessment_rounds", "round_id"),
    "submission_receipts": ("assessment_rounds", "round_id"),
}


@kept
def has_sample(store: Store) -> bool:
    """Whether anything of the sample company is in the store."""
    beside = (f"FROM {quoted(table)} SELECT 1 WHERE is_sample" for table in MARKED)
    files = "FROM uploads SELECT 1 WHERE is_sample AND undone_at IS NULL"
    # One EXISTS: DuckDB takes long to plan many.
    with store.cursor() as cursor:
        return scalar(cursor, f"SELECT EXISTS ({' UNION ALL '.join((files, *beside))})")


def remove_sample(store: Store) -> int:
    """Take out all that is of the sample company together; returns how many uploads."""
    with store.write() as cursor:
        undone = [take_out(cursor, sample) for sample in having(cursor, "is_sample")]
        for table, (owner, column) in HANGING.items():
            mine = f"SELECT {column} FROM {quoted(owner)} WHERE is_sample"
            cursor.execute(f"DELETE FROM {quoted(table)} WHERE {column} IN ({mine})")
        for table in MARKED:
            cursor.execute(f"DELETE FROM {quoted(table)} WHERE is_sample")
    return len(undone)
