"""A valid row of each member-level file, and a run over rows that differ from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from edi.member_files.context import MemberContext
from edi.member_files.models import CONDITIONS, POPULATIONS
from edi.member_files.services import EcmService
from invoices.intake import Source
from invoices.member_files.judge import MembersRun, read_members
from mappings.member_fields import load_member_fields
from mappings.payer_file import load_payer
from mappings.profile_file import SAMPLE_PROFILE, Profile
from mappings.tables import read_toml

RECEIVED = date(2024, 4, 15)
NOW = datetime(2024, 4, 15, 9, 30)  # noqa: DTZ001 - envelopes carry local time
CIN = "91234567A"

MIF: dict[str, str] = {
    "member_cin": CIN, "member_mrn": "A-17", "member_first_name": "Ana", "member_last_name": "Ruiz",
    "residential_address": "12 Alder Street", "residential_city": "Oakland", "residential_zip": "94601",
    "mailing_address": "12 Alder Street", "mailing_city": "Oakland", "mailing_zip": "94601",
    "member_phone": "5105550142", "member_dob": "05/14/1985", "member_gender": "F",
    "medi_cal_renewal_date": "09/30/2024", "ecm_authorization_date": "01/08/2024",
    "ecm_provider_assignment_date": "01/16/2024", "transitioned_from_hhp": "0", "transitioned_from_wpc": "0",
    **{f"pof_{name}": "0" for name in POPULATIONS}, "pof_adult_homeless": "1",
    **{f"condition_{name}": "X" for name in CONDITIONS},
    "er_admissions_6m_count": "0", "inpatient_days_6m_count": "0",
    "pharmacy_list_90d": "00093721410,02/14/2024,N", "prescribing_provider": "Dr. Okafor", "pcp_name": "Shore Clinic",
    "pcp_npi": "1245319599", "pcp_phone": "5105550111", "pcp_last_visit_date": "02/20/2024",
    "mif_production_date": "04/01/2024", "mif_reporting_period": "01/01/2024.03/31/2024", "primary_payer_id": "300",
    "mcp_provider_services_phone": "9165550100", "ecm_member_record_status": "Continuing",
}  # fmt: skip
RTF: dict[str, str] = {
    "member_cin": CIN, "ecm_benefit_start_date": "01/22/2024", "engagement_status": "3", "ecm_benefit_end_date": "",
    "lead_care_manager_name": "Jomo Fairweather", "lead_care_manager_phone": "5105550171",
    "rtf_production_date": "04/05/2024", "rtf_reporting_period": "01/01/2024.03/31/2024",
    "ecm_provider_name": "Marrow Creek", "ecm_provider_npi": "1245319599", "ecm_provider_phone": "5105550171",
}  # fmt: skip
TRACKER: dict[str, str] = {
    "member_cin": CIN, "outreach_provider_type": "1", "outreach_attempt_date": "01/10/2024",
    "outreach_attempt_method": "In-Person",
}  # fmt: skip
REFERRAL: dict[str, str] = {
    "member_cin": CIN, "member_first_name": "Ana", "member_last_name": "Ruiz", "member_dob": "05/14/1985",
    "member_phone": "5105550142", **{f"potential_pof_{name}": "0" for name in POPULATIONS},
    "potential_pof_explanation": "lives in a car",
}  # fmt: skip
VALID: dict[str, dict[str, str]] = {"mif": MIF, "rtf": RTF, "outreach_tracker": TRACKER, "referral": REFERRAL}


def profile(**settings: Any) -> Profile:
    """The sample profile with other settings of `member_files`."""
    return Profile.model_validate({**read_toml(SAMPLE_PROFILE), "member_files": settings})


def columns(kind: str, *more: Iterable[str], without: Sequence[str] = ()) -> list[str]:
    """All published columns of a file in their order; of the agreed ones those that rows fill."""
    used = {name for names in (VALID[kind], *more) for name in names}
    fields = load_member_fields()[kind].values()
    agreed = [f.name for f in fields if not f.is_published and f.name in used]
    return [name for name in [*agreed, *(f.name for f in fields if f.is_published)] if name not in without]


def sheet(kind: str, *rows: Mapping[str, str], without: Sequence[str] = ()) -> bytes:
    """A delimited file with the published headings: each row is the valid one with changes."""
    names = columns(kind, *rows, without=without)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([load_member_fields()[kind][name].label for name in names])
    for row in rows:
        writer.writerow([{**VALID[kind], **row}.get(name, "") for name in names])
    return text.getvalue().encode()


def letter(kind: str, name: str, *rows: Iterable[str], without: Sequence[str] = ()) -> str:
    """The column of a field in `sheet`."""
    place = columns(kind, *rows, without=without).index(name)
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


def run(*inputs: tuple[str, bytes], services: Iterable[EcmService] = (), **settings: Any) -> MembersRun:
    """Reads files given as (name, content)."""
    sources = [Source(Path(name), name, content) for name, content in inputs]
    context = MemberContext(profile(**settings), RECEIVED)
    return read_members(sources, context, payer=load_payer("dhcs"), now=NOW, services=services)
