"""The name says outreach and the code does not, or the other way round.

What it finds
    A service name with the word outreach beside a code with the modifiers of a service, or the name of a contact beside
    the modifier of outreach (U8).

Why it matters
    Outreach is counted apart from services; one modifier decides.

How to fix
    Correct the modifier or the service name.

Example
    ‘ECM Outreach’ beside G9012 U2
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN068",
    severity="warning",
    scope="line",
    field="service_name",
    message="the name {found} does not fit the code, which means {expected}",
    hint="Correct the modifier or the service name.",
)


CONTACT = re.compile(r"(?i)\b(visit|session|service)s?\b")


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The name says outreach and the code does not, or the other way round."""
    for line in lines:
        service, name = line.resolution.service, line.service_name
        if service is None or name is None or line.resolution.outcome != "exact":
            continue
        says_outreach = "outreach" in name.lower()
        if says_outreach and service.kind != "outreach":
            yield RULE.at(line.at("service_name"), name, "a service")
        elif service.kind == "outreach" and not says_outreach and CONTACT.search(name):
            yield RULE.at(line.at("service_name"), name, "outreach")
