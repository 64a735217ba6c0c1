"""The rows of a group, a site and a provider into the levels of a provider file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edi.model.encounter import Address, Reference
from edi.model.provider_file import (
    GROUP,
    ORGANISATION,
    PERSON,
    PROVIDER,
    SITE,
    Accepts,
    Affiliation,
    Capacity,
    Certification,
    Contact,
    Degree,
    Group,
    Hours,
    Language,
    Location,
    Number,
    Origin,
    Provider,
    Role,
    Site,
    Specialty,
)
from edi.model.reference import SheetRef
from edi.t274.calendar import patterns_of
from edi.t274.markers import Markers
from invoices.cells.opening_hours import DAYS
from invoices.cells.opening_times import Times
from invoices.cells.support_counts import SupportCount
from invoices.roster.line import RosterLine
from invoices.roster.tree import Key, Node, merged
from mappings.provider_section import ProviderSection

#: Numbers that one contact (PER) holds, and contacts of a site (plan practice: up to two).
NUMBERS, CONTACTS = 3, 2
# What a rule calls a value of a level (`edi.t274.where`) and the roster's field for it.
FIELDS = {
    "phone": "phones", "language": "languages", "degree": "degrees", "youngest": "age_from", "oldest": "age_to",
    "zip_code": "zip", "taxonomy": "taxonomies",
}  # fmt: skip
REFERENCES = {"group": "group_tin", "site": "site_id", "provider": "provider_licence"}


class At:
    """The rows of a level, as a finding sees them. A value stands in the first row whose table has a cell for it."""

    __slots__ = ("level", "lines")

    def __init__(self, lines: Sequence[RosterLine], level: str) -> None:
        self.lines = lines
        self.level = level

    def at(self, field: str = "") -> SheetRef:
        """The cell of a value by the name that rules give it, or the row."""
        name = self._name(field) if field else ""
        line = next((line for line in self.lines if name and getattr(line, name, None) is not None), None)
        line = line or next((line for line in self.lines if name and line.table.has(name)), self.lines[0])
        return line.at(name)

    def _name(self, field: str) -> str:
        if field == "services":
            return "ecm" if any(line.ecm is not None for line in self.lines) else "community_supports"
        if field in ("ecm_populations", "ecm_capacity", "support_capacity"):
            return field
        if field == "reference":
            return REFERENCES[self.level]
        return f"{self.level}_{FIELDS.get(field, field)}"


def origin(lines: Sequence[RosterLine], level: str) -> Origin:
    """Where a level was read."""
    return Origin((At(lines, level),))


class Levels:
    """Makes levels for one receiver."""

    def __init__(self, section: ProviderSection, markers: Markers) -> None:
        self._section = section
        self._markers = markers
        self._levels: dict[str, list[str]] = {}

    def groups(self, nodes: Mapping[Key, Node]) -> Iterator[tuple[Key, Group]]:
        """The groups of one plan code with their keys, in the order of the rows."""
        return ((key, self.group(node)) for key, node in nodes.items())

    def group(self, node: Node) -> Group:
        """A group with its sites; one without NPI or name has those of its first site or provider."""
        row = merged(node.lines)
        return Group(
            id=row.group_npi or row.site_npi or row.provider_npi or "",
            name=row.group_name or row.site_name or row.provider_name or "",
            entity=GROUP,
            services=self._on("group", offered(row)),
            contract_start=row.group_contract_start,
            contract_end=row.group_contract_end,
            specialties=self._specialties(row.group_taxonomies or ()),
            references=(Reference(self._section.group_tax_qualifier, row.group_tin),) if row.group_tin else (),
            sites=tuple([self.site(row, below) for below in node.below.values()]),
            origin=origin(node.lines, "group"),
        )

    def site(self, group: RosterLine, node: Node) -> Site:
        """A site of a group; one without an NPI or name of its own has its group's."""
        row = merged(node.lines)
        services = offered(row)
        number = row.site_id
        return Site(
            id=row.site_npi or group.group_npi or group.provider_npi or "",
            name=row.site_name or row.group_name or group.group_name or group.provider_name or "",
            entity=SITE,
            services=self._on("site", services),
            contacts=_contacts(row),
            languages=tuple([Language(code) for code in row.site_languages or ()]),
            contract_start=row.site_contract_start,
            contract_end=row.site_contract_end,
            hours=tuple(_hours(row)),
            accepts=_accepts(row),
            locations=_locations(row, node.lines),
            specialties=self._specialties(row.site_taxonomies or ()),
            references=(Reference(self._section.site_id_qualifier, number),) if number else (),
            providers=tuple([self.provider(below, services) for below in node.below.values()]),
            capacities=tuple(capacities(row)) if services else (),
            origin=origin(node.lines, "site"),
        )

    def provider(self, node: Node, services: Sequence[str]) -> Provider:
        """A provider at a site with `services`: a person where the roster has a first name."""
        row = merged(node.lines)
        licence = row.provider_licence
        # An organisation that is listed as a provider of its own goes by its name.
        own = row.group_name if row.provider_npi and row.provider_npi == row.group_npi else None
        degrees, languages = row.provider_degrees, row.provider_languages
        return Provider(
            id=row.provider_npi or "",
            name=row.provider_name or own or "",
            first_name=row.provider_first_name or "",
            middle_name=row.provider_middle_name or "",
            suffix=row.provider_suffix or "",
            kind=PERSON if row.provider_first_name else ORGANISATION,
            entity=PROVIDER,
            services=self._on("provider", services) if services else (),
            gender=row.provider_gender or "",
            degrees=tuple([Degree(each.code, each.letters) for each in degrees]) if degrees else (),
            languages=tuple([Language(code) for code in languages]) if languages else (),
            contract_start=row.provider_contract_start,
            contract_end=row.provider_contract_end,
            specialties=self._specialties(row.provider_taxonomies or (), row.provider_role, row.provider_certified),
            references=(Reference(self._section.licence_qualifier, licence),) if licence else (),
            affiliations=tuple([self._affiliation(each) for each in row.provider_affiliations or ()]),
            origin=origin(node.lines, "provider"),
        )

    def _on(self, level: str, services: Sequence[str]) -> tuple[str, ...]:
        """Those of the services whose marker the receiver's table puts on a level."""
        found = []
        for service in dict.fromkeys(services):
            if service not in self._levels:
                self._levels[service] = self._markers.levels_of(service)
            if level in self._levels[service]:
                found.append(service)
        return tuple(found)

    def _specialties(
        self, codes: Sequence[str], role: str | None = None, certified: bool | None = None
    ) -> tuple[Specialty, ...]:
        """Role and board certification stand with the first taxonomy."""
        made = [Specialty(code, self._section.taxonomy_qualifier) for code in codes]
        if made and (role or certified is not None):
            roles = (Role(role.upper()),) if role else ()
            answers = (Certification("", "Y" if certified else "N"),) if certified is not None else ()
            made[0] = Specialty(codes[0], self._section.taxonomy_qualifier, roles, answers)
        return tuple(made)

    def _affiliation(self, each: Any) -> Affiliation:
        section = self._section
        status = section.affiliation_status
        listed = (section.affiliation_list, each.npi) if status and each.npi else ("", "")
        return Affiliation(
            section.affiliation_entity, each.name, each.npi, "XX" if each.npi else "", status=status,
            list_qualifier=listed[0], list_code=listed[1],
        )  # fmt: skip


def offered(row: RosterLine) -> list[str]:
    """`ecm` and the community supports that a row says are offered."""
    return [*(("ecm",) if row.ecm else ()), *(row.community_supports or ())]


def capacities(row: RosterLine) -> Iterator[Capacity]:
    """What a site can take of each service that it offers."""
    if row.ecm:
        yield Capacity(
            "ecm", row.ecm_populations or (), row.ecm_capacity, row.ecm_further, row.ecm_further_adults,
            row.ecm_further_children, _number(row.ecm_provider_type),
        )  # fmt: skip
    kind = _number(row.support_provider_type)
    for service in row.community_supports or ():
        now, further = (_count(service, row, counts) for counts in (row.support_capacity, row.support_further))
        yield Capacity(service, (), now, further, provider_type=kind)


def _count(service: str, row: RosterLine, counts: tuple[SupportCount, ...] | None) -> int | None:
    """The number for a support; a number that stands alone is that of the only support."""
    alone = len(row.community_supports or ()) == 1
    return next((c.number for c in counts or () if c.service == service or (not c.service and alone)), None)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _contacts(row: RosterLine) -> tuple[Contact, ...]:
    numbers = [Number("TE", phone) for phone in row.site_phones or ()]
    numbers += [Number(kind, value) for kind, value in (("FX", row.site_fax), ("EM", row.site_email)) if value]
    name = row.site_contact or ""
    parts = [tuple(numbers[start : start + NUMBERS]) for start in range(0, len(numbers), NUMBERS)][:CONTACTS]
    return tuple([Contact("AJ", name, part) for part in parts or ([()] if name else [])])


def _hours(row: RosterLine) -> Iterator[Hours]:
    for entry in row.site_hours or ():
        for code in (entry.code,) if entry.code else patterns_of(entry.days):
            yield Hours(code, entry.opens, entry.closes)
    by_day: list[tuple[Times, ...] | None] = [getattr(row, f"site_{day}") for day in DAYS]
    told: set[int] = set()
    for place, times in enumerate(by_day):
        if times and place not in told:
            same = [other for other, theirs in enumerate(by_day) if theirs == times]
            told |= {*same}
            for code in patterns_of(same):
                yield from (Hours(code, *span.x12) for span in times)


def _accepts(row: RosterLine) -> Accepts | None:
    gender, youngest, oldest = row.site_gender, row.site_age_from, row.site_age_to
    return None if gender is None and youngest is None and oldest is None else Accepts(gender or "", youngest, oldest)


def _locations(row: RosterLine, lines: Sequence[RosterLine]) -> tuple[Location, ...]:
    """The address, with the ZIP code of the row that has it in full."""
    street, city, state = row.site_address or "", row.site_city or "", row.site_state or ""
    zip_code = max((line.site_zip for line in lines if line.site_zip), key=len, default="")
    if not any((street, city, state, row.site_address_2, zip_code)):
        return ()
    return (Location(Address(street, city, state, zip_code, row.site_address_2 or "")),)
