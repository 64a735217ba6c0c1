"""999 (005010X231A1): what X12 syntax and the guide say against each transaction of a group.

The codes are those of pyx12's own 999 (`error_999.py`, pyx12 4.0), which the tests hold this to. Departures: loops and
claims are named (IK303 cut to its four characters, CTX); a wrong HL or LX number, for which pyx12 rejects the
transaction without a word, is told as an invalid code value of its element; what is missing before an SE stands on the
SE, one further than pyx12 counts; IK402 stays empty; a group of an unknown guide is rejected as a whole (AK905 = 2).
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from edi.control_numbers import ControlNumbers
from edi.guide.findings import Finding
from edi.responses.outline import GroupEnvelope, InterchangeEnvelope, TransactionEnvelope, at, with_next
from edi.responses.reply import clean, group, interchange
from edi.streams import Passing
from edi.x12.write import segment

VERSION = "005010X231A1"
_SEGMENT_CODES = frozenset(("1", "2", "3", "4", "5", "6", "7", "8", "I4", "I6", "I7", "I8", "I9"))
_ELEMENT_CODES = frozenset(
    ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "13", "I10", "I11", "I12", "I13", "I6", "I9")
)
_NUMBERED = frozenset(("HL1", "HL2", "LX"))
#: Structural findings stand alone, each for one place.
_ALONE = frozenset(("missing-segment", "missing-loop", "unexpected-segment", "loop-repeat", "segment-repeat"))
#: GS01 and the ST01 that belongs to it: what a 999 can name.
_TRANSACTIONS = {
    "BE": "834", "HB": "271", "HC": "837", "HI": "278", "HN": "277", "HP": "835", "HR": "276", "HS": "270", "RA": "820",
}  # fmt: skip
_OF_ST = {1: "6", 2: "7"}
_OF_GS = {6: "6", 8: "2"}
_OF_GE = {2: "6"}
_CODES_A_SEGMENT = 5
_LOOP_LENGTH = 4
_COPY_LENGTH = 99


class Spot(NamedTuple):
    """A segment with findings."""

    segment: str
    position: int
    findings: list[Finding]


class _OfGroup:
    """What AK9 says of a group, taken up finding by finding."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.unchecked = False  # the guide of the group is unknown, so that nothing in it was looked at
        self.failed = 0

    def take(self, finding: Finding) -> None:
        """Take up a finding that may be on the group itself."""
        if finding.level == "gs":
            is_unknown = finding.reason == "unknown-guide"
            self.unchecked |= is_unknown
            self.codes.add("2" if is_unknown else finding.code)
        elif finding.level == "ele" and finding.segment == "GS":
            self.codes.add(_OF_GS.get(finding.element, "1"))
        elif finding.level == "ele" and finding.segment == "GE":
            self.codes.add(_OF_GE.get(finding.element, "1"))

    def passed(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, each taken up on its way."""
        for each in findings:
            self.take(each)
            yield each

    def take_all(self, findings: Iterable[Finding]) -> None:
        """Take up findings that are in no transaction."""
        for each in findings:
            self.take(each)


def t999(
    answered: InterchangeEnvelope, findings: Passing[Finding], now: datetime, numbers: ControlNumbers
) -> Iterator[str]:
    """An interchange with one group and a 999 for each functional group of the answered one; nothing where it has none
    to answer (a group of acknowledgments is not acknowledged). `findings` are the errors of types 1 and 2 of the file,
    those of the interchanges before taken."""
    number = numbers.interchange()
    groups = [(each, after) for each, after in with_next(answered.groups) if at(each.gs, 1) != "FA"]
    if not groups:
        return
    bodies = (t999_body(each, findings, after.first if after else answered.last + 1) for each, after in groups)
    text = group(groups[0][0].gs, "FA", "999", VERSION, bodies, now, numbers)
    yield from interchange(answered, text, 1, now, number)


def t999_body(answered: GroupEnvelope, findings: Passing[Finding], end: int) -> Iterator[str]:
    """AK1 to AK9 for a group that lasts until before the segment `end`; `findings` are errors."""
    gs = answered.gs
    functional = at(gs, 1) if at(gs, 1) in _TRANSACTIONS else "HC"
    yield segment("AK1", functional, _digits(at(gs, 6), 9), _version(at(gs, 8)) or "UNKNOWN")
    findings.skip(answered.first)
    whole = _OfGroup()
    whole.take_all(findings.before(answered.first + 1))
    for each, after in with_next([] if whole.unchecked else answered.transactions):
        whole.take_all(findings.before(each.first))
        own = findings.before(after.first if after else (answered.last or end))
        whole.failed += not (yield from _transaction(each, whole.passed(own), functional))
    whole.take_all(findings.before(end))
    if whole.unchecked:
        whole.failed = len(answered.transactions)
    yield _ak9(answered, whole)


def _transaction(
    answered: TransactionEnvelope, findings: Iterable[Finding], functional: str
) -> Generator[str, None, bool]:
    """AK2 to IK5; returns whether the transaction is accepted."""
    st = answered.st
    number = clean(at(st, 2))[:9].strip()
    kind = at(st, 1) if at(st, 1) in _TRANSACTIONS.values() else _TRANSACTIONS[functional]
    yield segment("AK2", kind, f"{number:0>4}", _version(at(st, 3)))
    codes: set[str] = set()
    for spot in _spots(_inside(findings, codes), answered.first):
        codes.add("5")
        yield _ik3(spot)
    accepted = not codes and bool(answered.se)
    yield segment("IK5", "A" if accepted else "R", *sorted(codes)[:_CODES_A_SEGMENT])
    return accepted


def _inside(findings: Iterable[Finding], codes: set[str]) -> Iterator[Finding]:
    """Those between ST and SE; `codes` takes what the others say of the transaction."""
    for each in findings:
        if each.level == "st":
            codes.add(each.code)
        elif each.level == "ele" and each.segment in ("ST", "SE"):
            codes.update([_OF_ST[each.element]] if each.element in _OF_ST else [])
        elif each.level in ("seg", "ele") and each.segment not in ("ST", "SE"):
            yield each


def _spots(findings: Iterable[Finding], first: int) -> Iterator[Spot]:
    """Findings by the segment that they stand on, in their order."""
    spot: Spot | None = None
    alone = False
    for each in findings:
        position = max(each.segment_no - first + 1, 1)
        if spot is None or alone or each.reason in _ALONE or spot[:2] != (each.segment, position):
            if spot is not None:
                yield spot
            spot = Spot(each.segment, position, [])
        spot.findings.append(each)
        alone = each.reason in _ALONE
    if spot is not None:
        yield spot


def _ik3(spot: Spot) -> str:
    """IK3 for each code of a segment, with its claim, and IK4 for its elements."""
    of_segment = [each.code for each in spot.findings if each.level == "seg"]
    codes = list(dict.fromkeys("8" if code == "SEG1" else code for code in of_segment))
    elements = [each for each in spot.findings if each.level == "ele" or each.code in _NUMBERED]
    told = [code for code in codes if code in _SEGMENT_CODES]
    if elements and "8" not in told:
        told.append("8")
    first = spot.findings[0]
    context = segment("CTX", f"CLM01:{clean(first.claim)[:35].strip()}") if clean(first.claim) else ""
    head = [_segment_id(spot.segment), str(spot.position), first.loop[:_LOOP_LENGTH]]
    text = "".join(segment("IK3", *head, code) + context for code in told)
    return text + "".join(_ik4(each) for each in elements)


def _segment_id(text: str) -> str:
    """IK301: two or three characters, also for an id that is none."""
    return f"{clean(text)[:3].strip() or 'ISA':X<2}"


def _digits(text: str, limit: int) -> str:
    """A number as it was given, 0 for what is none."""
    return text if text.isascii() and text.isdigit() and len(text) <= limit else "0"


def _version(text: str) -> str:
    return clean(text)[:12].strip()


def _ik4(finding: Finding) -> str:
    code = "7" if finding.code in _NUMBERED else finding.code
    if code not in _ELEMENT_CODES or not finding.element:
        return ""
    place = [str(finding.element), str(finding.component or ""), str(finding.repeat or "")]
    return segment("IK4", ":".join(place).rstrip(":"), "", code, clean(finding.value)[:_COPY_LENGTH].strip())


def _ak9(answered: GroupEnvelope, whole: _OfGroup) -> str:
    """The group's verdict and counts: transactions that GE names, that came, that were accepted."""
    named = _digits(at(answered.ge, 1), 6)
    received = len(answered.transactions) if answered.ge else 0
    counts = (named, str(received), str(max(received - whole.failed, 0)))
    accepted = not whole.codes and not whole.failed and bool(answered.ge)
    return segment("AK9", "A" if accepted else "R", *counts, *sorted(whole.codes)[:_CODES_A_SEGMENT])
