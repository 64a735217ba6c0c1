"""Outreach both ways: a tracker from encounters, and invoice lines from tracker rows that have no encounter."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from edi.member_files.lists import conditions, social_codes
from edi.member_files.models import (
    CLINICAL,
    ELECTRONIC,
    HOMELESS,
    MemberFiles,
    MemberInformation,
    OutreachAttempt,
)
from edi.model.encounter import MOST_DIAGNOSES, Address, Encounter, Member, Provider
from invoices.member_files.build import cells
from invoices.member_files.template import columns_for
from invoices.member_files.workbook import Tab, workbook
from mappings.layout_file import load_layouts
from mappings.profile_file import Profile

LAYOUT = "dhcs-long"
CODES = {True: "G9008", False: "G9012"}
SERVICE = "ECM outreach"


def tracker_workbook(attempts: Sequence[OutreachAttempt], profile: Profile, made: datetime) -> bytes:
    """An Initial Outreach Tracker, with the provider of each attempt in the agreed columns."""
    fields = [
        field
        for field in columns_for("outreach_tracker", profile.member_files, agreed=True)
        if field.is_published or any(row.value(field.name) is not None for row in attempts)
    ]
    rows = [cells(row, fields, profile.member_files) for row in attempts]
    return workbook([Tab("outreach_tracker", fields, rows)], made)


def outreach_invoice(
    attempts: Sequence[OutreachAttempt],
    files: MemberFiles,
    billed: Mapping[str, Encounter],
    providers: Mapping[str, Provider],
    profile: Profile,
    received: date,
) -> bytes:
    """The attempts as an invoice (delimited text, layout dhcs-long), one line each: what `translate` makes encounters
    of. The member is the one of the Member Information File, else of the encounters `billed` (the latest by CIN); the
    provider that of the row, else the only one there is; diagnoses are those of the member's latest encounter, else of
    the lists of the Member Information File. What is not known stays empty, and `translate` says so."""
    headings = {name: texts[0] for name, texts in load_layouts()[LAYOUT].columns.items()}
    known = {row.member_cin: row for row in files.mif}
    text = io.StringIO()
    writer = csv.DictWriter(text, list(headings), restval="", lineterminator="\n")
    writer.writerow(headings)
    for attempt in attempts:
        row = _service(attempt, profile) | _provider(attempt, providers)
        row |= {"invoice_date": f"{received:%m/%d/%Y}", "invoice_number": f"OUTREACH-{received:%Y%m%d}"}
        member, encounter = known.get(attempt.member_cin), billed.get(attempt.member_cin or "")
        row |= _of_file(member) if member else _of_encounter(encounter.member) if encounter else {}
        row["diagnoses"] = ", ".join(encounter.diagnoses if encounter else _diagnoses(member))
        writer.writerow({name: value for name, value in row.items() if value})
    return text.getvalue().encode()


def _service(attempt: OutreachAttempt, profile: Profile) -> dict[str, str]:
    settings = profile.member_files
    remote = attempt.outreach_attempt_method == ELECTRONIC
    day = f"{attempt.outreach_attempt_date:%m/%d/%Y}"
    return {
        "member_cin": attempt.member_cin or "",
        "hcpcs": CODES[attempt.outreach_provider_type == CLINICAL],
        "modifiers": "U8 GQ" if remote else "U8",
        "service_name": SERVICE,
        "service_start": day,
        "service_end": day,
        "units": "1",
        "unit_cost": f"{settings.outreach_charge:.2f}",
        "line_charge": f"{settings.outreach_charge:.2f}",
        "place_of_service": settings.outreach_place_electronic if remote else settings.outreach_place_in_person,
        "payer_id": profile.plans[0].payer_id if len(profile.plans) == 1 else "",
        "control_number": f"OT-{attempt.row}-{day.replace('/', '')}",
    }


def _provider(attempt: OutreachAttempt, providers: Mapping[str, Provider]) -> dict[str, str]:
    only = next(iter(providers), "") if len(providers) == 1 else ""
    npi = attempt.provider_npi or only
    provider = providers.get(npi)
    if provider is None:
        return {"billing_npi": npi, "billing_name": attempt.provider_name or ""}
    home = provider.address or Address()
    return {
        "billing_npi": npi,
        "billing_tin": provider.tin,
        "billing_name": provider.name,
        "billing_first_name": provider.first_name,
        "billing_phone": provider.phone,
        "billing_address": home.line,
        "billing_city": home.city,
        "billing_state": home.state,
        "billing_zip": home.zip_code,
        "billing_taxonomy": provider.taxonomy,
    }


def _of_file(row: MemberInformation) -> dict[str, str]:
    homeless = bool(row.homelessness_indicator)
    named = (row.residential_city or "").upper() != HOMELESS
    return {
        "member_mrn": row.member_mrn or "",
        "member_first_name": row.member_first_name or "",
        "member_last_name": row.member_last_name or "",
        "member_dob": f"{row.member_dob:%m/%d/%Y}" if row.member_dob else "",
        "member_gender": row.member_gender or "",
        "homeless_indicator": "1" if homeless else "",
        "member_address": row.residential_address or "",
        "member_city": (row.residential_city or "") if named else "",
        "member_zip": (row.residential_zip or "") if named else "",
    }


def _diagnoses(row: MemberInformation | None) -> list[str]:
    if row is None:
        return []
    found = [*social_codes(row.sdoh_indicators), *conditions(row.other_conditions)]
    return [entry.code for entry in found if entry is not None][:MOST_DIAGNOSES]


def _of_encounter(member: Member) -> dict[str, str]:
    home = member.address
    known = member.birth_date != date.min
    return {
        "member_first_name": member.first_name,
        "member_last_name": member.last_name,
        "member_dob": f"{member.birth_date:%m/%d/%Y}" if known else "",
        "member_gender": member.gender,
        "member_address": home.line,
        "member_city": home.city,
        "member_state": home.state,
        "member_zip": home.zip_code,
    }
