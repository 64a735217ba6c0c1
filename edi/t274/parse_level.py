"""The segments of a level, or of the header, into values.

One function a segment, and the loop families of the standard decide what it belongs to: every level has the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from msgspec.structs import replace

from edi.guide.parts import Part
from edi.guide.places import OUTSIDE, places
from edi.model.encounter import Address, Dated, Reference
from edi.model.provider_file import (
    Accepts,
    Affiliation,
    Condition,
    Contact,
    Degree,
    Group,
    Header,
    Hours,
    Language,
    Listed,
    Location,
    Names,
    Origin,
    Provider,
    Site,
    Specialty,
)
from edi.t274.build import header as written_header
from edi.t274.build import level as written_level
from edi.t274.build_parts import CONTRACT_END, CONTRACT_START
from edi.t274.markers import Markers
from edi.t274.parse_segments import (
    accepts,
    certification,
    condition,
    degree,
    hours,
    language,
    names,
    person,
    reference,
    role,
    specialty,
)
from edi.x12.kept import kept
from edi.x12.values import at, day
from edi.x12.write import END

_CLASSES: dict[str, type[Listed]] = {"2000C": Group, "2000D": Site, "2000E": Provider}
_NO_DATE = day("")


def head(texts: Sequence[str], nodes: Sequence[int], guide_file: str) -> Header:
    """The segments between the ST and the first level."""
    bht: list[str] = []
    extracted, contact = None, None
    for text in texts:
        identifier = text.partition("*")[0]
        if identifier == "BHT" and not bht:
            bht = text.split("*")
        elif identifier == "DTM" and extracted is None and at(dtm := text.split("*"), 1) == "507":
            extracted = _known(at(dtm, 2))
        elif identifier == "PER" and contact is None:
            contact = person(text)
    found = Header(at(bht, 3), _known(at(bht, 4)), at(bht, 5), extracted, contact, at(bht, 1), at(bht, 2), at(bht, 6))
    other = kept(texts, _loops(nodes, guide_file), written_header(found))
    return replace(found, other=other) if other else found


def level(
    part: Part, loop: str, number: int, parent: int, *, has_child: bool, at: tuple[int, int], markers: Markers
) -> Listed:
    """One level; `at` is the number of its HL in the file and in the transaction."""
    flags = markers.by_text(loop)
    fields = _Fields()
    handlers = _handlers(part.guide_file)
    served: set[str] = set()
    for text, node in zip(part.texts, part.nodes, strict=True):
        if flags and (service := flags.get(text if text[-1:] != "*" else text.rstrip("*"))):
            served.add(service)
        elif node >= 0 and (handler := handlers[node]) is not None:
            handler(fields, text)
    services = tuple([flag.service for flag in markers.of(loop) if flag.service in served]) if served else ()
    found = fields.value(_CLASSES.get(loop, Listed), services, Origin((), *at))
    written = written_level(found, loop, number, parent, has_child=has_child, markers=markers)
    if END.join(part.texts) + END == written:
        return found
    other = kept(part.texts, _loops(part.nodes, part.guide_file), written)
    return replace(found, other=other) if other else found


def _loops(nodes: Sequence[int], guide_file: str) -> list[str]:
    loops = places(guide_file).loops
    return [loops[node] if node != OUTSIDE else "" for node in nodes]


class _Fields:
    """What a level holds, as it is collected. `apart` says that the segments are those of an affiliated entity."""

    def __init__(self) -> None:
        self.name: list[str] = []
        self.apart = False
        self.names: list[Names] = []
        self.contacts: list[Contact] = []
        self.gender = ""
        self.degrees: list[Degree] = []
        self.languages: list[Language] = []
        self.start = _NO_DATE
        self.end = _NO_DATE
        self.dates: list[Dated] = []
        self.hours: list[Hours] = []
        self.conditions: list[Condition] = []
        self.accepts: Accepts | None = None
        self.locations: list[Location] = []
        self.specialties: list[Specialty] = []
        self.references: list[Reference] = []
        self.affiliations: list[Affiliation] = []

    def value(self, kind: type[Listed], services: tuple[str, ...], origin: Origin) -> Listed:
        """The level."""
        name = self.name + [""] * (10 - len(self.name))
        start = self.start if self.start != _NO_DATE else None
        end = self.end if self.end != _NO_DATE else None
        return kind(
            name[9], name[3], name[4], name[5], name[6], name[7], name[2], name[1],
            name[8] if name[9] or name[8] else "XX", tuple(self.names), services, tuple(self.contacts), self.gender,
            tuple(self.degrees), tuple(self.languages), start, end, tuple(self.dates), tuple(self.hours),
            tuple(self.conditions), self.accepts, tuple(self.locations), tuple(self.specialties),
            tuple(self.references), tuple(self.affiliations), False, (), origin,
        )  # fmt: skip

    def nm1(self, text: str) -> None:
        """The name of the level, or of an entity affiliated with it."""
        if not self.name:
            self.name = text.split("*")
            return
        self.apart = True
        name = text.split("*")
        self.affiliations.append(Affiliation(at(name, 1), at(name, 3), at(name, 9), at(name, 8), at(name, 2)))

    def n2(self, text: str) -> None:
        """Further names."""
        if self.apart:
            last = self.affiliations[-1]
            self.affiliations[-1] = replace(last, names=(*last.names, names(text)))
        else:
            self.names.append(names(text))

    def had(self, text: str) -> None:
        """Details of an affiliation."""
        if self.apart:
            parts = text.split("*")
            self.affiliations[-1] = replace(
                self.affiliations[-1], status=at(parts, 1), list_qualifier=at(parts, 5), list_code=at(parts, 6)
            )

    def dtp(self, text: str) -> None:
        """A date: start or end of the contract, or another."""
        parts = text.split("*")
        which, form, value = at(parts, 1), at(parts, 2), at(parts, 3)
        if which == CONTRACT_START and form == "D8" and self.start == _NO_DATE and day(value) != _NO_DATE:
            self.start = day(value)
        elif which == CONTRACT_END and form == "D8" and self.end == _NO_DATE and day(value) != _NO_DATE:
            self.end = day(value)
        else:
            self.dates.append(Dated(which, form, value))

    def per_of_location(self, text: str) -> None:
        """A contact of a location."""
        last = self.locations[-1]
        self.locations[-1] = replace(last, contacts=(*last.contacts, person(text)))

    def nx1(self, text: str) -> None:
        """A location begins."""
        self.locations.append(Location(Address(), at(text.split("*"), 1)))

    def n3(self, text: str) -> None:
        """Its street."""
        parts, last = text.split("*"), self.locations[-1]
        place = replace(last.address, line=at(parts, 1), line_2=at(parts, 2))
        self.locations[-1] = replace(last, address=place)

    def n4(self, text: str) -> None:
        """Its city, state and ZIP code."""
        parts, last = text.split("*"), self.locations[-1]
        place = replace(last.address, city=at(parts, 1), state=at(parts, 2), zip_code=at(parts, 3))
        self.locations[-1] = replace(last, address=place)

    def tpb(self, text: str) -> None:
        """A role in the specialty read last."""
        last = self.specialties[-1]
        self.specialties[-1] = replace(last, roles=(*last.roles, role(text)))

    def ynq(self, text: str) -> None:
        """A certification in it."""
        last = self.specialties[-1]
        self.specialties[-1] = replace(last, certifications=(*last.certifications, certification(text)))


Handler = Callable[[_Fields, str], None]


def _dmg(fields: _Fields, text: str) -> None:
    fields.gender = at(text.split("*"), 3)


def _pdi(fields: _Fields, text: str) -> None:
    fields.accepts = accepts(text)


#: (loop family, segment) -> what is done with it, in the level's own loops.
_OWN: dict[tuple[str, str], Handler] = {
    ("2100", "PER"): lambda fields, text: fields.contacts.append(person(text)),
    ("2100", "DMG"): _dmg,
    ("2100", "DEG"): lambda fields, text: fields.degrees.append(degree(text)),
    ("2100", "LUI"): lambda fields, text: fields.languages.append(language(text)),
    ("2100", "DTP"): _Fields.dtp,
    ("2100", "WS"): lambda fields, text: fields.hours.append(hours(text)),
    ("2100", "CRC"): lambda fields, text: fields.conditions.append(condition(text)),
    ("2100", "PDI"): _pdi,
    ("2110", "NX1"): _Fields.nx1,
    ("2110", "N3"): _Fields.n3,
    ("2110", "N4"): _Fields.n4,
    ("2110", "PER"): _Fields.per_of_location,
    ("2120", "LQ"): lambda fields, text: fields.specialties.append(specialty(text)),
    ("2120", "TPB"): _Fields.tpb,
    ("2120", "YNQ"): _Fields.ynq,
    ("2140", "REF"): lambda fields, text: fields.references.append(reference(text)),
}
#: What an affiliated entity may have, too.
_ANY: dict[tuple[str, str], Handler] = {
    ("2100", "NM1"): _Fields.nm1,
    ("2100", "N2"): _Fields.n2,
    ("2100", "HAD"): _Fields.had,
}


@cache
def _handlers(guide_file: str) -> list[Handler | None]:
    """By position in the guide."""
    known = places(guide_file)
    pairs = [(loop[:4], identifier) for loop, identifier in zip(known.loops, known.ids, strict=True)]
    return [_ANY.get(pair) or (_own(_OWN[pair]) if pair in _OWN else None) for pair in pairs]


def _own(handler: Handler) -> Handler:
    def unless_apart(fields: _Fields, text: str) -> None:
        if not fields.apart:
            handler(fields, text)

    return unless_apart


def _known(text: str) -> date | None:
    found = day(text)
    return found if found != _NO_DATE else None
