"""One input file: its sheets recognised, its tables read, everything on it accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from edi.diagnostics import Diagnostic
from edi.model.reference import FileRef, SheetRef
from edi.report.run_result import InputResult, SheetRead
from invoices.context import Context
from invoices.findings_sheet import is_findings_sheet
from invoices.invoice_line import InvoiceLine
from invoices.layout.guess import read_unknown
from invoices.layout.recognise import recognise
from invoices.layout.table import Table
from invoices.lines import LineReader, SkippedRow
from invoices.workbook import Sheet, UnreadableError, read_workbook
from mappings.fields import load_fields
from mappings.layout_file import Layout


@dataclass(slots=True)
class TableReading:
    """A table and what was read from it, in the order of the sheet. `missing` names required fields that the
    table has no cell for: they withhold every line."""

    table: Table
    items: list[InvoiceLine | SkippedRow] = field(default_factory=list)
    missing: frozenset[str] = frozenset()


def read_input(
    path: Path, name: str, context: Context, layouts: Iterable[Layout], data: bytes | None = None
) -> tuple[InputResult, list[TableReading]]:
    """Reads one input. What cannot be opened gives a finding and no tables; OSError passes through."""
    content = path.read_bytes() if data is None else data
    result = InputResult(name, None if data is not None else path, hashlib.sha256(content).hexdigest(), content=data)
    add = result.findings.append
    try:
        sheets = read_workbook(path, content)
    except UnreadableError as problem:
        add(Diagnostic(problem.code, FileRef(name), problem.found, problem.expected))
        return result, []
    tables = _tables(name, sheets, list(layouts), add, guessing=context.guess_layouts)
    readings = [_read(table, context, add) for table in tables]
    result.sheets = [SheetRead(reading.table.sheet, reading.table.layout.name) for reading in readings]
    return result, readings


def _tables(
    name: str, sheets: list[Sheet], layouts: list[Layout], add: Callable[[Diagnostic], None], *, guessing: bool
) -> list[Table]:
    tables: list[Table] = []
    misfits: list[Diagnostic] = []
    for sheet in sheets:
        if is_findings_sheet(sheet.name, next(sheet.rows(), [])):
            continue
        if sheet.hidden:
            add(Diagnostic("WB012", SheetRef(name, sheet.name)))
            continue
        found = recognise(name, sheet, layouts)
        if guessing and not isinstance(found, Table):
            found, told = read_unknown(name, sheet, found)
            if told is not None:
                add(told)
        if isinstance(found, Table):
            tables.append(found)
        else:
            misfits.append(found)
    for misfit in misfits:
        # Beside an invoice, a sheet that is nothing like one is a note; alone it is the trouble itself.
        note = bool(tables) and misfit.code == "WB004"
        add(Diagnostic("WB014", misfit.where) if note else misfit)
    return tables


def _read(table: Table, context: Context, add: Callable[[Diagnostic], None]) -> TableReading:
    heading = SheetRef(table.file, table.sheet, table.header_row)
    for column, _ in table.unused:
        add(Diagnostic("WB011", table.ref(table.header_row, column=column)))
    reader = LineReader(table, context, add)
    for name in sorted(reader.missing):
        add(Diagnostic("WB005", heading, table.layout.name, f"‘{load_fields()[name].title}’"))
    lacking = [
        f"‘{definition.title}’"
        for definition in load_fields().values()
        if definition.presence == "minimum" and not table.has(definition.name) and definition.name not in SPARED
    ]
    if lacking:
        add(Diagnostic("WB013", heading, expected=", ".join(lacking)))
    items = list(reader.read())
    if not any(isinstance(item, InvoiceLine) for item in items):
        add(Diagnostic("WB003", heading))
    return TableReading(table, items, reader.missing)


# A member is housed where nothing says otherwise, a service lasts one day, a code has its own name, and a charge
# may stand where no unit cost does.
SPARED = frozenset({"homeless_indicator", "service_end", "service_name", "unit_cost", "payer_id"})
