"""Writes the outputs of a run: all of them, or none."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import click

from edi.app.staging import Staging, distinct
from edi.cli.earlier import REJECTS, REPORT, SUMMARY, Earlier, earlier_results, has_other_content
from edi.cli.inputs import output_stem, stem_of
from edi.diagnostics.shown import shown
from edi.views.run_result import InputResult, RunResult
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
    `output`, or the one X12 file to stdout for "-". Gives the paths written. What an earlier run of the same inputs
    left there and no longer holds is removed and named. OSError passes through, with all as it was before."""
    if dry_run:
        return []
    if output == "-":
        return _print(result) if any(part.sheets or part.questions for part in result.inputs) else []
    with Staging(Path(output)) as staging:
        stage_outputs(staging, result, found, Path(output), show_values=show_values, more=more)
        return staging.commit()


def stage_outputs(
    staging: Staging,
    result: RunResult,
    found: Sequence[Source],
    folder: Path,
    *,
    show_values: bool,
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> list[str]:
    """Has the outputs of a run appear in a folder when the others of a staging do; their names."""
    stem, stems = output_stem(found), distinct([stem_of(source.path) for source in found])
    earlier = earlier_results(folder, stem, stems, {source.path.resolve() for source in found})
    files: dict[str, bytes] = {}
    if any(part.sheets or part.questions for part in result.inputs):
        files = {made.file: made.text.encode("ascii") for made in result.outputs}
        for part, own in zip(result.inputs, stems, strict=True):
            if part.tally.rows["withheld"]:
                files[f"{own}{REJECTS}"] = _rejects(part, result)
            if len(found) > 1:
                files[f"{own}{REPORT}"] = _report(_only(result, part), own, stem, show_values)
        files[f"{stem}{REPORT}"] = _report(result, stem, stem, show_values)
        files[f"{stem}{SUMMARY}"] = _summary(result, show_values)
        files |= more
    elif not has_other_content(folder, stem, result):
        return []
    for name, data in files.items():
        staging.add(name, data, folder)
    _leave_out(staging, [one for one in earlier if one.path.name not in files])
    return list(files)


def _leave_out(staging: Staging, earlier: Sequence[Earlier]) -> None:
    """Removes what no longer holds, and says so; what somebody has worked on since stays, and is named."""
    for one in earlier:
        if one.is_changed:
            click.echo(f"{shown(str(one.path))} is of an earlier run, and was changed since: it is left", err=True)
        else:
            staging.remove(one.path)
            click.echo(f"removed {shown(str(one.path))}: of an earlier run, and no longer so", err=True)


def _print(result: RunResult) -> list[Path]:
    if len(result.outputs) > 1:
        raise click.UsageError("-o - prints one file; this input is for several plan codes")
    for made in result.outputs:
        sys.stdout.buffer.write(made.text.encode("ascii"))
    sys.stdout.buffer.flush()
    return []


def _only(result: RunResult, part: InputResult) -> RunResult:
    """The run as one of its inputs sees it."""
    from dataclasses import replace

    return replace(result, inputs=[part], findings=[], outputs=result.outputs)


def _rejects(part: InputResult, result: RunResult) -> bytes:
    from invoices.returns.write import rejects_workbook

    return rejects_workbook(part, result).data


def _report(result: RunResult, stem: str, summary_stem: str, show_values: bool) -> bytes:
    from edi.views.html import report_html

    one = len(result.inputs) == 1 and result.tally.rows["withheld"]
    rejects = f"{stem}.rejects.xlsx" if one else ""
    return report_html(result, rejects=rejects, summary=f"{summary_stem}.summary.json", show_values=show_values)


def _summary(result: RunResult, show_values: bool) -> bytes:
    from edi.views.summary import summary_json

    return summary_json(result, show_values=show_values)
