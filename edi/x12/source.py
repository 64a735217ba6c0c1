"""Where bytes come from: a path, bytes in memory, or any iterable of byte pieces."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

#: Large enough that a piece costs nothing beside its segments, small enough that memory stays flat.
PIECE = 64 * 1024

Source: TypeAlias = str | os.PathLike[str] | bytes | Iterable[bytes]


def stretch(path: str | os.PathLike[str], start: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from one place to another, in pieces."""
    with Path(path).open("rb") as stream:
        stream.seek(start)
        left = end - start
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def pieces(source: Source) -> Iterator[bytes]:
    """The bytes of a source in pieces of at most `PIECE`; errors of the file system pass through."""
    if isinstance(source, bytes):
        yield from (source[start : start + PIECE] for start in range(0, len(source), PIECE))
    elif isinstance(source, (str, os.PathLike)):
        with Path(source).open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece
    else:
        for piece in source:
            yield from (piece[start : start + PIECE] for start in range(0, len(piece), PIECE))
