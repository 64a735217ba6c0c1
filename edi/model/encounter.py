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


class Address(msgspec.Struct, frozen=True, gc=False):
    """A postal address (N3, N4): ZIP code with 5 or 9 digits, no dash."""

    line: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    line_2: str = ""


class Provider(msgspec.Struct, frozen=True, gc=False):
    """A billing or rendering provider. `first_name` is empty for an organisation (NM102 = 2);
    `tin_qualifier` is EI or SY (REF01)."""

    npi: str
    name: str
    first_name: str = ""
    tin: str = ""
    taxonomy: str = ""
    phone: str = ""
    address: Address | None = None
    tin_qualifier: str = "EI"


class Member(msgspec.Struct, frozen=True, gc=False):
    """A Medi-Cal member, always the subscriber. `gender` is F, M or U; `cin` the 9-character Client Index
    Number."""

    cin: str
    last_name: str
    first_name: str
    birth_date: date
    gender: str
    address: Address
    middle_name: str = ""
    suffix: str = ""


class Adjustment(msgspec.Struct, frozen=True, gc=False):
    """One claim adjustment (CAS): group code, reason code, cents."""

    group: str
    reason: str
    cents: int


class ServiceLine(msgspec.Struct, frozen=True, gc=False):
    """One service of an encounter (loop 2400), with what the plan paid for it (loop 2430)."""

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


class Encounter(msgspec.Struct, frozen=True, gc=False):
    """One claim (loop 2300). `frequency` is 1 original, 7 replacement, 8 void; `payer_claim_id` is the
    receiver's number of the encounter that a 7 or 8 corrects (REF*F8). `contract_code` is CN101, empty where
    no plan has adjudicated."""

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

    @property
    def charge(self) -> int:
        """CLM02 in cents: always the sum of the lines, never copied (V09)."""
        return sum(line.charge for line in self.lines)

    @property
    def paid(self) -> int:
        """AMT*D in cents: what the plan paid on all lines."""
        return sum(line.paid for line in self.lines)
