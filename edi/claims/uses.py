"""What a claim uses: its id, and who was served by whom, when and with what. Each is a hash, kept in a register."""

from __future__ import annotations

from collections.abc import Mapping

from edi.claims.parts import Claim, Earlier, Party
from edi.claims.register import Register
from edi.claims.segment_facts import Extractors

_NONE: Mapping[int, Earlier] = {}
_ORIGIN = "\x00"  # stands in no file name


def use_of(member: str, npi: str, first: int, last: int, key: str) -> int:
    """The hash of who, by whom, when and what of a service; 0 where it lacks its day or its code."""
    return hash((member, npi, first, last, key)) if key and first else 0


def uses_of(claim: Claim, extract: Extractors) -> list[int]:
    """The hashes that `claim_facts.weigh_lines` makes of each of its services, with that of the claim's id before them,
    of a claim that was built."""
    billing = claim.billing.npi if claim.billing else ""
    npi = _npi_of(claim.parties, "2310B") or billing
    member = claim.member.identifier if claim.member else ""
    uses = [hash(claim.id)]
    lines = {line.sv1.number: line for line in claim.lines}
    for sv1 in claim.services:
        line = lines.get(sv1.number)
        if line is None:  # second in its line, or in none
            uses.append(0)
            continue
        key = extract.procedure_key(sv1.value(1))
        dtp = line.get("DTP", "472")
        first, last = extract.span(dtp.value(3)) if dtp else (0, 0)
        uses.append(use_of(member, _npi_of(line.parties, "2420A") or npi, first, last, key))
    return uses


def _npi_of(parties: list[Party], loop: str) -> str:
    return next((one.npi for one in parties if one.loop == loop and one.npi), "")


class Uses:
    """What the claims of a file used so far. Where files are `compared`, the register holds those of others, too."""

    def __init__(self, register: Register, file: str, compared: bool) -> None:
        self.register = register
        self._all_new = register.all_new
        self._file = file
        self._origin = f"{_ORIGIN}{file}" if compared else ""  # what the register keeps beside a claim's id

    def met(self, uses: list[int], identifier: str) -> tuple[Earlier | None, Mapping[int, Earlier]]:
        """Note the uses of a claim, its id first (0: not known). The claim that used its id before; line -> the claim
        that had the same service before."""
        noted = identifier + self._origin if self._origin else identifier
        if 0 not in uses and self._all_new(uses, noted):
            return None, _NONE
        met = self.register.met
        found = (met(use, noted) if use else None for use in uses)
        used, *earlier = (None if one is None else self._earlier(one) for one in found)
        return used, {line: claim for line, claim in enumerate(earlier) if claim is not None}

    def _earlier(self, noted: str) -> Earlier:
        claim, _, file = noted.rpartition(_ORIGIN) if self._origin else (noted, "", self._file)
        return Earlier(claim, file)
