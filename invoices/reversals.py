"""Rows of a ledger that take back what another row charged: neither is billed. Where it is not clear which is meant,
all that may be are left to a person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from edi.diagnostics import Diagnostic
from edi.model.money import dollars
from invoices.cells.base import number_of, text_of
from invoices.invoice_line import InvoiceLine
from invoices.layout.table import Table
from invoices.rows import SkippedRow
from invoices.workbook import CellValue

REVERSED = "reversed"
COUNTED, MONEY = ("units", "minutes", "hours"), ("line_charge", "deposit_amount", "row_total")
# Columns that may say which row another one takes back, besides those that nothing is read from.
NUMBERS = ("control_number", "claim_id", "invoice_number", "original_reference")
TAKES_BACK = re.compile(
    r"(?i)revers|\bcredit|charge\s?back|take\s?back|back(?:ed)?\s?out|recoup|\bundo|contra|anulaci|reembols"
)
NEGATIVE = re.compile(r"\s*(?:\(\s*[$€]?\s*([\d.,]+)\s*\)|[-–−]\s*[$€]?\s*([\d.,]+)|[$€]\s*[-–−]\s*([\d.,]+)"
                      r"|[$€]?\s*([\d.,]+)\s*(?:[-–−]|CR))\s*")  # fmt: skip
REFERENCE = re.compile(r"(?=.*\d)[\w#./-]{3,40}")
DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:\s.*)?")


class Settled(NamedTuple):
    """The items of a table without what was taken back, what is to be told, and the rows (sheet and number) of which
    nothing else is."""

    items: list[Any]
    findings: list[Diagnostic]
    rows: frozenset[tuple[str, int]]


class Undo(NamedTuple):
    """A row that takes back a charge: its line, its amounts without their sign, and the texts in it that may name the
    row that is meant, by their column. `says` tells whether a sign or a word says that it does, `sure` whether that
    leaves no doubt: an amount without a code may be a payment."""

    line: InvoiceLine
    amounts: Mapping[str, Decimal]
    references: Mapping[int, str]
    sure: bool
    says: bool


def settled(table: Table, items: list[Any]) -> Settled:
    """The lines of a table without those that were taken back."""
    lines = [item for item in items if isinstance(item, InvoiceLine) and not item.slot]
    suspects = {line.row: line for line in lines if _is_suspect(line)}
    if not suspects:
        return Settled(items, [], frozenset())
    ledger = Ledger(table, lines, _cells(table, suspects))
    undoes = [undo for row, line in suspects.items() if (undo := ledger.undo(line, row)) is not None]
    if not undoes:
        return Settled(items, [], frozenset())
    ledger.refer(undoes)
    for undo in undoes:
        ledger.settle(undo, {one.line.row for one in undoes})
    made = [_skipped(item) if isinstance(item, InvoiceLine) and item.row in ledger.gone else item for item in items]
    return Settled(made, list(ledger.findings()), frozenset(table.record(row, 0)[:2] for row in ledger.gone))


def _is_suspect(line: InvoiceLine) -> bool:
    """Whether a line may take another one back: an amount could not be read, as none with a sign can, or its status
    says that it corrects something."""
    return line.row_status == "correction" or any(name in COUNTED or name in MONEY for name in line.faulty)


def _cells(table: Table, rows: Mapping[int, InvoiceLine]) -> dict[int, list[CellValue]]:
    return {number: cells for number, cells in enumerate(table.source.rows(), table.source.first_row) if number in rows}


def _skipped(line: InvoiceLine) -> SkippedRow:
    return SkippedRow(line.row, REVERSED, unread=line.charge or 0)


def _negative(cell: CellValue) -> Decimal | None:
    """The amount of a cell with a minus, without it; None for any other cell."""
    found = NEGATIVE.fullmatch(text_of(cell))
    digits = next((part for part in found.groups() if part), "") if found else ""
    number = number_of(digits)
    return number if number else None


@dataclass(slots=True)
class Ledger:
    """The lines of a table, and what becomes of those that are taken back: `gone` are the rows that are not billed,
    `doubted` those that are left to a person, each with the row that takes something back."""

    table: Table
    lines: Sequence[InvoiceLine]
    cells: Mapping[int, list[CellValue]]
    gone: set[int] = field(default_factory=set)
    doubted: dict[int, int] = field(default_factory=dict)
    _meant: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _naming: set[int] = field(default_factory=set)

    def undo(self, line: InvoiceLine, row: int) -> Undo | None:
        """A line as one that takes another back; None where neither a sign nor a word says so."""
        cells = self.cells.get(row, [])
        amounts = {
            name: amount for name in (*COUNTED, *MONEY) for cell in self._of(cells, name) if (amount := _negative(cell))
        }
        words = any(TAKES_BACK.search(text_of(cell)) for cell in self._of(cells, "row_status"))
        if not amounts and line.row_status != "correction":
            return None
        sure = words or (bool(amounts) and bool(line.procedure_code))
        return Undo(line, amounts, self._references(cells), sure, words or bool(amounts))

    def _of(self, cells: Sequence[CellValue], name: str) -> Iterator[CellValue]:
        for column in self.table.columns.get(name, ()):
            if column - self.table.first_column < len(cells):
                yield cells[column - self.table.first_column]

    def _columns(self) -> list[int]:
        """The places of the columns that may hold numbers of rows."""
        columns = [column for column, _ in self.table.unused]
        columns += [column for name in NUMBERS for column in self.table.columns.get(name, ())]
        return [column - self.table.first_column for column in columns]

    def _references(self, cells: Sequence[CellValue]) -> dict[int, str]:
        found = {place: text_of(cells[place]) for place in self._columns() if place < len(cells)}
        return {place: text for place, text in found.items() if REFERENCE.fullmatch(text) and not DATE.fullmatch(text)}

    def refer(self, undoes: Sequence[Undo]) -> None:
        """Finds the rows that others name: their own number, in another column, is what those refer to."""
        wanted: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for undo in undoes:
            for place, text in undo.references.items():
                wanted[text].append((undo.line.row, place))
        places = self._columns()
        times: Counter[tuple[int, str]] = Counter()
        found: list[tuple[int, int, int, tuple[int, str]]] = []
        for number, cells in enumerate(self.table.source.rows(), self.table.source.first_row):
            for place in places:
                text = text_of(cells[place]) if place < len(cells) else ""
                if text in wanted:
                    times[place, text] += 1
                    found += [
                        (row, own, number, (place, text)) for row, own in wanted[text] if own != place and row != number
                    ]
        for row, own, number, said in found:
            # A number that several rows have is none of a row.
            if times[said] == 1:
                self._meant[row].add(number)
                self._naming.add(own)

    def settle(self, undo: Undo, undoes: set[int]) -> None:
        """Decides what a row takes back."""
        line = undo.line
        meant = [one for one in self.lines if one.row in self._meant[line.row] and one.row not in undoes]
        named = [one for one in meant if _alike(one, line)]
        some = named or self._unnamed(undo, undoes)
        if len(some) == 1 and undo.sure and _comes_to(some[0], undo) and (named or _same_service(some[0], line)):
            self.gone |= {line.row, some[0].row}
            return
        for one in (*meant, *some):
            self.doubted.setdefault(one.row, line.row)

    def _unnamed(self, undo: Undo, undoes: set[int]) -> list[InvoiceLine]:
        """The lines that a row may take back which names none of them: those of the same service with its amounts; else
        whatever is of its service, or of its member and code."""
        if not undo.says or any(place in self._naming for place in undo.references):
            return []  # what it names was charged elsewhere
        line = undo.line
        others = [one for one in self.lines if one.row not in undoes | self.gone and _alike(one, line)]
        same = [one for one in others if _same_service(one, line)]
        return [one for one in same if _comes_to(one, undo)] or same or others

    def findings(self) -> Iterator[Diagnostic]:
        """WB044 for all that were taken back, WB045 for each row of which that is not clear."""
        charged = sum(line.charge or 0 for line in self.lines if line.row in self.gone)
        if self.gone:
            said = f"{len(self.gone)} rows, charges and what takes them back, with services of ${dollars(charged)}"
            yield Diagnostic("WB044", self.table.ref(self.table.header_row), expected=said)
        for row, by in sorted(self.doubted.items()):
            yield Diagnostic("WB045", self.table.ref(row), expected=f"row {self.table.record(by, 0)[1]}")


def _alike(one: InvoiceLine, other: InvoiceLine) -> bool:
    """Whether two lines are of the same member, and of the same code where both have one."""
    codes = {one.procedure_code, other.procedure_code} - {""}
    return one.member_cin == other.member_cin and one.member_cin is not None and len(codes) < 2


def _same_service(one: InvoiceLine, other: InvoiceLine) -> bool:
    return one.service_start == other.service_start and one.final_modifiers == other.final_modifiers


def _comes_to(line: InvoiceLine, undo: Undo) -> bool:
    """Whether a line has the amounts that are taken back, as far as they are said."""
    if not undo.amounts:
        return line.charge is not None and line.charge == undo.line.charge
    for name, amount in undo.amounts.items():
        if name in MONEY:
            if line.charge is None or Decimal(line.charge) != amount * 100:
                return False
        else:
            own = getattr(line, name)
            own = own[0] if isinstance(own, tuple) and name == "hours" else own
            if own is None or own.amount != amount:
                return False
    return True
