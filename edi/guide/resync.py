"""Finding the thread again after a lost loop header (product mode): without it everything below is one
finding each.

pyx12 stays where it was until something matches from there. Here the place that the stray segment itself
suggests is kept beside: when the next segment fits there and not from the old place, the walk goes on from
it.
"""

from __future__ import annotations

from collections import deque

from edi.guide.model import LoopNode, SegmentNode
from edi.guide.states import State, Table
from edi.guide.walk import Signature


def nearest(table: Table, state: State, signature: Signature) -> State | None:
    """The state after the nearest position in this transaction that the segment fits, or None.

    Searched from the current loop outwards, each loop's inner loops breadth first.
    """
    found = nearest_node(table, state, signature)
    return _entered(table, state, found) if found else None


def nearest_node(table: Table, state: State, signature: Signature) -> int:
    """The number of that position, or 0."""
    walker = table.walker
    for loop, _ in walker.ancestors(state.node):
        found = _below(table, loop, signature)
        if found or walker.nodes[loop].id == "ST_LOOP":
            return found
    return 0


def _below(table: Table, loop: int, signature: Signature) -> int:
    waiting = deque([loop])
    while waiting:
        inner = table.walker.loop(waiting.popleft())
        for child in inner.children:
            node = table.guide.nodes[child]
            if isinstance(node, LoopNode):
                waiting.append(child)
            elif signature.fits(node):
                return child
    return 0


def _entered(table: Table, state: State, number: int) -> State:
    """The state at the position, its loops entered once: what came before it there is unknown."""
    nodes = table.guide.nodes
    node = nodes[number]
    counts = dict(state.counts)
    if isinstance(node, SegmentNode):
        inside = nodes[node.parent].path + "/"
        counts = {path: count for path, count in counts.items() if not path.startswith(inside)}
        counts[node.path] = 1
        for loop, _ in table.walker.ancestors(number):
            counts[nodes[loop].path] = max(1, counts.get(nodes[loop].path, 0))
    return table.state(number, table.walker.pruned(number, counts))
