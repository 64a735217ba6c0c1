"""One file on its way through the state table: blocks in, findings out, and the hot loop between."""

from __future__ import annotations

from typing import Any

from edi.guide.findings import Finding
from edi.guide.headers import Headers
from edi.guide.hooks import Batch, Consumer
from edi.guide.library import Library
from edi.guide.mode import Mode
from edi.guide.reading import ReadProblem
from edi.guide.report import Context
from edi.guide.states import Branches, Move, State, Table
from edi.guide.steps import Item
from edi.x12.reader import Block

_NOTE_CODES = {
    "isa-cut-short": "004", "isa-length": "004", "not-x12": "024", "empty-file": "024", "unterminated-segment": "023",
}  # fmt: skip


#: Kept ends of HL segments; a guide has a handful.
_TAILS = 50


class Session(Headers):
    """The validation of one file. `consumer` is told when a block has been read."""

    def __init__(self, library: Library, mode: Mode, consumer: Consumer | None = None) -> None:
        super().__init__(library, mode)
        self.consumer = consumer
        self.started = False
        self.is_cut = False

    def block(self, block: Block) -> list[Finding]:
        """Validate one block; its findings in file order."""
        for note in block.notes:
            context = Context(self.control, note.before + 1, 0, "", self._numbers())
            self.report.note(_NOTE_CODES.get(note.reason, "8"), "isa", note.reason, context)
        if block.segments:
            if block.delimiters != self.delimiters or not self.started:
                self.started = True
                self.delimiters = block.delimiters
                self.control = self.library.control(block.delimiters, block.delimiters.version)
                self.state = self.control.skip
            self.serve(self.control)
            state = self.state.state if not isinstance(self.state, State) else self.state
            self.serve(state.table)
            # What else is wrong with a last segment that is cut, or missing behind it, follows from that.
            self.is_cut = any(note.reason == "unterminated-segment" for note in block.notes)
            self._run(block.segments)
        found = self.report.take()
        if self.is_cut:
            found = [finding for finding in found if not finding.segment]
        if self.mode is Mode.PRODUCT:
            found.sort(key=lambda finding: finding.segment_no)
        self.summary.findings += len(found)
        return found

    def end(self) -> list[Finding]:
        """The end of the file: envelopes left open, and the last word of the consumer."""
        problems = [ReadProblem(*problem) for problem in self.reading.envelopes.end()]
        previous = self.last.split(self.delimiters.element, 1)[0]
        line = self.line = self.base if self.mode is Mode.PRODUCT else self.base + 1
        context = Context(self.control, line, self._st_line(), "", self._numbers(), previous=previous)
        if self.started and not self.is_cut:
            self.report.read(problems, context)
            self.report.flush(context)
        if self.consumer is not None:
            self._consume(Batch([], self.base + 1, self.delimiters, last=True))
        self.summary.segments = self.base
        self.summary.valid = self.report.valid and (self.mode is Mode.PRODUCT or self.started)
        found = self.report.take()
        self.summary.findings += len(found)
        return found

    def serve(self, table: Table) -> None:
        """Take over what the states of a table hand on."""
        table.serve(self)

    def _run(self, segments: list[str]) -> None:
        """Send a block's segments through the states."""
        before = self.base
        self.corrected = {}
        self.segments = segments
        self.iterator = iterator = iter(segments)
        state = self.state
        if self.paired:
            for segment in iterator:  # the hot loop: one dict lookup for a segment met before
                state, collect = state[segment]
                if collect is not None:
                    collect(segment)
        else:
            for segment in iterator:  # the same where nothing is collected
                state = state[segment]
        self.state = state
        self.base += len(segments)
        self.last = segments[-1]
        self.segments = []
        has_empty = self.base < before + len(segments)
        breaks = [] if self.is_cut else self.report.breaks
        self._consume(Batch(segments, before + 1, self.delimiters, has_empty, corrected=self.corrected, breaks=breaks))

    def _consume(self, batch: Batch) -> None:
        if self.consumer is None:
            return
        for finding in self.consumer(batch):
            self.report.add(finding)

    def skipped(self, state: State, segment: str) -> Any:
        """A segment where no guide applies."""
        if not self.paired:
            return state
        identifier, *elements = segment.split(self.delimiters.element)
        return self.result(state, Item(identifier, elements, [], Context(state.table, 0, 0, "", ("", "", ""))), "")

    def tally(self, state: State, move: Move, segment: str) -> Any:
        """A segment of a position with a large limit."""
        if not move.accept(segment) or not self._count(move):
            return self.unusual(state, segment)
        return move.result

    def claim_header(self, state: State, move: Move, segment: str) -> Any:
        """A CLM: service lines start anew."""
        if not move.accept(segment) or not self._count(move):
            return self.unusual(state, segment)
        self.reading.lines = 0
        self.summary.claims += 1
        self.claim = segment
        return move.result

    def level(self, state: State, move: Branches, segment: str) -> Any:
        """An HL: its number and parent, then the move of what follows them."""
        parts = segment.split(self.delimiters.element, 3)
        branch = None
        if len(parts) == 4:
            tail = parts[3] if parts[2] else f"^{parts[3]}"
            branch = move.tails.get(tail)
            if branch is None:
                branch = move.moves.get(parts[3].split(self.delimiters.element, 1)[0])
                if branch is None or branch.path or not branch.accept(segment):
                    return self.unusual(state, segment)
                if len(move.tails) < _TAILS:
                    move.tails[tail] = branch
        if branch is None or not self.reading.next_level(parts[1], parts[2], branch.depth):
            return self.unusual(state, segment)
        for path in branch.resets:
            self.tallies[path] = 0
        return branch.result

    def service_line(self, state: State, move: Move, segment: str) -> Any:
        """An LX: its number follows the last one's."""
        reading = self.reading
        number = reading.lines + 1
        numbered = state.table.numbered
        if number >= len(numbered):
            text = f"LX{self.delimiters.element}{number}"
            if number > len(numbered) or segment != text or not move.accept(segment):
                return self.unusual(state, segment)
            numbered.append(text)
        tallies = self.tallies
        count = tallies.get(move.path, 0) + 1  # `_count`, spelt out: there are as many as lines
        if segment != numbered[number] or count > move.most:
            return self.unusual(state, segment)
        tallies[move.path] = count
        for path in move.resets:
            tallies[path] = 0
        reading.lines = number
        return move.result

    def _count(self, move: Move) -> bool:
        """Count a move beside the state; false, and nothing counted, when that would be over its limit."""
        tallies = self.tallies
        if move.path:
            count = tallies.get(move.path, 0)
            if count >= move.most:
                return False
            tallies[move.path] = count + 1
        for path in move.resets:
            tallies[path] = 0
        return True
