"""A procedure code has the wrong form.

What it finds
    A cell where a HCPCS code belongs holds none, or several.

Why it matters
    The code decides which service is reported.

How to fix
    Enter one HCPCS code, with its modifiers in their own column or after it.

Example
    ECM visit
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL011",
    severity="error",
    scope="cell",
    message="{found} is not a procedure code: expected {expected}",
    hint="Enter one HCPCS code, for example G9012.",
    requirements=("INV-010",),
)

RAISED_BY = "invoices.cells.hcpcs"
