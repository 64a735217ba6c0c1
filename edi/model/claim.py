"""A claim as it stands in a submitted 837P: the encounter, and where it and its lines were read."""

from __future__ import annotations

import msgspec

from edi.model.encounter import Encounter, Member, Provider, ServiceLine
from edi.model.money import dollars
from edi.model.reference import X12Ref

_ISA_PARTS = 17
#: What stands for a separator inside a value (`edi.x12.exchange`).
_ESCAPED = {0xFDD0: "*", 0xFDD1: ":", 0xFDD2: "~"}


class Transaction(msgspec.Struct, frozen=True, gc=False):
    """The envelopes around a claim: ISA, GS and the segments from ST to loop 1000B as they were read, with `*` and `:`
    as separators (the ISA keeps its own, and its terminator). U+FDD0 stands for an asterisk that is part of a value,
    U+FDD1 for a colon, U+FDD2 for a tilde."""

    isa: str = ""
    gs: str = ""
    head: tuple[str, ...] = ()

    @property
    def interchange_number(self) -> str:
        """ISA13."""
        return self._of_isa(13)

    @property
    def sender_id(self) -> str:
        """ISA06 without the blanks that fill it up."""
        return self._of_isa(6)

    @property
    def group_number(self) -> str:
        """GS06."""
        return _element(self.gs, 6)

    @property
    def number(self) -> str:
        """ST02."""
        return _element(self.head[0], 2) if self.head else ""

    @property
    def submitter_id(self) -> str:
        """NM109 of loop 1000A."""
        return self._named("41")

    @property
    def receiver_id(self) -> str:
        """NM109 of loop 1000B."""
        return self._named("40")

    @property
    def is_encounter(self) -> bool:
        """Whether BHT06 says encounter (RP) and not claim (CH)."""
        return any(text.startswith("BHT") and _element(text, 6) == "RP" for text in self.head)

    def _of_isa(self, place: int) -> str:
        """An element of the ISA, which has its own separators; an ISA11 that is one of them cuts it in two."""
        parts = self.isa.split(self.isa[3]) if len(self.isa) > 3 else []
        if len(parts) > _ISA_PARTS and not parts[11]:
            del parts[12]
        return parts[place].strip() if place < len(parts) else ""

    def _named(self, entity: str) -> str:
        return next((_element(text, 9) for text in self.head if text.startswith(f"NM1*{entity}*")), "")


class Claim(msgspec.Struct, frozen=True, gc=False):
    """One claim of a file: `encounter` holds its content. `segment_no` is the number of its CLM in the file (the ISA is
    1), `st_segment_no` in its transaction; `line_numbers` are the file numbers of each line's LX. `levels` are the
    running numbers of its billing provider's, subscriber's and patient's HL (0: no patient level)."""

    encounter: Encounter
    transaction: Transaction
    segment_no: int
    st_segment_no: int
    line_numbers: tuple[int, ...]
    levels: tuple[int, int, int]

    @property
    def claim_id(self) -> str:
        """CLM01."""
        return self.encounter.claim_id

    @property
    def charge(self) -> str:
        """The sum of the lines in dollars with two decimals."""
        return dollars(self.encounter.charge)

    @property
    def billing(self) -> Provider:
        """The billing provider."""
        return self.encounter.billing

    @property
    def rendering(self) -> Provider | None:
        """The rendering provider of the claim (loop 2310B), None where there is none."""
        return self.encounter.rendering

    @property
    def member(self) -> Member:
        """The subscriber."""
        return self.encounter.member

    @property
    def lines(self) -> tuple[ServiceLine, ...]:
        """The service lines."""
        return self.encounter.lines

    def where(self, file: str = "", line: int = 0) -> X12Ref:
        """The position of the claim, or of its service line number `line` (from 1), for messages."""
        number = self.line_numbers[line - 1] if line else self.segment_no
        return X12Ref(
            file,
            self.transaction.interchange_number,
            self.transaction.group_number,
            self.transaction.number,
            number,
            self.st_segment_no + number - self.segment_no,
            "2400" if line else "2300",
            "LX" if line else "CLM",
            claim=self.claim_id,
        )


def _element(segment: str, place: int) -> str:
    parts = segment.split("*")
    return parts[place].strip().translate(_ESCAPED) if place < len(parts) else ""
