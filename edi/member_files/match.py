"""Member-level files and encounters side by side: who was in ECM when, and what was billed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from edi.member_files.identity import Directory, ReturnKey
from edi.member_files.models import MemberFiles, MemberInformation, OutreachAttempt, ReturnRow
from edi.member_files.services import EcmService


class Stay(msgspec.Struct, frozen=True):
    """A time in ECM, both days included; `end` is None while it goes on. `row` says so."""

    start: date
    end: date | None
    row: ReturnRow

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)


class Match:
    """All rows and services of a run by CIN. Of several return rows for one stay the latest file's holds."""

    def __init__(self, files: MemberFiles, services: Sequence[EcmService], return_key: ReturnKey) -> None:
        self.files = files
        self.services = services
        self._directory = Directory(files.mif, return_key)

    @cached_property
    def stays(self) -> dict[str, list[Stay]]:
        """The times in ECM of each member, by start."""
        found: dict[str, dict[date, Stay]] = {}
        for row in self._returns:
            cin, start = self._directory.cin_of(row), row.ecm_benefit_start_date
            if cin and start:
                found.setdefault(cin, {})[start] = Stay(start, row.ecm_benefit_end_date, row)
        return {cin: [stays[start] for start in sorted(stays)] for cin, stays in found.items()}

    @cached_property
    def never_in_ecm(self) -> dict[str, ReturnRow]:
        """Members who were never in ECM, with the latest row about them."""
        rows = {self._directory.cin_of(row): row for row in self._returns}
        return {cin: row for cin, row in rows.items() if cin and cin not in self.stays}

    @cached_property
    def _returns(self) -> list[ReturnRow]:
        return sorted(self.files.rtf, key=lambda row: row.rtf_production_date or date.min)

    @cached_property
    def members(self) -> dict[str, MemberInformation]:
        """The latest Member Information File row of each member."""
        rows = sorted(self.files.mif, key=lambda row: row.mif_production_date or date.min)
        return {row.member_cin: row for row in rows if row.member_cin}

    def services_in_ecm(self) -> Iterator[tuple[EcmService, list[Stay]]]:
        """ECM services that are no outreach, of members whose times in ECM are known."""
        for service in self.services:
            if not service.is_outreach and service.cin in self.stays:
                yield service, self.stays[service.cin]

    def outreach(self) -> Iterator[EcmService]:
        """Outreach attempts that were sent as encounters."""
        return (service for service in self.services if service.is_outreach)

    def untracked(self) -> Iterator[OutreachAttempt]:
        """Rows of outreach trackers without an encounter for them: see `unmatched`."""
        return unmatched(self.files.outreach_tracker, [service for service in self.services if service.is_outreach])


def unmatched(attempts: Sequence[OutreachAttempt], services: Sequence[EcmService]) -> Iterator[OutreachAttempt]:
    """Attempts without an encounter of the same member, day, method and provider (where the row names one). An attempt
    and an encounter are each used once, so that two attempts on a day need two encounters."""
    left: dict[tuple[str, date, str], list[EcmService]] = {}
    for service in services:
        left.setdefault((service.cin, service.start, service.method), []).append(service)
    for attempt in attempts:
        cin, day, method = attempt.member_cin, attempt.outreach_attempt_date, attempt.outreach_attempt_method
        if not cin or not day or not method:
            continue
        same = left.get((cin, day, method), [])
        fitting = [one for one in same if attempt.provider_npi in (None, one.npi)]
        fitting.sort(key=lambda one: one.staff != attempt.outreach_provider_type)
        if fitting:
            same.remove(fitting[0])
        else:
            yield attempt


def attempts_of(services: Sequence[EcmService]) -> list[OutreachAttempt]:
    """An outreach tracker (Table 8) from outreach encounters: the staff by the code, the method by the modifier; by
    day, provider and member. The outcome stays open: an encounter does not say it."""
    found = [
        OutreachAttempt(
            member_cin=service.cin,
            outreach_provider_type=service.staff or None,
            outreach_attempt_date=service.start,
            outreach_attempt_method=service.method,
            provider_npi=service.npi,
            provider_name=service.name,
        )
        for service in services
        if service.is_outreach
    ]
    return sorted(found, key=lambda row: (str(row.outreach_attempt_date), row.provider_npi or "", row.member_cin or ""))
