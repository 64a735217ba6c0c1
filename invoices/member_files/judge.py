"""The whole of `members read`: files read, rows judged by themselves, in their table, across files and against
encounters; every row good, faulty or skipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from edi.diagnostics import Diagnostic
from edi.member_files.context import MemberContext
from edi.member_files.match import Match
from edi.member_files.models import MemberFiles, MemberRow
from edi.member_files.services import EcmService
from edi.model.reference import SheetRef
from edi.views.run_result import InputResult, RunResult
from invoices.intake import Source
from invoices.member_files.read import MemberTable, read_member_file
from invoices.run import begun
from mappings.layout_file import Layout
from mappings.member_fields import FILES, load_member_fields
from mappings.payer_file import Payer


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


@dataclass(slots=True)
class Judged:
    """One input with its tables and the rows that an error is about, by table."""

    part: InputResult
    tables: list[MemberTable]
    faulty: dict[int, set[int]] = field(default_factory=dict)

    def counts(self, number: int) -> Counts:
        """The rows of its table number `number` (from 0)."""
        table, bad = self.tables[number], len(self.faulty.get(number, ()))
        rows, skipped = len(table.rows), len(table.skipped)
        return Counts(rows + skipped, rows - bad, bad, skipped)


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
            for number, table in enumerate(judged.tables):
                bad = judged.faulty.get(number, set()) if good_only else set()
                found.setdefault(table.kind, []).extend(row for row in table.rows if row.row not in bad)
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
    for source in sources:
        part, tables = read_member_file(source.path, source.name, layouts or {}, source.data)
        run.inputs.append(Judged(part, tables))
        result.inputs.append(part)
    for judged in run.inputs:
        _judge(judged, context, result)
    _across(run, context, list(services))
    for judged in run.inputs:
        judged.part.findings.sort(key=_position)
        _mark(judged, result)
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


def _across(run: MembersRun, context: MemberContext, services: list[EcmService]) -> None:
    """All files together, and against the encounters."""
    files, checks = run.files(), run.result.registry.checks
    found = [finding for _, check in checks.get("member_files", ()) for finding in check(files, context)]
    match = Match(files, services, context.settings.return_key)
    found += [finding for _, check in checks.get("members_and_claims", ()) for finding in check(match, context)]
    by_file = {judged.part.file: judged.part.findings for judged in run.inputs}
    for finding in found:
        by_file.get(finding.where.file, run.result.findings).append(finding)


def _mark(judged: Judged, result: RunResult) -> None:
    """Which rows an error is about: its row, or every row of a table for its heading or a label."""
    for finding in judged.part.findings:
        where = finding.where
        if not isinstance(where, SheetRef) or not result.withholds(finding.code):
            continue
        for number, table in enumerate(judged.tables):
            elsewhere = where.field and where.field not in load_member_fields()[table.kind]
            if table.table.sheet != where.sheet or elsewhere:
                continue
            numbers = {row.row for row in table.rows}
            bad = {where.row} if where.row in numbers else numbers
            judged.faulty.setdefault(number, set()).update(bad if where.row not in _skipped(table) else ())


def _skipped(table: MemberTable) -> set[int]:
    return {row for row, _ in table.skipped}


def _position(finding: Diagnostic) -> tuple[str, int, int, str]:
    """Reading order: by sheet, row and column, then by code."""
    where = finding.where
    if isinstance(where, SheetRef):
        return (where.sheet, where.row, len(where.column), where.column + finding.code)
    return ("", 0, 0, finding.code)
