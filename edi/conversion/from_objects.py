"""JSON back into the model: the other half of `edi.conversion.objects`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from edi.conversion.objects import (
    AdjustmentObject,
    AmountObject,
    ClaimObject,
    LineObject,
    MemberObject,
    OtherPayerObject,
    PatientObject,
)
from edi.model.encounter import (
    Adjudication,
    Adjustment,
    Amount,
    Encounter,
    Member,
    OtherPayer,
    Patient,
    ServiceLine,
)
from edi.model.money import cents_of


class BadAmountError(ValueError):
    """An amount that is no dollars and cents; the text is not repeated."""


def encounter(c: ClaimObject) -> Encounter:
    """The encounter of a JSON claim. Raises BadAmountError."""
    return Encounter(
        c.claim_id, c.plan_code, c.billing, c.rendering, _member(c.member), c.place_of_service, c.diagnoses,
        tuple(_line(line) for line in c.lines), c.frequency, c.payer_claim_id, c.authorization, c.record_number,
        c.contract_code, _patient(c.patient) if c.patient else None, c.dates, _amounts(c.amounts), c.references,
        c.notes, c.parties, tuple(_other_payer(each) for each in c.other_payers), c.other,
    )  # fmt: skip


def _line(line: LineObject) -> ServiceLine:
    paid = tuple(
        Adjudication(each.payer_id, _cents(each.paid), each.paid_date, _adjustments(each.adjustments))
        for each in line.adjudications
    )
    return ServiceLine(
        line.hcpcs, line.modifiers, line.units, _cents(line.charge), line.start or date.min, line.end or date.min,
        line.pointers, line.control_number, _cents(line.paid), line.paid_date, _adjustments(line.adjustments), (),
        line.unit, line.place_of_service, line.dates, line.references, line.notes, line.drug, line.parties,
        line.paid_by, paid, line.other,
    )  # fmt: skip


def _member(m: MemberObject) -> Member:
    return Member(
        m.cin, m.last_name, m.first_name, m.birth_date or date.min, m.gender, m.address, m.middle_name, m.suffix,
        m.coverage, m.references, m.other,
    )  # fmt: skip


def _patient(p: PatientObject) -> Patient:
    return Patient(
        p.relationship, p.last_name, p.first_name, p.birth_date or date.min, p.gender, p.address, p.middle_name,
        p.suffix, p.references, p.other,
    )  # fmt: skip


def _other_payer(each: OtherPayerObject) -> OtherPayer:
    return OtherPayer(
        each.responsibility, each.relationship, each.group_number, each.group_name, each.filing_indicator,
        None if each.paid is None else _cents(each.paid), _amounts(each.amounts), _adjustments(each.adjustments),
        each.benefits, each.release, each.parties,
    )  # fmt: skip


def _amounts(values: Iterable[AmountObject]) -> tuple[Amount, ...]:
    return tuple(Amount(each.qualifier, _cents(each.amount)) for each in values)


def _adjustments(values: Iterable[AdjustmentObject]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(each.group, each.reason, _cents(each.amount)) for each in values)


def _cents(text: str) -> int:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise BadAmountError from None
    cents = cents_of(amount) if amount.is_finite() and abs(amount.adjusted()) < 16 else None
    if cents is None:
        raise BadAmountError
    return cents
