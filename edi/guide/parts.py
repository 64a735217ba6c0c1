"""A file in parts: envelopes, headers, levels, claims, each with the place in the guide of its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from edi.guide.places import OUTSIDE, Places, places
from edi.guide.trace import Traced
from edi.x12.delimiters import Delimiters
from edi.x12.exchange import exchange, has_ours
from edi.x12.write import TERMINATOR

#: Segments of an unknown guide handed on at once.
_RAW_PIECE = 1000
#: Parts that are values of a model: never cut.
_WHOLE = ("claim", "level")


class Part(msgspec.Struct, gc=False):
    """Segments with our separators and their positions in the guide (`OUTSIDE`: not expected). `kind` is a value of
    BREAKS, or `more` for what follows a cut; `first` the number in the file of the first segment; `following` the
    segment that begins the next part, "" where that is not known. `is_exchanged` says that a value of these texts may
    differ from the file's (`edi.x12.exchange.reading_values` makes it that)."""

    kind: str
    texts: Sequence[str]
    nodes: Sequence[int]
    guide_file: str
    first: int
    delimiters: Delimiters
    following: str = ""
    is_exchanged: bool = False


class Parts:
    """The running state: the part being collected."""

    def __init__(self) -> None:
        self.delimiters = Delimiters("*", ":", "~", "^", "00501")
        self.table: Any = None
        self.known: Places = places("x12.control.00501.xml")
        self.heads: list[str] = []
        self.file = ""
        self.texts: list[str] = []
        self.nodes: list[int] = []
        self.kind = ""
        self.first = 0
        self.number = 0

    def block(self, block: Traced) -> Iterator[Part]:
        """The parts that end in a block."""
        if block.segments and block.delimiters != self.delimiters:
            yield from self.flushed()
            self.delimiters, self.first = block.delimiters, self.number + 1
        # Hot: half of what parsing costs beyond the guide's walk goes through here, so that names are local.
        texts, nodes, heads, breaks, table = self.texts, self.nodes, self.heads, self.known.breaks, self.table
        number, is_whole = self.number, self.kind in _WHOLE
        for text, state in zip(block.segments, block.states, strict=True):
            if state.table is not table:
                yield from self.flushed()
                self._turn_to(state.table)
                self.first, is_whole = number + 1, False
                texts, nodes, heads, breaks, table = self.texts, self.nodes, self.heads, self.known.breaks, self.table
            node = state.node
            if not text.startswith(heads[node]):
                if not text:
                    continue
                node = self._odd(text, node)
            number += 1
            if node >= 0 and breaks[node]:
                if texts:
                    yield self._part(text)
                    texts, nodes = self.texts, self.nodes
                self.kind = breaks[node]
                is_whole = self.kind in _WHOLE
                self.first = number
            texts.append(text)
            nodes.append(node)
            if not is_whole and len(texts) >= _RAW_PIECE:
                yield from self.flushed()
                texts, nodes, self.first = self.texts, self.nodes, number + 1
        self.number = number

    def flushed(self) -> Iterator[Part]:
        """The part that is still open."""
        if self.texts:
            yield self._part("")

    def _turn_to(self, table: Any) -> None:
        self.table = table
        self.file = table.guide.file
        self.known = places(self.file)
        element = self.delimiters.element
        self.heads = [name + element if name != "ISA" else name for name in self.known.ids]

    def _odd(self, text: str, node: int) -> int:
        """The position of a segment whose id is not written as it should be, or `OUTSIDE`."""
        name = text.lstrip().partition(self.delimiters.element)[0].upper()
        return node if node and name == self.known.ids[node] else OUTSIDE

    def _part(self, following: str) -> Part:
        """The part that ends here."""
        texts, is_exchanged = _as_ours(self.texts, self.delimiters)
        (following,), _ = _as_ours([following], self.delimiters)
        made = Part(self.kind, texts, self.nodes, self.file, self.first, self.delimiters, following, is_exchanged)
        self.texts, self.nodes, self.kind = [], [], "more"
        return made


def _as_ours(segments: list[str], delimiters: Delimiters) -> tuple[list[str], bool]:
    """The segments with our separators, and whether values in them may differ from the file's."""
    table = exchange(delimiters)
    if not table:
        return segments, False
    has_same = has_ours(delimiters)  # but for the terminator, which few values hold
    if has_same and not any(TERMINATOR in text for text in segments):
        return segments, False
    return [text if text[:3] == "ISA" else text.translate(table) for text in segments], True
