"""837P files as a source of encounters: claim by claim, memory flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edi.model.reference import FileRef
from edi.qimr.corrections import Corrections
from edi.qimr.source import Note, Sent
from edi.t837p.parse import read_837p
from edi.x12.source import Source


class Named(NamedTuple):
    """A file by the name to show; `source` must be readable more than once (a path, or bytes)."""

    name: str
    source: Source


class Files:
    """Encounters of 837P files. What became of them is unknown, but for those that a later one of these files voids or
    replaces."""

    def __init__(self, files: Sequence[Named]) -> None:
        self._files = files
        self._corrections: Corrections | None = None
        self._notes: list[Note] = []

    def __iter__(self) -> Iterator[Sent]:
        if self._corrections is None:
            self._corrections = Corrections(file.source for file in self._files)
        corrections = self._corrections
        self._notes = []
        for file in self._files:
            reading = read_837p(file.source)
            for claim in reading:
                yield Sent(claim.encounter, corrections.status(claim), file.name, claim)
            errors = sum(finding.severity == "error" for finding in reading.findings)
            if not reading.claims:
                self._notes.append(Note("QR001", FileRef(file.name)))
            elif errors:
                self._notes.append(Note("QR002", FileRef(file.name), "", str(errors)))
        if corrections.unmatched and self._files:
            self._notes.append(Note("QR003", FileRef(self._files[0].name), "", str(corrections.unmatched)))

    def notes(self) -> Sequence[Note]:
        """Files without claims or with faults, and voids of encounters that are not here."""
        return self._notes
