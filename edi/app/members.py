"""Member-level files read and checked, against encounters where some are given; attempts without an encounter into an
837P.

A run holds every row of the files, and of the encounters the services of ECM and the latest of each member.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

import msgspec

from edi.app.earlier import REJECTS
from edi.app.given import Input, Progress, RequestError, Step, moment_of, silent
from edi.app.member_outreach import outreach_claims
from edi.app.outputs import question_files
from edi.app.settings import ChosenProfile, ProfileInput, chosen_profile
from edi.app.sink import Output, Sink, sink_of
from edi.app.translate import WorkbookResult
from edi.app.workbook_inputs import stems_of, workbook_sources
from edi.app.workbook_request import AnswersInput, answers_of
from edi.app.x12_inputs import ENDINGS, X12Source, x12_sources
from edi.control_numbers import ControlNumbers
from edi.diagnostics import Diagnostic
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberFiles
from edi.member_files.services import EcmService, ecm_services
from edi.t837p.parse import read_837p
from edi.views.run_result import InputResult
from invoices.intake import Source
from invoices.member_files.judge import MembersRun, RowOutcome, read_members
from invoices.member_files.view import document, summary_lines
from invoices.reading.answers import Given
from mappings.layout_file import Layout, layouts_with
from mappings.member_fields import FILES
from mappings.payer_file import load_payer
from mappings.reading_file import load_readings


class MembersRequest(msgspec.Struct, frozen=True, kw_only=True):
    """The files to read, of any of the four kinds, and the encounters that they are held against. `now` is the time of
    the run, `received` the day of receipt; `answers` are those to the questions of one file; `strict` makes rows with
    warnings faulty, too; `show_values` prints members' data in files of questions."""

    sources: tuple[Source, ...]
    profile: ChosenProfile
    now: datetime
    received: date
    answers: Given = {}
    encounters: tuple[X12Source, ...] = ()
    strict: bool = False
    show_values: bool = False

    def __post_init__(self) -> None:
        if not self.sources:
            raise RequestError("there is no input")
        if self.answers and len(self.sources) > 1:
            raise RequestError("answers are for the questions of one file; give that file alone")


@dataclass(frozen=True, slots=True)
class MembersResult:
    """What was read: `run` has everything. `written` names the files that the sink got; `claims` is the run that made
    an 837P of attempts, None where each has its encounter or nobody asked."""

    run: MembersRun
    written: tuple[str, ...] = ()
    claims: WorkbookResult | None = None

    @property
    def findings(self) -> Sequence[Diagnostic]:
        """The findings of the files in order, then those on encounters."""
        return self.run.result.all_findings

    @property
    def dispositions(self) -> Iterator[tuple[InputResult, RowOutcome]]:
        """What became of every row, good, faulty or skipped, with the input that it stands in."""
        return ((judged.part, one) for judged in self.run.inputs for one in judged.outcomes)

    def files(self, *, good_only: bool = False) -> MemberFiles:
        """The typed rows by kind."""
        return self.run.files(good_only=good_only)

    def summary(self) -> Iterator[str]:
        """The summary for a person: tables with their rows, then the findings by code."""
        return summary_lines(self.run)

    def json(self, outputs: Sequence[str] = (), *, show_values: bool = False) -> str:
        """The result as JSON; `outputs` are the paths that it names. Values are masked unless they are asked for."""
        return document(self.run, outputs, show_values=show_values)

    @property
    def read_something(self) -> bool:
        """Whether some file held a table or leaves something open."""
        return any(judged.tables or judged.part.questions for judged in self.run.inputs)

    @property
    def has_errors(self) -> bool:
        """Whether something was found at error severity."""
        return self.run.result.has_errors


def run(
    request: MembersRequest,
    sink: Sink | None = None,
    *,
    claims: Sink | None = None,
    numbers: ControlNumbers | None = None,
    progress: Progress = silent,
) -> MembersResult:
    """Reads and checks. `sink` gets a marked copy of each file with faulty rows and the open questions, `claims` an
    837P of the good attempts that have no encounter, with its report. Bad data gives findings; ConfigError means a
    broken profile, layout or reading, OSError a file that cannot be opened or a sink that is full."""
    chosen, found = chosen_profile(request.profile), request.sources
    made = read_members(
        found,
        MemberContext(chosen.profile, request.received, request.answers, load_readings(chosen.readings)),
        payer=load_payer(chosen.profile.payer),
        now=request.now,
        layouts=member_layouts(chosen),
        services=services_of(request.encounters),
        profile_name=chosen.name,
        strict=request.strict,
    )
    for number, judged in enumerate(made.inputs, 1):
        progress(Step("read", judged.part.file, number, len(found)))
    names = tuple(_marked(made, request, sink)) if sink is not None else ()
    outreach = None
    if claims is not None:
        outreach = outreach_claims(made, request.encounters, chosen, request.now, claims, numbers=numbers)
    return MembersResult(made, names, outreach)


def _marked(made: MembersRun, request: MembersRequest, sink: Sink) -> Iterator[str]:
    """Hands over marked copies of files with faulty rows, and the questions of files that leave some; their names."""
    from invoices.returns.write import rejects_workbook

    for stem, judged in zip(stems_of(request.sources), made.inputs, strict=True):
        if judged.has_faulty:
            sink.add(f"{stem}{REJECTS}", rejects_workbook(judged.part, made.result).data)
            yield f"{stem}{REJECTS}"
    questions = question_files(made.result.inputs, request.sources, show_values=request.show_values)
    for name, data in questions.items():
        sink.add(name, data)
        yield name


def member_layouts(chosen: ChosenProfile, kinds: Sequence[str] = FILES) -> dict[str, list[Layout]]:
    """The layouts beside the profile, by file."""
    return {kind: list(layouts_with(chosen.layouts, kind).values()) for kind in kinds}


def services_of(encounters: Iterable[X12Source]) -> list[EcmService]:
    """The ECM services of 837P files."""
    return list(chain.from_iterable(ecm_services(read_837p(file.source), file.name) for file in encounters))


def members(
    *files: Input,
    against: Iterable[Input] = (),
    profile: ProfileInput = None,
    output: Output = None,
    claims: Output = None,
    now: datetime | None = None,
    received: date | None = None,
    answers: AnswersInput = None,
    strict: bool = False,
    show_values: bool = False,
    numbers: ControlNumbers | None = None,
    progress: Progress = silent,
) -> MembersResult:
    """Reads and checks member-level files (paths, folders, bytes, open files): Member Information, Return Transmission,
    Initial Outreach Tracker, Potential Member Referral, each known by its headings.

    `against` are 837P files to compare with. `output` is a folder or a sink for marked copies of files with faulty
    rows, `claims` one for an 837P of attempts that no encounter tells of. The other words are those of `translate`.
    Raises RequestError for what cannot be done, ConfigError for a broken profile, layout or answers file, OSError for
    what cannot be opened or written; bad data gives findings.
    """
    chosen = chosen_profile(profile)
    moment = moment_of(now, chosen.profile.clock.now)
    request = MembersRequest(
        sources=tuple(workbook_sources(files)), profile=chosen, now=moment, received=received or moment.date(),
        answers=answers_of(answers), encounters=tuple(x12_sources(against, ENDINGS)), strict=strict,
        show_values=show_values,
    )  # fmt: skip
    with sink_of(output) as sink, sink_of(claims) as claim_sink:
        return run(request, sink, claims=claim_sink, numbers=numbers, progress=progress)
