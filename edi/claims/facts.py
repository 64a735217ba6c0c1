"""What the engine keeps of a segment for the screening of claims: small tuples, made once for a distinct segment.

The first item says what the fact is, `LOOK` in any of them that the claim must be looked at by the rules. A segment
that can have no say in any rule gives no fact at all. Everything here may ask for a look too often, never too
seldom; `tests/claims/test_screen.py` holds it to that.

`Choosers` says which extractor serves a position of the guide; the extractors are in `edi.claims.extract`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Fact: TypeAlias = Any

# Kinds of facts: the index of the screen's handler. From IN_CLAIM on they wait for the end of their claim.
BOUNDARY, SUBSCRIBER, CLAIM, ABOVE, EITHER, MEMBER, BILLING, BIRTH = range(8)
IN_CLAIM = 8
BITS, SERVICE, DATE, CONTROL, DIAGNOSES, RENDERING, OTHER, PAID, PAID_ON, PAYER, SVD, CAS = range(8, 20)
KINDS = 20

# What a claim, its header or a line has; a claim's bits are or-ed together.
LOOK, SELF, ADDRESS, CITY, TELEHEALTH, IN_PERSON, OUTREACH, ECM, CORRECTS, ORIGINAL, UNRELATED, DECIDED = (
    1 << place for place in range(12)
)
ALWAYS = 99999999

#: A procedure's key ("" for none) and the days in which it is in effect.
Procedure: TypeAlias = tuple[str, int, int]
NO_PROCEDURE: Procedure = ("", 0, ALWAYS)


def bits_kind(loop: str) -> int:
    """The kind of bits that a segment in this loop gives."""
    return EITHER if not loop else BITS if loop >= "2300" else ABOVE


def look(loop: str) -> Callable[[str], Fact]:
    """An extractor that asks for a look, whatever the segment."""
    fact = (bits_kind(loop), LOOK)
    return lambda _segment: fact
