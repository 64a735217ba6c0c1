"""The whole of `members read`: files read, rows judged by themselves, in their table, across files and against
encounters; every row good, faulty or skipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Literal

import msgspec

from edi.diagnostics import Diagnostic
from edi.member_files.context import MemberContext
from edi.member_files.match import Match
from edi.member_files.models import ROWS, MemberFiles, MemberRow
from edi.member_files.services import EcmService
from edi.model.reference import SheetRef
from edi.views.run_result import InputResult, RunResult
from invoices.account import Account, EnteredInput, Entry
from invoices.intake import Source
from invoices.layout.table import Table
from invoices.member_files.read import MemberTable, read_member_file
from invoices.rows import SkippedRow
from invoices.run import begun
from mappings.layout_file import Layout
from mappings.member_fields import FILES, load_member_fields
from mappings.payer_file import Payer

KIND_OF = {row: kind for kind, row in ROWS.items()}


@dataclass(slots=True)
class Counts:
    """The rows of a table: read = good + faulty + skipped."""

    read: int = 0
    good: int = 0
    faulty: int = 0
    skipped: int = 0

    def add(self, other: Counts) -> None:
        """Adds those of another table."""
        self.read += other.read
        self.good += other.good
        self.faulty += other.faulty
        self.skipped += other.skipped


class RowOutcome(msgspec.Struct, frozen=True):
    """What became of a row of a table: the codes that make it faulty, or why it is none."""

    sheet: str
    row: int
    kind: str
    status: Literal["good", "faulty", "skipped"]
    codes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class Judged:
    """One input with its tables; `entered` holds their rows."""

    part: InputResult
    tables: list[MemberTable]
    entered: EnteredInput[MemberRow]
    outcomes: list[RowOutcome] = field(default_factory=list)

    @property
    def has_faulty(self) -> bool:
        """Whether an error is about some row."""
        return any(entry.codes for table in self.entered.tables for entry in table.entries)

    def counts(self, number: int) -> Counts:
        """The rows of its table number `number` (from 0)."""
        entries, skipped = self.entered.tables[number].entries, len(self.tables[number].skipped)
        bad = sum(bool(entry.codes) for entry in entries)
        return Counts(len(entries) + skipped, len(entries) - bad, bad, skipped)


@dataclass(slots=True)
class MembersRun:
    """A run: `result` holds the inputs with their findings, and those that are about no input (an encounter's)."""

    result: RunResult
    inputs: list[Judged] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        """The rows of all tables."""
        total = Counts()
        for judged in self.inputs:
            for number in range(len(judged.tables)):
                total.add(judged.counts(number))
        return total

    def files(self, *, good_only: bool = False) -> MemberFiles:
        """The typed rows by kind, in the order read; the good ones alone, or all."""
        found: dict[str, list[MemberRow]] = {}
        for judged in self.inputs:
            for table, entered in zip(judged.tables, judged.entered.tables, strict=True):
                rows = [entry.line for entry in entered.entries if not (good_only and entry.codes)]
                found.setdefault(table.kind, []).extend(rows)
        return MemberFiles(**{kind: tuple(found.get(kind, ())) for kind in FILES})  # type: ignore[arg-type]


def read_members(
    sources: Sequence[Source],
    context: MemberContext,
    *,
    payer: Payer,
    now: datetime,
    layouts: Mapping[str, Sequence[Layout]] | None = None,
    services: Iterable[EcmService] = (),
    profile_name: str = "",
    strict: bool = False,
) -> MembersRun:
    """Reads and judges member-level files, against ECM services where some are given. Bad data gives findings; OSError
    means an input that cannot be opened."""
    result = begun(context.profile, payer, context.received, now, profile_name=profile_name, strict=strict)
    run = MembersRun(result)
    skipped: set[tuple[str, str, int]] = set()
    account: Account[MemberRow] = Account(result, partial(_is_about, skipped))
    for source in sources:
        part, tables = read_member_file(source.path, source.name, layouts or {}, source.data)
        skipped |= {(part.file, table.table.sheet, row) for table in tables for row, _ in table.skipped}
        run.inputs.append(Judged(part, tables, account.enter(part, tables)))
    for judged in run.inputs:
        _judge(judged, context, result)
    for finding in _across(run, context, list(services)):
        account.tell(finding)
    for judged in run.inputs:
        for finding in judged.part.findings:
            account.withhold(finding)
    for judged, (_, outcomes) in zip(run.inputs, account.dispose(_outcome), strict=True):
        judged.outcomes = outcomes
    return run


def _judge(judged: Judged, context: MemberContext, result: RunResult) -> None:
    """Each row by itself, then each table."""
    checks = result.registry.checks
    add = judged.part.findings.append
    for table in judged.tables:
        for row in table.rows:
            for _, check in checks.get("member_row", ()):
                for finding in check(row, context):
                    add(finding)
        for _, check in checks.get("member_table", ()):
            for finding in check(table, context):
                add(finding)


def _is_about(skipped: Set[tuple[str, str, int]], row: MemberRow, where: SheetRef) -> bool:
    """Whether a finding in a row, or at the headings, is about a row of a table: the field is one of its file, and what
    was found does not stand in a row that is none."""
    own = load_member_fields()[KIND_OF[type(row)]]
    in_row = where.row == row.row or (where.file, where.sheet, where.row) not in skipped
    return in_row and (not where.field or where.field in own)


def _across(run: MembersRun, context: MemberContext, services: list[EcmService]) -> list[Diagnostic]:
    """What is found in all files together, and against the encounters."""
    files, checks = run.files(), run.result.registry.checks
    found = [finding for _, check in checks.get("member_files", ()) for finding in check(files, context)]
    match = Match(files, services, context.settings.return_key)
    return found + [finding for _, check in checks.get("members_and_claims", ()) for finding in check(match, context)]


def _outcome(table: Table, item: Entry[MemberRow] | SkippedRow) -> RowOutcome:
    kind = table.layout.subject
    if isinstance(item, SkippedRow):
        return RowOutcome(table.sheet, item.row, kind, "skipped", reason=item.reason)
    status: Literal["good", "faulty"] = "faulty" if item.codes else "good"
    return RowOutcome(table.sheet, item.line.row, kind, status, tuple(item.codes))
