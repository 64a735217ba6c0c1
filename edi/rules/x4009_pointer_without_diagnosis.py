"""A line points at a diagnosis that the claim does not have.

What it finds
    SV107 holds a number from 1 to 12, and that place of HI (HI01 is 1) is empty or not there. Where the claim has no HI
    at all, that is told alone.

Why it matters
    The service has no reason that the receiver could read.

How to fix
    Point at one of the claim's diagnoses, or add the diagnosis.

Example
    SV107 is 3, the claim has two diagnoses
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

#: What SV107 can hold; anything else is told by type 2.
POINTERS = frozenset(map(str, range(1, 13)))

RULE = Rule(
    code="X4009",
    severity="error",
    scope="file",
    message="the line points at diagnosis {found}; the claim has {expected}",
    hint="Correct SV107, or add the diagnosis to HI.",
    found_is_code=True,
    silent_when=facts.POINTERS_FIT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A line points at a diagnosis that the claim does not have."""
    places = _places(claim)
    for line in claim.lines if places else ():
        for place, pointer in enumerate(line.sv1.composite(7), 1):
            if pointer in POINTERS and int(pointer) not in places:
                yield RULE.at(claim.at(line.sv1, 7, place), pointer, _listed(places))


def _places(claim: Claim) -> list[int]:
    """The places of HI that are filled, in whatever form: pointers count also the empty ones."""
    found: list[int] = []
    before = 0
    for hi in {id(segment): segment for segment, *_ in claim.diagnoses}.values():
        found += [before + element for element in range(1, len(hi.parts)) if hi.value(element)]
        before += len(hi.parts) - 1
    return found


def _listed(places: list[int]) -> str:
    whole = places[-1] == len(places)  # no place is empty
    return str(len(places)) if whole else f"only {', '.join(map(str, places))}"
