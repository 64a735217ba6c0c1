"""What is said about a column of a member-level file: on its heading, on the sheet of notes, in the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invoices.workbook import CellValue
from mappings.member_fields import MemberField, load_codes, load_footnotes
from mappings.subject_file import load_subject

NOTES_SHEET = "About the columns"
# Heading -> width.
NOTES_HEADINGS = {
    "File": 24, "Table": 9, "Column": 40, "Asked for": 16, "Form": 30, "Codes": 44, "Where nothing is known": 22,
    "Notes": 70,
}  # fmt: skip
FORMS = {
    "cin": "9, seven digits, a letter",
    "npi": "Ten digits",
    "zip": "Five or nine digits",
    "phone": "Ten digits",
    "ten_digits": "Ten digits, no dashes",
    "phone_or_zeros": "Ten digits, no dashes",
    "digits": "Digits, no dashes",
    "extension": "At most six digits",
    "date": "MM/DD/YYYY",
    "birth_date": "MM/DD/YYYY",
    "zero_date": "MM/DD/YYYY",
    "digit_date": "MMDDYYYY",
    "period": "MM/DD/YYYY.MM/DD/YYYY",
    "whole_number": "Whole number",
}
ASKED = {
    "required": "required",
    "applicable": "if it applies",
    "optional": "optional",
    "agreed": "by agreement",
}
MOST_CODES = 8
# Lists within a cell (footnotes 30, 31, 33 and 39).
EXAMPLES = {
    "other_conditions": "E11.9, Type 2 diabetes, 14022024; I10, Hypertension, 03012024",
    "sdoh_indicators": "Z59.02 Unsheltered homelessness; Z60.2 Problems related to living alone",
    "pharmacy_list_90d": "00093721410,02/14/2024,N; 00071015523,03/01/2024,Y",
    "mcp_ecm_contact_person": "Ruiz, Ana, ECM manager",
}


def form_of(field: MemberField) -> str:
    """The form of a value in words; "" for text of any form."""
    if field.name in EXAMPLES:
        return f"As {EXAMPLES[field.name]}"
    form = FORMS.get(field.kind, "")
    return f"At most {field.limit} characters" if not form and field.limit else form


def codes_of(field: MemberField, most: int = 99) -> str:
    """The codes of a column with what they mean."""
    codes = load_codes()[field.codes] if field.codes else ()
    said = "; ".join(f"{code.code} = {code.means}" for code in codes[:most])
    return said + (" ..." if len(codes) > most else "")


def unknown_of(field: MemberField) -> str:
    """What is written where nothing is known."""
    return "leave empty" if field.unknown == "blank" else field.unknown


def footnotes_of(field: MemberField) -> str:
    """The field's footnotes in our words."""
    said = [load_footnotes()[number].says for number in field.footnotes if number in load_footnotes()]
    return " ".join(dict.fromkeys(said))


def note_of(field: MemberField) -> str:
    """The note on a heading."""
    known = unknown_of(field)
    parts = [
        f"{'Table ' + field.table if field.is_published else 'Not published'}; {ASKED[field.presence]}",
        form_of(field),
        codes_of(field, MOST_CODES),
        f"Not known: {known}" if known else "",
        footnotes_of(field),
    ]
    return "\n".join(part for part in parts if part)


def notes_rows(kind: str, fields: Sequence[MemberField]) -> Iterator[list[str]]:
    """The rows of the sheet of notes about a file."""
    for field in fields:
        yield [
            load_subject(kind).title,
            field.table if field.is_published else "",
            field.label,
            ASKED[field.presence],
            form_of(field),
            codes_of(field),
            unknown_of(field),
            footnotes_of(field),
        ]


def is_notes_sheet(name: str, first_row: Sequence[CellValue]) -> bool:
    """Whether a sheet is the one with our notes: it is passed over when the workbook comes back filled."""
    return name == NOTES_SHEET and list(first_row[: len(NOTES_HEADINGS)]) == list(NOTES_HEADINGS)
