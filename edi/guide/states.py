"""The state table: a state is a position in the guide with its live counts, a dict from segment texts to
states.

A segment met before in its state costs one dict lookup. A new one is matched by its first characters and
qualifier to a move and held against the accept pattern of the move's position; only what that refuses, and
what has effects beyond the table (envelopes, HL, LX, CLM, large repeats), goes to the session. States fill
lazily.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from edi.guide.accept import PatternMaker
from edi.guide.elements import ElementCheck
from edi.guide.hooks import Chooser, Collector
from edi.guide.mode import Mode
from edi.guide.model import UNLIMITED, Guide, LoopNode, SegmentNode
from edi.guide.reading import DEPTHS
from edi.guide.walk import Counts, Signature, Step, Walker
from edi.x12.delimiters import Delimiters

#: Visits of a position until its accept pattern is worth compiling (a third of a millisecond).
_COMPILE_AFTER = 12
#: Segments kept in a state; then its memo starts anew, so that memory stays flat and lookups in the cache.
_MEMO_LIMIT = 1_000
#: The same, for a state that gave up remembering in a file before: so long it is given another try.
_SECOND_LIMIT = 200
#: The part of a full memo that must have been met before for the memo to be kept up.
_WORTH_KEEPING = 0.05
#: So many first characters name the move of most segments with a qualifier (`REF*EI`).
_START = 6
#: Service lines whose LX a state knows at once.
_FEW_LINES = 20
#: States kept; real files use less than a hundred. A file made to have more pays with time, not with memory.
_STATE_LIMIT = 1_000
#: Longer segments are rarely met twice.
_MEMO_LENGTH = 120


class Handler(Protocol):
    """What a state hands on: the session of the file being read."""

    def unusual(self, state: State, segment: str) -> Any:
        """A segment that the table cannot decide; returns what the state would have returned."""

    def tally(self, state: State, move: Move, segment: str) -> Any:
        """A good segment of a position with a large limit."""

    def level(self, state: State, move: Branches, segment: str) -> Any:
        """A good HL."""

    def claim_header(self, state: State, move: Move, segment: str) -> Any:
        """A good CLM."""

    def service_line(self, state: State, move: Move, segment: str) -> Any:
        """A good LX."""

    def skipped(self, state: State, segment: str) -> Any:
        """A segment where no guide applies."""


#: What goes with some segments beside the table; a table's `served` holds the session's methods for them.
_TALLY, _LEVEL, _CLAIM_HEADER, _SERVICE_LINE = range(1, 5)


class Acceptor:
    """Whether a segment has no problem at one position: exact at first, by pattern once that pays.

    `moves` are those that hold `accept`, so that they get the pattern when it is made.
    """

    __slots__ = ("_node", "_number", "_table", "_visits", "accept", "moves")

    def __init__(self, table: Table, number: int) -> None:
        self._table = table
        self._number = number
        self._node = table.segment_node(number)
        self._visits = 0
        self.moves: list[Move] = []
        self.accept: Callable[[str], Any] = self._exactly

    def _exactly(self, segment: str) -> bool:
        self._visits += 1
        if self._visits >= _COMPILE_AFTER:
            pattern = self._table.compiled.pattern(self._number)
            self.accept = pattern.fullmatch if pattern else self._always_exactly
            for move in self.moves:
                move.accept = self.accept
            self.moves.clear()
        return self._always_exactly(segment)

    @property
    def settled(self) -> bool:
        """Whether `accept` stays what it is."""
        return self._visits >= _COMPILE_AFTER

    def _always_exactly(self, segment: str) -> bool:
        identifier, *elements = segment.split(self._table.delimiters.element)
        separator = self._table.delimiters.component
        if identifier != self._node.id or not elements or not elements[-1].strip(separator):
            return False
        return not self._table.check.check(self._node, elements, separator)


class Move:
    """A step that a good segment takes: where to, how it is accepted, what it has beyond the table.

    `effect` is the index of the session's method that does the rest (0 for none), `depth` that of an HL of an 837 (0:
    of no say). `result` is what the hot loop gets: the state that follows, and the collector where collectors are
    registered.
    """

    __slots__ = (
        "accept",
        "depth",
        "effect",
        "loop",
        "most",
        "path",
        "resets",
        "result",
        "step",
        "target",
    )

    def __init__(self, table: Table, step: Step, target: State, acceptor: Acceptor, signature: Signature) -> None:
        self.step = step
        self.target = target
        self.accept = acceptor.accept
        self.loop = table.guide.loop_of(step.target).id
        inside = step.reset + "/"
        self.resets = [path for path in table.walker.large if step.reset and path.startswith(inside)]
        self.depth = table.depths.get(signature.values[0][2], 0) if signature.id == "HL" and signature.values else 0
        self.effect = table.effects.get(signature.id, _TALLY if step.tallies or self.resets else 0)
        if not acceptor.settled:
            acceptor.moves.append(self)
        tally = step.tallies[0] if step.tallies else None  # a step enters one loop or takes one segment
        self.path, self.most = (tally.path, tally.most) if tally else ("", UNLIMITED)
        self.result: Any = (target, table.collector(signature, self.loop)) if table.choosers else target


class State(dict[str, Any]):
    """A position with its counts; maps the texts of good segments to what follows them."""

    __slots__ = ("counts", "former", "heads", "limit", "moves", "node", "remembers", "starts", "table")

    def __init__(self, table: Table, node: int, counts: Counts) -> None:
        super().__init__()
        self.table = table
        self.node = node
        self.counts = counts
        self.moves: dict[Signature, Move | Step] = {}
        self.heads: dict[str, tuple[int, str, Any]] = {}
        self.starts: dict[str, Any] = {}
        self.remembers = True
        self.limit = _MEMO_LIMIT
        self.former: frozenset[str] = frozenset()

    def __missing__(self, segment: str) -> Any:
        # Hot: half of all segments come here. Slices and dicts, one pattern, no objects; measured step by
        # step.
        move = self.starts.get(segment[:_START])
        if move is None:
            try:
                start, separator, move = self.heads[segment[:3]]
                if start:
                    move = move[segment[start : segment.index(separator, start)]]
            except (KeyError, ValueError):
                return self.table.handler.unusual(self, segment)
        if move.effect:
            return self.table.served[move.effect](self, move, segment)
        if not move.accept(segment):
            return self.table.handler.unusual(self, segment)
        if self.remembers and len(segment) < _MEMO_LENGTH:
            if len(self) > self.limit:
                self._turn_over()
            self[segment] = move.result
        return move.result

    def _turn_over(self) -> None:
        """Start the memo anew; give it up where next to no segment came back since the last time."""
        kept = frozenset(self)
        if self.former:
            self.remembers = len(kept & self.former) > self.limit * _WORTH_KEEPING
            self.limit = _MEMO_LIMIT if self.remembers else _SECOND_LIMIT
        self.former = kept if self.remembers else frozenset()
        self.clear()

    def forget(self) -> None:
        """Drop the texts of segments, which are PHI; what did not come back in one file may do so in the next."""
        self.clear()
        self.former = frozenset()
        self.remembers = True


class Branches:
    """Stands for the moves of an HL until the session has split the segment and knows its level code.

    `tails` are moves by what follows the parent's number, as far as accepted before ("^" leads where there is
    none).
    """

    __slots__ = ("effect", "moves", "tails")

    def __init__(self) -> None:
        self.effect = _LEVEL
        self.moves: dict[str, Move] = {}
        self.tails: dict[str, Move] = {}


class Skip(State):
    """Where no guide applies: everything but envelopes is passed over."""

    __slots__ = ()

    def __missing__(self, segment: str) -> Any:
        if segment[:3].upper() in self.table.envelope_heads or not segment or segment[0].isspace():
            return self.table.handler.unusual(self, segment)
        return self.table.handler.skipped(self, segment)


class Compiled:
    """What tables of one guide, delimiters and mode share: the walk, the exact check, patterns made so
    far."""

    def __init__(self, guide: Guide, element: str, component: str, mode: Mode) -> None:
        self.guide = guide
        self.walker = Walker(guide, mode)
        self.check = ElementCheck(guide, mode)
        self._maker = PatternMaker(self.check, element, component)
        self._patterns: dict[int, re.Pattern[str] | None] = {}

    def pattern(self, number: int) -> re.Pattern[str] | None:
        """The accept pattern of a position, made once."""
        if number not in self._patterns:
            node = self.guide.nodes[number]
            self._patterns[number] = self._maker.pattern(node) if isinstance(node, SegmentNode) else None
        return self._patterns[number]


class Table:
    """All states of one guide for one set of delimiters; leased to one session at a time (`handler`)."""

    handler: Handler
    served: tuple[Callable[..., Any], ...]

    def __init__(self, compiled: Compiled, delimiters: Delimiters, choosers: dict[str, Chooser]) -> None:
        self.compiled = compiled
        self.guide = guide = compiled.guide
        self.delimiters = delimiters
        self.choosers = choosers
        self.walker = compiled.walker
        self.check = compiled.check
        self.states: dict[tuple[int, Counts], State] = {}
        self.acceptors: dict[int, Acceptor] = {}
        self.effects = {"HL": _LEVEL, "CLM": _CLAIM_HEADER}
        if guide.id == "837":  # the one map whose LX pyx12 counts
            self.effects["LX"] = _SERVICE_LINE
        self.depths = DEPTHS if compiled.check.mode is Mode.PRODUCT and guide.id == "837" else {}
        self.numbered = [""]  # texts of LX, at their numbers, that need no pattern any more
        self.claim_nodes = _claim_nodes(guide)
        ids = ("ISA", "GS", "ST", "SE", "GE", "IEA")
        self.envelope_heads = {(name + delimiters.element)[:3] for name in ids}
        self.repairs: dict[tuple[int, Counts, Signature], Any] = {}  # see `edi.guide.repair`
        self.skip = Skip(self, 0, ())

    def state(self, node: int, counts: Counts) -> State:
        """The state of that position and counts."""
        key = (node, counts)
        if key not in self.states:
            if len(self.states) >= _STATE_LIMIT:
                self._start_anew()
            self.states[key] = State(self, node, counts)
        return self.states[key]

    def _start_anew(self) -> None:
        """Take all states apart: they hold each other through their moves."""
        for state in self.states.values():
            for part in (state, state.moves, state.heads, state.starts):
                part.clear()
        self.states.clear()
        self.repairs.clear()
        for acceptor in self.acceptors.values():
            acceptor.moves.clear()

    def forget(self) -> None:
        """Empty the memo of whole segments and let go of the session; moves stay."""
        self.__dict__.pop("handler", None)
        self.__dict__.pop("served", None)
        for state in self.states.values():
            state.forget()

    def move(self, state: State, signature: Signature) -> Move | Step:
        """The move of a signature from a state, or the bare step when it has problems or leads nowhere."""
        found = state.moves.get(signature)
        if found is None:
            step = self.walker.step(state.node, state.counts, signature)
            found = step
            if step.target >= 0 and not step.problems and not self._is_envelope(signature.id):
                found = self._move(state, step, signature)
            state.moves[signature] = found
        return found

    def serve(self, handler: Handler) -> None:
        """Hand on to that session."""
        self.handler = handler
        self.served = (handler.unusual, handler.tally, handler.level, handler.claim_header, handler.service_line)

    def collector(self, signature: Signature, loop: str) -> Collector | None:
        """The collector of a position, chosen by its loop and qualifier."""
        choose = self.choosers.get(signature.id)
        if choose is None:
            return None
        qualifiers = [text for element, component, text in signature.values if (element, component) == (1, 0)]
        return choose(loop, qualifiers[0] if qualifiers else "")

    def segment_node(self, number: int) -> SegmentNode:
        """The segment position with that number."""
        node = self.guide.nodes[number]
        if not isinstance(node, SegmentNode):
            raise TypeError("not a segment position")
        return node

    @staticmethod
    def _is_envelope(identifier: str) -> bool:
        return identifier in ("ISA", "GS", "ST", "SE", "GE", "IEA")

    def _move(self, state: State, step: Step, signature: Signature) -> Move:
        node = step.target
        if node not in self.acceptors:
            self.acceptors[node] = Acceptor(self, node)
        move = Move(self, step, self.state(node, step.counts), self.acceptors[node], signature)
        self._add_head(state, signature, move)
        return move

    def _add_head(self, state: State, signature: Signature, move: Move) -> None:
        """Let the state recognise such segments by their first characters, where these say enough."""
        identifier = signature.id
        separator = self.delimiters.element
        if separator.isalnum() or separator.isspace() or not 2 <= len(identifier) <= 3:
            return
        head = (identifier + separator)[:3]
        if not signature.values:
            state.heads[head] = (0, "", move)
            if move.effect == _SERVICE_LINE:  # there are many, with the same few texts
                state.starts.update((f"LX{separator}{number}", move) for number in range(1, _FEW_LINES))
        elif len(signature.values) == 1:
            (element, component, value), *_ = signature.values
            if element == 3 and value:
                state.heads.setdefault(head, (0, "", Branches()))[2].moves[value] = move
            elif element == 1 and value:
                until = self.delimiters.component if component else separator
                entry = state.heads.setdefault(head, (len(identifier) + 1, until, {}))
                entry[2][value] = move
                self._add_start(state, f"{identifier}{separator}{value}{until}", entry[2])

    def _add_start(self, state: State, text: str, moves: dict[str, Move]) -> None:
        """Let the first characters alone name the move, while no other qualifier of the id begins so.

        A longer qualifier that begins so is refused by the pattern, which holds the whole of it.
        """
        start = text[:_START]
        value = text[text.index(self.delimiters.element) + 1 : -1]
        prefix = text[: -len(value) - 1]
        sharing = [other for other in moves if f"{prefix}{other}{text[-1]}"[:_START] == start]
        if len(text) >= _START and len(sharing) == 1:
            state.starts[start] = moves[value]
        else:
            state.starts.pop(start, None)


def _claim_nodes(guide: Guide) -> frozenset[int]:
    """Nodes in a loop that a CLM opens, or below: their findings belong to a claim."""
    inside: set[int] = set()
    for number, node in enumerate(guide.nodes):
        first = guide.nodes[node.children[0]] if isinstance(node, LoopNode) and node.children else None
        if node.parent in inside or (isinstance(first, SegmentNode) and first.id == "CLM"):
            inside.add(number)
    return frozenset(inside)
