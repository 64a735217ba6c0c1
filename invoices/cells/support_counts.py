"""Numbers of people by community support: "Housing Deposits 40; Recuperative Care: 12", or one number alone."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from invoices.cells import count
from invoices.cells.base import Cleaned, several
from invoices.cells.supports import support_of

EXPECTED = "a number, or each support with its number: Housing Deposits 40; Recuperative Care 12"
ENTRY = re.compile(r"(.+?)[\s:=-]*\(?\s*(\d[\d,]*)\s*\)?")


class SupportCount(NamedTuple):
    """How many for a support; "" for a number that stands alone."""

    service: str
    number: int


def _find(text: str) -> SupportCount | None:
    alone = count.clean(text, 0).value
    if alone is not None:
        return SupportCount("", alone)
    entry = ENTRY.fullmatch(text)
    service = support_of(entry[1]) if entry else None
    number = count.clean(entry[2], 0).value if entry else None
    return SupportCount(service, number) if service and number is not None else None


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Numbers by support -> a tuple of SupportCount in the order written; CL054 for what is none."""
    return several(value, _find, "CL054", EXPECTED)
