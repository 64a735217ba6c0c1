"""A value was read as another form.

What it finds
    A value that was understood but written in another form than the file needs.

Why it matters
    Nothing to do if it was read right; it is told so that a wrong reading is seen.

How to fix
    Write dates as MM/DD/YYYY and codes without spaces to stop the note.

Example
    3/4/26, read as 2026-03-04
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL022",
    severity="info",
    scope="cell",
    message="{found} was read as {expected}",
    hint="Check that it was read right.",
    expected_is_value=True,
)

RAISED_BY = "invoices.cells.base"
