"""Which part of a column's dates stands first: decided by the column as a whole, whatever the order of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from invoices.cells.base import Cleaned, text_of
from invoices.cells.date import DateForm, Order, readings

# Columns that are written by one hand: a start that is day first makes its end so.
GROUPS = (
    ("service_start", "service_end"),
    ("member_dob",),
    ("invoice_date",),
    ("paid_date",),
    tuple(f"{level}_contract_{end}" for level in ("group", "site", "provider") for end in ("start", "end")),
)


def order_of(texts: list[str]) -> Order:
    """How a column is written: month first unless some date can only be day first; mixed where others can only be
    month first."""
    found = [readings(text) for text in texts]
    day_first = any(day and not month for month, day in found)
    if not day_first:
        return "month_first"
    return "mixed" if any(month and not day for month, day in found) else "day_first"


def forms_of(
    memos: Mapping[str, Mapping[Any, Any]], groups: Iterable[Sequence[str]] = GROUPS, *, from_1904: bool
) -> dict[str, DateForm]:
    """The columns that have to be read once more in another form than month first; nothing for most tables. `groups`
    are the columns of dates that are written by one hand."""
    forms: dict[str, DateForm] = {}
    for group in groups:
        columns = [memos[name] for name in group if name in memos]
        # A date that can only be day first has not been read: without one there is nothing to look for.
        if not any(type(kept) is Cleaned and kept.value is None for column in columns for kept in column.values()):
            continue
        texts = [text_of(value) for column in columns for value in column if isinstance(value, str)]
        order = order_of(texts)
        if order != "month_first":
            forms |= dict.fromkeys(group, DateForm(order, from_1904))
    return forms
