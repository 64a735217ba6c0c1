"""The rules of counting, each a small function with its source.

QG is the guidance on the quarterly report, MI that on member-level information sharing, PG the ECM policy guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from edi.claims.search import deciding
from edi.model.encounter import Encounter, ServiceLine
from edi.qimr.source import Status
from mappings.quarters import Quarter
from mappings.service_table import Service, load_services

ECM, OUTREACH, SUPPORT, NOTHING = "ecm", "outreach", "support", ""
#: A community support that has no code of its own in the report.
OTHER = "other"
CLINICAL, NON_CLINICAL = "1", "2"
_STAFF = {"clinical": CLINICAL, "non_clinical": NON_CLINICAL}


class Use(NamedTuple):
    """What a service line is for the report: an ECM encounter, an outreach attempt, a community support (`service`), or
    nothing. `staff` is the code of the outreach tracker."""

    kind: str
    in_person: bool = False
    service: str = ""
    staff: str = ""


UNUSED = Use(NOTHING)


def is_counted(status: Status) -> bool:
    """Encounters that were denied, voided or replaced do not count; where nobody has told, they do (QG section 1: the
    report must agree with the encounters that the state holds)."""
    return status is Status.UNKNOWN or status is Status.ACCEPTED


def use_of(service: Service) -> Use:
    """What a service counts as.

    ECM in person is a line without modifier GQ, by telephone or video one with it (QG 4, columns Y and Z). Outreach
    (U8) is never an ECM encounter (QG 4, column F; MI, Overview). An outreach attempt for housing is no support that
    was received.
    """
    staff = _STAFF.get(service.staff, "")
    in_person = "GQ" not in service.modifiers
    if service.service == "ecm":
        return Use(OUTREACH if service.kind == "outreach" else ECM, in_person, service.service, staff)
    return UNUSED if service.kind == "outreach" else Use(SUPPORT, in_person, service.service, staff)


class Classifier:
    """Says what a line is, by its code and modifiers on its day. `other_codes` are codes ("T2025 U6") that a plan uses
    for supports of its own (QG 4, columns X and AM: Other)."""

    def __init__(self, other_codes: Iterable[str] = ()) -> None:
        self._memo: dict[tuple[str, tuple[str, ...]], tuple[Service, ...]] = {}
        self._uses: dict[Service, Use] = {}
        self._others = {(words[0], frozenset(words[1:])) for words in map(str.split, other_codes)}

    def use(self, line: ServiceLine) -> Use | None:
        """What the line is; None where no service has its code and modifiers on that day."""
        key = (line.hcpcs, line.modifiers)
        services = self._memo.get(key)
        if services is None:
            services = self._memo[key] = load_services().matching(line.hcpcs, deciding(line.modifiers))
        for service in services:
            if service.in_effect(line.start):
                found = self._uses.get(service)
                if found is None:
                    found = self._uses[service] = use_of(service)
                return found
        if self._others and (line.hcpcs, deciding(line.modifiers)) in self._others:
            return Use(SUPPORT, service=OTHER)
        return None


def identity(encounter: Encounter, line: ServiceLine, *, each: bool = False) -> int:
    """What makes two lines the same one: member, days, provider, procedure and modifiers in any order; units do not
    count, as in the state's own test for duplicates. With `each`, lines that differ in units or charge are two."""
    who = encounter.rendering.npi if encounter.rendering is not None else ""
    modifiers = line.modifiers
    if len(modifiers) > 1:
        modifiers = tuple(sorted(modifiers))
    same = (encounter.plan_code, encounter.member.cin, encounter.billing.npi, who, line.hcpcs, modifiers, line.start, line.end)  # noqa: E501  # fmt: skip
    return hash((same, line.units, line.charge) if each else same)


def falls_in(line: ServiceLine, quarter: Quarter) -> bool:
    """Whether a support was received in the quarter: some day of it lies there (QG 4, columns Y to AM)."""
    return line.start <= quarter.last and line.end >= quarter.first


def is_contact_of(day: date, quarter: Quarter) -> bool:
    """Whether an ECM encounter belongs to the quarter: by its first day, so that it is counted once (QG 2)."""
    return quarter.first <= day <= quarter.last


def is_cumulative(day: date, quarter: Quarter) -> bool:
    """Whether something counts in the cumulative columns of the outreach tab: from January 1 of the calendar year to
    the end of the quarter (QG 4, columns E to G)."""
    return quarter.year_start <= day <= quarter.last


def age_on(birth: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_adult(birth: date, quarter: Quarter, adult_age: int) -> bool:
    """Whether a member is an adult on the last day of the quarter. No text ties the columns to an age; 21 is the age
    of the contract (SLP-049), so it is a setting."""
    return age_on(birth, quarter.last) >= adult_age


def attempts_made(encounters: Mapping[str, int], tracked: Mapping[str, int]) -> int:
    """Outreach attempts of a member on a day, by one method and kind of staff, from both reports of them, by provider:
    each once, though encounter and tracker both tell it (MI Overview; QG 4, column F). A tracker row that names no
    provider ("") is taken for an attempt that an encounter tells, as long as there is one left."""
    matched = {npi: max(encounters.get(npi, 0), tracked.get(npi, 0)) for npi in {*encounters, *tracked} if npi}
    left = sum(max(0, encounters.get(npi, 0) - tracked.get(npi, 0)) for npi in encounters if npi)
    nameless = max(encounters.get("", 0), tracked.get("", 0) - left)
    return sum(matched.values()) + max(0, nameless)
