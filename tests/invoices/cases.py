"""Small invoices in memory: a valid line of which a case changes one thing, and a run of the real `translate`.

Everything in here is invented: members, providers, numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from edi.control_numbers import Counting
from edi.views.run_result import RunResult
from invoices.check import Checker
from invoices.context import Context
from invoices.intake import Source
from invoices.translate import translate
from mappings.fields import load_fields
from mappings.layout_file import Layout, load_layouts
from mappings.payer_file import Payer, load_payer
from mappings.profile_file import Profile

RECEIVED = date(2026, 3, 31)
NOW = datetime(2026, 3, 31, 9, 30)  # noqa: DTZ001 - an envelope carries local time

# Ten-digit NPIs that pass the check digit; the first is the billing provider of LINE.
NPIS = ("1234567893", "1245319599", "1003000126", "1972500001", "2000000002")

LINE: Mapping[str, str] = {
    "billing_npi": "1234567893",
    "billing_tin": "942345678",
    "billing_name": "BAY HOUSING PARTNERS",
    "billing_phone": "5105550134",
    "billing_address": "1200 BROADWAY",
    "billing_city": "OAKLAND",
    "billing_state": "CA",
    "billing_zip": "946121234",
    "member_cin": "91234567A",
    "member_last_name": "RAMIREZ",
    "member_first_name": "ANA",
    "member_dob": "05/14/1985",
    "member_gender": "F",
    "homeless_indicator": "0",
    "member_address": "55 PINE ST APT 4",
    "member_city": "OAKLAND",
    "member_zip": "94607",
    "payer_id": "GVHP300",
    "payer_name": "GOLDEN VALLEY HEALTH PLAN",
    "hcpcs": "H0043",
    "modifiers": "U6",
    "service_start": "03/04/2026",
    "service_end": "03/04/2026",
    "service_name": "Housing Transition Navigation Services",
    "units": "1",
    "unit_cost": "85.00",
    "line_charge": "85.00",
    "place_of_service": "11",
    "diagnoses": "Z59.01",
    "invoice_number": "INV-1001",
    "invoice_date": "03/10/2026",
    "control_number": "C-0001",
}
# The same member with an ECM visit in person by non-clinical staff.
ECM = {"hcpcs": "G9012", "modifiers": "U2", "service_name": "Enhanced Care Management"}

PROFILE: dict[str, Any] = {
    "submitter": {
        "id": "123456789",
        "name": "GOLDEN VALLEY HEALTH PLAN",
        "contact_name": "EDI OPERATIONS",
        "contact_phone": "9165550100",
    },
    "plans": [
        {
            "code": "300",
            "name": "GOLDEN VALLEY HEALTH PLAN",
            "payer_id": "GVHP300",
            "also_called": ["Golden Valley"],
            "county": "Alameda",
        }
    ],
}


def profile(**changes: Any) -> Profile:
    """The profile of the cases with some of its sections replaced; `plan` changes keys of its only plan, `more_plans`
    stand beside it."""
    plan, more = changes.pop("plan", {}), changes.pop("more_plans", [])
    settings = {**PROFILE, **changes}
    if plan or more:
        settings["plans"] = [{**PROFILE["plans"][0], **plan}, *more]
    return Profile.model_validate(settings)


def context(payer: str | Payer = "dhcs", received: date = RECEIVED, **changes: Any) -> Context:
    """The surroundings of a run."""
    return Context(profile(**changes), load_payer(payer) if isinstance(payer, str) else payer, received)


@cache
def everything() -> Layout:
    """A layout with a column for every field there is, headed by the field's title, so that a case can change any."""
    columns = {name: [field.title] for name, field in load_fields().items()}
    recognise = ["billing_npi", "member_cin", "service_start", "units"]
    return Layout(name="everything", title="All fields", sample="", recognise=recognise, columns=columns)


def layout(name: str) -> Layout:
    """A shipped layout."""
    return load_layouts()[name]


def heading(of: Layout, field: str) -> str:
    """The first heading of a field."""
    return of.columns[field][0]


def table(of: Layout, lines: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """A heading row and a row a line, for the plain columns of a layout. Each line is LINE with its own changes."""
    rows: list[list[Any]] = [[heading(of, field) for field in of.columns]]
    return rows + [row(of, {**LINE, **changes}) for changes in lines]


def row(of: Layout, values: Mapping[str, Any]) -> list[Any]:
    """One row of a layout's plain columns."""
    return [values.get(field, "") for field in of.columns]


def letter(of: Layout, field: str) -> str:
    """The column that `table` gives a field."""
    return get_column_letter(list(of.columns).index(field) + 1)


def csv_bytes(rows: Sequence[Sequence[Any]], delimiter: str = ",") -> bytes:
    """Rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode("utf-8")


def xlsx_bytes(sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> bytes:
    """Sheets as a workbook, written by openpyxl with the types as given."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for values in rows:
            sheet.append([None if value == "" else value for value in values])
        if name in hidden:
            sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def run(
    *inputs: bytes,
    name: str = "invoice.csv",
    layouts: Sequence[Layout] | None = None,
    surroundings: Context | None = None,
    checker: Checker | None = None,
    strict: bool = False,
) -> RunResult:
    """The real `translate` over contents in memory; several inputs are called 2-invoice.csv and so on."""
    sources = [
        Source(Path(name), name if position == 1 else f"{position}-{name}", data)
        for position, data in enumerate(inputs, 1)
    ]
    return translate(
        sources,
        surroundings or context(),
        layouts if layouts is not None else list(load_layouts().values()),
        stem="invoice",
        numbers=Counting(1),
        now=NOW,
        checker=checker,
        profile_name="edi-translate.toml",
        strict=strict,
    )


def run_lines(*lines: Mapping[str, Any], **options: Any) -> RunResult:
    """A run over one CSV in the layout with every field, one row a line."""
    return run(csv_bytes(table(everything(), lines)), layouts=[everything()], **options)


def codes(result: RunResult) -> list[str]:
    """The codes of all findings, each once, in alphabetical order."""
    return sorted({finding.code for finding in result.all_findings})


WIDE: Mapping[str, str] = {
    "member_cin": LINE["member_cin"],
    "row_total": "",
} | {field: LINE[field] for field in LINE if field not in ("payer_name", "service_name", "line_charge")}


def wide_table(lines: Sequence[Mapping[str, Any]], slots: int = 3) -> list[list[Any]]:
    """Rows of the shipped wide layout. A line's `services` lists (code, modifiers, units, unit cost) by group."""
    of = layout("wide")
    assert of.slots is not None
    fields = [field for field in of.columns if field not in of.slots.columns]
    groups = [(field, number) for number in range(1, slots + 1) for field in of.slots.columns]
    head = [of.columns[field][0] for field in fields]
    rows: list[list[Any]] = [head + [of.slots.columns[field][0].format(n=number) for field, number in groups]]
    for changes in lines:
        values = {**WIDE, **changes}
        services = values.get("services", [("H0043", "U6", "1", "85.00")])
        cells = [values.get(field, "") for field in fields]
        for number in range(slots):
            cells += services[number] if number < len(services) else [""] * len(of.slots.columns)
        rows.append(cells)
    return rows


def wide_letter(field: str, slot: int = 0, slots: int = 3) -> str:
    """The column that `wide_table` gives a field."""
    heads = wide_table([], slots)[0]
    of = layout("wide")
    assert of.slots is not None
    wanted = of.slots.columns[field][0].format(n=slot) if slot else of.columns[field][0]
    return get_column_letter(heads.index(wanted) + 1)


def form_table(lines: Sequence[Mapping[str, Any]], labels: Mapping[str, Any] | None = None) -> list[list[Any]]:
    """The shipped form: title, label and value in columns A and B, a blank row, the table, one row a line. The
    heading row is `len(result) - len(lines)` (counted from 1)."""
    of = layout("form")
    above = {field: LINE.get(field, "") for field in of.labels} | dict(labels or {})
    rows: list[list[Any]] = [["COMMUNITY SUPPORTS INVOICE"]]
    rows += [[texts[0], above[field]] for field, texts in of.labels.items() if above[field] != ""]
    rows.append([])
    return rows + table(of, lines)
