"""The encoding of a file: ASCII, UTF-8 where all of it is, else Latin-1, in which a byte is a character. It is decided
once for the whole file, and what is read is written in it again."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from edi.x12.exchange import has_escapes
from edi.x12.source import Source

ASCII, UTF_8, LATIN_1 = "ascii", "utf-8", "latin-1"
_BYTES_READ = 1 << 20
_ERRORS = "edi-translate-latin-1"


def _as_latin_1(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return problem.object[problem.start : problem.end].decode(LATIN_1), problem.end


codecs.register_error(_ERRORS, _as_latin_1)


def encoding_of(source: Source) -> str:
    """The encoding of a path or of bytes, "" for what can be read only once. An unreadable path raises OSError."""
    if isinstance(source, bytes):
        return encoding_of_bytes([source])
    if not isinstance(source, (str, os.PathLike)):
        return ""
    with Path(source).open("rb") as stream:
        return encoding_of_bytes(iter(lambda: stream.read(_BYTES_READ), b""))


def encoding_of_bytes(pieces: Iterable[bytes]) -> str:
    """The encoding of bytes. Text that has one of the characters that escape separators (`edi.x12.exchange`) is not
    taken for UTF-8."""
    decoder = None
    for piece in pieces:
        if decoder is None:
            if piece.isascii():
                continue
            decoder = codecs.getincrementaldecoder(UTF_8)()
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError:
            return LATIN_1
        if has_escapes(text):
            return LATIN_1
    if decoder is None:
        return ASCII
    return LATIN_1 if decoder.getstate()[0] else UTF_8  # cut within a character


class Decoder:
    """Bytes into text, piece by piece. Without an encoding the first piece that is not ASCII decides; what then turns
    out to be no UTF-8 is read as Latin-1."""

    def __init__(self, encoding: str = "") -> None:
        self.encoding = encoding or ASCII
        self._is_open = not encoding
        self._utf_8 = codecs.getincrementaldecoder(UTF_8)(_ERRORS)

    def text(self, piece: bytes, *, final: bool = False) -> str:
        """The text of the next piece; `final` where none follows."""
        if self._is_open and not piece.isascii():
            self._is_open = False
            self.encoding = _encoding_of_first(piece)
        return self._utf_8.decode(piece, final) if self.encoding == UTF_8 else piece.decode(LATIN_1)


def _encoding_of_first(piece: bytes) -> str:
    """The encoding that the first piece speaks for; it may end within a character."""
    try:
        text = codecs.getincrementaldecoder(UTF_8)().decode(piece)
    except UnicodeDecodeError:
        return LATIN_1
    return LATIN_1 if has_escapes(text) else UTF_8


def encoded(texts: Iterable[str], encoding: str) -> Iterator[bytes]:
    """Texts in an encoding. Raises UnicodeEncodeError for a character that it does not have."""
    name = encoding if encoding == UTF_8 else LATIN_1
    return (text.encode(name) for text in texts)
