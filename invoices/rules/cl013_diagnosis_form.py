"""A diagnosis code has the wrong form.

What it finds
    A diagnosis cell holds something that cannot be an ICD-10-CM code.

Why it matters
    A claim needs at least one diagnosis that the state knows.

How to fix
    Enter the ICD-10-CM code, with or without its dot.

Example
    homeless
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL013",
    severity="error",
    scope="cell",
    message="{found} is not an ICD-10-CM code: expected {expected}",
    hint="Enter the code, for example Z59.01.",
)

RAISED_BY = "invoices.cells.diagnoses"
