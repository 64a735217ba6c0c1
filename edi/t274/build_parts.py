"""The loops below a level, and the segments that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edi.model.encounter import Address, Reference
from edi.model.provider_file import Accepts, Affiliation, Contact, Listed, Location, Names, Specialty
from edi.t274.markers import Flag
from edi.x12.write import END, segment, x12_date

CONTRACT_START, CONTRACT_END = "092", "093"


def loop_2100(value: Listed, flags: Sequence[Flag]) -> str:
    """Name of a level, with everything that the standard lists in this loop and the model names."""
    text = segment(
        "NM1", value.entity, value.kind, value.name, value.first_name, value.middle_name, value.prefix, value.suffix,
        value.id_qualifier if value.id else "", value.id,
    )  # fmt: skip
    if value.names:
        text += names(value.names)
    if flags:
        text += _flagged(flags, "N2")
    for contact in value.contacts:
        text += person(contact)
    if value.gender:
        text += segment("DMG", "", "", value.gender)
    for degree in value.degrees:
        text += segment("DEG", degree.code, "", "", degree.description)
    for each in value.languages:
        text += segment("LUI", each.qualifier, each.code, each.description, each.use, each.proficiency)
    text += dates(value)
    if flags:
        text += _flagged(flags, "MTX")
    for hours in value.hours:
        text += segment("WS", hours.pattern, hours.opens, hours.closes)
    for condition in value.conditions:
        text += segment("CRC", condition.category, condition.answer, *condition.codes)
    if flags:
        text += _flagged(flags, "CRC")
    return text + accepted(value.accepts) if value.accepts is not None else text


def loop_2110(place: Location) -> str:
    """A location: NX1, N3, N4 and its contacts."""
    return segment("NX1", place.entity) + address(place.address) + "".join([person(each) for each in place.contacts])


def loop_2120(specialties: Iterable[Specialty], flags: Sequence[Flag]) -> str:
    """Taxonomies with their network roles and certifications; a marker in TPB stands with the first."""
    text = ""
    roles = _flagged(flags, "TPB") if flags else ""
    for each in specialties:
        text += segment("LQ", each.qualifier, each.taxonomy)
        for role in each.roles:
            text += segment("TPB", role.code, role.text)
        text += roles
        roles = ""
        for certification in each.certifications:
            text += segment("YNQ", certification.condition, certification.answer)
    return text + _flagged(flags, "LQ") if flags else text


def loop_2140(references: Iterable[Reference], flags: Sequence[Flag]) -> str:
    """Identifiers (REF)."""
    text = "".join([segment("REF", each.qualifier, each.value) for each in references])
    return text + _flagged(flags, "REF") if flags else text


def loop_2100_affiliated(who: Affiliation) -> str:
    """An affiliated entity (2100DB, 2100EB), such as a hospital."""
    text = segment("NM1", who.entity, who.kind, who.name, "", "", "", "", who.id_qualifier, who.id)
    text += names(who.names)
    if who.status:
        text += segment("HAD", who.status, "", "", "", who.list_qualifier, who.list_code)
    return text


def names(values: Iterable[Names]) -> str:
    """N2."""
    return "".join([segment("N2", each.first, each.second) for each in values])


def person(contact: Contact) -> str:
    """PER."""
    numbers = [text for each in contact.numbers for text in (each.qualifier, each.value)]
    return segment("PER", contact.function, contact.name, *numbers)


def address(place: Address) -> str:
    """N3 and N4; what is empty is not written."""
    text = segment("N3", place.line, place.line_2) if place.line or place.line_2 else ""
    if place.city or place.state or place.zip_code:
        text += segment("N4", place.city, place.state, place.zip_code)
    return text


def dates(value: Listed) -> str:
    """DTP: start and end of the contract, and others."""
    text = ""
    if value.contract_start:
        text += segment("DTP", CONTRACT_START, "D8", x12_date(value.contract_start))
    if value.contract_end:
        text += segment("DTP", CONTRACT_END, "D8", x12_date(value.contract_end))
    for each in value.dates:
        text += segment("DTP", each.qualifier, each.format, each.value)
    return text


def accepted(who: Accepts) -> str:
    """PDI: gender, youngest, oldest."""
    youngest, oldest = ("" if age is None else str(age) for age in (who.youngest, who.oldest))
    return segment("PDI", who.gender, youngest, oldest)


def _flagged(flags: Sequence[Flag], segment_id: str) -> str:
    return "".join([flag.text + END for flag in flags if flag.segment_id == segment_id])
