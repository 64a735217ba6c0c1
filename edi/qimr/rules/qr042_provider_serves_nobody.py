"""An ECM provider that serves no population.

What it finds
    The roster names none of the populations of focus for an ECM provider.

Why it matters
    The row says that the provider serves nobody.

How to fix
    Enter the populations in the roster.

Example
    twelve times 0
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR042",
    severity="warning",
    scope="report_row",
    message="no population of focus is named for this provider",
    hint="Enter the populations that the provider serves in the roster.",
    requirements=("QIMR-043",),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """An ECM provider that serves no population."""
    marks = [placed.value(field) for field in placed.group("serves")]
    if 0 in marks and 1 not in marks:
        yield RULE.at(placed.at("provider_npi"))
