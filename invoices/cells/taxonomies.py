"""Provider taxonomy codes, one or several in a cell."""

from __future__ import annotations

from typing import Any

from invoices.cells import taxonomy
from invoices.cells.base import Cleaned, several


def clean(value: Any, limit: int) -> Cleaned:
    """Taxonomies -> a tuple of ten-character codes in the order written; CL025 for one that is none (left out)."""
    return several(value, lambda text: taxonomy.clean(text, limit).value, "CL025", "ten characters that end with X")
