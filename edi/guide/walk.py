"""The walk over loops: from one segment position to the next, with what is missing, misplaced or too many.

A twin of `walk_tree.walk_errors` in pyx12 4.0 (product mode adds what that leaves out: `deviations.toml`),
computed once for a state and a kind of segment and then kept in the state table (`edi.guide.states`). Only
counts that a later segment can still ask for are kept (`_asked`), each saturated at the largest limit that
asks for it; repeats above `LARGE` are counted beside the state.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from edi.guide.mode import Mode
from edi.guide.model import UNLIMITED, Guide, Key, LoopNode, SegmentNode

#: Limits from here on would multiply the states: they are plain counters beside them.
LARGE = 21
#: Loops of the 837 that need one of two inner loops, though the guide calls both situational: a member has a claim, or
#: a patient who has one (product mode).
_NEEDS_ONE = {"2000B": ("2300", "2000C")}

Counts = tuple[tuple[str, int], ...]


class WalkProblem(NamedTuple):
    """A structural finding: 999 code, a stable word, and the node it is about."""

    code: str
    reason: str
    node: int


class Tally(NamedTuple):
    """A counter beside the state: `path` is counted, more than `most` is a problem."""

    path: str
    most: int
    problem: WalkProblem


class Step(NamedTuple):
    """Where a segment leads: `target` node (-1: not found, the walk stays), the counts there, problems in
    pyx12's order, counters to reset (paths under `reset`) and to raise."""

    target: int
    counts: Counts
    problems: tuple[WalkProblem, ...]
    reset: str
    tallies: tuple[Tally, ...]


class Signature(NamedTuple):
    """All of a segment that the walk looks at: its id and, a key place, its qualifier ("" when in no code
    list)."""

    id: str
    values: tuple[tuple[int, int, str], ...]

    def fits(self, node: SegmentNode) -> bool:
        """Whether the segment matches the position: id and qualifier (`segment_if.is_match` of pyx12)."""
        if node.id != self.id:
            return False
        key = node.key
        if key is None:
            return True
        return self._has(key) and (node.second is None or self._has(node.second))

    def _has(self, key: Key) -> bool:
        """Whether one of the codes stands in the place of a key."""
        return any(
            value in key.codes for e, c, value in self.values if value and (e, c) == (key.element, key.component)
        )


class Walker:
    """Steps within one guide. Product mode tells once what is missing: its count is -1 from then on."""

    def __init__(self, guide: Guide, mode: Mode = Mode.PYX12) -> None:
        self.guide = guide
        self.mode = mode
        self.nodes = guide.nodes
        self.places = _key_places(guide)
        self.seconds = {
            (node.id, node.second.element) for node in guide.nodes if isinstance(node, SegmentNode) and node.second
        }
        self.limits = _limits(guide)
        self.needs_one = _needs_one(guide) if mode is Mode.PRODUCT and guide.id == "837" else {}
        self.large = frozenset(path for path, most in self.limits.items() if LARGE <= most < UNLIMITED)
        self._asked = cache(self._compute_asked)

    def signature(self, identifier: str, elements: list[str], separator: str) -> Signature | None:
        """The signature of a segment, or None for an id that the guide does not know."""
        places = self.places.get(identifier)
        if places is None:
            return None
        values = []
        for element, component, codes in places:
            text = elements[element - 1] if len(elements) >= element else ""
            if separator:
                text = text.split(separator, 1)[0] if component else text.rstrip(separator)
            values.append((element, component, text if text in codes else ""))
        return Signature(identifier, tuple(values))

    def step(self, node: int, counts: Counts, signature: Signature) -> Step:
        """One segment further; never raises, whatever the order of segments."""
        return _Step(self, node, counts).run(signature)

    def entered(self, counts: Counts, loop_path: str, node: int) -> Counts:
        """The counts after a forced entry into a loop (ISA, GS: `forceWalkCounterToLoopStart`)."""
        kept = {path: count for path, count in counts if not path.startswith(loop_path + "/")}
        for path in (loop_path, self.nodes[node].path):
            kept[path] = kept.get(path, 0) + 1
        return self.pruned(node, kept)

    def pruned(self, node: int, counts: dict[str, int]) -> Counts:
        """Only counts that can still be asked for from `node`, saturated."""
        asked = self._asked(node)
        return tuple(
            sorted((path, min(count, asked[path])) for path, count in counts.items() if path in asked and count)
        )

    def find(self, loop_id: str, segment_id: str) -> int:
        """The number of the first segment `segment_id` in a loop `loop_id`, or -1."""
        for number, node in enumerate(self.nodes):
            if isinstance(node, SegmentNode) and node.id == segment_id and self.nodes[node.parent].id == loop_id:
                return number
        return -1

    def ancestors(self, node: int) -> Iterator[tuple[int, int]]:
        """(loop, position from which its children are scanned) from the node outwards."""
        while node:
            position, node = self.nodes[node].position, self.nodes[node].parent
            yield node, position

    def loop(self, number: int) -> LoopNode:
        """The loop with that number."""
        node = self.nodes[number]
        if not isinstance(node, LoopNode):
            raise TypeError("not a loop")
        return node

    def is_wrapper(self, loop: LoopNode) -> bool:
        """A loop whose first child is a loop: it has no segment of its own to be entered by."""
        return bool(loop.children) and isinstance(self.nodes[loop.children[0]], LoopNode)

    def _compute_asked(self, node: int) -> dict[str, int]:
        asked: dict[str, int] = {}
        for number, position in self.ancestors(node):
            asked[self.nodes[number].path] = self.limits[self.nodes[number].path]
            for child in self.loop(number).children:
                if self.nodes[child].position >= position:
                    self._ask(child, asked)
        return {path: 1 if most >= LARGE else max(1, most) for path, most in asked.items()}

    def _ask(self, number: int, asked: dict[str, int]) -> None:
        node = self.nodes[number]
        asked[node.path] = self.limits[node.path]
        if isinstance(node, LoopNode) and self.is_wrapper(node):
            deep = self._may_descend(node)
            for child in node.children:
                if deep:
                    self._ask_all(child, asked)
                elif isinstance(self.nodes[child], LoopNode):
                    self._ask(child, asked)

    def _ask_all(self, number: int, asked: dict[str, int]) -> None:
        node = self.nodes[number]
        asked[node.path] = self.limits[node.path]
        for child in node.children if isinstance(node, LoopNode) else ():
            self._ask_all(child, asked)

    def _may_descend(self, wrapper: LoopNode) -> bool:
        """Whether pyx12's search from a wrapper may enter a loop deeper than the child that matched."""
        firsts = [self._first(child) for child in wrapper.children if isinstance(self.nodes[child], LoopNode)]
        below = [self._first(number) for child in wrapper.children for number in self._inner_loops(child)]
        return any(a and b and _overlap(a, b) for a in firsts for b in below)

    def _inner_loops(self, number: int) -> Iterator[int]:
        node = self.nodes[number]
        for child in node.children if isinstance(node, LoopNode) else ():
            if isinstance(self.nodes[child], LoopNode):
                yield child
                yield from self._inner_loops(child)

    def _first(self, number: int) -> SegmentNode | None:
        loop = self.loop(number)
        first = self.nodes[loop.children[0]] if loop.children else None
        return first if isinstance(first, SegmentNode) else None


class _Step:
    """One walk: the mutable part of `Walker.step`, method by method as in pyx12."""

    def __init__(self, walker: Walker, node: int, counts: Counts) -> None:
        self.walker = walker
        self.nodes = walker.nodes
        self.start = node
        self.counts = dict(counts)
        self.missing: list[tuple[int, WalkProblem]] = []
        self.problems: list[WalkProblem] = []
        self.tallies: list[Tally] = []
        self.reset = ""

    def run(self, signature: Signature) -> Step:
        self.signature = signature
        for number, position in self.walker.ancestors(self.start):
            target = self._scan(number, position)
            if target is None and self.walker.mode is Mode.PRODUCT:
                self._passed(number)
            if target is not None:
                if self.walker.mode is Mode.PRODUCT:
                    self._mark_told()
                pruned = self.walker.pruned(target, self.counts) if target >= 0 else ()
                return Step(target, pruned, tuple(self.problems), self.reset, tuple(self.tallies))
        not_found = (WalkProblem("1", "unexpected-segment", self.start),)
        return Step(-1, tuple(sorted(self.counts.items())), not_found, "", ())

    def _mark_told(self) -> None:
        """Count what is missing as neither there nor still to be told."""
        for problem in self.problems:
            if problem.code == "3":
                node = self.nodes[problem.node]
                path = self.nodes[node.parent].path if problem.reason == "missing-loop" else node.path
                if not self.reset or not path.startswith(self.reset + "/"):  # else it was of the loop before
                    self.counts[path] = -1

    def _scan(self, number: int, position: int) -> int | None:
        loop = self.walker.loop(number)
        for child in loop.children:
            node = self.nodes[child]
            if node.position < position:
                continue
            if isinstance(node, LoopNode):
                if self._loop_fits(child):
                    return self._enter(child)
            elif self.signature.fits(node):
                return self._segment(number, child, node)
            elif node.usage == "R" and not self.counts.get(node.path):
                self.missing.append((child, WalkProblem("3", "missing-segment", child)))
        return None

    def _segment(self, loop: int, number: int, node: SegmentNode) -> int:
        if loop and self._loop_fits(loop):
            if self.walker.mode is Mode.PRODUCT and number == self.start and node.id != "ST":
                self._left_bare(loop)
            return self._enter(loop)
        self._count(number, node, "5", "segment-repeat")
        keep = [entry for entry in self.missing if not self._same(entry[0], node)]
        self.problems += [entry[1] for entry in keep if self.nodes[entry[0]].position != node.position]
        return number

    def _passed(self, loop: int) -> None:
        """A loop is over: with nothing in it, it is one break; some need one of two inner loops."""
        if self.start == self.walker.loop(loop).children[0]:
            del self.missing[1:]
        inner = self.walker.needs_one.get(loop, [])
        if inner and not self.missing and not any(self.counts.get(self.nodes[each].path) for each in inner):
            first = self.walker.loop(inner[0]).children[0]
            self.missing.append((first, WalkProblem("3", "missing-loop", first)))

    def _left_bare(self, loop: int) -> None:
        """A loop begins again right after its first segment: the next one that it must have is missing."""
        for child in self.walker.loop(loop).children[1:]:
            node = self.nodes[child]
            if node.usage == "R":
                first = self.walker.loop(child).children[0] if isinstance(node, LoopNode) else child
                reason = "missing-loop" if isinstance(node, LoopNode) else "missing-segment"
                self.missing.append((first, WalkProblem("3", reason, first)))
                return

    def _same(self, number: int, node: SegmentNode) -> bool:
        """pyx12 holds two nodes for one when id and parent's id are equal."""
        other = self.nodes[number]
        return other.id == node.id and self.nodes[other.parent].id == self.nodes[node.parent].id

    def _count(self, number: int, node: SegmentNode | LoopNode, code: str, reason: str) -> None:
        """Raise a node's count; a position that is not used, or used up, is a problem."""
        if isinstance(node, LoopNode) and node.usage != "N":
            self.reset = node.path
            self.counts = {path: count for path, count in self.counts.items() if not path.startswith(node.path + "/")}
        if isinstance(node, SegmentNode) or node.usage != "N":
            self.counts[node.path] = max(0, self.counts.get(node.path, 0)) + 1
        if node.path in self.walker.large:
            self.tallies.append(Tally(node.path, node.most, WalkProblem(code, reason, number)))
        elif node.usage != "N" and self.counts[node.path] > node.most:
            self.problems.append(WalkProblem(code, reason, number))
        if node.usage == "N":
            self.problems.append(WalkProblem("2", "unused-segment", number))

    def _loop_fits(self, number: int) -> bool:
        loop = self.walker.loop(number)
        if not loop.children:
            return False
        first = self.nodes[loop.children[0]]
        if isinstance(first, LoopNode):
            return any(isinstance(self.nodes[child], LoopNode) and self._loop_fits(child) for child in loop.children)
        if self.signature.fits(first):
            return True
        if loop.usage == "R" and not self.counts.get(loop.path):
            self.missing.append((loop.children[0], WalkProblem("3", "missing-loop", loop.children[0])))
        return False

    def _enter(self, number: int) -> int:
        """Go into the loop, or the nearest below it, whose first segment fits; -1 as pyx12 when there is
        none."""
        loop = self.walker.loop(number)
        first = self.nodes[loop.children[0]] if loop.children else None
        if isinstance(first, SegmentNode) and self.signature.fits(first):
            self._count(number, loop, "4", "loop-repeat")
            self.counts[first.path] = max(0, self.counts.get(first.path, 0)) + 1
            self.problems += [problem for _, problem in self.missing]
            self.missing = []
            return loop.children[0]
        for child in loop.children:
            if isinstance(self.nodes[child], LoopNode):
                found = self._enter(child)
                if found >= 0:
                    return found
        return -1


def _key_places(guide: Guide) -> dict[str, list[tuple[int, int, frozenset[str]]]]:
    """For each segment id: the places where its positions keep a qualifier, with all codes used there."""
    found: dict[str, dict[tuple[int, int], set[str]]] = {}
    for node in guide.nodes:
        if isinstance(node, SegmentNode):
            places = found.setdefault(node.id, {})
            for key in (node.key, node.second):
                if key:
                    places.setdefault((key.element, key.component), set()).update(key.codes)
    return {
        identifier: [(element, component, frozenset(codes)) for (element, component), codes in places.items()]
        for identifier, places in found.items()
    }


def _needs_one(guide: Guide) -> dict[int, list[int]]:
    """The loops of `_NEEDS_ONE`, each with its inner loops, the one that is told to be missing first."""
    found: dict[int, list[int]] = {}
    for number, node in enumerate(guide.nodes):
        ids = _NEEDS_ONE.get(node.id) if isinstance(node, LoopNode) else None
        if ids and isinstance(node, LoopNode):
            inner = [each for each in node.children if guide.nodes[each].id in ids]
            found[number] = sorted(inner, key=lambda each: ids.index(guide.nodes[each].id))
    return {number: inner for number, inner in found.items() if len(inner) == 2}


def _limits(guide: Guide) -> dict[str, int]:
    """The largest limit that asks for a path; no limit counts as one (only presence is asked for)."""
    limits: dict[str, int] = {}
    for node in guide.nodes:
        most = 1 if node.most == UNLIMITED else node.most
        limits[node.path] = max(limits.get(node.path, 0), most)
    return limits


def _overlap(one: SegmentNode, other: SegmentNode) -> bool:
    def codes(key: Key | None) -> set[str]:
        return set(key.codes) if key else set()

    if one.id != other.id or (one.key is None) != (other.key is None):
        return one.id == other.id
    return one.key is None or bool(codes(one.key) & codes(other.key))
