"""Rows struck through: their sender has crossed them out, so that they are read only to say what they would cost. A
row of which only some cells are struck is left to a person: its reason says so."""

from __future__ import annotations

from invoices.reading.shapes.known import Known, filled_places
from invoices.reading.shapes.plain import numbered, with_skips
from invoices.workbook import Sheet

NAME = "struck"
EVIDENCE = "marks"
STRUCK, STRUCK_IN_PART = "struck through", "partly struck through"


def plain(sheet: Sheet, known: Known) -> Sheet | None:  # noqa: ARG001 - all operators are called alike
    """The sheet with its struck rows among those that are skipped; None where none is struck."""
    struck = sheet.surroundings.struck
    if not struck or sheet.origins is not None:
        return None
    found: dict[int, str] = {}
    for number, cells in numbered(sheet):
        columns = struck.get(number)
        if columns:
            filled = {place + sheet.first_column for place in filled_places(cells)}
            if filled & columns:
                found[number] = STRUCK if filled <= columns else STRUCK_IN_PART
    return with_skips(sheet, found) if found else None
