"""Customers as each list told them: every version of a row, from the day of its list to that of the next."""

from __future__ import annotations

from collections.abc import Iterable

from data.store.sql import listed

VIEW = "customer_lists"
# What the view has beside the columns of customers.
LISTED_AT, REPLACED_AT, COUNT_BEFORE = "listed_at", "replaced_at", "purchase_count_before"

# A row without a number of its own is nobody else's earlier or later version.
_CUSTOMER = "coalesce(identity, chr(31) || upload_id || '/' || row_number)"
# By the days of the lists, not by when they were loaded: an older list may come later.
_VERSIONS = f"PARTITION BY {_CUSTOMER} ORDER BY {LISTED_AT}, upload_id GROUPS BETWEEN"


def definition(columns: Iterable[str]) -> str:
    """The view in SQL: the columns of customers, the day of the row's list and that of the next one.

    ``replaced_at`` is empty for the latest version of a customer. The list as of a day are the rows listed by
    then and not replaced by then: whom a later list doesn't name stays as the one before told. A list has no
    place in it whose day nobody knows. ``purchase_count_before`` is what the customer's earlier list told.
    """
    return f"""
        SELECT {listed(columns)}, {LISTED_AT}, min({LISTED_AT}) OVER later AS {REPLACED_AT},
               last_value(purchase_count) OVER earlier AS {COUNT_BEFORE}
        FROM (SELECT * FROM customers_rows
              JOIN (SELECT upload_id, last_day::TIMESTAMP AS {LISTED_AT} FROM uploads) USING (upload_id)
              WHERE {LISTED_AT} IS NOT NULL)
        WINDOW later AS ({_VERSIONS} 1 FOLLOWING AND UNBOUNDED FOLLOWING),
               earlier AS ({_VERSIONS} UNBOUNDED PRECEDING AND 1 PRECEDING)"""
