"""What the whole table lacks of its provider, filled in from what is known of it, or asked about."""

from __future__ import annotations

from collections.abc import Sequence

from edi.model.reference import SheetRef
from invoices.cells.base import text_of
from invoices.reading.answers import is_providers, missing_answers
from invoices.reading.missing import KNOWN_BY, fill_missing
from invoices.reading.model import Answers, Question, SheetReading
from invoices.reading.saved import memory_finding
from mappings.fields import load_fields
from mappings.profile_file import ProviderEntry
from mappings.reading_file import SavedReading
from mappings.subject_file import INVOICE


def complete(
    reading: SheetReading, providers: Sequence[ProviderEntry], saved: Sequence[SavedReading], answers: Answers
) -> None:
    """Adds to the labels of a table what no cell of it gives of its provider, and a question for each required value
    that is still missing."""
    table = reading.table
    if table is None or reading.subject != INVOICE:
        return
    required = [
        field.name
        for field in load_fields(reading.subject).values()
        if field.presence == "required" and is_providers(field) and not table.has(field.name)
    ]
    if not required or len(required) == len(_all_required(reading.subject)):
        return
    said = _said(reading)
    filled = fill_missing(required, said, providers, saved, missing_answers(answers, reading), subject=reading.subject)
    table.labels |= filled.labels
    where = SheetRef(reading.file, reading.sheet, reading.heading_row)
    told = memory_finding(where, {}, filled.told)
    if told is not None:
        reading.told.append(told)


def _all_required(subject: str) -> list[str]:
    return [f.name for f in load_fields(subject).values() if f.presence == "required" and is_providers(f)]


def _said(reading: SheetReading) -> dict[str, str]:
    """What the sheet says of its one provider; nothing where it has several."""
    said: dict[str, str] = {}
    table = reading.table
    for name in KNOWN_BY:
        if table is not None and name in table.labels:
            said[name] = text_of(table.labels[name].value)
            continue
        column = next((column for column in reading.columns if column.field == name), None)
        if column is not None and len(set(column.values)) == 1:
            said[name] = column.values[0]
    return said


def missing_question(reading: SheetReading, name: str) -> Question:
    """The question for a value that the workbook lacks altogether."""
    definition = load_fields(reading.subject)[name]
    return Question(
        f"{reading.sheet}!{name}", "missing", reading.sheet, "", definition.title, (), "every line of the sheet", (),
        name, reading.heading_row,
    )  # fmt: skip
