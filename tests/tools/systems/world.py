"""An invented agency with its members, staff and services, the same for the same seed.

NPIs begin with 2 and tax numbers with a prefix that is never issued, so that they belong to nobody; phone numbers are
555-01xx. Each line can be sent: no two of a member have the same code and day, a span has a unit a day, telehealth has
its modifier and its place of service.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Any, NamedTuple

from tests.tools.make_samples import check_digit

FIRST_DAY = date(2026, 1, 5)
DAYS = 47
LETTERS = "ACDEFGHJKMNPRSTVWXY"


class Agency(NamedTuple):
    """Who bills; `zip` has nine digits and a dash."""

    npi: str
    tin: str
    name: str
    street: str
    city: str
    zip: str
    phone: str


class Person(NamedTuple):
    """A member."""

    cin: str
    mrn: str
    last: str
    first: str
    middle: str
    born: date
    sex: str
    street: str
    city: str
    zip: str
    phone: str


class Worker(NamedTuple):
    """Who gave the service; `npi` is empty for staff without one."""

    npi: str
    last: str
    first: str
    title: str


class Service(NamedTuple):
    """A service that can be billed: `span` says that it is billed by the day over several days."""

    name: str
    code: str
    modifiers: tuple[str, ...]
    rate: Decimal
    units: tuple[int, ...]
    places: tuple[str, ...]
    staff: str
    span: bool = False


class Line(NamedTuple):
    """One service line."""

    person: Person
    worker: Worker
    service: Service
    start: date
    end: date
    units: int
    place: str
    diagnoses: tuple[str, ...]
    authorization: str

    @property
    def charge(self) -> Decimal:
        """Units times rate."""
        return self.units * self.service.rate


class World(NamedTuple):
    """An agency's invoice."""

    agency: Agency
    people: tuple[Person, ...]
    lines: tuple[Line, ...]


AGENCIES = (
    ("Cormorant Bay Community Care", "1440 Driftwood Avenue Suite 200", "Richmond", "94804-2118", "510"),
    ("Manzanita Bridge Services", "88 Foundry Lane", "Fresno", "93721-1409", "559"),
    ("Tule Hollow Supportive Living", "2907 Canal Street", "Stockton", "95203-4410", "209"),
    ("Ocotillo House of Care", "615 Palo Verde Road", "San Bernardino", "92408-3307", "909"),
    ("Redwood Lantern Outreach", "301 Harbor Drive Unit 5", "Eureka", "95501-0627", "707"),
    ("Puente Nuevo Health Partners", "4120 Calle Encina", "Salinas", "93905-1182", "831"),
)
LAST = (
    "Alvarado", "Baptiste", "Castellanos", "Delgadillo", "Eskandari", "Fairweather", "Galloway", "Huynh", "Iverson",
    "Jaramillo", "Kirkpatrick", "Lindgren", "Mkhize", "Nakagawa", "Oyelaran", "Petrosyan", "Quiñones", "Rasmussen",
    "Saldivar", "Tran-Mercer", "Ureña", "Villalobos", "Whitehorse", "Xiong", "Yarbrough", "Zamora", "De la Cruz",
    "O'Halloran",
)  # fmt: skip
FIRST = (
    ("Amalia", "F"), ("Bernard", "M"), ("Consuelo", "F"), ("Darnell", "M"), ("Esperanza", "F"), ("Farid", "M"),
    ("Gwendolyn", "F"), ("Hector", "M"), ("Imani", "F"), ("Jerome", "M"), ("Kalani", "M"), ("Lucinda", "F"),
    ("Mateo", "M"), ("Nhung", "F"), ("Octavio", "M"), ("Priscilla", "F"), ("Rashid", "M"), ("Serafina", "F"),
    ("Tobias", "M"), ("Vivian", "F"), ("Wendell", "M"), ("Yesenia", "F"),
)  # fmt: skip
STREETS = (
    "118 Alder Street", "2240 Bluebird Lane Apt 7", "79 Cypress Court", "5603 E Dover Avenue", "410 Fern Hill Road #3",
    "1927 Goldenrod Way", "36 Heron Place Unit B", "882 N Ironwood Drive", "6015 Juniper Street", "254 Kestrel Circle",
)  # fmt: skip
TOWNS = (
    ("Richmond", "94801"), ("Oakland", "94606"), ("Fresno", "93702"), ("Clovis", "93612"), ("Stockton", "95204"),
    ("Lodi", "95240"), ("San Bernardino", "92410"), ("Rialto", "92376"), ("Salinas", "93901"), ("Eureka", "95503"),
)  # fmt: skip
DIAGNOSES = ("Z59.01", "Z59.02", "Z59.811", "F20.9", "F33.1", "E11.65", "I50.22", "J45.40", "Z74.1", "F11.20", "N18.31")
ECM = (
    Service("Enhanced Care Management", "G9008", ("U1",), Decimal(92), (1,), ("12", "11"), "clinical"),
    Service("Enhanced Care Management", "G9008", ("U1", "GQ"), Decimal(58), (1,), ("02", "10"), "clinical"),
    Service("Enhanced Care Management", "G9012", ("U2",), Decimal(61), (1,), ("12", "27"), "worker"),
    Service("Enhanced Care Management", "G9012", ("U2", "GQ"), Decimal(38), (1,), ("02", "10"), "worker"),
)
HOUSING = (
    Service("Housing Transition Navigation Services", "H0043", ("U6",), Decimal(110), (1,), ("12", "27"), "worker"),
    Service("Housing Tenancy and Sustaining Services", "T2041", ("U6",), Decimal("18.75"), (2, 4), ("12",), "worker"),
    Service("Recuperative Care (Medical Respite)", "T2033", ("U6",), Decimal(226), (3, 4, 6), ("99",), "", True),
)
HOME = (
    Service("Personal Care and Homemaker Services", "T1019", ("U6",), Decimal("7.40"), (4, 8, 10), ("12",), "worker"),
    Service("Personal Care and Homemaker Services", "S5130", ("U6",), Decimal("7.15"), (4, 6, 8), ("12",), "worker"),
    Service("Respite Services", "S9125", ("U6",), Decimal(148), (1,), ("12",), "worker"),
)
MEALS = (
    Service("Medically Tailored Meals", "S5170", ("U6",), Decimal("11.50"), (7, 14, 21), ("12",), ""),
    Service("Medically Tailored Meals", "S9470", ("U6",), Decimal(78), (1,), ("12", "11"), "clinical"),
)
EVERYTHING = (*ECM, *HOUSING, *HOME, *MEALS)


def world(seed: str, count: int, people: int = 6, menu: Sequence[Service] = EVERYTHING) -> World:
    """An agency with `count` lines of `people` members out of the services of `menu`."""
    chance = Random(f"systems {seed}")
    agency = _agency(chance)
    members = _people(chance, people)
    staff = _staff(chance)
    lines: dict[tuple[str, str, date], Line] = {}
    spans: set[tuple[str, date]] = set()
    while len(lines) < count:
        line = _line(chance, members, staff, menu)
        days = {(line.person.cin, line.start + timedelta(n)) for n in range((line.end - line.start).days + 1)}
        if (key := (line.person.cin, line.service.code, line.start)) in lines or (line.service.span and days & spans):
            continue
        if line.service.span:
            spans |= days
        lines[key] = line
    used = {line.person for line in lines.values()}
    ordered = sorted(lines.values(), key=lambda line: (line.start, line.person.last, line.service.code))
    return World(agency, tuple(person for person in members if person in used), tuple(ordered))


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choices("0123456789", k=count))


def _agency(chance: Random) -> Agency:
    name, street, city, zip_code, area = chance.choice(AGENCIES)
    npi, tin = check_digit("2" + _digits(chance, 8)), chance.choice(("69", "70", "79", "89")) + _digits(chance, 7)
    return Agency(npi, tin, name, street, city, zip_code, f"{area}55501{_digits(chance, 2)}")


def _people(chance: Random, count: int) -> tuple[Person, ...]:
    names = zip(chance.sample(LAST, count), chance.sample(FIRST, count), strict=True)
    people = []
    for last, (first, sex) in names:
        born = date(1938, 1, 1) + timedelta(chance.randrange(26000))
        cin = f"9{_digits(chance, 7)}{chance.choice(LETTERS)}"
        street, (city, zip_code) = chance.choice(STREETS), chance.choice(TOWNS)
        middle = chance.choice(("", "", "J", "Marie", "R"))
        mrn, phone = str(chance.randrange(10000, 99999)), f"55501{_digits(chance, 2)}"
        people.append(Person(cin, mrn, last, first, middle, born, sex, street, city, zip_code, f"510{phone}"))
    return tuple(people)


def _staff(chance: Random) -> dict[str, list[Worker]]:
    names = zip(chance.sample(LAST, 5), chance.sample(FIRST, 5), strict=True)
    people = [(last, first) for last, (first, _) in names]
    clinical = [Worker(check_digit("2" + _digits(chance, 8)), *name, "RN") for name in people[:2]]
    return {"clinical": clinical, "worker": [Worker("", *name, "CHW") for name in people[2:]]}


def _line(chance: Random, people: Sequence[Person], staff: dict[str, list[Worker]], menu: Sequence[Service]) -> Line:
    person, service = chance.choice(people), chance.choice(menu)
    # Few days a member, so that a claim has several lines.
    own = Random(person.cin).sample(range(DAYS), 5)
    start = FIRST_DAY + timedelta(chance.choice(own))
    units = chance.choice(service.units)
    end = start + timedelta(units - 1) if service.span else start
    worker = chance.choice(staff[service.staff]) if service.staff else Worker("", "", "", "")
    diagnoses = tuple(Random(person.cin + service.code).sample(DIAGNOSES, chance.choice((1, 1, 2))))
    authorization = f"A{person.mrn}{service.code[1:]}"
    return Line(person, worker, service, start, end, units, chance.choice(service.places), diagnoses, authorization)


def claims(one: World) -> list[list[Line]]:
    """The lines of a member and day together, as a claim has them."""
    key = lambda line: (line.start, line.person.cin)  # noqa: E731 - said once, used twice
    return [list(group) for _, group in groupby(sorted(one.lines, key=key), key=key)]


def truth(lines: Sequence[Line], agency: Agency) -> list[list[Any]]:
    """What must be in the 837P: [CIN, code, sorted modifiers, units, charge, from, to, billing NPI] a line."""
    return [
        [
            line.person.cin, line.service.code, " ".join(sorted(line.service.modifiers)), float(line.units),
            f"{line.charge:.2f}", f"{line.start:%Y%m%d}", f"{line.end:%Y%m%d}", agency.npi,
        ]
        for line in lines
    ]  # fmt: skip
