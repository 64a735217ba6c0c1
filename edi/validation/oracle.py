"""Types 1 and 2 by pyx12 itself, alone or beside the fast engine. Types 3 to 7 are always ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from edi.diagnostics import Diagnostic
from edi.guide.pyx12_engine import OracleResult, readable, run_pyx12
from edi.guide.validate import validate
from edi.model.reference import X12Ref
from edi.validation.gather import Findings
from edi.validation.outcome import Outcome, number_of
from edi.validation.run import Options, validate_source
from mappings.finding_table import UNLISTED

Key = tuple[int, str, int, int, str]


def validate_with_pyx12(source: Path | bytes, file: str, options: Options, *, compare: bool) -> Outcome:
    """Our outcome with pyx12's findings in place of the engine's; with `compare`, ours with the disagreements."""
    return beside_pyx12(validate_source(source, file, options), source, options, compare=compare)


def beside_pyx12(outcome: Outcome, source: Path | bytes, options: Options, *, compare: bool) -> Outcome:
    """The same for an outcome that is there."""
    file = outcome.file
    result = run_pyx12(source)
    if compare:
        outcome.disagreements = _disagreements(source, result)
        outcome.checked = outcome.checked._replace(engine="both")
        return outcome
    theirs = [
        Diagnostic(
            UNLISTED[1 if one.level in ("isa", "gs", "st") else 2],
            X12Ref(file, segment_no=one.line, segment=one.segment, element=one.element, component=one.component),
            expected=f"pyx12: code {one.code}",
        )
        for one in result.findings
    ]
    if not result.valid and not theirs:
        theirs = [Diagnostic(UNLISTED[1], X12Ref(file), expected=f"pyx12: {result.failure or 'not accepted'}")]
    rules = [one for one in outcome.findings if one.code[1] not in "12"]
    found = [one for one in [*theirs, *rules] if options.wants(one.code)]
    told = outcome.checked._replace(engine="pyx12")
    return replace(outcome, findings=Findings(sorted(found, key=number_of)), checked=told)


def _disagreements(source: Path | bytes, result: OracleResult) -> list[str]:
    """One line for what only one of the two finds, pyx12's behaviour taken one for one."""
    if result.failure:
        return [f"pyx12 gave up: {result.failure}"]
    data = source if isinstance(source, bytes) else source.read_bytes()
    engine = validate(readable(data), mode="exact")
    ours: list[Key] = [(f.segment_no, f.segment, f.element, f.component, f.code) for f in engine]
    theirs: list[Key] = [(f.line, f.segment, f.element, f.component, f.code) for f in result.findings]
    lines = [f"only pyx12: {_said(key)}" for key in theirs if key not in ours]
    lines += [f"only fast: {_said(key)}" for key in ours if key not in theirs]
    if engine.summary.valid != result.valid:
        lines.append(f"verdict: pyx12 {result.valid}, fast {engine.summary.valid}")
    return lines


def _said(key: Key) -> str:
    number, segment, element, component, code = key
    place = f"{segment}{element:02}" if element else segment
    return f"segment {number} {place}{f'-{component}' if component else ''} code {code}"
