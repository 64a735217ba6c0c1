"""The good files that faults are put into, written by our own builders from invented encounters and provider files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from edi.control_numbers import Counting
from edi.harness import people
from edi.harness.chance import Chance
from edi.model.encounter import Coverage, Encounter, Party, Patient, ServiceLine
from edi.model.provider_file import (
    Accepts,
    Contact,
    Group,
    Hours,
    Language,
    Location,
    Number,
    Provider,
    Site,
    Specialty,
)
from edi.t274.build import build as build_provider_file
from edi.t274.envelope import envelope as provider_envelope
from edi.t274.envelope import provider_file
from edi.t837p.build import build
from edi.t837p.envelope import Envelope, envelope
from mappings.payer_file import load_payer
from mappings.profile_file import SAMPLE_PROFILE, read_profile

#: When the files were made, and the day on which they are received: fixed, so that the same suite is built every day.
MADE = datetime(2026, 4, 10, 9, 30)  # noqa: DTZ001 - envelopes carry local time
RECEIVED = "20260415"
#: Services lie in these weeks before.
_FIRST_SERVICE, _WEEKS = date(2026, 2, 2), 6
_PAID = date(2026, 3, 31)
_ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@cache
def frame_of(payer: str) -> Envelope:
    """The envelope of the built-in sample profile's first plan to a receiver."""
    profile = read_profile(SAMPLE_PROFILE)
    return envelope(load_payer(payer), profile, profile.plans[0], MADE)


def encounter(chance: Chance, *, plan: str = "300", first: date | None = None) -> Encounter:
    """An encounter of an adult: an hour of enhanced care management and a day of housing support, both paid in full by
    the plan."""
    parts = people.cast(chance)
    day = first or _FIRST_SERVICE + timedelta(chance.below(7 * _WEEKS))
    line_id = chance.text(6)
    charges = [100 * chance.between(120, 240), 100 * chance.between(60, 118)]
    codes = (("G9012", "U2"), ("H0043", "U6"))
    lines = tuple(
        ServiceLine(
            code, (modifier,), Decimal(1), charge, day, day, pointers, f"INV{line_id}-{number}", charge, _PAID,
        )
        for number, ((code, modifier), charge, pointers) in enumerate(
            zip(codes, charges, ((1, 2), (1,)), strict=True), 1
        )
    )  # fmt: skip
    return Encounter(
        f"{plan}{chance.text(11, _ID_LETTERS)}", plan, parts.billing, parts.rendering, parts.member, "12",
        ("Z5901", "F1120"), lines, authorization=f"AUTH{chance.text(6)}", record_number=f"MRN{chance.text(5)}",
        contract_code="02",
    )  # fmt: skip


def claim(chance: Chance) -> Encounter:
    """A claim of a provider to a plan, which nobody has paid."""
    made = encounter(chance)
    return replace(made, contract_code="", lines=tuple([replace(line, paid=0, paid_date=None) for line in made.lines]))


def child(chance: Chance) -> Encounter:
    """A claim for a child whose parent is the subscriber (loop 2000C)."""
    made = claim(chance)
    parent = made.member
    payer = Party(
        "2010BB", "PR", "2", name=frame_of("plan").payer_name, id_qualifier="PI", id=frame_of("plan").payer_id
    )
    coverage = Coverage("P", filing_indicator="MC", payer=payer)
    of_child = Patient("19", parent.last_name, "Luz", people.born(chance, 2012, 2018), "F", parent.address)
    return replace(made, member=replace(parent, coverage=coverage), patient=of_child)


def replacement(chance: Chance, frequency: str = "7") -> Encounter:
    """An encounter that replaces (7) or voids (8) one that the receiver knows by its own number."""
    return replace(encounter(chance), frequency=frequency, payer_claim_id=f"{chance.text(13)}")


def written(encounters: Sequence[Encounter], payer: str = "dhcs", number: int = 1) -> str:
    """A file of encounters."""
    return "".join(build(encounters, frame_of(payer), Counting(number)))


def provider_list(chance: Chance) -> str:
    """A provider file: a group with a site, which offers enhanced care management, and two clinicians."""
    profile = read_profile(SAMPLE_PROFILE)
    payer, plan = load_payer("dhcs"), profile.plans[0]
    since = date(2025, 1, 1)
    staff = tuple(
        Provider(
            one.npi, one.name, one.first_name, kind="1", gender="F", languages=(Language("es"),), contract_start=since,
            specialties=(Specialty(taxonomy),),
        )
        for one, taxonomy in ((people.staff(chance), "207Q00000X"), (people.staff(chance), "171M00000X"))
    )  # fmt: skip
    agency = people.agency(chance)
    site = Site(
        people.npi(chance), f"{agency.name} Eastlake", services=("ecm",), contract_start=since,
        contacts=(Contact("AJ", "FRONT DESK", (Number("TE", agency.phone),)),), languages=(Language("es"),),
        hours=(Hours("1", "0800", "1700"),), accepts=Accepts("B", 18, 99),
        locations=(Location(people.address(chance, nine_digits=True)),), specialties=(Specialty("251B00000X"),),
        providers=staff,
    )  # fmt: skip
    group = Group(agency.npi, agency.name, contract_start=since, specialties=(Specialty("261QF0400X"),), sites=(site,))
    file = provider_file(payer, profile, plan, [group], MADE)
    return "".join(build_provider_file(file, provider_envelope(payer, profile, plan, MADE), Counting(1)))


def _two(chance: Chance) -> str:
    """Two members of one agency with an encounter each."""
    first, second = encounter(chance), encounter(chance)
    return written([first, replace(second, billing=first.billing)])


#: What a scenario may start from.
BASES: dict[str, Callable[[Chance], str]] = {
    "encounter": lambda chance: written([encounter(chance)]),
    "two encounters": _two,
    "replacement": lambda chance: written([replacement(chance)]),
    "void": lambda chance: written([replacement(chance, "8")]),
    "claim": lambda chance: written([claim(chance)], "plan"),
    "claim for a child": lambda chance: written([child(chance)], "plan"),
    "provider file": provider_list,
}
