"""The rows with which templates show how they are filled in: invented, some rows a layout.

Words are marked for translation. A score is its place between the worst (0) and the best (1) answer, for the
company's scale, but for recommendations, which are from 0 to 10. Yes and no are True and False, statuses the
places of ``entries.statuses``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from data.language import mark as _

Row = Mapping[str, Any]
OPEN, IN_PROGRESS, CLOSED = range(3)

SURVEYS: tuple[Row, ...] = (
    {
        "response_id": "A-1001", "answered_at": datetime(2025, 3, 3, 9, 40), "customer_id": "K-20417",
        "csat": 1.0, "nps": 10, "ces": 1.0, "comment": _("Quick and friendly, thank you!"),
        "channel": _("Phone"), "segment": _("Private customers"), "team": _("Team North"),
        "branch": _("City centre"), "product": _("Delivery"), "employee": "M. Nowak",
        "touchpoint": _("Delivery"),
    },
    {
        "response_id": "A-1002", "answered_at": datetime(2025, 3, 3, 14, 5), "customer_id": "K-18833",
        "csat": 0.5, "nps": 7, "ces": 0.6, "channel": _("E-mail"), "segment": _("Business customers"),
        "team": _("Team South"), "branch": _("Airport"), "product": _("Invoice"), "employee": "J. Horák",
        "touchpoint": _("Purchase"),
    },
    {
        "response_id": "A-1003", "answered_at": datetime(2025, 3, 4, 11, 20), "customer_id": "K-20981",
        "csat": 0.0, "nps": 2, "ces": 0.2, "comment": _("I had to call three times."),
        "channel": _("Phone"), "segment": _("Private customers"), "team": _("Team North"),
        "branch": _("City centre"), "product": _("Repair"), "employee": "A. Petrova",
        "touchpoint": _("After-sale"),
    },
    {
        "response_id": "A-1004", "answered_at": datetime(2025, 3, 5, 16, 30), "customer_id": "K-17250",
        "csat": 0.75, "nps": 9, "ces": 0.8, "channel": _("Chat"), "segment": _("Private customers"),
        "team": _("Team South"), "branch": _("Airport"), "product": _("Delivery"), "employee": "J. Horák",
        "touchpoint": _("Delivery"),
    },
)  # fmt: skip

COMPLAINTS: tuple[Row, ...] = (
    {
        "complaint_id": "C-0451", "received_at": datetime(2025, 3, 3, 9, 15),
        "first_response_at": datetime(2025, 3, 3, 11, 0), "resolved_at": datetime(2025, 3, 5, 15, 30),
        "promised_at": date(2025, 3, 6), "followed_up_at": date(2025, 3, 12),
        "analysed_at": datetime(2025, 3, 4, 10, 20), "told_at": datetime(2025, 3, 5, 16, 5),
        "customer_id": "K-20417",
        "customer_name": _("Anna Example"), "customer_address": _("1 Example Street"),
        "customer_phone": "+00 000 000 001", "customer_email": "anna@example.com",
        "nature": _("Late delivery"), "description": _("The parcel came four days late."),
        "agreed_solution": _("The delivery fee is paid back."), "resolved_on_spot": False,
        "action": _("Fee paid back, carrier told."), "compensation": 4.5,
        "prevention": _("Tell customers as soon as a parcel is late."), "satisfied": True,
        "escalated": False, "reopened": False, "repurchased": True, "status": CLOSED, "csat": 0.75,
        "channel": _("Phone"), "segment": _("Private customers"), "team": _("Team North"),
        "branch": _("City centre"), "product": _("Delivery"), "employee": "M. Nowak",
        "touchpoint": _("Delivery"),
    },
    {
        "complaint_id": "C-0452", "received_at": datetime(2025, 3, 3, 16, 40),
        "first_response_hours": 1.5, "resolution_hours": 26, "customer_id": "K-18833",
        "nature": _("Wrong invoice"), "description": _("The same order was billed twice."),
        "agreed_solution": _("The second invoice is cancelled."), "resolved_on_spot": False,
        "action": _("Invoice cancelled."), "compensation": 0, "satisfied": True, "escalated": False,
        "reopened": False, "status": CLOSED, "csat": 1.0, "channel": _("E-mail"),
        "segment": _("Business customers"), "team": _("Team South"), "branch": _("Airport"),
        "product": _("Invoice"), "employee": "J. Horák", "touchpoint": _("Purchase"),
    },
    {
        "complaint_id": "C-0453", "received_at": datetime(2025, 3, 4, 10, 5),
        "first_response_at": datetime(2025, 3, 4, 10, 5), "resolved_at": datetime(2025, 3, 4, 10, 20),
        "customer_id": "K-20981", "nature": _("Unfriendly service"), "resolved_on_spot": True,
        "action": _("Apologised."), "satisfied": False, "escalated": False, "reopened": True,
        "repurchased": False, "status": CLOSED, "csat": 0.25, "channel": _("Shop"),
        "segment": _("Private customers"), "team": _("Team North"), "branch": _("City centre"),
        "product": _("Repair"), "employee": "A. Petrova", "touchpoint": _("Support"),
    },
    {
        "complaint_id": "C-0454", "received_at": datetime(2025, 3, 5, 13, 50),
        "first_response_at": datetime(2025, 3, 5, 17, 10), "promised_at": date(2025, 3, 14),
        "customer_id": "K-17250", "nature": _("Faulty product"),
        "description": _("It stopped working after a week."), "escalated": True, "status": IN_PROGRESS,
        "channel": _("Chat"), "segment": _("Private customers"), "team": _("Team South"),
        "branch": _("Airport"), "product": _("Repair"), "employee": "J. Horák", "touchpoint": _("After-sale"),
    },
)  # fmt: skip

CONTACTS: tuple[Row, ...] = (
    {
        "contact_id": "T-88001", "started_at": date(2025, 3, 3), "started_time": time(9, 12),
        "inbound": True, "answered": True, "abandoned": False, "wait_seconds": 25, "rings": 3,
        "handle_seconds": 310,
        "transferred": False, "resolved_first": True, "escalated": False,
        "first_response_at": datetime(2025, 3, 3, 9, 13), "csat": 1.0, "channel": _("Phone"),
        "segment": _("Private customers"), "team": _("Team North"), "branch": _("City centre"),
        "product": _("Delivery"), "employee": "M. Nowak", "touchpoint": _("Support"),
    },
    {
        "contact_id": "T-88002", "started_at": date(2025, 3, 3), "started_time": time(9, 15),
        "inbound": True, "answered": False, "abandoned": True, "wait_seconds": 140, "rings": 12,
        "channel": _("Phone"),
        "segment": _("Private customers"), "team": _("Team North"), "branch": _("City centre"),
        "touchpoint": _("Support"),
    },
    {
        "contact_id": "T-88003", "started_at": date(2025, 3, 3), "started_time": time(10, 2),
        "inbound": True, "answered": True, "abandoned": False, "wait_seconds": 48, "handle_seconds": 620,
        "transferred": True,
        "resolved_first": False, "escalated": True, "first_response_at": datetime(2025, 3, 3, 10, 3),
        "csat": 0.5, "channel": _("Chat"), "segment": _("Business customers"), "team": _("Team South"),
        "branch": _("Airport"), "product": _("Invoice"), "employee": "J. Horák", "touchpoint": _("Purchase"),
    },
    {
        "contact_id": "T-88004", "started_at": date(2025, 3, 4), "started_time": time(8, 30),
        "inbound": True, "answered": True, "abandoned": False, "handle_seconds": 900, "transferred": False,
        "resolved_first": True, "escalated": False, "first_response_at": datetime(2025, 3, 4, 11, 45),
        "channel": _("E-mail"), "segment": _("Private customers"), "team": _("Team South"),
        "branch": _("Airport"), "product": _("Repair"), "employee": "A. Petrova",
        "touchpoint": _("After-sale"),
    },
)  # fmt: skip

CUSTOMERS: tuple[Row, ...] = (
    {
        "customer_id": "K-17250", "joined_at": date(2021, 5, 17), "mean_purchase": 42.5,
        "purchases_per_month": 1.2, "purchase_count": 14, "complained": False, "channel": _("Shop"),
        "segment": _("Private customers"), "team": _("Team North"), "branch": _("City centre"),
        "product": _("Delivery"), "employee": "M. Nowak",
    },
    {
        "customer_id": "K-18833", "joined_at": date(2022, 11, 2), "left_at": date(2024, 8, 31),
        "mean_purchase": 310, "purchases_per_month": 0.4, "purchase_count": 4, "complained": True,
        "channel": _("E-mail"),
        "segment": _("Business customers"), "team": _("Team South"), "branch": _("Airport"),
        "product": _("Repair"), "employee": "J. Horák",
    },
    {
        "customer_id": "K-20417", "joined_at": date(2024, 2, 9), "mean_purchase": 18.9,
        "purchases_per_month": 2.5, "purchase_count": 30, "channel": _("Shop"),
        "segment": _("Private customers"), "team": _("Team North"), "branch": _("City centre"),
        "product": _("Delivery"), "employee": "A. Petrova",
    },
)  # fmt: skip

SNAPSHOT: tuple[Row, ...] = (
    {
        "customer_id": "K-17250", "tenure_months": 46, "churned": False, "monthly_value": 39.9,
        "complained": False, "channel": _("Shop"), "segment": _("Private customers"), "team": _("Team North"),
        "branch": _("City centre"), "product": _("Delivery"), "employee": "M. Nowak",
    },
    {
        "customer_id": "K-18833", "tenure_months": 22, "churned": True, "monthly_value": 120,
        "complained": True, "channel": _("E-mail"), "segment": _("Business customers"),
        "team": _("Team South"), "branch": _("Airport"), "product": _("Repair"), "employee": "J. Horák",
    },
    {
        "customer_id": "K-20417", "tenure_months": 13, "churned": False, "monthly_value": 24.5,
        "channel": _("Shop"), "segment": _("Private customers"), "team": _("Team North"),
        "branch": _("City centre"), "product": _("Delivery"), "employee": "A. Petrova",
    },
)  # fmt: skip

NORTH: Row = {
    "channel": _("Shop"), "segment": _("Private customers"), "team": _("Team North"),
    "branch": _("City centre"), "product": _("Delivery"), "employee": "M. Nowak",
}  # fmt: skip
SOUTH: Row = {
    "channel": _("E-mail"), "segment": _("Business customers"), "team": _("Team South"),
    "branch": _("Airport"), "product": _("Repair"), "employee": "J. Horák",
}  # fmt: skip

RETENTION_TOTALS: tuple[Row, ...] = (
    {"period": date(2025, 1, 1), "customers_start": 1840, "customers_end": 1795, "customers_new": 62,
     "revenue": 73400, "purchases": 2120, **NORTH},
    {"period": date(2025, 1, 1), "customers_start": 415, "customers_end": 409, "customers_new": 9,
     "revenue": 51250, "purchases": 388, **SOUTH},
    {"period": date(2025, 2, 1), "customers_start": 1857, "customers_end": 1826, "customers_new": 71,
     "revenue": 75100, "purchases": 2204, **NORTH},
    {"period": date(2025, 2, 1), "customers_start": 418, "customers_end": 411, "customers_new": 12,
     "revenue": 49880, "purchases": 371, **SOUTH},
)  # fmt: skip

COMPLAINT_TOTALS: tuple[Row, ...] = (
    {"period": date(2025, 1, 1), "complaints": 84, **NORTH},
    {"period": date(2025, 1, 1), "complaints": 31, **SOUTH},
    {"period": date(2025, 2, 1), "complaints": 77, **NORTH},
    {"period": date(2025, 2, 1), "complaints": 36, **SOUTH},
)  # fmt: skip

SURVEY_TOTALS: tuple[Row, ...] = (
    {"period": date(2025, 1, 1), "answers": 312, "satisfied_answers": 251, "csat_average": 0.79,
     "promoters": 148, "passives": 97, "detractors": 67, **NORTH},
    {"period": date(2025, 1, 1), "answers": 104, "satisfied_share": 0.75, "csat_average": 0.74,
     "nps_score": 16, **SOUTH},
    {"period": date(2025, 2, 1), "answers": 298, "satisfied_answers": 246, "csat_average": 0.81,
     "promoters": 151, "passives": 90, "detractors": 57, **NORTH},
    {"period": date(2025, 2, 1), "answers": 96, "satisfied_share": 0.75, "csat_average": 0.75,
     "nps_score": 18, **SOUTH},
)  # fmt: skip

CONTACT_TOTALS: tuple[Row, ...] = (
    {"period": date(2025, 1, 1), "contacts_offered": 5120, "contacts_answered": 4710,
     "contacts_abandoned": 410, "wait_average": 38, "handle_average": 274, "settled_first": 3540, **NORTH},
    {"period": date(2025, 1, 1), "contacts_offered": 1000, "answered_share": 0.93, "abandoned_share": 0.07,
     "wait_total": 26040, "handle_total": 240870, "settled_first_share": 0.8, **SOUTH},
    {"period": date(2025, 2, 1), "contacts_offered": 4985, "contacts_answered": 4662,
     "contacts_abandoned": 323, "wait_average": 31, "handle_average": 268, "settled_first": 3601, **NORTH},
    {"period": date(2025, 2, 1), "contacts_offered": 900, "answered_share": 0.94, "abandoned_share": 0.06,
     "wait_total": 21150, "handle_total": 216576, "settled_first_share": 0.82, **SOUTH},
)  # fmt: skip

OPERATIONS: tuple[Row, ...] = (
    {"period": date(2025, 1, 1), "sold": 5210, "returned": 148, "ordered": 6035, "unavailable": 92,
     "produced": 5400, "rejected": 61, "shipped": 2890, "reshipped": 34, "service_cost": 18250, **NORTH},
    {"period": date(2025, 1, 1), "sold": 1130, "returned": 25, "ordered": 1302, "unavailable": 17,
     "produced": 1200, "rejected": 9, "shipped": 610, "reshipped": 5, "service_cost": 4100, **SOUTH},
    {"period": date(2025, 2, 1), "sold": 5344, "returned": 131, "ordered": 6120, "unavailable": 74,
     "produced": 5450, "rejected": 48, "shipped": 2951, "reshipped": 27, "service_cost": 17900, **NORTH},
    {"period": date(2025, 2, 1), "sold": 1095, "returned": 31, "ordered": 1287, "unavailable": 15,
     "produced": 1150, "rejected": 12, "shipped": 598, "reshipped": 8, "service_cost": 4230, **SOUTH},
)  # fmt: skip

EXAMPLES: Mapping[str, tuple[Row, ...]] = {
    "surveys.log": SURVEYS,
    "complaints.log": COMPLAINTS,
    "contacts.log": CONTACTS,
    "retention.customers": CUSTOMERS,
    "retention.snapshot": SNAPSHOT,
    "retention.totals": RETENTION_TOTALS,
    "complaints.totals": COMPLAINT_TOTALS,
    "surveys.totals": SURVEY_TOTALS,
    "contacts.totals": CONTACT_TOTALS,
    "operations.totals": OPERATIONS,
}
