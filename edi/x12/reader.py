"""Reading X12 in blocks of whole segments, whatever shape the bytes are in.

Reading never judges guides and never raises on bad data: a block carries what was odd about its bytes as
notes. Any bytes can be read (`edi.x12.encoding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from edi.x12.delimiters import ISA_LENGTH, Delimiters, is_regular, read_elements, read_fixed
from edi.x12.encoding import ASCII, Decoder, encoding_of
from edi.x12.source import Source, pieces

#: A segment longer than this is cut: no guide allows a tenth of it, and memory must stay flat.
LONGEST_SEGMENT = 1024 * 1024
_BOMS = ("\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "\ufeff")
_LINE_BREAKS = "\r\n"
_HEAD = 4096


class Note(NamedTuple):
    """Something odd about the bytes: a stable word, and how many segments of the file come before it."""

    reason: str
    before: int


class Block(msgspec.Struct):
    """Whole segments without terminators and line breaks; "" stands for an empty segment. `encoding` is the file's, as
    far as it is known (`edi.x12.encoding`)."""

    delimiters: Delimiters
    segments: list[str]
    notes: list[Note]
    encoding: str = ASCII


def read_file(source: Source, *, tolerant: bool = True) -> Iterator[Block]:
    """Blocks of a file in the encoding that it has. An unreadable path raises OSError."""
    return read_blocks(pieces(source), tolerant=tolerant, encoding=encoding_of(source) if tolerant else "")


def read_blocks(source: Iterable[bytes], *, tolerant: bool = True, encoding: str = "") -> Iterator[Block]:
    """Blocks of an interchange file, in order; a block without segments may carry notes. `encoding` is the file's
    where it is known (`encoding_of`).

    `tolerant` accepts a byte order mark, line breaks before the ISA, hard-wrapped lines, ISAs of other
    lengths, interchanges with delimiters of their own, and reads a last segment that has no terminator.
    Otherwise reading is pyx12's: fixed offsets, the first delimiters for the whole file, an empty segment
    ends it, a byte is a character.
    """
    if tolerant:
        yield from _Reader(iter(source), encoding).blocks()
    else:
        yield from _read_strictly(iter(source))


def read_on(source: Iterable[bytes], delimiters: Delimiters, before: int, encoding: str) -> Iterator[Block]:
    """Blocks of what follows the first `before` segments of a file, which is read tolerantly."""
    reader = _Reader(iter(source), encoding)
    reader.count = before
    yield from reader.blocks(delimiters)


def _read_strictly(source: Iterator[bytes]) -> Iterator[Block]:
    head = ""
    while len(head) < ISA_LENGTH and (piece := next(source, b"")):
        head += piece.decode("latin-1")
    delimiters = read_fixed(head)
    if delimiters is None or delimiters.version not in ("00401", "00501"):
        return
    rest: list[str] = []
    piece_text = head
    while piece_text:
        parts = piece_text.split(delimiters.terminator)
        if len(parts) == 1:
            rest.append(piece_text)
        else:
            rest.append(parts[0])
            segments = [
                "".join(rest).lstrip(_LINE_BREAKS),
                *(part.lstrip(_LINE_BREAKS) for part in parts[1:-1]),
            ]
            rest = [parts[-1]]
            if "" in segments:
                yield Block(delimiters, segments[: segments.index("")], [])
                return
            yield Block(delimiters, segments, [])
        piece_text = next(source, b"").decode("latin-1")


class _Reader:
    """The tolerant reader: `buffer` holds text of which no segment was yielded yet."""

    def __init__(self, source: Iterator[bytes], encoding: str) -> None:
        self.source = source
        self.decoder = Decoder(encoding)
        self.buffer = ""
        self.ended = False
        self.wrapped = False
        self.count = 0
        self.notes: list[Note] = []

    def blocks(self, within: Delimiters | None = None) -> Iterator[Block]:
        self._fill(_HEAD)
        if within is not None:
            yield from self._interchange(within)
            self._fill(_HEAD)
        else:
            self._begin()
        while self.buffer.strip():
            delimiters = self._start()
            if delimiters is None:
                break
            yield from self._interchange(delimiters)
            self._fill(_HEAD)
        if self.notes:
            yield Block(Delimiters("*", ":", "~", "", ""), [], self._taken())

    def _begin(self) -> None:
        """The beginning of a file."""
        for bom in _BOMS:
            if self.buffer.startswith(bom):
                self.buffer = self.buffer[len(bom) :]
                self._note("byte-order-mark")
        if not self.buffer.strip():
            self._note("empty-file")

    def _fill(self, least: int) -> None:
        if len(self.buffer) >= least or self.ended:
            return
        pieces = [self.buffer]
        length = len(self.buffer)
        while length < least:
            piece = next(self.source, None)
            text = self.decoder.text(piece or b"", final=piece is None)
            if piece is None:
                self.ended = True
                pieces.append(text)
                break
            if self.wrapped:
                text = _unwrap(text)
            pieces.append(text)
            length += len(text)
        self.buffer = "".join(pieces)

    def _note(self, reason: str) -> None:
        self.notes.append(Note(reason, self.count))

    def _taken(self) -> list[Note]:
        notes, self.notes = self.notes, []
        return notes

    def _start(self) -> Delimiters | None:
        """The delimiters of the interchange that starts in the buffer; None when there is none."""
        stripped = self.buffer.lstrip()
        if stripped is not self.buffer and len(stripped) < len(self.buffer):
            if self.count == 0:
                self._note("space-before-isa")
            self.buffer = stripped
            self._fill(_HEAD)
        if self.buffer[:3] != "ISA":
            self._note("not-x12" if self.count == 0 else "text-after-interchange")
            return None
        self._find_wrapping()
        if is_regular(self.buffer):
            return read_fixed(self.buffer)
        delimiters = read_elements(self.buffer[:1024])
        self._note("isa-cut-short" if delimiters is None else "isa-length")
        return delimiters

    def _find_wrapping(self) -> None:
        """A line break inside the ISA, where none of its elements allows one, is a hard wrap."""
        if is_regular(self.buffer) and not any(mark in self.buffer[:105] for mark in _LINE_BREAKS):
            return
        unwrapped = _unwrap(self.buffer)
        if len(unwrapped) < len(self.buffer) and is_regular(unwrapped) and unwrapped[:105].isprintable():
            self.buffer = unwrapped
            self.wrapped = True
            self._note("wrapped-lines")

    def _interchange(self, delimiters: Delimiters) -> Iterator[Block]:
        """Blocks up to the segment after which another interchange starts, or to the end."""
        terminator = delimiters.terminator
        while True:
            cut = self.buffer.rfind(terminator)
            if cut < 0:
                if not self._complete(terminator):
                    break
                continue
            text, self.buffer = self.buffer[:cut], self.buffer[cut + 1 :]
            stop = self._end_of_interchange(text, delimiters)
            if 0 <= stop < len(text):
                self.buffer = text[stop + 1 :] + terminator + self.buffer
                text = text[:stop]
            segments = split_segments(text, terminator)
            self.count += len(segments) - segments.count("")
            yield Block(delimiters, segments, self._taken(), self.decoder.encoding)
            if stop >= 0:
                return
            if not self.buffer:
                self._fill(1)
        rest = self.buffer.strip(" " + _LINE_BREAKS + "\x1a")
        if rest and _looks_like_segment(rest, delimiters.element):
            self._note("unterminated-segment")
            self.count += 1
            yield Block(delimiters, [rest], self._taken(), self.decoder.encoding)
        elif rest:
            self._note("text-after-segments")
        self.buffer = ""

    def _complete(self, terminator: str) -> bool:
        """Read on until the buffer holds a terminator; false at the end of the file.

        Pieces are searched one by one, so that a long segment costs linear time, and cut at
        `LONGEST_SEGMENT`.
        """
        kept = [self.buffer]
        length = len(self.buffer)
        noted = False
        while True:
            self.buffer = ""
            self._fill(1)
            piece = self.buffer
            found = terminator in piece
            if length < LONGEST_SEGMENT or not piece:
                kept.append(piece)
            else:
                if not noted:
                    self._note("segment-too-long")
                noted = True
                kept.append(piece[piece.find(terminator) :] if found else "")
            length += len(piece)
            if found or not piece:
                self.buffer = "".join(kept)
                return found

    def _end_of_interchange(self, text: str, delimiters: Delimiters) -> int:
        """Where in `text` an IEA ends that an ISA with other delimiters follows, else -1."""
        trailer = "IEA" + delimiters.element
        if text.rfind(trailer) < 0:  # twice as fast as searching forward
            return -1
        start = text.find(trailer)
        breaks = _LINE_BREAKS.replace(delimiters.terminator, "")
        while start >= 0:
            end = text.find(delimiters.terminator, start)
            if end < 0:
                self._fill(512)
            after = (text[end + 1 : end + 512] if end >= 0 else self.buffer[:512]).lstrip()
            before = text[:start]
            begins = before.rstrip(breaks)[-1:] in ("", delimiters.terminator)
            if begins and after[:3] == "ISA" and not _continues(after, delimiters):
                return end if end >= 0 else len(text)
            start = text.find(trailer, start + 1)
        return -1


def _looks_like_segment(text: str, element: str) -> bool:
    identifier = text.split(element, 1)[0]
    return 2 <= len(identifier) <= 3 and identifier.isalnum()


def _continues(head: str, delimiters: Delimiters) -> bool:
    """Whether an ISA is read by the delimiters in force."""
    if len(head) < ISA_LENGTH or not is_regular(head):
        return head[3:4] == delimiters.element
    found = read_fixed(head)
    return found is not None and (found.element, found.component, found.terminator) == (
        delimiters.element,
        delimiters.component,
        delimiters.terminator,
    )


def _unwrap(text: str) -> str:
    return text.replace("\n", "").replace("\r", "")


def split_segments(text: str, terminator: str) -> list[str]:
    """The segments of a text that ends before a terminator, without line breaks around them."""
    raw = text.encode("latin-1", "replace")  # counting bytes is twice as fast as counting characters
    breaks = raw.count(b"\n")
    if "\r" not in text and terminator not in _LINE_BREAKS:
        if not breaks:
            return text.split(terminator)
        body = text[1:] if text[0] == "\n" else text
        segments = body.split(terminator + "\n")  # the usual shape: a segment a line, and no other line breaks
        if len(segments) - 1 == raw.count(terminator.encode("latin-1")) == breaks - len(text) + len(body):
            return segments
    return [part.lstrip(_LINE_BREAKS) for part in text.split(terminator)]
