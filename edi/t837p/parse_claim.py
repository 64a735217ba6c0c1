"""A claim: loops 2300, 2310A-F, 2320 and 2330A-G, with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from edi.model.encounter import (
    Adjustment,
    Amount,
    Dated,
    Encounter,
    Member,
    Note,
    OtherPayer,
    Party,
    Patient,
    Provider,
    Reference,
    ServiceLine,
)
from edi.t837p.build import loop_2300 as written_2300
from edi.t837p.envelope import Envelope
from edi.t837p.parse_line import line
from edi.t837p.parse_shape import Loop, Shape
from edi.t837p.parse_values import Segments, adjustments, amount, cents, dated, note, party, reference
from edi.x12.kept import kept
from edi.x12.values import at

#: The envelope of a file that was read: nothing is filled in from a receiver's settings.
AS_READ = Envelope(
    sender_qualifier="", sender_id="", receiver_qualifier="", receiver_id="", acknowledgment_requested=False, usage="",
    group_sender="", group_receiver="", transaction_type="", max_claims=5000, submitter_name="", submitter_id="",
    contact_name="", contact_phone="", receiver_name="", receiver_number="", responsibility="", filing_indicator="",
    payer_name="", payer_id="", prior_payer=False, prior_responsibility="", prior_filing_indicator="", prior_name="",
    prior_id="", claim_indicators="Y*A*Y*Y", prior_other_insurance="", now=datetime(1, 1, 1),  # noqa: DTZ001 - never written
)  # fmt: skip
_NOTHING: tuple[Provider | None, tuple[Party, ...], tuple[OtherPayer, ...]] = (None, (), ())
_DIAGNOSES = ("ABK", "ABF", "BK", "BF")


class Above:
    """What the levels above a claim say, filled in as they are read."""

    def __init__(self) -> None:
        self.billing = Provider("", "")
        self.member: Member
        self.patient: Patient | None = None
        self.plan_code = ""


def claim(texts: Sequence[str], outline: Shape, above: Above) -> Encounter:
    """An encounter of the segments from a CLM to the next part; `outline` says which loop each belongs to."""
    segments = [text.split("*") for text in texts]
    loop_ids = outline.loop_ids
    lines = tuple([line(texts, segments, loop_ids, each, count) for count, each in enumerate(outline.lines, 1)])
    loops = outline.head
    rendering, parties, payers = _below(loops[1:], segments) if len(loops) > 1 else _NOTHING
    own = [segments[index] for index in loops[0].indices]
    found = loop_2300(own, above, lines, rendering, parties, payers)
    end = outline.end_of_head
    other = kept(texts[:end], loop_ids[:end], written_2300(found, AS_READ))
    return replace(found, other=other) if other else found


def _below(
    loops: Sequence[Loop], segments: Segments
) -> tuple[Provider | None, tuple[Party, ...], tuple[OtherPayer, ...]]:
    """Everything of a claim that is a loop of its own, but for its lines."""
    rendering: Provider | None = None
    parties: list[Party] = []
    payers: list[OtherPayer] = []
    for loop in loops:
        inside = [segments[index] for index in loop.indices]
        if loop.id == "2310B" and rendering is None:
            rendering = loop_2310b(inside)
        elif loop.id == "2320":
            payers.append(loop_2320(inside))
        elif loop.id.startswith("233") and payers:
            payers[-1] = replace(payers[-1], parties=(*payers[-1].parties, party(loop.id, inside)))
        else:
            parties.append(party(loop.id, inside))
    return rendering, tuple(parties), tuple(payers)


def loop_2300(
    segments: Segments,
    above: Above,
    lines: tuple[ServiceLine, ...],
    rendering: Provider | None,
    parties: tuple[Party, ...],
    payers: tuple[OtherPayer, ...],
) -> Encounter:
    """The claim's own segments."""
    head = segments[0] + [""] * (6 - len(segments[0]))
    setting = [*head[5].split(":"), "", ""]
    diagnoses: tuple[str, ...] = ()
    numbers = {"F8": "", "G1": "", "EA": ""}
    contract = ""
    dates: tuple[Dated, ...] = ()
    amounts: tuple[Amount, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    for segment in segments:
        name = segment[0]
        if name == "REF":
            if len(segment) > 2 and numbers.get(segment[1]) == "":
                numbers[segment[1]] = segment[2]
            else:
                references += (reference(segment),)
        elif name == "HI":
            diagnoses = diagnoses or _diagnoses(segment)
        elif name == "DTP":
            dates += (dated(segment),)
        elif name == "CN1":
            contract = contract or at(segment, 1)
        elif name == "AMT":
            amounts += (amount(segment),)
        elif name == "NTE":
            notes += (note(segment),)
    return Encounter(
        head[1], _plan_code(above, payers), above.billing, rendering, above.member, setting[0], diagnoses, lines,
        setting[2], numbers["F8"], numbers["G1"], numbers["EA"], contract, above.patient,
        dates, amounts, references, notes, parties, payers,
    )  # fmt: skip


def _diagnoses(segment: list[str]) -> tuple[str, ...]:
    """Codes of HI; empty where it holds anything but diagnoses."""
    codes = [part.split(":", 2) for part in segment[1:]]
    return tuple([code[1] for code in codes if len(code) > 1 and code[0] in _DIAGNOSES])


def _plan_code(above: Above, payers: tuple[OtherPayer, ...]) -> str:
    """The plan: its code in the sender id (ISA06 = submitter and plan code), else the only prior payer's id."""
    if above.plan_code or len(payers) != 1:
        return above.plan_code
    return next((who.id for who in payers[0].parties if who.loop == "2330B"), "")


def loop_2310b(segments: Segments) -> Provider:
    """Rendering provider."""
    who = party("2310B", segments)
    return Provider(
        who.id, who.name, who.first_name, "", who.taxonomy, "", who.address, "EI", who.middle_name, who.suffix,
        who.references,
    )  # fmt: skip


def loop_2320(segments: Segments) -> OtherPayer:
    """Another insurance; its subscriber and payer follow."""
    first = segments[0]
    paid: int | None = None
    amounts: tuple[Amount, ...] = ()
    reasons: tuple[Adjustment, ...] = ()
    benefits = release = ""
    for segment in segments[1:]:
        name = segment[0]
        if name == "CAS":
            reasons += adjustments(segment)
        elif name == "AMT" and at(segment, 1) == "D" and paid is None:
            paid = cents(at(segment, 2))
        elif name == "AMT":
            amounts += (amount(segment),)
        elif name == "OI":
            benefits, release = at(segment, 3), at(segment, 6)
    return OtherPayer(
        at(first, 1), at(first, 2), at(first, 3), at(first, 4), at(first, 9), paid, amounts, reasons, benefits, release
    )
