"""An end without a reason, or a reason without an end.

What it finds
    A member who was disenrolled has no reason code, a code that is not in the list, or a reason without an end
    date.

Why it matters
    Exactly one code is asked for whoever was disenrolled, and none for anybody else.

How to fix
    Ask the provider which it is, and correct the return file.

Example
    ended 03/15/2024, no reason
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed
from mappings.report_table import load_report_codes

RULE = Rule(
    code="QR013",
    severity="error",
    scope="report_row",
    message="an end of ECM needs exactly one reason code, and a reason an end",
    hint="Ask the provider for the end date and the reason for discontinuation.",
    requirements=("QIMR-026",),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """An end without a reason, or a reason without an end."""
    if not placed.has("reason"):
        return
    end, reason = placed.value("end"), placed.value("reason")
    is_known = reason in load_report_codes()[placed.view.codes["reason"]]
    if (end is not None) != (reason is not None) or (reason is not None and not is_known):
        yield RULE.at(placed.at("reason"))
