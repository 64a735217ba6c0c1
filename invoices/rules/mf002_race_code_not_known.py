"""A race or ethnicity code is not one we know.

What it finds
    A race or ethnicity that is none of the codes of the 834 (footnote 21 asks for the codes of the DHCS encounter
    data and does not list them).

Why it matters
    A receiver that knows its codes better may still accept it, so the row is good.

How to fix
    Check the code; leave the cell empty where there are no data.

Example
    Hispanic
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF002",
    severity="warning",
    scope="cell",
    message="{found} is no race or ethnicity code that is known here",
    hint="Check the code, or leave the cell empty.",
    requirements=("MIF-020", "MIF-059"),
)

RAISED_BY = "invoices.cells.race_ethnicity"
