"""Envelopes around transactions that come from a document: opened as they were read, closed with new counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from edi.model.claim import Transaction
from edi.x12.delimiters import Delimiters, read_isa
from edi.x12.encoding import UTF_8, encoded
from edi.x12.exchange import after, escaping, finished
from edi.x12.literal import texts, translated
from edi.x12.write import END, count_segments, segment
from mappings.errors import ConfigError

_Value = TypeVar("_Value")


class Envelopes:
    """Writes a file's transactions in order; neighbours with the same ISA, or GS, share it. `name` is the document's,
    for messages."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._delimiters = Delimiters("*", ":", "~", "^", "00501")
        self._isa = self._gs = ""
        self._groups = self._transactions = 0

    def transaction(self, head: Transaction, texts: Iterable[str]) -> Iterator[str]:
        """A transaction: its envelopes where they are new, the head's segments, the texts, and SE. Raises ConfigError
        for an ISA that is none."""
        if head.isa != self._isa:
            yield self.close() + self._open(head.isa)
            self._isa = head.isa
        if head.gs != self._gs:
            yield self._close_group() + self._out(head.gs + END)
            self._gs = head.gs
            self._groups += 1
        self._transactions += 1
        text = "".join(part + END for part in head.head)
        count = count_segments(text)
        yield self._out(text)
        for text in texts:
            count += count_segments(text)
            yield self._out(text)
        yield self._trailer("SE", count + 1, head.number)

    def own(self, value: _Value) -> _Value:
        """A value of the model as the writer needs it within the envelopes at hand. Raises ConfigError where a text in
        it holds what separates elements or segments there: the file would say something else."""
        marks = self._delimiters.element, self._delimiters.terminator
        for text in texts(value):
            if marks[0] in text or marks[1] in text:
                raise ConfigError(self._name, "a value holds a character that its ISA has for a separator")
        return translated(value, escaping(self._delimiters))

    def close(self) -> str:
        """The trailers of what is open."""
        if not self._isa:
            return ""
        text = self._close_group()
        text += self._trailer("IEA", self._groups, Transaction(isa=self._isa).interchange_number)
        self._isa, self._groups = "", 0
        return text

    def _close_group(self) -> str:
        if not self._gs:
            return ""
        text = self._trailer("GE", self._transactions, Transaction(gs=self._gs).group_number)
        self._gs, self._transactions = "", 0
        return text

    def _open(self, isa: str) -> str:
        found = read_isa(isa)
        if found is None:
            raise ConfigError(self._name, "an isa is not an ISA segment with its terminator")
        self._delimiters = found
        return isa[:-1] + after(found, "\n")

    def _trailer(self, name: str, count: int, number: str) -> str:
        """A trailer with its count and the control number of its header."""
        return self._out(segment(name, str(count), number.translate(escaping(self._delimiters))))

    def _out(self, text: str) -> str:
        return finished(text, self._delimiters, "\n")


class _Peek(msgspec.Struct):
    """All that is wanted of a document before it is read."""

    encoding: str = ""


def named_encoding(reading: object) -> bytes:
    """What a document says of the encoding of the file that was read to its end."""
    return b',"encoding":"utf-8"' if getattr(reading, "encoding", "") == UTF_8 else b""


def as_bytes(texts: Iterable[str], data: bytes, name: str) -> Iterator[bytes]:
    """The X12 of a document in the encoding that the document names. Raises ConfigError for a letter that it lacks."""
    try:
        encoding = msgspec.json.decode(data, type=_Peek).encoding
    except (msgspec.DecodeError, UnicodeDecodeError):
        encoding = ""  # told by whoever reads the document
    try:
        yield from encoded(texts, encoding)
    except UnicodeEncodeError:
        told = 'a value holds a letter that Latin-1 does not have; say "encoding": "utf-8"'
        raise ConfigError(name, told) from None


def plain(problem: msgspec.DecodeError) -> str:
    """What is wrong with a document and where, without the value (it may be PHI)."""
    said = str(problem)
    place = said[said.find(" - at") :] if " - at" in said else ""
    return said.partition("got")[0].rstrip(" ,") + place
