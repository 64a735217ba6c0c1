"""A file and what was written of it, compared segment by segment.

What counts as insignificant (X12.6: it changes nothing that a segment says): separators at the end of a segment or a
composite, line breaks between segments, and the form of a number, such as 150.00 and 150.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any, Literal

import msgspec

from edi.guide.model import Composite, Element, SegmentNode
from edi.guide.trace import Trace
from edi.x12.encoding import LATIN_1, encoded, encoding_of
from edi.x12.exchange import exchange
from edi.x12.kept import same_number, trimmed
from edi.x12.reader import read_blocks
from edi.x12.source import Source, pieces

Kind = Literal["number form", "trailing separators", "line breaks", "different"]
#: What a roundtrip may change.
INSIGNIFICANT: tuple[Kind, ...] = ("trailing separators", "line breaks", "number form")
#: Differences told of one file; one lost segment makes many.
MOST_TOLD = 100


class Difference(msgspec.Struct, frozen=True):
    """A segment that is not written as it was read. `element` is 0 where the whole segment differs; `before` and
    `after` are its texts and may be PHI."""

    segment_no: int
    loop: str
    segment: str
    element: int
    name: str
    before: str
    after: str


class Outcome(msgspec.Struct):
    """What came of one file: differences (the first hundred), how often each kind of difference was met, and whether
    the bytes are the same."""

    differences: list[Difference]
    counts: dict[str, int]
    identical: bool


def differences(source: Source, written: Callable[[str], Iterator[str]]) -> Outcome:
    """Compares a file with what is written of it. `written` reads the file and gives its text again, with a line break
    between segments. `source` is read several times: a path, or bytes."""
    outcome = Outcome([], {}, False)
    mark = _line_break(source)
    encoding = encoding_of(source)
    rebuilt = encoded(written(mark), encoding)
    for number, (original, ours) in enumerate(zip_longest(_traced(source), _segments(rebuilt, encoding)), 1):
        if original is None or original[0] != ours:
            _compare(number, original, ours, outcome)
    if not outcome.counts:
        outcome.identical = _same_bytes(source, encoded(written(mark), encoding))
        if not outcome.identical:
            outcome.counts["line breaks"] = 1
    return outcome


def _line_break(source: Source) -> str:
    """What stands between the ISA and the next segment, but for its terminator."""
    head = b""
    for piece in pieces(source):
        head += piece
        if len(head) > 1024:
            break
    for block in read_blocks([head[:4096]], encoding=LATIN_1):
        if block.segments:
            end = head.find(block.segments[0].encode("latin-1")) + len(block.segments[0]) + 1
            text = head[end : end + 2].decode("latin-1")
            return text[: len(text) - len(text.lstrip("\r\n"))]
    return "\n"


def _traced(source: Source) -> Iterator[tuple[str, Any]]:
    for block in Trace(source).blocks():
        yield from ((text, state) for text, state in zip(block.segments, block.states, strict=True) if text)


def _segments(source: Iterator[bytes], encoding: str) -> Iterator[str]:
    for block in read_blocks(source, encoding=encoding):
        yield from (text for text in block.segments if text)


def _compare(number: int, original: tuple[str, Any] | None, written: str | None, outcome: Outcome) -> None:
    """Counts a pair of segments that differ, and tells of it where that matters."""
    text, state = original if original is not None else ("", None)
    kind, element = _kind(text, written, state)
    outcome.counts[kind] = outcome.counts.get(kind, 0) + 1
    if kind == "different" and len(outcome.differences) < MOST_TOLD:
        name, loop = _named(state, element)
        identifier = (text or written or "").lstrip()[:3].rstrip("*")
        outcome.differences.append(Difference(number, loop, identifier, element, name, text, written or ""))


def _kind(original: str, written: str | None, state: Any) -> tuple[Kind, int]:
    """The kind of a difference, and the first element that has it."""
    if not original or written is None:
        return "different", 0
    delimiters = state.table.delimiters
    ours = exchange(delimiters)
    one, other = trimmed(original.translate(ours)), trimmed(written.translate(ours))
    if one == other:
        return "trailing separators", 0
    elements, others = one.split("*"), other.split("*")
    node = state.table.guide.nodes[state.node]
    for place, (before, after) in enumerate(zip_longest(elements, others, fillvalue="")):
        if before != after and not _same_numbers(before, after, node, place):
            return "different", place
    return "number form", 0


def _same_numbers(before: str, after: str, node: Any, place: int) -> bool:
    """Whether two texts of an element are equal where it, or a component of it, is a number in the guide."""
    child = node.children[place - 1] if isinstance(node, SegmentNode) and 0 < place <= len(node.children) else None
    parts = before.split(":"), after.split(":")
    if len(parts[0]) != len(parts[1]):
        return False
    return all(
        one == other or (is_number(child, index) and same_number(one, other))
        for index, (one, other) in enumerate(zip(*parts, strict=True))
    )


def is_number(child: Any, index: int) -> bool:
    """Whether an element of the guide, or a component of it, is a number."""
    element: Any = child
    if isinstance(child, Composite):
        element = child.children[index] if index < len(child.children) else None
    return isinstance(element, Element) and (element.kind == "R" or element.kind.startswith("N"))


def _named(state: Any, element: int) -> tuple[str, str]:
    """Name of the element (or the segment) and id of the loop."""
    if state is None:
        return "", ""
    node = state.table.guide.nodes[state.node]
    loop = state.table.guide.loop_of(state.node).id
    if isinstance(node, SegmentNode) and 0 < element <= len(node.children):
        return node.children[element - 1].name, loop
    return node.name, loop


def _same_bytes(source: Source, written: Iterator[bytes]) -> bool:
    """Whether the bytes are the same, compared as they come."""
    left = right = b""
    originals = pieces(source)
    for piece in written:
        right += piece
        while len(left) < len(right) and (more := next(originals, b"")):
            left += more
        size = min(len(left), len(right))
        if left[:size] != right[:size]:
            return False
        left, right = left[size:], right[size:]
    return not right and not left and not next(originals, b"")
