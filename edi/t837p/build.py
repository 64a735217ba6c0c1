"""Encounters into an 837P: one function a loop, each giving text (837p.md, "The file").

Text, and no object a segment: it is what makes writing fast, and the segment count of SE is a count of terminators.
The order of segments and the qualifiers are those of 005010X222A1 as pyx12's map has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import Generic, TypeVar

from edi.control_numbers import ControlNumbers
from edi.model.encounter import Address, Coverage, Encounter, Member, Provider, ServiceLine
from edi.model.money import x12_amount
from edi.t837p.build_parts import (
    address,
    amounts,
    dates,
    demographics,
    further_2430,
    loop_2000b_of,
    loop_2010bb_of,
    loop_2320_of,
    loop_2410,
    notes,
    party,
    patient_level,
    references,
)
from edi.t837p.envelope import Envelope
from edi.t837p.kept import restored
from edi.x12.write import COMPONENT, REPETITION, count_segments, segment, x12_date, x12_number

GUIDE = "005010X222A1"
# Loop 2300 may repeat a hundred times in a subscriber; then the subscriber is written again.
MOST_CLAIMS_A_SUBSCRIBER = 100

Value = TypeVar("Value")


def build(encounters: Iterable[Encounter], envelope: Envelope, numbers: ControlNumbers) -> Iterator[str]:
    """One interchange with one group, as many transactions as the receiver's limit of claims asks for.

    Encounters of one billing provider and member follow each other in the file whatever their order here; beyond
    that the order stays. Yields text in pieces.
    """
    interchange = f"{numbers.interchange():09}"
    group = str(numbers.group())
    yield isa(envelope, interchange) + gs(envelope, group)
    ordered = iter(in_file_order(encounters))
    transactions = 0
    while batch := list(islice(ordered, envelope.max_claims)):
        transactions += 1
        yield from transaction(batch, envelope, f"{numbers.transaction():04}", interchange)
    yield segment("GE", str(transactions), group) + segment("IEA", "1", interchange)


def in_file_order(encounters: Iterable[Encounter]) -> list[Encounter]:
    """Providers and, below them, members in the order of their first encounter."""
    billing_order: Interned[Provider] = Interned()
    member_order: Interned[Member] = Interned()
    tree: dict[int, dict[int, list[Encounter]]] = {}
    for encounter in encounters:
        members = tree.setdefault(billing_order[encounter.billing], {})
        members.setdefault(member_order[encounter.member], []).append(encounter)
    return [encounter for members in tree.values() for claims in members.values() for encounter in claims]


class Interned(Generic[Value]):
    """Numbers values by what they are; one object is compared only once, since hashing a whole provider or member
    for every claim costs more than writing it. Values must outlive this."""

    def __init__(self) -> None:
        self._by_object: dict[int, int] = {}
        self._by_value: dict[Value, int] = {}

    def __getitem__(self, value: Value) -> int:
        number = self._by_object.get(id(value))
        if number is None:
            number = self._by_value.setdefault(value, len(self._by_value))
            self._by_object[id(value)] = number
        return number


def transaction(batch: Sequence[Encounter], envelope: Envelope, number: str, interchange: str) -> Iterator[str]:
    """One ST to SE."""
    head = st(number) + bht(envelope, number, interchange) + loop_1000a(envelope) + loop_1000b(envelope)
    count = count_segments(head)
    yield head
    level = 0
    for billing, of_provider in groupby(batch, key=lambda encounter: encounter.billing):
        level += 1
        parent = level
        text = billing_level(billing, level)
        for member, claims in groupby(of_provider, key=lambda encounter: encounter.member):
            while some := list(islice(claims, MOST_CLAIMS_A_SUBSCRIBER)):
                level += 1
                name = _member_name(member)
                text += subscriber_level(member, envelope, level, parent, name)
                subscriber = level
                for patient, of_patient in groupby(some, key=lambda encounter: encounter.patient):
                    if patient is not None:
                        level += 1
                        text += patient_level(patient, level, subscriber)
                    text += "".join([claim(encounter, envelope, name) for encounter in of_patient])
                count += count_segments(text)
                yield text
                text = ""
    yield segment("SE", str(count + 1), number)


def isa(envelope: Envelope, number: str) -> str:
    """The interchange header: 106 characters, every element at its fixed width (X12.5)."""
    return segment(
        "ISA", "00", " " * 10, "00", " " * 10,
        envelope.sender_qualifier, f"{envelope.sender_id:<15}",
        envelope.receiver_qualifier, f"{envelope.receiver_id:<15}",
        envelope.now.strftime("%y%m%d"), envelope.now.strftime("%H%M"),
        REPETITION, "00501", number, "1" if envelope.acknowledgment_requested else "0", envelope.usage, COMPONENT,
    )  # fmt: skip


def gs(envelope: Envelope, number: str) -> str:
    """The functional group header."""
    return segment(
        "GS", "HC", envelope.group_sender, envelope.group_receiver,
        x12_date(envelope.now.date()), envelope.now.strftime("%H%M"), number, "X", GUIDE,
    )  # fmt: skip


def st(number: str) -> str:
    """The transaction set header."""
    return segment("ST", "837", number, GUIDE)


def bht(envelope: Envelope, number: str, interchange: str) -> str:
    """Beginning of the hierarchical transaction: original (00), RP an encounter or CH a claim."""
    when = (x12_date(envelope.now.date()), envelope.now.strftime("%H%M"))
    return segment("BHT", "0019", "00", f"B{interchange}{number}", *when, envelope.transaction_type)


def loop_1000a(envelope: Envelope) -> str:
    """Submitter."""
    return segment("NM1", "41", "2", envelope.submitter_name, "", "", "", "", "46", envelope.submitter_id) + segment(
        "PER", "IC", envelope.contact_name, "TE", envelope.contact_phone
    )


def loop_1000b(envelope: Envelope) -> str:
    """Receiver."""
    return segment("NM1", "40", "2", envelope.receiver_name, "", "", "", "", "46", envelope.receiver_number)


def billing_level(billing: Provider, level: int) -> str:
    """Loop 2000A with all of 2010A."""
    text = loop_2000a(billing, level) + loop_2010aa(billing)
    if billing.parties:
        text += "".join([party(other) for other in billing.parties])
    return restored(text, billing.other) if billing.other else text


def subscriber_level(member: Member, envelope: Envelope, level: int, parent: int, name: str = "") -> str:
    """Loop 2000B with all of 2010B; `name` is the member's NM1 where it has been written before."""
    text = loop_2000b(envelope, level, parent, member.coverage) + loop_2010ba(member, name or _member_name(member))
    text += loop_2010bb(envelope) if member.coverage is None else loop_2010bb_of(member.coverage)
    return restored(text, member.other) if member.other else text


def loop_2000a(billing: Provider, level: int) -> str:
    """Billing provider level."""
    text = segment("HL", str(level), "", "20", "1")
    return text + segment("PRV", "BI", "PXC", billing.taxonomy) if billing.taxonomy else text


def loop_2010aa(billing: Provider) -> str:
    """Billing provider name, address, tax number, telephone."""
    text = _name("85", billing) + address(billing.address or Address())
    if billing.tin:
        text += segment("REF", billing.tin_qualifier, billing.tin)
    text += references(billing.references)
    return text + segment("PER", "IC", billing.name, "TE", billing.phone) if billing.phone else text


def loop_2000b(envelope: Envelope, level: int, parent: int, coverage: Coverage | None = None) -> str:
    """Subscriber level: a Medi-Cal member is always the subscriber, so no patient level follows."""
    if coverage is not None:
        return loop_2000b_of(coverage, level, parent)
    return f"HL*{level}*{parent}*22*0~\n{subscriber_information(envelope)}"


@lru_cache(maxsize=16)
def subscriber_information(envelope: Envelope) -> str:
    """SBR, where it is the receiver's own."""
    return segment("SBR", envelope.responsibility, "18", "", "", "", "", "", "", envelope.filing_indicator)


def loop_2010ba(member: Member, name: str) -> str:
    """Subscriber name, address, birth date and gender."""
    text = name + address(member.address) + demographics(member.birth_date, member.gender)
    return text + references(member.references) if member.references else text


@lru_cache(maxsize=16)
def loop_2010bb(envelope: Envelope) -> str:
    """Payer."""
    return segment("NM1", "PR", "2", envelope.payer_name, "", "", "", "", "PI", envelope.payer_id)


def claim(encounter: Encounter, envelope: Envelope, name: str = "") -> str:
    """The claim and everything below it; `name` is the member's NM1 where it has been written before."""
    text = loop_2300(encounter, envelope, name)
    if encounter.other:
        text = restored(text, encounter.other)
    for number, line in enumerate(encounter.lines, 1):
        part = loop_2400(line, number)
        if line.paid_by or envelope.prior_payer:
            part += loop_2430(line, line.paid_by or envelope.prior_id)
            if line.adjudications:
                part += further_2430(line, procedure(line))
        text += restored(part, line.other) if line.other else part
    return text


def loop_2300(encounter: Encounter, envelope: Envelope, name: str = "") -> str:
    """The claim with all loops below it but its lines."""
    text = claim_information(encounter, envelope)
    if encounter.parties:
        text += "".join([party(other) for other in encounter.parties if other.loop == "2310A"])
    if encounter.rendering is not None:
        text += loop_2310b(encounter.rendering)
    if encounter.parties:
        text += "".join([party(other) for other in encounter.parties if other.loop != "2310A"])
    if encounter.other_payers:
        return text + "".join([loop_2320_of(payer) for payer in encounter.other_payers])
    return (
        text + loop_2320(encounter, envelope, name or _member_name(encounter.member)) if envelope.prior_payer else text
    )


def claim_information(encounter: Encounter, envelope: Envelope) -> str:
    """The claim's own segments. The loops from here on are the hot path: where the last element is never
    empty, a segment is written out instead of joined (performance.md)."""
    place = f"{encounter.place_of_service}:B:{encounter.frequency}"
    text = f"CLM*{encounter.claim_id}*{x12_amount(encounter.charge)}***{place}*{envelope.claim_indicators}~\n"
    if encounter.dates:
        text += dates(encounter.dates)
    if encounter.contract_code:
        text += f"CN1*{encounter.contract_code}*{x12_amount(encounter.paid)}~\n"
    if encounter.amounts:
        text += amounts(encounter.amounts)
    if encounter.payer_claim_id:
        text += f"REF*F8*{encounter.payer_claim_id}~\n"
    if encounter.authorization:
        text += f"REF*G1*{encounter.authorization}~\n"
    if encounter.record_number:
        text += f"REF*EA*{encounter.record_number}~\n"
    if encounter.references:
        text += references(encounter.references)
    if encounter.notes:
        text += notes(encounter.notes)
    if encounter.diagnoses:
        text += f"HI*ABK:{'*ABF:'.join(encounter.diagnoses)}~\n"
    return text


def loop_2310b(rendering: Provider) -> str:
    """Rendering provider, only where it is not the billing provider (V27)."""
    text = _name("82", rendering)
    if rendering.taxonomy:
        text += f"PRV*PE*PXC*{rendering.taxonomy}~\n"
    return text + references(rendering.references) if rendering.references else text


def loop_2320(encounter: Encounter, envelope: Envelope, name: str) -> str:
    """The plan as the payer that has adjudicated, with loops 2330A (`name`) and 2330B. Adjustments stand on the
    lines, so that AMT*D is the sum of the paid lines (V11)."""
    return (
        f"SBR*{envelope.prior_responsibility}*18*******{envelope.prior_filing_indicator}~\n"
        f"AMT*D*{x12_amount(encounter.paid)}~\n"
        f"{envelope.prior_other_insurance}~\n"
        f"{name}"
        f"NM1*PR*2*{envelope.prior_name}*****PI*{envelope.prior_id}~\n"
    )


def loop_2400(line: ServiceLine, number: int) -> str:
    """A service line, with loops 2410 and 2420."""
    pointers = ":".join([str(pointer) for pointer in line.pointers])
    when = f"D8*{x12_date(line.start)}"
    if line.start != line.end:
        when = f"RD8*{x12_date(line.start)}-{x12_date(line.end)}"
    units = f"{line.unit}*{x12_number(line.units)}*{line.place_of_service}"
    text = f"LX*{number}~\nSV1*{procedure(line)}*{x12_amount(line.charge)}*{units}**{pointers}~\nDTP*472*{when}~\n"
    if line.dates:
        text += dates(line.dates)
    if line.control_number:
        text += f"REF*6R*{line.control_number}~\n"
    if line.references:
        text += references(line.references)
    if line.notes:
        text += notes(line.notes)
    if line.drug is not None:
        text += loop_2410(line.drug)
    if line.parties:
        text += "".join([party(other) for other in line.parties])
    return text


def loop_2430(line: ServiceLine, payer_id: str) -> str:
    """What the plan paid for a line: SV102 = SVD02 + CAS (V12)."""
    text = f"SVD*{payer_id}*{x12_amount(line.paid)}*{procedure(line)}**{x12_number(line.units)}~\n"
    for adjustment in line.adjustments:
        text += f"CAS*{adjustment.group}*{adjustment.reason}*{x12_amount(adjustment.cents)}~\n"
    return f"{text}DTP*573*D8*{x12_date(line.paid_date)}~\n" if line.paid_date else text


def procedure(line: ServiceLine) -> str:
    """The composite of a procedure code and its modifiers (C003)."""
    return ":".join(("HC", line.hcpcs, *line.modifiers))


def _name(entity: str, provider: Provider) -> str:
    """NM1 of a provider with its NPI; a person has a first name."""
    kind = "1" if provider.first_name else "2"
    names = f"{provider.name}*{provider.first_name}*{provider.middle_name}**{provider.suffix}"
    if provider.npi:
        return f"NM1*{entity}*{kind}*{names}*XX*{provider.npi}~\n"
    return segment("NM1", entity, kind, names, "XX")


def _member_name(member: Member) -> str:
    names = f"{member.last_name}*{member.first_name}*{member.middle_name}**{member.suffix}"
    if member.cin:
        return f"NM1*IL*1*{names}*MI*{member.cin}~\n"
    return segment("NM1", "IL", "1", names, "MI")
