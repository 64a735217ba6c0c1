"""What a quarterly report is made from: encounters, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from edi.app.given import Input, NamedBytes, RequestError, as_given, named
from edi.app.members import member_layouts
from edi.app.settings import ChosenProfile
from edi.app.workbook_inputs import workbook_sources
from edi.app.x12_inputs import X12Source, begins_as_x12, is_x12, x12_sources
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
from mappings.roster_tables import ROSTER
from mappings.subject_file import load_subject

#: The family of findings about encounters and member-level files together.
AGAINST_ENCOUNTERS = "EM"
#: Content that is an 837P, whatever it looks like.
X12_FORM = "837"


class Beside(NamedTuple):
    """Files beside the encounters, by what they are given as, the member-level files in the order of their kinds."""

    members: Sequence[Source] = ()
    returns: Sequence[Source] = ()
    outreach: Sequence[Source] = ()
    referrals: Sequence[Source] = ()
    requests: Sequence[Source] = ()
    authorizations: Sequence[Source] = ()
    roster: Sequence[Source] = ()


class Noticed(NamedTuple):
    """What stands beside the encounters, and what was noticed while it was read."""

    given: Given
    findings: list[Diagnostic]

    def tell(self, report: Report) -> None:
        """Adds the findings to those of the report."""
        if self.findings:
            report.findings.adopt(self.findings, load_rules(*EVERY_PACKAGE).rules)


def encounter_inputs(inputs: Iterable[Input]) -> tuple[list[X12Source], list[Source]]:
    """837P files and invoices apart. A folder gives its 837P files, or its workbooks where it has none. Raises
    RequestError for what is not there."""
    claims: list[Input] = []
    books: list[Input] = []
    for given in inputs:
        path = named(given)
        (claims if _has_x12(path, given) else books).append(path if isinstance(path, NamedBytes) else given)
    found = [one._replace(source=_again(one.source)) for one in x12_sources(claims)] if claims else []
    return found, workbook_sources(books) if books else []


def _has_x12(path: Path | NamedBytes, given: Input) -> bool:
    if isinstance(path, NamedBytes):
        return path.form == X12_FORM or begins_as_x12(path.data)
    if not path.exists():
        raise RequestError(f"{as_given(given)}: no such file or folder")
    return any(map(is_x12, path.rglob("*"))) if path.is_dir() else is_x12(path)


def _again(source: Path | bytes) -> Path | bytes:
    """A source that can be read twice: a pipe is taken into memory."""
    return source if isinstance(source, bytes) or source.is_file() else read_whole(source)


def encounter_source(
    claims: Sequence[X12Source], books: Sequence[Source], chosen: ChosenProfile, now: datetime
) -> EncounterSource:
    """The encounters of 837P files, which are read as often as they are asked for, and of invoices, which are held."""
    found: list[EncounterSource] = []
    if claims:
        found.append(X12Files([Named(one.name, one.source) for one in claims]))
    if books:
        context = Context(chosen.profile, load_payer(chosen.profile.payer), now.date())
        layouts = list(layouts_with(chosen.layouts).values())
        found.append(encounters_of(books, context, layouts, now))
    return found[0] if len(found) == 1 else Joined(*found)


def read_beside(files: Beside, chosen: ChosenProfile, now: datetime) -> Noticed:
    """Reads the files beside the encounters. Raises RequestError for one that is of another kind than it is given
    as."""
    findings: list[Diagnostic] = []
    own = member_layouts(chosen, (*FILES, *LOGS))
    members = _members(files, chosen, now, own, findings)
    requests, authorizations = [_log(kind, found, own, findings) for kind, found in zip(LOGS, files[4:6], strict=True)]
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
    return Noticed(given, findings)


def _members(
    files: Beside, chosen: ChosenProfile, now: datetime, own: Mapping[str, Sequence[Layout]], findings: list[Diagnostic]
) -> MemberFiles:
    given_as = [(kind, source) for kind, found in zip(FILES, files, strict=False) for source in found]
    if not given_as:
        return MemberFiles()
    run = read_members(
        [source for _, source in given_as], MemberContext(chosen.profile, now.date()),
        payer=load_payer(chosen.profile.payer), now=now, layouts=own, profile_name=chosen.name,
    )  # fmt: skip
    for (kind, source), judged in zip(given_as, run.inputs, strict=True):
        if kind not in {table.kind for table in judged.tables}:
            raise RequestError(f"{source.name}: has no sheet of the kind {load_subject(kind).title}")
    # Encounters are compared with these files by `members read --against`, which is given them.
    findings += [one for one in run.result.all_findings if not one.code.startswith(AGAINST_ENCOUNTERS)]
    return run.files()


def _log(
    kind: str, sources: Sequence[Source], own: Mapping[str, Sequence[Layout]], findings: list[Diagnostic]
) -> list[MemberRow] | None:
    """The rows of a log; None where none was given."""
    if not sources:
        return None
    found: list[MemberRow] = []
    for source in sources:
        rows, told = read_log(kind, source, own)
        if rows is None:
            raise RequestError(f"{source.name}: has no sheet of the kind {load_subject(kind).title}")
        found += rows
        findings += told
    return found


def _capacities(
    sources: Sequence[Source], chosen: ChosenProfile, now: datetime, findings: list[Diagnostic]
) -> tuple[ProviderCapacity, ...] | None:
    if not sources:
        return None
    context = Context(chosen.profile, load_payer(chosen.profile.payer), now.date())
    layouts = list(layouts_with(chosen.layouts, ROSTER).values())
    result, found = roster_capacities(sources, context, layouts, now)
    findings += result.all_findings
    return tuple(found)
