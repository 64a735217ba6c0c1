"""Community supports, one or several in a cell: "Housing Deposits; Recuperative Care"."""

from __future__ import annotations

from typing import Any

from invoices.cells.base import Cleaned, several
from mappings.service_table import load_services

EXPECTED = "names of community supports, set off by semicolons"


def support_of(text: str) -> str | None:
    """The community support that a text names, by its name, an alias or its key; None for none, and for ECM."""
    table = load_services()
    key = text.strip().lower().replace(" ", "_")
    if any(service.service == key and service.program != "ECM" for service in table.services):
        return key
    named = table.service_of(text)
    return named if named and named != "ecm" else None


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Supports -> a tuple of services of the service table in the order written; CL053 for one that is not known."""
    return several(value, support_of, "CL053", EXPECTED)
