"""Readings made by hand: the sheet of one provider, with a question for some of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from invoices.reading.model import ColumnRead, Option, Question, SheetReading

NPI, OTHER_NPI = "1234567893", "1245319599"
MAY = datetime(2026, 5, 4, 10, 12)  # noqa: DTZ001 - a local time, as the clock gives it
SHA = "ab" * 32

# heading -> (field, values)
COLUMNS: Mapping[str, tuple[str, Sequence[str]]] = {
    "Agency NPI": ("billing_npi", [NPI]),
    "Agency": ("billing_name", ["BAY HOUSING PARTNERS"]),
    "Client ID": ("member_cin", ["91234567A", "92345678B", "93456789C"]),
    "Client": ("member_full_name", ["Ramirez, Ana", "Lee, Kim", "Okafor, Ben"]),
    "Birthdate": ("member_dob", ["05/14/1985", "01/02/1990"]),
    "Code": ("hcpcs", ["H0043", "G9012"]),
    "POS": ("place_of_service", ["11", "12"]),
    "Service Date": ("service_start", ["03/04/2026", "03/05/2026"]),
    "Qty": ("units", ["1", "2", "3"]),
    "Cost": ("unit_cost", ["85.00", "40.25"]),
    "Remarks": ("", ["called twice", "left a message", "met at home"]),
}
CHOICES = (
    Option("unit_cost", "the price of one unit"),
    Option("line_charge", "the charge of the line"),
    Option("-", "none of these"),
)


def letter(number: int) -> str:
    """A column's letter, for fewer than 27 of them."""
    return chr(ord("A") + number)


def column(number: int, heading: str, field: str, values: Sequence[str], **more: Any) -> ColumnRead:
    """A column that was read."""
    return ColumnRead(
        number,
        letter(number),
        heading,
        field,
        sure=0.99,
        why=(f"‘{heading}’ is a name for it",),
        values=tuple(values),
        status="read" if field else "not used",
        **more,
    )


def reading(
    columns: Mapping[str, tuple[str, Sequence[str]]] | None = None,
    *,
    sheet: str = "May",
    provider: str = NPI,
    questions: Sequence[Question] = (),
    asked: Sequence[str] = (),
    **more: Any,
) -> SheetReading:
    """The reading of a sheet with these columns; the ones of the headings in `asked` are open."""
    made = [
        column(number, heading, field, values)
        for number, (heading, (field, values)) in enumerate((columns or COLUMNS).items())
    ]
    made = [replace(one, field="", status="asked") if one.heading in asked else one for one in made]
    return SheetReading(
        "may.xlsx", sheet, "inferred", 3, columns=made, questions=list(questions), provider=provider, **more
    )


def cost_question(sheet: str = "May") -> Question:
    """Whether J ‘Cost’ is the price of a unit or the charge of the line."""
    values = ("85.00", "40.25")
    return Question(f"{sheet}!J", "column", sheet, "J", "Cost", values, "the charge of 22 lines", CHOICES, row=3)


def rows_question(sheet: str = "May") -> Question:
    """Whether a row with ‘No show’ in column L is billed."""
    values = ("Seen", "No show", "Cancelled")
    choices = (Option("-", "the column changes nothing"),)
    return Question(f"{sheet}!L", "rows", sheet, "L", "Outcome", values, "5 of 22 lines, $425.00", choices, row=3)


def tin_question(sheet: str = "May") -> Question:
    """The tax number of the provider, which stands nowhere."""
    where = f"{sheet}!billing_tin"
    return Question(where, "missing", sheet, "", "Billing provider TIN", (), "all 22 lines", (), "billing_tin", 3)


def with_outcome(**meanings: str) -> SheetReading:
    """The sheet with a column that parts the rows, and what its values mean."""
    made = reading()
    meant = {name.replace("_", " "): meaning for name, meaning in meanings.items()}
    made.columns.append(ColumnRead(11, "L", "Outcome", values=tuple(meant), status="status", meanings=meant))
    return made
