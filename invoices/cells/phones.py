"""Telephone numbers, one or several in a cell."""

from __future__ import annotations

from typing import Any

from invoices.cells import phone
from invoices.cells.base import Cleaned, several


def clean(value: Any, limit: int) -> Cleaned:
    """Phones -> a tuple of ten-digit numbers in the order written; CL017 for one that is none (left out)."""
    return several(value, lambda text: phone.clean(text, limit).value, "CL017", "ten digits")
