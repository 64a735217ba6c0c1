"""What the state takes for the same service line: member, dates, provider, procedure and modifier set. Units do not
count (837p.md; the plan practice in `payers/` calls the provider the rendering one, else the billing one)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from invoices.invoice_line import InvoiceLine


def service_key(line: InvoiceLine) -> tuple[Any, ...]:
    """What two lines share that the state would take for duplicates."""
    return (
        line.member_cin,
        line.service_start,
        line.last_date,
        line.rendering_npi or line.billing_npi,
        line.procedure_code,
        frozenset(line.final_modifiers),
    )


class Batch:
    """The lines of a run that nothing withholds so far, in the order read, and which of them repeat another."""

    def __init__(self, lines: Sequence[InvoiceLine]) -> None:
        self.lines = lines

    @cached_property
    def repeated(self) -> list[tuple[InvoiceLine, InvoiceLine]]:
        """Every line that repeats an earlier one, with the first of its kind; lines without a known service are
        left out: another finding has withheld them."""
        first_with: dict[tuple[Any, ...], InvoiceLine] = {}
        pairs = []
        for line in self.lines:
            if line.resolution.service is not None and line.member_cin is not None:
                first = first_with.setdefault(service_key(line), line)
                if first is not line:
                    pairs.append((first, line))
        return pairs


def is_copy(first: InvoiceLine, second: InvoiceLine) -> bool:
    """Whether a repeated line is the same line once more: equal units and charge, and no two different control
    numbers, which would make it a second visit."""
    both_numbered = first.control_number is not None and second.control_number is not None
    differs = both_numbered and first.control_number != second.control_number
    return first.unit_count == second.unit_count and first.charge == second.charge and not differs
