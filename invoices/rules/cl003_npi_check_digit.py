"""An NPI fails its check digit.

What it finds
    Ten digits that begin with 1 or 2 but whose last digit does not follow from the others (Luhn over 80840 and the
    number).

Why it matters
    A wrong digit names nobody or somebody else: the encounter is denied, or paid to another provider.

How to fix
    Look the provider up in NPPES and type the number again; two digits are often swapped.

Example
    1234567890 (right: 1234567893)
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL003",
    severity="error",
    scope="cell",
    message="the NPI {found} fails its check digit",
    hint="Look up the NPI and correct the swapped or mistyped digit.",
)

RAISED_BY = "invoices.cells.npi"
