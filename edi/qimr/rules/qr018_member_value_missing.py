"""A member without CIN, name or birth date.

What it finds
    A row has no CIN of the right form (9, seven digits, a letter), no last or first name, or no date of birth.

Why it matters
    All four are required, and the state finds the member by the CIN.

How to fix
    Correct the encounter or the member file that the row came from.

Example
    a CIN of eight characters
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.search import is_cin
from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR018",
    severity="error",
    scope="report_row",
    message="{expected} is missing or has not the right form",
    hint="Correct the member in the encounter or in the member file.",
    requirements=("QIMR-016", "QIMR-048", "TRN-005"),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """A member without CIN, name or birth date."""
    if not placed.has("cin"):
        return
    if not is_cin(str(placed.value("cin") or "")):
        yield RULE.at(placed.at("cin"), expected="the CIN")
    for field in ("last_name", "first_name", "birth_date"):
        if not placed.value(field):
            yield RULE.at(placed.at(field), expected=f"the {field.replace('_', ' ')}")
