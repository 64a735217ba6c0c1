"""Files and folders named on the command line, as sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from edi.cli.earlier import QUESTIONS, REJECTS, REPORT, SUMMARY
from edi.diagnostics.shown import file_stem, shown
from invoices.intake import Source
from invoices.workbook import READABLE_ENDINGS
from mappings.files import read_stdin, read_whole

# What the program writes itself, and what Excel leaves beside an open workbook.
OUR_OWN = (REJECTS, REPORT, SUMMARY, QUESTIONS)
LOCK_FILE = "~$"


def sources(inputs: Sequence[str], input_format: str = "") -> list[Source]:
    """Inputs in the order given, each folder as every workbook below it in sorted order, `-` as stdin (in
    `input_format`, else as its content says), no file twice. Raises click.UsageError for what is not there or a
    folder without a workbook."""
    stdin = Path(f"stdin.{input_format}" if input_format else "stdin")
    found: dict[Path, Source] = {}
    for text in inputs:
        if text == "-":
            found.setdefault(Path("-"), Source(stdin, "stdin", read_stdin()))
            continue
        path = Path(text)
        if not path.exists():
            raise click.UsageError(f"{text}: no such file or folder")
        for file in _workbooks(path) if path.is_dir() else [path]:
            found.setdefault(
                file.resolve(), Source(file, shown(str(file)), None if file.is_file() else read_whole(file))
            )
    return list(found.values())


def _workbooks(folder: Path) -> Iterator[Path]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in READABLE_ENDINGS
        and path.is_file()
        and not path.name.startswith(LOCK_FILE)
        and not path.name.endswith(OUR_OWN)
    )
    if not files:
        raise click.UsageError(f"{folder}: no workbook in this folder")
    yield from files


def output_stem(found: Sequence[Source]) -> str:
    """What the outputs of a run are called: the input's stem, or `batch` for several."""
    return stem_of(found[0].path) if len(found) == 1 else "batch"


def stem_of(path: Path) -> str:
    """The name of a file without its ending, as other files can be called after it."""
    return file_stem(path.stem)
