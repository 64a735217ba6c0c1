"""Invented providers, members and visits which hold together: check digits, ZIP codes of their cities, codes in effect.

Everything is drawn from the Random handed in; no clock. Money is in cents.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

HERE = Path(__file__).parent

NAMES = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
CITIES = tuple(NAMES["city"].items())
# ICD-10-CM codes that are billable throughout 2025 and 2026.
DIAGNOSES = (
    "I10", "F20.9", "E11.9", "Z59.41", "Z59.01", "Z59.811", "Z60.2", "J45.909", "F33.1", "I50.22", "N18.31", "F10.20",
)  # fmt: skip
CIN_LETTERS = "ABCDEFGHJKLMNPRSTVWXY"
FIRST_MONTHS = ((2025, 9), (2025, 10), (2025, 11), (2025, 12), (2026, 1), (2026, 2))
DAYS_SEEN = 27


class Member(NamedTuple):
    """A member."""

    cin: str
    last: str
    first: str
    born: date
    gender: str
    street: str
    city: str
    zip: str


class Provider(NamedTuple):
    """A billing provider; the ZIP code has nine digits."""

    npi: str
    tin: str
    name: str
    phone: str
    street: str
    city: str
    zip: str


class Worker(NamedTuple):
    """Who rendered a service."""

    npi: str
    last: str
    first: str


class Service(NamedTuple):
    """A service as it is billed."""

    hcpcs: str
    modifiers: tuple[str, ...]
    name: str
    unit: str
    cents: int
    place: str


class Visit(NamedTuple):
    """One service line; `more` are modifiers beside those of the service."""

    number: str
    provider: Provider
    member: Member
    service: Service
    start: date
    end: date
    units: int
    diagnoses: tuple[str, ...]
    worker: Worker
    authorization: str
    more: tuple[str, ...] = ()

    @property
    def modifiers(self) -> tuple[str, ...]:
        """All modifiers in order."""
        return self.service.modifiers + self.more

    @property
    def charge(self) -> int:
        """Cents of the line."""
        return self.units * self.service.cents


@dataclass(frozen=True)
class Wants:
    """What a shape needs of its visits: the units of the services it can show, how many services and members at most,
    several lines on one day, several providers, one place of service only."""

    units: tuple[str, ...] = ("one", "quarter", "meals", "days")
    services: int = 4
    members: int = 7
    visits: tuple[int, int] = (8, 16)
    lines_a_day: int = 1
    providers: int = 1
    place: str = ""


@dataclass
class Invoice:
    """What one file bills. Each of `groups` is the lines of one member on one day, in order of the days."""

    provider: Provider
    groups: list[list[Visit]] = field(default_factory=list)
    number: str = ""
    day: date = date(2026, 3, 2)

    @property
    def visits(self) -> list[Visit]:
        """All lines in order."""
        return [visit for group in self.groups for visit in group]


def npi_of(dice: Random) -> str:
    """Ten digits with the check digit of the NPI standard (Luhn over 80840 and the number)."""
    digits = [1] + [dice.randrange(10) for _ in range(8)]
    total = 24
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 == 0 else digit
        total += doubled // 10 + doubled % 10
    return "".join(map(str, digits)) + str(-total % 10)


def _street(dice: Random) -> str:
    return " ".join((str(dice.randrange(10, 9900)), dice.choice(NAMES["street"])))


def member_of(dice: Random) -> Member:
    """A member with an address in California."""
    city, code = dice.choice(CITIES)
    cin = f"9{dice.randrange(10**7):07}{dice.choice(CIN_LETTERS)}"
    born = date(1940, 1, 1) + timedelta(days=dice.randrange(23_000))
    street = _street(dice) + dice.choice(NAMES["unit"])
    return Member(
        cin, dice.choice(NAMES["last"]), dice.choice(NAMES["first"]), born, dice.choice("FM"), street, city, code
    )


def provider_of(dice: Random) -> Provider:
    """A provider with an address in California."""
    city, code = dice.choice(CITIES)
    name = " ".join((dice.choice(NAMES["agency"]), dice.choice(NAMES["agency_kind"])))
    tin = f"{dice.choice(('94', '95', '68', '77', '33'))}{dice.randrange(10**7):07}"
    phone = f"{dice.choice(('510', '559', '213', '916', '209'))}55501{dice.randrange(100):02}"
    street = _street(dice)
    return Provider(npi_of(dice), tin, name, phone, street, city, f"{code}{dice.randrange(1000, 9998)}")


def worker_of(dice: Random) -> Worker:
    """A person with an NPI."""
    return Worker(npi_of(dice), dice.choice(NAMES["last"]), dice.choice(NAMES["first"]))


@cache
def services() -> tuple[Service, ...]:
    """The services of `services.csv`."""
    with (HERE / "services.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(
            Service(r["hcpcs"], tuple(r["modifiers"].split()), r["name"], r["unit"], int(r["cents"]), r["place"])
            for r in rows
        )


def _distinct_members(dice: Random, count: int) -> list[Member]:
    """Members of whom no two share a name: a sheet by names only would be read in two ways."""
    found: dict[tuple[str, str], Member] = {}
    while len(found) < count:
        member = member_of(dice)
        found.setdefault((member.last, member.first), member)
    return list(found.values())


def _services_for(dice: Random, wants: Wants) -> list[Service]:
    fitting = [one for one in services() if one.unit in wants.units and wants.place in ("", one.place)]
    return dice.sample(fitting, min(wants.services, len(fitting)))


def _span(dice: Random, service: Service, day: date) -> tuple[date, int]:
    """The last day of a line and its units."""
    if service.unit == "quarter":
        return day, dice.randrange(2, 13)
    if service.unit == "meals":
        return day, dice.randrange(3, 22)
    if service.unit == "days":
        days = dice.randrange(2, 5)
        return day + timedelta(days=days - 1), days
    return day, 1


def month_end(day: date) -> date:
    """The last day of the month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def months_from(first: date, count: int) -> list[date]:
    """The first days of so many months."""
    found = [first]
    while len(found) < count:
        found.append(month_end(found[-1]) + timedelta(days=1))
    return found


def _group(dice: Random, several: list[Service], number: int, start: date, who: tuple[Provider, Member, Worker],
           diagnoses: tuple[str, ...]) -> list[Visit]:  # fmt: skip
    """The lines of one member on one day."""
    provider, member, worker = who
    group = []
    for letter, service in zip("abcdef", several, strict=False):
        end, units = (month_end(start), 1) if service.unit == "month" else _span(dice, service, start)
        name = f"{number}{letter}" if len(several) > 1 else str(number)
        approved = f"PA{int(member.cin[1:6])}"
        group.append(Visit(name, provider, member, service, start, end, units, diagnoses, worker, approved))
    return group


def invoice_of(dice: Random, wants: Wants, months: int = 1) -> Invoice:
    """An invoice that a shape can show. No member has two groups that touch the same day, so that no line is a
    duplicate and every group is a claim of its own."""
    providers = [provider_of(dice) for _ in range(wants.providers)]
    members = _distinct_members(dice, dice.randrange(min(3, wants.members), wants.members + 1))
    offered, workers = _services_for(dice, wants), [worker_of(dice) for _ in range(2)]
    firsts = months_from(date(*dice.choice(FIRST_MONTHS[: len(FIRST_MONTHS) + 1 - months]), 1), months)
    days = [0] if wants.units == ("month",) else range(0, DAYS_SEEN - 3, 5)
    free = [(member, first + timedelta(days=day)) for member in members for first in firsts for day in days]
    dice.shuffle(free)
    invoice = Invoice(providers[0], [], f"{dice.choice(('INV', 'A', 'B'))}-{dice.randrange(1000, 9999)}")
    own = {member.cin: dice.sample(DIAGNOSES, 2) for member in members}
    for number, (member, start) in enumerate(islice(free, dice.randrange(*wants.visits)), dice.randrange(100, 900)):
        who = (providers[number % len(providers)], member, dice.choice(workers))
        several = dice.sample(offered, min(len(offered), dice.randrange(1, wants.lines_a_day + 1)))
        told = 1 if wants.units == ("month",) else dice.randrange(1, 3)
        invoice.groups.append(_group(dice, several, number, start, who, tuple(own[member.cin][:told])))
    invoice.groups.sort(key=lambda group: (group[0].start, group[0].member.cin))
    return invoice
