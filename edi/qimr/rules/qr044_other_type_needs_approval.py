"""Another kind of provider.

What it finds
    A Community Supports provider has the type 14, another entity.

Why it matters
    That code is for entities that DHCS has approved.

How to fix
    Keep the approval at hand, or choose the type that fits.

Example
    14
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR044",
    severity="warning",
    scope="report_row",
    message="type 14 is for entities that DHCS has approved",
    hint="Check that DHCS has approved the provider, or enter another type.",
    requirements=("QIMR-056",),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """Another kind of provider."""
    if placed.tab.name == "cs_capacity" and str(placed.value("provider_type")) == "14":
        yield RULE.at(placed.at("provider_type"))
