"""Which columns are the same in every row, and which follow from the member or from the provider: one witness among
several for whom a bare "Address" belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invoices.cells.base import text_of
from invoices.reading.columns import Column
from invoices.reading.words import role_of
from invoices.workbook import CellValue

# Below so many rows with a value nothing is said; a share of faulty groups is allowed.
FEWEST_ROWS, FEWEST_GROUPS, FAULTY_GROUPS = 3, 2, 0.2
FITS, CONTRADICTS, CONSTANT = 2.5, -3.5, 1.5
# What an invoice has once.
OF_THE_INVOICE = ("invoice_date", "invoice_number", "invoice_total")
# What each row has one of its own of.
OF_THE_ROW = ("control_number", "claim_id")
# What members may well have in common.
SHARED = ("city", "state", "zip", "gender", "county", "payer_id", "payer_name")


@dataclass(frozen=True, slots=True)
class Following:
    """How a column depends on a key: how many groups of several rows the key has, and how many of them have more than
    one value there."""

    groups: int
    faulty: int

    @property
    def holds(self) -> bool:
        """Whether the column follows from the key, as far as repeated keys can show."""
        return self.groups >= FEWEST_GROUPS and self.faulty <= self.groups * FAULTY_GROUPS

    @property
    def fails(self) -> bool:
        """Whether repeated keys show that it does not."""
        return self.groups >= 1 and self.faulty > self.groups * FAULTY_GROUPS


def following(key: Sequence[CellValue], cells: Sequence[CellValue]) -> Following:
    """How far the cells follow from the key, row by row; empty cells say nothing."""
    groups: dict[CellValue, list[str]] = {}
    for one, cell in zip(key, cells, strict=False):
        if one != "" and cell != "":
            groups.setdefault(one, []).append(text_of(cell).casefold())
    several = [values for values in groups.values() if len(values) > 1]
    return Following(len(several), sum(len(set(values)) > 1 for values in several))


@dataclass(slots=True)
class Dependency:
    """What the keys of a sheet tell: the cells of the column with the members' CINs, and of the one with the providers'
    NPIs (None where the sheet has none)."""

    member: Column | None = None
    provider: Column | None = None

    def weigh(self, column: Column, name: str) -> tuple[float, str]:
        """What a column's dependence says for a field, in log-odds, and why in words."""
        if name in OF_THE_INVOICE and column.filled >= FEWEST_ROWS and len(column.values) > max(2, column.filled // 4):
            return CONTRADICTS, "differs from row to row"
        if name in OF_THE_ROW and column.filled >= FEWEST_ROWS and len(column.values) == 1:
            return CONTRADICTS, "the same in every row"
        role = role_of(name)
        if role not in ("member", "billing", "group", "payer") or column.filled < FEWEST_ROWS:
            return 0.0, ""
        constant = len(column.values) == 1 and column.filled >= FEWEST_ROWS
        attribute = name.partition("_")[2]
        if role == "member":
            return self._of_member(column, constant=constant and self._several_members(), attribute=attribute)
        if constant:
            return CONSTANT, "the same in every row"
        if self.provider is not None and self.provider is not column:
            found = following(self.provider.cells, column.cells)
            if found.holds and len(self.provider.values) > 1:
                return FITS, "the same in all rows of a provider"
        if len(column.values) > max(2, column.filled // 4):
            return CONTRADICTS, "differs from row to row"
        return 0.0, ""

    def _several_members(self) -> bool:
        return self.member is not None and len(self.member.values) > 2

    def _of_member(self, column: Column, *, constant: bool, attribute: str) -> tuple[float, str]:
        if constant:
            return (-0.5 if attribute in SHARED else -2.5), "the same for every member"
        if self.member is None or self.member is column:
            return 0.0, ""
        found = following(self.member.cells, column.cells)
        if found.holds:
            return FITS, "the same in all rows of a member"
        if found.fails:
            return CONTRADICTS, "differs between the rows of a member"
        return 0.0, ""
