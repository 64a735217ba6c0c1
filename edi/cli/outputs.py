"""Writes the outputs of a run: all of them, or none."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import click

from edi.cli.inputs import output_stem
from edi.cli.keeping import QUESTIONS
from edi.cli.staging import Staging, distinct
from edi.report.run_result import InputResult, RunResult
from invoices.intake import Source


def write_outputs(
    result: RunResult,
    found: Sequence[Source],
    output: str,
    *,
    dry_run: bool,
    show_values: bool,
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> list[Path]:
    """Writes the 837P or 274 files, the rejects workbooks, the reports, the summary and `more` files below the folder
    `output`, or the one X12 file to stdout for "-". Gives the paths written. OSError passes through, with nothing left
    behind."""
    if dry_run or not any(part.sheets or part.questions for part in result.inputs):
        return []
    if output == "-":
        return _print(result)
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    with Staging(folder) as staging:
        for made in result.outputs:
            staging.add(made.file, made.text.encode("ascii"))
        stems = distinct([source.path.stem for source in found])
        for part, stem in zip(result.inputs, stems, strict=True):
            if part.tally.rows["withheld"]:
                staging.add(f"{stem}.rejects.xlsx", _rejects(part, result))
            if len(found) > 1:
                staging.add(f"{stem}.report.html", _report(_only(result, part), stem, output_stem(found), show_values))
        stem = output_stem(found)
        staging.add(f"{stem}.report.html", _report(result, stem, stem, show_values))
        staging.add(f"{stem}.summary.json", _summary(result, show_values))
        for name, data in more.items():
            staging.add(name, data)
        written = staging.commit()
    for part, stem in zip(result.inputs, stems, strict=True):
        if not part.questions:  # those of an earlier run have been answered
            (folder / f"{stem}{QUESTIONS}").unlink(missing_ok=True)
    return written


def _print(result: RunResult) -> list[Path]:
    if len(result.outputs) > 1:
        raise click.UsageError("-o - prints one file; this input is for several plan codes")
    for made in result.outputs:
        sys.stdout.write(made.text)
    return []


def _only(result: RunResult, part: InputResult) -> RunResult:
    """The run as one of its inputs sees it."""
    from dataclasses import replace

    return replace(result, inputs=[part], findings=[], outputs=result.outputs)


def _rejects(part: InputResult, result: RunResult) -> bytes:
    from invoices.returns.write import rejects_workbook

    return rejects_workbook(part, result).data


def _report(result: RunResult, stem: str, summary_stem: str, show_values: bool) -> bytes:
    from edi.report.html import report_html

    one = len(result.inputs) == 1 and result.tally.rows["withheld"]
    rejects = f"{stem}.rejects.xlsx" if one else ""
    return report_html(result, rejects=rejects, summary=f"{summary_stem}.summary.json", show_values=show_values)


def _summary(result: RunResult, show_values: bool) -> bytes:
    from edi.report.summary import summary_json

    return summary_json(result, show_values=show_values)
