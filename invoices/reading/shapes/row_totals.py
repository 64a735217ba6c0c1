"""What a row of a grid comes to in all: a total beside the days or services of a row is the charge of none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from invoices.cells.base import number_of, text_of
from invoices.reading.shapes.heading import Heading
from invoices.reading.shapes.known import TOTALS, is_filled, key_of
from invoices.workbook import CellValue

MONEY = ("line_charge", "row_total", "invoice_total")
CENT = Decimal("0.01")


class Kind(Enum):
    """What a column beside the grid says of a row: its counts added up; a price for each unit, added up; an amount
    that may be of all or of each."""

    COUNTS = 1
    SHARED = 2
    OPEN = 3


class Done(NamedTuple):
    """A row of a grid with what its cells count, in their order; 0 for one that says something else."""

    cells: Sequence[CellValue]
    counts: Sequence[Decimal]


def count_of(cell: CellValue, once: Decimal = Decimal(1)) -> Decimal | None:
    """What a cell of a grid counts: its number, `once` for a mark, None for anything else."""
    text = text_of(cell).lstrip("$ ")
    number = number_of(text)
    return number if number is not None else (once if is_filled(cell) and not any(map(str.isdigit, text)) else None)


def totals_of(rows: Sequence[Done], heading: Heading, grid: Mapping[int, object]) -> dict[int, Kind]:
    """The columns beside a grid that add its rows up, by their places; `grid` has the places of the grid itself."""
    rows = [row for row in rows if row.counts]
    if not any(len(row.counts) > 1 for row in rows):
        return {}
    found = {}
    for place, cell in enumerate(heading.cells):
        amounts = [
            number_of(text_of(row.cells[place]).lstrip("$ ")) if place < len(row.cells) else None for row in rows
        ]
        if place in grid or not is_filled(cell) or not all(amounts):
            continue
        kind = _kind(place, [amount for amount in amounts if amount is not None], rows, heading)
        if kind is not None:
            found[place] = kind
    return found


def _kind(place: int, amounts: Sequence[Decimal], rows: Sequence[Done], heading: Heading) -> Kind | None:
    sums = [sum(row.counts, Decimal(0)) for row in rows]
    if list(amounts) == sums:
        return Kind.COUNTS
    name = heading.fields.get(place, "")
    if name not in ("", *MONEY):
        return None
    codes = [_service(row, heading) for row in rows]
    if not all(all(row.counts) for row in rows):
        return Kind.OPEN if name in MONEY else None  # cells that count nothing: codes, remarks
    priced = len({(code, amount / total) for code, amount, total in zip(codes, amounts, sums, strict=True)})
    counted = len({*zip(codes, sums, strict=True)}) > len({*codes})
    if priced == len({*codes}) and (counted or TOTALS.match(text_of(heading.cells[place]))):
        return Kind.SHARED
    if name not in MONEY or (counted and len({*zip(codes, amounts, strict=True)}) == len({*codes})):
        return None  # the same for each service, however many a row has
    return Kind.OPEN


def _service(row: Done, heading: Heading) -> str:
    places = [place for place, name in heading.fields.items() if name in ("hcpcs", "modifiers", "service_name")]
    return " ".join(key_of(row.cells[place]) for place in places if place < len(row.cells))


def part_of(cell: CellValue, count: Decimal | None, counts: Sequence[Decimal], kind: Kind) -> CellValue:
    """What stands in a total's column for one of the services of its row: its part, or where that is open words that no
    reader takes for an amount, so that a person decides."""
    total = sum(counts, Decimal(0))
    amount = number_of(text_of(cell).lstrip("$ "))
    if kind is Kind.COUNTS:
        return ""
    if len(counts) < 2:
        return cell
    if kind is Kind.SHARED and amount is not None and count is not None and total:
        part = amount * count / total
        if part == part.quantize(CENT):
            return str(part.quantize(CENT))
    return f"{text_of(cell)} of {len(counts)} services" if is_filled(cell) else cell
