"""ECM populations of focus, one or several in a cell: "Adult – Experiencing Homelessness; Child Welfare"."""

from __future__ import annotations

from typing import Any

from invoices.cells.base import Cleaned, several
from mappings.roster_tables import population_names
from mappings.service_table import normal

EXPECTED = "populations of focus with Adult or Child before them, set off by semicolons"


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Populations -> a tuple of the keys of `rosters/populations.csv` in the order written; CL052 for one that is not
    known, or that could be one of adults or of children."""
    return several(value, lambda text: population_names().get(normal(text)), "CL052", EXPECTED)
