"""What product mode reads otherwise in pyx12's maps (`deviations.toml`); positions keep their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from edi.guide.model import Composite, Element, Guide, Key, LoopNode, Node, SegmentNode

_PROFESSIONAL = "837.5010.X222.A1.xml"
_ACKNOWLEDGMENTS = ("999.5010.xml", "999.5010X231.A1.xml")
#: Map -> element -> what is otherwise. Evidence: the guide asks for GS08 in ST03 (published); that BHT06 may be 31 is
#: unverified (from memory of the guide; it costs a receiver nothing, whose own type is asked for by X7009).
_AMENDMENTS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    _PROFESSIONAL: {"ST03": {"usage": "R"}, "BHT06": {"codes": ["31", "CH", "RP"]}},
}
#: Map -> segment -> the element that tells two positions at one place apart where their first qualifiers meet: the
#: certificate of medical necessity (CT with AB, AD, AF, AG or NS in PWK02) among other attachments of a line.
_SECONDS: Mapping[str, Mapping[str, int]] = {_PROFESSIONAL: {"PWK": 2}}
#: Map -> segments of which two positions at one place have limits of their own, which pyx12's path counts together.
_APART: Mapping[str, frozenset[str]] = {file: frozenset(("CTX",)) for file in _ACKNOWLEDGMENTS}


def amended(guide: Guide) -> Guide:
    """The guide as product mode reads it."""
    nodes = list(guide.nodes)
    wanted = _AMENDMENTS.get(guide.file)
    if wanted is not None:
        nodes = [_segment(node, wanted) if isinstance(node, SegmentNode) else node for node in nodes]
    for number, loop in enumerate(guide.nodes):
        if isinstance(loop, LoopNode):
            nodes[number] = _told_apart(loop, nodes, _SECONDS.get(guide.file, {}))
            _counted_apart(loop, nodes, _APART.get(guide.file, frozenset()))
    return replace(guide, nodes=nodes)


def _told_apart(loop: LoopNode, nodes: list[Node], wanted: Mapping[str, int]) -> LoopNode:
    """The loop with the narrower of two positions asked first, which gets its second qualifier."""
    order = list(loop.children)
    for place, number in enumerate(loop.children):
        node = nodes[number]
        before = nodes[loop.children[place - 1]] if place else loop
        if not isinstance(node, SegmentNode) or not isinstance(before, SegmentNode) or node.id != before.id:
            continue
        element = wanted.get(node.id, 0)
        child = node.children[element - 1] if element and node.position == before.position else None
        if isinstance(child, Element):
            nodes[number] = replace(node, second=Key(element, 0, child.codes))
            order[place - 1 : place + 1] = [number, loop.children[place - 1]]
    return replace(loop, children=order)


def _counted_apart(loop: LoopNode, nodes: list[Node], wanted: frozenset[str]) -> None:
    """Give positions that share a path one of their own."""
    seen: set[str] = set()
    for number in loop.children:
        node = nodes[number]
        if isinstance(node, SegmentNode) and node.id in wanted:
            if node.path in seen:
                nodes[number] = replace(node, path=f"{node.path}[{number}]")
            seen.add(node.path)


def _segment(node: SegmentNode, wanted: Mapping[str, Mapping[str, Any]]) -> SegmentNode:
    if not any(child.reference in wanted for child in node.children):
        return node
    children: list[Element | Composite] = [
        replace(child, **wanted.get(child.reference, {})) if isinstance(child, Element) else child
        for child in node.children
    ]
    return replace(node, children=children)
