"""The segments of a level, or of the header, into values.

The loop families of the standard decide what a segment belongs to: every level has the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from edi.guide.parts import Part
from edi.guide.places import OUTSIDE, places
from edi.model.encounter import Dated
from edi.model.provider_file import Group, Header, Listed, Origin, Provider, Site
from edi.t274.build import header as written_header
from edi.t274.build import level as written_level
from edi.t274.build_parts import CONTRACT_END, CONTRACT_START
from edi.t274.markers import Flag, Markers
from edi.t274.parse_segments import (
    accepts,
    condition,
    dated,
    degree,
    hours,
    language,
    loop_2100_affiliated,
    loop_2110,
    loop_2120,
    names,
    person,
    reference,
)
from edi.x12.kept import kept
from edi.x12.values import at, day
from edi.x12.write import END

#: What is done with a segment: nothing; it is the level's own; it names the level or an entity affiliated with it; it
#: begins a loop; it stands inside one.
_IGNORED, _OWN, _NAME, _FIRST, _INSIDE = range(5)
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
    sorted_out = _sorted_out(part, markers.by_text(loop))
    found = _value(_CLASSES.get(loop, Listed), sorted_out, markers.of(loop), Origin((), *at, tuple(sorted_out.markers)))
    written = written_level(found, loop, number, parent, has_child=has_child, markers=markers)
    if END.join(part.texts) + END == written:
        return found
    other = kept(part.texts, _loops(part.nodes, part.guide_file), written)
    return replace(found, other=other) if other else found


def _loops(nodes: Sequence[int], guide_file: str) -> list[str]:
    loops = places(guide_file).loops
    return [loops[node] if node != OUTSIDE else "" for node in nodes]


class _Sorted(NamedTuple):
    """The segments of a level: those of loops 2100 and 2140 by id, those of each further loop together, the services
    whose markers were met, and the places of these."""

    own: dict[str, list[str]]
    loops: list[tuple[str, list[str]]]
    services: set[str]
    markers: list[int]


def _sorted_out(part: Part, flags: dict[str, str]) -> _Sorted:
    """Hot: what every segment of the level belongs to. After a second NM1, an affiliated entity's, the rest is its."""
    kinds, ids, families = _kinds(part.guide_file)
    own: dict[str, list[str]] = {}
    loops: list[tuple[str, list[str]]] = []
    services: set[str] = set()
    markers: list[int] = []
    inner: list[str] = []
    apart = False
    for place, (text, node) in enumerate(zip(part.texts, part.nodes, strict=True)):
        if flags and (service := flags.get(text if text[-1:] != "*" else text.rstrip("*"))):
            services.add(service)
            markers.append(place)
            continue
        kind = kinds[node] if node != OUTSIDE else _IGNORED
        if kind == _OWN:
            name = ids[node]
            if apart:
                inner.append(text)
            elif name in own:
                own[name].append(text)
            else:
                own[name] = [text]
        elif kind == _NAME and "NM1" not in own:
            own["NM1"] = [text]
        elif kind == _NAME or (kind == _FIRST and not apart):
            apart = kind == _NAME
            inner = [text]
            loops.append((families[node], inner))
        elif kind == _INSIDE and not apart:
            inner.append(text)
    return _Sorted(own, loops, services, markers)


def _value(kind: type[Listed], found: _Sorted, table: Sequence[Flag], origin: Origin) -> Listed:
    """The level that the segments say."""
    own = found.own
    name = own["NM1"][0].split("*") if "NM1" in own else []
    name += [""] * (10 - len(name))
    start, end, dates = _dates(own["DTP"]) if "DTP" in own else (None, None, ())
    loops = found.loops
    return kind(
        name[9], name[3], name[4], name[5], name[6], name[7], name[2], name[1],
        name[8] if name[9] or name[8] else "XX",
        tuple(map(names, own["N2"])) if "N2" in own else (),
        tuple([flag.service for flag in table if flag.service in found.services]) if found.services else (),
        tuple(map(person, own["PER"])) if "PER" in own else (),
        at(own["DMG"][-1].split("*"), 3) if "DMG" in own else "",
        tuple(map(degree, own["DEG"])) if "DEG" in own else (),
        tuple(map(language, own["LUI"])) if "LUI" in own else (),
        start, end, dates,
        tuple(map(hours, own["WS"])) if "WS" in own else (),
        tuple(map(condition, own["CRC"])) if "CRC" in own else (),
        accepts(own["PDI"][-1]) if "PDI" in own else None,
        tuple([loop_2110(texts) for family, texts in loops if family == "2110"]) if loops else (),
        tuple([loop_2120(*texts) for family, texts in loops if family == "2120"]) if loops else (),
        tuple(map(reference, own["REF"])) if "REF" in own else (),
        tuple([loop_2100_affiliated(texts) for family, texts in loops if family == "2100"]) if loops else (),
        False, (), origin,
    )  # fmt: skip


def _dates(texts: Sequence[str]) -> tuple[date | None, date | None, tuple[Dated, ...]]:
    """Start and end of the contract, and all other dates."""
    start = end = None
    others: list[Dated] = []
    for text in texts:
        each = dated(text)
        value = _known(each.value) if each.format == "D8" else None
        if each.qualifier == CONTRACT_START and value and start is None:
            start = value
        elif each.qualifier == CONTRACT_END and value and end is None:
            end = value
        else:
            others.append(each)
    return start, end, tuple(others)


@cache
def _kinds(guide_file: str) -> tuple[list[int], list[str], list[str]]:
    """By position in the guide: what is done with a segment, its id, and the family of its loop."""
    known = places(guide_file)
    families = [loop[:4] for loop in known.loops]
    kinds = []
    for family, name, first in zip(families, known.ids, known.firsts, strict=True):
        if (family, name) == ("2100", "NM1"):
            kinds.append(_NAME)
        elif family == "2100" or (family, name) == ("2140", "REF"):
            kinds.append(_OWN)
        elif family in ("2110", "2120"):
            kinds.append(_FIRST if first else _INSIDE)
        else:
            kinds.append(_IGNORED)
    return kinds, known.ids, families


def _known(text: str) -> date | None:
    found = day(text)
    return found if found != _NO_DATE else None
