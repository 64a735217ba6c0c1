"""Invented members and providers. No name, number or address here belongs to anybody; NPIs have a right check digit and
begin with 1, as the standard wants, and may therefore happen to be somebody's."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from edi.harness.chance import Chance
from edi.model.encounter import Address, Member, Provider

_LAST = (
    "Abernathy", "Quintanar", "Okafor", "Lindqvist", "Marchetti", "Delacroix", "Nakagawa", "Petrosyan", "Villanueva",
    "Oyelaran", "Szymanski", "Thornbury", "Castellano", "Ishikawa", "Brannigan", "Fairweather",
)  # fmt: skip
_FIRST = {
    "F": ("Marisol", "Imelda", "Adaeze", "Yuki", "Rosalind", "Teodora", "Anahit", "Bridget"),
    "M": ("Anselmo", "Chidi", "Kenji", "Lorenzo", "Tobias", "Vardan", "Emeka", "Rufus"),
}
_STREETS = ("Larkmead Ave", "Tidegate Street", "Foxglove Court", "Quarry Road", "Saltbush Lane", "Millrace Drive")
_AGENCIES = (
    "Estuary Bridge Care Collaborative", "Harbor Lantern Housing", "Valley Oak Community Care",
    "Foothill Hearth Services", "Delta Commons Outreach", "Redwood Threshold Homes",
)  # fmt: skip
_CITIES = (
    ("Oakland", "94612"), ("Fresno", "93721"), ("Sacramento", "95814"), ("San Jose", "95113"), ("Stockton", "95202"),
    ("Bakersfield", "93301"),
)  # fmt: skip
_LETTERS_OF_CIN = "ACDEFGHKMNPRSTVWX"


class Cast(NamedTuple):
    """Who takes part in a claim: the agency that bills, its staff, the member."""

    billing: Provider
    rendering: Provider
    member: Member


def cast(chance: Chance) -> Cast:
    """A billing agency in California with all its numbers, a person who renders the services, and a member."""
    return Cast(agency(chance), staff(chance), member(chance))


def agency(chance: Chance) -> Provider:
    """A billing provider: an organisation with NPI, tax number, taxonomy, telephone and an address with nine digits of
    ZIP code."""
    return Provider(
        npi=npi(chance), name=chance.pick(_AGENCIES), tin=f"9{chance.text(8)}", taxonomy="251B00000X",
        phone=f"916555{chance.between(100, 199):04}", address=address(chance, nine_digits=True),
    )  # fmt: skip


def staff(chance: Chance) -> Provider:
    """A rendering provider: a person with an NPI."""
    return Provider(npi=npi(chance), name=chance.pick(_LAST), first_name=chance.pick(_FIRST[chance.pick("FM")]))


def member(chance: Chance) -> Member:
    """An adult with a CIN of seven digits after a 9, and a letter."""
    gender = chance.pick("FM")
    return Member(
        cin=f"9{chance.text(7)}{chance.pick(_LETTERS_OF_CIN)}", last_name=chance.pick(_LAST),
        first_name=chance.pick(_FIRST[gender]), birth_date=born(chance, 1950, 2001), gender=gender,
        address=address(chance),
    )  # fmt: skip


def born(chance: Chance, first: int, last: int) -> date:
    """A day of these years."""
    return date(chance.between(first, last), chance.between(1, 12), chance.between(1, 28))


def address(chance: Chance, *, nine_digits: bool = False) -> Address:
    """An address in California; the street is invented."""
    city, code = chance.pick(_CITIES)
    line = f"{chance.between(10, 9900)} {chance.pick(_STREETS)}"
    return Address(line, city, "CA", code + (f"{chance.between(1000, 9899)}" if nine_digits else ""))


def npi(chance: Chance) -> str:
    """Ten digits that begin with 1, the last of them the check digit (ISO 7812 over 80840 and the number)."""
    digits = f"1{chance.text(8)}"
    total = 24  # what 80840 adds
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"
