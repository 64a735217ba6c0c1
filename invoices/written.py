"""Small questions about a line that several rules and the grouping ask."""

from __future__ import annotations

from invoices.invoice_line import InvoiceLine
from mappings.icd10 import Icd10Status


def written_modifiers(line: InvoiceLine) -> tuple[str, ...]:
    """The modifiers as the row has them, those in the code's own cell first."""
    return tuple(dict.fromkeys([*(line.hcpcs.modifiers if line.hcpcs else ()), *(line.modifiers or ())]))


def is_homeless_address(line: InvoiceLine) -> bool:
    """Whether a homeless member's address has to be filled in: no street, or only the word for none."""
    return line.member_address is None or line.member_address.upper() == "HOMELESS"


def reason(status: Icd10Status) -> str:
    """Why a diagnosis is not billable on a date, in a few words without the code."""
    others = f"; billable then: {', '.join(status.alternatives)}" if status.alternatives else ""
    match status.state.value:
        case "header":
            why = "it is a heading with finer codes"
        case "not-yet-valid":
            why = f"it begins on {status.valid_from}"
        case "ended":
            why = f"it ended on {status.valid_to}"
        case _:
            why = "ICD-10-CM does not have it"
    return why + others
