"""Small questions about a line that several rules and the grouping ask."""

from __future__ import annotations

from invoices.invoice_line import InvoiceLine
from mappings.icd10 import Icd10Status


def written_modifiers(line: InvoiceLine) -> tuple[str, ...]:
    """The modifiers as the row has them, those in the code's own cell first."""
    return tuple(dict.fromkeys([*(line.hcpcs.modifiers if line.hcpcs else ()), *(line.modifiers or ())]))


# What people write in the place of a street.
NO_STREET = frozenset(
    {
        *("HOMELESS", "UNHOUSED", "UNSHELTERED", "TRANSIENT", "NO FIXED ADDRESS", "NO ADDRESS", "NO PERMANENT ADDRESS"),
        *("SIN HOGAR", "SIN TECHO", "SIN DOMICILIO"),
    }
)


def is_homeless_address(line: InvoiceLine) -> bool:
    """Whether the address of a homeless member has to be filled in: the row says homeless and has no street, or has the
    word in the place of the street and no whole address around it."""
    street = line.member_address
    if street is None:
        return bool(line.homeless_indicator)
    if street.upper().strip(" .-") not in NO_STREET:
        return False
    return bool(line.homeless_indicator) or line.member_city is None or line.member_zip is None


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
