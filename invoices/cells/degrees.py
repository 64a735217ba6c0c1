"""Academic degrees, one or several in a cell: "MD", "PhD, MPH"."""

from __future__ import annotations

from typing import Any, NamedTuple

from invoices.cells.base import Cleaned, several
from mappings.roster_tables import degree_codes
from mappings.service_table import normal


class Degree(NamedTuple):
    """A degree: its code (X12 data element 1126) and its letters."""

    code: str
    letters: str


def _find(text: str) -> Degree | None:
    letters = normal(text).upper()
    code = degree_codes().get(letters.lower())
    return Degree(code, letters) if code else None


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Degrees -> a tuple of Degree in the order written; CL051 for one that the table does not have (left out)."""
    return several(value, _find, "CL051", "degrees of the table, for example MD or MSW")
