"""The rows of the four member-level files (DHCS, Member-Level Information Sharing, version 1.1, Tables 1-9).

Frozen structs, one field for each row of `mappings/members/fields.csv` and named as there. None stands for a cell that
is empty or could not be read (`faulty` names the fields of the latter). What the guidance has written where nothing is
known (00/00/0000, 0000000000) is None too, and `unknown` names those fields: the sender has said that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

import msgspec

from edi.model.reference import SheetRef

Kind: TypeAlias = Literal["mif", "rtf", "outreach_tracker", "referral", "requests", "authorizations"]

# Written for an address or city, and for a ZIP code, where a homeless member has none (footnotes 13-18, 50).
HOMELESS, HOMELESS_ZIP = "HOMELESS", "99999"
# Status of member engagement (footnote 56).
PENDING, IN_OUTREACH, ENROLLED, DECLINED, EXCLUDED = "1", "2", "3", "4", "5"
# The member's record in the Member Information File (Table 4).
NEW, CONTINUING, TERMED = "New", "Continuing", "Termed"
# Who made an outreach attempt (footnote 71) and how (footnote 72).
CLINICAL, NON_CLINICAL = "1", "2"
IN_PERSON, ELECTRONIC = "In-Person", "Telephonic/electronic"


class Period(msgspec.Struct, frozen=True, gc=False):
    """A reporting period, both days included (footnotes 36 and 67)."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.start <= day <= self.end


class Columns(msgspec.Struct, frozen=True, gc=False):
    """Where the fields of a table stand: `letters` the column of each field, `labels` the cell (row, column) of a
    value that stands once above the table, for all its rows."""

    file: str
    sheet: str = ""
    letters: Mapping[str, str] = {}
    labels: Mapping[str, tuple[int, str]] = {}

    def at(self, row: int, field: str = "") -> SheetRef:
        """The cell of a field, or the row where the table has no cell for it."""
        if field in self.labels and field not in self.letters:
            row, column = self.labels[field]
            return SheetRef(self.file, self.sheet, row, column, field)
        return SheetRef(self.file, self.sheet, row, self.letters.get(field, ""), field)


NOWHERE = Columns("")


class MemberRow(msgspec.Struct, frozen=True, eq=False, gc=False, kw_only=True):
    """What all rows have: their place, the fields that could not be read or were said to be unknown, and the values of
    columns that a plan has added to the file (`own`). One is known again by its identity."""

    columns: Columns = NOWHERE
    row: int = 0
    faulty: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    own: Mapping[str, Any] = {}

    def at(self, field: str = "") -> SheetRef:
        """The cell of a field, or the row."""
        return self.columns.at(self.row, field)

    def value(self, field: str) -> Any:
        """The value of a field of the file, one of a plan's own, too; None where there is none."""
        return self.own[field] if field in self.own else getattr(self, field, None)

    def has(self, field: str) -> bool:
        """Whether the file has a place for the field."""
        return field in self.columns.letters or field in self.columns.labels


# The twelve populations of focus of Tables 1 and 9, in their order; the fields are pof_... and potential_pof_...
POPULATIONS = (
    "adult_homeless",
    "adult_high_utilizer",
    "adult_smi_sud",
    "adult_incarceration",
    "adult_ltc_at_risk",
    "adult_nf_transition",
    "child_homeless",
    "child_high_utilizer",
    "child_sed_chr",
    "child_ccs",
    "child_welfare",
    "child_incarceration",
)
# The fourteen chronic conditions of Table 2, in their order; the fields are condition_...
CONDITIONS = (
    "asthma",
    "bipolar_disorder",
    "chronic_congestive_heart_failure",
    "chronic_kidney_disease",
    "chronic_liver_disease",
    "coronary_artery_disease",
    "copd",
    "dementia",
    "diabetes",
    "hypertension",
    "major_depression_disorder",
    "psychotic_disorders",
    "smi_sud_sed",
    "traumatic_brain_injury",
)
# A complete Member Information File has these, a partial one has not.
FIRST_OF_TABLES_2_AND_3 = ("condition_asthma", "er_admissions_6m_count", "pcp_name")


class MemberInformation(MemberRow, frozen=True, gc=False, kw_only=True):
    """One member of a Member Information File (Tables 1-4), what a plan tells the ECM provider.

    `county`, `ecm_provider_npi` and `ecm_provider_name` are not published: columns that a plan and a provider may agree
    on. In a partial file (Tables 1 and 4) everything of Tables 2 and 3 is None.
    """

    member_cin: str | None = None
    member_mrn: str | None = None
    member_first_name: str | None = None
    member_last_name: str | None = None
    homelessness_indicator: bool | None = None
    residential_address: str | None = None
    residential_city: str | None = None
    residential_zip: str | None = None
    mailing_address: str | None = None
    mailing_city: str | None = None
    mailing_zip: str | None = None
    member_phone: str | None = None
    member_email: str | None = None
    member_dob: date | None = None
    member_gender: str | None = None
    preferred_language_spoken: str | None = None
    race_ethnicity: str | None = None
    medi_cal_renewal_date: date | None = None
    ecm_authorization_date: date | None = None
    pof_adult_homeless: bool | None = None
    pof_adult_high_utilizer: bool | None = None
    pof_adult_smi_sud: bool | None = None
    pof_adult_incarceration: bool | None = None
    pof_adult_ltc_at_risk: bool | None = None
    pof_adult_nf_transition: bool | None = None
    pof_child_homeless: bool | None = None
    pof_child_high_utilizer: bool | None = None
    pof_child_sed_chr: bool | None = None
    pof_child_ccs: bool | None = None
    pof_child_welfare: bool | None = None
    pof_child_incarceration: bool | None = None
    ecm_provider_assignment_date: date | None = None
    transitioned_from_hhp: bool | None = None
    transitioned_from_wpc: bool | None = None
    guardian_first_name: str | None = None
    guardian_last_name: str | None = None
    guardian_phone: str | None = None
    condition_asthma: bool | None = None
    condition_bipolar_disorder: bool | None = None
    condition_chronic_congestive_heart_failure: bool | None = None
    condition_chronic_kidney_disease: bool | None = None
    condition_chronic_liver_disease: bool | None = None
    condition_coronary_artery_disease: bool | None = None
    condition_copd: bool | None = None
    condition_dementia: bool | None = None
    condition_diabetes: bool | None = None
    condition_hypertension: bool | None = None
    condition_major_depression_disorder: bool | None = None
    condition_psychotic_disorders: bool | None = None
    condition_smi_sud_sed: bool | None = None
    condition_traumatic_brain_injury: bool | None = None
    other_conditions: str | None = None
    sdoh_indicators: str | None = None
    er_admissions_6m_count: int | None = None
    er_last_admission_date: date | None = None
    er_facility_name: str | None = None
    inpatient_days_6m_count: int | None = None
    inpatient_last_admission_date: date | None = None
    inpatient_facility_name: str | None = None
    pharmacy_list_90d: str | None = None
    prescribing_provider: str | None = None
    pcp_name: str | None = None
    pcp_npi: str | None = None
    pcp_phone: str | None = None
    pcp_last_visit_date: date | None = None
    mif_production_date: date | None = None
    mif_reporting_period: Period | None = None
    primary_payer_id: str | None = None
    mcp_name: str | None = None
    mcp_provider_services_phone: str | None = None
    mcp_ecm_contact_person: str | None = None
    mcp_ecm_contact_phone: str | None = None
    ecm_member_record_status: str | None = None
    county: str | None = None
    ecm_provider_npi: str | None = None
    ecm_provider_name: str | None = None

    @property
    def populations(self) -> tuple[str, ...]:
        """The populations of focus that are marked, by the ids of `POPULATIONS`."""
        return tuple(name for name in POPULATIONS if getattr(self, f"pof_{name}"))

    @property
    def is_partial(self) -> bool:
        """Whether only Tables 1 and 4 are there (Section 1, (3) and (5))."""
        return not any(self.has(name) for name in FIRST_OF_TABLES_2_AND_3)


class ReturnRow(MemberRow, frozen=True, gc=False, kw_only=True):
    """One member of a Return Transmission File (Tables 5-7), what an ECM provider tells the plan.

    The published tables have no identifier of the member: `member_cin`, `member_mrn`, name and birth date are columns
    that plan and provider agree on, and which of them identifies the member is a setting
    (`member_files.return_key`). A member who left ECM and came back has two rows, with different start dates.
    """

    new_address_indicator: bool | None = None
    homelessness_indicator: bool | None = None
    residential_address: str | None = None
    residential_city: str | None = None
    residential_zip: str | None = None
    new_phone_indicator: bool | None = None
    member_phone: str | None = None
    ecm_benefit_start_date: date | None = None
    engagement_status: str | None = None
    ecm_benefit_end_date: date | None = None
    lead_care_manager_name: str | None = None
    lead_care_manager_phone: str | None = None
    lead_care_manager_phone_ext: str | None = None
    discontinuation_recommendation_date: date | None = None
    discontinuation_reason_code: str | None = None
    discontinuation_reason_text: str | None = None
    ecm_encounters_in_person: int | None = None
    ecm_encounters_telephonic_video: int | None = None
    rtf_production_date: date | None = None
    rtf_reporting_period: Period | None = None
    ecm_provider_name: str | None = None
    ecm_provider_npi: str | None = None
    ecm_provider_phone: str | None = None
    member_cin: str | None = None
    member_mrn: str | None = None
    member_first_name: str | None = None
    member_last_name: str | None = None
    member_dob: date | None = None

    @property
    def is_enrolled(self) -> bool:
        """Whether the member has been in ECM: status 3, or a start date."""
        return self.engagement_status == ENROLLED or self.ecm_benefit_start_date is not None


class OutreachAttempt(MemberRow, frozen=True, gc=False, kw_only=True):
    """One attempt of an Initial Outreach Tracker (Table 8): a member has as many rows as there were attempts.

    The published table has neither outcome, nor time, nor provider: `outreach_successful`, `outreach_minutes`,
    `provider_npi` and `provider_name` are columns that plan and provider may agree on.
    """

    member_cin: str | None = None
    outreach_provider_type: str | None = None
    outreach_attempt_date: date | None = None
    outreach_attempt_method: str | None = None
    outreach_successful: bool | None = None
    outreach_minutes: int | None = None
    provider_npi: str | None = None
    provider_name: str | None = None


class Referral(MemberRow, frozen=True, gc=False, kw_only=True):
    """One member of a Potential ECM Member Referral File (Table 9).

    The published table has neither date nor provider: `referral_date`, `provider_npi` and `provider_name` are columns
    that plan and provider may agree on. The populations are for the plan to look into, no assessment (footnote 76).
    """

    member_cin: str | None = None
    member_first_name: str | None = None
    member_last_name: str | None = None
    member_dob: date | None = None
    member_phone: str | None = None
    potential_pof_adult_homeless: bool | None = None
    potential_pof_adult_high_utilizer: bool | None = None
    potential_pof_adult_smi_sud: bool | None = None
    potential_pof_adult_incarceration: bool | None = None
    potential_pof_adult_ltc_at_risk: bool | None = None
    potential_pof_adult_nf_transition: bool | None = None
    potential_pof_child_homeless: bool | None = None
    potential_pof_child_high_utilizer: bool | None = None
    potential_pof_child_sed_chr: bool | None = None
    potential_pof_child_ccs: bool | None = None
    potential_pof_child_welfare: bool | None = None
    potential_pof_child_incarceration: bool | None = None
    potential_pof_explanation: str | None = None
    referral_date: date | None = None
    provider_npi: str | None = None
    provider_name: str | None = None

    @property
    def populations(self) -> tuple[str, ...]:
        """The populations of focus that are marked, by the ids of `POPULATIONS`."""
        return tuple(name for name in POPULATIONS if getattr(self, f"potential_pof_{name}"))


class RequestRow(MemberRow, frozen=True, gc=False, kw_only=True):
    """One request of a log that the plan keeps: no text gives it a layout, all its columns are agreed on. `services`
    are community supports by the names of the service table."""

    member_cin: str | None = None
    member_last_name: str | None = None
    member_first_name: str | None = None
    member_dob: date | None = None
    request_date: date | None = None
    programme: str | None = None
    services: tuple[str, ...] | None = None
    request_source: str | None = None
    decision: str | None = None
    decision_date: date | None = None
    plan_code: str | None = None


class AuthorizationRow(MemberRow, frozen=True, gc=False, kw_only=True):
    """One decision of a log of authorizations that the plan keeps: as `RequestRow`."""

    member_cin: str | None = None
    member_last_name: str | None = None
    member_first_name: str | None = None
    member_dob: date | None = None
    services: tuple[str, ...] | None = None
    decision: str | None = None
    decision_date: date | None = None
    authorization_number: str | None = None
    plan_code: str | None = None


# What the requests and decisions of logs say.
PROGRAMME_ECM, PROGRAMME_CS = "ECM", "CS"
INTERNAL = "Internal"
APPROVED, DENIED, INELIGIBLE = "Approved", "Denied", "Ineligible"

# What each kind of file is made of.
ROWS: Mapping[Kind, type[MemberRow]] = {
    "mif": MemberInformation,
    "rtf": ReturnRow,
    "outreach_tracker": OutreachAttempt,
    "referral": Referral,
    "requests": RequestRow,
    "authorizations": AuthorizationRow,
}


class MemberFiles(msgspec.Struct, frozen=True):
    """Rows of any number of member-level files, by kind, in the order in which they were read."""

    mif: tuple[MemberInformation, ...] = ()
    rtf: tuple[ReturnRow, ...] = ()
    outreach_tracker: tuple[OutreachAttempt, ...] = ()
    referral: tuple[Referral, ...] = ()

    def rows(self) -> Iterator[MemberRow]:
        """Every row of every kind."""
        yield from self.mif
        yield from self.rtf
        yield from self.outreach_tracker
        yield from self.referral
