"""JSON (a whole file, and back), NDJSON (a claim a line), and the schema of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from edi.convert.from_objects import BadAmountError, encounter
from edi.convert.objects import VERSION, ClaimObject, Document, TransactionObject, claim_object
from edi.model.claim import Claim, Transaction
from edi.t837p.build import billing_level, claim, subscriber_level
from edi.t837p.build_parts import patient_level
from edi.t837p.parse_claim import AS_READ
from edi.t837p.rebuild import after, finished
from edi.x12.delimiters import Delimiters, read_elements, read_fixed
from edi.x12.write import END, count_segments, segment
from mappings.errors import ConfigError

#: Claims encoded into one piece.
_PIECE = 256


def json_document(claims: Iterable[Claim]) -> Iterator[bytes]:
    """A whole file as one JSON object, in pieces: claims as they are read, then their transactions."""
    numbered = Numbered()
    encode = msgspec.json.Encoder().encode
    yield f'{{"version":{VERSION},"claims":['.encode()
    separator = b"\n"
    for each in claims:
        yield separator + encode(claim_object(each, numbered[each.transaction]))
        separator = b",\n"
    transactions = [TransactionObject(each.isa, each.gs, each.head) for each in numbered.found]
    yield b'\n],"transactions":' + encode(transactions) + b"}\n"


def ndjson(claims: Iterable[Claim]) -> Iterator[bytes]:
    """One claim a line, in pieces of many lines."""
    numbered = Numbered()
    encoder = msgspec.json.Encoder()
    batch: list[ClaimObject] = []
    for each in claims:
        batch.append(claim_object(each, numbered[each.transaction]))
        if len(batch) == _PIECE:
            yield encoder.encode_lines(batch)
            batch = []
    if batch:
        yield encoder.encode_lines(batch)


class Numbered:
    """Counts transactions in the order they are met: claims of one transaction share one object."""

    def __init__(self) -> None:
        self.found: list[Transaction] = []

    def __getitem__(self, transaction: Transaction) -> int:
        if not self.found or self.found[-1] is not transaction:
            self.found.append(transaction)
        return len(self.found) - 1


def schema() -> dict[str, Any]:
    """The JSON Schema of a document; a line of NDJSON is its `ClaimObject`."""
    made = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Claims of an 837P (edi-translate convert --to json; a line of ndjson is one ClaimObject)",
        **made,
    }


def from_json(data: bytes, name: str) -> Iterator[str]:
    """The 837P of a JSON document, in pieces. Levels are those of its claims, so that one without a claim is not
    written; trailers and their counts are made anew. Raises ConfigError for what is no such document."""
    try:
        document = msgspec.json.decode(data, type=Document)
    except msgspec.DecodeError as problem:
        raise ConfigError(name, f"not a document of claims: {_plain(problem)}") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(name, "not a document of claims: no UTF-8 text") from problem
    if any(not 0 <= each.transaction < len(document.transactions) for each in document.claims):
        raise ConfigError(name, "a claim names a transaction that is not there")
    writer = _Writer(document, name)
    try:
        yield from writer.text()
    except BadAmountError as problem:
        raise ConfigError(name, "an amount is not dollars and cents, such as 150.00") from problem


def _plain(problem: msgspec.DecodeError) -> str:
    """What is wrong and where, without the value (it may be PHI)."""
    return (
        str(problem).partition("got")[0].rstrip(" ,")
        + str(problem)[str(problem).find(" - at") :][: 0 if " - at" not in str(problem) else None]
    )


class _Writer:
    """A document as X12."""

    def __init__(self, document: Document, name: str) -> None:
        self.document = document
        self.name = name
        self.delimiters = Delimiters("*", ":", "~", "^", "00501")
        self.groups = self.transactions = 0

    def text(self) -> Iterator[str]:
        """The whole file."""
        claims: dict[int, list[ClaimObject]] = {}
        for each in self.document.claims:
            claims.setdefault(each.transaction, []).append(each)
        isa = gs = ""
        for index, head in enumerate(self.document.transactions):
            if head.isa != isa:
                yield self._close_interchange(isa, gs) + self._open(head.isa)
                isa, gs = head.isa, ""
            if head.gs != gs:
                yield self._close_group(gs) + self._out(head.gs + END)
                gs = head.gs
                self.groups += 1
                self.transactions = 0
            self.transactions += 1
            yield from self._transaction(head, claims.get(index, []))
        yield self._close_interchange(isa, gs)

    def _out(self, text: str) -> str:
        return finished(text, self.delimiters, "\n")

    def _open(self, isa: str) -> str:
        found = read_fixed(isa) or read_elements(isa)
        if found is None:
            raise ConfigError(self.name, "an isa is not an ISA segment with its terminator")
        self.delimiters = found
        return isa[:-1] + after(found, "\n")

    def _close_group(self, gs: str) -> str:
        return self._out(segment("GE", str(self.transactions), Transaction(gs=gs).group_number)) if gs else ""

    def _close_interchange(self, isa: str, gs: str) -> str:
        if not isa:
            return ""
        text = self._close_group(gs)
        text += self._out(segment("IEA", str(self.groups), Transaction(isa=isa).interchange_number))
        self.groups = 0
        return text

    def _transaction(self, head: TransactionObject, claims: list[ClaimObject]) -> Iterator[str]:
        text = "".join(part + END for part in head.head)
        count = count_segments(text)
        yield self._out(text)
        for text in _levels(claims):
            count += count_segments(text)
            yield self._out(text)
        yield self._out(segment("SE", str(count + 1), Transaction(head=head.head).number))


def _levels(claims: list[ClaimObject]) -> Iterator[str]:
    """Levels and claims; neighbours share a level where their numbers, or without numbers their values, are equal."""
    level = 0
    for _, of_provider in groupby(claims, key=_billing_key):
        whole = list(of_provider)
        level += 1
        parent = level
        yield billing_level(whole[0].billing, level)
        for _, of_member in groupby(whole, key=_member_key):
            some = list(of_member)
            level += 1
            subscriber = level
            yield subscriber_level(encounter(some[0]).member, AS_READ, level, parent)
            for _, of_patient in groupby(some, key=_patient_key):
                found = [encounter(each) for each in of_patient]
                patient = found[0].patient
                if patient is not None:
                    level += 1
                    yield patient_level(patient, level, subscriber)
                yield from (claim(each, AS_READ) for each in found)


def _billing_key(c: ClaimObject) -> Any:
    return (c.position.billing_level if c.position else 0, c.billing)


def _member_key(c: ClaimObject) -> Any:
    return (c.position.subscriber_level if c.position else 0, c.member)


def _patient_key(c: ClaimObject) -> Any:
    return (c.position.patient_level if c.position else 0, c.patient)
