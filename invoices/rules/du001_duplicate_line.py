"""A service line stands there twice.

What it finds
    Two lines with the same member, dates, provider, procedure, modifier set, units and charge. The second is
    withheld.

Why it matters
    The state looks at each service line, and one duplicate denies the whole encounter; double billing is not
    allowed.

How to fix
    Remove one of the two, or correct the one that was meant otherwise.

Example
    the same row pasted twice
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.duplicates import Batch, is_copy

RULE = Rule(
    code="DU001",
    severity="error",
    scope="run",
    message="the same service as {related}",
    hint="Remove it, or correct what should differ.",
    requirements=(
        "INV-005",
        "INV-014",
    ),
)


def check(batch: Batch, _context: Context) -> Iterator[Diagnostic]:
    """A service line stands there twice."""
    for first, second in batch.repeated:
        if is_copy(first, second):
            yield RULE.at(second.at(), related=(first.at(),))
