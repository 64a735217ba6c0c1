"""`edi-translate convert`: an 837P or a 274 in other forms, and back from JSON."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import click

from edi.app.x12_inputs import X12Source, x12_sources
from edi.cli.one_output import output_stream
from edi.cli.options import common
from edi.cli.provider_forms import PROVIDER_FORMS
from edi.cli.x12_given import x12_given
from mappings.files import read_stdin, read_whole

ERRORS = 1
NOTHING_DONE = 2
BINARY = ("xlsx", "parquet")


@click.command(name="convert")
@click.argument("file", metavar="FILE")
@click.option("--to", "form", type=click.Choice(["json", "ndjson", "xml", "csv", "xlsx", "parquet"]))
@click.option("--from", "origin", type=click.Choice(["json"]), help="Back: a JSON document into an 837P or a 274.")
@click.option("-o", "--output", default="", metavar="FILE", help="Default: stdout; xlsx and parquet need a file.")
@common
def command(
    file: str,
    form: str | None,
    origin: str | None,
    output: str,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Convert an 837P: JSON, NDJSON (a claim a line), XML (the loop tree), CSV (a row a service line), an invoice
    workbook that `translate` reads (xlsx), Parquet (where pyarrow is installed). A 274 becomes JSON, XML, a roster
    workbook (xlsx) that `providers` reads, or the state's public listing (csv).

    \b
    Example:
      edi-translate convert march.837 --to ndjson -o march.ndjson
      edi-translate convert march.json --from json -o march.837
    """
    if (form is None) == (origin is None):
        raise click.UsageError("say --to FORM, or --from json")
    if origin:
        return _back(file, output)
    if form in BINARY and output in ("", "-"):
        raise click.UsageError(f"{form} is no text: name a file with -o")
    found = x12_sources(x12_given([file]))
    if len(found) != 1:
        raise click.UsageError(f"{file}: convert takes one file")
    code, told = _form(found[0], str(form))(found[0], output)
    if not quiet:
        click.echo(told, err=True)
    return code


def _form(file: X12Source, form: str) -> Callable[[X12Source, str], tuple[int, str]]:
    """What makes a form of a file: a 274 has forms of its own."""
    from edi.x12.kind import first_transaction

    if form == "xml" or first_transaction(file.source) != "274":
        return _FORMS[form]
    if form not in PROVIDER_FORMS:
        raise click.UsageError(f"{form} is a form of claims; a 274 becomes {', '.join(PROVIDER_FORMS)} or xml")
    return PROVIDER_FORMS[form]


def _back(file: str, output: str) -> int:
    data = read_stdin() if file == "-" else read_whole(Path(file))
    with output_stream(output) as stream:
        stream.writelines(_written(data, "stdin" if file == "-" else file))
    return 0


def _written(data: bytes, name: str) -> Iterator[bytes]:
    """The X12 of a JSON document, of claims or of provider files."""
    from edi.conversion.envelopes import as_bytes
    from edi.conversion.json_form import from_json
    from edi.conversion.provider_json import from_provider_json, is_provider_document

    texts = from_provider_json(data, name) if is_provider_document(data) else from_json(data, name)
    return as_bytes(texts, data, name)


def _claims(file: X12Source, output: str, write: Callable[..., object]) -> tuple[int, str]:
    """Writes the claims of a file; exit code and summary."""
    from edi.t837p.parse import read_837p

    reading = read_837p(file.source)
    with output_stream(output) as stream:
        left_out = write(reading, stream)
    errors = sum(finding.severity == "error" for finding in reading.findings)
    told = f"{file.name}: {reading.claims} claims{_read_as(reading.encoding)}"
    if errors:
        told += f"; {errors} errors of SNIP types 1 and 2, `edi-translate validate` lists them"
    if left_out:
        told += f"; {left_out} replacements and voids left out: an invoice cannot say them"
    if not reading.claims:
        return NOTHING_DONE, f"{file.name}: no claim of an 837P 5010 in this file"
    return (ERRORS if errors or left_out else 0), told


def _read_as(encoding: str) -> str:
    """What is said of an encoding that is not plain ASCII."""
    return "" if encoding == "ascii" else f", read as {encoding.upper()}"


def _json(file: X12Source, output: str) -> tuple[int, str]:
    from edi.conversion.json_form import json_document

    return _claims(file, output, lambda claims, stream: stream.writelines(json_document(claims)))


def _ndjson(file: X12Source, output: str) -> tuple[int, str]:
    from edi.conversion.json_form import ndjson

    return _claims(file, output, lambda claims, stream: stream.writelines(ndjson(claims)))


def _csv(file: X12Source, output: str) -> tuple[int, str]:
    from edi.conversion.csv_form import write_csv

    def write(claims: object, stream: IO[bytes]) -> None:
        text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        write_csv(claims, text)  # type: ignore[arg-type]
        text.detach()

    return _claims(file, output, write)


def _xlsx(file: X12Source, output: str) -> tuple[int, str]:
    from edi.conversion.xlsx_form import write_xlsx

    return _claims(file, output, write_xlsx)


def _parquet(file: X12Source, output: str) -> tuple[int, str]:
    from edi.conversion.parquet_form import is_available, write_parquet

    if not is_available():
        raise click.UsageError(
            "--to parquet needs pyarrow, which is not installed: pip install 'edi-translate[parquet]'"
        )
    return _claims(file, output, write_parquet)


def _xml(file: X12Source, output: str) -> tuple[int, str]:
    from edi.conversion.xml_form import write_xml
    from edi.x12.encoding import encoding_of
    from edi.x12.kind import first_transaction

    with output_stream(output) as stream:
        claims = write_xml(file.source, stream)
    if not claims and first_transaction(file.source) == "274":
        return 0, f"{file.name}: the loops of a 274"
    told = f"{file.name}: {claims} claims{_read_as(encoding_of(file.source))}"
    return (0 if claims else NOTHING_DONE), told


_FORMS: dict[str, Callable[[X12Source, str], tuple[int, str]]] = {
    "json": _json,
    "ndjson": _ndjson,
    "csv": _csv,
    "xml": _xml,
    "xlsx": _xlsx,
    "parquet": _parquet,
}
