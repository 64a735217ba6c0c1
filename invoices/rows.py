"""Rows into values, whatever the table is about: every cell cleaned once, every position kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import getitem, itemgetter
from typing import Any, ClassVar

from edi.diagnostics import Diagnostic
from invoices.cells import IN_CENTS, Memo
from invoices.cells.base import Cleaned, text_of
from invoices.cells.date import USUAL, DateForm
from invoices.fold import Folder, index_of
from invoices.layout.table import Table
from invoices.workbook import CellValue
from mappings.fields import all_fields, load_fields
from mappings.row_words import worst


@dataclass(slots=True)
class SkippedRow:
    """A row that is no line: a total with its amount in cents (None where it has none) and its units, a blank row, a
    repeated heading, a note; a hidden row, one marked as no service (struck, template) or one whose service was not
    delivered, with what its services would cost in `unread`. `holds` says what it holds of a line, in words."""

    row: int
    reason: str
    column: int | None = None
    amount: int | None = None
    unread: int = 0
    units: Decimal | None = None
    holds: str = ""


class ColumnPlan:
    """How the cells of a row become fields: which columns in which order, with which memo. Columns that share one
    field (several modifiers) stand apart in `shared_fields`."""

    def __init__(
        self,
        columns: dict[str, tuple[int, ...]],
        first: int,
        memo: Callable[[str, int], Memo],
        index: Mapping[str, int],
    ) -> None:
        single = [(places[0] - first, name) for name, places in columns.items() if len(places) == 1]
        self.columns = [column for column, _ in single]
        self.names = [name for _, name in single]
        self.memos = [memo(name, column + first) for column, name in single]
        self.positions = [index[name] for name in self.names]
        self.shared_fields = [
            (column - first, name, memo(name, column))
            for name, places in columns.items()
            if len(places) > 1
            for column in places
        ]
        self.all_columns = [*self.columns, *(column for column, _, _ in self.shared_fields)]
        self.pick: Callable[[list[CellValue]], Iterable[CellValue]] = (
            itemgetter(*self.columns) if len(self.columns) > 1 else self._pick_few
        )

    def _pick_few(self, cells: list[CellValue]) -> list[CellValue]:
        """For fewer than two columns, where itemgetter would give no tuple."""
        return [cells[column] for column in self.columns]


@dataclass(slots=True)
class RowReader:
    """Reads one table; what a row becomes is its kind's (`LineReader` for invoices). `add` receives what the cells
    gave. `context` is what a kind knows besides; `missing` are the required fields that the table has no cell for;
    `held_two` are types of values that fill two fields. `another` says whether another table of the sheet begins with
    the headings in a row; it gets that row's number and the one after the last line."""

    held_two: ClassVar[tuple[type, ...]] = ()

    table: Table
    context: Any
    add: Callable[[Diagnostic], None]
    memos: dict[str, Memo] = field(default_factory=dict)
    forms: dict[str, DateForm] = field(default_factory=dict)
    another: Callable[[int, int], bool] = field(default=lambda _row, _after: False)
    missing: frozenset[str] = frozenset()
    _index: Mapping[str, int] = field(init=False)
    _template: list[Any] = field(init=False)
    _faulty: tuple[str, ...] = ()
    _fold: Folder = field(init=False)

    def __post_init__(self) -> None:
        self._index = index_of(self.table.layout.subject)
        self._template = [None] * len(self._index)
        self._fold = Folder(self.table)
        faulty: list[str] = []
        for name, label in self.table.labels.items():
            value, problems = self._memo(name).cleaned(label.value)
            self._template[self._index[name]] = value
            for problem in problems:
                where = self.table.ref(label.row, name)
                self.add(Diagnostic(problem.code, where, text_of(label.value), problem.expected))
            if problems and value is None:
                faulty.append(name)
        self._faulty = tuple(faulty) + self._apart(0, 0, self._template)
        self.missing = frozenset(self._missing_fields())

    def _missing_fields(self) -> Iterator[str]:
        for name, definition in load_fields(self.table.layout.subject).items():
            if definition.presence == "required" and not self.table.has(name) and not self._is_spared(name):
                yield name

    def _is_spared(self, name: str) -> bool:  # noqa: ARG002 - a kind of rows may spare some
        """Whether a required field may be missing as a column."""
        return False

    def read(self) -> Iterator[Any]:
        """What the rows become, and skipped rows, in the order of the sheet; blank rows below the last filled one are
        none."""
        raise NotImplementedError

    def worth(self, unread: Sequence[SkippedRow]) -> str:  # noqa: ARG002 - for a kind of rows with amounts
        """What hidden rows would have come to, in words that go on from their number."""
        return ""

    def _plan(self, columns: dict[str, tuple[int, ...]]) -> ColumnPlan:
        return ColumnPlan(columns, self.table.first_column, self._memo_of, self._index)

    def _memo_of(self, name: str, column: int) -> Memo:
        """The memo of a field in a column: where its values stand for others ("Y" below "Void?"), one of its own."""
        meanings = self.table.meanings.get(column)
        if meanings is None or name != "row_status":
            return self._memo(name)
        key = f"{name} {column}"
        if key not in self.memos:
            self.memos[key] = Memo(all_fields()[name].kind, 0, says=meanings)
        return self.memos[key]

    def _memo(self, name: str) -> Memo:
        if name not in self.memos:
            definition = all_fields()[name]
            kind = IN_CENTS[definition.kind] if name in self.table.in_cents else definition.kind
            self.memos[name] = Memo(kind, definition.limit, self.forms.get(name, self._usual))
        return self.memos[name]

    @property
    def _usual(self) -> DateForm:
        return DateForm(from_1904=True) if self.table.source.date1904 else USUAL

    def _clean(
        self, row: int, cells: list[CellValue], values: list[Any], plan: ColumnPlan, slot: int
    ) -> tuple[str, ...]:
        """Fills `values` from the cells; gives the fields whose cell could not be read. The hot path of reading: a
        row in which nothing was noticed costs one look-up a cell (performance.md)."""
        faulty: tuple[str, ...] = ()
        apart = False
        cleaned = list(map(getitem, plan.memos, plan.pick(cells)))
        if Cleaned in map(type, cleaned):
            for index, value in enumerate(cleaned):
                if type(value) is Cleaned:
                    faulty += self._notice(row, slot, plan.columns[index], plan.names[index], cells, value)
                    cleaned[index] = value.value
                    apart = apart or type(value.value) in self.held_two
        for position, value in zip(plan.positions, cleaned, strict=True):
            values[position] = value
        if apart:
            faulty += self._apart(row, slot, values)
        for column, name, memo in plan.shared_fields:
            value, problems = memo.cleaned(cells[column])
            if problems:
                faulty += self._notice(row, slot, column, name, cells, Cleaned(value, problems))
            if value is not None:
                values[self._index[name]] = self._together(values[self._index[name]], value)
        return faulty

    @staticmethod
    def _together(known: Any, value: Any) -> Any:
        """What two columns of one field say: all values of both; of two statuses the worse one."""
        if isinstance(value, str):
            return min((one for one in (known, value) if one is not None), key=worst)
        return (*(known or ()), *(part for part in value if part not in (known or ())))

    def _notice(
        self, row: int, slot: int, column: int, name: str, cells: list[CellValue], cleaned: Cleaned
    ) -> tuple[str, ...]:
        """Reports what was noticed in a cell; gives its field where nothing could be read."""
        where = self.table.ref(row, name, slot, column + self.table.first_column)
        for problem in cleaned.problems:
            self.add(Diagnostic(problem.code, where, text_of(cells[column]), problem.expected))
        return (name,) if cleaned.value is None and cleaned.problems[0].code != "CL028" else ()

    def _apart(self, row: int, slot: int, values: list[Any]) -> tuple[str, ...]:  # noqa: ARG002 - for those with such values
        """Takes values that fill two fields apart; gives the fields that contradict each other."""
        return ()
