"""A provider gives a service that the provider file does not say it offers.

What it finds
    A billing provider on an invoice or 837P named by --against that is in the 274 without the marker of the
    service.

Why it matters
    The state sees a provider of another kind; the capacity that the plan reports for the service lacks this
    provider.

How to fix
    Say in the roster that the provider offers the service.

Example
    H0043 U6 by a group without CS1
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="PV031",
    severity="warning",
    scope="file",
    message="the provider {expected}, which the provider file does not say it offers",
    hint="Add the service to the row of the provider.",
    requirements=("PRV-006",),
)

RAISED_BY = "invoices.roster.against"
