"""A cell of a calendar: units, a procedure code, both ("T1019 U6 x 4"), or a mark that says "once"."""

from __future__ import annotations

from typing import Any, NamedTuple

from invoices.cells import hcpcs, units
from invoices.cells.base import Cleaned, Problem, text_of
from invoices.cells.hcpcs import Procedure, Services
from invoices.cells.units import Quantity

MARKS = frozenset({"x", "✓", "✔", "√", "y", "yes", "●", "•", "*"})


class Mark(NamedTuple):
    """What a cell of a calendar says: a code (None: the row or the sheet says it) and units (None: it was done)."""

    procedure: Procedure | None
    quantity: Quantity | None


def clean(value: Any, limit: int) -> Cleaned:
    """Calendar cell -> Mark; CL034 for anything else."""
    text = text_of(value)
    if text.lower() in MARKS:
        return Cleaned(Mark(None, None))
    quantity = units.clean(value, limit)
    if quantity.value is not None or not text or quantity.problems[0].code in ("CL023", "CL028"):
        return Cleaned(Mark(None, quantity.value), quantity.problems) if quantity.value else quantity
    code = hcpcs.clean(value, limit)
    if isinstance(code.value, Procedure):
        return Cleaned(Mark(code.value, None), code.problems)
    if isinstance(code.value, Services) and len(code.value.parts) == 1:
        procedure, count = code.value.parts[0]
        amount = units.clean(count, 0)
        if amount.value is not None:
            return Cleaned(Mark(procedure, amount.value), code.problems)
    return Cleaned(None, (Problem("CL034", "units, a code, or a code with units"),))
