"""A ZIP code that must have nine digits has not.

What it finds
    N403 of the billing provider (2010AA) or the service facility (2310C) in the United States is not nine
    digits. A missing one is told by X4028.

Why it matters
    The guide requires ZIP+4 there.

How to fix
    Add the four digits.

Example
    N4*OAKLAND*CA*94612
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4016",
    severity="error",
    scope="file",
    message="the ZIP code must have nine digits here",
    hint="Add the four digits of ZIP+4.",
    silent_when=facts.ZIPS_FORMED,
    once_a_loop=True,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A ZIP code that must have nine digits has not."""
    for party in [claim.billing, *claim.parties]:
        if party is None or party.loop not in ("2010AA", "2310C"):
            continue
        n4 = party.get("N4")
        code = n4.value(3) if n4 is not None and n4.value(4) in ("", "US") else ""
        if n4 is not None and code and not (code.isdecimal() and len(code) == 9):
            yield RULE.at(claim.at(n4, 3), code)
