"""A provider file (X12 274): the plan, the receiver, and groups with their sites and the providers at each.

One value a level of the file; what a level may hold is the same for all of them (`Listed`), as in the standard. A
roster and a 274 that was read both become a `ProviderFile`, so they meet the same rules. What the model does not name
stays with its level (`other`), so that nothing is lost.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from edi.model.encounter import Address, Dated, Kept, Reference

#: Entities (NM101) and levels (HL03) of the receiver's guide (plan practice).
GROUP, SITE, PROVIDER = "QV", "77", "1P"
PERSON, ORGANISATION = "1", "2"


class Origin(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Where a level was read: `rows` of a roster, each with `at(field)`, or its HL's number in the file (the ISA is 1)
    and in the transaction; `markers` are those of its segments, counted from its HL (0), that mark a service. All
    origins are equal, so that values are compared by what they say."""

    rows: tuple[Any, ...] = ()
    segment_no: int = 0
    st_segment_no: int = 0
    markers: tuple[int, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0


class Names(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Further names (N2): two texts of at most 60 characters; the state packs indicators into them."""

    first: str
    second: str = ""


class Number(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A way to reach a contact: TE telephone, EM e-mail, FX fax, EX extension, and the number."""

    qualifier: str
    value: str


class Contact(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A contact (PER) with up to three numbers; `function` is BJ for the sender of the file, AJ at a site."""

    function: str = "AJ"
    name: str = ""
    numbers: tuple[Number, ...] = ()


class Degree(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """An academic degree (DEG): its three-character code and its text, such as MD."""

    code: str
    description: str = ""


class Language(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A language spoken (LUI): ISO 639 code where `qualifier` is LE; use (LUI04) and proficiency (LUI05)."""

    code: str
    qualifier: str = "LE"
    description: str = ""
    use: str = ""
    proficiency: str = ""


class Hours(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Hours (WS): the code of a day or a pattern of days (data element 678), opening and closing time as HHMM."""

    pattern: str
    opens: str = ""
    closes: str = ""


class Condition(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A condition (CRC): category, Y or N, and up to five condition codes."""

    category: str
    answer: str
    codes: tuple[str, ...]


class Accepts(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Whom a site or provider takes (PDI), in the standard's order: gender (B both), youngest and oldest age."""

    gender: str = ""
    youngest: int | None = None
    oldest: int | None = None


class Location(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A place (loop 2110: NX1, N3, N4) with its own contacts."""

    address: Address
    entity: str = SITE
    contacts: tuple[Contact, ...] = ()


class Role(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A network role (TPB): code of data element 1634, and text."""

    code: str
    text: str = ""


class Certification(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A condition of a specialty (YNQ), such as being certified by a board: its code, and Y or N."""

    condition: str
    answer: str


class Specialty(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A specialty (loop 2120): taxonomy code, with network roles and certifications. `qualifier` is LQ01."""

    taxonomy: str
    qualifier: str = "68"
    roles: tuple[Role, ...] = ()
    certifications: tuple[Certification, ...] = ()


class Affiliation(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """An entity that a site or provider belongs to (loops 2100DB, 2100EB): 80 is a hospital. `status` is HAD01,
    `list_qualifier` and `list_code` are HAD05 and HAD06; without `status` there is no HAD."""

    entity: str
    name: str = ""
    id: str = ""
    id_qualifier: str = ""
    kind: str = ORGANISATION
    names: tuple[Names, ...] = ()
    status: str = ""
    list_qualifier: str = ""
    list_code: str = ""


class Capacity(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What a site can take of one service. It is no part of a 274: it comes with the roster and feeds the quarterly
    report. `service` is `ecm` or a community support of the service table; `populations` are populations of focus as
    the report names them; members now and further members that could be taken, of all ages or of adults and children
    apart; `provider_type` is the report's number of the kind of provider."""

    service: str
    populations: tuple[str, ...] = ()
    now: int | None = None
    further: int | None = None
    further_adults: int | None = None
    further_children: int | None = None
    provider_type: str = ""


class Listed(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What every level of the file holds (loop 2100 and those below it): a person (`kind` 1) or an organisation (2).

    `id` is NM109: an NPI where `id_qualifier` is XX. `services` are the ECM and Community Supports markers that the
    payer file's table puts on this level. `absent` says that the file has no such level although it has one below;
    nothing is written for it. `other` is what the level holds beyond the model.
    """

    id: str = ""
    name: str = ""
    first_name: str = ""
    middle_name: str = ""
    prefix: str = ""
    suffix: str = ""
    kind: str = ORGANISATION
    entity: str = ""
    id_qualifier: str = "XX"
    names: tuple[Names, ...] = ()
    services: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    gender: str = ""
    degrees: tuple[Degree, ...] = ()
    languages: tuple[Language, ...] = ()
    contract_start: date | None = None
    contract_end: date | None = None
    dates: tuple[Dated, ...] = ()
    hours: tuple[Hours, ...] = ()
    conditions: tuple[Condition, ...] = ()
    accepts: Accepts | None = None
    locations: tuple[Location, ...] = ()
    specialties: tuple[Specialty, ...] = ()
    references: tuple[Reference, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    absent: bool = False
    other: tuple[Kept, ...] = ()
    origin: Origin = Origin()

    @property
    def npi(self) -> str:
        """The NPI, "" where the level is identified otherwise or not at all."""
        return self.id if self.id_qualifier == "XX" else ""

    @property
    def taxonomies(self) -> tuple[str, ...]:
        """The taxonomy codes, in file order."""
        return tuple([each.taxonomy for each in self.specialties])

    @property
    def address(self) -> Address | None:
        """The address of the first place, None without one."""
        return self.locations[0].address if self.locations else None

    @property
    def whole_name(self) -> str:
        """The name as one text: a person's first name first."""
        parts = (self.prefix, self.first_name, self.middle_name, self.name, self.suffix)
        return " ".join([part for part in parts if part])


class Provider(Listed, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A provider at a site (loops 2000E, 2100EA-EB). A provider at several sites is listed at each."""

    entity: str = PROVIDER


class Site(Listed, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A service location of a group (loops 2000D, 2100DA-DB), its providers, and what it can take (from a roster)."""

    entity: str = SITE
    providers: tuple[Provider, ...] = ()
    capacities: tuple[Capacity, ...] = ()


class Group(Listed, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A provider group (loops 2000C, 2100CA) and its sites. A site of several groups is listed in each."""

    entity: str = GROUP
    sites: tuple[Site, ...] = ()


class Header(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The head of a transaction: BHT01 to BHT06, the date of extract (DTM*507) and the sender's contact (PER).
    `created_at` is HHMM. `absent`: the file is a further one of its transaction, and has no head of its own."""

    reference: str = ""
    created: date | None = None
    created_at: str = ""
    extracted: date | None = None
    contact: Contact | None = None
    structure: str = "0028"
    purpose: str = "27"
    type: str = ""
    absent: bool = False
    other: tuple[Kept, ...] = ()


class ProviderFile(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One provider file: what one plan code (county) sends in a month. `plan` and `receiver` are loops 2000A and
    2000B."""

    header: Header
    plan: Listed
    receiver: Listed
    groups: tuple[Group, ...] = ()
