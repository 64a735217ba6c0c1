"""Service lines: loops 2400, 2410, 2420A-H and 2430. Form identification (2440) is kept as segments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from edi.model.encounter import Adjudication, Adjustment, Dated, Drug, Note, Party, Reference, ServiceLine
from edi.t837p.build import loop_2400 as written_2400
from edi.t837p.build import loop_2430 as written_2430
from edi.t837p.build import procedure as written_procedure
from edi.t837p.build_parts import further_2430
from edi.t837p.parse_shape import Loop
from edi.t837p.parse_values import Segments, adjustments, cents, dated, note, number, party, period, reference
from edi.x12.kept import kept
from edi.x12.values import at, day

_NOT_PAID: tuple[str, int, date | None, tuple[Adjustment, ...]] = ("", 0, None, ())
_NOTHING: tuple[Drug | None, tuple[Party, ...], list[Adjudication]] = (None, (), [])
_NO_PROCEDURE: tuple[str, tuple[str, ...]] = ("", ())


def line(
    texts: Sequence[str], segments: Segments, loop_ids: Sequence[str], outline: tuple[int, int, tuple[Loop, ...]],
    count: int,
) -> ServiceLine:  # fmt: skip
    """A line of a claim, of which `outline` says where it stands; `count` is its number in the claim."""
    low, high, loops = outline
    below = _below(loops[1:], segments) if len(loops) > 1 else _NOTHING
    found = loop_2400([segments[index] for index in loops[0].indices], *below)
    written = written_2400(found, count)
    if found.paid_by:
        written += written_2430(found, found.paid_by)
        if found.adjudications:
            written += further_2430(found, written_procedure(found))
    other = kept(texts[low:high], loop_ids[low:high], written)
    return replace(found, other=other) if other else found


def _below(loops: Sequence[Loop], segments: Segments) -> tuple[Drug | None, tuple[Party, ...], list[Adjudication]]:
    """Everything of a line that is a loop of its own."""
    drug, parties, payments = None, [], []
    for loop in loops:
        inside = [segments[index] for index in loop.indices]
        if loop.id == "2430":
            payments.append(loop_2430(inside))
        elif loop.id == "2410":
            drug = loop_2410(inside)
        elif loop.id != "2440":
            parties.append(party(loop.id, inside))
    return drug, tuple(parties), payments


def loop_2400(
    segments: Segments, drug: Drug | None, parties: tuple[Party, ...], payments: list[Adjudication]
) -> ServiceLine:
    """The service, its dates, numbers and notes."""
    service: list[str] = []
    start = end = date.min
    control = ""
    # Hot: nothing is made for what a line does not have.
    dates: tuple[Dated, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    for segment in segments:
        name = segment[0]
        if name == "SV1":
            service = segment
        elif name == "DTP":
            if start is date.min and len(segment) > 3 and segment[1] == "472":
                start, end = period(segment[2], segment[3])
            else:
                dates += (dated(segment),)
        elif name == "REF":
            if not control and len(segment) > 2 and segment[1] == "6R":
                control = segment[2]
            else:
                references += (reference(segment),)
        elif name == "NTE":
            notes += (note(segment),)
    if len(service) < 8:
        service = service + [""] * (8 - len(service))
    _, composite, charge, unit, units, place, _, pointing = service[:8]
    code, modifiers = procedure(composite)
    payer, paid, paid_date, reasons = _paid(payments[0]) if payments else _NOT_PAID
    return ServiceLine(
        code, modifiers, number(units), cents(charge), start, end, pointers(pointing), control,
        paid, paid_date, reasons, (), unit, place, dates, references, notes,
        drug, parties, payer, tuple(payments[1:]) if payments else (),
    )  # fmt: skip


def _paid(first: Adjudication) -> tuple[str, int, date | None, tuple[Adjustment, ...]]:
    return first.payer_id, first.paid, first.paid_date, first.adjustments


def loop_2410(segments: Segments) -> Drug:
    """The drug."""
    code, quantity, unit = "", None, ""
    for segment in segments:
        if segment[0] == "LIN":
            code = at(segment, 3)
        elif segment[0] == "CTP":
            quantity, unit = number(at(segment, 4)), at(segment, 5)
    return Drug(code, quantity, unit, tuple(reference(segment) for segment in segments if segment[0] == "REF"))


def loop_2430(segments: Segments) -> Adjudication:
    """What a payer paid for the line."""
    payer, paid, paid_date = "", 0, None
    reasons: tuple[Adjustment, ...] = ()
    for segment in segments:
        name = segment[0]
        if name == "SVD":
            payer, paid = at(segment, 1), cents(at(segment, 2))
        elif name == "CAS":
            reasons += adjustments(segment)
        elif name == "DTP":
            found = day(at(segment, 3))
            paid_date = None if found == date.min else found
    return Adjudication(payer, paid, paid_date, reasons)


@lru_cache(maxsize=8192)
def procedure(composite: str) -> tuple[str, tuple[str, ...]]:
    """Procedure code and modifiers of SV101; its description is not named by the model."""
    parts = composite.split(":")
    return (parts[1], tuple(parts[2:6])) if len(parts) > 1 else _NO_PROCEDURE


@lru_cache(maxsize=1024)
def pointers(composite: str) -> tuple[int, ...]:
    """Diagnosis pointers of SV107."""
    return tuple(int(part) for part in composite.split(":") if part.isascii() and part.isdigit() and len(part) < 3)
