"""JSON (a whole file, and back), NDJSON (a claim a line), and the schema of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Protocol, TypeVar

import msgspec

from edi.conversion.envelopes import Envelopes, named_encoding, plain
from edi.conversion.from_objects import BadAmountError, encounter
from edi.conversion.objects import VERSION, ClaimObject, Document, TransactionObject, claim_object
from edi.model.claim import Claim, Transaction
from edi.t837p.build import billing_level, claim, subscriber_level
from edi.t837p.build_parts import patient_level
from edi.t837p.parse_claim import AS_READ
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
    yield b'\n],"transactions":' + encode(transactions) + named_encoding(claims) + b"}\n"


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
        raise ConfigError(name, f"not a document of claims: {plain(problem)}") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(name, "not a document of claims: no UTF-8 text") from problem
    if any(not 0 <= each.transaction < len(document.transactions) for each in document.claims):
        raise ConfigError(name, "a claim names a transaction that is not there")
    try:
        yield from _text(document, name)
    except BadAmountError as problem:
        raise ConfigError(name, "an amount is not dollars and cents, such as 150.00") from problem


def _text(document: Document, name: str) -> Iterator[str]:
    """A document as X12."""
    claims: dict[int, list[ClaimObject]] = {}
    for each in document.claims:
        claims.setdefault(each.transaction, []).append(each)
    envelopes = Envelopes(name)
    for index, head in enumerate(document.transactions):
        transaction = Transaction(head.isa, head.gs, head.head)
        yield from envelopes.transaction(transaction, _levels(claims.get(index, []), envelopes.own))
    yield envelopes.close()


_Value = TypeVar("_Value")


class Own(Protocol):
    """Makes of a value of the model what a writer needs."""

    def __call__(self, value: _Value) -> _Value:
        """The value for the writer."""


def _levels(claims: list[ClaimObject], own: Own) -> Iterator[str]:
    """Levels and claims; neighbours share a level where their numbers, or without numbers their values, are equal.
    `own` is applied to whatever is written."""
    level = 0
    for _, of_provider in groupby(claims, key=_billing_key):
        whole = list(of_provider)
        level += 1
        parent = level
        yield billing_level(own(whole[0].billing), level)
        for _, of_member in groupby(whole, key=_member_key):
            some = list(of_member)
            level += 1
            subscriber = level
            yield subscriber_level(own(encounter(some[0]).member), AS_READ, level, parent)
            for _, of_patient in groupby(some, key=_patient_key):
                found = [encounter(each) for each in of_patient]
                patient = found[0].patient
                if patient is not None:
                    level += 1
                    yield patient_level(own(patient), level, subscriber)
                yield from (claim(own(each), AS_READ) for each in found)


def _billing_key(c: ClaimObject) -> Any:
    return (c.position.billing_level if c.position else 0, c.billing)


def _member_key(c: ClaimObject) -> Any:
    return (c.position.subscriber_level if c.position else 0, c.member)


def _patient_key(c: ClaimObject) -> Any:
    return (c.position.patient_level if c.position else 0, c.patient)
