"""A taxonomy code has the wrong form.

What it finds
    PRV03 is not nine capitals and digits followed by X.

Why it matters
    The receiver cannot tell the provider's specialty.

How to fix
    Use the code of the NUCC list.

Example
    PRV*BI*PXC*251B
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import taxonomies
from edi.diagnostics import Diagnostic, Rule

TAXONOMY = re.compile(r"[0-9]{2}[0-9A-Z]{7}X")

RULE = Rule(
    code="X5009",
    severity="error",
    scope="file",
    message="the taxonomy code does not have its ten characters",
    hint="Use a code of the NUCC provider taxonomy.",
    silent_when=facts.TAXONOMIES_KNOWN,
    once_a_loop=True,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A taxonomy code has the wrong form."""
    for segment in taxonomies(claim):
        if segment.value(3) and not TAXONOMY.fullmatch(segment.value(3)):
            yield RULE.at(claim.at(segment, 3), segment.value(3))
