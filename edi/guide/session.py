"""One file on its way through the state table: blocks in, findings out, and the hot loop between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from edi.guide.arrival import Arrival
from edi.guide.course import Course, Item
from edi.guide.findings import Finding
from edi.guide.headers import Headers
from edi.guide.hooks import Batch, Consumer
from edi.guide.library import Library
from edi.guide.mode import Mode
from edi.guide.reading import ReadProblem, value
from edi.guide.repairs import Repairs
from edi.guide.report import Context
from edi.guide.segment_walk import SegmentWalk
from edi.guide.states import Branches, Move, State, Table
from edi.x12.reader import Block


class Before(NamedTuple):
    """What is before the place in a file from which a session goes on: the elements of each ST of its group, of each HL
    of its transaction; how many LX followed the last CLM of the file, and that CLM where it is of this transaction ("":
    none)."""

    transactions: list[list[str]]
    levels: list[list[str]]
    lines: int = 0
    claim: str = ""


#: Sends segments through the states, from the first to the one that follows.
Send: TypeAlias = Callable[[Any, Iterable[str]], Any]

_NOTE_CODES = {
    "isa-cut-short": "004", "isa-length": "004", "not-x12": "024", "empty-file": "024", "unterminated-segment": "023",
}  # fmt: skip


#: Kept ends of HL segments; a guide has a handful.
_TAILS = 50


def collecting(state: Any, segments: Iterable[str]) -> Any:
    """The hot loop, where collectors are registered: one dict lookup for a segment met before."""
    for segment in segments:
        state, collect = state[segment]
        if collect is not None:
            collect(segment)
    return state


def plain(state: Any, segments: Iterable[str]) -> Any:
    """The same where nothing is collected."""
    for segment in segments:
        state = state[segment]
    return state


class Session:
    """The validation of one file. `consumer` is told when a block has been read. What the state table does not decide
    goes to the parts: `walk` is the way through the guide, `headers` what envelopes do, `repairs` what a segment was
    meant to be; `course` is what they share. A caller may bring its own `repairs`, and its own way to `send` segments.
    """

    #: What says nothing, between two blocks, of how the reading goes on, or says it in a snapshot of its own.
    PASSING = frozenset((
        "arrival", "consumer", "course", "headers", "is_cut", "reading", "repairs", "report", "send", "started",
        "summary", "tallies", "walk",
    ))  # fmt: skip

    def __init__(
        self, library: Library, mode: Mode, consumer: Consumer | None = None, *,
        repairs: Callable[[Course, Arrival], Repairs] = Repairs, send: Send | None = None,
    ) -> None:  # fmt: skip
        self.course = course = Course(library, mode)
        self.arrival = Arrival(course)
        self.repairs = repairs(course, self.arrival)
        self.headers = Headers(course, self.arrival, self.serve)
        self.walk = SegmentWalk(course, self.arrival, self.headers, self.repairs)
        self.report, self.reading, self.summary = course.report, course.reading, course.summary
        self.tallies = course.tallies
        self.state: Any = self.headers.control.skip
        self.send = send or (collecting if course.paired else plain)
        self.consumer = consumer
        self.started = False
        self.is_cut = False

    def block(self, block: Block) -> list[Finding]:
        """Validate one block; its findings in file order."""
        course = self.course
        for note in block.notes:
            context = Context(self.headers.control, note.before + 1, 0, "", course.numbers())
            self.report.note(_NOTE_CODES.get(note.reason, "8"), "isa", note.reason, context)
        if block.segments:
            if block.delimiters != course.delimiters or not self.started:
                self.started = True
                course.delimiters = block.delimiters
                self.state = self.headers.begin()
            self.serve(self.headers.control)
            state = self.state.state if not isinstance(self.state, State) else self.state
            self.serve(state.table)
            # What else is wrong with a last segment that is cut, or missing behind it, follows from that.
            self.is_cut = any(note.reason == "unterminated-segment" for note in block.notes)
            self._run(block.segments)
        found = self.report.take()
        if self.is_cut:
            found = [finding for finding in found if not finding.segment]
        if course.mode is Mode.PRODUCT:
            found.sort(key=lambda finding: finding.segment_no)
        self.summary.findings += len(found)
        return found

    def end(self) -> list[Finding]:
        """The end of the file: envelopes left open, and the last word of the consumer."""
        course, progress, is_product = self.course, self.course.progress, self.course.mode is Mode.PRODUCT
        problems = [ReadProblem(*problem) for problem in self.reading.envelopes.end()]
        line = progress.end(counted=is_product)
        previous = progress.previous.split(course.delimiters.element, 1)[0]
        context = Context(self.headers.control, line, course.st_line(), "", course.numbers(), previous=previous)
        if self.started and not self.is_cut:
            self.report.read(problems, context)
            self.report.flush(context)
        if self.consumer is not None:
            self._consume(Batch([], progress.base + 1, course.delimiters, last=True))
        self.summary.segments = progress.base
        self.summary.valid = self.report.valid and (is_product or self.started)
        found = self.report.take()
        self.summary.findings += len(found)
        return found

    def serve(self, table: Table) -> None:
        """Take over what the states of a table hand on."""
        table.serve(self)

    def snapshot(self) -> tuple[Any, ...]:
        """All that decides, between two blocks, how the reading goes on; equal ones go on equally."""
        state, course, progress = self.state, self.course, self.course.progress
        position = state.table.guide.file, state.node, state.counts
        shared = progress.snapshot(), course.snapshot(), course.reading.snapshot(progress.base)
        return position, shared, self.repairs.snapshot()

    @property
    def base(self) -> int:
        """How many segments were read."""
        return self.course.progress.base

    def pause(self) -> None:
        """The part of the file that is read here is over; the file is not."""
        self.summary.segments = self.base

    def skip(self, segments: int) -> None:
        """So many segments of the file are before the block that comes next."""
        self.course.progress.skip(segments)

    def resume(self, before: Before) -> None:
        """Go on as if all that is before in the file had been read. Its envelopes and the open loops were, indeed."""
        course, component = self.course, self.course.delimiters.component
        self.reading.resume(before.levels, before.lines, component)
        self.reading.envelopes.resume([value(elements, 2, component) for elements in before.transactions])
        course.claim = before.claim
        self.summary.restart()

    def _run(self, segments: list[str]) -> None:
        """Send a block's segments through the states."""
        course, progress = self.course, self.course.progress
        self.repairs.enter_block()
        progress.enter(segments)
        self.state = self.send(self.state, segments)
        has_empty = progress.leave()
        breaks = [] if self.is_cut else self.report.breaks
        corrected = self.repairs.corrected
        self._consume(
            Batch(segments, progress.before + 1, course.delimiters, has_empty, corrected=corrected, breaks=breaks)
        )

    def _consume(self, batch: Batch) -> None:
        if self.consumer is None:
            return
        for finding in self.consumer(batch):
            self.report.add(finding)

    # -- what the table hands on -----------------------------------------------------------------------------------

    def unusual(self, state: State, segment: str) -> Any:
        """A segment that the table does not decide."""
        return self.walk.unusual(state, segment)

    def skipped(self, state: State, segment: str) -> Any:
        """A segment where no guide applies."""
        course = self.course
        if len(segment) < 2:
            course.progress.find(segment)  # see there
        if not course.paired:
            return state
        identifier, *elements = segment.split(course.delimiters.element)
        item = Item(identifier, elements, [], Context(state.table, 0, 0, "", ("", "", "")))
        return self.arrival.result(state, item, "")

    def tally(self, state: State, move: Move, segment: str) -> Any:
        """A segment of a position with a large limit."""
        if not move.accept(segment) or not self._count(move):
            return self.walk.unusual(state, segment)
        return move.result

    def claim_header(self, state: State, move: Move, segment: str) -> Any:
        """A CLM: service lines start anew."""
        if not move.accept(segment) or not self._count(move):
            return self.walk.unusual(state, segment)
        self.reading.lines = 0
        self.summary.claims += 1
        self.course.claim = segment
        return move.result

    def level(self, state: State, move: Branches, segment: str) -> Any:
        """An HL: its number and parent, then the move of what follows them."""
        parts = segment.split(self.course.delimiters.element, 3)
        branch = None
        if len(parts) == 4:
            tail = parts[3] if parts[2] else f"^{parts[3]}"
            branch = move.tails.get(tail)
            if branch is None:
                branch = move.moves.get(parts[3].split(self.course.delimiters.element, 1)[0])
                if branch is None or branch.path or not branch.accept(segment):
                    return self.walk.unusual(state, segment)
                if len(move.tails) < _TAILS:
                    move.tails[tail] = branch
        if branch is None or not self.reading.next_level(parts[1], parts[2], branch.depth):
            return self.walk.unusual(state, segment)
        for path in branch.resets:
            self.tallies[path] = 0
        return branch.result

    def service_line(self, state: State, move: Move, segment: str) -> Any:
        """An LX: its number follows the last one's."""
        reading = self.reading
        number = reading.lines + 1
        numbered = state.table.numbered
        if number >= len(numbered):
            text = f"LX{self.course.delimiters.element}{number}"
            if number > len(numbered) or segment != text or not move.accept(segment):
                return self.walk.unusual(state, segment)
            numbered.append(text)
        tallies = self.tallies
        count = tallies.get(move.path, 0) + 1  # `_count`, spelt out: there are as many as lines
        if segment != numbered[number] or count > move.most:
            return self.walk.unusual(state, segment)
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
