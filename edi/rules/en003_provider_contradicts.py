"""One NPI, two providers.

What it finds
    Two encounters whose billing provider has one NPI and different names or tax numbers.

Why it matters
    The state holds one name and tax number for an NPI.

How to fix
    Write the name as in NPPES and correct the tax number.

Example

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import Encounter

RULE = Rule(
    code="EN003",
    severity="warning",
    scope="encounter",
    field="billing_npi",
    message="the same NPI as {related}, with another {expected}",
    hint="Compare the two; correct the NPI, the name or the tax number.",
)


def check(encounters: Sequence[Encounter], _context: object) -> Iterator[Diagnostic]:
    """One NPI, two providers."""
    first_with: dict[str, Encounter] = {}
    told: set[tuple[str, str]] = set()
    for encounter in encounters:
        provider = encounter.billing
        first = first_with.setdefault(provider.npi, encounter)
        if first.billing is provider:
            continue
        for attribute, title in (("name", "name"), ("tin", "tax number")):
            ours, theirs = getattr(provider, attribute), getattr(first.billing, attribute)
            if ours.upper() != theirs.upper() and (provider.npi, title + ours) not in told:
                told.add((provider.npi, title + ours))
                where, other = encounter.lines[0].sources[0], first.lines[0].sources[0]
                yield RULE.at(where.at("billing_npi"), ours, title, (other.at("billing_npi"),))
