"""The guide's engine with the extractors of claims, kept between files: filling its tables costs as much as some
hundred claims."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from edi.claims.facts import Extractors
from edi.claims.screen import Screen
from edi.guide.findings import Finding, Summary
from edi.guide.library import Library
from edi.guide.session import Session
from edi.x12.reader import read_blocks
from edi.x12.source import Source, pieces

_IDLE: list[tuple[Library, Extractors]] = []
_LOCK = threading.Lock()


@contextmanager
def borrowed() -> Iterator[tuple[Library, Extractors]]:
    """Tables and extractors for one file at a time; texts of segments are forgotten after it."""
    with _LOCK:
        pair = _IDLE.pop() if _IDLE else None
    if pair is None:
        extractors = Extractors()
        pair = Library(True, extractors.by_id()), extractors
    try:
        yield pair
    finally:
        pair[0].close()
        pair[1].forget()
        with _LOCK:
            _IDLE.append(pair)


def run(library: Library, source: Source, screen: Screen, found: list[Finding]) -> Summary:
    """Send a file through the engine; its findings go to `found`."""
    session = Session(library, True, screen)
    screen.doubt = lambda: any(finding.level != "ele" for finding in session.report.findings)
    for block in read_blocks(pieces(source), tolerant=True):
        found += session.block(block)
    found += session.end()
    return session.summary
