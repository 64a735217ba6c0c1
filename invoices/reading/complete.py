"""What the whole table lacks of its provider, filled in from what is known of it, or asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from edi.model.reference import SheetRef
from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.layout.table import Table
from invoices.lines import is_spared
from invoices.reading.answers import is_providers, missing_answers
from invoices.reading.foot import labels_below
from invoices.reading.labels import label_read
from invoices.reading.missing import KNOWN_BY, fill_missing
from invoices.reading.model import Answers, Question, SheetReading
from invoices.reading.saved import memory_finding
from mappings.fields import all_fields, load_fields
from mappings.profile_file import ProviderEntry
from mappings.reading_file import SavedReading
from mappings.service_table import normal
from mappings.subject_file import INVOICE

NPI, WHOLE_ADDRESS = "billing_npi", "billing_full_address"
ADDRESS = "Billing provider address (street, city, state ZIP)"


def complete(
    reading: SheetReading, providers: Sequence[ProviderEntry], saved: Sequence[SavedReading], answers: Answers
) -> None:
    """Adds to the labels of a table what no cell of it gives of its provider, and a question for what is still missing.
    A sheet of several providers gets neither, since the value of one would be sent for all."""
    table = reading.table
    if table is None or reading.subject != INVOICE:
        return
    _look_below(reading, table)
    lacking = _lacking(table)
    said = {name: list(_values(table, name)) for name in KNOWN_BY} if lacking else {}
    if not lacking or len(said[NPI]) > 1:
        return
    known = {name: values[0] for name, values in said.items() if len(values) == 1}
    wanted = [*lacking, WHOLE_ADDRESS] if _whole_address(lacking) else lacking
    given = missing_answers(answers, reading)
    filled = fill_missing(wanted, known, providers, saved, given, subject=reading.subject)
    table.labels |= filled.labels
    told = memory_finding(SheetRef(reading.file, reading.sheet, reading.heading_row), {}, filled.told)
    if told is not None:
        reading.told.append(told)
    reading.questions += [missing_question(reading, name) for name in _to_ask(_lacking(table))]


def _look_below(reading: SheetReading, table: Table) -> None:
    """Adds what a block below the table says of its provider, unless it says another NPI or TIN than the table."""
    lacking = _lacking(table)
    if not lacking:
        return
    address = {WHOLE_ADDRESS, *all_fields()[WHOLE_ADDRESS].holds}
    wanted = ({*lacking} - address) | (address if _whole_address(lacking) else set())
    found = labels_below(table, wanted | {*KNOWN_BY})
    for choice in found:
        values = {normal(value) for value in _values(table, choice.field)}
        if choice.field in KNOWN_BY[:2] and not values <= {normal(text_of(choice.label.value))}:
            return
    found = [choice for choice in found if choice.field in wanted]
    table.labels |= {choice.field: choice.label for choice in found}
    reading.labels += [label_read(choice) for choice in found]
    npi = table.labels.get(NPI)
    if npi is not None and not reading.provider:
        reading.provider = text_of(npi.value)


def asked_of_provider(questions: Sequence[Question]) -> set[str]:
    """The fields that open questions about the provider are for: those that a whole address holds, too, and with the
    NPI all that may be known by it."""
    asked = {question.field for question in questions if question.kind == "missing"}
    parts = {part for name in asked for part in all_fields()[name].holds}
    return asked | parts | ({*_required(INVOICE)} if NPI in asked else set())


def missing_question(reading: SheetReading, name: str, title: str = "") -> Question:
    """The question for a value that the workbook lacks altogether, with the field's title where it has no other."""
    title = title or (ADDRESS if name == WHOLE_ADDRESS else load_fields(reading.subject)[name].title)
    place = f"{reading.sheet}!{name}"
    return Question(
        place, "missing", reading.sheet, "", title, (), "every line of the sheet", (), name, reading.heading_row
    )


def _required(subject: str) -> list[str]:
    """The fields of the provider that every line needs."""
    return [f.name for f in load_fields(subject).values() if f.presence == "required" and is_providers(f)]


def _lacking(table: Table) -> list[str]:
    return [name for name in _required(INVOICE) if not table.has(name) and not is_spared(table, name)]


def _whole_address(lacking: Sequence[str]) -> bool:
    return {*all_fields()[WHOLE_ADDRESS].holds} <= {*lacking}


def _to_ask(lacking: Sequence[str]) -> list[str]:
    """What to ask for: the NPI first, by which the rest may be known; an address in one piece."""
    if NPI in lacking:
        return [NPI]
    if not _whole_address(lacking):
        return list(lacking)
    return [*(name for name in lacking if name not in all_fields()[WHOLE_ADDRESS].holds), WHOLE_ADDRESS]


def _values(table: Table, name: str) -> Iterator[str]:
    """The different values of a field of the provider, over all rows of its columns; of numbers those that are ones."""
    label = table.labels.get(name)
    if label is not None:
        yield text_of(label.value)
        return
    columns = [column - table.first_column for column in table.columns.get(name, ())]
    clean = load_kinds()[all_fields()[name].kind]
    begin = max(table.header_row - table.source.first_row + 1, 0)
    rows = islice(table.source.rows(), begin, None) if columns else ()
    seen = dict.fromkeys(row[column] for row in rows for column in columns if column < len(row))
    found = dict.fromkeys(str(value) for cell in seen if (value := clean(cell, 0).value) is not None)
    yield from found
