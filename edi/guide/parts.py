"""A file in parts: envelopes, headers, levels, claims, each with the place in the guide of its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from edi.guide.places import OUTSIDE, Places, places
from edi.guide.trace import Traced
from edi.x12.delimiters import Delimiters
from edi.x12.exchange import exchange

#: Segments of an unknown guide handed on at once.
_RAW_PIECE = 1000
#: Parts that are values of a model: never cut.
_WHOLE = ("claim", "level")


class Part(msgspec.Struct, gc=False):
    """Segments with our separators and their positions in the guide (`OUTSIDE`: not expected). `kind` is a value of
    BREAKS, or `more` for what follows a cut; `first` the number in the file of the first segment; `following` the
    segment that begins the next part, "" where that is not known."""

    kind: str
    texts: Sequence[str]
    nodes: Sequence[int]
    guide_file: str
    first: int
    delimiters: Delimiters
    following: str = ""


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
        for text, state in zip(_as_ours(block), block.states, strict=True):
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
        self.heads = [f"{name}*" if name != "ISA" else name for name in self.known.ids]

    def _odd(self, text: str, node: int) -> int:
        """The position of a segment whose id is not written as it should be, or `OUTSIDE`."""
        name = text.lstrip().partition("*")[0].upper()
        return node if node and name == self.known.ids[node] else OUTSIDE

    def _part(self, following: str) -> Part:
        """The part that ends here."""
        made = Part(self.kind, self.texts, self.nodes, self.file, self.first, self.delimiters, following)
        self.texts, self.nodes, self.kind = [], [], "more"
        return made


def _as_ours(block: Traced) -> list[str]:
    """The segments with our separators; characters of values that are ours change places with theirs."""
    table = exchange(block.delimiters)
    if not table:
        return block.segments
    return [text if text[:3] == "ISA" else text.translate(table) for text in block.segments]
