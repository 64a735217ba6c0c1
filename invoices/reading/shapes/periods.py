"""Periods across: columns headed by their first and last day ("01/01/2026-01/31/2026"), and what a cell below one
counts: units, or the dollars of that period."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from invoices.cells.base import number_of, text_of
from invoices.cells.date import Span, clean_span
from invoices.reading.shapes.known import filled_places, is_mark, is_number
from invoices.workbook import CellValue

FEWEST_PERIODS = 2
# So many units of a month, or of a service that is rendered once, no cell counts: they are dollars.
MOST_UNITS = 31


def periods_in(cells: Sequence[CellValue]) -> dict[int, CellValue]:
    """The columns that are headed by a first and a last day, with these as one text; {} where fewer than two are, or
    where one begins before the other ends."""
    found: dict[int, Span] = {}
    for place in filled_places(cells):
        cell = cells[place]
        span = clean_span(cell).value if isinstance(cell, str) and len(cell) <= 40 else None
        if isinstance(span, Span):
            found[place] = span
    spans = list(found.values())
    if len(spans) < FEWEST_PERIODS or any(one.end >= next_.start for one, next_ in pairwise(spans)):
        return {}
    return {place: f"{span.start:%m/%d/%Y} - {span.end:%m/%d/%Y}" for place, span in found.items()}


def are_amounts(said: Sequence[CellValue], units: frozenset[str]) -> bool:
    """Whether the cells of a grid are dollars: they say so, or there are too many of them for what their services count
    (`units` of all of them): nobody is housed a thousand months in one."""
    if any(isinstance(cell, str) and "$" in cell for cell in said):
        return all(is_number(cell) for cell in said)
    if not units or not units <= {"month", "service"} or any(is_mark(cell) for cell in said):
        return False
    numbers = [number_of(text_of(cell).replace(",", "")) for cell in said]
    return bool(numbers) and all(number is not None and number > MOST_UNITS for number in numbers)
