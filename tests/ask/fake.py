"""A reader that stands in for the real one: it knows headings by name and asks about three of them. What it reads is
what a test wants to be read, so that asking, answering and remembering are tested by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import pytest

from edi.model.reference import SheetRef
from invoices.cells.base import text_of
from invoices.layout.table import Label, Table
from invoices.reading.kinds import kinds_of
from invoices.reading.model import BILLED, NOTHING, Answers, ColumnRead, Hint, Option, Question, SheetReading
from invoices.reading.saved import hints_for, memory_finding
from invoices.workbook import Sheet
from mappings.layout_file import Layout, load_layouts
from mappings.reading_file import SavedReading
from mappings.subject_file import INVOICE

KNOWN = {
    "Agency NPI": "billing_npi",
    "Agency": "billing_name",
    "Client ID": "member_cin",
    "Client": "member_full_name",
    "Day": "service_start",
    "Code": "hcpcs",
    "Qty": "units",
}
CHOICES = (
    Option("unit_cost", "the price of one unit"),
    Option("line_charge", "the charge of the line"),
    Option(NOTHING, "none of these"),
)
# What stands above the table.
LABELS = {
    name: Label(1, 0, value)
    for name, value in {
        "billing_address": "1200 BROADWAY",
        "billing_city": "OAKLAND",
        "billing_state": "CA",
        "billing_zip": "946121234",
    }.items()
}
SHEET = """\
Agency NPI,Agency,Client ID,Client,Day,Code,Qty,Cost,Outcome,Remarks
1234567893,BAY HOUSING PARTNERS,91234567A,"Ramirez, Ana",2026-05-04,H0043,2,85.00,Seen,called twice
1234567893,BAY HOUSING PARTNERS,92345678B,"Lee, Kim",2026-05-05,G9012,1,40.25,No show,left a message
1234567893,BAY HOUSING PARTNERS,91234567A,"Ramirez, Ana",2026-05-06,H0043,3,85.00,Seen,met at home
"""


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the reader in the place of the real one, for `invoices.reading.session`."""
    monkeypatch.setattr("invoices.reading.session.read_sheets", read_sheets)


def read_sheets(
    file: str,
    sheets: Sequence[Sheet],
    layouts: Sequence[Layout],
    *,
    subject: str = INVOICE,
    fixed: Layout | None = None,
    answers: Answers | None = None,
    saved: Sequence[SavedReading] = (),
) -> list[SheetReading]:
    """A reading of every sheet with a heading "Client ID" or "Code" in its first row."""
    made = [_read(file, sheet, answers or {}, saved, subject) for sheet in sheets]
    return [reading for reading in made if reading is not None]


def _read(
    file: str, sheet: Sheet, answers: Answers, saved: Sequence[SavedReading], subject: str
) -> SheetReading | None:
    rows = [[text_of(cell) for cell in row] for row in islice(sheet.rows(), 200)]
    if not rows or not {"Client ID", "Code"} & {*rows[0]}:
        return None
    headings = rows[0]
    cells = [list(column) for column in zip(*rows[1:], strict=False)] or [[] for _ in headings]
    npis = {
        value for heading, values in zip(headings, cells, strict=True) for value in values if heading == "Agency NPI"
    }
    hints = hints_for(saved, npis, headings, (), [kinds_of(values) for values in cells], subject=subject)
    reading = SheetReading(
        file, sheet.name, "inferred", 1, subject=subject, provider=npis.pop() if len(npis) == 1 else ""
    )
    for number, (heading, values) in enumerate(zip(headings, cells, strict=True)):
        _column(reading, number, heading, values, answers, hints.get(number))
    told = memory_finding(SheetRef(file, sheet.name, 1), hints)
    reading.told += [told] if told else []
    columns = {c.field: (c.number,) for c in reading.columns if c.status == "read"}
    layout = load_layouts()["dhcs-long"]
    reading.table = Table(file, sheet.name, layout, 1, headings, columns, (), dict(LABELS), 0, (), source=sheet)
    return reading


def _column(
    reading: SheetReading, number: int, heading: str, values: Sequence[str], answers: Answers, hint: Hint | None
) -> None:
    letter = chr(ord("A") + number)
    column = ColumnRead(number, letter, heading, KNOWN.get(heading, ""), sure=0.99, values=tuple(dict.fromkeys(values)))
    reading.columns.append(column)
    said = answers.get(f"{reading.sheet}!{letter}")
    if isinstance(said, str):
        column.field = "" if said == NOTHING else said
        column.why = ("you said so",)
    elif hint is not None:
        column.field, column.why, column.meanings = hint.field, (hint.source,), hint.meanings
    elif column.field:
        column.why = (f"‘{heading}’ is a name for it",)
    column.status = "read" if column.field else "not used"
    if heading == "Cost" and not column.field and said is None and hint is None:
        _ask(reading, column, "column", f"the charge of {len(values)} lines", CHOICES)
    elif heading == "Outcome" and said != NOTHING:
        _outcome(reading, column, said if isinstance(said, Mapping) else {})


def _outcome(reading: SheetReading, column: ColumnRead, said: Mapping[str, str]) -> None:
    column.meanings = {**column.meanings, **said}
    column.status = "status"
    unknown = [value for value in column.values if value not in column.meanings]
    if unknown:
        column.values = tuple(unknown)
        lines = f"{len(unknown)} of the values"
        _ask(reading, column, "rows", lines, (Option(BILLED, "billed"), Option(NOTHING, "the column changes nothing")))


def _ask(reading: SheetReading, column: ColumnRead, kind: str, depends: str, choices: tuple[Option, ...]) -> None:
    column.status = "asked"
    place = f"{reading.sheet}!{column.letter}"
    reading.questions.append(
        Question(place, kind, reading.sheet, column.letter, column.heading, column.values, depends, choices, row=1)  # type: ignore[arg-type]
    )
