"""Raw segments of loops and claims with their numbers, though the file is read in blocks.

Every boundary segment (envelopes, HL, CLM, SE) begins a span that lasts until the next one. A span in the block at
hand is only its ordinal there; what is still of use when the block ends is copied.
"""

from __future__ import annotations

from typing import TypeAlias

from edi.claims.view import Numbered
from edi.guide.hooks import Batch
from edi.x12.delimiters import Delimiters

#: The ordinal of a boundary in the block at hand, or the copied segments of an earlier one.
Span: TypeAlias = "int | list[Numbered]"

BOUNDARIES = frozenset(("ISA", "GS", "ST", "SE", "HL", "CLM"))
#: The loops that a new loop or envelope ends.
BELOW = {"ISA": ("GS", "HEADER", "2000A", "2000B", "2000C", "CLM"), "GS": ("HEADER", "2000A", "2000B", "2000C", "CLM"),
          "HEADER": ("2000A", "2000B", "2000C", "CLM"), "2000A": ("2000B", "2000C", "CLM"), "2000B": ("2000C", "CLM"),
          "2000C": ("CLM",)}  # fmt: skip
_HEADS = frozenset(name[:2] for name in BOUNDARIES)
_MOST = 20_000  # segments of a span; one that is longer is no claim, and memory must stay flat


class Window:
    """The block at hand, and the span that may reach into it from the one before."""

    def __init__(self) -> None:
        self._growing: list[Numbered] | None = None
        self._cut: list[Numbered] | None = None
        self.enter(Batch([], 1, Delimiters("*", ":", "~", "", "")))

    def enter(self, batch: Batch) -> None:
        """A new block."""
        self._batch = batch
        self._bounds: dict[int, int] = {}
        self._complete = False
        self._grown = False

    @property
    def separator(self) -> str:
        """The element separator."""
        return self._batch.delimiters.element

    def leave(self, spans: dict[str, Span], count: int) -> None:
        """The block ends with `count` boundaries in it: copy the spans that are still of use."""
        self._grow()
        last = self._growing if count == 0 else None
        needed = [span for span in spans.values() if isinstance(span, int)]
        if needed and not self._complete:
            self._search(count, min(needed))
        for name, span in spans.items():
            if isinstance(span, int):
                copied = spans[name] = self.segments(span)
                last = copied if span == count - 1 else last
        self._growing = last

    def segments(self, span: Span) -> list[Numbered]:
        """The segments of a span, as far as they have been read."""
        if not isinstance(span, int):
            if span is self._growing:
                self._grow()
            return span
        if span not in self._bounds:
            self._search_all()
        start = self._bounds.get(span)
        return [] if start is None else self._numbered(start, self._bounds.get(span + 1))

    def is_cut(self, span: Span) -> bool:
        """Whether a span is longer than what was kept of it."""
        return not isinstance(span, int) and span is self._cut

    def _grow(self) -> None:
        """Give the span that reaches into this block its segments, once."""
        if self._growing is not None and not self._grown:
            self._grown = True
            end = next((index for index, one in enumerate(self._batch.segments) if self._is_boundary(one)), None)
            if len(self._growing) < _MOST:
                self._growing += self._numbered(0, end)
            elif any(self._batch.segments[:end]):
                self._cut = self._growing

    def _search_all(self) -> None:
        found = [index for index, one in enumerate(self._batch.segments) if self._is_boundary(one)]
        self._bounds = dict(enumerate(found))
        self._complete = True

    def _search(self, count: int, least: int) -> None:
        """The places of the last boundaries, down to ordinal `least`."""
        segments = self._batch.segments
        index, ordinal = len(segments), count
        while ordinal > least and index:
            index -= 1
            if self._is_boundary(segments[index]):
                ordinal -= 1
                self._bounds[ordinal] = index

    def _is_boundary(self, segment: str) -> bool:
        if segment[:2] not in _HEADS and not (segment[:1].isspace() or segment[:1].islower()):
            return False
        return segment.lstrip().split(self._batch.delimiters.element, 1)[0].upper() in BOUNDARIES

    def _numbered(self, start: int, end: int | None) -> list[Numbered]:
        segments, corrected = self._batch.segments, self._batch.corrected
        number = self._batch.first + start
        found = segments[start:end]
        if self._batch.has_empty:
            number -= segments[:start].count("")
            found = [one for one in found if one]
        numbered = list(enumerate(found, number))
        return [(at, corrected.get(at, one)) for at, one in numbered] if corrected else numbered
