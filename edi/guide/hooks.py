"""The hook for rules beyond the guide (SNIP types 3-7): facts computed once a segment and handed on in
sequence.

A caller registers a chooser for a segment id. It is asked once for each position of the guide, with the position's
loop and the qualifier (element 01, "" where that does not choose the position), and returns the extractor for it, or
None where such a segment has no say: then it costs nothing. An extractor is a function of the segment's text; its
result is kept with the segment in the memo, so that a repeated segment costs nothing more. The results of a block
come to the caller's consumer as one list, in file order, those that are `NO_FACT` left out. A fact carries no
position: the consumer asks the batch for one only when it has something to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import msgspec

from edi.guide.findings import Finding

Extractor: TypeAlias = Callable[[str], Any]
Chooser: TypeAlias = Callable[[str, str], Extractor | None]


class Batch(msgspec.Struct):
    """The facts of one block, in file order. `segment` and `segment_no` are for choosers that never return None.

    `claims` is the number of CLM segments before this batch; `last` marks the empty batch after the end of
    the file.
    """

    facts: list[Any]
    segments: list[str]
    first: int
    separator: str
    ids: frozenset[str]
    last: bool = False

    def segment_no(self, index: int) -> int:
        """The number in the file of the segment that fact `index` came from. Counted again on every call."""
        return self._find(index)[0]

    def segment(self, index: int) -> list[str]:
        """The texts of the segment that fact `index` came from; the first is its id."""
        return self._find(index)[1].split(self.separator)

    def _find(self, index: int) -> tuple[int, str]:
        number = self.first - 1
        for segment in self.segments:
            number += bool(segment)
            identifier = segment.lstrip().split(self.separator, 1)[0]
            if identifier in self.ids or identifier.upper() in self.ids:
                index -= 1
                if index < 0:
                    return number, segment
        raise IndexError("the batch has no such fact")


Consumer: TypeAlias = Callable[[Batch], Iterable[Finding]]
