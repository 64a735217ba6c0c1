"""X12 files named on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.app.given import NamedBytes
from mappings.files import read_stdin


def x12_given(inputs: Iterable[str], form: str = "") -> Iterator[str | NamedBytes]:
    """Paths as they are, `-` as what comes through the standard input, which is read when it is its turn; `form` says
    what it is."""
    for text in dict.fromkeys(inputs):
        yield NamedBytes("stdin", read_stdin(), form) if text == "-" else text
