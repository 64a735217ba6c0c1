"""A 274 as JSON, and back to the same 274; the schema of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Literal

import msgspec

from edi.conversion.envelopes import Envelopes, named_encoding, plain
from edi.model.claim import Transaction
from edi.model.provider_file import ProviderFile
from edi.t274.build import Numbers, header, levels
from edi.t274.markers import Markers, default_markers
from edi.t274.parse import Parsed
from mappings.errors import ConfigError

VERSION = 1


class FileObject(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A provider file, with the ISA and its terminator, the GS and the ST around it. Further files of one transaction
    have the same three and a header that is `absent`."""

    isa: str
    gs: str
    st: str
    file: ProviderFile


class ProviderDocument(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A whole 274. `encoding` is utf-8 where the file is; else it is Latin-1, or ASCII."""

    version: Literal[1]
    provider_files: list[FileObject]
    encoding: Literal["", "utf-8"] = ""


class _Peek(msgspec.Struct):
    """What tells the documents apart."""

    provider_files: msgspec.Raw = msgspec.Raw()


def provider_document(files: Iterable[Parsed]) -> Iterator[bytes]:
    """A whole file as one JSON object, in pieces."""
    encode = msgspec.json.Encoder().encode
    yield f'{{"version":{VERSION},"provider_files":['.encode()
    separator = b"\n"
    for each in files:
        head = each.transaction
        yield separator + encode(FileObject(head.isa, head.gs, "".join(head.head), each.file))
        separator = b",\n"
    yield b"\n]" + named_encoding(files) + b"}\n"


def is_provider_document(data: bytes) -> bool:
    """Whether JSON text is a document of provider files."""
    try:
        return bytes(msgspec.json.decode(data, type=_Peek).provider_files) != b""
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False


def provider_files_from_json(data: bytes, name: str) -> list[Parsed]:
    """The provider files of a JSON document. Raises ConfigError for what is no such document; the text says where, not
    what stands there."""
    try:
        found = msgspec.json.decode(data, type=ProviderDocument).provider_files
    except msgspec.DecodeError as problem:
        raise ConfigError(name, f"not a document of provider files: {plain(problem)}") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(name, "not a document of provider files: no UTF-8 text") from problem
    return [Parsed(each.file, Transaction(each.isa, each.gs, (each.st,))) for each in found]


def from_provider_json(data: bytes, name: str, markers: Markers | None = None) -> Iterator[str]:
    """The 274 of a JSON document, in pieces, with counts and level numbers made anew. Raises ConfigError for what is no
    such document."""
    return written(provider_files_from_json(data, name), name, markers)


def written(files: Iterable[Parsed], name: str, markers: Markers | None = None) -> Iterator[str]:
    """The 274 of provider files with their envelopes. `name` is that of their source, for messages."""
    envelopes = Envelopes(name)
    table = markers or default_markers()
    for _, of_transaction in groupby(_numbered(files), key=lambda pair: pair[0]):
        some = [each for _, each in of_transaction]
        yield from envelopes.transaction(some[0].transaction, _body(some, table, envelopes))
    yield envelopes.close()


def _numbered(files: Iterable[Parsed]) -> Iterator[tuple[int, Parsed]]:
    """Each file with the number of its transaction: a file with a header begins one."""
    number = 0
    for each in files:
        number += not each.file.header.absent
        yield number, each


def _body(files: list[Parsed], markers: Markers, envelopes: Envelopes) -> Iterator[str]:
    numbers = Numbers()
    for each in files:
        file = envelopes.own(each.file)
        if not file.header.absent:
            yield header(file.header)
        yield from levels(file, markers, numbers)


def provider_schema() -> dict[str, Any]:
    """The JSON Schema of a document."""
    made = msgspec.json.schema(ProviderDocument)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Provider files of a 274 (edi-translate convert --to json)",
        **made,
    }
