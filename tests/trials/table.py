"""A plain table of visits before a shape lays it out: columns with their fields, rows with what is true of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from tests.trials.vocabulary import Vocabulary
from tests.trials.world import Invoice, Visit

# Fields that no column of ours is: what a question about such a column is answered with.
NONE = "none"
STATUS = "row_status"


@dataclass(frozen=True)
class Column:
    """A column: its field as in fields.csv (or `none`, `row_status`, or a composite of ours), its heading, and what
    it holds for a visit."""

    field: str
    heading: str
    value: Callable[[Visit], Any]

    @property
    def part(self) -> str:
        """provider, member or service: whom the column is about."""
        if self.field.startswith("billing_"):
            return "provider"
        return "member" if self.field.startswith("member_") else "service"


@dataclass
class Row:
    """A row: its visit, its cells in the order of the columns, and what is true of it."""

    visit: Visit
    cells: list[Any]
    billed: bool = True
    faulty: str = ""
    struck: bool = False
    hidden: bool = False


@dataclass
class Table:
    """What a shape lays out; `twists` are names of what is done to the rows beside."""

    invoice: Invoice
    vocabulary: Vocabulary
    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    twists: tuple[str, ...] = ()

    def fill(self, visits: Iterable[Visit]) -> None:
        """A row a visit."""
        self.rows = [Row(visit, [column.value(visit) for column in self.columns]) for visit in visits]

    def add(self, place: int, column: Column) -> None:
        """A further column, filled in the rows there are."""
        self.columns.insert(place, column)
        for row in self.rows:
            row.cells.insert(place, column.value(row.visit))

    def of(self, *parts: str) -> list[int]:
        """The places of the columns about these."""
        return [place for place, column in enumerate(self.columns) if column.part in parts]

    def place(self, name: str) -> int | None:
        """Where the column of a field is."""
        return next((place for place, column in enumerate(self.columns) if column.field == name), None)

    def fields(self) -> set[str]:
        """The fields of the columns."""
        return {column.field for column in self.columns}


def dollars(cents: int) -> Decimal:
    """Cents as dollars, exactly."""
    return Decimal(cents).scaleb(-2)


def shuffled(columns: list[Column], dice: Random) -> list[Column]:
    """The columns in another order, what belongs together left together: those about the same are moved as a block."""
    blocks: list[list[Column]] = []
    for column in columns:
        if blocks and blocks[-1][-1].part == column.part:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    dice.shuffle(blocks)
    return [column for block in blocks for column in block]
