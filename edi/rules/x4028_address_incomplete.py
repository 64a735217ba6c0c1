"""An address in the United States or Canada lacks its state or ZIP code.

What it finds
    N402 (state or province) or N403 (ZIP or postal code) is empty, and N404 names no country, or US or CA.

Why it matters
    The guide requires both there; mail and county matching fail.

How to fix
    Add state and ZIP code, or the country of an address abroad.

Example
    N4*OAKLAND
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import addresses
from edi.diagnostics import Diagnostic, Rule

#: N404 of addresses with states and ZIP codes.
COUNTRIES = ("", "US", "CA")

RULE = Rule(
    code="X4028",
    severity="error",
    scope="file",
    message="the address has no {expected}, and no country without one",
    hint="Add state and ZIP code, or the country (N404) of an address abroad.",
    silent_when=facts.ADDRESSES_COMPLETE,
    once_a_loop=True,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """An address in the United States or Canada lacks its state or ZIP code."""
    for n4 in addresses(claim):
        lacks = [name for element, name in ((2, "state (N402)"), (3, "ZIP code (N403)")) if not n4.value(element)]
        if lacks and n4.value(4) in COUNTRIES:
            yield RULE.at(claim.at(n4, 3 if n4.value(2) else 2), expected=" and no ".join(lacks))
