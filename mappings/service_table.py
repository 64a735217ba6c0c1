"""The dated table of ECM and Community Supports procedure codes (`services/services.csv`), and the names that
providers write for a service (`services/aliases.csv`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.own import Line
from mappings.tables import HERE, optional_date, read_table

SERVICES = HERE / "services" / "services.csv"
ALIASES = HERE / "services" / "aliases.csv"

UNITS = ("encounter", "day", "15_minutes", "month", "service", "meal", "visit", "session")
KINDS = ("service", "outreach")
TELEHEALTH = "GQ"
# ECM and Community Supports began, and with them the codes (DHCS FAQ, Q55).
PROGRAM_START = date(2022, 1, 1)


class Service(NamedTuple):
    """One code + modifier set. `modifiers` is a set; `staff` and `modality` are "" where either will do;
    `unit` is one of UNITS; a missing `effective_from` means that no source gives a date, and none of the codes
    took effect before PROGRAM_START."""

    program: str
    service: str
    name: str
    hcpcs: str
    modifiers: frozenset[str]
    kind: str
    modality: str
    staff: str
    unit: str
    description: str
    effective_from: date | None
    effective_to: date | None
    evidence: str
    note: str

    def in_effect(self, on: date) -> bool:
        """Whether this entry can be used for a service on that date."""
        first = self.effective_from or PROGRAM_START
        return first <= on and (self.effective_to is None or on <= self.effective_to)

    @property
    def label(self) -> str:
        """The code as people write it, the modifier that decides the service first: "G9012 U2 GQ"."""
        return " ".join([self.hcpcs, *modifier_order(self.modifiers)])


def modifier_order(modifiers: frozenset[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Modifiers as they are emitted: U1-U9 first, then GQ, then the others (837p.md)."""
    return tuple(sorted(modifiers, key=lambda m: (0 if re.match(r"U\d", m) else 1 if m == "GQ" else 2, m)))


class ServiceTable:
    """All entries, found by code, by code + modifier set, or by a name that a provider wrote."""

    def __init__(self, services: tuple[Service, ...], aliases: dict[str, str]) -> None:
        self.services = services
        self._aliases = aliases
        self._named: dict[str, str] = {}
        self._by_code: dict[str, list[Service]] = {}
        for service in services:
            self._by_code.setdefault(service.hcpcs, []).append(service)

    def with_code(self, hcpcs: str) -> tuple[Service, ...]:
        """All entries of a procedure code, whatever their dates."""
        return tuple(self._by_code.get(hcpcs, ()))

    def matching(self, hcpcs: str, modifiers: frozenset[str]) -> tuple[Service, ...]:
        """Entries of exactly that code and modifier set, whatever their dates. Where no entry of the code has the
        modifier for telehealth, that one decides nothing: a community support by telephone carries it along."""
        entries = self.with_code(hcpcs)
        if not any(TELEHEALTH in s.modifiers for s in entries):
            modifiers -= {TELEHEALTH}
        return tuple(s for s in entries if s.modifiers == modifiers)

    def service_of(self, name: str) -> str:
        """The service that a provider's wording names, or "" where none or no single one does."""
        found = self._named.get(name)
        if found is None:
            found = self._named[name] = self._aliases.get(normal(name), "")
        return found


def normal(text: str) -> str:
    """Text for comparing headers and names: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


@cache
def load_services() -> ServiceTable:
    """The shipped table. Raises ConfigError for a bad row."""
    rows = list(read_table(SERVICES))
    lines = [line for line, _ in rows]
    services = tuple(_service(line, row) for line, row in rows)
    _check_dates(services, lines)
    aliases: dict[str, str] = {}
    known = {service.service for service in services}
    for service in services:
        aliases.setdefault(normal(service.name), service.service)
    for line, row in read_table(ALIASES):
        if row["service"] not in known:
            raise ConfigError(ALIASES, f"unknown service {row['service']!r}", line)
        key = normal(row["alias"])
        if aliases.setdefault(key, row["service"]) != row["service"]:
            if isinstance(line, Line) and line.path != ALIASES:
                aliases[key] = row["service"]  # a plan's own word goes before the program's
                continue
            raise ConfigError(ALIASES, f"{row['alias']!r} names two services", line)
    return ServiceTable(services, aliases)


def _check_dates(services: Sequence[Service], lines: Sequence[int]) -> None:
    """ConfigError where a code with the same modifiers is two things on one day."""
    alike: dict[tuple[str, frozenset[str]], list[tuple[date, date, int]]] = {}
    for service, line in zip(services, lines, strict=True):
        start, end = service.effective_from or PROGRAM_START, service.effective_to or date.max
        if end < start:
            raise ConfigError(SERVICES, f"{service.label} ends before it begins", line)
        others = alike.setdefault((service.hcpcs, service.modifiers), [])
        if any(start <= other_end and other_start <= end for other_start, other_end, _ in others):
            raise ConfigError(
                SERVICES,
                f"{service.label} is in effect on days on which another row has it: end that one, "
                "in a row with its first day and a last one",
                line,
            )
        others.append((start, end, line))


def _service(line: int, row: dict[str, str]) -> Service:
    if row["unit"] not in UNITS or row["kind"] not in KINDS:
        raise ConfigError(SERVICES, f"unknown unit {row['unit']!r} or kind {row['kind']!r}", line)
    return Service(
        program=row["program"],
        service=row["service"],
        name=row["service_name"],
        hcpcs=row["hcpcs"],
        modifiers=frozenset(row["modifiers"].split()),
        kind=row["kind"],
        modality=row["modality"],
        staff=row["staff"],
        unit=row["unit"],
        description=row["description"],
        effective_from=optional_date(SERVICES, line, row["effective_from"]),
        effective_to=optional_date(SERVICES, line, row["effective_to"]),
        evidence=row["evidence_code"],
        note=row["note"],
    )
