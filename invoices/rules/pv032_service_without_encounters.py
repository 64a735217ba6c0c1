"""A listed service was given to nobody.

What it finds
    A site of the 274 that offers ECM or a community support, where none of the files named by --against has a
    service line of it by that NPI.

Why it matters
    It may be a new provider, an invoice that did not come, or one that has stopped.

How to fix
    Ask the provider whether an invoice is missing.

Example
    CS5 at a site, and no T2033
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="PV032",
    severity="info",
    scope="provider_file",
    field="community_supports",
    message="no line of {expected}",
    hint="Ask the provider whether an invoice is missing.",
    requirements=("PRV-006",),
)

RAISED_BY = "invoices.roster.against"
