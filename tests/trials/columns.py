"""Which columns a sheet has and how their values are written: the ways people put the same facts into cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from tests.trials.table import Column, dollars
from tests.trials.vocabulary import Vocabulary
from tests.trials.world import Visit

# How each part may be written; a shape may allow less. "typed" dates become real dates of a workbook.
CHOICES: dict[str, tuple[str, ...]] = {
    "name": ("split", "split", "last_first", "first_last"),
    "address": ("split", "split", "full", "city_state_zip"),
    "provider_address": ("split", "split", "full"),
    "code": ("apart", "apart", "two_modifiers", "with_code", "in_name"),
    "period": ("start", "start_end", "range"),
    "dates": ("typed", "slashes", "iso"),
    "money": ("both", "both", "charge", "rate", "cents"),
    "gender": ("letter", "word"),
    "place": ("code", "named"),
    "diagnoses": ("joined", "joined", "two"),
    "worker": ("no", "no", "yes"),
    "extras": ("few", "many"),
}
NEEDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("name", "split"): ("member_last_name", "member_first_name"),
    ("name", "last_first"): ("member_full_name",),
    ("name", "first_last"): ("member_full_name",),
    ("address", "split"): ("member_address", "member_city", "member_zip"),
    ("address", "full"): ("member_full_address",),
    ("address", "city_state_zip"): ("member_address", "member_city_state_zip"),
    ("provider_address", "split"): ("billing_address", "billing_city", "billing_zip"),
    ("provider_address", "full"): ("billing_full_address",),
    ("code", "apart"): ("hcpcs", "modifiers"),
    ("code", "two_modifiers"): ("hcpcs", "modifier_1", "modifier_2"),
    ("code", "with_code"): ("code_with_modifiers",),
    ("code", "in_name"): ("service_name",),
    ("period", "start_end"): ("service_end",),
    ("period", "range"): ("date_range",),
    ("diagnoses", "two"): ("diagnosis_1", "diagnosis_2"),
}
PLACES = {"12": "Home", "02": "Telehealth", "11": "Office", "99": "Other"}
GENDERS = {"F": "Female", "M": "Male"}


@dataclass(frozen=True)
class Style:
    """What was chosen."""

    name: str
    address: str
    provider_address: str
    code: str
    period: str
    dates: str
    money: str
    gender: str
    place: str
    diagnoses: str
    worker: str
    extras: str


def choose(vocabulary: Vocabulary, allowed: dict[str, tuple[str, ...]], dice: Random, *, spans: bool) -> Style:
    """A way to write, among those for which the vocabulary has headings. A sheet with services of several days says
    when they end."""
    chosen: dict[str, str] = {}
    for part, ways in CHOICES.items():
        ways = allowed.get(part, ways)
        if part == "period" and spans:
            ways = tuple(way for way in ways if way != "start")
        fitting = [way for way in ways if vocabulary.has(*NEEDS.get((part, way), ()))]
        chosen[part] = dice.choice(fitting)
    return Style(**chosen)


def can(vocabulary: Vocabulary, allowed: dict[str, tuple[str, ...]], *, spans: bool) -> bool:
    """Whether the vocabulary has words for one of the ways that are allowed."""
    for part, ways in CHOICES.items():
        ways = allowed.get(part, ways)
        if part == "period" and spans:
            ways = tuple(way for way in ways if way != "start")
        if not any(vocabulary.has(*NEEDS.get((part, way), ())) for way in ways):
            return False
    return True


def compose(vocabulary: Vocabulary, style: Style, dice: Random) -> list[Column]:
    """The columns of a sheet: provider, member, service."""
    return [
        *_provider(vocabulary, style, dice),
        *_member(vocabulary, style, dice),
        *_service(vocabulary, style, dice),
        *_extras(vocabulary, style, dice),
    ]


def _column(vocabulary: Vocabulary, name: str, dice: Random, value: Callable[[Visit], Any], field: str = "") -> Column:
    return Column(field or name, vocabulary.heading(name, dice), value)


def _zip9(text: str) -> str:
    return f"{text[:5]}-{text[5:]}"


def _provider(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    columns = [
        _column(v, "billing_npi", dice, lambda visit: visit.provider.npi),
        _column(v, "billing_name", dice, lambda visit: visit.provider.name),
        _column(v, "billing_tin", dice, lambda visit: f"{visit.provider.tin[:2]}-{visit.provider.tin[2:]}"),
    ]
    if style.provider_address == "full":
        full = lambda p: f"{p.street}, {p.city}, CA {_zip9(p.zip)}"  # noqa: E731
        columns.append(_column(v, "billing_full_address", dice, lambda visit: full(visit.provider)))
    else:
        columns += [
            _column(v, "billing_address", dice, lambda visit: visit.provider.street),
            _column(v, "billing_city", dice, lambda visit: visit.provider.city),
            _column(v, "billing_state", dice, lambda visit: "CA"),
            _column(v, "billing_zip", dice, lambda visit: _zip9(visit.provider.zip)),
        ]
    if v.has("billing_phone") and dice.random() < 0.5:
        phone = lambda text: f"({text[:3]}) {text[3:6]}-{text[6:]}"  # noqa: E731
        columns.append(_column(v, "billing_phone", dice, lambda visit: phone(visit.provider.phone)))
    return columns


def _member(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    columns = [_column(v, "member_cin", dice, lambda visit: visit.member.cin)]
    if style.name == "split":
        columns.append(_column(v, "member_last_name", dice, lambda visit: visit.member.last))
        columns.append(_column(v, "member_first_name", dice, lambda visit: visit.member.first))
    elif style.name == "last_first":
        columns.append(_column(v, "member_full_name", dice, lambda visit: f"{visit.member.last}, {visit.member.first}"))
    else:
        columns.append(_column(v, "member_full_name", dice, lambda visit: f"{visit.member.first} {visit.member.last}"))
    columns.append(_column(v, "member_dob", dice, lambda visit: written(visit.member.born, style.dates)))
    gender = GENDERS if style.gender == "word" else {"F": "F", "M": "M"}
    columns.append(_column(v, "member_gender", dice, lambda visit: gender[visit.member.gender]))
    return columns + _address(v, style, dice)


def _address(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    if style.address == "full":
        full = lambda m: f"{m.street}, {m.city}, CA {m.zip}"  # noqa: E731
        return [_column(v, "member_full_address", dice, lambda visit: full(visit.member))]
    street = _column(v, "member_address", dice, lambda visit: visit.member.street)
    if style.address == "city_state_zip":
        rest = lambda m: f"{m.city}, CA {m.zip}"  # noqa: E731
        return [street, _column(v, "member_city_state_zip", dice, lambda visit: rest(visit.member))]
    columns = [street, _column(v, "member_city", dice, lambda visit: visit.member.city)]
    if v.has("member_state") and dice.random() < 0.7:
        columns.append(_column(v, "member_state", dice, lambda visit: "CA"))
    columns.append(_column(v, "member_zip", dice, lambda visit: visit.member.zip))
    return columns


def _service(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    columns = [*_period(v, style, dice), *_code(v, style, dice)]
    columns.append(_column(v, "units", dice, lambda visit: visit.units))
    columns += _money(v, style, dice)
    place = (lambda code: f"{code} - {PLACES[code]}") if style.place == "named" else (lambda code: code)
    columns.append(_column(v, "place_of_service", dice, lambda visit: place(visit.service.place)))
    columns += _diagnoses(v, style, dice)
    if style.worker == "yes":
        columns.append(_column(v, "rendering_npi", dice, lambda visit: visit.worker.npi))
        full = lambda worker: f"{worker.last}, {worker.first}"  # noqa: E731
        columns.append(_column(v, "rendering_full_name", dice, lambda visit: full(visit.worker)))
    return columns


def _period(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    if style.period == "range":
        way = "slashes" if style.dates == "typed" else style.dates
        both = lambda visit: f"{written(visit.start, way)} - {written(visit.end, way)}"  # noqa: E731
        return [_column(v, "date_range", dice, both, "service_start")]
    columns = [_column(v, "service_start", dice, lambda visit: written(visit.start, style.dates))]
    if style.period == "start_end":
        columns.append(_column(v, "service_end", dice, lambda visit: written(visit.end, style.dates)))
    return columns


def _code(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    together = lambda visit: " ".join((visit.service.hcpcs, *visit.modifiers))  # noqa: E731
    if style.code == "in_name":
        in_name = lambda visit: f"{visit.service.name} ({together(visit)})"  # noqa: E731
        return [_column(v, "service_name", dice, in_name)]
    columns = []
    if v.has("service_name") and dice.random() < 0.5:
        columns.append(_column(v, "service_name", dice, lambda visit: visit.service.name))
    if style.code == "with_code":
        return [*columns, _column(v, "code_with_modifiers", dice, together, "hcpcs")]
    columns.append(_column(v, "hcpcs", dice, lambda visit: visit.service.hcpcs))
    if style.code == "apart":
        columns.append(_column(v, "modifiers", dice, lambda visit: ", ".join(visit.modifiers)))
        return columns
    for place in (0, 1):
        nth = lambda visit, place=place: (*visit.modifiers, "", "")[place]  # noqa: E731
        columns.append(_column(v, f"modifier_{place + 1}", dice, nth, "modifiers"))
    return columns


def _money(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    rate = _column(v, "unit_cost", dice, lambda visit: dollars(visit.service.cents))
    charge = _column(v, "line_charge", dice, lambda visit: dollars(visit.charge))
    if style.money == "cents":
        tail = {"snake": "_cents", "camel": "Cents", "dotted": "Cents", "upper_snake": "_CENTS"}
        end = tail.get(v.style, " (cents)")
        rate = replace(rate, heading=rate.heading + end, value=lambda visit: visit.service.cents)
        charge = replace(charge, heading=charge.heading + end, value=lambda visit: visit.charge)
    return {"rate": [rate], "charge": [charge]}.get(style.money, [rate, charge])


def _diagnoses(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    if style.diagnoses == "two":
        return [
            _column(v, "diagnosis_1", dice, lambda visit: visit.diagnoses[0], "diagnoses"),
            _column(v, "diagnosis_2", dice, lambda visit: (*visit.diagnoses, "")[1], "diagnoses"),
        ]
    return [_column(v, "diagnoses", dice, lambda visit: ", ".join(visit.diagnoses))]


def _extras(v: Vocabulary, style: Style, dice: Random) -> list[Column]:
    """Columns that are ours and carry no line: an authorization, a number of the line, the plan."""
    columns = []
    wanted = 0.2 if style.extras == "few" else 0.7
    ways: dict[str, Callable[[Visit], Any]] = {
        "authorization": lambda visit: visit.authorization,
        "control_number": lambda visit: visit.number,
        "payer_name": lambda visit: "Golden Valley Health Plan",
    }
    for name, value in ways.items():
        if v.has(name) and dice.random() < wanted:
            columns.append(_column(v, name, dice, value))
    return columns


def written(day: date, way: str) -> Any:
    """A date as a cell holds it."""
    if way == "typed":
        return day
    return day.isoformat() if way == "iso" else f"{day.month:02}/{day.day:02}/{day.year}"
