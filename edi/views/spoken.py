"""A finding with everything that is said about it, ready for any view."""

from __future__ import annotations

from typing import NamedTuple

from edi.diagnostics import Becomes, Diagnostic, Rule, Severity
from edi.diagnostics.render import mask, say
from edi.model.reference import Reference, SheetRef, X12Ref
from edi.views.run_result import RunResult
from mappings.fields import all_fields


class Spoken(NamedTuple):
    """One finding in words. `found` is masked unless values are shown; `becomes` is None where the value stays
    out of the 837P."""

    code: str
    slug: str
    severity: Severity
    message: str
    hint: str
    where: Reference
    found: str
    becomes: Becomes | None
    related: tuple[Reference, ...]


def speak(finding: Diagnostic, run: RunResult, *, show_values: bool = False) -> Spoken:
    """The finding in words, with the severity that it has in this run."""
    rule = run.registry.rules[finding.code]
    said = say(finding, rule, show_values=show_values)
    return Spoken(
        finding.code,
        rule.slug,
        run.severity(finding.code),
        said.message,
        said.hint,
        finding.where,
        finding.found if show_values else mask(finding.found),
        becomes_of(finding, rule),
        finding.related,
    )


def becomes_of(finding: Diagnostic, rule: Rule) -> Becomes | None:
    """The 837P element that the faulty value would have become: the rule's word, else the field's."""
    if rule.becomes is not None:
        return rule.becomes
    if not isinstance(finding.where, SheetRef):
        return None
    field = all_fields().get(finding.where.field)
    return Becomes(field.loop, field.segment, field.element) if field and field.segment else None


def cell_of(where: Reference) -> str:
    """The cell ("H17"), "row 17" for a whole row, "segment 47" in an X12 file, else ""."""
    if isinstance(where, SheetRef):
        return where.cell
    if isinstance(where, X12Ref) and where.segment_no:
        return f"segment {where.segment_no}"
    return ""


def place_of(where: Reference) -> str:
    """What stands after the file's name in a line that editors can follow: `'Jan 2026'!H17`, or a segment number."""
    if isinstance(where, SheetRef):
        cell = cell_of(where)
        return f"{where.sheet!r}!{cell}" if where.sheet and where.column else f"{where.sheet} {cell}".strip()
    return str(where.segment_no) if isinstance(where, X12Ref) and where.segment_no else ""


def element_of(becomes: Becomes | None) -> str:
    """`2400 SV1-04`, "" where there is no element."""
    if becomes is None:
        return ""
    element = f"{becomes.segment}-{becomes.element:02}" if becomes.element else becomes.segment
    return f"{becomes.loop} {element}".strip()
