"""A provider of an invoice is not in the provider file.

What it finds
    A billing provider with ECM or a community support on an invoice or 837P named by --against whose NPI stands on
    no level of the 274.

Why it matters
    The state checks encounters against the 274: services of a provider that the plan has not listed do not count as
    network services.

How to fix
    Add the provider to the roster, or correct the NPI on the invoice.

Example
    2044173609 bills G9012 U2 and is in no file
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="PV030",
    severity="error",
    scope="file",
    message="the provider {expected} and is not in the provider file",
    hint="Add the provider to the roster, or correct the NPI.",
    requirements=(
        "PRV-006",
        "QIMR-054",
    ),
)

RAISED_BY = "invoices.roster.against"
