"""A support that was not approved in this quarter.

What it finds
    A support was received, and no authorization of this quarter is given for it.

Why it matters
    It may have been approved earlier: approval and receipt are two facts. Where it never was, the service is in
    doubt.

How to fix
    Nothing, where it was approved in an earlier quarter.

Example
    approved in December, received in January
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR023",
    severity="info",
    scope="report_row",
    message="received without an authorization of this quarter",
    hint="Check that an earlier authorization covers it.",
    requirements=("QIMR-052",),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A support that was not approved in this quarter."""
    if facts.given.authorizations is None:
        return
    for field in placed.group("approved"):
        received = f"received.{field.partition('.')[2]}"
        if placed.value(received) and not placed.value(field):
            yield RULE.at(placed.at(received))
