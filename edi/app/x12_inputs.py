"""X12 files as callers give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from edi.app.given import Input, NamedBytes, RequestError, each, told_apart
from edi.diagnostics.shown import shown
from mappings.files import read_whole

ENDINGS = (".837", ".274", ".dat", ".edi", ".x12", ".txt")
HEAD = 128
STRANGE_STARTS = b" \t\r\n\xef\xbb\xbf\xfe\xff"


class X12Source(NamedTuple):
    """A file by the name that the user gave it; what can be read only once is held in memory."""

    name: str
    source: Path | bytes


def x12_sources(inputs: Iterable[Input], endings: Sequence[str] = ()) -> list[X12Source]:
    """Files in the order given, each folder as every X12 file below it in sorted order, no file twice; content under
    one name is numbered.

    In a folder, files that begin with ISA count, those with one of `endings` only where some are given. Raises
    RequestError for what is not there or a folder without such a file; OSError passes through.
    """
    found: dict[str, X12Source] = {}
    contents = 0
    for one in each(inputs, lambda folder: _below(folder, endings)):
        if isinstance(one, NamedBytes):
            contents += 1
            found[f"content {contents}"] = X12Source(one.name, one.data)
            continue
        key = str(one.resolve())
        if key not in found:
            found[key] = X12Source(shown(str(one)), one if one.is_file() else read_whole(one))
    sources = list(found.values())
    return sources if contents < 2 else _numbered(sources)


def _numbered(sources: Sequence[X12Source]) -> list[X12Source]:
    """The same, content by names of which none stands twice."""
    return [
        one._replace(name=name) if isinstance(one.source, bytes) else one
        for one, name in zip(sources, told_apart(one.name for one in sources), strict=True)
    ]


def _below(folder: Path, endings: Sequence[str]) -> Iterator[Path]:
    suffixed = (file for file in sorted(folder.rglob("*")) if not endings or file.suffix.lower() in endings)
    files = [file for file in suffixed if is_x12(file)]
    if not files:
        raise RequestError(f"{folder}: no X12 file in this folder")
    yield from files


def is_x12(file: Path) -> bool:
    """Whether a file begins as X12 does."""
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return begins_as_x12(stream.read(HEAD))


def begins_as_x12(data: bytes) -> bool:
    """Whether content begins as X12 does."""
    return data[:HEAD].lstrip(STRANGE_STARTS).startswith(b"ISA")
