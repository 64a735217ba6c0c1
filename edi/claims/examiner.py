"""What the screen asks of whoever knows the rules."""

from __future__ import annotations

from typing import Protocol

from edi.claims.around import Around, Receiver
from edi.claims.parts import Claim, Segment
from edi.diagnostics import Check


class Examiner(Protocol):
    """Who knows the rules."""

    def choose(self, isa: Segment, gs: Segment) -> Receiver | None:
        """The receiver of a transaction that begins."""

    def asked(self, denied: int, fresh: int) -> tuple[Check, ...]:
        """The rules that a claim with these facts denied has to be shown to. `fresh` are those denied in the claim
        itself, or in a loop above it of which no claim was shown yet."""

    def look(self, claim: Claim, around: Around, asked: tuple[Check, ...]) -> None:
        """Ask these rules."""
