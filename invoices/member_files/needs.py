"""What a row of a member-level file cannot do without: the column "Required" of Tables 1-9, and what its footnotes make
of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from edi.member_files.models import (
    TERMED,
    MemberInformation,
    MemberRow,
    OutreachAttempt,
    Referral,
    ReturnRow,
)
from mappings.member_fields import MemberField, load_member_fields
from mappings.profile_file import MemberFiles


class Need(Enum):
    """How much a field is needed: ALWAYS, the row is faulty without it; IF_KNOWN, as far as the plan's data go."""

    ALWAYS = 1
    IF_KNOWN = 2


# Indicators are never empty (footnotes 23, 25, 26 and 28), and without these a row says nothing.
ALWAYS_KINDS = frozenset({"one_or_zero", "y_or_x"})
ALWAYS_NAMES = frozenset(
    {
        "member_cin", "member_first_name", "member_last_name", "ecm_authorization_date", "mif_production_date",
        "mif_reporting_period", "primary_payer_id", "mcp_provider_services_phone", "ecm_member_record_status",
    }
)  # fmt: skip
# Required in Table 5 with a rule of their own: the start date of who was never in ECM, the end date of who still is.
OWN_RULE = frozenset(
    {"ecm_benefit_start_date", "ecm_benefit_end_date", "lead_care_manager_name", "lead_care_manager_phone"}
)
# Empty beside a count of 0 or a list without entries: MF041 and MF042 say what is missing beside others.
BESIDE_A_COUNT = frozenset(
    {
        "er_last_admission_date", "er_facility_name", "inpatient_last_admission_date", "inpatient_facility_name",
        "prescribing_provider",
    }
)  # fmt: skip
ADDRESS = ("residential_", "mailing_")
TABLES_2_AND_3 = ("2", "3")


def lacking(row: MemberRow, settings: MemberFiles, need: Need) -> Iterator[MemberField]:
    """The fields of a row that are empty and should not be; none that was said to be unknown, could not be read (a
    finding has said so) or has a rule of its own."""
    if isinstance(row, MemberInformation):
        wanted = _of_information(row, need)
    elif need is Need.IF_KNOWN:
        return
    elif isinstance(row, ReturnRow):
        wanted = (
            f for f in load_member_fields()["rtf"].values() if f.presence == "required" and f.name not in OWN_RULE
        )
    elif isinstance(row, OutreachAttempt):
        wanted = (f for f in load_member_fields()["outreach_tracker"].values() if f.presence == "required")
    elif isinstance(row, Referral) and settings.referral_agreed:
        wanted = (f for f in load_member_fields()["referral"].values() if f.is_published)
    else:
        return
    for field in wanted:
        empty = row.value(field.name) is None and field.unknown != "blank"
        if empty and field.name not in row.faulty and field.name not in row.unknown:
            yield field


def _of_information(row: MemberInformation, need: Need) -> Iterator[MemberField]:
    partial = row.is_partial or row.ecm_member_record_status == TERMED
    for field in load_member_fields()["mif"].values():
        always = field.name in ALWAYS_NAMES or field.kind in ALWAYS_KINDS
        if field.presence != "required" or always != (need is Need.ALWAYS):
            continue
        if partial and field.table in TABLES_2_AND_3:
            continue
        if row.homelessness_indicator and field.name.startswith(ADDRESS):
            continue  # `HOMELESS` may be written, and need not be
        if field.name in BESIDE_A_COUNT:
            continue
        yield field
