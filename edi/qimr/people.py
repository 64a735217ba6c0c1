"""Who is who: one person behind the rows of encounters and member-level files, and the plan of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from edi.member_files.identity import Directory
from edi.member_files.models import MemberInformation, ReturnRow
from edi.qimr.given import Given
from edi.qimr.tally import Key, Tally
from mappings.profile_file import Plan, Profile
from mappings.service_table import normal


class Who(NamedTuple):
    """A member as the report shows one, and which source told each value ("" where none did)."""

    last_name: str | None
    first_name: str | None
    birth_date: date | None
    source: str


class Plans:
    """The plans of the profile by code and by the names that others write; `return_key` is what identifies the member
    of a return file."""

    def __init__(self, profile: Profile) -> None:
        self.return_key = profile.member_files.return_key
        self.by_code = {plan.code: plan for plan in profile.plans}
        self._only = profile.plans[0].code if len(profile.plans) == 1 else ""
        self._named = {
            normal(name): plan.code
            for plan in profile.plans
            for name in (plan.code, plan.name, plan.payer_id, *plan.also_called)
        }

    def get(self, code: str) -> Plan | None:
        """The plan of a code."""
        return self.by_code.get(code)

    def code_of(self, text: str | None) -> str:
        """The code of a plan that is written somehow; the only plan there is where nothing is written."""
        return self._named.get(normal(text), text) if text else self._only


class People:
    """The members of a report. Where two records tell of one member, that of the later production date is taken."""

    def __init__(self, tally: Tally, given: Given, plans: Plans) -> None:
        self._tally = tally
        self.plans = plans
        self.information: dict[str, MemberInformation] = {}
        self._directory = Directory(given.members.mif, plans.return_key)
        self._by_name: dict[tuple[str, str, date], str] = {}
        self._by_cin: dict[str, list[str]] = {}
        for row in given.members.mif:
            self._add(row)
        for (plan, cin), person in tally.persons.items():
            self._by_cin.setdefault(cin, []).append(plan)
            self._name(person.who[2], person.who[3], person.who[1], cin)

    def _add(self, row: MemberInformation) -> None:
        cin = row.member_cin or ""
        if not cin:
            return
        before = self.information.get(cin)
        if before is None or _produced(row) >= _produced(before):
            self.information[cin] = row
        self._name(row.member_last_name, row.member_first_name, row.member_dob, cin)

    def _name(self, last: str | None, first: str | None, birth: date | None, cin: str) -> None:
        if last and first and birth is not None and birth != date.min:
            key = (normal(last), normal(first), birth)
            # Two members of one name and birth date cannot be told apart by them.
            self._by_name[key] = cin if self._by_name.get(key, cin) == cin else ""

    def cin_of_return(self, row: ReturnRow) -> str:
        """The CIN behind a row of a return file, as `member_files.return_key` says who it is about; "" for nobody."""
        return self._directory.cin_of(row) or ""

    def cin_by_name(self, last: str | None, first: str | None, birth: date | None) -> str:
        """The CIN of the only member of that name and birth date, in encounters and Member Information Files; "" where
        there is none."""
        return self._by_name.get((normal(last), normal(first), birth), "") if last and first and birth else ""

    def key_of(self, cin: str, plan: str | None = None) -> Key:
        """The plan and CIN of a member: the plan that is told, else of its latest encounters, else of the Member
        Information File, else the only one."""
        if plan:
            return self.plans.code_of(plan), cin
        plans = self._by_cin.get(cin)
        if plans:
            return max(plans, key=lambda one: (self._tally.persons[one, cin].who[0], one)), cin
        row = self.information.get(cin)
        return self.plans.code_of(row.primary_payer_id if row is not None else None), cin

    def who(self, key: Key, told: Iterable[tuple[str | None, str | None, date | None, str]] = ()) -> Who:
        """Name and birth date: as encounters say, else the Member Information File, else other rows."""
        person = self._tally.persons.get(key)
        if person is not None:
            _, birth, last, first = person.who
            if last and birth != date.min:
                return Who(last, first or None, birth, "encounters")
        row = self.information.get(key[1])
        if row is not None:
            return Who(row.member_last_name, row.member_first_name, row.member_dob, "member_information_file")
        for last_name, first_name, birth_date, source in told:
            if last_name:
                return Who(last_name, first_name, birth_date, source)
        if person is not None:
            return Who(person.who[2] or None, person.who[3] or None, None, "encounters")
        return Who(None, None, None, "")

    def is_transitioned(self, cin: str) -> bool:
        """Whether the member came from a Health Homes Program or a Whole Person Care pilot (QG 3)."""
        row = self.information.get(cin)
        return row is not None and bool(row.transitioned_from_hhp or row.transitioned_from_wpc)


def _produced(row: MemberInformation) -> tuple[date, date]:
    """When a record was made, as far as it is told."""
    period = row.mif_reporting_period
    return row.mif_production_date or date.min, period.end if period is not None else date.min
