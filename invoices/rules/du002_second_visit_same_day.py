"""Two visits on a day.

What it finds
    Two lines with the same member, dates, provider, procedure and modifier set, but other units, charge or control
    number; withheld unless the profile says "merge".

Why it matters
    The state's test for duplicates does not look at units: sent as two lines, the whole encounter is denied.

How to fix
    If they are two visits, set claims.same_day = "merge" to send them as one line; if not, remove one.

Example
    two phone calls on a day
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.duplicates import Batch, is_copy

RULE = Rule(
    code="DU002",
    severity="error",
    scope="run",
    message="the same service as {related}, with other units, charge or control number",
    hint='Set claims.same_day = "merge" in the profile to add them up, or remove one.',
    requirements=(
        "INV-005",
        "INV-014",
    ),
)


def check(batch: Batch, context: Context) -> Iterator[Diagnostic]:
    """Two visits on a day."""
    if context.profile.claims.same_day == "withhold":
        for first, second in batch.repeated:
            if not is_copy(first, second):
                yield RULE.at(second.at(), related=(first.at(),))
