"""What a KPI is, in the reader's language."""

from __future__ import annotations

from data.language import gettext as _
from metrics import captions
from metrics.kpi import Kpi
from metrics.report.report import Definition


def definition(kpi: Kpi) -> Definition:
    """What a KPI is, how it is computed, what to beware of and where it comes from."""
    # What a company wrote itself is translated by nobody.
    read = str if kpi.own else _
    return Definition(
        key=kpi.key,
        title=kpi.title,
        unit=kpi.axis,
        description=read(kpi.description),
        formula=read(kpi.formula),
        caution=read(kpi.caution),
        source=kpi.source,
        method=captions.method(kpi),
    )
