"""A reporting period has another sign between its dates.

What it finds
    Two dates with a dash or a word between them, where the guidance asks for a period sign. They are read
    (footnotes 36 and 67).

Why it matters
    Another receiver may refuse it.

How to fix
    Write the two dates with a period sign between them.

Example
    01/01/2024 - 03/31/2024
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF007",
    severity="warning",
    scope="cell",
    message="{found} is read as {expected}",
    hint="Write {expected}.",
    requirements=("MIF-046", "RTF-025"),
)

RAISED_BY = "invoices.cells.period"
