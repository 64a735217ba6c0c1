"""A provider that is not in the roster.

What it finds
    An ECM member is assigned to, or a capacity row is made for, a provider that the roster does not have.

Why it matters
    Providers of the members tab must be in the capacity tab, with type and capacity, and in the 274.

How to fix
    Add the provider to the roster.

Example
    encounters by a clinic whose contract began last month
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR020",
    severity="warning",
    scope="report_row",
    message="the provider is not in the roster: its type and capacity are missing",
    hint="Add the provider to the roster and to the 274.",
    requirements=("QIMR-027", "QIMR-054"),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A provider that is not in the roster."""
    is_capacity = placed.tab.name in ("ecm_capacity", "cs_capacity")
    if is_capacity and facts.given.has_roster and placed.row.source("provider_npi") == "encounters":
        yield RULE.at(placed.at("provider_npi"))
