"""Invoices into an 837P: the main use case.

A run holds every line of its inputs, from the first read to the last disposition, and the text of the 837P files, which
are checked whole before they are handed over: about 8 KB a line. Reports and marked copies are made one after the
other. Inputs are read one by one; with several `jobs` as many workbooks are open at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

from edi.app.given import Input, Progress, RequestError, Step, moment_of, silent
from edi.app.outputs import Written, question_files, read_something, write_files
from edi.app.settings import ProfileInput, chosen_profile
from edi.app.sink import Output, Sink, sink_of
from edi.app.workbook_inputs import output_stem, workbook_sources
from edi.app.workbook_request import AnswersInput, WorkbookRequest, answers_of, chosen_layouts
from edi.control_numbers import ControlNumbers
from edi.diagnostics import Diagnostic
from edi.model.question import Question
from edi.views.run_result import Disposition, InputResult, OutputFile, RunResult, Tally
from invoices.check import CHECKERS
from invoices.sent_before import Memory
from invoices.translate import translate as translated


class TranslateRequest(WorkbookRequest, frozen=True, kw_only=True):
    """What to translate, and how; see `WorkbookRequest`. `jobs` workbooks are opened at a time."""

    jobs: int = 1

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.jobs < 1:
            raise RequestError(f"jobs: {self.jobs} is less than one")


@dataclass(frozen=True, slots=True)
class WorkbookResult:
    """What a run over workbooks did: `run` has everything, the texts of the 837P or 274 files among it (`outputs`);
    `written` names the files that the sink got."""

    run: RunResult
    written: Written = field(default_factory=Written)

    @property
    def outputs(self) -> Sequence[OutputFile]:
        """The 837P or 274 files."""
        return self.run.outputs

    @property
    def findings(self) -> Sequence[Diagnostic]:
        """The findings of the inputs in order, then those of the run."""
        return self.run.all_findings

    @property
    def dispositions(self) -> Iterator[tuple[InputResult, Disposition]]:
        """What became of every row, with the input that it stands in."""
        return ((part, one) for part in self.run.inputs for one in part.dispositions)

    @property
    def questions(self) -> Sequence[Question]:
        """What is open: answers let the lines through that it withholds."""
        return [question for part in self.run.inputs for question in part.questions]

    @property
    def tally(self) -> Tally:
        """Rows and cents: read, sent, withheld, skipped."""
        return self.run.tally

    @property
    def read_something(self) -> bool:
        """Whether there was anything to read in some input."""
        return read_something(self.run)

    @property
    def has_errors(self) -> bool:
        """Whether something was withheld or found at error severity."""
        return self.run.has_errors


def run(
    request: TranslateRequest,
    sink: Sink | None = None,
    *,
    numbers: ControlNumbers | None = None,
    progress: Progress = silent,
    memory: Memory | None = None,
) -> WorkbookResult:
    """Translates, and hands the files to a sink where there is one. `numbers` gives the control numbers, by default
    counted from the request's; `memory` knows what was sent before. Bad data gives findings; ConfigError means a broken
    profile, payer or layout, OSError an input that cannot be opened or a sink that is full."""
    found = request.sources
    done = count(1)
    context = request.context()
    context.remembers = memory is not None
    result = translated(
        found,
        context,
        chosen_layouts(request.layout, request.profile.layouts),
        stem=output_stem(found),
        numbers=numbers or request.numbers(),
        now=request.now,
        checker=CHECKERS[request.check],
        profile_name=request.profile.name,
        sample_profile=request.profile.is_sample,
        strict=request.strict,
        jobs=request.jobs,
        told=lambda part: progress(Step("read", part.file, next(done), len(found))),
        memory=memory,
    )
    if sink is None:
        return WorkbookResult(result)
    more = question_files(result.inputs, found, show_values=request.show_values)
    return WorkbookResult(
        result, write_files(sink, result, found, show_values=request.show_values, more=more, progress=progress)
    )


def translate(
    *inputs: Input,
    profile: ProfileInput = None,
    output: Output = None,
    now: datetime | None = None,
    received: date | None = None,
    layout: str = "",
    answers: AnswersInput = None,
    check: str = "fast",
    strict: bool = False,
    interchange_number: int = 0,
    jobs: int = 1,
    show_values: bool = False,
    numbers: ControlNumbers | None = None,
    progress: Progress = silent,
) -> WorkbookResult:
    """Translates invoices (workbooks, delimited text, JSON; paths, folders, bytes, open files) into 837P files, every
    row accounted for.

    `profile` is a file or a profile, by default the built-in sample, which writes test envelopes. `output` is a folder
    (all files appear together or none), a sink, or nothing: the texts of the 837P files are in the result all the same.
    `now` is by default the profile's pinned clock, else the clock; `received` by default its day. The other words are
    those of `TranslateRequest`. Raises RequestError for what cannot be done, ConfigError for a broken profile, payer,
    layout or answers file, OSError for what cannot be opened or written; bad data gives findings.
    """
    chosen = chosen_profile(profile)
    moment = moment_of(now, chosen.profile.clock.now)
    request = TranslateRequest(
        sources=tuple(workbook_sources(inputs)), profile=chosen, now=moment, received=received or moment.date(),
        layout=layout, answers=answers_of(answers), check=check, strict=strict, interchange_number=interchange_number,
        jobs=jobs, show_values=show_values,
    )  # fmt: skip
    with sink_of(output) as sink:
        return run(request, sink, numbers=numbers, progress=progress)
