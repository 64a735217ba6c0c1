"""A member's telephone number: ten digits, or ten zeros where the plan has no number (footnote 19)."""

from __future__ import annotations

from invoices.cells.base import Cleaned, total
from invoices.cells.ten_digits import ten_digits

ZEROS = "0000000000"


def _clean(text: str) -> Cleaned:
    """A number -> ten digits, or ten zeros; MF003, MF004. A spreadsheet that knows a number shows ten zeros as one."""
    return Cleaned(ZEROS) if text in (ZEROS, "0") else ten_digits(text)


clean = total(_clean)
