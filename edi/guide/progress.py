"""How far the reading of a file has come."""

from __future__ import annotations


class Progress:
    """`base` is the number of segments before the block at hand, less the empty ones met in it; `before` that number at
    the block's beginning; `line` the number of the segment that was looked at last."""

    #: What says nothing, between two blocks, of how the reading goes on.
    PASSING = frozenset(("_empty_after", "_index", "_last", "_segments", "before", "line"))

    def __init__(self) -> None:
        self.base = self.before = self.line = 0
        self._segments: list[str] = []
        self._index = -1
        self._last = ""
        self._empty_after = -1

    def enter(self, segments: list[str]) -> None:
        """A block begins."""
        self.before = self.base
        self._segments = segments
        self._index = -1

    def leave(self) -> bool:
        """The block is over; whether it had empty segments."""
        segments = self._segments
        self.base += len(segments)
        self._last = segments[-1]
        self._segments = []
        return self.base < self.before + len(segments)

    def skip(self, segments: int) -> None:
        """So many segments of the file are before what is read next."""
        self.base = segments

    def find(self, segment: str) -> None:
        """This segment of the block is at hand. It is searched from the last one that was, and known by being the same
        object: texts of a block are told apart so, but for those of one character, which Python keeps once. These no
        table decides, so that each of them is looked for."""
        segments = self._segments
        index = self._index + 1
        while segments[index] is not segment:
            index += 1
        self._index = index
        self.line = self.base + index + 1

    @property
    def previous(self) -> str:
        """The segment before the one at hand."""
        return self._segments[self._index - 1] if self._index else self._last

    def pass_empty(self) -> bool:
        """The segment at hand is empty, and none; false where the one before it was, too."""
        before = self.line - 1
        self.base -= 1
        if self._empty_after == before:
            return False
        self._empty_after = before
        return True

    def end(self, *, counted: bool) -> int:
        """The file is over; the line of its end, that of its last segment where only these are `counted`."""
        self._index = 0
        self.line = self.base if counted else self.base + 1
        return self.line

    def snapshot(self) -> int:
        """What decides how the reading goes on."""
        return self.base
