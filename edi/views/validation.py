"""The outcome of a validation as text and JSON (`cli.md`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from edi.diagnostics import Diagnostic
from edi.diagnostics.render import say
from edi.diagnostics.shown import shown
from edi.model.reference import Reference, X12Ref
from edi.validation.checked import Checked, spelled
from edi.validation.outcome import Outcome
from edi.views.counts import plural

_JOINED = 1_000  # pieces of JSON that are written together


def text_line(finding: Diagnostic, outcome: Outcome, *, show_values: bool) -> str:
    """`file:segment_no: CODE message`, so that editors and grep work."""
    rule = outcome.registry.rules[finding.code]
    number = finding.where.segment_no if isinstance(finding.where, X12Ref) else 0
    message = say(finding, rule, show_values=show_values).message
    place = _element(finding.where)
    return shown(f"{outcome.file}:{number}: {finding.code} {place + ': ' if place else ''}{message}")


def _element(where: Reference) -> str:
    if not isinstance(where, X12Ref) or not where.segment:
        return ""
    element = f"{where.segment}{where.element:02}" if where.element else where.segment
    element += f"-{where.component}" if where.component else ""
    return f"{where.loop} {element}".strip()


class Streamed(list[Any]):
    """A list of JSON whose items are made while it is written."""

    def __init__(self, items: Callable[[], Iterator[Any]], count: int) -> None:
        super().__init__()
        self._items = items
        self._count = count

    def __iter__(self) -> Iterator[Any]:
        return self._items()

    def __len__(self) -> int:
        return self._count


def json_parts(value: object) -> Iterator[str]:
    """The JSON text of a value piece by piece, findings being made one at a time."""
    import json  # only this form needs it

    parts = json.JSONEncoder(indent=1, ensure_ascii=False).iterencode(value)
    while text := "".join(islice(parts, _JOINED)):
        yield text
    yield "\n"


def json_text(outcomes: Sequence[Outcome], acks: Sequence[Sequence[str]] = (), *, show_values: bool) -> Iterator[str]:
    """The list that other programs read; with acknowledgments, `acks` has the paths of each file's."""
    records = [record(outcome, show_values=show_values) for outcome in outcomes]
    for found, paths in zip(records, acks, strict=False):
        found["acknowledgments"] = list(paths)
    return json_parts(records)


def record(outcome: Outcome, *, show_values: bool) -> dict[str, Any]:
    """One file of the list."""
    findings = outcome.findings

    def made() -> Iterator[dict[str, Any]]:
        return (_finding(one, outcome, show_values) for one in findings)

    return {
        "file": outcome.file,
        "valid": outcome.valid,
        "transactions": outcome.transactions,
        "claims": outcome.claims,
        "checked": checked_record(outcome.checked),
        "findings": Streamed(made, len(findings)),
    }


def checked_record(checked: Checked) -> dict[str, Any]:
    """What the verdict stands for."""
    return {
        "types": list(checked.types),
        "not_run": [{"types": list(one.types), "guide": one.guide, "why": one.why} for one in checked.not_run],
        "guides": [{"guide": name, "transactions": count} for name, count in checked.guides],
        "receivers": list(checked.receivers),
        "code_sets": [{"name": one.name, "edition": one.edition} for one in checked.code_sets],
        "encoding": checked.encoding,
        "engine": checked.engine,
        "files_compared": checked.compared,
        "own_mappings": [one._asdict() for one in checked.own],
        "added_rules": list(checked.added_rules),
    }


def checked_lines(checked: Checked) -> Iterator[str]:
    """What was checked and what was not, for a person."""
    said = [", ".join(name for name, _ in checked.guides), *(f"receiver {name}" for name in checked.receivers)]
    said += [f"{one.name} ({one.edition})" for one in checked.code_sets]
    said += [f"types 1 and 2 by {checked.engine}"] if checked.engine != "fast" else []
    said += [f"read as {checked.encoding.upper()}"] if checked.encoding != "ascii" else []
    said += [f"{checked.compared} files compared"] if checked.compared > 1 else []
    said += [f"own mapping {one.said}" for one in checked.own]
    said += [f"rules of {one}" for one in checked.added_rules]
    named = "; ".join(part for part in said if part)
    yield f"checked: {spelled(checked.types)}{'; ' if named else ''}{named}"
    for one in checked.not_run:
        of = f" of {one.guide}" if one.guide else ""
        yield f"not run: {spelled(one.types) if one.types else 'some findings'}{of}: {one.why}"


def _finding(finding: Diagnostic, outcome: Outcome, show_values: bool) -> dict[str, Any]:
    rule = outcome.registry.rules[finding.code]
    said = say(finding, rule, show_values=show_values)
    found: dict[str, Any] = {
        "code": finding.code,
        "slug": rule.slug,
        "severity": outcome.severity(finding.code),
        "snip": rule.snip,
        "message": said.message,
        "hint": said.hint,
        "where": where_record(finding.where, outcome.file),
    }
    if finding.related:
        found["related"] = [where_record(one, outcome.file) for one in finding.related]
    return found


def where_record(where: Reference, file: str) -> dict[str, Any]:
    """A place, with every key always there. The claim id is the submitter's own number, and no value of a person;
    without it nobody finds the claim."""
    ref = where if isinstance(where, X12Ref) else X12Ref(file)
    return {
        "file": ref.file,
        "isa": ref.isa,
        "gs": ref.gs,
        "st": ref.st,
        "segment_no": ref.segment_no,
        "st_segment_no": ref.st_segment_no,
        "loop": ref.loop,
        "segment": ref.segment,
        "element": ref.element,
        "component": ref.component,
        "repeat": ref.repeat,
        "claim": ref.claim,
    }


def summary_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The summary for a person: what was read, and the findings by code."""
    for outcome in outcomes:
        yield (
            f"{outcome.file}: {outcome.verdict}; {plural(outcome.transactions, 'transaction')}, {outcome.held}, "
            f"{plural(len(outcome.findings), 'finding')}"
        )
    for told in dict.fromkeys(outcome.checked for outcome in outcomes):
        yield from (f"  {line}" for line in checked_lines(told))
    codes: Counter[str] = Counter()
    for outcome in outcomes:
        codes.update(outcome.findings.counts)
    for code, count in sorted(codes.items()):
        rule = outcomes[0].registry.rules[code]
        yield f"  {count:>7,}  {code}  {outcomes[0].severity(code):<7}  {rule.title}"


__all__ = [
    "Streamed",
    "checked_lines",
    "checked_record",
    "json_parts",
    "json_text",
    "record",
    "summary_lines",
    "text_line",
    "where_record",
]
