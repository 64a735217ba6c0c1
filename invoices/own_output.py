"""What the rules of types 3 to 7 say of our own output, told at the cells of the invoice that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from edi.diagnostics import Diagnostic
from edi.model.encounter import Encounter
from edi.model.reference import X12Ref
from edi.validation import Options, validate_source
from edi.validation.receivers import receiver_of
from edi.x12.write import segments
from invoices.check import SYNTAX_AND_GUIDE, Checker, OutputFault, fast_checker, outcome_faults
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from mappings.fields import load_fields

REFERENCES = {"EA": "member_mrn", "G1": "authorization", "F8": "original_reference", "6R": "control_number"}
# Fields that become one element, the one that was used first.
CHARGES = ("line_charge", "deposit_amount", "unit_cost")
# The component of SV101 with the first modifier, and that of CLM05 with the frequency.
MODIFIER = FREQUENCY = 3


class Judged(NamedTuple):
    """What was found in an output: faults of types 1 and 2, and what the other rules say."""

    faults: Sequence[OutputFault]
    findings: Sequence[Diagnostic]


def judged(file: str, text: str, checker: Checker, context: Context) -> Judged:
    """An output before it gets its name: by the checker, and by the rules of types 3 to 7 of its receiver."""
    options = Options(f"{context.received:%Y%m%d}", payer=receiver_of(context.payer.model_dump()), answered=True)
    outcome = validate_source(text.encode("ascii"), file, options)
    faults = outcome_faults(outcome) if checker is fast_checker else checker(text)
    rules = outcome.registry.rules
    return Judged(faults, [one for one in outcome.findings if rules[one.code].snip > SYNTAX_AND_GUIDE])


class Place(NamedTuple):
    """A segment of an output: its text, the claims that it is part of, and the number of its line (0: none)."""

    text: str
    claims: tuple[str, ...]
    line: int


def places(text: str) -> list[Place]:
    """The segments of an output in order. One above the claims is part of all that follow in its loop: of a provider's
    or a member's; one of the envelope is part of all there are."""
    parts = [part.split("*") for part in segments(text)]
    levels: list[list[str]] = [[], [], []]  # the claims of the file, of the provider, of the member
    depth, line, claim = 0, 0, ""
    found: list[tuple[list[str], int]] = []
    for part in parts:
        name = part[0]
        if name in ("ISA", "GS", "ST", "SE", "GE", "IEA"):
            depth, claim, line = 0, "", 0
        elif name == "HL":
            depth, claim, line = (1 if part[3] == "20" else 2), "", 0
            levels[depth] = []
        elif name == "CLM":
            claim, line = part[1], 0
            for level in levels:
                level.append(claim)
        elif name == "LX":
            line = int(part[1])
        found.append(([claim] if claim else levels[depth], line))
    return [Place("*".join(part), tuple(claims), line) for part, (claims, line) in zip(parts, found, strict=True)]


def at_the_invoice(
    findings: Iterable[Diagnostic], text: str, encounters: Sequence[Encounter]
) -> Iterator[tuple[Diagnostic, list[Encounter]]]:
    """Each finding at the cell that it came from, with the encounters that it is about; where these are several, at the
    first of them. The place in the output is related."""
    by_id = {encounter.claim_id: encounter for encounter in encounters}
    where = places(text)
    for finding in findings:
        ref = finding.where
        number = ref.segment_no if isinstance(ref, X12Ref) else 0
        place = where[number - 1] if 0 < number <= len(where) else Place("", tuple(by_id), 0)
        about = [by_id[claim] for claim in dict.fromkeys(place.claims)] or list(encounters)
        services = about[0].lines
        line: InvoiceLine = services[place.line - 1 if 0 < place.line <= len(services) else 0].sources[0]
        field = field_of(ref, place.text, line) if isinstance(ref, X12Ref) else ""
        yield replace(finding, where=line.at(field), related=(ref,)), about


def field_of(ref: X12Ref, segment: str, line: InvoiceLine) -> str:
    """The field of the invoice that became an element; "" for one that no cell said."""
    if ref.segment == "HI":
        return "diagnoses"
    if ref.segment == "REF" and ref.loop in ("2300", "2400"):
        return REFERENCES.get(segment.split("*")[1], "")
    if (ref.segment, ref.element) == ("CLM", 5):
        return "claim_frequency" if ref.component == FREQUENCY else "place_of_service"
    if (ref.segment, ref.element) == ("SV1", 1):
        return "modifiers" if ref.component >= MODIFIER and line.modifiers else "hcpcs"
    if (ref.segment, ref.element) in (("SV1", 2), ("CLM", 2)):
        return next((name for name in CHARGES if getattr(line, name) is not None), "")
    names = _fields_by_element().get((ref.loop, ref.segment, ref.element), ())
    filled = [name for name in names if getattr(line, name) is not None and line.table.has(name)]
    return (filled or [name for name in names if line.table.has(name)] or [""])[0]


@cache
def _fields_by_element() -> Mapping[tuple[str, str, int], tuple[str, ...]]:
    found: dict[tuple[str, str, int], tuple[str, ...]] = {}
    for field in load_fields().values():
        if field.loop:
            key = (field.loop, field.segment, field.element)
            found[key] = (*found.get(key, ()), field.name)
    return found
