"""A claim as JSON has it: the shapes behind the published schema (`docs/reference/claims.schema.json`).

Names are the model's. Amounts are dollars as text with two decimals, quantities are text, dates are ISO dates; what is
empty is left out. `charge` of a claim and `position` are told, not read back: they follow from the rest.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from edi.model.claim import Claim
from edi.model.encounter import (
    Address,
    Adjustment,
    Coverage,
    Dated,
    Drug,
    Encounter,
    Kept,
    Member,
    Note,
    Party,
    Patient,
    Provider,
    Reference,
    ServiceLine,
)
from edi.model.money import dollars

VERSION = 1


class Shape(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What all shapes share: built by position, empty values left out, unknown names refused."""


class AmountObject(Shape, frozen=True):
    """An amount by its X12 qualifier (AMT)."""

    qualifier: str
    amount: str


class AdjustmentObject(Shape, frozen=True):
    """A claim adjustment (CAS)."""

    group: str
    reason: str
    amount: str


class PaymentObject(Shape, frozen=True):
    """What a further payer paid for a line (loop 2430)."""

    payer_id: str
    paid: str
    paid_date: date | None = None
    adjustments: tuple[AdjustmentObject, ...] = ()


class OtherPayerObject(Shape, frozen=True):
    """Another insurance of the member (loops 2320 and 2330)."""

    responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    filing_indicator: str = ""
    paid: str | None = None
    amounts: tuple[AmountObject, ...] = ()
    adjustments: tuple[AdjustmentObject, ...] = ()
    benefits: str = ""
    release: str = ""
    parties: tuple[Party, ...] = ()


class MemberObject(Shape, frozen=True):
    """The subscriber (loops 2000B and 2010B)."""

    cin: str
    last_name: str
    first_name: str
    birth_date: date | None
    gender: str
    address: Address
    middle_name: str = ""
    suffix: str = ""
    coverage: Coverage | None = None
    references: tuple[Reference, ...] = ()
    other: tuple[Kept, ...] = ()


class PatientObject(Shape, frozen=True):
    """A patient who is not the subscriber (loop 2000C)."""

    relationship: str
    last_name: str
    first_name: str
    birth_date: date | None
    gender: str
    address: Address
    middle_name: str = ""
    suffix: str = ""
    references: tuple[Reference, ...] = ()
    other: tuple[Kept, ...] = ()


class LineObject(Shape, frozen=True):
    """A service line (loop 2400); `segment_no` is where its LX stands in the file."""

    hcpcs: str
    modifiers: tuple[str, ...]
    units: Decimal
    charge: str
    start: date | None
    end: date | None
    pointers: tuple[int, ...]
    control_number: str = ""
    unit: str = "UN"
    place_of_service: str = ""
    paid_by: str = ""
    paid: str = "0.00"
    paid_date: date | None = None
    adjustments: tuple[AdjustmentObject, ...] = ()
    dates: tuple[Dated, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    drug: Drug | None = None
    parties: tuple[Party, ...] = ()
    adjudications: tuple[PaymentObject, ...] = ()
    other: tuple[Kept, ...] = ()
    segment_no: int = 0


class PositionObject(Shape, frozen=True):
    """Where a claim stands: control numbers of its envelopes, its CLM's segment number in file and transaction, the
    running numbers of its hierarchical levels (0: no patient level)."""

    interchange: str
    group: str
    transaction: str
    segment_no: int
    st_segment_no: int
    billing_level: int = 0
    subscriber_level: int = 0
    patient_level: int = 0


class ClaimObject(Shape, frozen=True):
    """One claim. `transaction` is the index of its transaction in the document."""

    claim_id: str
    charge: str
    place_of_service: str
    frequency: str
    billing: Provider
    member: MemberObject
    diagnoses: tuple[str, ...]
    lines: tuple[LineObject, ...]
    plan_code: str = ""
    rendering: Provider | None = None
    patient: PatientObject | None = None
    payer_claim_id: str = ""
    authorization: str = ""
    record_number: str = ""
    contract_code: str = ""
    dates: tuple[Dated, ...] = ()
    amounts: tuple[AmountObject, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    parties: tuple[Party, ...] = ()
    other_payers: tuple[OtherPayerObject, ...] = ()
    other: tuple[Kept, ...] = ()
    position: PositionObject | None = None
    transaction: int = 0


class TransactionObject(Shape, frozen=True):
    """Envelopes and header of a transaction: ISA with its terminator, GS, and the segments from ST to loop 1000B. Here
    and in `other`, `*` and `:` separate elements and components; U+FDD0 stands for an asterisk that is part of a value,
    U+FDD1 for a colon, U+FDD2 for a tilde."""

    isa: str
    gs: str
    head: tuple[str, ...]


class Document(Shape, frozen=True):
    """A whole file. `encoding` is utf-8 where the file is; else it is Latin-1, or ASCII."""

    version: Literal[1]
    claims: list[ClaimObject]
    transactions: list[TransactionObject]
    encoding: Literal["", "utf-8"] = ""


def claim_object(claim: Claim, transaction: int) -> ClaimObject:
    """A claim as JSON has it. Hot: everything by position, nothing made that is empty."""
    e = claim.encounter
    head = claim.transaction
    return ClaimObject(
        e.claim_id, dollars(e.charge), e.place_of_service, e.frequency, e.billing, _member(e.member), e.diagnoses,
        tuple([_line(line, number) for line, number in zip(e.lines, claim.line_numbers, strict=True)]),
        e.plan_code, e.rendering, _patient(e.patient) if e.patient else None, e.payer_claim_id, e.authorization,
        e.record_number, e.contract_code, e.dates,
        tuple([AmountObject(each.qualifier, dollars(each.cents)) for each in e.amounts]) if e.amounts else (),
        e.references, e.notes, e.parties, _other_payers(e) if e.other_payers else (), e.other,
        PositionObject(
            head.interchange_number, head.group_number, head.number, claim.segment_no, claim.st_segment_no,
            *claim.levels,
        ),
        transaction,
    )  # fmt: skip


def _line(line: ServiceLine, segment_no: int) -> LineObject:
    return LineObject(
        line.hcpcs, line.modifiers, line.units, dollars(line.charge), _known(line.start), _known(line.end),
        line.pointers, line.control_number, line.unit, line.place_of_service, line.paid_by, dollars(line.paid),
        line.paid_date, _adjustments(line.adjustments) if line.adjustments else (), line.dates, line.references,
        line.notes, line.drug, line.parties, _payments(line) if line.adjudications else (), line.other, segment_no,
    )  # fmt: skip


def _payments(line: ServiceLine) -> tuple[PaymentObject, ...]:
    return tuple(
        PaymentObject(each.payer_id, dollars(each.paid), each.paid_date, _adjustments(each.adjustments))
        for each in line.adjudications
    )


def _adjustments(values: tuple[Adjustment, ...]) -> tuple[AdjustmentObject, ...]:
    return tuple([AdjustmentObject(each.group, each.reason, dollars(each.cents)) for each in values])


def _member(m: Member) -> MemberObject:
    return MemberObject(
        m.cin, m.last_name, m.first_name, _known(m.birth_date), m.gender, m.address, m.middle_name, m.suffix,
        m.coverage, m.references, m.other,
    )  # fmt: skip


def _patient(p: Patient) -> PatientObject:
    return PatientObject(
        p.relationship, p.last_name, p.first_name, _known(p.birth_date), p.gender, p.address, p.middle_name, p.suffix,
        p.references, p.other,
    )  # fmt: skip


def _other_payers(e: Encounter) -> tuple[OtherPayerObject, ...]:
    return tuple(
        OtherPayerObject(
            each.responsibility, each.relationship, each.group_number, each.group_name, each.filing_indicator,
            None if each.paid is None else dollars(each.paid),
            tuple(AmountObject(a.qualifier, dollars(a.cents)) for a in each.amounts),
            _adjustments(each.adjustments), each.benefits, each.release, each.parties,
        )
        for each in e.other_payers
    )  # fmt: skip


def _known(value: date) -> date | None:
    """A date, None for the one that stands for "not given"."""
    return None if value == date.min else value
