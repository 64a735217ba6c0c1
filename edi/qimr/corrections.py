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
from edi.x12.reader import read_file
from edi.x12.source import Source

REPLACEMENT, VOID = "7", "8"
Order: TypeAlias = tuple[str, str, str, str, str, int]
Key: TypeAlias = tuple[str, str]
_HEADS = ("ISA", "GS", "ST", "BHT", "CLM")


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
        self._sender = transaction.sender_id
        bht = next((text.split("*") for text in transaction.head if text.startswith("BHT*")), [])
        bht += [""] * (6 - len(bht))
        self._head = (
            bht[4], bht[5], transaction.interchange_number, transaction.group_number, transaction.number,
        )  # fmt: skip


class _Scan:
    """The quick look at one file: only envelopes and the claims of frequency 7 and 8 are split."""

    def __init__(self, corrections: Corrections) -> None:
        self.add = corrections.add
        self.sender = self.isa = self.gs = self.st = ""
        self.sent = ("", "")
        self.before = self.start = 0
        self.open: tuple[str, int, str] | None = None

    def read(self, source: Source) -> None:
        """Goes through a file."""
        for block in read_file(source):
            segments = [segment for segment in block.segments if segment]
            delimiters = block.delimiters
            heads = frozenset((name + delimiters.element)[:3] for name in _HEADS)
            if self.open is not None:
                self._original(segments, 0, delimiters)
            # Hot: every segment of every file passes here.
            for place in [place for place, segment in enumerate(segments) if segment[:3] in heads]:
                self._segment(segments, place, delimiters)
            self.before += len(segments)
        self._close("")

    def _segment(self, segments: list[str], place: int, delimiters: Delimiters) -> None:
        parts = segments[place].split(delimiters.element)
        head = parts[0]
        if head == "CLM":
            setting = parts[5].split(delimiters.component) if len(parts) > 5 else []
            frequency = setting[2].strip() if len(setting) > 2 else ""
            if frequency in (REPLACEMENT, VOID):
                self._close("")
                self.open = (parts[1], self.before + place - self.start + 1, frequency)
                self._original(segments, place + 1, delimiters)
            return
        parts = [part.strip() for part in parts] + [""] * 14
        if head == "ISA":
            interchange = Transaction(segments[place])
            self.sender, self.isa = interchange.sender_id, interchange.interchange_number
        elif head == "GS":
            self.gs = parts[6]
        elif head == "ST":
            self.st, self.start = parts[2], self.before + place
        else:
            self.sent = (parts[4], parts[5])

    def _original(self, segments: list[str], place: int, delimiters: Delimiters) -> None:
        """Looks for REF*F8 from a place on; a claim that reaches into the next block stays open."""
        wanted = f"REF{delimiters.element}F8{delimiters.element}"
        for segment in segments[place:]:
            if segment.startswith(wanted):
                return self._close(segment.split(delimiters.element)[2])
            if segment[:2] in ("LX", "HL", "SE") or segment[:3] == "CLM":
                return self._close("")
        return None

    def _close(self, original: str) -> None:
        if self.open is not None:
            identifier, place, frequency = self.open
            keys = [(self.sender, identifier), (self.sender, original)]
            self.add(keys, (*self.sent, self.isa, self.gs, self.st, place), frequency)
            self.open = None
