"""How our own sheet in a returned copy is known again: it is skipped when the copy is read as an invoice."""

from __future__ import annotations

from collections.abc import Sequence

from invoices.workbook import CellValue

FINDINGS_SHEET = "Findings"
# None of these may be a heading of a layout: the sheet must never be read as an invoice (a test sees to it).
# The last column is hidden: the colour that each marked cell had, so that a copy that was corrected and sent again gets
# them back, whatever program it was saved with.
HEADINGS = ("Finding", "Severity", "Sheet", "Cell", "What is wrong", "How to fix", "Value", "Colour before")


def is_findings_sheet(name: str, first_row: Sequence[CellValue]) -> bool:
    """Whether a sheet is one that this program added: by its name and its first row."""
    return name.startswith(FINDINGS_SHEET) and tuple(first_row[: len(HEADINGS)]) == HEADINGS
