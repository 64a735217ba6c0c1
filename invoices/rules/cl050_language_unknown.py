"""A language is not known.

What it finds
    A part of a languages cell that is neither the name of a language nor an ISO 639 code.

Why it matters
    The provider file names languages by code; members look providers up by them.

How to fix
    Write the usual English name of the language, or its ISO 639 code.

Example
    Spanglish
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL050",
    severity="warning",
    scope="cell",
    message="{found} holds a language that is not known; it is left out",
    hint="Write the English name of each language, set off by commas.",
)

RAISED_BY = "invoices.cells.languages"
