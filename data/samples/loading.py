"""The sample company into a store, by the way that every file goes."""

from __future__ import annotations

from data.preparing.preparation import prepare
from data.records import Choices, LoadResult
from data.samples.assessments import assessments
from data.samples.audits import audits
from data.samples.company import COMPANY_NAME, SCALES, policies
from data.samples.files import files, list_day
from data.store import Store, add_sample_audits, add_sample_rounds, load, save_policy, scales
from data.store import policies as saved_policies


def load_sample(store: Store) -> list[LoadResult]:
    """Load the sample files; save the sample policies, audits and rounds, all marked as sample.

    The scores are read on the scales of the sample company, whatever scales are set in the store.
    One result a file. Called again, it finds the files loaded and the policies saved, and adds nothing.
    """
    prepared = (
        prepare(name, content, Choices(scales=SCALES, date=list_day(name)), scales(store))
        for name, content in files().items()
    )
    results = [load(store, preparation, uploaded_by=COMPANY_NAME, is_sample=True) for preparation in prepared]
    known = {policy.name for policy in saved_policies(store) if policy.is_sample}
    for policy in policies():
        if policy.name not in known:
            save_policy(store, policy)
    add_sample_audits(store, audits(), by=COMPANY_NAME)
    add_sample_rounds(store, assessments(), by=COMPANY_NAME)
    return results
