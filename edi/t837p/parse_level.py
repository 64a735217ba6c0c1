"""The levels above a claim: 2000A with 2010AA-AC, 2000B with 2010BA and 2010BB, 2000C with 2010CA."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from edi.model.encounter import Address, Coverage, Member, Party, Patient, Provider, Reference
from edi.t837p.build import billing_level, subscriber_level
from edi.t837p.build_parts import patient_level
from edi.t837p.parse_claim import AS_READ
from edi.t837p.parse_shape import Shape, shape
from edi.t837p.parse_values import Segments, party
from edi.x12.kept import kept
from edi.x12.values import at, day


def billing(texts: Sequence[str], nodes: Sequence[int], guide_file: str, level: int) -> Provider:
    """A billing provider level; `level` is its running number."""
    outline, loops = _read(texts, nodes, guide_file)
    found = loop_2010aa(loops.get("2010AA", []))
    taxonomy = next((at(each, 3) for each in loops.get("2000A", []) if each[0] == "PRV"), "")
    parties = tuple(party(name, loops[name]) for name in ("2010AB", "2010AC") if name in loops)
    found = replace(found, taxonomy=taxonomy, parties=parties)
    return replace(found, other=kept(texts, outline.loop_ids, billing_level(found, level)))


def subscriber(texts: Sequence[str], nodes: Sequence[int], guide_file: str, level: int, parent: int) -> Member:
    """A subscriber level."""
    outline, loops = _read(texts, nodes, guide_file)
    payer = party("2010BB", loops["2010BB"]) if "2010BB" in loops else None
    found = loop_2010ba(loops.get("2010BA", []), loop_2000b(loops.get("2000B", []), payer))
    other = kept(texts, outline.loop_ids, subscriber_level(found, AS_READ, level, parent))
    return replace(found, other=other) if other else found


def patient(texts: Sequence[str], nodes: Sequence[int], guide_file: str, level: int, parent: int) -> Patient:
    """A patient level."""
    outline, loops = _read(texts, nodes, guide_file)
    relationship = next((at(each, 1) for each in loops.get("2000C", []) if each[0] == "PAT"), "")
    found = loop_2010ca(loops.get("2010CA", []), relationship)
    return replace(found, other=kept(texts, outline.loop_ids, patient_level(found, level, parent)))


def _read(texts: Sequence[str], nodes: Sequence[int], guide_file: str) -> tuple[Shape, dict[str, list[list[str]]]]:
    """The outline of a level, and the segments of each loop (a loop's first pass)."""
    outline = shape(tuple(nodes), guide_file)
    loops: dict[str, list[list[str]]] = {}
    for loop in outline.head:
        loops.setdefault(loop.id, [texts[index].split("*") for index in loop.indices])
    return outline, loops


def loop_2010aa(segments: Segments) -> Provider:
    """Billing provider."""
    who = party("2010AA", segments)
    tin = next((each for each in who.references if each.qualifier in ("EI", "SY")), Reference("EI", ""))
    rest = tuple(each for each in who.references if each is not tin)
    phone = next((_phone(each) for each in segments if each[0] == "PER"), "")
    return Provider(
        who.id, who.name, who.first_name, tin.value, "", phone, who.address, tin.qualifier, who.middle_name,
        who.suffix, rest,
    )  # fmt: skip


def _phone(segment: list[str]) -> str:
    """The telephone number of PER, wherever its three numbers have it."""
    return next((at(segment, place + 1) for place in (3, 5, 7) if at(segment, place) == "TE"), "")


def loop_2000b(segments: Segments, payer: Party | None) -> Coverage:
    """Subscriber information."""
    sbr = next((each for each in segments if each[0] == "SBR"), [])
    if len(sbr) < 10:
        sbr = [*sbr, *[""] * (10 - len(sbr))]
    return Coverage(sbr[1], sbr[2], sbr[3], sbr[4], sbr[5], sbr[9], payer)


def loop_2010ba(segments: Segments, coverage: Coverage) -> Member:
    """Subscriber name."""
    who = party("2010BA", segments)
    birth_date, gender = _demographics(segments)
    return Member(
        who.id, who.name, who.first_name, birth_date, gender, who.address or Address(), who.middle_name,
        who.suffix, coverage, who.references,
    )  # fmt: skip


def loop_2010ca(segments: Segments, relationship: str) -> Patient:
    """Patient name."""
    who = party("2010CA", segments)
    birth_date, gender = _demographics(segments)
    return Patient(
        relationship, who.name, who.first_name, birth_date, gender, who.address or Address(), who.middle_name,
        who.suffix, who.references,
    )  # fmt: skip


def _demographics(segments: Segments) -> tuple[date, str]:
    found = next((each for each in segments if each[0] == "DMG"), [])
    return day(at(found, 2)), at(found, 3)
