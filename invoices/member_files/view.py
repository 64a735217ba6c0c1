"""What `members read` found, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from edi.diagnostics import Diagnostic
from edi.model.reference import Reference, SheetRef, X12Ref
from edi.views.counts import plural
from edi.views.run_result import RunResult
from edi.views.spoken import speak
from invoices.member_files.judge import Counts, Judged, MembersRun
from mappings.subject_file import load_subject

VERSION = 1
ORDER = {"error": 0, "warning": 1, "info": 2}


def summary_lines(run: MembersRun) -> Iterator[str]:
    """The summary for a person: tables with their rows, then the findings by code."""
    for judged in run.inputs:
        for number, table in enumerate(judged.tables):
            counts = judged.counts(number)
            yield (
                f"{judged.part.file} › {table.table.sheet}: {load_subject(table.kind).title}, "
                f"{plural(counts.read, 'row')} read: {counts.good} good, {counts.faulty} faulty, "
                f"{counts.skipped} skipped"
            )
    result = run.result
    found = Counter(finding.code for finding in result.all_findings)
    for code in sorted(found, key=lambda one: (ORDER[result.severity(one)], one)):
        yield f"  {found[code]:>5,}  {code}  {result.severity(code):<7}  {result.registry.rules[code].title}"


def document(run: MembersRun, outputs: Sequence[str] = (), *, show_values: bool = False) -> str:
    """The same for programs; `outputs` are the paths written."""
    made = {
        "version": VERSION,
        "inputs": [_input(judged) for judged in run.inputs],
        "rows": _rows(run.counts),
        "findings": [_finding(one, run.result, show_values) for one in run.result.all_findings],
        "outputs": list(outputs),
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _input(judged: Judged) -> dict[str, Any]:
    tables = [
        {"sheet": table.table.sheet, "kind": table.kind, "layout": table.table.layout.name,
         "rows": _rows(judged.counts(number))}
        for number, table in enumerate(judged.tables)
    ]  # fmt: skip
    return {"file": judged.part.file, "sha256": judged.part.sha256, "tables": tables}


def _rows(counts: Counts) -> dict[str, int]:
    return {"read": counts.read, "good": counts.good, "faulty": counts.faulty, "skipped": counts.skipped}


def _finding(finding: Diagnostic, result: RunResult, show_values: bool) -> dict[str, Any]:
    said = speak(finding, result, show_values=show_values)
    return {
        "code": said.code,
        "slug": said.slug,
        "severity": said.severity,
        "message": said.message,
        "hint": said.hint,
        "where": _where(finding.where),
        "related": [_where(place) for place in finding.related],
    }


def _where(where: Reference) -> dict[str, Any]:
    if isinstance(where, SheetRef):
        return {
            "file": where.file,
            "sheet": where.sheet,
            "row": where.row,
            "column": where.column,
            "field": where.field,
        }
    if isinstance(where, X12Ref):
        return {
            "file": where.file,
            "claim": where.claim,
            "st": where.st,
            "segment_no": where.segment_no,
            "loop": where.loop,
            "segment": where.segment,
        }
    return {"file": where.file}
