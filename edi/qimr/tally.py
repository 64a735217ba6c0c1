"""Counts by member, gathered line by line: an accumulator a member, never the lines themselves.

Adding is independent of the order: what is kept is a sum, a set, or a largest value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import msgspec

from edi.model.encounter import Encounter, ServiceLine
from edi.model.reference import Reference
from edi.qimr.counting import (
    ECM,
    NOTHING,
    OUTREACH,
    Classifier,
    Use,
    falls_in,
    identity,
    is_contact_of,
    is_counted,
)
from edi.qimr.source import EncounterSource, Sent
from mappings.quarters import Quarter
from mappings.service_table import modifier_order

#: Plan code and CIN: what a row about a member is keyed by.
Key: TypeAlias = tuple[str, str]


class Contact(NamedTuple):
    """One ECM encounter: its first day, how, and the billing and rendering provider."""

    day: date
    in_person: bool
    npi: str
    rendering: str


class Attempt(NamedTuple):
    """One outreach attempt told by an encounter. `staff` is 1 clinical, 2 non-clinical."""

    day: date
    in_person: bool
    staff: str
    npi: str


class Support(NamedTuple):
    """A community support that a member received, and who gave it."""

    service: str
    npi: str


class Person(msgspec.Struct):
    """What encounters say of one member of a plan. Name and birth date are those of the latest day of service
    (`who` = that day, birth date, last and first name); `differs` says that encounters disagree about them.
    `contacts` and `supports` are of the quarter, `attempts` of the longer time; `first_ecm` is the first day of ECM in
    that longer time."""

    who: tuple[date, date, str, str]
    differs: bool = False
    contacts: list[Contact] = []
    supports: set[Support] = set()
    attempts: list[Attempt] = []
    first_ecm: date | None = None


class Strange(msgspec.Struct):
    """Lines of the quarter with a code and modifiers that are no service on their day: how many, and one of them."""

    count: int
    where: Reference


class Lines:
    """The lines of a source that have a say, with what each is for; what does not count is told by its counters. A line
    that repeats an earlier one is marked, and adds to no count. Going through it again begins anew."""

    def __init__(
        self, source: EncounterSource, classifier: Classifier, quarter: Quarter, *, each: bool = False
    ) -> None:
        self._source = source
        self._classifier = classifier
        self._quarter = quarter
        self._each = each
        self._clear()

    def _clear(self) -> None:
        self.by_status: Counter[str] = Counter()
        self.strange: dict[str, Strange] = {}
        self.undated = 0
        self.identical = 0

    def __iter__(self) -> Iterator[tuple[Sent, int, ServiceLine, Use, bool]]:
        self._clear()
        seen: set[int] = set()
        use_of, by_status = self._classifier.use, self.by_status
        for sent in self._source:
            encounter = sent.encounter
            by_status[sent.status] += len(encounter.lines)
            if not is_counted(sent.status):
                continue
            for number, line in enumerate(encounter.lines, 1):
                if line.start == date.min:
                    self.undated += 1
                    continue
                use = use_of(line)
                if use is None:
                    self._note(sent, number, line)
                    continue
                if use.kind == NOTHING:
                    continue
                key = identity(encounter, line, each=self._each)
                repeated = key in seen
                if repeated:
                    self.identical += 1
                else:
                    seen.add(key)
                yield sent, number, line, use, repeated

    def _note(self, sent: Sent, number: int, line: ServiceLine) -> None:
        if not falls_in(line, self._quarter):
            return
        label = " ".join([line.hcpcs, *modifier_order(tuple(each for each in line.modifiers if each))])
        found = self.strange.get(label)
        if found is None:
            self.strange[label] = Strange(1, sent.where(number))
        else:
            found.count += 1


class Tally:
    """All members of a source. `attempts_from` is the first day of outreach that counts: January 1 of the quarter's
    year, or earlier for a report over several quarters."""

    def __init__(self, quarter: Quarter, attempts_from: date | None = None) -> None:
        self.quarter = quarter
        self.attempts_from = attempts_from or quarter.year_start
        self.persons: dict[Key, Person] = {}
        self.earlier = False
        self._same: dict[Any, Any] = {}

    def count(self, lines: Lines) -> None:
        """Adds all lines."""
        last: Encounter | None = None
        person = Person((date.min, date.min, "", ""))
        quarter, since, until = self.quarter, self.attempts_from, self.quarter.last
        for sent, _, line, use, repeated in lines:
            encounter = sent.encounter
            if line.end < since or line.start > until:
                continue
            if encounter is not last:
                last = encounter
                person = self._person(encounter, line.start)
            if repeated:
                continue
            if use.kind == ECM:
                self._contact(person, encounter, line, use)
            elif use.kind == OUTREACH:
                if line.start >= since:
                    person.attempts.append(
                        self._one(Attempt(line.start, use.in_person, use.staff, encounter.billing.npi))
                    )
                    self.earlier |= line.start < quarter.first
            elif falls_in(line, quarter):
                person.supports.add(self._one(Support(use.service, encounter.billing.npi)))

    def _contact(self, person: Person, encounter: Encounter, line: ServiceLine, use: Use) -> None:
        if person.first_ecm is None or line.start < person.first_ecm:
            person.first_ecm = line.start
        if is_contact_of(line.start, self.quarter):
            rendering = encounter.rendering.npi if encounter.rendering is not None else ""
            person.contacts.append(self._one(Contact(line.start, use.in_person, encounter.billing.npi, rendering)))
        else:
            self.earlier = True

    def _person(self, encounter: Encounter, day: date) -> Person:
        member = encounter.member
        key = (encounter.plan_code, member.cin)
        who = (day, member.birth_date, member.last_name, member.first_name)
        person = self.persons.get(key)
        if person is None:
            person = self.persons[key] = Person(who)
            return person
        if person.who[1:] != who[1:]:
            person.differs = True
        if who > person.who:
            person.who = who
        return person

    def _one(self, value: Any) -> Any:
        """The object that stands for all equal ones: few days, providers and services make most of the contacts."""
        return self._same.setdefault(value, value)
