"""The store: what was loaded, in one DuckDB file, with its uploads, policies, targets and settings."""

from data.store.connection import Store, StoreError, StoreUnavailable, default_path, open_store
from data.store.details import Details, Replacement, details
from data.store.leftovers import left_out
from data.store.memories import recall
from data.store.policies import (
    UnknownPolicy,
    UnknownTarget,
    policies,
    remove_policy,
    remove_target,
    save_policy,
    save_target,
    targets,
)
from data.store.schema import VIEWS
from data.store.settings import save_scale, save_setting, scales, setting
from data.store.uploads import (
    UnknownUpload,
    coverage,
    foresee_undo,
    has_sample,
    is_empty,
    load,
    loaded_before,
    problems,
    remove_sample,
    undo,
    upload,
    uploads,
)

__all__ = [
    "VIEWS",
    "Details",
    "Replacement",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "UnknownPolicy",
    "UnknownTarget",
    "UnknownUpload",
    "coverage",
    "default_path",
    "details",
    "foresee_undo",
    "has_sample",
    "is_empty",
    "left_out",
    "load",
    "loaded_before",
    "open_store",
    "policies",
    "problems",
    "recall",
    "remove_policy",
    "remove_sample",
    "remove_target",
    "save_policy",
    "save_scale",
    "save_setting",
    "save_target",
    "scales",
    "setting",
    "targets",
    "undo",
    "upload",
    "uploads",
]
