"""An amount that its column gives in cents: whole ones."""

from __future__ import annotations

from typing import Any

from invoices.cells import unit_cents
from invoices.cells.base import Cleaned, Problem


def clean(value: Any, limit: int) -> Cleaned:
    """Cents -> cents; CL007 unreadable, CL008 negative, CL009 a fraction of a cent."""
    cleaned = unit_cents.clean(value, limit)
    if cleaned.value is None:
        return cleaned
    cents = cleaned.value * 100
    if cents != int(cents):
        return Cleaned(None, (Problem("CL009", "whole cents"),))
    return Cleaned(int(cents), cleaned.problems)
