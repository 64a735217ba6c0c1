"""One account of a run, whatever it makes of its rows: which rows a finding withholds, what was refused, where a row
went, and what became of each at the end. Invoices, rosters and member-level files keep it alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from edi.views.run_result import InputResult, RunResult
from invoices.layout.table import Table
from invoices.rows import SkippedRow


class HasRow(Protocol):
    """A line of any kind: where it stands. It is known again by its identity, so that its type compares by that."""

    @property
    def row(self) -> int:
        """Its row in the table, which may be one that was made plain."""


class FilledTable(Protocol):
    """A table that was read: its lines and the rows that are none, in the order of the sheet."""

    @property
    def table(self) -> Table:
        """Where things stand."""

    @property
    def items(self) -> Sequence[object]:
        """The lines, and a SkippedRow for any other row."""


Line = TypeVar("Line", bound=HasRow)
Made = TypeVar("Made")


class Entry(msgspec.Struct, Generic[Line], eq=False, gc=False):
    """A line on its way: the codes of what withholds it, then what it stands in, each with its number there (a claim
    and its service line; a plan code)."""

    line: Line
    codes: list[str] = []
    sent: tuple[tuple[str, int], ...] = ()

    @property
    def is_sent(self) -> bool:
        """Whether it stands in something that goes out, and nothing withholds it."""
        return bool(self.sent) and not self.codes

    def withhold(self, codes: Iterable[str]) -> bool:
        """Adds codes that are not there yet; whether there were some."""
        new = [code for code in codes if code not in self.codes]
        self.codes += new
        return bool(new)


class EnteredTable(Generic[Line]):
    """A table with the entries of its lines."""

    def __init__(self, filled: FilledTable, entries: list[Entry[Line]]) -> None:
        self.filled = filled
        self.table = filled.table
        self.entries = entries

    def in_order(self) -> Iterator[Entry[Line] | SkippedRow]:
        """The entries, and the rows that are no line, in the order of the sheet."""
        entries = iter(self.entries)
        return (item if isinstance(item, SkippedRow) else next(entries) for item in self.filled.items)


class EnteredInput(Generic[Line]):
    """An input with its tables."""

    def __init__(self, result: InputResult, tables: list[EnteredTable[Line]]) -> None:
        self.result = result
        self.tables = tables


class Account(Generic[Line]):
    """The account. `is_about` says whether a finding at a row, a heading or a label is about a line that is read with
    it, by default always. `inputs` and `entries` stand in the order in which they were read."""

    def __init__(self, result: RunResult, is_about: Callable[[Line, SheetRef], bool] | None = None) -> None:
        self.result = result
        self.inputs: list[EnteredInput[Line]] = []
        self.entries: dict[Line, Entry[Line]] = {}
        self._is_about = is_about
        self._places: dict[tuple[str, str, int], list[Entry[Line]]] = {}

    def enter(self, part: InputResult, filled: Sequence[FilledTable]) -> EnteredInput[Line]:
        """Takes in an input with the lines of its tables."""
        entered = EnteredInput(part, [self._table(part.file, one) for one in filled])
        self.inputs.append(entered)
        self.result.inputs.append(part)
        return entered

    def _table(self, file: str, filled: FilledTable) -> EnteredTable[Line]:
        sheet, entries, places = filled.table.sheet, [], self._places
        for item in filled.items:
            if not isinstance(item, SkippedRow):
                line: Line = item  # type: ignore[assignment]
                entry = self.entries[line] = Entry(line)
                entries.append(entry)
                places.setdefault((file, sheet, line.row), []).append(entry)
        return EnteredTable(filled, entries)

    def withhold(self, finding: Diagnostic, kin: Callable[[Line, SheetRef], Iterable[Line]] | None = None) -> bool:
        """Withholds the lines that an error is about: those of its row, or all that a heading or a label is for; with
        `kin` also what goes with each line of its row. Whether this is news of one of them."""
        where = finding.where
        if not isinstance(where, SheetRef) or not self.result.withholds(finding.code):
            return False
        found = self._places.get((where.file, *where.record))
        if found is None:
            found = self._below(where)
        elif kin is not None:
            found = [*found, *(self.entries[line] for entry in found for line in kin(entry.line, where))]
        news = False
        for entry in found:
            if self._is_about is None or self._is_about(entry.line, where):
                news |= entry.withhold((finding.code,))
        return news

    def _below(self, where: SheetRef) -> list[Entry[Line]]:
        """The lines that a heading or a label is for; all lines of the sheet where it is neither."""
        tables = [table for one in self.inputs if one.result.file == where.file for table in one.tables]
        its_own = [one for one in tables if where.row and one.table.stands_on(where.sheet, where.row)]
        on_sheet = [one for one in tables if one.table.sheet == where.record[0]]
        return [entry for one in its_own or on_sheet for entry in one.entries]

    def report(self, finding: Diagnostic, kin: Callable[[Line, SheetRef], Iterable[Line]] | None = None) -> bool:
        """Adds a finding that was made across inputs to the one that it is about, and withholds; whether this is news
        of a line."""
        self.tell(finding)
        return self.withhold(finding, kin)

    def tell(self, finding: Diagnostic) -> None:
        """Adds a finding to the input that it is about, to the run's own where it is about none."""
        file = getattr(finding.where, "file", "")
        target = next((one.result.findings for one in self.inputs if one.result.file == file), self.result.findings)
        target.append(finding)

    def clean(self) -> list[Line]:
        """The lines that nothing withholds, in the order they were read."""
        return [entry.line for entry in self.entries.values() if not entry.codes]

    def share_fate(self, lines: Iterable[Line]) -> bool:
        """Whether one of some lines is withheld, and so all: they then carry the codes of all of them."""
        entries = [self.entries[line] for line in lines]
        codes = dict.fromkeys(code for entry in entries for code in entry.codes)
        for entry in entries if codes else ():
            entry.codes = list(codes)
        return bool(codes)

    def send(self, line: Line, where: str, number: int = 0) -> None:
        """Writes down that a line stands in something that goes out."""
        self.entries[line].sent += ((where, number),)

    def drop(self, lines: Iterable[Line], codes: Sequence[str], where: str = "") -> None:
        """Takes lines out of what was refused; those that then stand nowhere are withheld."""
        for line in lines:
            entry = self.entries[line]
            entry.sent = tuple(one for one in entry.sent if one[0] != where)
            if not entry.sent:
                entry.withhold(codes)

    def dispose(
        self, made: Callable[[Table, Entry[Line] | SkippedRow], Made]
    ) -> Iterator[tuple[InputResult, list[Made]]]:
        """What became of every row of each input, which `made` says of one; the findings of the input are brought into
        reading order."""
        for one in self.inputs:
            one.result.findings.sort(key=reading_order)
            yield one.result, [made(table.table, item) for table in one.tables for item in table.in_order()]


def reading_order(finding: Diagnostic) -> tuple[str, int, int, str]:
    """By sheet, row and column, then by code."""
    where = finding.where
    if isinstance(where, SheetRef):
        return (where.sheet, where.row, len(where.column), where.column + finding.code)
    return ("", 0, 0, finding.code)
