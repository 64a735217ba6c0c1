"""What `edi-translate qimr` reads: encounters, and the files beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from edi.app.settings import ChosenProfile
from edi.app.x12_inputs import is_x12, x12_sources
from edi.cli.workbook_given import sources as invoice_sources
from edi.cli.x12_given import x12_given
from edi.diagnostics import EVERY_PACKAGE, Diagnostic, load_rules
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberFiles, MemberRow
from edi.model.capacity import ProviderCapacity
from edi.qimr.files import Files as X12Files
from edi.qimr.files import Named
from edi.qimr.given import Given
from edi.qimr.report import Report
from edi.qimr.source import EncounterSource, Joined
from invoices.context import Context
from invoices.encounters import encounters_of
from invoices.intake import Source
from invoices.member_files.judge import read_members
from invoices.member_files.logs import authorizations_of, read_log, requests_of
from invoices.roster.capacities import roster_capacities
from mappings.files import read_whole
from mappings.layout_file import Layout, layouts_with
from mappings.member_fields import FILES, LOGS
from mappings.payer_file import load_payer
from mappings.subject_file import load_subject

ROSTER = "roster"
#: The family of findings about encounters and member-level files together.
AGAINST_ENCOUNTERS = "EM"


class Files(NamedTuple):
    """Paths by what they are given as, the member-level files in the order of their kinds."""

    members: Sequence[Path] = ()
    returns: Sequence[Path] = ()
    outreach: Sequence[Path] = ()
    referrals: Sequence[Path] = ()
    requests: Sequence[Path] = ()
    authorizations: Sequence[Path] = ()
    roster: Sequence[Path] = ()


class Beside(NamedTuple):
    """What stands beside the encounters, and what was noticed while it was read."""

    given: Given
    findings: list[Diagnostic]

    def tell(self, report: Report) -> None:
        """Adds the findings to those of the report."""
        if self.findings:
            report.findings.adopt(self.findings, load_rules(*EVERY_PACKAGE).rules)


def encounter_source(inputs: Sequence[str], chosen: ChosenProfile, now: datetime) -> EncounterSource:
    """The encounters of 837P files and invoices. A folder gives its 837P files, or its workbooks where it has none;
    standard input is an 837P. Raises click.UsageError for what is not there."""
    x12 = [text for text in inputs if text == "-" or _has_x12(Path(text))]
    books = [text for text in inputs if text not in x12]
    found: list[EncounterSource] = []
    if x12:
        found.append(X12Files([Named(one.name, _again(one.source)) for one in x12_sources(x12_given(x12))]))
    if books:
        context = Context(chosen.profile, load_payer(chosen.profile.payer), now.date())
        layouts = list(layouts_with(chosen.layouts).values())
        found.append(encounters_of(invoice_sources(books), context, layouts, now))
    return found[0] if len(found) == 1 else Joined(*found)


def _has_x12(path: Path) -> bool:
    if not path.exists():
        raise click.UsageError(f"{path}: no such file or folder")
    return any(map(is_x12, path.rglob("*"))) if path.is_dir() else is_x12(path)


def _again(source: Path | bytes) -> Path | bytes:
    """A source that can be read twice: a pipe is taken into memory."""
    return source if isinstance(source, bytes) or source.is_file() else read_whole(source)


def beside(files: Files, chosen: ChosenProfile, now: datetime) -> Beside:
    """Reads the files beside the encounters. Raises click.UsageError for one that is of another kind than it is given
    as."""
    findings: list[Diagnostic] = []
    own = {kind: list(layouts_with(chosen.layouts, kind).values()) for kind in (*FILES, *LOGS)}
    members = _members(files, chosen, now, own, findings)
    requests, authorizations = [_log(kind, paths, own, findings) for kind, paths in zip(LOGS, files[4:6], strict=True)]
    given = Given(
        members,
        bool(files.members),
        bool(files.returns),
        bool(files.outreach),
        bool(files.referrals),
        requests_of(requests) if requests is not None else None,
        authorizations_of(authorizations) if authorizations is not None else None,
        _capacities(files.roster, chosen, now, findings),
    )
    return Beside(given, findings)


def _sources(paths: Sequence[Path]) -> list[Source]:
    return invoice_sources([str(path) for path in paths])


def _members(
    files: Files, chosen: ChosenProfile, now: datetime, own: Mapping[str, Sequence[Layout]], findings: list[Diagnostic]
) -> MemberFiles:
    given_as = [(kind, source) for kind, paths in zip(FILES, files, strict=False) for source in _sources(paths)]
    if not given_as:
        return MemberFiles()
    run = read_members(
        [source for _, source in given_as], MemberContext(chosen.profile, now.date()),
        payer=load_payer(chosen.profile.payer), now=now, layouts=own, profile_name=chosen.name,
    )  # fmt: skip
    for (kind, source), judged in zip(given_as, run.inputs, strict=True):
        if kind not in {table.kind for table in judged.tables}:
            raise click.UsageError(f"{source.name}: has no sheet of the kind {load_subject(kind).title}")
    # Encounters are compared with these files by `members read --against`, which is given them.
    findings += [one for one in run.result.all_findings if not one.code.startswith(AGAINST_ENCOUNTERS)]
    return run.files()


def _log(
    kind: str, paths: Sequence[Path], own: Mapping[str, Sequence[Layout]], findings: list[Diagnostic]
) -> list[MemberRow] | None:
    """The rows of a log; None where none was given."""
    if not paths:
        return None
    found: list[MemberRow] = []
    for source in _sources(paths):
        rows, told = read_log(kind, source, own)
        if rows is None:
            raise click.UsageError(f"{source.name}: has no sheet of the kind {load_subject(kind).title}")
        found += rows
        findings += told
    return found


def _capacities(
    paths: Sequence[Path], chosen: ChosenProfile, now: datetime, findings: list[Diagnostic]
) -> tuple[ProviderCapacity, ...] | None:
    if not paths:
        return None
    context = Context(chosen.profile, load_payer(chosen.profile.payer), now.date())
    layouts = list(layouts_with(chosen.layouts, ROSTER).values())
    result, found = roster_capacities(_sources(paths), context, layouts, now)
    findings += result.all_findings
    return tuple(found)
