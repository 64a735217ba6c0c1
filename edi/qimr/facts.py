"""All that a tab is made of, gathered once: counts, what was given, who is who, stays, attempts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from edi.member_files.models import IN_PERSON, OutreachAttempt
from edi.model.reference import Reference
from edi.qimr.counting import attempts_made, is_cumulative
from edi.qimr.given import Given
from edi.qimr.people import People, Plans, Who
from edi.qimr.stays import UNTOLD, Stay, provider_of, shared_out, stays_told
from edi.qimr.tally import Contact, Key, Lines, Person, Tally
from mappings.profile_file import Profile
from mappings.quarters import Quarter
from mappings.report_table import load_populations

NOBODY = Person((date.min, date.min, "", ""))


class Row(msgspec.Struct):
    """One row of a tab: `key` sorts and finds it, `values` are by the field of the column (a missing one is None or
    absent), `sources` tell by field, or by the part of a field before its point, where a value came from."""

    key: tuple[Any, ...]
    values: dict[str, Any]
    sources: dict[str, str] = {}

    def source(self, field: str) -> str:
        """The source of a value."""
        found = self.sources.get(field)
        return found if found is not None else self.sources.get(field.partition(".")[0], "")


class MemberStay(msgspec.Struct, frozen=True):
    """A row of the ECM tab before it is one: the stay and its encounters in the quarter."""

    key: Key
    stay: Stay
    contacts: list[Contact]

    @property
    def npi(self) -> str | None:
        """The assigned provider, as encounters and then the return file tell."""
        return provider_of(self.contacts) or self.stay.npi


class TrackedAttempt(msgspec.Struct, frozen=True):
    """The attempts of a member on a day by one method: how many, and the tracker's rows about them."""

    day: date
    in_person: bool
    count: int
    rows: tuple[OutreachAttempt, ...]


class Facts:
    """The facts of one report; `first_quarter` is another than the tally's where a report covers several."""

    def __init__(
        self, tally: Tally, lines: Lines, given: Given, profile: Profile, first_quarter: Quarter | None = None
    ) -> None:
        self.tally = tally
        self.lines = lines
        self.given = given
        self.profile = profile
        self.quarter = tally.quarter
        self.first_quarter = first_quarter or tally.quarter
        self.plans = Plans(profile)
        self.people = People(tally, given, self.plans)

    @cached_property
    def stays(self) -> dict[Key, list[Stay]]:
        """Stays in ECM by member, as return files tell them."""
        return stays_told(self.given.members.rtf, self.people)

    @cached_property
    def member_stays(self) -> list[MemberStay]:
        """Every member who received ECM in the quarter, once a stay (QG 4, ECM Members and Services), sorted."""
        keys = {key for key, person in self.tally.persons.items() if person.contacts}
        keys |= {key for key, stays in self.stays.items() if any(stay.is_in(self.quarter) for stay in stays)}
        return [found for key in sorted(keys) for found in self._of(key)]

    def _of(self, key: Key) -> Iterator[MemberStay]:
        stays = self.stays.get(key) or [UNTOLD]
        contacts = self.tally.persons.get(key, NOBODY).contacts
        for stay, own in zip(stays, shared_out(stays, contacts), strict=True):
            if own or stay.is_in(self.quarter):
                yield MemberStay(key, stay, own)

    @cached_property
    def attempts(self) -> dict[Key, list[TrackedAttempt]]:
        """Outreach attempts of the time that counts, from encounters and tracker, each once."""
        tracked: dict[Key, dict[tuple[date, bool, str], list[OutreachAttempt]]] = {}
        first, last = self.tally.attempts_from, self.quarter.last
        for row in self.given.members.outreach_tracker:
            day = row.outreach_attempt_date
            if not row.member_cin or day is None or not first <= day <= last:
                continue
            kind = (day, row.outreach_attempt_method == IN_PERSON, row.outreach_provider_type or "")
            tracked.setdefault(self.people.key_of(row.member_cin), {}).setdefault(kind, []).append(row)
        keys = set(tracked) | {key for key, person in self.tally.persons.items() if person.attempts}
        return {key: list(self._merged(key, tracked.get(key, {}))) for key in keys}

    def _merged(
        self, key: Key, tracked: dict[tuple[date, bool, str], list[OutreachAttempt]]
    ) -> Iterator[TrackedAttempt]:
        told: dict[tuple[date, bool, str], dict[str, int]] = {}
        for attempt in self.tally.persons.get(key, NOBODY).attempts:
            by_npi = told.setdefault((attempt.day, attempt.in_person, attempt.staff), {})
            by_npi[attempt.npi] = by_npi.get(attempt.npi, 0) + 1
        for kind in sorted({*told, *tracked}):
            rows = tracked.get(kind, [])
            yield TrackedAttempt(*kind[:2], attempts_made(told.get(kind, {}), _counted(rows)), tuple(rows))

    def attempted(self, key: Key) -> bool:
        """Whether a member had an attempt in the calendar year (QG 4, column F)."""
        return any(is_cumulative(attempt.day, self.quarter) for attempt in self.attempts.get(key, ()))

    def head(self, plan: str) -> dict[str, Any]:
        """Columns A to D of every tab: plan, plan code, county, reporting period (QG 4)."""
        known = self.plans.get(plan)
        return {
            "plan_name": known.name if known else None,
            "plan_code": plan or None,
            "county": (known.county or None) if known else None,
            "period": str(self.quarter),
        }

    def populations(self, cin: str) -> dict[str, Any]:
        """Populations of focus, 1 or 0, as the Member Information File marks them; none where it has no such member. A
        blank is 0 there: no, or not enough information (MI footnote 23)."""
        row = self.people.information.get(cin)
        if row is None:
            return {}
        return {
            f"population.{one.name}": int(bool(getattr(row, one.member_field)))
            for one in load_populations().values()
            if one.member_field
        }

    def unknown_rows(self) -> Iterator[Reference]:
        """Rows of the files that tell of nobody who is known here: without a CIN, and found by nothing else."""
        members = self.given.members
        yield from (row.at() for row in members.rtf if not self.people.cin_of_return(row))
        yield from (row.at() for row in members.mif if not row.member_cin)
        yield from (row.at() for row in members.outreach_tracker if not row.member_cin)
        yield from (one.where for one in self.given.requests or () if not one.cin and not one.last_name)
        yield from (one.where for one in self.given.authorizations or () if not one.cin and not one.last_name)

    def row(self, key: tuple[Any, ...], who: Who, values: dict[str, Any], sources: dict[str, str]) -> Row:
        """A row about a member."""
        start = self.head(key[0])
        person = {"cin": key[1], "last_name": who.last_name, "first_name": who.first_name, "birth_date": who.birth_date}
        told = dict.fromkeys(("last_name", "first_name", "birth_date"), who.source)
        return Row(key, start | person | values, told | sources)


def _counted(rows: list[OutreachAttempt]) -> dict[str, int]:
    """Rows of a tracker by provider. What two files tell alike is told twice: the greatest count of a file is taken."""
    by_file: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.columns.file, row.provider_npi or "")
        by_file[key] = by_file.get(key, 0) + 1
    found: dict[str, int] = {}
    for (_, npi), count in by_file.items():
        found[npi] = max(found.get(npi, 0), count)
    return found
