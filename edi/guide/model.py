"""One implementation guide as plain data: what a compiled map file holds, and what the cache on disk stores.

The shapes follow pyx12's XML maps (`map.xsd`); every value that the validator needs is resolved here once:
data types and lengths from `dataele.xml`, external code lists from `codes.xml`, the element that tells two
segments of one id apart.
"""

from __future__ import annotations

import msgspec

#: A repeat without limit (">1" in the maps, or no limit given).
UNLIMITED = 2147483647


class Element(msgspec.Struct, array_like=True, tag="e", gc=False, frozen=True):
    """A data element: `usage` R, S or N; `kind` its X12 data type; `codes` its own list; `external` the name
    of a list in the guide's `code_sets`; `qualifies` is true for element 1250, `qualified` for 1251 (its
    format), `monetary` for 782."""

    reference: str
    name: str
    usage: str
    position: int
    kind: str
    shortest: int
    longest: int
    codes: list[str]
    external: str
    pattern: str
    qualifies: bool
    qualified: bool
    monetary: bool


class Composite(msgspec.Struct, array_like=True, tag="c", gc=False, frozen=True):
    """A composite element and its components."""

    reference: str
    name: str
    usage: str
    position: int
    children: list[Element]


class Key(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Where a segment's qualifier stands (component 0: the whole element) and the codes that make it this
    segment."""

    element: int
    component: int
    codes: list[str]


class SegmentNode(msgspec.Struct, array_like=True, tag="s", gc=False, frozen=True):
    """A segment position. `path` is pyx12's counting key: two positions with one path share their count. `second` is a
    further qualifier that must fit as well (product mode only).

    `syntax` holds the relational conditions of the standard: a letter (P, R, E, C, L) and element positions.
    """

    id: str
    name: str
    usage: str
    position: int
    path: str
    parent: int
    most: int
    syntax: list[list[str | int]]
    children: list[Element | Composite]
    key: Key | None
    second: Key | None = None


class LoopNode(msgspec.Struct, array_like=True, tag="l", gc=False, frozen=True):
    """A loop; `children` are node numbers in walking order. Node 0 is the map's root, its own parent."""

    id: str
    name: str
    usage: str
    position: int
    path: str
    parent: int
    most: int
    children: list[int]


Node = SegmentNode | LoopNode


class Guide(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A whole map: `id` names its transaction, `version` is ISA12 of the map (it chooses the character
    set)."""

    id: str
    version: str
    file: str
    nodes: list[SegmentNode | LoopNode]
    code_sets: dict[str, list[str]]

    def loop_of(self, number: int) -> LoopNode:
        """The loop that holds the node; a loop is its own loop."""
        node = self.nodes[number]
        loop = node if isinstance(node, LoopNode) else self.nodes[node.parent]
        if not isinstance(loop, LoopNode):
            raise TypeError("a segment's parent is always a loop")
        return loop


class GuideRow(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A row of `maps.xml`: which map serves which ISA12, GS08, GS01 (and BHT02 for the 278)."""

    interchange_version: str
    guide_version: str
    functional_id: str
    purpose: str
    file: str
