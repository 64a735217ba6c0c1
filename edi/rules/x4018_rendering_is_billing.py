"""The rendering provider is the billing provider.

What it finds
    NM109 of loop 2310B is that of loop 2010AA.

Why it matters
    The guide wants 2310B only where another provider rendered.

How to fix
    Remove loop 2310B.

Example
    NM1*82 with the NPI of NM1*85
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4018",
    severity="warning",
    scope="file",
    message="the rendering provider has the NPI of the billing provider",
    hint="Remove loop 2310B.",
    silent_when=facts.RENDERING_DIFFERS,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The rendering provider is the billing provider."""
    for party in claim.parties:
        if party.loop == "2310B" and party.npi and claim.billing is not None and party.npi == claim.billing.npi:
            yield RULE.at(claim.at(party.nm1, 9), party.npi)
