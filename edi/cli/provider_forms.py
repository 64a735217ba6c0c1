"""A 274 in other forms: what `convert` does with one."""

from __future__ import annotations

import io
from collections.abc import Callable

from edi.app.x12_inputs import X12Source
from edi.cli.one_output import output_stream

ERRORS = 1
NOTHING_DONE = 2


def _json(file: X12Source, output: str) -> tuple[int, str]:
    """Provider files as JSON."""
    from edi.conversion.provider_json import provider_document
    from edi.t274.parse import read_274

    reading = read_274(file.source)
    with output_stream(output) as stream:
        stream.writelines(provider_document(reading))
    errors = sum(finding.severity == "error" for finding in reading.findings)
    told = f"{file.name}: {reading.levels} levels"
    if errors:
        told += f"; {errors} errors of SNIP types 1 and 2, `edi-translate validate` lists them"
    return _verdict(file, reading.levels, told, bad=bool(errors))


def _csv(file: X12Source, output: str) -> tuple[int, str]:
    """Providers as the public provider listing has them."""
    from edi.conversion.provider_listing import listing_rows, write_listing
    from edi.t274.parse import read_274

    reading = read_274(file.source)
    with output_stream(output) as stream:
        text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        write_listing((row for parsed in reading for row in listing_rows(parsed)), text)
        text.detach()
    return _verdict(file, reading.levels, f"{file.name}: {reading.levels} levels", bad=False)


def _xlsx(file: X12Source, output: str) -> tuple[int, str]:
    """Providers as a roster workbook."""
    from edi.conversion.roster_form import write_roster
    from edi.t274.parse import read_274

    reading = read_274(file.source)
    with output_stream(output) as stream:
        unsaid = write_roster(reading, stream)
    told = f"{file.name}: {reading.levels} levels"
    if unsaid:
        told += f"; {unsaid} of them hold something that a roster cannot say, which was left out"
    return _verdict(file, reading.levels, told, bad=bool(unsaid))


def _verdict(file: X12Source, levels: int, told: str, *, bad: bool) -> tuple[int, str]:
    if not levels:
        return NOTHING_DONE, f"{file.name}: no level of a 274 in this file"
    return (ERRORS if bad else 0), told


#: What a 274 becomes; the loop tree (xml) is that of any file.
PROVIDER_FORMS: dict[str, Callable[[X12Source, str], tuple[int, str]]] = {"json": _json, "csv": _csv, "xlsx": _xlsx}
