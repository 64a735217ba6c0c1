"""What product mode reads otherwise in pyx12's maps (`deviations.toml`); positions keep their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from edi.guide.model import Composite, Element, Guide, SegmentNode

_PROFESSIONAL = "837.5010.X222.A1.xml"
#: Map -> element -> what is otherwise. Evidence: the guide asks for GS08 in ST03 (published); that BHT06 may be 31 is
#: unverified (from memory of the guide; it costs a receiver nothing, whose own type is asked for by X7009).
_AMENDMENTS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    _PROFESSIONAL: {"ST03": {"usage": "R"}, "BHT06": {"codes": ["31", "CH", "RP"]}},
}


def amended(guide: Guide) -> Guide:
    """The guide as product mode reads it."""
    wanted = _AMENDMENTS.get(guide.file)
    if wanted is None:
        return guide
    nodes = [_segment(node, wanted) if isinstance(node, SegmentNode) else node for node in guide.nodes]
    return replace(guide, nodes=nodes)


def _segment(node: SegmentNode, wanted: Mapping[str, Mapping[str, Any]]) -> SegmentNode:
    if not any(child.reference in wanted for child in node.children):
        return node
    children: list[Element | Composite] = [
        replace(child, **wanted.get(child.reference, {})) if isinstance(child, Element) else child
        for child in node.children
    ]
    return replace(node, children=children)
