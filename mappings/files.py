"""Reads files that users name: never without end, never waiting for nobody."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
import time
from pathlib import Path
from typing import IO

#: What is held in memory of a pipe at most.
MOST = 500_000_000
WAIT_FOR_WRITER = 2.0


class TooLargeError(OSError):
    """A file of more bytes than are read of one."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(errno.EFBIG, f"is refused: it has more than {most:,} bytes", name)
        self.most = most


def read_whole(path: Path, most: int = MOST) -> bytes:
    """The content of a file or a pipe of at most so many bytes. TooLargeError for more; OSError for a device, for a
    pipe into which nobody writes, and for what cannot be opened."""
    kind = path.stat().st_mode
    if stat.S_ISREG(kind):
        if path.stat().st_size > most:
            raise TooLargeError(str(path), most)
        with path.open("rb") as file:
            return _read(file, most, str(path))
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISFIFO(kind):
        raise OSError(errno.EINVAL, "is neither a file nor a pipe", str(path))
    # Opened like this, a pipe does not wait for the one who writes.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as pipe:
        first = _first_of(handle, str(path))
        os.set_blocking(handle, True)
        return _read(pipe, most, str(path), first)


def read_stdin(most: int = MOST) -> bytes:
    """What comes through the standard input, of at most so many bytes. TooLargeError for more."""
    return _read(sys.stdin.buffer, most, "stdin")


def _first_of(handle: int, name: str) -> bytes:
    """The first byte of a pipe; nothing where somebody has it open or has closed it. TimeoutError if nobody comes."""
    events = select.poll()
    events.register(handle, select.POLLIN)
    end = time.monotonic() + WAIT_FOR_WRITER
    while time.monotonic() < end:
        try:
            first = os.read(handle, 1)
        except BlockingIOError:
            return b""  # somebody has it open, and takes the time that it takes
        if first or any(event & select.POLLHUP for _, event in events.poll(20)):
            return first
        time.sleep(0.02)
    raise TimeoutError(errno.ETIMEDOUT, "nothing writes into this pipe", name)


def _read(file: IO[bytes], most: int, name: str, first: bytes = b"") -> bytes:
    content = first + file.read(most + 1 - len(first))
    if len(content) > most:
        raise TooLargeError(name, most)
    return content
