"""One row a service line: the columns of CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from edi.model.claim import Claim
from edi.model.encounter import Address, ServiceLine
from edi.model.money import dollars
from edi.x12.write import x12_number

MOST_MODIFIERS = 4
#: Column and kind: text, count (a whole number), money (dollars with two decimals), number, date (ISO).
COLUMNS: dict[str, str] = {
    "interchange": "text", "transaction": "text", "segment_no": "count", "claim_id": "text", "frequency": "text",
    "payer_claim_id": "text", "plan_code": "text", "claim_charge": "money", "place_of_service": "text",
    "authorization": "text", "record_number": "text", "diagnoses": "text",
    "billing_npi": "text", "billing_name": "text", "billing_first_name": "text", "billing_tin": "text",
    "billing_taxonomy": "text", "rendering_npi": "text", "rendering_name": "text", "rendering_first_name": "text",
    "payer_id": "text", "payer_name": "text",
    "member_cin": "text", "member_last_name": "text", "member_first_name": "text", "member_birth_date": "date",
    "member_gender": "text", "member_address": "text", "member_city": "text", "member_state": "text",
    "member_zip": "text", "patient_last_name": "text", "patient_first_name": "text", "patient_birth_date": "date",
    "line": "count", "hcpcs": "text", "modifier_1": "text", "modifier_2": "text", "modifier_3": "text",
    "modifier_4": "text", "units": "number", "unit": "text", "charge": "money", "start": "date", "end": "date",
    "pointers": "text", "control_number": "text", "paid": "money", "paid_date": "date", "paid_by": "text",
}  # fmt: skip


def rows(claims: Iterable[Claim]) -> Iterator[list[Any]]:
    """The rows of all claims, as text; a claim without lines gives one with the line's columns empty."""
    for claim in claims:
        head = _claim_cells(claim)
        for number, line in enumerate(claim.lines, 1):
            yield head + _line_cells(line, number)
        if not claim.lines:
            yield head + [""] * (len(COLUMNS) - len(head))


def _claim_cells(claim: Claim) -> list[str]:
    e = claim.encounter
    member, billing = e.member, e.billing
    payer = member.coverage.payer if member.coverage else None
    home = member.address or Address()
    patient = e.patient
    return [
        claim.transaction.interchange_number, claim.transaction.number, str(claim.segment_no), e.claim_id, e.frequency,
        e.payer_claim_id, e.plan_code, dollars(e.charge), e.place_of_service, e.authorization, e.record_number,
        " ".join(e.diagnoses),
        billing.npi, billing.name, billing.first_name, billing.tin, billing.taxonomy,
        *([e.rendering.npi, e.rendering.name, e.rendering.first_name] if e.rendering else ["", "", ""]),
        *([payer.id, payer.name] if payer else ["", ""]),
        member.cin, member.last_name, member.first_name, iso(member.birth_date), member.gender,
        " ".join(part for part in (home.line, home.line_2) if part), home.city, home.state, home.zip_code,
        *([patient.last_name, patient.first_name, iso(patient.birth_date)] if patient else ["", "", ""]),
    ]  # fmt: skip


def _line_cells(line: ServiceLine, number: int) -> list[str]:
    modifiers = [*line.modifiers, *[""] * MOST_MODIFIERS][:MOST_MODIFIERS]
    return [
        str(number), line.hcpcs, *modifiers, x12_number(line.units), line.unit, dollars(line.charge), iso(line.start),
        iso(line.end), " ".join(str(each) for each in line.pointers), line.control_number, dollars(line.paid),
        iso(line.paid_date), line.paid_by,
    ]  # fmt: skip


def iso(value: date | None) -> str:
    """A date as text, "" where none was given."""
    return "" if value is None or value == date.min else value.isoformat()
