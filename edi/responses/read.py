"""Answers, read: TA1, 999 (and 997), 277CA, and the state's validation response. Nothing is judged or matched here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from edi.model.answer import Said
from edi.responses.read_x12 import read_x12_answers
from edi.responses.unreadable import UnreadableAnswerError
from edi.x12.source import pieces

_STARTS = b" \t\r\n\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_answers(source: Path | bytes, name: str) -> Iterator[Said]:
    """What a file of answers says, in its order. Raises UnreadableAnswerError, in one line and after some of it may
    have been given, where the file is cut, is none, or is of a kind without a published form. OSError passes on."""
    head = next(iter(pieces(source)), b"")
    start = head.lstrip(_STARTS)
    if start.startswith(b"ISA"):
        yield from read_x12_answers(source, name)
    elif start.startswith(b"<") or head.startswith(_UTF16):
        from edi.responses.evr import read_evr

        yield from read_evr(source, name)
    elif not start:
        raise UnreadableAnswerError(name, "the file is empty")
    else:
        raise UnreadableAnswerError(name, "no answer: it begins neither as X12 nor as XML")
