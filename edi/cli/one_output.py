"""One output, to stdout or to a file that gets its name when it is whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from edi.cli.staging import PRIVATE


@contextmanager
def output_stream(target: str) -> Iterator[IO[bytes]]:
    """A stream of bytes: stdout for "-" (or ""), else a temporary file beside `target`, private to its owner, that is
    renamed when all went well. The path is printed then."""
    if target in ("", "-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".edi-", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(PRIVATE)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    click.echo(str(path))
