"""The loops that a submitted claim has and an invoice does not give, and the segments that loops share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from edi.model.encounter import (
    Address,
    Adjustment,
    Amount,
    Coverage,
    Dated,
    Drug,
    Note,
    OtherPayer,
    Party,
    Patient,
    Reference,
    ServiceLine,
)
from edi.model.money import x12_amount
from edi.t837p.kept import restored
from edi.x12.write import segment, x12_date, x12_number


def address(place: Address) -> str:
    """N3 and N4; what is empty is not written."""
    if place.line_2 or not place.line:
        text = segment("N3", place.line, place.line_2) if place.line_2 else ""
    else:
        text = f"N3*{place.line}~\n"
    if place.zip_code:
        return f"{text}N4*{place.city}*{place.state}*{place.zip_code}~\n"
    return text + segment("N4", place.city, place.state) if place.city or place.state else text


def demographics(birth_date: date, gender: str) -> str:
    """DMG, where there is a birth date."""
    if birth_date == date.min:
        return ""
    return f"DMG*D8*{x12_date(birth_date)}*{gender}~\n" if gender else f"DMG*D8*{x12_date(birth_date)}~\n"


def dates(values: Iterable[Dated]) -> str:
    """DTP."""
    return "".join([segment("DTP", each.qualifier, each.format, each.value) for each in values])


def amounts(values: Iterable[Amount]) -> str:
    """AMT."""
    return "".join([segment("AMT", each.qualifier, x12_amount(each.cents)) for each in values])


def references(values: Iterable[Reference]) -> str:
    """REF."""
    return "".join([segment("REF", each.qualifier, each.value) for each in values])


def notes(values: Iterable[Note]) -> str:
    """NTE."""
    return "".join([segment("NTE", each.qualifier, each.text) for each in values])


def adjustments(values: Iterable[Adjustment]) -> str:
    """CAS, one for each adjustment."""
    return "".join([segment("CAS", each.group, each.reason, x12_amount(each.cents)) for each in values])


def party(who: Party) -> str:
    """Any NM1 loop: name, taxonomy, address, further numbers."""
    names = (who.name, who.first_name, who.middle_name, "", who.suffix)
    text = segment("NM1", who.entity, who.kind, *names, who.id_qualifier, who.id)
    if who.taxonomy:
        text += segment("PRV", "PE", "PXC", who.taxonomy)
    if who.address is not None:
        text += address(who.address)
    return text + references(who.references) if who.references else text


def loop_2000b_of(coverage: Coverage, level: int, parent: int) -> str:
    """Subscriber level of a coverage that the claim itself names."""
    child = "0" if coverage.relationship == "18" else "1"
    return segment("HL", str(level), str(parent), "22", child) + segment(
        "SBR", coverage.responsibility, coverage.relationship, coverage.group_number, coverage.group_name,
        coverage.insurance_type, "", "", "", coverage.filing_indicator,
    )  # fmt: skip


def loop_2010bb_of(coverage: Coverage) -> str:
    """Payer that the claim itself names."""
    return party(coverage.payer) if coverage.payer is not None else ""


def patient_level(patient: Patient, level: int, parent: int) -> str:
    """Loops 2000C and 2010CA: a patient who is not the subscriber."""
    names = (patient.last_name, patient.first_name, patient.middle_name, "", patient.suffix)
    text = segment("HL", str(level), str(parent), "23", "0")
    text += segment("PAT", patient.relationship) if patient.relationship else ""
    text += segment("NM1", "QC", "1", *names) + address(patient.address)
    text += demographics(patient.birth_date, patient.gender) + references(patient.references)
    return restored(text, patient.other) if patient.other else text


def loop_2320_of(payer: OtherPayer) -> str:
    """Another insurance with its subscriber (2330A), payer (2330B) and providers (2330C-G)."""
    text = segment(
        "SBR", payer.responsibility, payer.relationship, payer.group_number, payer.group_name,
        "", "", "", "", payer.filing_indicator,
    )  # fmt: skip
    text += adjustments(payer.adjustments)
    if payer.paid is not None:
        text += segment("AMT", "D", x12_amount(payer.paid))
    text += amounts(payer.amounts) + segment("OI", "", "", payer.benefits, "", "", payer.release)
    return text + "".join([party(who) for who in payer.parties])


def loop_2410(drug: Drug) -> str:
    """Drug identification."""
    text = segment("LIN", "", "N4", drug.ndc)
    if drug.quantity is not None:
        text += segment("CTP", "", "", "", x12_number(drug.quantity), drug.unit)
    return text + references(drug.references)


def further_2430(line: ServiceLine, procedure: str) -> str:
    """What further payers paid for a line."""
    text = ""
    for each in line.adjudications:
        text += segment("SVD", each.payer_id, x12_amount(each.paid), procedure, "", x12_number(line.units))
        text += adjustments(each.adjustments)
        if each.paid_date:
            text += segment("DTP", "573", "D8", x12_date(each.paid_date))
    return text
