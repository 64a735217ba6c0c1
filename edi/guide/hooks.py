"""The hook for rules beyond the guide (SNIP types 3-7): segments handed on by position, in the order of the file.

A caller registers a chooser for a segment id. It is asked once for each position of the guide, with the position's
loop and the qualifier (element 01, "" where that does not choose the position), and returns the collector for it, or
None where such a segment has no say: then it costs nothing. A collector is called with the text of each segment at its
position; the cheapest is the `append` of a list. What is made of the texts is left to the caller's consumer, which is
called when a block has been read: going through many segments of one kind in a row is twice as fast as doing each as it
is read.

A segment that the guide does not expect is handed on, too, with the loop "" and its first element as qualifier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import msgspec

from edi.guide.findings import Finding
from edi.x12.delimiters import Delimiters

Collector: TypeAlias = Callable[[str], object]
Chooser: TypeAlias = Callable[[str, str], Collector | None]


class Batch(msgspec.Struct):
    """One block that has been read: its segments ("" stands for an empty one), the number in the file of the first of
    them, the delimiters, whether any of them is empty. `last` marks the empty batch after the end of the file.
    `corrected` holds segments as they were meant, by their number: those of which the guide knows what their qualifier
    should be. `breaks` are the places where it found a segment unexpected or missing: the number of the segment, and
    the id of the claim."""

    segments: list[str]
    first: int
    delimiters: Delimiters
    has_empty: bool = False
    last: bool = False
    corrected: dict[int, str] = {}
    breaks: list[tuple[int, str]] = []


Consumer: TypeAlias = Callable[[Batch], Iterable[Finding]]
