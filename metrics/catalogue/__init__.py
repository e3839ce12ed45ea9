"""The KPI catalogue: every KPI, declared once, the most telling of each subject first.

The expressions read the columns of ``metrics.readings``. They use nothing that only one engine has.
"""

from __future__ import annotations

from data.language import gettext
from metrics.catalogue import answers, complaints, contacts, customers, operations
from metrics.kpi import Kpi

KPIS = (*answers.KPIS, *complaints.KPIS, *contacts.KPIS, *customers.KPIS, *operations.KPIS)
BY_KEY = {kpi.key: kpi for kpi in KPIS}


class UnknownKpiError(LookupError):
    """A KPI key that the catalogue doesn't have; the message lists those it has."""


def kpi_named(key: str) -> Kpi:
    """The KPI with this key; UnknownKpiError where there is none."""
    try:
        return BY_KEY[key]
    except KeyError:
        message = gettext("There is no KPI named %(key)s. Choose one of: %(keys)s.")
        raise UnknownKpiError(message % {"key": key, "keys": ", ".join(BY_KEY)}) from None
