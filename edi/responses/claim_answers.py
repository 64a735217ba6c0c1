"""The claims of a submitted file with what is to be said of each: accepted, or its statuses, those of its lines apart.

A finding above the claims (envelope, header, provider, member) counts for every claim below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from edi.diagnostics import Diagnostic
from edi.model.claim import Claim
from edi.model.encounter import Member, Patient, Provider
from edi.model.reference import X12Ref
from edi.streams import Passing
from edi.t837p.parse import Level, Reading
from edi.t837p.parse_values import cents
from edi.validation.outcome import number_of
from edi.x12.source import Source
from edi.x12.values import at
from mappings.claim_statuses import BY_LOOP, UNNAMED, load_claim_statuses

#: Accepted into the adjudication system: accepted for processing.
ACCEPTED = "A2:20"
#: Rejected for its lines, which say why: line information.
OF_ITS_LINES = "A7:247"
#: Entity codes (STC01-3) of the parties in the loops of an 837P.
_ENTITIES = {
    "2000A": "85", "2010AA": "85", "2010AB": "87", "2010BA": "IL", "2010BB": "PR", "2010CA": "QC", "2310A": "DN",
    "2310B": "82", "2310C": "77", "2310D": "DQ", "2330A": "IL", "2330B": "PR", "2420A": "82", "2420B": "QB",
    "2420C": "77", "2420D": "DQ", "2420E": "DK", "2420F": "DN",
}  # fmt: skip
#: What stands around a claim, the outermost first: envelopes by their segment, levels by their value.
_ABOVE: tuple[object, ...] = ("ISA", "GS", "ST", Provider, Member, Patient)


class Answer(NamedTuple):
    """A claim, the number of its ST in the file, its charge as submitted (CLM02, in cents), and its statuses (C043 as
    text); `lines` holds the statuses of lines by their index. Accepted where `statuses` is `(ACCEPTED,)`."""

    claim: Claim
    st: int
    charge: int
    statuses: tuple[str, ...]
    lines: dict[int, tuple[str, ...]]

    @property
    def accepted(self) -> bool:
        """Whether the claim goes on."""
        return self.statuses == (ACCEPTED,)


def answers(source: Source, errors: Iterable[Diagnostic]) -> Iterator[Answer]:
    """Every claim of a file in its order. `errors` are findings of SNIP types 3 to 7 that reject a claim, in theirs."""
    faults = Passing(errors, number_of)
    reading = Reading(source)
    above: list[list[Diagnostic]] = [[] for _ in _ABOVE]  # of the envelopes and levels at hand, the outermost first
    for event in reading.events():
        part = reading.segments
        end = part.first + len(part.texts)
        faults.skip(part.first)
        if isinstance(event, Claim):
            charge = cents(at(part.texts[0].split("*"), 2))
            yield _answer(event, charge, [one for found in above for one in found], faults, end)
            continue
        kind = type(event.value) if isinstance(event, Level) else event.segments[0][:3].rstrip("*")
        found = list(faults.before(end))
        if kind in _ABOVE:
            depth = _ABOVE.index(kind)
            above[depth:] = [found, *[[] for _ in above[depth + 1 :]]]
        else:
            above[_ABOVE.index("ST")] += found


def _answer(claim: Claim, charge: int, higher: Sequence[Diagnostic], faults: Passing[Diagnostic], end: int) -> Answer:
    starts = [*claim.line_numbers, end]
    own = [*higher, *faults.before(starts[0])]
    lines: dict[int, tuple[str, ...]] = {}
    for index, after in enumerate(starts[1:]):
        found = list(faults.before(after))
        if found:
            lines[index] = statuses(found)
    said = statuses(own) if own else (OF_ITS_LINES,) if lines else (ACCEPTED,)
    return Answer(claim, claim.segment_no - claim.st_segment_no + 1, charge, said, lines)


def statuses(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """The statuses of findings, each once, in their order."""
    return tuple(dict.fromkeys(_status(each) for each in found))


def _status(finding: Diagnostic) -> str:
    category, status, entity, _ = load_claim_statuses().get(finding.code, UNNAMED)
    if entity == BY_LOOP:
        entity = _ENTITIES.get(finding.where.loop, "") if isinstance(finding.where, X12Ref) else ""
    return ":".join((category, status, entity)).rstrip(":")
