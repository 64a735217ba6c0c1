"""Encounters against what others say: the counts of return files (MI Table 6), and an earlier report.

The state ends this report when encounters and the report agree (QG 2); here every difference is listed with the claim
lines behind it. The counts of return files are for comparing only and never fill a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import msgspec
from msgspec.structs import replace

from edi.member_files.models import ReturnRow
from edi.model.reference import Reference
from edi.qimr.behind import Select
from edi.qimr.counting import ECM
from edi.qimr.facts import NOBODY, Facts
from edi.qimr.stays import Stay, shared_out
from edi.qimr.tally import Contact, Key

RETURNS, FILED = "return file", "filed report"
#: Lines listed for one difference.
MOST_LINES = 50
_COUNTS = (
    ("in_person", True, "ecm_encounters_in_person", "Number of in-person ECM encounters"),
    ("telephonic", False, "ecm_encounters_telephonic_video", "Number of telephonic/telehealth ECM encounters"),
)
Span: TypeAlias = tuple[date, date]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: what encounters say (`ours`) and what the other says (`theirs`), "" where it says nothing. `key`
    names the row and may hold a CIN; `where` is the place where the other says it; `lines` are the claim lines."""

    other: str
    sheet: str
    key: tuple[Any, ...]
    field: str
    heading: str
    ours: str
    theirs: str
    where: Reference | None = None
    row: int = 0
    select: Select | None = None
    lines: tuple[str, ...] = ()


class Compared(NamedTuple):
    """How a comparison came out: rows in both, only in encounters, only in the other."""

    other: str
    sheet: str
    both: int
    only_ours: int
    only_theirs: int


class Congruence(msgspec.Struct):
    """All differences, and what was compared. `skipped` counts rows of return files that could not be compared."""

    differences: list[Difference] = []
    compared: list[Compared] = []
    skipped: int = 0


def against_returns(facts: Facts, sheet: str, rows_of: Mapping[Key, int]) -> Congruence:
    """Compares the counts of return files with encounters: per member, provider, period and stay. A file whose period
    reaches out of the quarter cannot be compared with it. `rows_of` are the rows of the members in the ECM tab."""
    result = Congruence()
    groups: dict[tuple[Key, str, Span], dict[date | None, ReturnRow]] = {}
    seen: set[Key] = set()
    for row in facts.given.members.rtf:
        counted = any(getattr(row, field) is not None for _, _, field, _ in _COUNTS)
        if not counted and not row.is_enrolled:
            continue
        cin = facts.people.cin_of_return(row)
        span = _span(row, facts)
        if not cin or span is None:
            result.skipped += counted
            continue
        key = facts.people.key_of(cin)
        seen.add(key)
        if counted:
            group = groups.setdefault((key, row.ecm_provider_npi or "", span), {})
            before = group.get(row.ecm_benefit_start_date)
            if before is None or (row.rtf_production_date or date.min) >= (before.rtf_production_date or date.min):
                group[row.ecm_benefit_start_date] = row
    for (key, npi, span), rows in groups.items():
        result.differences += _of_group(facts, sheet, key, npi, span, rows)
    ours = {key for key, person in facts.tally.persons.items() if person.contacts}
    for key in sorted(ours - seen):
        result.differences += _untold(facts, sheet, key)
    result.differences = [replace(one, row=rows_of.get(one.key, 0)) for one in result.differences]
    result.compared.append(Compared(RETURNS, sheet, len(ours & seen), len(ours - seen), len(seen - ours)))
    return result


def _span(row: ReturnRow, facts: Facts) -> Span | None:
    """The period of a row within the quarter; the quarter where none is told; None where it reaches out."""
    quarter, period = facts.quarter, row.rtf_reporting_period
    if period is None:
        return quarter.first, quarter.last
    return (period.start, period.end) if quarter.holds(period.start) and quarter.holds(period.end) else None


def _of_group(
    facts: Facts, sheet: str, key: Key, npi: str, span: Span, rows: dict[date | None, ReturnRow]
) -> Iterator[Difference]:
    ordered = sorted(rows.values(), key=lambda row: row.ecm_benefit_start_date or date.min)
    contacts = [
        one for one in facts.tally.persons.get(key, NOBODY).contacts if span[0] <= one.day <= span[1] and _by(one, npi)
    ]
    stays = [Stay(row.ecm_benefit_start_date) for row in ordered]
    for row, own in zip(ordered, shared_out(stays, contacts), strict=True):
        for field, in_person, told, heading in _COUNTS:
            theirs = getattr(row, told)
            ours = sum(one.in_person == in_person for one in own)
            if theirs is not None and theirs != ours:
                days = [one.day for one in own] or [span[0]]
                choice = Select(
                    members=frozenset([key]), kind=ECM, first=min(days), last=max(days), in_person=in_person
                )
                yield Difference(
                    other=RETURNS, sheet=sheet, key=key, field=field, heading=heading, ours=str(ours),
                    theirs=str(theirs), where=row.at(told), select=choice,
                )  # fmt: skip


def _by(contact: Contact, npi: str) -> bool:
    """Whether an encounter is one of that provider, who bills or renders it."""
    return not npi or npi in (contact.npi, contact.rendering)


def _untold(facts: Facts, sheet: str, key: Key) -> Iterator[Difference]:
    """A member with encounters of whom no return file tells."""
    contacts = facts.tally.persons[key].contacts
    for field, in_person, _, heading in _COUNTS:
        count = sum(one.in_person == in_person for one in contacts)
        if count:
            quarter = facts.quarter
            choice = Select(
                members=frozenset([key]), kind=ECM, first=quarter.first, last=quarter.last, in_person=in_person
            )
            yield Difference(
                other=RETURNS, sheet=sheet, key=key, field=field, heading=heading, ours=str(count), theirs="",
                select=choice,
            )  # fmt: skip


def with_lines(facts: Facts, congruence: Congruence) -> Congruence:
    """The same with the claim lines behind every difference, found in one more reading of the sources."""
    from edi.qimr.trace import trace

    found = trace(facts, {number: one.select for number, one in enumerate(congruence.differences)})
    told = [
        replace(one, lines=tuple(_cut([line.text() for line in found[number]])))
        for number, one in enumerate(congruence.differences)
    ]
    return Congruence(told, congruence.compared, congruence.skipped)


def _cut(lines: Sequence[str]) -> Iterable[str]:
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[:MOST_LINES], f"and {len(lines) - MOST_LINES} more"]
