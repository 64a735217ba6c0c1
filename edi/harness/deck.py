"""A certification deck: files of mixed services that a receiver wants to see before it takes real ones, every one of
them right: originals, and then replacements and voids of some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from edi.control_numbers import Counting
from edi.harness.bases import encounter
from edi.harness.chance import Chance
from edi.harness.evr import encounter_id
from edi.harness.expected import to_json
from edi.model.encounter import Encounter, ServiceLine
from edi.model.money import dollars
from edi.t837p.build import build
from edi.t837p.envelope import Envelope
from mappings.service_table import Service, load_services, modifier_order

REPLACED_PERCENT, VOIDED_PERCENT = 14, 6
_FIRST_INTERCHANGE = 1
_UNITS_OF_TIME = 4


class DeckClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of the deck: its file, its id, new, replacement or void, the services and the charge."""

    file: str
    claim: str
    kind: str
    services: list[str]
    charge: str


class Deck(NamedTuple):
    """The files by name, and the list of their claims."""

    files: dict[str, bytes]
    claims: list[DeckClaim]


def deck(envelope: Envelope, plan: str, claims: int, seed: int, last_day: date) -> Deck:
    """A deck of that many claims for a plan code, with services in the weeks before `last_day`. One in five corrects
    another one; the receiver's number of an encounter is the one that our simulated payer gives."""
    corrected = claims * (REPLACED_PERCENT + VOIDED_PERCENT) // 100
    voided = corrected * VOIDED_PERCENT // (REPLACED_PERCENT + VOIDED_PERCENT)
    originals = [_original(Chance(seed, "deck", number), plan, last_day) for number in range(claims - corrected)]
    chosen = Chance(seed, "corrected").shuffled(originals)[:corrected]
    corrections = [_void(one) for one in chosen[:voided]] + [_replacement(one) for one in chosen[voided:]]
    files = {"1-originals.837": originals} | ({"2-corrections.837": corrections} if corrections else {})
    written = {
        name: "".join(build(some, envelope, Counting(_FIRST_INTERCHANGE + place))).encode()
        for place, (name, some) in enumerate(files.items())
    }
    told = [claim for name, some in files.items() for claim in _told(name, some)]
    return Deck({**written, "deck.json": to_json(told)}, told)


def _told(file: str, some: Sequence[Encounter]) -> Iterator[DeckClaim]:
    kinds = {"1": "new", "7": "replacement", "8": "void"}
    for one in some:
        services = [" ".join((line.hcpcs, *line.modifiers)) for line in one.lines]
        yield DeckClaim(
            file=file, claim=one.claim_id, kind=kinds[one.frequency], services=services, charge=dollars(one.charge)
        )


def _original(chance: Chance, plan: str, last_day: date) -> Encounter:
    made = encounter(chance, plan=plan, first=last_day - timedelta(chance.between(20, 60)))
    day = made.lines[0].start
    services = _services(chance, day)
    lines = [_line(chance, service, model) for service, model in zip(services, made.lines, strict=False)]
    return replace(made, lines=tuple([replace(line, paid_date=last_day - timedelta(5)) for line in lines]))


def _services(chance: Chance, day: date) -> list[Service]:
    """One or two services that may be given on one day: outreach stands alone."""
    current = [one for one in load_services().services if one.in_effect(day)]
    first = chance.pick(current)
    others = [one for one in current if one.kind == "service" and one.service != first.service]
    return [first] if first.kind != "service" or chance.percent(40) else [first, chance.pick(others)]


def _line(chance: Chance, service: Service, model: ServiceLine) -> ServiceLine:
    units = chance.between(1, _UNITS_OF_TIME) if service.unit == "15_minutes" else 1
    charge = units * 25 * chance.between(60, 400)
    return replace(
        model, hcpcs=service.hcpcs, modifiers=modifier_order(service.modifiers), units=Decimal(units), charge=charge,
        paid=charge,
    )  # fmt: skip


def _replacement(one: Encounter) -> Encounter:
    """The claim with a dollar more on its first line."""
    first = replace(one.lines[0], charge=one.lines[0].charge + 100, paid=one.lines[0].paid + 100)
    corrected = replace(one, lines=(first, *one.lines[1:]))
    return replace(corrected, frequency="7", payer_claim_id=encounter_id(one.claim_id))


def _void(one: Encounter) -> Encounter:
    return replace(one, frequency="8", payer_claim_id=encounter_id(one.claim_id))
