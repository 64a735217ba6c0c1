"""Plan data into a Member Information File, which is then read and judged like any other; empty files to fill in, and a
tracker of outreach encounters.

A run holds every row, and the finished workbooks until they are handed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from edi.app.given import RequestError
from edi.app.settings import ChosenProfile, chosen_profile
from edi.app.x12_inputs import X12Source
from edi.member_files.calendar import months_before
from edi.member_files.context import MemberContext
from edi.member_files.history import history_of
from edi.member_files.match import attempts_of
from edi.member_files.models import Kind, MemberInformation, OutreachAttempt, Period
from edi.member_files.services import EcmService
from edi.t837p.parse import read_837p
from invoices.intake import Source
from invoices.member_files.build import completed, information_workbook, merged, read_plan_data
from invoices.member_files.judge import MembersRun, read_members
from invoices.member_files.outreach import tracker_workbook
from invoices.member_files.template import template as made_template
from invoices.member_files.view import summary_lines
from mappings.condition_table import CONDITIONS, Condition, load_conditions
from mappings.member_fields import FILES
from mappings.payer_file import load_payer

WRITTEN = re.compile(r"(\d{2})/(\d{2})/(\d{4})\.(\d{2})/(\d{2})/(\d{4})")
QUARTER = re.compile(r"(\d{4})\s*Q([1-4])", re.IGNORECASE)


class BuildRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Sheets of members and records of their services, 837P files whose diagnoses count, and the period: a quarter
    ("2024Q1"), "MM/DD/YYYY.MM/DD/YYYY", or "" for the month before `now`. `target` is the name of the workbook; with
    `per_provider` there is one for each assigned provider, called after it and the NPI."""

    sources: tuple[Source, ...]
    profile: ChosenProfile
    now: datetime
    target: Path
    encounters: tuple[X12Source, ...] = ()
    period: str = ""
    per_provider: bool = False

    def __post_init__(self) -> None:
        period_of(self.period, self.now.date())


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The workbooks by their paths, the number of members in them and of services behind their indicators, and the run
    that read them again, with the findings of the plan's data before its own."""

    books: dict[Path, bytes]
    members: int
    services: int
    run: MembersRun

    def summary(self) -> Iterator[str]:
        """The summary of what was made, for a person."""
        return summary_lines(self.run)


def run(request: BuildRequest) -> BuildResult:
    """Reads, completes, and judges what was made. Nothing is written. Bad data gives findings; OSError means an input
    that cannot be opened."""
    chosen, moment = chosen_profile(request.profile), request.now
    made = moment.date()
    data = read_plan_data(request.sources)
    history = [*data.history, *(row for file in request.encounters for row in history_of(read_837p(file.source)))]
    context = MemberContext(chosen.profile, made)
    span = period_of(request.period, made)
    rows = completed(merged(data), history, context, span, made, _conditions(chosen))
    parts = _parts(rows, request) if rows else {}
    books = {path: information_workbook(part, chosen.profile.member_files, moment) for path, part in parts.items()}
    sources = [Source(path, str(path), content) for path, content in books.items()]
    payer = load_payer(chosen.profile.payer)
    again = read_members(sources, context, payer=payer, now=moment, profile_name=chosen.name)
    again.result.inputs[:0] = data.inputs
    return BuildResult(books, len(rows), len(history), again)


def _conditions(chosen: ChosenProfile) -> tuple[Condition, ...]:
    """The table of conditions beside the profile, else the shipped one."""
    own = chosen.layouts.parent / "members" / CONDITIONS.name if chosen.layouts else None
    return load_conditions(own if own is not None and own.is_file() else CONDITIONS)


def period_of(text: str, made: date) -> Period:
    """A reporting period: "2024Q1", two dates with a period sign, or "" for the month before the file is made. Raises
    RequestError for anything else."""
    quarter, dates = QUARTER.fullmatch(text.strip()), WRITTEN.fullmatch(text.strip())
    if quarter:
        first = date(int(quarter[1]), int(quarter[2]) * 3 - 2, 1)
        return Period(first, months_before(first, -3) - timedelta(days=1))
    if dates:
        month, day, year, to_month, to_day, to_year = (int(part) for part in dates.groups())
        try:
            span = Period(date(year, month, day), date(to_year, to_month, to_day))
        except ValueError:
            span = None
        if span and span.start <= span.end:
            return span
    if text:
        raise RequestError(f"{text}: a period is a quarter (2024Q1) or MM/DD/YYYY.MM/DD/YYYY")
    last = made.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def _parts(rows: Sequence[MemberInformation], request: BuildRequest) -> dict[Path, list[MemberInformation]]:
    """The rows of each file: all in one, or those of each assigned provider in its own."""
    target = request.target
    if not request.per_provider:
        return {target: list(rows)}
    parts: dict[Path, list[MemberInformation]] = {}
    for row in rows:
        path = target.with_name(f"{target.stem}-{row.ecm_provider_npi or 'unassigned'}{target.suffix}")
        parts.setdefault(path, []).append(row)
    return parts


def template(kinds: Iterable[str], chosen: ChosenProfile, made: datetime, *, agreed: bool = False) -> bytes:
    """An empty workbook with a tab for each of `kinds`, in the order of the guidance. RequestError for an unknown
    one."""
    wanted = list(kinds)
    unknown = [kind for kind in wanted if kind not in FILES]
    if unknown:
        raise RequestError(f"{unknown[0]}: no such file; one of {', '.join(FILES)}, all")
    ordered: list[Kind] = [kind for kind in FILES if kind in wanted]  # type: ignore[misc]
    return made_template(ordered, chosen.profile.member_files, made, agreed=agreed)


def tracker(
    services: Sequence[EcmService], chosen: ChosenProfile, made: datetime
) -> tuple[Sequence[OutreachAttempt], bytes]:
    """The outreach attempts among services, and a tracker of them (nothing where there are none)."""
    attempts = attempts_of(services)
    return attempts, tracker_workbook(attempts, chosen.profile, made) if attempts else b""
