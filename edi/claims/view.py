"""Builds the view of a claim from its raw segments and those of the loops above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from edi.claims.parts import Claim, Line, OtherPayer, Party, Payment, Segment

Numbered: TypeAlias = tuple[int, str]

_CLAIM = {"DN": "2310A", "P3": "2310A", "82": "2310B", "77": "2310C", "DQ": "2310D", "PW": "2310E", "45": "2310F"}
_OTHER = {
    "IL": "2330A", "PR": "2330B", "DN": "2330C", "P3": "2330C", "82": "2330D", "77": "2330E", "DQ": "2330F",
    "85": "2330G",
}  # fmt: skip
_LINE = {
    "82": "2420A", "QB": "2420B", "77": "2420C", "DQ": "2420D", "DK": "2420E", "DN": "2420F", "P3": "2420F",
    "PW": "2420G", "45": "2420H",
}  # fmt: skip
_PROVIDER = {"85": "2010AA", "87": "2010AB", "PE": "2010AC"}
_SUBSCRIBER = {"IL": "2010BA", "PR": "2010BB"}
_OF_A_PARTY = frozenset(("N2", "N3", "N4", "PER", "PRV", "DMG", "REF"))
_HEADER = {"41": "1000A", "40": "1000B"}


class Header(NamedTuple):
    """One loop above the claims: its own segments, and its parties."""

    segments: list[Segment]
    parties: list[Party]


def header(raw: Sequence[Numbered], loop: str, element: str, component: str) -> Header:
    """The segments of 2000A, 2000B, 2000C, or of the transaction's beginning ("HEADER")."""
    names = {"2000A": _PROVIDER, "2000B": _SUBSCRIBER, "2000C": {"QC": "2010CA"}}.get(loop, _HEADER)
    found = Header([], [])
    for number, text in raw:
        segment = Segment(number, loop, _split(text, element), component)
        if segment.id == "NM1":
            segment.loop = names.get(segment.value(1), loop)
            found.parties.append(Party(segment, []))
        elif found.parties and segment.id in _OF_A_PARTY:
            segment.loop = found.parties[-1].loop
            found.parties[-1].rest.append(segment)
        found.segments.append(segment)
    return found


def party(loop: Header, name: str) -> Party | None:
    """The first party of that loop."""
    return next((one for one in loop.parties if one.loop == name), None)


def fill(claim: Claim, raw: Sequence[Numbered], element: str, component: str) -> Claim:
    """Put the segments of loop 2300 and below where they belong."""
    filler = _Filler(claim)
    for number, text in raw:
        filler.add(Segment(number, "2300", _split(text, element), component))
    return claim


def _split(text: str, element: str) -> list[str]:
    parts = text.lstrip().split(element)
    parts[0] = parts[0].upper()
    return parts


class _Filler:
    """The little state machine: in the claim, in another payer, in a line, in a line's payment."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.loop = "2300"
        self.names = _CLAIM
        self.rest = claim.rest
        self.parties = claim.parties
        self.party: Party | None = None

    def add(self, segment: Segment) -> None:
        """The next segment."""
        identifier = segment.id
        segment.loop = self.loop
        if identifier in ("SBR", "LX", "SVD", "LIN", "LQ"):
            self._enter(segment)
        elif identifier == "NM1":
            segment.loop = self.names.get(segment.value(1), self.loop)
            self.party = Party(segment, [])
            self.parties.append(self.party)
        elif self.party is not None and self._belongs(segment, self.party):
            segment.loop = self.party.loop
            self.party.rest.append(segment)
        elif identifier != "CLM":
            self.rest.append(segment)

    @staticmethod
    def _belongs(segment: Segment, party: Party) -> bool:
        return segment.id in _OF_A_PARTY or (segment.id == "DTP" and party.loop == "2330B")

    def _enter(self, segment: Segment) -> None:
        """Open the loop that the segment begins."""
        self.party = None
        lines = self.claim.lines
        if segment.id == "SBR":
            other = OtherPayer(segment, [], [])
            self.claim.others.append(other)
            self.loop, self.names, self.rest, self.parties = "2320", _OTHER, other.rest, other.parties
        elif segment.id == "LX":
            line = Line(segment, [], [], [])
            lines.append(line)
            self.loop, self.names, self.rest, self.parties = "2400", _LINE, line.rest, line.parties
        elif segment.id == "SVD" and lines:
            payment = Payment(segment, [])
            lines[-1].payments.append(payment)
            self.loop, self.rest = "2430", payment.rest
        elif segment.id in ("LIN", "LQ") and lines:
            self.loop = "2410" if segment.id == "LIN" else "2440"
            self.rest = lines[-1].rest
            self.rest.append(segment)
        segment.loop = self.loop
