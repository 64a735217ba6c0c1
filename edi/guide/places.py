"""The positions of a guide by number, as the parsers need them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from edi.guide.library import guide
from edi.guide.model import Guide, LoopNode, SegmentNode

#: Segments that start a part of their own, by id.
BREAKS = {
    "ISA": "isa", "GS": "gs", "ST": "st", "HL": "level", "CLM": "claim", "SE": "end", "GE": "end", "IEA": "end",
}  # fmt: skip
OUTSIDE = -1


class Places(NamedTuple):
    """A guide's positions by number: the loop of each, whether it is its loop's first, what part it starts ("" for
    none), and its segment's id."""

    loops: list[str]
    firsts: list[bool]
    breaks: list[str]
    ids: list[str]


@cache
def places(guide_file: str) -> Places:
    """The positions of a guide."""
    return _places(guide(guide_file))


def _places(found: Guide) -> Places:
    loops, firsts, breaks, ids = [], [], [], []
    for number, node in enumerate(found.nodes):
        parent = found.nodes[node.parent]
        is_segment = isinstance(node, SegmentNode)
        loops.append(parent.id if is_segment else node.id)
        own = (
            [child for child in parent.children if isinstance(found.nodes[child], SegmentNode)]
            if isinstance(parent, LoopNode)
            else []
        )
        firsts.append(is_segment and bool(own) and own[0] == number)
        breaks.append(BREAKS.get(node.id, "") if is_segment else "")
        ids.append(node.id if is_segment else "")
    return Places(loops, firsts, breaks, ids)
