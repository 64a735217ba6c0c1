"""Where the files of a run go, as the command line has it: a folder, nowhere, or the one X12 file to stdout."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import click

from edi.app.outputs import Written
from edi.app.sink import Sink, sink_of
from edi.app.translate import WorkbookResult
from edi.diagnostics.shown import shown


def target(output: str, *, dry_run: bool) -> AbstractContextManager[Sink | None]:
    """The sink of `-o`; none for "-" and where nothing is to be written."""
    return sink_of(None if dry_run or output == "-" else output)


def tell_earlier(written: Written) -> None:
    """Says what an earlier run has left that goes, and what stays because somebody has worked on it."""
    for one in written.earlier:
        if one.is_changed:
            click.echo(f"{shown(str(one.path))} is of an earlier run, and was changed since: it is left", err=True)
        else:
            click.echo(f"removed {shown(str(one.path))}: of an earlier run, and no longer so", err=True)


def delivered(result: WorkbookResult, output: str, *, dry_run: bool) -> list[Path]:
    """Prints the X12 file for "-"; the paths of the files that were written."""
    if output == "-" and not dry_run and result.read_something:
        print_x12(result)
    return [Path(output) / name for name in result.written.names]


def print_x12(result: WorkbookResult) -> None:
    """The one file to stdout. Raises click.UsageError where there are several."""
    if len(result.outputs) > 1:
        raise click.UsageError("-o - prints one file; this input is for several plan codes")
    for made in result.outputs:
        sys.stdout.buffer.write(made.text.encode("ascii"))
    sys.stdout.buffer.flush()


def rejects_in(written: Sequence[Path]) -> list[str]:
    """The marked copies among files."""
    from edi.app.earlier import REJECTS

    return [str(path) for path in written if path.name.endswith(REJECTS)]
