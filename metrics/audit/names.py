"""What teams and branches are called that were audited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.audits import Audit
from data.language import gettext as _
from metrics.audit.results import Whom


def names(audits: Iterable[Audit], titles: Mapping[str, str]) -> dict[Whom, str]:
    """Whom -> the name; with its dimension's where both teams and branches were audited."""
    found = {one.whom for one in audits}
    if len({dimension for dimension, _member in found}) < 2:
        return {whom: whom[1] for whom in found}
    told = _("%(member)s (%(dimension)s)")
    return {
        (dimension, member): told % {"member": member, "dimension": titles.get(dimension, dimension)}
        for dimension, member in found
    }
