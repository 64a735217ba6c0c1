"""A 274 in other forms; it is read whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from edi.app.convert import ConvertResult, as_text
from edi.app.x12_inputs import X12Source


def _json(source: X12Source, stream: IO[bytes]) -> ConvertResult:
    """Provider files as JSON."""
    from edi.conversion.provider_json import provider_document
    from edi.t274.parse import read_274

    reading = read_274(source.source)
    stream.writelines(provider_document(reading))
    errors = sum(finding.severity == "error" for finding in reading.findings)
    return ConvertResult(holds="274", levels=reading.levels, errors=errors)


def _csv(source: X12Source, stream: IO[bytes]) -> ConvertResult:
    """Providers as the public provider listing has them."""
    from edi.conversion.provider_listing import listing_rows, write_listing
    from edi.t274.parse import read_274

    reading = read_274(source.source)
    as_text(stream, lambda text: write_listing((row for parsed in reading for row in listing_rows(parsed)), text))
    return ConvertResult(holds="274", levels=reading.levels)


def _xlsx(source: X12Source, stream: IO[bytes]) -> ConvertResult:
    """Providers as a roster workbook."""
    from edi.conversion.roster_form import write_roster
    from edi.t274.parse import read_274

    reading = read_274(source.source)
    unsaid = write_roster(reading, stream)
    return ConvertResult(holds="274", levels=reading.levels, unsaid=unsaid)


WRITERS: dict[str, Callable[[X12Source, IO[bytes]], ConvertResult]] = {"json": _json, "csv": _csv, "xlsx": _xlsx}
