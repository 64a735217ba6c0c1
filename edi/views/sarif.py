"""The outcome of a validation as SARIF 2.1.0, which code hosts and editors read. Lines count segments."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from edi.diagnostics import Diagnostic, Rule
from edi.diagnostics.render import say
from edi.model.reference import X12Ref
from edi.validation.outcome import Outcome
from edi.views.validation import Streamed, checked_record, json_parts

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif_text(
    outcomes: Sequence[tuple[Outcome, Path | bytes]], *, show_values: bool, version: str = ""
) -> Iterator[str]:
    """One run over all files, each with where it is: its address has the bytes of its name, not what is shown of it.
    What was read from stdin has its shown name."""
    codes = sorted({code for outcome, _ in outcomes for code in outcome.findings.counts})
    rules = outcomes[0][0].registry.rules if outcomes else {}
    places = {code: place for place, code in enumerate(codes)}
    driver: dict[str, Any] = {"name": "edi-translate", "rules": [_rule(rules[code]) for code in codes]}
    if version:
        driver["version"] = version

    def results() -> Iterator[dict[str, Any]]:
        for outcome, source in outcomes:
            uri = quote(os.fsencode((source if isinstance(source, Path) else PurePath(outcome.file)).as_posix()))
            for finding in outcome.findings:
                yield _result(finding, outcome, uri, places[finding.code], show_values)

    count = sum(len(outcome.findings) for outcome, _ in outcomes)
    told = [{"file": outcome.file, **checked_record(outcome.checked)} for outcome, _ in outcomes]
    run = {
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": Streamed(results, count),
        "properties": {"checked": told},
    }  # fmt: skip
    return json_parts({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.documentation},
        "help": {"text": rule.hint},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"snip": rule.snip},
    }


def _result(finding: Diagnostic, outcome: Outcome, uri: str, index: int, show_values: bool) -> dict[str, Any]:
    where = finding.where if isinstance(finding.where, X12Ref) else X12Ref(outcome.file)
    said = say(finding, outcome.registry.rules[finding.code], show_values=show_values)
    name = ".".join(part for part in (where.loop, where.segment) if part)
    name += f"{where.element:02}" if where.element else ""
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": max(1, where.segment_no)},
        }
    }
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "element"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[outcome.severity(finding.code)],
        "message": {"text": f"{said.message}. {said.hint}"},
        "locations": [location],
        "properties": {"claim": where.claim, "st": where.st, "st_segment_no": where.st_segment_no},
    }
