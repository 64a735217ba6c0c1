"""X12 files named on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from edi.diagnostics.shown import shown
from mappings.files import read_stdin, read_whole

ENDINGS = (".837", ".274", ".dat", ".edi", ".x12", ".txt")
HEAD = 128
STRANGE_STARTS = b" \t\r\n\xef\xbb\xbf\xfe\xff"


class X12Source(NamedTuple):
    """A file by the name that the user gave it; stdin and pipes, which can be read only once, are held in memory."""

    name: str
    source: Path | bytes


def x12_sources(inputs: Sequence[str], endings: Sequence[str] = ()) -> list[X12Source]:
    """Files in the order given, each folder as every X12 file below it in sorted order, `-` as stdin, no file twice.

    In a folder, files that begin with ISA count, those with one of `endings` only where some are given. Raises
    click.UsageError for what is not there or a folder without such a file.
    """
    found: dict[str, X12Source] = {}
    for text in inputs:
        if text == "-":
            found.setdefault("-", X12Source("stdin", read_stdin()))
            continue
        path = Path(text)
        if not path.exists():
            raise click.UsageError(f"{text}: no such file or folder")
        for file in _below(path, endings) if path.is_dir() else [path]:
            key = str(file.resolve())
            if key not in found:
                found[key] = X12Source(shown(str(file)), file if file.is_file() else read_whole(file))
    return list(found.values())


def _below(folder: Path, endings: Sequence[str]) -> Iterator[Path]:
    named = (file for file in sorted(folder.rglob("*")) if not endings or file.suffix.lower() in endings)
    files = [file for file in named if is_x12(file)]
    if not files:
        raise click.UsageError(f"{folder}: no X12 file in this folder")
    yield from files


def is_x12(file: Path) -> bool:
    """Whether a file begins as X12 does."""
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(HEAD).lstrip(STRANGE_STARTS).startswith(b"ISA")
