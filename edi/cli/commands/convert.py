"""`edi-translate convert`: an 837P or a 274 in other forms, and back from JSON."""

from __future__ import annotations

from pathlib import Path

import click

from edi.app.convert import FORMS, ConvertRequest, ConvertResult, conversion
from edi.app.x12_inputs import X12Source, x12_sources
from edi.cli.one_output import output_stream
from edi.cli.options import common
from edi.cli.x12_given import x12_given
from mappings.files import read_stdin, read_whole

ERRORS = 1
NOTHING_DONE = 2
BINARY = ("xlsx", "parquet")
SEE = "errors of SNIP types 1 and 2, `edi-translate validate` lists them"


@click.command(name="convert")
@click.argument("file", metavar="FILE")
@click.option("--to", "form", type=click.Choice(FORMS))
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
    if form in BINARY and output in ("", "-"):
        raise click.UsageError(f"{form} is no text: name a file with -o")
    source = _document(file) if origin else _x12_file(file)
    written = conversion(ConvertRequest(source=source, form=form or "x12"))
    with output_stream(output) as stream:
        result = written(stream)
    code, told = _verdict(result, source.name, str(form))
    if told and not quiet:
        click.echo(told, err=True)
    return code


def _x12_file(file: str) -> X12Source:
    found = x12_sources(x12_given([file]))
    if len(found) != 1:
        raise click.UsageError(f"{file}: convert takes one file")
    return found[0]


def _document(file: str) -> X12Source:
    """A JSON document, whole."""
    return X12Source("stdin", read_stdin()) if file == "-" else X12Source(file, read_whole(Path(file)))


def _verdict(result: ConvertResult, name: str, form: str) -> tuple[int, str]:
    """Exit code and summary."""
    if result.holds == "document":
        return 0, ""
    if result.holds == "274":
        return _of_providers(result, name, form)
    told = f"{name}: {result.claims} claims{_read_as(result.encoding)}"
    if not result.claims:
        return NOTHING_DONE, told if form == "xml" else f"{name}: no claim of an 837P 5010 in this file"
    if result.errors:
        told += f"; {result.errors} {SEE}"
    if result.left_out:
        told += f"; {result.left_out} replacements and voids left out: an invoice cannot say them"
    return (0 if result.is_whole else ERRORS), told


def _of_providers(result: ConvertResult, name: str, form: str) -> tuple[int, str]:
    if form == "xml":
        return 0, f"{name}: the loops of a 274"
    if not result.levels:
        return NOTHING_DONE, f"{name}: no level of a 274 in this file"
    told = f"{name}: {result.levels} levels"
    if result.errors:
        told += f"; {result.errors} {SEE}"
    if result.unsaid:
        told += f"; {result.unsaid} of them hold something that a roster cannot say, which was left out"
    return (0 if result.is_whole else ERRORS), told


def _read_as(encoding: str) -> str:
    """What is said of an encoding that is not plain ASCII."""
    return "" if encoding == "ascii" else f", read as {encoding.upper()}"
