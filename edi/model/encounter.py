"""The encounter, the hub of the house: an invoice and a submitted 837P both become one.

Values are frozen structs built by position on the hot path. Amounts are whole cents, dates are `date`,
units are `Decimal`. Names of fields are the standard's words (`docs/reference/glossary.md`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

# HI holds twelve diagnoses, SV107 four pointers to them (005010X222A1).
MOST_DIAGNOSES = 12
MOST_POINTERS = 4


class Address(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A postal address (N3, N4): ZIP code with 5 or 9 digits, no dash."""

    line: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    line_2: str = ""


class Reference(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A reference number (REF): its qualifier and the number."""

    qualifier: str
    value: str


class Dated(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A date (DTP) that has no field of its own: qualifier, X12 format (D8, RD8, DT) and text, as written."""

    qualifier: str
    format: str
    value: str


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A monetary amount (AMT): qualifier and cents."""

    qualifier: str
    cents: int


class Note(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A note (NTE): its kind and text."""

    qualifier: str
    text: str


class Kept(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A segment that the model does not name, or not whole, kept in its place so that it is written back.

    It stands before segment `at` of what the model itself would write for this part (a level, a claim without its
    lines, a line), or takes its place where `instead_of` holds that segment: elements that the model has changed
    since then win. An empty `segment` leaves one out. `loop` is where it was read; "" for one that the guide does not
    expect there. Separators are `*`, `:` and `^`.
    """

    at: int
    loop: str
    segment: str
    instead_of: str = ""


class Party(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Anyone named beside the billing and the rendering provider and the member (an NM1 loop): referring, supervising,
    ordering provider, service facility, ambulance places, payers. `loop` is its place in the guide, `entity` NM101,
    `kind` NM102 (1 a person, 2 another)."""

    loop: str
    entity: str
    kind: str
    name: str = ""
    first_name: str = ""
    middle_name: str = ""
    suffix: str = ""
    id_qualifier: str = ""
    id: str = ""
    taxonomy: str = ""
    address: Address | None = None
    references: tuple[Reference, ...] = ()


class Coverage(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The insurance that a claim is sent to (SBR, loop 2010BB). `relationship` is SBR02: 18 where the subscriber is
    the patient, else empty, and a patient level follows."""

    responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    filing_indicator: str = ""
    payer: Party | None = None


class Provider(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A billing or rendering provider. `first_name` is empty for an organisation (NM102 = 2);
    `tin_qualifier` is EI or SY (REF01). `parties` are the
    pay-to address and plan of a billing provider; `other` what its level holds beyond the model."""

    npi: str
    name: str
    first_name: str = ""
    tin: str = ""
    taxonomy: str = ""
    phone: str = ""
    address: Address | None = None
    tin_qualifier: str = "EI"
    middle_name: str = ""
    suffix: str = ""
    references: tuple[Reference, ...] = ()
    parties: tuple[Party, ...] = ()
    other: tuple[Kept, ...] = ()


class Member(msgspec.Struct, frozen=True, gc=False):
    """A Medi-Cal member, always the subscriber. `gender` is F, M or U; `cin` the 9-character Client Index
    Number. A birth date that a file does not give is `date.min`. `coverage` is None where the receiver's own values
    are written; `other` what the subscriber level holds beyond the model."""

    cin: str
    last_name: str
    first_name: str
    birth_date: date
    gender: str
    address: Address
    middle_name: str = ""
    suffix: str = ""
    coverage: Coverage | None = None
    references: tuple[Reference, ...] = ()
    other: tuple[Kept, ...] = ()


class Patient(msgspec.Struct, frozen=True, gc=False):
    """A patient who is not the subscriber (loop 2000C). `relationship` is PAT01."""

    relationship: str
    last_name: str
    first_name: str
    birth_date: date
    gender: str
    address: Address
    middle_name: str = ""
    suffix: str = ""
    references: tuple[Reference, ...] = ()
    other: tuple[Kept, ...] = ()


class Adjustment(msgspec.Struct, frozen=True, gc=False):
    """One claim adjustment (CAS): group code, reason code, cents."""

    group: str
    reason: str
    cents: int


class OtherPayer(msgspec.Struct, frozen=True, gc=False):
    """Another insurance of the member (loops 2320 and 2330): what it paid and adjusted on the claim, its subscriber
    and payer. `benefits` is OI03 and `release` OI06; `paid` is None where no AMT*D says it."""

    responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    filing_indicator: str = ""
    paid: int | None = None
    amounts: tuple[Amount, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    benefits: str = "Y"
    release: str = "Y"
    parties: tuple[Party, ...] = ()


class Adjudication(msgspec.Struct, frozen=True, gc=False):
    """What a further payer paid for a service line (loop 2430)."""

    payer_id: str
    paid: int
    paid_date: date | None = None
    adjustments: tuple[Adjustment, ...] = ()


class Drug(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The drug of a service line (loop 2410): national drug code, quantity and its unit, prescription number."""

    ndc: str
    quantity: Decimal | None = None
    unit: str = ""
    references: tuple[Reference, ...] = ()


class ServiceLine(msgspec.Struct, frozen=True, gc=False):
    """One service of an encounter (loop 2400), with what the plan paid for it (loop 2430). `paid_by` is SVD01, empty
    where the receiver's own prior payer is written or nobody paid; `adjudications` are those of further payers."""

    hcpcs: str
    modifiers: tuple[str, ...]
    units: Decimal
    charge: int
    start: date
    end: date
    pointers: tuple[int, ...]
    control_number: str
    paid: int = 0
    paid_date: date | None = None
    adjustments: tuple[Adjustment, ...] = ()
    sources: tuple[Any, ...] = ()
    unit: str = "UN"
    place_of_service: str = ""
    dates: tuple[Dated, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    drug: Drug | None = None
    parties: tuple[Party, ...] = ()
    paid_by: str = ""
    adjudications: tuple[Adjudication, ...] = ()
    other: tuple[Kept, ...] = ()


class Encounter(msgspec.Struct, frozen=True, gc=False):
    """One claim (loop 2300). `frequency` is 1 original, 7 replacement, 8 void; `payer_claim_id` is the
    receiver's number of the encounter that a 7 or 8 corrects (REF*F8). `contract_code` is CN101, empty where
    no plan has adjudicated. `other` is what the claim, its lines aside, holds beyond the model."""

    claim_id: str
    plan_code: str
    billing: Provider
    rendering: Provider | None
    member: Member
    place_of_service: str
    diagnoses: tuple[str, ...]
    lines: tuple[ServiceLine, ...]
    frequency: str = "1"
    payer_claim_id: str = ""
    authorization: str = ""
    record_number: str = ""
    contract_code: str = ""
    patient: Patient | None = None
    dates: tuple[Dated, ...] = ()
    amounts: tuple[Amount, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    parties: tuple[Party, ...] = ()
    other_payers: tuple[OtherPayer, ...] = ()
    other: tuple[Kept, ...] = ()

    @property
    def charge(self) -> int:
        """CLM02 in cents: always the sum of the lines, never copied (V09)."""
        return sum([line.charge for line in self.lines])

    @property
    def paid(self) -> int:
        """AMT*D in cents: what the plan paid on all lines."""
        return sum([line.paid for line in self.lines])
