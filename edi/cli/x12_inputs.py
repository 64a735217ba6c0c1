"""X12 files named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

ENDINGS = (".837", ".edi", ".x12", ".txt")


class X12Source(NamedTuple):
    """A file by the name that the user gave it; stdin is held in memory."""

    name: str
    source: Path | bytes


def x12_sources(inputs: Sequence[str]) -> list[X12Source]:
    """Files in the order given, each folder as every X12 file below it in sorted order, `-` as stdin, no file twice.

    In a folder, files with one of ENDINGS that begin with ISA count. Raises click.UsageError for what is not there.
    """
    found: dict[str, X12Source] = {}
    for text in inputs:
        if text == "-":
            found.setdefault("-", X12Source("stdin", sys.stdin.buffer.read()))
            continue
        path = Path(text)
        if not path.exists():
            raise click.UsageError(f"{text}: no such file or folder")
        for file in _below(path) if path.is_dir() else [path]:
            found.setdefault(str(file.resolve()), X12Source(str(file), file))
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in ENDINGS and _is_x12(file)]
    if not files:
        raise click.UsageError(f"{folder}: no X12 file in this folder")
    yield from files


def _is_x12(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:3] == b"ISA"
