"""What a segment was meant to be, where the guide does not expect it (product mode): with another qualifier, or behind
a header that is missing. So the fault itself is told, and the walk goes on as if it were not there.

Nothing is guessed among several positions: a segment that could be one of them stays where it is. An answer is kept in
its table, as it depends on the state and the kind of segment only.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from edi.guide.elements import Problem, shown_codes
from edi.guide.model import Composite, Key, LoopNode, SegmentNode
from edi.guide.reading import ENVELOPE_IDS
from edi.guide.resync import nearest_node
from edi.guide.states import State, Table
from edi.guide.walk import Signature, Step, WalkProblem

_MOST_KEPT = 1_000


class Meant(NamedTuple):
    """A position that a segment would take with the qualifier `code`; `is_due` says that it is required and not yet
    there."""

    code: str
    step: Step
    key: Key
    is_due: bool


class Repair(NamedTuple):
    """What would make a segment fit: a qualifier of one of `meant` (of the first, where `is_certain`), or the header
    `missing` before it (0: none), after which it takes `step`."""

    meant: tuple[Meant, ...] = ()
    is_certain: bool = False
    missing: int = 0
    step: Step | None = None


NONE = Repair()


def repair(table: Table, state: State, signature: Signature) -> Repair:
    """What would make the segment fit from that state."""
    key = (state.node, state.counts, signature)
    found: Repair | None = table.repairs.get(key)
    if found is None:
        if len(table.repairs) > _MOST_KEPT:
            table.repairs.clear()
        found = _requalified(table, state, signature) or _headed(table, state, signature) or NONE
        table.repairs[key] = found
    return found


def _requalified(table: Table, state: State, signature: Signature) -> Repair | None:
    """Another qualifier; only where the one that is given is none of this guide for such a segment."""
    seconds = table.walker.seconds
    if not signature.values or any(value for e, _, value in signature.values if (signature.id, e) not in seconds):
        return None
    found: dict[int, Meant] = {}
    for element, component, codes in table.walker.places[signature.id]:
        for code in sorted(codes):
            meant = _with(signature, element, component, code, seconds)
            step = table.walker.step(state.node, state.counts, meant)
            if step.target >= 0 and not step.problems and step.target not in found:
                found[step.target] = _meant(table, state, step)
    fits = tuple(found[number] for number in sorted(found))
    due = [one for one in fits if one.is_due]
    if len(fits) == 1 or len(due) == 1:
        return Repair(tuple(due or fits), is_certain=True)
    return Repair(fits) if fits else None


def _with(
    signature: Signature, element: int, component: int, code: str, seconds: AbstractSet[tuple[str, int]]
) -> Signature:
    """The signature with another qualifier; what is a second one stays."""
    values = (
        (e, c, code if (e, c) == (element, component) else value if (signature.id, e) in seconds else "")
        for e, c, value in signature.values
    )
    return Signature(signature.id, tuple(values))


def _meant(table: Table, state: State, step: Step) -> Meant:
    node = table.segment_node(step.target)
    key = node.key or Key(1, 0, [""])
    loop = table.guide.loop_of(step.target)
    counts = dict(state.counts)
    opens = loop.children[0] == step.target
    is_due = node.usage == "R" and counts.get(loop.path if opens else node.path, 0) <= 0
    return Meant(key.codes[0], step, key, is_due and (loop.usage == "R" or not opens))


def _headed(table: Table, state: State, signature: Signature) -> Repair | None:
    """The first segment of a required loop, missing before this one: of a loop that is not there yet, or whose next
    segment this one is."""
    wanted = nearest_node(table, state, signature)
    counts = dict(state.counts)
    for number, header, loop in _headers(table) if wanted else ():
        is_next = table.guide.nodes[wanted].parent == header.parent and table.segment_node(wanted).usage == "R"
        if counts.get(loop.path, 0) > 0 and not is_next:
            continue
        first = table.walker.step(state.node, state.counts, _signature_of(table, header))
        if first.target != number or first.problems:
            continue
        second = table.walker.step(first.target, first.counts, signature)
        if second.target == wanted and not second.problems:
            told = (WalkProblem("3", "missing-segment", number),)
            both = Step(second.target, second.counts, told, first.reset or second.reset, first.tallies + second.tallies)
            return Repair(missing=number, step=both)
    return None


def _signature_of(table: Table, node: SegmentNode) -> Signature:
    """The signature of a segment that is at home there."""
    key = node.key
    places = [(element, component) for element, component, _ in table.walker.places[node.id]]
    codes = [key.codes[0] if key and place == (key.element, key.component) else "" for place in places]
    return Signature(node.id, tuple((*place, code) for place, code in zip(places, codes, strict=True)))


def _headers(table: Table) -> Iterator[tuple[int, SegmentNode, LoopNode]]:
    """The first segments of required loops in a transaction."""
    nodes = table.guide.nodes
    for loop in nodes:
        first = nodes[loop.children[0]] if isinstance(loop, LoopNode) and loop.children else None
        if not isinstance(loop, LoopNode) or not isinstance(first, SegmentNode):
            continue
        if loop.usage == "R" and first.id not in ENVELOPE_IDS:
            yield loop.children[0], first, loop


def depth(table: Table, number: int) -> int:
    """How many hierarchical levels are above a position."""
    nodes = table.guide.nodes
    loops = [table.walker.loop(loop) for loop, _ in table.walker.ancestors(number)][1:]
    firsts = [nodes[loop.children[0]] for loop in loops if loop.children]
    return sum(isinstance(first, SegmentNode) and first.id == "HL" for first in firsts)


def no_such_qualifier(table: Table, meant: tuple[Meant, ...], elements: list[str], component: str) -> Problem:
    """The finding on a qualifier that is in none of the lists that could apply."""
    key = meant[0].key
    child = table.segment_node(meant[0].step.target).children[key.element - 1]
    element = child.children[key.component - 1] if isinstance(child, Composite) else child
    text = elements[key.element - 1] if len(elements) >= key.element else ""
    text = text.split(component)[0] if component and key.component else text
    codes = list(dict.fromkeys(code for one in meant for code in one.key.codes))
    if not text:
        return Problem("ele", key.element, key.component, "1", "missing-element", element.name, "", "")
    return Problem("ele", key.element, key.component, "7", "bad-code", element.name, shown_codes(codes), text)
