"""A provider without a type of the list.

What it finds
    The type of a provider is missing or is none of the codes of its list: 15 for ECM, 14 for Community
    Supports.

Why it matters
    Exactly one code is asked for. From code 6 on the two lists differ, so a code of the one says something else
    in the other.

How to fix
    Enter the type in the roster.

Example
    ECM type 15 for a Community Supports provider
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed
from mappings.report_table import load_report_codes

RULE = Rule(
    code="QR041",
    severity="error",
    scope="report_row",
    message="the provider type is missing or is no code of this tab’s list",
    hint="Enter the type of the provider in the roster.",
    requirements=("QIMR-042", "QIMR-055", "SLP-046"),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A provider without a type of the list."""
    if not placed.has("provider_type") or not facts.given.has_roster:
        return
    if str(placed.value("provider_type") or "") not in load_report_codes()[placed.view.codes["provider_type"]]:
        yield RULE.at(placed.at("provider_type"))
