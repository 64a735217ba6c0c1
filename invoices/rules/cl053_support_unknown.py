"""A community support is not known.

What it finds
    A part of a supports cell that names no community support.

Why it matters
    A provider whose support is not in the provider file looks as if it did not offer it.

How to fix
    Write the name as in `edi-translate codes`, and set several off by semicolons.

Example
    Housing
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL053",
    severity="error",
    scope="cell",
    message="{found} holds no community support that is known: expected {expected}",
    hint="Write the names as in `edi-translate codes`, set off by semicolons.",
)

RAISED_BY = "invoices.cells.supports"
