"""What a shape is, and the rows below headings that most shapes share. The shapes are the files of `shapes/`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from tests.trials.files import FLAT, Book, Sheet
from tests.trials.table import Row, Table
from tests.trials.vocabulary import Vocabulary
from tests.trials.world import Wants

FAULTS = ("billing_npi", "member_cin", "member_dob", "hcpcs", "service_start", "line_charge", "diagnoses")
SERVICE_FAULTS = ("hcpcs", "service_start", "line_charge", "diagnoses")
TWISTS = (
    *("", "", ""),
    *("status", "struck", "hidden", "totals", "subtotals", "repeated", "template", "signature", "blanks"),
    *("ask_cost", "ask_dates"),
)
SUBTOTAL_EVERY = 5
TITLES = ("Services billed", "Invoice detail", "Encounters for the month", "Billing report", "Service log")


@dataclass(frozen=True)
class Shape:
    """A way to lay a table out. `allowed` narrows the ways to write (columns.CHOICES), `faults` are the fields of which
    a cell may be faulty, `twists` what may be done to the rows, `suits` says which vocabularies it can be laid out
    with, `weight` how usual it is. A shape that is `held_out` is for measuring only. Without `noise` no irrelevant
    column is set in, without `shuffles` the columns keep their order."""

    title: str
    lay: Callable[[Table, Random], Book]
    held_out: bool = False
    containers: Sequence[str] = FLAT
    wants: Wants = field(default_factory=Wants)
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: Sequence[str] = ()
    twists: Sequence[str] = ("",)
    suits: Callable[[Vocabulary], bool] = lambda vocabulary: True
    months: int = 1
    weight: int = 1
    noise: bool = True
    shuffles: bool = True


@cache
def shapes() -> dict[str, Shape]:
    """All shapes by the names of their files."""
    from tests.trials import shapes as folder

    names = sorted(found.name for found in pkgutil.iter_modules(folder.__path__))
    return {name: importlib.import_module(f"{folder.__name__}.{name}").SHAPE for name in names}


@dataclass
class Block:
    """Rows of a sheet with what is marked in them, places counted from the first of these rows."""

    rows: list[list[Any]] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def sheet(self, name: str, above: Sequence[list[Any]] = ()) -> Sheet:
        """A sheet with other rows above these."""
        down = len(above)
        return Sheet(
            name, [*above, *self.rows], [], {row + down for row in self.struck}, {row + down for row in self.hidden}
        )


def headings(table: Table, places: Sequence[int]) -> list[Any]:
    """The headings of these columns."""
    return [table.columns[place].heading for place in places]


def body(table: Table, dice: Random, places: Sequence[int], rows: Sequence[Row] | None = None) -> Block:
    """The rows below the headings, with those that the twists put between them."""
    block, heads = Block(), headings(table, places)
    if "template" in table.twists:
        block.rows += template_rows(table, dice, places)
    chosen = table.rows if rows is None else rows
    for number, row in enumerate(chosen, 1):
        if row.struck:
            block.struck.add(len(block.rows))
        if row.hidden:
            block.hidden.add(len(block.rows))
        block.rows.append([row.cells[place] for place in places])
        if number % SUBTOTAL_EVERY == 0 and number < len(chosen):
            block.rows += _between(table, chosen[number - SUBTOTAL_EVERY : number], places, heads)
    if "totals" in table.twists or "subtotals" in table.twists:
        block.rows.append(total_row(table, chosen, places, "Total"))
    if "signature" in table.twists:
        block.rows += [[], ["Prepared by: Wanda Everhart", "", "Date: 03/02/2026"], ["Signature: ______________"]]
    return block


def _between(table: Table, rows: Sequence[Row], places: Sequence[int], heads: list[Any]) -> list[list[Any]]:
    if "subtotals" in table.twists:
        return [total_row(table, rows, places, "Subtotal")]
    if "repeated" in table.twists:
        return [list(heads)]
    return [[]] if "blanks" in table.twists else []


def total_row(table: Table, rows: Sequence[Row], places: Sequence[int], word: str) -> list[Any]:
    """A row that adds up units and charges."""
    cells: list[Any] = []
    for place in places:
        kind = table.columns[place].field
        adds = kind in ("line_charge", "units") and all(not isinstance(row.cells[place], str) for row in rows)
        cells.append(sum(row.cells[place] for row in rows) if adds else "")
    if cells and cells[0] == "":
        cells[0] = word
    return cells


MUST = ("billing_npi", "member_cin", "hcpcs", "units", "service_start", "member_dob")
HINTS = {"member_dob": "MM/DD/YYYY", "service_start": "MM/DD/YYYY", "billing_npi": "10 digits", "units": "whole number"}


def template_rows(table: Table, dice: Random, places: Sequence[int]) -> list[list[Any]]:
    """What a plan's template says below its headings: which cells must be filled, and how."""
    kinds = [table.columns[place].field for place in places]
    rows: list[list[Any]] = [["Required" if kind in MUST else "Optional" for kind in kinds]]
    if dice.random() < 0.5:
        rows.append([HINTS.get(kind, "text") for kind in kinds])
    return rows


def label_rows(pairs: Sequence[tuple[str, Any]], way: str) -> list[list[Any]]:
    """Labels with their values: one below the other, side by side, or both in one cell."""
    if way == "down":
        return [[label, value] for label, value in pairs]
    if way == "one_cell":
        return [[f"{label}: {value}"] for label, value in pairs]
    return [
        [cell for label, value in pairs[first : first + 3] for cell in (label, value, None)]
        for first in range(0, len(pairs), 3)
    ]


WAYS = ("down", "across", "one_cell")


def provider_labels(table: Table, dice: Random, ways: Sequence[str] = WAYS) -> list[list[Any]]:
    """The provider's columns as labels, the invoice's number and day with them."""
    first = table.rows[0]
    pairs = [(table.columns[place].heading, first.cells[place]) for place in table.of("provider")]
    words = table.vocabulary
    if words.has("invoice_number") and dice.random() < 0.5:
        pairs.append((words.heading("invoice_number", dice), table.invoice.number))
    return label_rows(pairs, dice.choice(ways))


def by_member(table: Table) -> list[list[Row]]:
    """The rows of each member, together."""
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row.visit.member.cin, []).append(row)
    return list(groups.values())
