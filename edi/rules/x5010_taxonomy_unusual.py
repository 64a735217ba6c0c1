"""A taxonomy code that ECM and Community Supports providers seldom have.

What it finds
    PRV03 has the form of a taxonomy code and is not in our list, which is not the whole NUCC list.

Why it matters
    It may be right; it may be a slip.

How to fix
    Check the code once.

Example
    PRV*BI*PXC*999B00000X
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import taxonomies
from edi.diagnostics import Diagnostic, Rule
from mappings.code_sets import load_taxonomies

RULE = Rule(
    code="X5010",
    severity="info",
    scope="file",
    message="the taxonomy code is not in our list of those that ECM and Community Supports providers use",
    hint="Check the code in the NUCC list.",
    silent_when=facts.TAXONOMIES_KNOWN,
    once_a_loop=True,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A taxonomy code that ECM and Community Supports providers seldom have."""
    known = load_taxonomies()
    for segment in taxonomies(claim):
        code = segment.value(3)
        if len(code) == 10 and code.isalnum() and code.isupper() and code[-1] == "X" and code not in known:
            yield RULE.at(claim.at(segment, 3), code)
