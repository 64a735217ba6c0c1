"""The copy that goes back to its sender: the provider's own workbook with the faulty cells marked."""

from invoices.returns.findings_sheet import FINDINGS_SHEET, HEADINGS, is_findings_sheet
from invoices.returns.write import Returned, rejects_workbook, write_rejects

__all__ = ["FINDINGS_SHEET", "HEADINGS", "Returned", "is_findings_sheet", "rejects_workbook", "write_rejects"]
