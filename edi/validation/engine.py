"""The guide's engine with the columns of claims, kept between files: filling its tables costs as much as some
hundred claims."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from edi.claims.columns import Columns
from edi.claims.screen import Screen
from edi.guide.findings import Finding
from edi.guide.library import Library
from edi.guide.mode import Mode
from edi.guide.session import Before, Session
from edi.validation.gather import Gathering
from edi.x12.encoding import ASCII
from edi.x12.reader import Block
from mappings import own

_IDLE: dict[bool, list[tuple[Library, Columns]]] = {False: [], True: []}
_LOCK = threading.Lock()


def _forget() -> None:
    with _LOCK:
        for idle in _IDLE.values():
            idle.clear()


own.when_changed(_forget)


@contextmanager
def borrowed(with_claims: bool) -> Iterator[tuple[Library, Columns]]:
    """Tables for one file at a time, and columns, which they fill only `with_claims`; texts of segments are
    forgotten after it."""
    idle = _IDLE[with_claims]
    with _LOCK:
        pair = idle.pop() if idle else None
    if pair is None:
        columns = Columns()
        pair = Library(Mode.PRODUCT, columns.choosers() if with_claims else {}), columns
    try:
        yield pair
    finally:
        pair[0].close()
        pair[1].forget()
        with _LOCK:
            idle.append(pair)


class Run:
    """A file, or a part of one, on its way through the engine; its findings go to `gathering`. Without a screen there
    are types 1 and 2 only."""

    def __init__(self, library: Library, screen: Screen | None, gathering: Gathering, level: int, file: str) -> None:
        self.session = session = Session(library, Mode.PRODUCT, screen)
        self.screen = screen
        self.gathering = gathering
        self.level = level
        self.file = file
        self.encoding = ASCII
        if screen is not None:
            screen.doubt = lambda: session.report.is_structure_broken

    def read(self, blocks: Iterable[Block]) -> None:
        """Validate blocks."""
        for block in blocks:
            self.take(block)
            claim, member = self.screen.assembly.horizon() if self.screen is not None else (0, 0)
            self.gathering.settle(claim or self.session.base + 1, member)

    def skip(self, segments: int) -> None:
        """So many segments of the file are before the block that comes next."""
        self.session.skip(segments)

    def resume(self, before: Before, claims: int) -> None:
        """Go on as if all that is before in the file had been read: so many claims of the transaction among it."""
        self.session.resume(before)
        if self.screen is not None:
            self.screen.resume(claims)

    def snapshot(self) -> tuple[Any, ...]:
        """All that decides, between two blocks, how the reading goes on; equal ones go on equally."""
        return self.session.snapshot(), self.screen.snapshot() if self.screen is not None else None

    def take(self, block: Block) -> None:
        """Validate one block."""
        self.encoding = block.encoding
        self._gather(self.session.block(block))

    def end(self) -> None:
        """The end of the file."""
        self._gather(self.session.end())

    def pause(self) -> None:
        """The end of a part of the file."""
        self.session.pause()

    def _gather(self, found: Iterable[Finding]) -> None:
        self.gathering.guide([one for one in found if one.snip <= self.level], self.file)
