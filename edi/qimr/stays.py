"""Stays in ECM: from enrolment to disenrolment, as return files tell them, with the encounters of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from edi.member_files.models import ReturnRow
from edi.qimr.people import People
from edi.qimr.tally import Contact, Key
from mappings.quarters import Quarter


class Stay(NamedTuple):
    """One stay. `start` is None where nobody has told it, `end` where ECM goes on; `row` is where it was told; None for
    a member whom only encounters tell of. `npi` is the provider of the return file."""

    start: date | None
    end: date | None = None
    reason: str | None = None
    npi: str | None = None
    row: ReturnRow | None = None

    def is_in(self, quarter: Quarter) -> bool:
        """Whether some of it lies in the quarter (QG 4, heading of the tab, and column V: members who ended before are
        not reported again)."""
        return (self.start is None or self.start <= quarter.last) and (self.end is None or self.end >= quarter.first)

    def is_open(self, quarter: Quarter) -> bool:
        """Whether the member was still receiving ECM at the end of the quarter (QG 4, column V)."""
        return self.end is None or self.end > quarter.last


UNTOLD = Stay(None)


def stays_told(rows: Iterable[ReturnRow], people: People) -> dict[Key, list[Stay]]:
    """The stays of each member, by start. Rows of one start tell of one stay: the latest production date decides about
    its end. A row without a start date belongs to the only stay there is."""
    told: dict[Key, dict[date | None, ReturnRow]] = {}
    for row in rows:
        if not row.is_enrolled:
            continue
        cin = people.cin_of_return(row)
        stays = told.setdefault(people.key_of(cin), {}) if cin else {}
        before = stays.get(row.ecm_benefit_start_date)
        if before is None or _weight(row) >= _weight(before):
            stays[row.ecm_benefit_start_date] = row
    return {key: _sorted(stays) for key, stays in told.items()}


def _sorted(stays: Mapping[date | None, ReturnRow]) -> list[Stay]:
    rows = [row for start, row in stays.items() if start is not None or len(stays) == 1]
    found = [
        Stay(
            row.ecm_benefit_start_date, row.ecm_benefit_end_date, row.discontinuation_reason_code, row.ecm_provider_npi,
            row,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda stay: stay.start or date.min)


def _weight(row: ReturnRow) -> tuple[date, date, date]:
    """Of two rows about one stay the later one counts; of two equally late ones the one that knows an end."""
    period = row.rtf_reporting_period
    return (
        row.rtf_production_date or date.min,
        period.end if period is not None else date.min,
        row.ecm_benefit_end_date or date.min,
    )


def shared_out(stays: Sequence[Stay], contacts: Iterable[Contact]) -> list[list[Contact]]:
    """The encounters of each stay: those from its start to the start of the next. An encounter before the first start
    goes to the first, so that none is lost."""
    found: list[list[Contact]] = [[] for _ in stays]
    for contact in contacts:
        place = 0
        for number, stay in enumerate(stays):
            if stay.start is not None and stay.start <= contact.day:
                place = number
        found[place].append(contact)
    return found


def provider_of(contacts: Sequence[Contact]) -> str | None:
    """The provider of a member: the billing provider of the latest encounter."""
    return max(contacts, key=lambda one: (one.day, one.npi)).npi if contacts else None
