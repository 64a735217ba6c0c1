"""The loop tree of a file as XML, written as it is read."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import IO, Any

from lxml import etree

from edi.guide.model import Composite, SegmentNode
from edi.guide.trace import Trace
from edi.x12.source import Source

# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_xml(source: Source, stream: IO[bytes]) -> int:
    """Writes `<x12>` with a `loop` element for each pass through a loop and a `segment` for each segment; elements
    carry their reference and name. A segment that the guide does not expect has `unexpected="true"`. A value with
    characters that XML cannot hold has U+FFFD in their place, and stands whole in `hex` (UTF-8). Gives the number of
    claims."""
    trace = Trace(source)
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("x12"):
            tree = _Tree(xml)
            for block in trace.blocks():
                for text, state in zip(block.segments, block.states, strict=True):
                    if text:
                        tree.segment(text, state)
            tree.close_to(0)
    return trace.summary.claims


class _Tree:
    """The loops that are open, each with its context."""

    def __init__(self, xml: Any) -> None:
        self.xml = xml
        self.open: list[tuple[int, ExitStack]] = []

    def close_to(self, depth: int) -> None:
        """Closes loops until so many are open."""
        while len(self.open) > depth:
            self.open.pop()[1].close()

    def segment(self, text: str, state: Any) -> None:
        """A segment in its loop."""
        guide = state.table.guide
        node = guide.nodes[state.node]
        delimiters = state.table.delimiters
        identifier, *elements = text.lstrip().split(delimiters.element)
        expected = isinstance(node, SegmentNode) and identifier.upper() == node.id
        if expected:
            self._go_to(guide, state.node)
        made = etree.Element("segment", id=_clean(identifier))
        if expected:
            made.set("name", node.name)
        else:
            made.set("unexpected", "true")
        for place, value in enumerate(elements, 1):
            if value:
                component = "" if identifier == "ISA" else delimiters.component
                child = node.children[place - 1] if expected and place <= len(node.children) else None
                _element(made, f"{identifier}{place:02}", value, child, component)
        self.xml.write(made)

    def _go_to(self, guide: Any, number: int) -> None:
        """Closes and opens loops until the segment's own is the innermost."""
        way: list[int] = []
        loop = guide.nodes[number].parent
        while loop:
            way.insert(0, loop)
            loop = guide.nodes[loop].parent
        depth = 0
        while depth < min(len(way), len(self.open)) and self.open[depth][0] == way[depth]:
            depth += 1
        children = [c for c in guide.nodes[way[-1]].children if isinstance(guide.nodes[c], SegmentNode)] if way else []
        if children and children[0] == number:
            depth = min(depth, len(way) - 1)
        self.close_to(depth)
        for loop in way[depth:]:
            stack = ExitStack()
            node = guide.nodes[loop]
            stack.enter_context(self.xml.element("loop", id=node.id, name=node.name))
            self.open.append((loop, stack))


def _element(parent: Any, reference: str, value: str, child: Any, component: str) -> None:
    made = etree.SubElement(parent, "element", ref=_clean(reference))
    if child is not None:
        made.set("name", child.name)
    if not component or component not in value:
        _fill(made, value)
        return
    known = child.children if isinstance(child, Composite) else []
    for place, part in enumerate(value.split(component)):
        inner = etree.SubElement(made, "component", ref=_clean(f"{reference}-{place + 1:02}"))
        if place < len(known):
            inner.set("name", known[place].name)
        _fill(inner, part)


def _fill(made: Any, value: str) -> None:
    made.text = _clean(value)
    if made.text != value:
        made.set("hex", value.encode("utf-8", "surrogatepass").hex())


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
