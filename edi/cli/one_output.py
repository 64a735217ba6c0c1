"""One output, to stdout or to a file that gets its name when it is whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from edi.app.staging import Staging
from edi.diagnostics.shown import shown


@contextmanager
def output_stream(target: str) -> Iterator[IO[bytes]]:
    """A stream of bytes: stdout for "-" (or ""), else a temporary file beside `target`, private to its owner, that is
    renamed when all went well. The path is printed then."""
    if target in ("", "-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    with Staging(path.parent) as staging:
        with staging.open(path.name) as stream:
            yield stream
        staging.commit()
    click.echo(shown(str(path)))
