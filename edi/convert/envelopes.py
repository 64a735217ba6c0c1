"""Envelopes around transactions that come from a document: opened as they were read, closed with new counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from edi.model.claim import Transaction
from edi.x12.delimiters import Delimiters, read_elements, read_fixed
from edi.x12.exchange import after, finished
from edi.x12.write import END, count_segments, segment
from mappings.errors import ConfigError


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
        yield self._out(segment("SE", str(count + 1), head.number))

    def close(self) -> str:
        """The trailers of what is open."""
        if not self._isa:
            return ""
        text = self._close_group()
        text += self._out(segment("IEA", str(self._groups), Transaction(isa=self._isa).interchange_number))
        self._isa, self._groups = "", 0
        return text

    def _close_group(self) -> str:
        if not self._gs:
            return ""
        text = self._out(segment("GE", str(self._transactions), Transaction(gs=self._gs).group_number))
        self._gs, self._transactions = "", 0
        return text

    def _open(self, isa: str) -> str:
        found = read_fixed(isa) or read_elements(isa)
        if found is None:
            raise ConfigError(self._name, "an isa is not an ISA segment with its terminator")
        self._delimiters = found
        return isa[:-1] + after(found, "\n")

    def _out(self, text: str) -> str:
        return finished(text, self._delimiters, "\n")


def plain(problem: msgspec.DecodeError) -> str:
    """What is wrong with a document and where, without the value (it may be PHI)."""
    said = str(problem)
    place = said[said.find(" - at") :] if " - at" in said else ""
    return said.partition("got")[0].rstrip(" ,") + place
