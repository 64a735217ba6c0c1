"""The rows of a group, a site and a provider into the levels of a provider file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from edi.model.encounter import Address, Reference
from edi.model.provider_file import (
    GROUP,
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
from invoices.roster.line import RosterLine
from invoices.roster.tree import Node, first, together
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

    def groups(self, nodes: dict[Any, Node]) -> Iterator[Group]:
        """The groups of one plan code, in the order of the rows."""
        return (self.group(node) for node in nodes.values())

    def group(self, node: Node) -> Group:
        """A group with its sites; one without NPI or name has those of its first site or provider."""
        lines = node.lines
        sites = tuple([self.site(lines, below) for below in node.below.values()])
        tin = first(lines, "group_tin")
        return Group(
            id=_first_of(lines, "group_npi", "site_npi", "provider_npi"),
            name=_first_of(lines, "group_name", "site_name", "provider_name"),
            entity=GROUP,
            services=self._on("group", [service for line in lines for service in offered([line])]),
            contract_start=first(lines, "group_contract_start"),
            contract_end=first(lines, "group_contract_end"),
            specialties=self._specialties(together(lines, "group_taxonomies")),
            references=(Reference(self._section.group_tax_qualifier, tin),) if tin else (),
            sites=sites,
            origin=origin(lines, "group"),
        )

    def site(self, group: Sequence[RosterLine], node: Node) -> Site:
        """A site of a group; one without an NPI of its own has its group's."""
        lines = node.lines
        services = offered(lines)
        number = first(lines, "site_id")
        own = next((key for key in ("site_npi",) if first(lines, key)), "")
        providers = tuple([self.provider(below, services) for below in node.below.values()])
        return Site(
            id=first(lines, own) if own else _first_of(group, "group_npi", "provider_npi"),
            name=_first_of(lines, "site_name", "group_name") or _first_of(group, "group_name", "provider_name"),
            entity=SITE,
            services=self._on("site", services),
            contacts=_contacts(lines),
            languages=tuple([Language(code) for code in together(lines, "site_languages")]),
            contract_start=first(lines, "site_contract_start"),
            contract_end=first(lines, "site_contract_end"),
            hours=tuple(_hours(lines)),
            accepts=_accepts(lines),
            locations=_locations(lines),
            specialties=self._specialties(together(lines, "site_taxonomies")),
            references=(Reference(self._section.site_id_qualifier, number),) if number else (),
            providers=providers,
            capacities=tuple(capacities(lines)),
            origin=origin(lines, "site"),
        )

    def provider(self, node: Node, services: Sequence[str]) -> Provider:
        """A provider at a site with `services`: a person where the roster has a first name."""
        lines = node.lines
        one = lines[0]
        licence = first(lines, "provider_licence")
        first_name = first(lines, "provider_first_name") or ""
        # An organisation that is listed as a provider of its own goes by its name.
        own = one.group_name if one.provider_npi and one.provider_npi == one.group_npi else None
        return Provider(
            id=first(lines, "provider_npi") or "",
            name=first(lines, "provider_name") or own or "",
            first_name=first_name,
            middle_name=first(lines, "provider_middle_name") or "",
            suffix=first(lines, "provider_suffix") or "",
            kind=PERSON if first_name else "2",
            entity=PROVIDER,
            services=self._on("provider", services),
            gender=one.provider_gender or first(lines, "provider_gender") or "",
            degrees=tuple([Degree(each.code, each.letters) for each in together(lines, "provider_degrees")]),
            languages=tuple([Language(code) for code in together(lines, "provider_languages")]),
            contract_start=first(lines, "provider_contract_start"),
            contract_end=first(lines, "provider_contract_end"),
            specialties=self._specialties(
                together(lines, "provider_taxonomies"),
                first(lines, "provider_role"),
                first(lines, "provider_certified"),
            ),
            references=(Reference(self._section.licence_qualifier, licence),) if licence else (),
            affiliations=tuple([self._affiliation(each) for each in together(lines, "provider_affiliations")]),
            origin=origin(lines, "provider"),
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


def _first_of(lines: Sequence[RosterLine], *names: str) -> str:
    return next((value for name in names if (value := first(lines, name))), "")


def offered(lines: Sequence[RosterLine]) -> list[str]:
    """`ecm` and the community supports that rows say are offered."""
    services = ["ecm"] if any(line.ecm for line in lines) else []
    return services + list(together(lines, "community_supports"))


def capacities(lines: Sequence[RosterLine]) -> Iterator[Capacity]:
    """What a site can take of each service that it offers."""
    for service in offered(lines):
        if service == "ecm":
            yield Capacity(
                "ecm",
                together(lines, "ecm_populations"),
                first(lines, "ecm_capacity"),
                first(lines, "ecm_further"),
                first(lines, "ecm_further_adults"),
                first(lines, "ecm_further_children"),
                _number(first(lines, "ecm_provider_type")),
            )
        else:
            kind = _number(first(lines, "support_provider_type"))
            now, further = (count_for(service, lines, name) for name in ("support_capacity", "support_further"))
            yield Capacity(service, (), now, further, provider_type=kind)


def count_for(service: str, lines: Sequence[RosterLine], name: str) -> int | None:
    """The number for a support; a number that stands alone is that of the only support."""
    alone = len(together(lines, "community_supports")) == 1
    return next((c.number for c in together(lines, name) if c.service == service or (not c.service and alone)), None)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _contacts(lines: Sequence[RosterLine]) -> tuple[Contact, ...]:
    numbers = [Number("TE", phone) for phone in together(lines, "site_phones")]
    numbers += [
        Number(kind, value)
        for kind, name in (("FX", "site_fax"), ("EM", "site_email"))
        if (value := first(lines, name))
    ]
    name = first(lines, "site_contact") or ""
    parts = [tuple(numbers[start : start + NUMBERS]) for start in range(0, len(numbers), NUMBERS)][:CONTACTS]
    return tuple([Contact("AJ", name, part) for part in parts or ([()] if name else [])])


def _hours(lines: Sequence[RosterLine]) -> Iterator[Hours]:
    for entry in together(lines, "site_hours"):
        for code in (entry.code,) if entry.code else patterns_of(entry.days):
            yield Hours(code, entry.opens, entry.closes)
    by_day = {place: first(lines, f"site_{day}") for place, day in enumerate(DAYS)}
    told: set[int] = set()
    for place, times in by_day.items():
        if times and place not in told:
            same = [other for other, theirs in by_day.items() if theirs == times]
            told |= {*same}
            for code in patterns_of(same):
                yield from (Hours(code, *span.x12) for span in times)


def _accepts(lines: Sequence[RosterLine]) -> Accepts | None:
    gender, youngest, oldest = (first(lines, f"site_{name}") for name in ("gender", "age_from", "age_to"))
    return None if gender is None and youngest is None and oldest is None else Accepts(gender or "", youngest, oldest)


def _locations(lines: Sequence[RosterLine]) -> tuple[Location, ...]:
    parts = [first(lines, f"site_{name}") or "" for name in ("address", "address_2", "city", "state")]
    codes = [line.site_zip for line in lines if line.site_zip]
    zip_code = max(codes, key=len, default="")
    if not any((*parts, zip_code)):
        return ()
    return (Location(Address(parts[0], parts[2], parts[3], zip_code, parts[1])),)
