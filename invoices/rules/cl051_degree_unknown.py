"""A degree is not known.

What it finds
    A part of a degree cell that the table of degrees does not have.

Why it matters
    The provider file names a degree by a code; a licence such as RN or LCSW is no degree.

How to fix
    Write the letters of the degree, for example MD or MSW; a licence belongs into its own column.

Example
    RN
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL051",
    severity="warning",
    scope="cell",
    message="{found} holds a degree that is not known; it is left out",
    hint="Write the letters of the degree, for example MD or MSW.",
)

RAISED_BY = "invoices.cells.degrees"
