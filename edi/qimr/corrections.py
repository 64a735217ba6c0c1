"""Voids and replacements within 837P files, found by a quick look before they are read.

A claim is corrected by a later one of frequency 7 or 8 that has its id (CLM01), or names it in REF*F8. Later is what
the transactions say (BHT04, BHT05, then the control numbers, then the place in the transaction), not the order in which
files are given. The submitter must be the same (ISA06).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from edi.model.claim import Claim, Transaction
from edi.qimr.source import Status
from edi.x12.delimiters import Delimiters
from edi.x12.reader import read_blocks
from edi.x12.source import Source, pieces

REPLACEMENT, VOID = "7", "8"
Order: TypeAlias = tuple[str, str, str, str, str, int]
Key: TypeAlias = tuple[str, str]
_HEADS = frozenset(("ISA", "GS", "ST", "BHT", "CLM", "REF", "SE"))


class Correction(NamedTuple):
    """A claim of frequency 7 or 8: when it was sent, and its number among all corrections."""

    order: Order
    frequency: str
    number: int


class Corrections:
    """All corrections of some files. `status` judges a claim of these files; `unmatched` counts voids whose original
    was not among the claims that were judged."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_key: dict[Key, list[Correction]] = {}
        self._voids: set[int] = set()
        self._matched: set[int] = set()
        self._transaction: Transaction | None = None
        self._head: tuple[str, str, str, str, str] = ("", "", "", "", "")
        self._sender = ""
        self._count = 0
        for source in sources:
            _Scan(self).read(source)

    @property
    def unmatched(self) -> int:
        """Voids of which no original was judged yet."""
        return len(self._voids - self._matched)

    def add(self, keys: Iterable[Key], order: Order, frequency: str) -> None:
        """Remembers a correction under the ids that it names."""
        correction = Correction(order, frequency, self._count)
        self._count += 1
        if frequency == VOID:
            self._voids.add(correction.number)
        for key in set(keys):
            if key[1]:
                self._by_key.setdefault(key, []).append(correction)

    def status(self, claim: Claim) -> Status:
        """Whether a claim stands: voids never do, and the latest correction of any other decides."""
        encounter = claim.encounter
        status = Status.VOIDED if encounter.frequency == VOID else Status.UNKNOWN
        if not self._by_key:
            return status
        self._enter(claim.transaction)
        found = self._by_key.get((self._sender, encounter.claim_id))
        if not found:
            return status
        order = (*self._head, claim.st_segment_no)
        later = [correction for correction in found if correction.order > order]
        self._matched.update(correction.number for correction in later)
        if not later or status is Status.VOIDED:
            return status
        return Status.VOIDED if max(later).frequency == VOID else Status.REPLACED

    def _enter(self, transaction: Transaction) -> None:
        if transaction is self._transaction:
            return
        self._transaction = transaction
        self._sender = transaction.isa[35:50].strip()
        bht = next((text.split("*") for text in transaction.head if text.startswith("BHT*")), [])
        bht += [""] * (6 - len(bht))
        self._head = (
            bht[4], bht[5], transaction.interchange_number, transaction.group_number, transaction.number,
        )  # fmt: skip


class _Scan:
    """The quick look at one file: corrections only, nothing else is split."""

    def __init__(self, corrections: Corrections) -> None:
        self.add = corrections.add
        self.sender = self.isa = self.gs = self.st = ""
        self.sent = ("", "")
        self.at = self.start = 0
        self.open: tuple[str, int, str] | None = None
        self.original = ""

    def read(self, source: Source) -> None:
        """Goes through a file."""
        for block in read_blocks(pieces(source)):
            element = block.delimiters.element
            for segment in block.segments:
                self.at += bool(segment)
                head = segment[:3].rstrip(element)
                if head in _HEADS:
                    self._segment(head, segment, block.delimiters)
        self._close()

    def _segment(self, head: str, segment: str, delimiters: Delimiters) -> None:
        if head == "REF":
            if self.open is not None and segment[4:6] == "F8":
                self.original = segment.split(delimiters.element)[2].strip()
            return
        self._close()
        parts = [part.strip() for part in segment.split(delimiters.element)] + [""] * 6
        if head == "CLM":
            frequency = parts[5].rpartition(delimiters.component)[2]
            if frequency in (REPLACEMENT, VOID):
                self.open = (parts[1], self.at - self.start + 1, frequency)
        elif head == "ISA":
            self.sender, self.isa = segment[35:50].strip(), (parts + [""] * 14)[13]
        elif head == "GS":
            self.gs = parts[6]
        elif head == "ST":
            self.st, self.start = parts[2], self.at
        elif head == "BHT":
            self.sent = (parts[4], parts[5])

    def _close(self) -> None:
        if self.open is None:
            return
        identifier, place, frequency = self.open
        keys = [(self.sender, identifier), (self.sender, self.original)]
        self.add(keys, (*self.sent, self.isa, self.gs, self.st, place), frequency)
        self.open, self.original = None, ""
