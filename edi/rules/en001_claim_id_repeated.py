"""A claim id is used twice.

What it finds
    Two encounters of a run with one CLM01.

Why it matters
    The state denies a repeated claim id unless it replaces or voids.

How to fix
    Send the two invoices apart, or remove the copy.

Example
    the same invoice in two inputs
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import Encounter

RULE = Rule(
    code="EN001",
    severity="error",
    scope="encounter",
    message="the claim has the id of {related}",
    hint="Remove the copy of the invoice.",
    snip=7,
    requirements=("INV-014",),
)


def check(encounters: Sequence[Encounter], _context: object) -> Iterator[Diagnostic]:
    """A claim id is used twice."""
    first_with: dict[str, Encounter] = {}
    for encounter in encounters:
        first = first_with.setdefault(encounter.claim_id, encounter)
        if first is not encounter and encounter.frequency == "1":
            for line in encounter.lines:
                for source in line.sources:
                    yield RULE.at(source.at(), related=(first.lines[0].sources[0].at(),))
