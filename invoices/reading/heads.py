"""The head of an invoice among several: what some rows say of who bills, read as the rows above a table are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from invoices.reading.label_pairs import pairs_above
from invoices.reading.labels import LabelChoice, choose, faulty_fields
from invoices.reading.wording import BILLING
from invoices.reading.words import role_of
from invoices.workbook import CellValue
from mappings.service_table import normal

NPI, NAME = "billing_npi", "billing_name"


class Head(NamedTuple):
    """What some rows say of who bills and of the invoice, by field; and the fields of the biller of which they say
    something that is faulty or contradicts itself."""

    said: Mapping[str, LabelChoice]
    doubtful: frozenset[str]

    @property
    def speaks(self) -> bool:
        """Whether the rows are about somebody who bills: more than a name in a line of its own, which may be any
        title."""
        own = [choice for name, choice in self.said.items() if role_of(name) == BILLING]
        return bool(self.doubtful) or any(choice.text or choice.field != NAME for choice in own)

    def names(self, field: str) -> str:
        """What the rows say of a field; "" for nothing."""
        choice = self.said.get(field)
        return str(choice.label.value) if choice is not None else ""


def head_in(rows: Sequence[list[CellValue]], first_column: int, first_row: int) -> Head:
    """What rows say of who bills; `first_row` is the number of the first."""
    pairs = list(pairs_above(rows, first_column, first_row))
    chosen, clashes = choose(pairs, {}, {})
    doubtful = {name for name in faulty_fields(pairs) if role_of(name) == BILLING}
    doubtful |= {one.field for one, _ in clashes if role_of(one.field) == BILLING}
    return Head({choice.field: choice for choice in chosen if choice.field not in doubtful}, frozenset(doubtful))


def differ(head: Head, known: Mapping[str, str], fields: Collection[str]) -> list[str]:
    """The fields of which a head says something else than is known, or something faulty."""
    return [
        name
        for name in fields
        if name in head.doubtful or (name in known and head.names(name) and not _same(head.names(name), known[name]))
    ]


def _same(one: str, other: str) -> bool:
    first, second = normal(one), normal(other)
    return first == second or (len(first) > 4 and len(second) > 4 and (first in second or second in first))
