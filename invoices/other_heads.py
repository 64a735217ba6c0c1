"""Heads of other billers between the lines of a table: what stands above the first line does not hold below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from edi.diagnostics import Diagnostic
from invoices.cells import Memo
from invoices.cells.base import Cleaned, text_of
from invoices.layout.table import Table, column_letter
from invoices.reading.heads import differ, head_in
from invoices.workbook import CellValue
from mappings.fields import all_fields

# What a head may contradict wherever it stands; an address in the foot may be the one to send money to.
ANYWHERE = ("billing_npi", "billing_tin")
BETWEEN = (*ANYWHERE, "billing_name", "billing_address", "billing_city", "billing_zip", "billing_full_address")
# More rows without a line are no head.
MOST_ROWS = 40


@dataclass(slots=True)
class OtherHeads:
    """Sees the rows of a table whose biller stands above it. `members` reads the cells at a place, by which a line is
    known; None where no column has them."""

    table: Table
    place: int | None
    members: Memo | None
    _known: dict[str, str] = field(init=False)
    _run: list[list[CellValue]] = field(default_factory=list)
    _first: int = 0
    _ended: bool = False
    _found: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        labels = self.table.labels
        self._known = {name: text_of(labels[name].value) for name in BETWEEN if name in labels}

    def __bool__(self) -> bool:
        """Whether a head below the lines could contradict anything."""
        return bool(self._known)

    def see(self, number: int, cells: list[CellValue], *, line: bool) -> None:
        """The next row; `line` says whether it was taken for one."""
        if line and self._is_a_members(cells):
            if self._run:
                self._judge(BETWEEN)
            return
        if not self._run:
            self._first = number
        if len(self._run) < MOST_ROWS:
            self._run.append(cells)

    def ending(self, another: Callable[[int, int], bool]) -> Callable[[int, int], bool]:
        """The same question whether another table begins; what stands between the last line and that one is its own."""

        def begins(row: int, after: int) -> bool:
            self._ended = self._ended or another(row, after)
            return self._ended

        return begins

    def findings(self) -> Iterator[Diagnostic]:
        """WB016 at the headings, for each field of which a head below them says something else."""
        if self._run and not self._ended:
            self._judge(ANYWHERE)
        told = set[str]()
        for number, name in self._found:
            if name in told:
                continue
            told.add(name)
            label = self.table.labels.get(name)
            above = f"{column_letter(label.column)}{label.row}" if label is not None and label.row else "the head"
            title = all_fields()[name].title
            said = f"{above} and what stands in row {self._own(number)} as ‘{title}’"
            yield Diagnostic("WB016", self.table.ref(self.table.header_row), expected=said)

    def _own(self, number: int) -> int:
        return self.table.record(number, 0)[1]

    def _is_a_members(self, cells: list[CellValue]) -> bool:
        if self.place is None or self.members is None:
            return True
        value = self.members[cells[self.place]]
        return value is not None and type(value) is not Cleaned

    def _judge(self, fields: tuple[str, ...]) -> None:
        rows, self._run = self._run, []
        head = head_in(rows, self.table.first_column, self._first)
        if head.speaks:
            self._found += [(self._first, name) for name in differ(head, self._known, fields)]
