"""Two visits were added up.

What it finds
    Two lines of the same service on a day that the profile says to merge: units and charges are added up into one
    line.

Why it matters
    The state would take two lines for a duplicate.

How to fix
    Nothing; to withhold the second instead, set claims.same_day = "withhold".

Example
    two phone calls on a day
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.duplicates import Batch, is_copy

RULE = Rule(
    code="DU003",
    severity="info",
    scope="run",
    message="added to {related}",
    hint='Set claims.same_day = "withhold" to stop it.',
    requirements=("INV-005",),
)


def check(batch: Batch, context: Context) -> Iterator[Diagnostic]:
    """Two visits were added up."""
    if context.profile.claims.same_day == "merge":
        for first, second in batch.repeated:
            if not is_copy(first, second):
                yield RULE.at(second.at(), related=(first.at(),))
