"""A state code does not exist.

What it finds
    N402 of an address in the United States has two characters and is not a USPS abbreviation.

Why it matters
    Mail and county matching fail.

How to fix
    Use the two-letter abbreviation.

Example
    N4*OAKLAND*XX*946120001
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from mappings.code_sets import load_states

RULE = Rule(
    code="X5008",
    severity="error",
    scope="file",
    message="the state is not a USPS abbreviation",
    hint="Use the two-letter abbreviation of the state.",
    silent_when=facts.STATES_KNOWN,
    once_a_loop=True,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A state code does not exist."""
    states = load_states()
    for party in claim.every:
        n4 = party.get("N4")
        if n4 is not None and len(n4.value(2)) == 2 and n4.value(4) in ("", "US") and n4.value(2) not in states:
            yield RULE.at(claim.at(n4, 2), n4.value(2))
