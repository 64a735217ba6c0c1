"""An NPI that is none.

What it finds
    The NPI of a provider is missing, or its check digit does not fit.

Why it matters
    The state looks the provider up by it.

How to fix
    Correct the NPI in the roster or the encounter.

Example
    1234567890
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.search import valid_npi
from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR019",
    severity="error",
    scope="report_row",
    message="the NPI of the provider is missing or is none",
    hint="Correct the NPI in the roster or the encounters.",
    requirements=("QIMR-027", "QIMR-041", "QIMR-054", "TRN-010"),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """An NPI that is none."""
    if placed.has("provider_npi") and not valid_npi(str(placed.value("provider_npi") or "")):
        yield RULE.at(placed.at("provider_npi"))
