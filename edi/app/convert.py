"""An 837P or a 274 in other forms, and back from JSON.

Claims are streamed: a run holds one of them, whatever the size of the file. A workbook (xlsx) is held by the library
that writes it, a JSON document that goes back to X12 and every 274 is read whole.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

from edi.app.given import Input, RequestError, choice
from edi.app.x12_inputs import X12Source, x12_sources
from mappings.files import read_whole

if TYPE_CHECKING:
    from edi.model.claim import Claim

Held: TypeAlias = Literal["837P", "274", "document"]
FORMS = ("json", "ndjson", "xml", "csv", "xlsx", "parquet")
#: The form of what a JSON document goes back to.
X12 = "x12"
PROVIDER_FORMS = ("json", "csv", "xlsx", "xml")


class ConvertRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A file and its new form: one of `FORMS`, or "x12" for a JSON document that becomes an 837P or a 274 again."""

    source: X12Source
    form: str

    def __post_init__(self) -> None:
        choice("form", self.form, (*FORMS, X12))


class ConvertResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was converted: `holds` says what the file was, `claims` or `levels` how much of it was read; `errors` are
    those of SNIP types 1 and 2 (`validate` lists them); `left_out` replacements and voids, which an invoice cannot say;
    `unsaid` levels of a 274 with something that a roster cannot say. `data` is the outcome, where nobody gave a place
    for it."""

    holds: Held
    claims: int = 0
    levels: int = 0
    errors: int = 0
    left_out: int = 0
    unsaid: int = 0
    encoding: str = "ascii"
    data: bytes = b""

    @property
    def is_whole(self) -> bool:
        """Whether all of the file was read without errors and stands in the new form."""
        return not (self.errors or self.left_out or self.unsaid)


Conversion: TypeAlias = Callable[[IO[bytes]], ConvertResult]


def conversion(request: ConvertRequest) -> Conversion:
    """What writes the new form into a stream. Raises RequestError for a form that this file has not, before anything is
    written."""
    from edi.x12.kind import first_transaction

    source, form = request.source, request.form
    if form == X12:
        return lambda stream: _back(source, stream)
    if form == "xml":
        return lambda stream: _xml(source, stream)
    if first_transaction(source.source) == "274":
        if form not in PROVIDER_FORMS:
            raise RequestError(f"{form} is a form of claims; a 274 becomes json, csv, xlsx or xml")
        from edi.app.convert_providers import WRITERS

        return lambda stream: WRITERS[form](source, stream)
    return _claims_in(form, source)


def run(request: ConvertRequest, stream: IO[bytes]) -> ConvertResult:
    """Writes a file in its new form. Bad claims are read as far as they can be and counted; ConfigError means a JSON
    document that is none of ours, OSError a file that cannot be opened."""
    return conversion(request)(stream)


def _claims_in(form: str, source: X12Source) -> Conversion:
    """Claims in a form; each is one module of `edi.conversion`, imported when it is used."""
    writers: dict[str, Callable[[], Callable[[Iterable[Claim], IO[bytes]], object]]] = {
        "json": _json, "ndjson": _ndjson, "csv": _csv, "xlsx": _xlsx, "parquet": _parquet,
    }  # fmt: skip
    write = writers[form]()

    def written(stream: IO[bytes]) -> ConvertResult:
        from edi.t837p.parse import read_837p

        reading = read_837p(source.source)
        left_out = write(reading, stream)
        return ConvertResult(
            holds="837P",
            claims=reading.claims,
            errors=sum(finding.severity == "error" for finding in reading.findings),
            left_out=left_out if isinstance(left_out, int) else 0,
            encoding=reading.encoding,
        )

    return written


def _json() -> Callable[[Iterable[Claim], IO[bytes]], object]:
    from edi.conversion.json_form import json_document

    return lambda claims, stream: stream.writelines(json_document(claims))


def _ndjson() -> Callable[[Iterable[Claim], IO[bytes]], object]:
    from edi.conversion.json_form import ndjson

    return lambda claims, stream: stream.writelines(ndjson(claims))


def _csv() -> Callable[[Iterable[Claim], IO[bytes]], object]:
    from edi.conversion.csv_form import write_csv

    return lambda claims, stream: as_text(stream, lambda text: write_csv(claims, text))


def _xlsx() -> Callable[[Iterable[Claim], IO[bytes]], object]:
    from edi.conversion.xlsx_form import write_xlsx

    return write_xlsx


def _parquet() -> Callable[[Iterable[Claim], IO[bytes]], object]:
    from edi.conversion.parquet_form import is_available, write_parquet

    if not is_available():
        raise RequestError("--to parquet needs pyarrow, which is not installed: pip install 'edi-translate[parquet]'")
    write: Any = write_parquet
    return lambda claims, stream: write(claims, stream)


def _xml(source: X12Source, stream: IO[bytes]) -> ConvertResult:
    """The loop tree of any file."""
    from edi.conversion.xml_form import write_xml
    from edi.x12.encoding import encoding_of
    from edi.x12.kind import first_transaction

    claims = write_xml(source.source, stream)
    if not claims and first_transaction(source.source) == "274":
        return ConvertResult(holds="274")
    return ConvertResult(holds="837P", claims=claims, encoding=encoding_of(source.source))


def _back(source: X12Source, stream: IO[bytes]) -> ConvertResult:
    data = source.source if isinstance(source.source, bytes) else read_whole(source.source)
    stream.writelines(_written(data, source.name))
    return ConvertResult(holds="document")


def _written(data: bytes, name: str) -> Iterator[bytes]:
    """The X12 of a JSON document, of claims or of provider files."""
    from edi.conversion.envelopes import as_bytes
    from edi.conversion.json_form import from_json
    from edi.conversion.provider_json import from_provider_json, is_provider_document

    texts = from_provider_json(data, name) if is_provider_document(data) else from_json(data, name)
    return as_bytes(texts, data, name)


def as_text(stream: IO[bytes], write: Callable[[IO[str]], None]) -> None:
    """Has text written into a stream of bytes, which stays open."""
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    write(text)
    text.detach()


def convert(source: Input, form: str, output: IO[bytes] | str | Path | None = None) -> ConvertResult:
    """A file in another form: "json", "ndjson" (a claim a line), "xml" (the loop tree), "csv" (a row a service line),
    "xlsx" (an invoice that `translate` reads, of a 274 a roster), "parquet" (where pyarrow is installed); a JSON
    document with "x12" becomes an 837P or a 274 again.

    `source` is a path, bytes or an open file; `output` a path, a stream, or nothing: then `data` of the result has the
    outcome. Raises RequestError for a form that the file has not, ConfigError for a JSON document that is none of ours,
    OSError for a file that cannot be opened; bad data is read as far as it can be and counted.
    """
    (one, *more) = x12_sources([source])
    if more:
        raise RequestError(f"{source!r}: convert takes one file")
    written = conversion(ConvertRequest(source=one, form=form))
    if output is None:
        kept = io.BytesIO()
        return msgspec.structs.replace(written(kept), data=kept.getvalue())
    if isinstance(output, (str, Path)):
        from edi.app.staging import Staging

        path = Path(output)
        with Staging(path.parent) as staging:
            with staging.open(path.name) as stream:
                result = written(stream)
            staging.commit()
        return result
    return written(output)
