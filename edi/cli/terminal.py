"""The streams of the program: nothing that a file holds steers the terminal that shows it. And its end: a request to
stop is like Ctrl-C."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TextIO, cast

from edi.diagnostics.shown import UNSEEN, number_of

# Line ends and tabs are ours; so are colours, and what a progress bar needs on a terminal.
_STEERING = re.compile(rf"(?!\x1b\[(?:\d{{1,2}}m|K|\?25[lh]))[{UNSEEN}]")
_STEERING_ON_TERMINAL = re.compile(_STEERING.pattern.replace("(?!", "(?!\r|", 1))


class StoppedError(BaseException):
    """Somebody asked the program to stop; `number` is the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Escaping:
    """A stream of text that shows characters by their number which would steer a terminal; bytes (an 837P, a workbook)
    go through its `buffer` as they are."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._steering = _STEERING_ON_TERMINAL if stream.isatty() else _STEERING

    def write(self, text: str) -> int:
        """Writes a text; the number of its characters."""
        self._stream.write(self._steering.sub(number_of, text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Writes several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def terminal() -> Iterator[None]:
    """The program's streams and signals while it runs."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, Escaping(stream)) for stream in before)
    handlers = _listen()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _listen() -> dict[int, Any]:
    """Has a request to stop raise, so that what is half done is taken back; what was done about it before. A process
    that this one starts stops at once."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # A program that was started with `nohup` goes on when its terminal is closed.
    heard = [number for number in numbers if signal.getsignal(number) == signal.SIG_DFL]
    return {number: signal.signal(number, _stop) for number in heard}


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as Python calls it
    signal.signal(number, signal.SIG_IGN)
    raise StoppedError(number)
