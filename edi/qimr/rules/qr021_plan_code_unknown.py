"""A plan code that the profile does not have.

What it finds
    Encounters are of a plan code that the profile does not name.

Why it matters
    Plan name and county of the row are missing, and the template takes no other than its own.

How to fix
    Add the plan code to the profile, or leave out the file.

Example
    an 837P of another plan code
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR021",
    severity="error",
    scope="report_row",
    message="the plan code of these encounters is not in the profile",
    hint="Add the plan code to `plans` of the profile.",
    requirements=("QIMR-014", "TRN-004"),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """A plan code that the profile does not have."""
    if placed.value("plan_name") is None:
        yield RULE.at(placed.at("plan_code"))
