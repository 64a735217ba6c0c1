"""X12 files and folders named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

_HEAD = 128
_STRANGE_STARTS = b" \t\r\n\xef\xbb\xbf\xfe\xff"


class X12File(NamedTuple):
    """A file as the user named it, and where its bytes come from."""

    name: str
    source: Path | bytes


def x12_files(inputs: Sequence[str]) -> list[X12File]:
    """Files in the order given, each folder as every file below it that starts with an ISA, in sorted order, `-` as
    stdin, no file twice. Raises click.UsageError for what is not there or a folder without such a file."""
    found: dict[Path, X12File] = {}
    for text in inputs:
        if text == "-":
            found.setdefault(Path("-"), X12File("stdin", sys.stdin.buffer.read()))
            continue
        path = Path(text)
        if not path.exists():
            raise click.UsageError(f"{text}: no such file or folder")
        for file in _below(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), X12File(str(file), file))
    return list(found.values())


def _below(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _starts_with_isa(path))
    if not files:
        raise click.UsageError(f"{folder}: no X12 file in this folder")
    return files


def _starts_with_isa(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(_HEAD).lstrip(_STRANGE_STARTS).startswith(b"ISA")
