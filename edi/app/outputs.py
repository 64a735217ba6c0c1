"""The files of a run over workbooks: the 837P or 274 files, a marked copy of each input with withheld rows, reports,
the summary, open questions. Each is made when it is handed over; one is held at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from edi.app.earlier import QUESTIONS, REJECTS, REPORT, SUMMARY, Earlier, earlier_results, has_other_content
from edi.app.given import Progress, Step, silent
from edi.app.sink import Folder, Sink
from edi.app.workbook_inputs import output_stem, stems_of
from edi.views.run_result import InputResult, RunResult
from invoices.intake import Source
from invoices.reading.questions import questions_json

#: The codes of a row that is in order, and was sent before.
ALREADY_SENT = ("LG001",)


class Written(NamedTuple):
    """The names of the files that a sink has got, and what an earlier run has left in its folder that no longer holds:
    it goes, but for what somebody has worked on since."""

    names: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


def read_something(result: RunResult) -> bool:
    """Whether there was anything to read in some input."""
    return any(part.sheets or part.questions for part in result.inputs)


def write_files(
    sink: Sink,
    result: RunResult,
    found: Sequence[Source],
    *,
    show_values: bool,
    more: Mapping[str, bytes] = MappingProxyType({}),
    progress: Progress = silent,
) -> Written:
    """Hands the files of a run and `more` to a sink, none where no input could be read. In a folder, what an earlier
    run of the same inputs left and no longer holds is removed. OSError passes through."""
    folder = sink.folder if isinstance(sink, Folder) else None
    stem = output_stem(found)
    earlier: list[Earlier] = []
    if folder is not None:
        earlier = earlier_results(folder, stem, stems_of(found), {source.path.resolve() for source in found})
    names: list[str] = []
    if read_something(result):
        for name, data in _files(result, found, show_values, more):
            sink.add(name, data)
            names.append(name)
            progress(Step("written", name, len(names), 0))
    elif folder is None or not has_other_content(folder, stem, result):
        return Written()
    gone = tuple(one for one in earlier if one.path.name not in names)
    for one in gone:
        if not one.is_changed and isinstance(sink, Folder):
            sink.remove(one.path)
    return Written(tuple(names), gone)


def _files(
    result: RunResult, found: Sequence[Source], show_values: bool, more: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The files by name. One of `more` takes the place of another of its name."""
    stem, stems = output_stem(found), stems_of(found)
    for made in result.outputs:
        yield made.file, made.text.encode("ascii")
    for part, own in zip(result.inputs, stems, strict=True):
        if any(one.status == "withheld" and one.codes != ALREADY_SENT for one in part.dispositions):
            yield f"{own}{REJECTS}", _rejects(part, result)
        if len(found) > 1:
            yield f"{own}{REPORT}", _report(_only(result, part), own, stem, show_values)
    yield f"{stem}{REPORT}", _report(result, stem, stem, show_values)
    yield f"{stem}{SUMMARY}", _summary(result, show_values)
    yield from more.items()


def question_files(inputs: Sequence[InputResult], found: Sequence[Source], *, show_values: bool) -> dict[str, bytes]:
    """NAME.questions.json of every input that leaves something open, by name."""
    return {
        f"{stem}{QUESTIONS}": questions_json(part.file, part.provider, part.questions, show_values=show_values)
        for part, stem in zip(inputs, stems_of(found), strict=True)
        if part.questions
    }


def _only(result: RunResult, part: InputResult) -> RunResult:
    """The run as one of its inputs sees it."""
    return replace(result, inputs=[part], findings=[], outputs=result.outputs)


def _rejects(part: InputResult, result: RunResult) -> bytes:
    from invoices.returns.write import rejects_workbook

    return rejects_workbook(part, result).data


def _report(result: RunResult, stem: str, summary_stem: str, show_values: bool) -> bytes:
    from edi.views.html import report_html

    one = len(result.inputs) == 1 and result.tally.rows["withheld"]
    rejects = f"{stem}{REJECTS}" if one else ""
    return report_html(result, rejects=rejects, summary=f"{summary_stem}{SUMMARY}", show_values=show_values)


def _summary(result: RunResult, show_values: bool) -> bytes:
    from edi.views.summary import summary_json

    return summary_json(result, show_values=show_values)
