"""The way of each segment through the guide: what the parser reads claims from.

The fast validator's own walk, so that a segment's loop is the one that the validator reports; findings come along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from edi.guide.course import Item
from edi.guide.findings import Finding
from edi.guide.repairs import Repairs
from edi.guide.session import Session
from edi.guide.states import State, Table
from edi.guide.validate import Validation
from edi.guide.walk import Signature, Step
from edi.x12.delimiters import Delimiters
from edi.x12.encoding import ASCII
from edi.x12.reader import read_file
from edi.x12.source import Source


class Traced(msgspec.Struct):
    """One block: its segments, and the state of the guide that each led to. A segment that the guide does not expect
    leaves the state where it was."""

    delimiters: Delimiters
    segments: list[str]
    states: list[Any]
    findings: list[Finding]


class _Unrepaired(Repairs):
    """A segment is what it says: none is taken for what was meant, for then it could not be written back as it was."""

    def mended(self, state: State, signature: Signature, item: Item) -> Step | None:  # noqa: ARG002
        """No other than what the walk finds."""
        return None

    def late(self, table: Table, signature: Signature) -> int:  # noqa: ARG002
        """None."""
        return 0


class _States:
    """Sends segments through the states, and remembers the one after each."""

    def __init__(self) -> None:
        self.met: list[Any] = []

    def __call__(self, state: Any, segments: Iterable[str]) -> Any:
        met: list[Any] = []
        self.met = met
        add = met.append
        for segment in segments:
            state = state[segment]
            add(state)
        return state


class Trace(Validation):
    """One reading of a file in product mode: `blocks()` yields what was read, findings included; `summary` is
    complete at the end, and so is `encoding` (`edi.x12.encoding`). States are lent: they are of no use after the
    block."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.encoding = ASCII

    def blocks(self) -> Iterator[Traced]:
        """Blocks in file order; the last has no segments and the findings of the file's end."""
        library = self._borrow()
        try:
            states = _States()
            session = Session(library, self._mode, repairs=_Unrepaired, send=states)
            self.summary = session.summary
            for block in read_file(self._source):
                self.encoding = block.encoding
                states.met = []
                findings = session.block(block)
                yield Traced(block.delimiters, block.segments, states.met, findings)
            yield Traced(session.course.delimiters, [], [], session.end())
        finally:
            self._give_back(library)
