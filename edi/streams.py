"""Sequences and texts that may be longer than memory: beyond a bound they stand in a file without a name, which nobody
else can open and which goes when it is closed; it may hold PHI."""

from __future__ import annotations

import codecs
import pickle
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import IO, Any, Generic, Self, TypeVar

from edi.x12.source import PIECE

One = TypeVar("One")
#: Beyond the last segment of any file.
END = 1 << 62
_HELD = 20_000  # values in memory
_PACK = 1_000  # values that are written and read together
_SHORT = 1 << 20  # bytes of text in memory


class Spill(Iterable[One]):
    """Values that are only ever added, and read in their order as often as asked."""

    def __init__(self) -> None:
        self._parts: list[Iterable[One]] = []
        self._file: IO[bytes] | None = None
        self._held: list[One] = []

    def join(self, part: Iterable[One]) -> None:
        """Take in values of somebody else, before any of our own."""
        self._parts.append(part)

    def extend(self, some: Iterable[One]) -> None:
        """Add values."""
        self._held += some
        if len(self._held) > _HELD:
            self._file = self._file or nameless()
            self._file.seek(0, 2)
            for start in range(0, len(self._held), _PACK):
                pickle.dump(self._held[start : start + _PACK], self._file, pickle.HIGHEST_PROTOCOL)
            self._held = []

    def __iter__(self) -> Iterator[One]:
        yield from chain.from_iterable(self._parts)
        place, end = 0, self._file.seek(0, 2) if self._file else 0
        while self._file and place < end:
            self._file.seek(place)  # another iteration may have moved it
            pack = pickle.load(self._file)  # noqa: S301 - what this process wrote
            place = self._file.tell()
            yield from pack
        yield from self._held

    def __getstate__(self) -> dict[str, Any]:
        """For another process: what stands in the file goes along."""
        kept = b""
        if self._file:
            self._file.seek(0)
            kept = self._file.read()
        return {**self.__dict__, "_file": kept}

    def __del__(self) -> None:
        if self._file:
            self._file.close()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        kept = state["_file"]
        self._file = None
        if kept:
            self._file = nameless()
            self._file.write(kept)


class Spool:
    """Text that is wanted later than it is made; gone when the `with` is over."""

    def __init__(self) -> None:
        self._file = _nameless_beyond(_SHORT)
        self.length = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, text: str) -> None:
        """Add text at the end."""
        data = text.encode("utf-8", errors="surrogatepass")
        self._file.write(data)
        self.length += len(data)

    def read(self, start: int = 0, end: int = END) -> Iterator[str]:
        """What was added between two lengths, in pieces; nothing may be added while it is read."""
        return codecs.iterdecode(self._pieces(start, min(end, self.length)), "utf-8", "surrogatepass")

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        for place in range(start, end, PIECE):
            self._file.seek(place)  # another reading may have moved it
            yield self._file.read(min(PIECE, end - place))


def nameless() -> IO[bytes]:
    """A file that goes when it is closed, and that nobody else can open."""
    import tempfile  # slow to import; a short file needs none

    return tempfile.TemporaryFile()


def _nameless_beyond(length: int) -> IO[bytes]:
    """In memory up to a length."""
    import tempfile  # see nameless

    return tempfile.SpooledTemporaryFile(length)


class Passing(Generic[One]):
    """Values in the order of their segments, of which one stretch after the other is taken, each once."""

    def __init__(self, values: Iterable[One], number: Callable[[One], int]) -> None:
        self._values = iter(values)
        self._number = number
        self._next = next(self._values, None)

    def has_before(self, end: int) -> bool:
        """Whether a value stands before the segment `end`."""
        return self._next is not None and self._number(self._next) < end

    def before(self, end: int) -> Iterator[One]:
        """The values before the segment `end` that were not taken yet; the next is looked for when it is asked for."""
        while self._next is not None and self._number(self._next) < end:
            yield self._next
            self._next = next(self._values, None)

    def skip(self, first: int) -> None:
        """Pass over the values before a segment."""
        for _ in self.before(first):
            pass
