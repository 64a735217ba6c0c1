"""Trial: how long the reading takes, for a usual sheet and for a large ordinary invoice."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import python_calamine

from tests.trials.files import CONTAINERS, Book, Sheet
from tests.trials.lines import line_of
from tests.trials.program import run_once
from tests.trials.score import score
from tests.trials.table import NONE, Column, Table, dollars
from tests.trials.tables import table as text_table
from tests.trials.vocabulary import vocabularies
from tests.trials.world import Invoice, Visit, Wants, invoice_of, member_of, services

ROWS, LARGE = 200, 60_000
COLUMNS = 40
WARMED = 10_000
# An ordinary invoice: the DHCS elements, with the modifiers, the diagnosis and the charge as people head them.
ORDINARY: tuple[tuple[str, str, Callable[[Visit], Any]], ...] = (
    ("billing_npi", "Billing Provider NPI", lambda visit: visit.provider.npi),
    ("billing_tin", "Billing Provider Tax Identification Number (TIN)", lambda visit: visit.provider.tin),
    ("billing_name", "Billing Provider Name", lambda visit: visit.provider.name),
    ("billing_phone", "Billing Provider Phone Number", lambda visit: visit.provider.phone),
    ("billing_address", "Billing Provider Address", lambda visit: visit.provider.street),
    ("billing_city", "Billing Provider City", lambda visit: visit.provider.city),
    ("billing_state", "Billing Provider State", lambda visit: "CA"),
    ("billing_zip", "Billing Provider Zip", lambda visit: visit.provider.zip),
    ("rendering_npi", "Rendering Provider NPI", lambda visit: visit.worker.npi),
    ("rendering_name", "Rendering Provider Last Name", lambda visit: visit.worker.last),
    ("rendering_first_name", "Rendering Provider First Name", lambda visit: visit.worker.first),
    ("member_cin", "Member Client Index Number (CIN)", lambda visit: visit.member.cin),
    ("member_first_name", "Member First Name", lambda visit: visit.member.first),
    ("member_last_name", "Member Last Name", lambda visit: visit.member.last),
    ("homeless_indicator", "Member Homelessness Indicator", lambda visit: "N"),
    ("member_address", "Member Residential Address", lambda visit: visit.member.street),
    ("member_city", "Member Residential City", lambda visit: visit.member.city),
    ("member_state", "Member Residential State", lambda visit: "CA"),
    ("member_zip", "Member Residential Zip", lambda visit: visit.member.zip),
    ("member_dob", "Member Date of Birth", lambda visit: visit.member.born),
    ("member_gender", "Member Gender Code", lambda visit: visit.member.gender),
    ("payer_id", "Primary Payer (MCP) Identifier", lambda visit: "300"),
    ("hcpcs", "Procedure Code", lambda visit: visit.service.hcpcs),
    ("modifiers", "Modifier 1", lambda visit: visit.modifiers[0]),
    ("modifiers", "Modifier 2", lambda visit: (*visit.modifiers, "")[1]),
    ("service_start", "Service Start Date", lambda visit: visit.start),
    ("service_end", "Service End Date", lambda visit: visit.end),
    ("service_name", "Service Name", lambda visit: visit.service.name),
    ("units", "Service Units", lambda visit: visit.units),
    ("unit_cost", "Service Unit Cost", lambda visit: dollars(visit.service.cents)),
    ("place_of_service", "Place of Service", lambda visit: visit.service.place),
    ("diagnoses", "Diagnosis Code 1", lambda visit: visit.diagnoses[0]),
    ("line_charge", "Total Charge", lambda visit: dollars(visit.charge)),
    ("invoice_date", "Invoice Date", lambda visit: date(2026, 3, 2)),
    ("control_number", "Control Number", lambda visit: visit.number),
)


def visits_of(rows: int) -> list[Visit]:
    """So many lines, no two of one member on the same day."""
    dice = Random(rows)
    first = invoice_of(dice, Wants(visits=(8, 9)))
    day, offered = first.visits[0].start.replace(day=1), [one for one in services() if one.unit in ("one", "quarter")]
    template, made = first.visits[0], []
    members = [member_of(dice) for _ in range(-(-rows // 25))]
    for number, (member, offset) in enumerate(itertools.islice(itertools.product(members, range(25)), rows)):
        service = dice.choice(offered)
        units = dice.randrange(2, 13) if service.unit == "quarter" else 1
        start = day + timedelta(days=offset)
        made.append(template._replace(number=str(number), member=member, service=service, start=start, end=start,
                                      units=units, diagnoses=template.diagnoses[:1]))  # fmt: skip
    return made


def ordinary(rows: int) -> Table:
    """The ordinary invoice: DHCS headings with "Modifier 1", "Modifier 2", "Diagnosis Code 1", "Total Charge"."""
    visits = visits_of(rows)
    columns = [Column(*one) for one in ORDINARY]
    made = Table(Invoice(visits[0].provider), vocabularies()["dhcs_words"], columns)
    made.fill(visits)
    return made


def wide(rows: int) -> Table:
    """A sheet of forty columns: the ordinary one and columns of no consequence."""
    made = ordinary(rows)
    for place in range(len(made.columns), COLUMNS):
        made.add(place, Column(NONE, f"Internal note {place}", lambda visit: f"seen {visit.number}"))
    return made


def run(folder: Path, *, large: int = LARGE) -> list[dict[str, Any]]:
    """A row a sheet: seconds to translate, to read the cells only, and the lines."""
    rows = []
    for name, make, count in (("40 columns", wide, ROWS), ("ordinary invoice", ordinary, large)):
        rows.append(timed(name, make, count, folder))
    return rows


def timed(name: str, make: Callable[[int], Table], count: int, folder: Path) -> dict[str, Any]:
    """Times one sheet of so many rows; a row of figures."""
    made = make(count)
    path = folder / "timed.xlsx"
    heads = [column.heading for column in made.columns]
    CONTAINERS["xlsx"].write(Book([Sheet("Sheet1", [heads, *(row.cells for row in made.rows)])]), path)
    lines = [line_of(row.visit, made.fields()) for row in made.rows]
    if count < WARMED:
        run_once(path)
    started = time.perf_counter()
    outcome = run_once(path)
    spent = time.perf_counter() - started
    started = time.perf_counter()
    python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    cells = time.perf_counter() - started
    result = score(lines, outcome)
    return {
        "sheet": name, "columns": len(heads), "rows": count, "seconds": f"{spent:.2f}", "calamine": f"{cells:.2f}",
        "times calamine": f"{spent / cells:.1f}", "right": result.right, "wrong": result.wrong,
        "questions": result.questions, "exit": outcome.code, "errors": dict(outcome.errors.most_common(3)),
    }  # fmt: skip


def texts(rows: list[dict[str, Any]]) -> list[str]:
    """The table."""
    return [text_table("time", rows)]
