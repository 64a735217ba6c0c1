"""A ZIP code in the United States has neither five nor nine digits.

What it finds
    N403 with a state of the United States is not five or nine digits. Loops 2010AA and 2310C are told by X4016.

Why it matters
    Mail and county matching fail.

How to fix
    Use the ZIP code without dash or blanks.

Example
    N4*OAKLAND*CA*94612-0001
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from mappings.code_sets import load_states

RULE = Rule(
    code="X5014",
    severity="warning",
    scope="file",
    message="the ZIP code has neither five nor nine digits",
    hint="Write five or nine digits.",
    silent_when=facts.ZIPS_FORMED,
    once_a_loop=True,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A ZIP code in the United States has neither five nor nine digits."""
    for party in claim.every:
        n4 = party.get("N4") if party.loop not in ("2010AA", "2310C") else None
        code = n4.value(3) if n4 is not None else ""
        good = not code or (code.isdecimal() and len(code) in (5, 9))
        if n4 is not None and not good and n4.value(4) in ("", "US") and n4.value(2) in load_states():
            yield RULE.at(claim.at(n4, 3), code)
