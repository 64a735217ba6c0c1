"""An open question in one sentence: as a finding that withholds the lines of its table, and how to answer it."""

from __future__ import annotations

import re

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.reading.model import BILLED, NOT_BILLED, NOTHING, Question
from invoices.reading.questions import shown_values
from mappings.fields import all_fields

# Fields that are easily taken for each other, in plain words; others go by their titles.
IN_WORDS = {
    "unit_cost": "the price of one unit",
    "line_charge": "the charge of the line",
    "row_total": "the total of all services of the row",
    "paid_amount": "what was paid",
    "units": "how many units",
    "minutes": "how many minutes",
    "hours": "how many hours",
    "service_start": "the day of service, or its first day",
    "service_end": "the last day of service",
    "invoice_date": "the day of the invoice",
    "paid_date": "the day of payment",
    "member_dob": "the member's date of birth",
    "member_address": "the member's street",
    "member_full_address": "the member's whole address",
    "billing_address": "the provider's street",
    "billing_full_address": "the provider's whole address",
}
PLAIN = re.compile(r"[A-Za-z0-9._/\\!:=-]+")


def in_words(field: str) -> str:
    """What a field is, as a choice of a question says it."""
    return IN_WORDS.get(field, all_fields()[field].title)


def question_finding(file: str, question: Question) -> Diagnostic:
    """WB025 at the heading of the column that a question is about (the row of the headings where it is about none).
    No value that may identify somebody stands in it."""
    where = SheetRef(file, question.sheet, question.row, question.column)
    return Diagnostic("WB025", where, how_to_answer(file, question), sentence(question))


def sentence(question: Question) -> str:
    """The question in one sentence: the column in the sheet's words, a few values, the choices, what depends on it."""
    return f"{subject_of(question)}: {choices_of(question)}? This affects {question.depends}"


def subject_of(question: Question, *, show_values: bool = False) -> str:
    """What is asked about, with a few of its values."""
    if question.kind == "missing":
        return f"the workbook gives no {question.heading or question.field.replace('_', ' ')}"
    heading = f" ‘{question.heading}’" if question.heading else ""
    values = ", ".join(f"‘{value}’" for value in shown_values(question, show_values=show_values))
    return f"column {question.column}{heading}" + (f" ({values})" if values else "")


def choices_of(question: Question) -> str:
    """The choices in words."""
    if question.kind == "rows":
        return f"which of its values mean that the row is {BILLED}, and which that it is {NOT_BILLED}"
    if question.kind == "missing":
        return "what is it"
    words = [option.says for option in question.choices if option.field != NOTHING]
    words += ["none of these" if words else "nothing that counts"] * any(o.field == NOTHING for o in question.choices)
    return "is it " + (f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words))


def how_to_answer(file: str, question: Question) -> str:
    """The arguments of `edi-translate read` that answer a question with its first choice."""
    return f"{_argument(file)} --say {_argument(example(question))}"


def example(question: Question) -> str:
    """An answer as `--say` takes it: the first choice, or the form of one."""
    if question.kind == "missing":
        return f"{question.field}=VALUE"
    if question.kind == "rows":
        is_seen = question.values and shown_values(question)[0] == question.values[0]
        return f"{question.id}:{question.values[0] if is_seen else 'VALUE'}={NOT_BILLED}"
    first = next((option.field for option in question.choices if option.field != NOTHING), NOTHING)
    return f"{question.id}={first}"


def _argument(text: str) -> str:
    """A text as one word of a command line, on Windows as elsewhere."""
    return text if PLAIN.fullmatch(text) else '"' + text.replace('"', '\\"') + '"'
