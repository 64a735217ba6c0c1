"""What a reading gives besides its table: what each column was taken for and why, and the questions it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

from edi.diagnostics import Diagnostic
from edi.model.question import Answers, Kind, Option, Question
from invoices.layout.table import Table
from mappings.subject_file import INVOICE

__all__ = [
    "BILLED",
    "NOTHING",
    "NOT_BILLED",
    "Answers",
    "ColumnRead",
    "Hint",
    "Kind",
    "Option",
    "Question",
    "SheetReading",
]

# What an answer says of a column that holds none of ours and changes nothing.
NOTHING = "-"
# What the value of a column that parts the rows means.
BILLED, NOT_BILLED = "billed", "not billed"


@dataclass(slots=True)
class ColumnRead:
    """What one column, label or key path was taken for. `number` counts from 0 = A and is that of the plain sheet,
    `letter` is the provider's own ("" for a label); `margin` is by how many log-odds the whole assignment is
    better than the best without this choice. `field` is "" where it is not used; `sure` is the measured share of
    right choices with such a margin, 0 to 1; `why` says what spoke for it, `rivals` what else it could have been,
    both in words; `status` is "read", "not used" (shown to change nothing), "status" (parts the rows) or "asked"."""

    number: int
    letter: str
    heading: str
    field: str = ""
    slot: int = 0
    scale: int = 1
    sure: float = 0.0
    why: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    status: str = "not used"
    group: str = ""
    meanings: Mapping[str, str] = made_by(default_factory=dict)
    margin: float = 0.0

    @property
    def joined(self) -> str:
        """The heading with that of its group before it."""
        return f"{self.group} {self.heading}".strip()


@dataclass(slots=True)
class SheetReading:
    """One table of a sheet: how it was read, with the `table` to read its rows from (None where something needed is
    open or missing), the shapes that were made plain on the way, and what is to be told."""

    file: str
    sheet: str
    layout: str
    heading_row: int
    heading_rows: int = 1
    shapes: tuple[str, ...] = ()
    columns: list[ColumnRead] = made_by(default_factory=list)
    labels: list[ColumnRead] = made_by(default_factory=list)
    questions: list[Question] = made_by(default_factory=list)
    told: list[Diagnostic] = made_by(default_factory=list)
    table: Table | None = None
    worth: float = 0.0
    subject: str = INVOICE
    # The billing NPI that the sheet names, by which its reading is remembered ("" where it names none or several).
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a column beforehand, by an answer or a saved reading: its field ("" none of ours), how much that
    weighs (log-odds), and in words where it is known from; `moved` says in words what it was called then, where that
    was something else."""

    field: str
    weight: float
    source: str
    slot: int = 0
    scale: int = 1
    meanings: Mapping[str, str] = made_by(default_factory=dict)
    moved: str = ""
