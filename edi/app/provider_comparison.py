"""What provider files are held against: those of last month, the state's listing, invoices and 837Ps."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from edi.app.given import Input, NamedBytes, RequestError, named
from edi.app.workbook_inputs import workbook_sources
from edi.conversion.provider_changes import ChangeList, change_list, changes, changes_json, write_changes
from edi.conversion.provider_listing import (
    Comparison,
    Row,
    compare_listing,
    comparison_json,
    listing_rows,
    plan_code,
    read_listing,
    write_listing,
)
from edi.diagnostics import Diagnostic
from edi.model.provider_file import ProviderFile
from edi.t274.markers import markers_of
from edi.t274.parse import read_274
from edi.views.run_result import RunResult
from invoices.context import Context
from invoices.intake import Source
from invoices.roster.against import compare, providers_in
from mappings.errors import ConfigError
from mappings.layout_file import Layout
from mappings.payer_file import Payer

X12_ENDINGS = (".837", ".edi", ".x12")


def files_of(paths: Sequence[Path], payer: Payer) -> dict[str, tuple[str, ProviderFile]]:
    """The provider files of 274s by plan code, each with the name of its 274. Raises ConfigError
    for a file without one."""
    found: dict[str, tuple[str, ProviderFile]] = {}
    for path in paths:
        reading = read_274(path, markers_of(payer.provider_file))
        for parsed in reading:
            found[plan_code(parsed)] = (str(path), parsed.file)
        if not reading.levels:
            raise ConfigError(path, "no level of a 274 in this file")
    return found


def changes_since(paths: Sequence[Path], files: Mapping[str, ProviderFile], payer: Payer) -> list[ChangeList]:
    """What differs from the files of last month, a list a plan code that either has."""
    before = files_of(paths, payer)
    lists = []
    for code in dict.fromkeys([*files, *before]):
        name, old = before.get(code, ("", None))
        lists.append(change_list(code, name, list(changes(old, files.get(code)))))
    return lists


def change_files(lists: Sequence[ChangeList], stem: str) -> dict[str, bytes]:
    """The changes as JSON and as a workbook, by file name."""
    buffer = io.BytesIO()
    write_changes(lists, buffer)
    return {f"{stem}.changes.json": changes_json(lists), f"{stem}.changes.xlsx": buffer.getvalue()}


def listed(result: RunResult, context: Context) -> list[Row]:
    """The files of a run as the public listing shows them."""
    counties = {plan.code: plan.county for plan in context.profile.plans}
    markers = markers_of(context.payer.provider_file)
    return [
        row
        for made in result.outputs
        for parsed in read_274(made.text.encode("ascii"), markers)
        for row in listing_rows(parsed, counties.get(made.plan_code, ""))
    ]


def compared_with_listing(rows: Sequence[Row], path: Path, result: RunResult) -> Comparison:
    """What the state published in a listing against these rows, for the plan codes of a run."""
    return compare_listing(rows, read_listing(path, [made.plan_code for made in result.outputs]))


def listing_files(rows: Sequence[Row], found: Comparison, stem: str) -> dict[str, bytes]:
    """What was sent as a listing, and the differences, by file name."""
    text = io.StringIO(newline="")
    write_listing(rows, text)
    return {f"{stem}.listing.csv": text.getvalue().encode("utf-8"), f"{stem}.listing.json": comparison_json(found)}


def compared(
    found: Sequence[Source], files: Mapping[str, ProviderFile], context: Context, layouts: Sequence[Layout]
) -> list[Diagnostic]:
    """What invoices and 837Ps say otherwise than the provider files."""
    seen = list(providers_in(found, context, layouts))
    return list(compare(files, seen, [source.name for source in found], context))


def against_sources(inputs: Iterable[Input]) -> list[Source]:
    """Workbooks and 837Ps, of a folder both. Raises RequestError for what is not there."""
    found: list[Source] = []
    for given in inputs:
        path = named(given)
        if not isinstance(path, NamedBytes) and path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix.lower() in X12_ENDINGS)
            found += [Source(file, str(file)) for file in files]
        try:
            found += workbook_sources([given if not isinstance(path, NamedBytes) else path])
        except RequestError:
            if not found:
                raise
    return found
