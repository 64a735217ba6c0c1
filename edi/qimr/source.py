"""Where encounters come from and what became of them: the one thing that a report asks of its input.

Files give what stands in them; whoever remembers what was sent and answered (a ledger) gives the same with a status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Protocol

import msgspec

from edi.model.claim import Claim
from edi.model.encounter import Encounter
from edi.model.reference import FileRef, Reference


class Status(StrEnum):
    """What became of an encounter. `UNKNOWN`: nobody has told; `VOIDED`: withdrawn, or a void itself; `REPLACED`: a
    later encounter stands in its place."""

    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    DENIED = "denied"
    VOIDED = "voided"
    REPLACED = "replaced"


class Sent(msgspec.Struct, frozen=True, gc=False):
    """One encounter and what became of it. `claim` says where it stands in an 837P file; None where it was made from
    invoice rows, which its lines then name."""

    encounter: Encounter
    status: Status
    file: str = ""
    claim: Claim | None = None

    def where(self, line: int) -> Reference:
        """The place of its service line number `line` (from 1)."""
        if self.claim is not None:
            return self.claim.where(self.file, line)
        rows = self.encounter.lines[line - 1].sources
        place: Reference = rows[0].at("hcpcs") if rows else FileRef(self.file)
        return place


class Note(msgspec.Struct, frozen=True):
    """Something about the source that a reader of the report should know: the code of a finding, its place, words."""

    code: str
    where: Reference
    found: str = ""
    expected: str = ""


class EncounterSource(Protocol):
    """Any number of encounters. It can be gone through more than once, and gives the same each time; the order does
    not matter."""

    def __iter__(self) -> Iterator[Sent]:
        """Every encounter with its status."""

    def notes(self) -> Sequence[Note]:
        """What was noticed; complete after it was gone through."""


class Listed:
    """Encounters that are at hand, all of unknown status: those that were made from invoices."""

    def __init__(self, encounters: Sequence[Encounter], notes: Sequence[Note] = ()) -> None:
        self._encounters = encounters
        self._notes = notes

    def __iter__(self) -> Iterator[Sent]:
        for encounter in self._encounters:
            yield Sent(encounter, Status.UNKNOWN)

    def notes(self) -> Sequence[Note]:
        """What was noticed while they were made."""
        return self._notes


class Joined:
    """Several sources as one."""

    def __init__(self, *sources: EncounterSource) -> None:
        self._sources = sources

    def __iter__(self) -> Iterator[Sent]:
        for source in self._sources:
            yield from source

    def notes(self) -> Sequence[Note]:
        """What was noticed in any of them."""
        return [note for source in self._sources for note in source.notes()]
