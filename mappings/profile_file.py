"""The profile, `edi-translate.toml`: who sends, for which plans, and the choices that the guidance leaves open.

Every setting that no published source fixes stands here with its default; the shipped
`profiles/edi-translate.toml` says the same in comments and is what `edi-translate init` writes.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from mappings.county_table import county_named
from mappings.errors import ConfigError
from mappings.layout_file import explain
from mappings.profile_place import FILE_NAME as FILE_NAME
from mappings.profile_place import find_profile as find_profile
from mappings.report_table import versions
from mappings.service_table import load_services
from mappings.tables import HERE, read_toml

SAMPLE_PROFILE = HERE / "profiles" / "edi-translate.toml"


PlanCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{3}$")]
Npi = Annotated[str, StringConstraints(pattern=r"^[12]\d{9}$")]
SafeText = Annotated[str, StringConstraints(pattern=r"^[ -)+-9;-\]_-}]+$", min_length=1, max_length=60)]
MaybeText = Annotated[str, StringConstraints(pattern=r"^[ -)+-9;-\]_-}]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Submitter(_Part):
    """Who sends the file (loop 1000A)."""

    id: str = Field(pattern=r"^[A-Za-z0-9]{2,12}$", description="Submitter id; DHCS: the nine-digit TIN (GS02)")
    name: SafeText = Field(description="Name of the sender, used where the receiver wants it")
    contact_name: SafeText = Field(description="Contact of loop 1000A (PER02)")
    contact_phone: str = Field(pattern=r"^\d{10}$", description="Ten digits (PER04)")


class OwnProvider(_Part):
    """The written DHCS exception under which a plan's own staff provide ECM."""

    npi: Npi
    exception_start: date | None = None
    exception_end: date | None = None


class Offer(_Part):
    """A community support that the plan offers, with the counties and dates."""

    service: str
    counties: list[str] = Field(default=[], description="Empty: in the plan's own county")
    start: date
    end: date | None = None


class Plan(_Part):
    """A plan (HCP) code: one file is written for each that the invoices name."""

    code: PlanCode = Field(description="The state's three-character plan (HCP) code")
    name: SafeText = Field(description="Plan name as it stands in NM103")
    payer_id: str = Field(pattern=r"^[A-Za-z0-9-]{2,15}$", description="The plan's id as a receiver of claims")
    also_called: list[str] = Field(default=[], description="Other ids and names that providers write for the plan")
    county: str = Field(default="", description="County of the plan code, for the start date of ECM")
    own_providers: list[OwnProvider] = []
    offers: list[Offer] = Field(default=[], description="Community supports offered; empty: not checked")

    @model_validator(mode="after")
    def _known(self) -> Plan:
        counties = [self.county, *(c for offer in self.offers for c in offer.counties)]
        unknown = [county for county in counties if county and county_named(county) is None]
        if unknown:
            raise ValueError(f"no California county is called {unknown[0]!r}")
        services = {s.service for s in load_services().services}
        strange = [offer.service for offer in self.offers if offer.service not in services]
        if strange:
            raise ValueError(f"no service is called {strange[0]!r}; `edi-translate codes` lists them")
        return self


class Claims(_Part):
    """How invoice lines become claims."""

    per: Literal["day", "invoice"] = Field(default="day", description="One claim a day of service, or an invoice")
    same_day: Literal["withhold", "merge"] = Field(
        default="withhold",
        description="Two visits on a day with the same code: withhold the second, or add them up",
    )
    max_lines: int = Field(default=50, ge=1, le=50, description="Lines a claim; more are split")
    eight_minute_rule: bool = Field(default=False, description="Round minutes to 15-minute units by the 8-minute rule")


class Payment(_Part):
    """What the plan paid, for the prior-payer loops."""

    paid: Literal["charge", "zero", "column"] = Field(
        default="charge",
        description="Paid amount of a line whose row has none: its charge, nothing, or the row must say",
    )
    capitated: bool = Field(default=False, description="CN101 = 05 and CAS CO*24 instead of CO*45")
    paid_date: date | None = Field(
        default=None, description="Adjudication date of rows without one; else the received date"
    )


class Defaults(_Part):
    """Values that stand in for what an invoice leaves out."""

    zip4: str = Field(
        default="9998", pattern=r"^\d{4}$", description="Completes a five-digit ZIP of a billing provider"
    )
    state: str = Field(default="CA", pattern=r"^[A-Z]{2}$", description="State of a member address without one")
    homeless_address: str = Field(
        default="HOMELESS", pattern=r"^[A-Z ]{1,55}$", description="N301 of a homeless member"
    )
    place_of_service: str = Field(
        default="", pattern=r"^(\d{2})?$", description="Place of service of a row without one"
    )
    diagnoses: dict[str, str] = Field(default={}, description="Service -> ICD-10-CM code for lines without a diagnosis")


class ProviderEntry(_Part):
    """What the plan knows about a provider that its invoices do not say."""

    npi: Npi
    name: MaybeText = Field(default="", max_length=60, description="Its name, used where a sheet has none")
    tin: str = Field(default="", pattern=r"^(\d{9})?$", description="Its tax number, used where a sheet has none")
    phone: str = Field(default="", pattern=r"^(\d{10})?$", description="Its telephone, used where a sheet has none")
    address: MaybeText = Field(default="", max_length=55, description="Its street, used where a sheet has none")
    city: MaybeText = Field(default="", max_length=30, description="Its city, used where a sheet has none")
    state: str = Field(default="", pattern=r"^([A-Z]{2})?$", description="Its state, used where a sheet has none")
    zip: str = Field(default="", pattern=r"^(\d{5}(\d{4})?)?$", description="Its ZIP, used where a sheet has none")
    taxonomy: str = Field(default="", pattern=r"^([A-Z0-9]{9}X)?$")
    tax_id_is_ssn: bool = Field(default=False, description="REF*SY instead of REF*EI for this provider")
    invoice_cadence: str = Field(default="", description="How often this provider invoices, for your own record")
    agreed_alternative: bool = Field(default=False, description="Another exchange method was agreed with this provider")
    subcontractor_of: str = ""
    subcontractor_type: str = Field(default="", description="Type of subcontractor, as reported to DHCS")
    transmission_method: Literal["", "portal", "sftp", "secure_email", "other"] = Field(
        default="", description="How files travel to this provider, where it differs from [transmission]"
    )
    transmission_fallback: str = Field(default="", description="What is used when that method is down")
    services: list[str] = []
    counties: list[str] = []


class Transmission(_Part):
    """How files travel, for the record: nothing is ever sent. `support_contact` is printed in reports."""

    method: Literal["portal", "sftp", "secure_email", "other"] = "sftp"
    fallback: str = ""
    other_methods_available: bool = True
    support_contact: str = Field(default="", description="Technical contact, printed in reports")


class Authorizations(_Part):
    """The plan's own limits for decisions on Community Supports (FAQ Q26), for the record."""

    expedited_services: list[str] = Field(
        default=["recuperative_care", "short_term_housing", "sobering_centers", "medically_tailored_meals"],
        description="Services that are decided faster",
    )
    expedited_hours: int = Field(default=12, ge=1, description="Hours for an expedited decision")
    standard_business_days: int = Field(default=5, ge=1, description="Business days for any other")


class Limits(_Part):
    """Bounds that a plan sets for itself."""

    timely_days: int = Field(
        default=0, ge=0, description="Days from service to receipt after which a line is late; 0: off"
    )
    full_standards_from: date = Field(
        default=date(2022, 4, 1),
        description="Before this date of service a missing minimum element is not reported",
    )
    visits_a_day: int = Field(
        default=8, ge=1, description="Visits, encounters or sessions on a day above which a line is told"
    )
    quarter_hours_a_day: int = Field(
        default=64, ge=1, description="Units of 15 minutes on a day above which a line is told"
    )
    meals_a_day: int = Field(default=60, ge=1, description="Meals on a day above which a line is told")
    charge_times_usual: int = Field(
        default=20, ge=2, description="So many times the usual charge of its code on the sheet, a line is told"
    )
    days_of_a_contact: int = Field(
        default=7, ge=1, description="Days of a span above which a code that counts contacts is told"
    )
    days_from_the_rest: int = Field(
        default=200, ge=1, description="Days from the rest of the invoice above which a date of service is told"
    )
    short_term_housing_days: int = Field(default=184, ge=1, description="Days in six months of short-term housing")


class QuarterlyReport(_Part):
    """Choices of the quarterly report that no published text makes."""

    same_service: Literal["once", "each"] = Field(
        default="once",
        description="Lines of one member, day, provider and code, other units or charge: one encounter, or each",
    )
    other_codes: list[str] = Field(
        default=[], description='Codes of supports of your own, as "T2025 U6": they count as Other'
    )


class MemberFiles(_Part):
    """The four member-level files: what the guidance leaves to plan and provider."""

    return_key: Literal["member_cin", "member_mrn", "name_and_birth"] = Field(
        default="member_cin",
        description="What identifies the member in a return file, whose tables do not say",
    )
    referral_agreed: bool = Field(
        default=False, description="The referral file was agreed on: all its fields are required"
    )
    assignment_business_days: int = Field(
        default=10, ge=1, description="Business days from authorization to assignment"
    )
    holidays: list[date] = Field(default=[], description="Days that are no business days, beside weekends")
    adult_age: int = Field(default=21, ge=18, le=26, description="Age from which a member is an adult")
    child_welfare_age: int = Field(default=26, ge=18, le=26, description="Age up to which child welfare applies")
    mass_outreach: int = Field(
        default=25, ge=2, description="Members with an electronic attempt of one provider on one day: rather a mailing"
    )
    provider_services_phone: str = Field(
        default="", pattern=r"^(\d{10})?$", description="The plan's provider services number, for files that are built"
    )
    contact_person: str = Field(default="", description="The plan's ECM contact: last name, first name, title")
    contact_phone: str = Field(default="", pattern=r"^(\d{10})?$", description="The contact's number, if it differs")
    outreach_charge: Decimal = Field(
        default=Decimal("0.00"), ge=0, description="Charge of an outreach encounter made from a tracker, in dollars"
    )
    outreach_place_in_person: str = Field(
        default="99", pattern=r"^\d{2}$", description="Place of service of such an encounter in person"
    )
    outreach_place_electronic: str = Field(
        default="02", pattern=r"^\d{2}$", description="Place of service of a telephonic or electronic one"
    )
    discontinuation_date: Literal["digits", "slashes"] = Field(
        default="digits", description="Form of the discontinuation date in files written: MMDDYYYY or MM/DD/YYYY"
    )


class Clock(_Part):
    """Fixes the clock, for samples and tests."""

    now: datetime | None = None


class Control(_Part):
    """First control numbers of a run, until a ledger hands them out."""

    interchange: int | None = Field(default=None, ge=1, le=999_999_999)
    group: int = Field(default=1, ge=1, le=999_999_999)
    transaction: int = Field(default=1, ge=1, le=999_999_999)


class Profile(_Part):
    """All settings of one submitter."""

    payer: str = Field(default="dhcs", description="Receiver: a name of `payers/`, or the path of a payer file")
    usage: Literal["T", "P"] = Field(default="T", description="ISA15: T test, P production")
    submitter: Submitter
    plans: list[Plan] = Field(min_length=1)
    claims: Claims = Claims()
    payment: Payment = Payment()
    defaults: Defaults = Defaults()
    providers: list[ProviderEntry] = []
    transmission: Transmission = Transmission()
    authorizations: Authorizations = Authorizations()
    limits: Limits = Limits()
    member_files: MemberFiles = MemberFiles()
    ecm_starts: dict[str, date] = Field(default={}, description="County -> start of ECM there, where it differs")
    quarterly_report: QuarterlyReport = QuarterlyReport()
    clock: Clock = Clock()
    control: Control = Control()
    report_version: str = Field(
        default="2024", description="Version of the quarterly report: 2022, 2024 or one of your own"
    )
    report_version_ends: date | None = None
    known_taxonomies: list[str] = Field(
        default=[], description="Taxonomy codes of a 274 that the program does not know and that are right"
    )
    max_charge: Decimal = Field(
        default=Decimal(100_000), gt=0, description="A line charge above is withheld, in dollars"
    )

    @model_validator(mode="after")
    def _counties_known(self) -> Profile:
        unknown = [name for name in self.ecm_starts if county_named(name) is None]
        if unknown:
            raise ValueError(f"ecm_starts: no California county is called {unknown[0]!r}")
        return self

    @field_validator("report_version", mode="after")
    @classmethod
    def _version_known(cls, version: str) -> str:
        if version != "2024" and version not in versions():
            raise ValueError(f"there is no layout of this version; known: {', '.join(versions())}")
        return version

    @model_validator(mode="after")
    def _plan_codes_once(self) -> Profile:
        codes = [plan.code for plan in self.plans]
        if len(set(codes)) < len(codes):
            raise ValueError("plans: the same plan code stands there twice")
        return self


def read_profile(path: Path) -> Profile:
    """One profile; raises ConfigError naming the key that is wrong."""
    try:
        return Profile.model_validate(read_toml(path))
    except ValidationError as problem:
        raise ConfigError(path, explain(problem)) from problem
