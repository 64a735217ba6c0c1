"""What a file has used before: services and claim ids, with the claim that used them first, in little memory.

Each is a hash of 64 bits (Python's own, keyed anew in each run, so that nobody can make two that meet). The last
fifty thousand or so are in a dict; older ones are only noted, eight bytes each, most of them in a nameless file, and
compared at the end (`far_repeats`). Where one has come back after so long, the file is read once more, and what is
repeated is then known from the start.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import IO

from edi.streams import nameless

_RECENT = 1 << 15
_SHELVES = 64  # of old hashes; one at a time is compared
_HELD = 1 << 19  # old hashes in memory
_WIDTH = 8  # bytes of a hash


class Shelves(Iterable["array[int]"]):
    """Hashes by their low bits, each as often as it was added; most of them in a file where there are many."""

    def __init__(self) -> None:
        self._held = [array("q") for _ in range(_SHELVES)]
        self._places: list[list[tuple[int, int]]] = [[] for _ in range(_SHELVES)]
        self._file: IO[bytes] | None = None
        self._count = 0

    def __bool__(self) -> bool:
        return self._file is not None or self._count > 0

    def __iter__(self) -> Iterator[array[int]]:
        for held, places in zip(self._held, self._places, strict=True):
            shelf = array("q")
            for place, length in places:
                if self._file is not None:
                    self._file.seek(place)
                    shelf.frombytes(self._file.read(length))
            shelf.extend(held)
            yield shelf

    def __del__(self) -> None:
        if self._file:
            self._file.close()

    def add(self, some: Iterable[int]) -> None:
        """Add hashes."""
        append = [shelf.append for shelf in self._held]
        for value in some:
            append[value & (_SHELVES - 1)](value)
        self._count = sum(map(len, self._held))
        if self._count > _HELD:
            self._write()

    def _write(self) -> None:
        """Empty the shelves in memory into the file."""
        self._file = self._file or nameless()
        place = self._file.seek(0, 2)
        for held, places in zip(self._held, self._places, strict=True):
            places.append((place, len(held) * _WIDTH))
            place += self._file.write(held.tobytes())
            del held[:]
        self._count = 0


class Register:
    """The services and claim ids met so far. `wanted` are hashes that an earlier reading found to be repeated; what is
    not `is_short` remembers everything, for what cannot be read again."""

    def __init__(self, wanted: AbstractSet[int] = frozenset(), *, is_short: bool = True) -> None:
        self._most = _RECENT if is_short else 1 << 62
        self._wanted = frozenset(wanted)
        self._lasting: dict[int, str] = {}
        self._recent: dict[int, str] = {}
        self._former: dict[int, str] = {}
        self._old = Shelves()

    def all_new(self, values: list[int], claim_id: str) -> bool:
        """Note hashes as used by that claim where none of them was met before; else false, and none is noted."""
        recent, former, wanted = self._recent, self._former, self._wanted
        for place, value in enumerate(values):
            if value in recent or value in former or value in wanted:
                for noted in values[:place]:
                    del recent[noted]
                return False
            recent[value] = claim_id
        if len(recent) > self._most:
            self._turn_over()
        return True

    def met(self, value: int, claim_id: str) -> str | None:
        """Note a hash as used by that claim; where it was met before, the id of the claim that used it then."""
        found = self._recent.get(value)
        if found is None:
            found = self._former.get(value)
            if found is None:
                if value in self._wanted:
                    found = self._lasting.get(value)
                    if found is None:
                        self._lasting[value] = claim_id
                    return found
                self._recent[value] = claim_id
                if len(self._recent) > self._most:
                    self._turn_over()
        return found

    def _turn_over(self) -> None:
        """The recent become the former, the former are noted, unless what comes back is known already."""
        if not self._wanted:
            self._old.add(self._former)
        self._former, self._recent = self._recent, {}

    @property
    def is_complete(self) -> bool:
        """Whether nothing was forgotten, so that no repeat was missed."""
        return not self._old

    def hashes(self) -> Shelves:
        """All hashes, each as often as it was taken for new, on shelves by their low bits."""
        for some in (self._former, self._recent):
            self._old.add(some)
            some.clear()
        return self._old


def far_repeats(registers: Iterable[Iterable[array[int]]]) -> set[int]:
    """Hashes that are more than once on the shelves of the parts of a file."""
    repeated: set[int] = set()
    for shelves in zip(*registers, strict=True):
        together = sum(map(len, shelves))
        distinct = set().union(*shelves)
        if len(distinct) < together:
            for shelf in shelves:
                for value in shelf:
                    if value in distinct:
                        distinct.remove(value)
                    else:
                        repeated.add(value)
    return repeated
