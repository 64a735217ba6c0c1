"""One input file with member-level tables: its sheets recognised, its rows cleaned into typed rows, every row accounted
for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from edi.diagnostics import Diagnostic
from edi.member_files.history import HistoryRow
from edi.member_files.models import ROWS, Columns, Kind, MemberRow
from edi.model.reference import FileRef, SheetRef
from edi.views.run_result import InputResult, SheetRead
from invoices.accounted import Read, account_for, tell_faults
from invoices.cells import DATE_KINDS, Memo
from invoices.cells.base import Cleaned, text_of
from invoices.cells.date import USUAL, DateForm
from invoices.dates import forms_of
from invoices.findings_sheet import is_findings_sheet
from invoices.intake import restart
from invoices.layout.merged import fill_merged
from invoices.layout.rows import RowKind, RowSorter
from invoices.layout.table import Table
from invoices.member_files.notes import is_notes_sheet
from invoices.member_files.recognise import HISTORY, Found, tables_of
from invoices.rows import SkippedRow
from invoices.workbook import CellValue, Sheet, UnreadableError, content_of, open_workbook
from mappings.fields import Field, load_fields
from mappings.layout_file import Layout
from mappings.member_fields import FILES, MemberField, full_name, load_member_fields, own_name
from mappings.subject_file import load_subject

# Kinds of cell in which the guidance has zeros written for "not known".
KNOWS_UNKNOWN = frozenset({"zero_date", "phone_or_zeros"})

Add = Callable[[Diagnostic], None]


@dataclass(slots=True)
class MemberTable:
    """A table of a member-level file: its typed rows, and the rows that are none (row, why)."""

    kind: str
    table: Table
    columns: Columns
    rows: list[MemberRow] = field(default_factory=list)
    skipped: list[tuple[int, RowKind]] = field(default_factory=list)

    @property
    def heading(self) -> SheetRef:
        """The heading row."""
        return SheetRef(self.table.file, self.table.sheet, self.table.header_row)

    @property
    def items(self) -> list[MemberRow | SkippedRow]:
        """The rows, and those that are none, in the order of the sheet."""
        return sorted([*self.rows, *(SkippedRow(row, why) for row, why in self.skipped)], key=lambda item: item.row)

    def has(self, name: str) -> bool:
        """Whether the table has a place for a field."""
        return name in self.columns.letters or name in self.columns.labels


def read_member_file(
    path: Path,
    name: str,
    own: Mapping[str, Sequence[Layout]],
    data: bytes | None = None,
    kinds: Sequence[str] = FILES,
) -> tuple[InputResult, list[MemberTable]]:
    """Reads one input; `own` are a user's layouts by file. What cannot be opened gives a finding and no tables; OSError
    passes through."""
    return read_tables(path, name, lambda sheet: tables_of(name, sheet, own, kinds), data)


def read_tables(
    path: Path, name: str, tables_on: Callable[[Sheet], Found], data: bytes | None = None
) -> tuple[InputResult, list[MemberTable]]:
    """Reads one input; `tables_on` says what a sheet holds."""
    result = InputResult(name, None if data is not None else path, "", content=data)
    add = result.findings.append
    try:
        content = content_of(path) if data is None else data
        result.sha256 = hashlib.sha256(content).hexdigest()
        workbook = open_workbook(path, content)
    except UnreadableError as problem:
        add(Diagnostic(problem.code, FileRef(name), problem.found, problem.expected))
        return result, []
    for note in workbook.notes:
        add(Diagnostic(note.code, FileRef(name), note.found, note.expected))
    tables: list[MemberTable] = []
    misfits: list[Diagnostic] = []
    for sheet in workbook.sheets:
        first = next(sheet.rows(), [])
        if is_findings_sheet(sheet.name, first) or is_notes_sheet(sheet.name, first):
            continue
        if sheet.hidden:
            add(Diagnostic("WB012", SheetRef(name, sheet.name)))
            continue
        found = tables_on(sheet)
        result.findings += found.told
        for kind, table in found.tables.items():
            tables.append(_read(kind, table, add, beside=len(found.tables) > 1))
        if found.tables:
            _tell_unused(list(found.tables.values()), add)
        elif found.misfit is not None:
            misfits.append(found.misfit)
    for misfit in misfits:
        note_only = bool(tables) and misfit.code == "WB004"
        add(Diagnostic("WB014", misfit.where) if note_only else misfit)
    account_for(name, workbook.sheets, [_accounted(table) for table in tables], result.findings)
    result.sheets = [SheetRead(table.table.sheet, table.kind) for table in tables]
    return result, tables


def _accounted(made: MemberTable) -> Read:
    lines = {row.row for row in made.rows}
    return Read(made.table, lines, lines | {row for row, why in made.skipped if why != "blank"})


def _tell_unused(tables: Sequence[Table], add: Add) -> None:
    """Columns that none of a sheet's tables uses, and used ones that are hidden."""
    used = {column for table in tables for places in table.columns.values() for column in places}
    first = tables[0]
    for column in first.filled_unused():
        if column not in used:
            add(Diagnostic("WB011", first.ref(first.header_row, column=column)))
    for column in sorted(first.source.surroundings.hidden_columns & used):
        add(Diagnostic("WB022", first.ref(first.header_row, column=column)))


def _read(kind: str, table: Table, add: Add, *, beside: bool) -> MemberTable:
    """The rows of a table. They are read once more where a column of dates turns out to be day first. `beside` says
    that the sheet holds another file's columns as well: a row that fills none of this one's own is none of its."""
    found: list[Diagnostic] = fill_merged(table)
    reader = _Reader(kind, table, found.append, {}, beside=beside)
    made = reader.read()
    dates = [(name,) for name in reader.memos if reader.fields[name].kind in DATE_KINDS]
    forms = forms_of(reader.memos, dates, from_1904=table.source.date1904, day_first=table.source.day_first)
    if forms:
        restart(table)
        found = fill_merged(table)
        made = _Reader(kind, table, found.append, forms, beside=beside).read()
    for finding in found:
        add(finding)
    hidden = sum(why == "hidden" for _, why in made.skipped)
    if hidden:
        add(Diagnostic("WB021", made.heading, expected="1 hidden row" if hidden == 1 else f"{hidden} hidden rows"))
    if not made.rows and not hidden:
        add(Diagnostic("WB003", made.heading))
    tell_faults(_accounted(made), add)
    return made


class _Reader:
    """Reads one table: a memo a column, a typed row a line."""

    def __init__(self, kind: str, table: Table, add: Add, forms: Mapping[str, DateForm], *, beside: bool) -> None:
        self.kind, self.table, self.add = kind, table, add
        self.fields = fields_of(kind)
        self.columns = columns_of(table)
        usual = DateForm(from_1904=True) if table.source.date1904 else USUAL
        self.memos = {
            name: Memo(field.kind, field.limit, forms.get(name, usual))
            for name, field in self.fields.items()
            if full_name(kind, name) in table.columns
        }
        self.places = {name: table.columns[full_name(kind, name)][0] - table.first_column for name in self.memos}
        core = {own_name(name) for names in load_subject(kind).core for name in names}
        self.telling = [place for name, place in self.places.items() if not beside or name in core]
        self.made: type[MemberRow] = HistoryRow if kind == HISTORY else ROWS[cast(Kind, kind)]
        self.added = [name for name in self.memos if name not in self.made.__struct_fields__]
        self.shared: dict[str, Any] = {}
        self.faulty: tuple[str, ...] = ()
        self.unknown: tuple[str, ...] = ()
        self._labels(usual)

    def _labels(self, form: DateForm) -> None:
        """Values that stand once above the table hold for all its rows."""
        for full, label in self.table.labels.items():
            name = own_name(full)
            field = self.fields[name]
            cleaned = Memo(field.kind, field.limit, form).cleaned(label.value)
            self._take(name, label.value, cleaned, label.row, self.shared)
        self.faulty, self.unknown = self.shared.pop("faulty", ()), self.shared.pop("unknown", ())

    def read(self) -> MemberTable:
        """All rows; blank ones below the last filled one are none."""
        made = MemberTable(self.kind, self.table, self.columns)
        sorter = RowSorter(self.table)
        hidden = self.table.source.surroundings.hidden_rows
        blanks: list[int] = []
        for number, cells in self.table.rows:
            kind = sorter.kind(cells)
            if kind == "line" and not any(cells[place] != "" for place in self.telling):
                kind = "blank"
            if kind == "blank":
                blanks.append(number)
                continue
            made.skipped += [(blank, "blank") for blank in blanks]
            blanks.clear()
            if kind != "line" or number in hidden:
                made.skipped.append((number, "hidden" if kind == "line" else kind))
            else:
                made.rows.append(self._row(number, cells))
        return made

    def _row(self, number: int, cells: list[CellValue]) -> MemberRow:
        values: dict[str, Any] = {**self.shared, "faulty": self.faulty, "unknown": self.unknown}
        for name, memo in self.memos.items():
            cell = cells[self.places[name]]
            kept = memo[cell]
            if type(kept) is Cleaned or kept is not None:
                self._take(name, cell, kept if type(kept) is Cleaned else Cleaned(kept), number, values)
        if self.added:
            values["own"] = {name: values.pop(name) for name in self.added if name in values}
        return self.made(columns=self.columns, row=number, **values)

    def _take(self, name: str, cell: CellValue, cleaned: Cleaned, row: int, values: dict[str, Any]) -> None:
        """Puts a value where it belongs and reports what was noticed."""
        for problem in cleaned.problems:
            where = self.columns.at(row, name)
            self.add(Diagnostic(problem.code, where, text_of(cell), problem.expected))
        field = self.fields[name]
        if cleaned.value is None:
            if cleaned.problems and cleaned.problems[0].code != "CL028":
                values["faulty"] = (*values.get("faulty", ()), name)
        elif isinstance(field, MemberField) and field.kind in KNOWS_UNKNOWN and cleaned.value == field.unknown:
            values["unknown"] = (*values.get("unknown", ()), name)
        else:
            values[name] = cleaned.value


def fields_of(kind: str) -> Mapping[str, MemberField | Field]:
    """The fields of a file, or of a plan's own record of services, by their own names."""
    if kind == HISTORY:
        return {own_name(name): field for name, field in load_fields(HISTORY).items()}
    return load_member_fields()[kind]


def columns_of(table: Table) -> Columns:
    """Where the fields of a table stand, by their names in the file."""
    letters = {own_name(name): table.letter(places[0]) for name, places in table.columns.items()}
    labels = {
        own_name(name): (label.row, table.letter(label.column) if label.column >= 0 else "")
        for name, label in table.labels.items()
    }
    return Columns(table.file, table.sheet, letters, labels)
