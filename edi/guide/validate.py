"""The public door: validate an X12 file at SNIP types 1 and 2."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Literal

from edi.guide.findings import Finding, Summary
from edi.guide.hooks import Chooser, Consumer
from edi.guide.library import Library
from edi.guide.mode import Mode
from edi.guide.session import Session
from edi.x12.reader import read_file
from edi.x12.source import Source

#: Libraries without choosers that no validation uses; taking from and adding to a deque is safe among
#: threads.
_IDLE: dict[Mode, deque[Library]] = {mode: deque(maxlen=8) for mode in Mode}


class Validation:
    """One validation: iterate for the findings, in file order; `summary` is complete when the iteration
    ends."""

    def __init__(
        self,
        source: Source,
        *,
        mode: Mode | Literal["product", "exact"] = Mode.PRODUCT,
        choosers: Mapping[str, Chooser] | None = None,
        consumer: Consumer | None = None,
    ) -> None:
        self._source = source
        self._mode = Mode(mode)
        self._choosers = dict(choosers or {})
        self._consumer = consumer
        self.summary = Summary()

    def __iter__(self) -> Iterator[Finding]:
        library = self._borrow()
        try:
            session = Session(library, self._mode, self._consumer)
            self.summary = session.summary
            for block in read_file(self._source, tolerant=self._mode is Mode.PRODUCT):
                yield from session.block(block)
            yield from session.end()
        finally:
            self._give_back(library)

    def run(self) -> Summary:
        """Validate to the end, dropping the findings."""
        for _ in self:
            pass
        return self.summary

    def _borrow(self) -> Library:
        """A library of our own: tables with collectors belong to one caller, so these are never shared."""
        if not self._choosers:
            with suppress(IndexError):
                return _IDLE[self._mode].pop()
        return Library(self._mode, self._choosers)

    def _give_back(self, library: Library) -> None:
        library.close()
        if not self._choosers:
            _IDLE[self._mode].append(library)


def validate(
    source: Source,
    *,
    mode: Mode | Literal["product", "exact"] = Mode.PRODUCT,
    choosers: Mapping[str, Chooser] | None = None,
    consumer: Consumer | None = None,
) -> Validation:
    """Validate `source` (a path, bytes, or an iterable of byte pieces) at SNIP types 1 and 2.

    `mode`: see `edi.guide.mode`. `choosers` and `consumer`: see
    `edi.guide.hooks`. Bad data never raises; an unreadable path raises OSError.
    """
    return Validation(source, mode=mode, choosers=choosers, consumer=consumer)
