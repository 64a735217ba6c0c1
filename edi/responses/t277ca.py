"""277CA (005010X214): accepted or rejected, claim by claim, for the transactions that the 999 accepts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from edi.control_numbers import ControlNumbers
from edi.guide.findings import Finding
from edi.model.claim import Claim, Transaction
from edi.model.encounter import Encounter
from edi.model.money import x12_amount
from edi.responses.outline import InterchangeEnvelope
from edi.responses.reply import clean, group, interchange
from edi.t837p.parse import Level, Reading
from edi.x12.source import Source
from edi.x12.write import segment, x12_date

VERSION = "005010X214"
ACCEPTED = "A2:20"  # accepted into the adjudication system: accepted for processing
_RECEIVED = "A1:19"  # acknowledged: the entity acknowledges receipt
_INVALID = "A7"  # rejected for invalid information
_BALANCE_SNIP = 3
_MOST_STATUSES = 5
#: The claim status of an element, by segment and element: X12 external code list 508.
_STATUS = {
    ("CLM", 2): "178", ("CLM", 5): "249", ("HI", 1): "254", ("HI", 2): "255", ("SV1", 1): "454", ("SV1", 2): "178",
    ("SV1", 4): "476", ("SV1", 7): "477", ("DTP", 3): "187", ("SVD", 2): "183", ("AMT", 2): "183", ("DMG", 2): "158",
    ("DMG", 3): "157", ("NM1", 9): "153", ("PRV", 3): "145", ("N4", 2): "126", ("N4", 3): "126",
}  # fmt: skip
_GENERAL = "21"  # missing or invalid information
_OUT_OF_BALANCE = "400"


class Answer(NamedTuple):
    """A claim and its statuses (C043 without entity); accepted where there is but `ACCEPTED`."""

    encounter: Encounter
    billing_level: int
    statuses: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether the claim goes on."""
        return self.statuses == (ACCEPTED,)


def t277ca(
    answered: InterchangeEnvelope, source: Source, findings: Sequence[Finding], rejected: frozenset[int],
    now: datetime, numbers: ControlNumbers,
) -> str:  # fmt: skip
    """An interchange with a 277CA for each accepted transaction of the answered one; `rejected` are the segment numbers
    of STs that the 999 rejects. "" where there is nothing to say."""
    bodies = [
        body(transaction, answers, now)
        for number, transaction, answers in _transactions(source, findings)
        if answered.first <= number <= answered.last and number not in rejected
    ]
    if not bodies:
        return ""
    number = numbers.interchange()
    gs = answered.groups[0].gs
    return interchange(answered, group(gs, "HN", "277", VERSION, bodies, now, numbers), 1, now, number)


def _transactions(source: Source, findings: Sequence[Finding]) -> Iterator[tuple[int, Transaction, list[Answer]]]:
    """Each transaction with claims: the number of its ST, its header, its claims with their statuses."""
    faults = sorted((each for each in findings if each.severity == "error"), key=lambda each: each.segment_no)
    numbers = [each.segment_no for each in faults]

    def inside(first: int, count: int) -> list[Finding]:
        return faults[bisect_left(numbers, first) : bisect_left(numbers, first + count)]

    def read() -> Iterator[tuple[int, Claim, Answer]]:
        reading = Reading(source)
        above: dict[int, list[Finding]] = {}
        for event in reading.events():
            part = reading.segments
            if isinstance(event, Level):
                above[event.number] = inside(part.first, len(part.texts))
            elif isinstance(event, Claim):
                found = [each for level in event.levels for each in above.get(level, [])]
                found += inside(part.first, len(part.texts))
                st = event.segment_no - event.st_segment_no + 1
                yield st, event, Answer(event.encounter, event.levels[0], statuses(found))

    for st, claims in groupby(read(), key=lambda found: found[0]):
        some = list(claims)
        yield st, some[0][1].transaction, [answer for _, _, answer in some]


def statuses(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The statuses of a claim with these errors."""
    if not findings:
        return (ACCEPTED,)
    codes = []
    for each in findings:
        default = _OUT_OF_BALANCE if each.snip == _BALANCE_SNIP else _GENERAL
        codes.append(f"{_INVALID}:{_STATUS.get((each.segment, each.element), default)}")
    return tuple(dict.fromkeys(codes))[:_MOST_STATUSES]


def body(transaction: Transaction, answers: Sequence[Answer], now: datetime) -> str:
    """BHT and the four levels: payer, submitter, providers, claims."""
    today = x12_date(now.date())
    text = segment("BHT", "0085", "08", _reference(transaction), today, now.strftime("%H%M%S"), "TH")
    text += segment("HL", "1", "", "20", "1") + _named(transaction, "40", "PR", "RECEIVER")
    text += segment("TRN", "1", _reference(transaction))
    text += segment("DTP", "050", "D8", today) + segment("DTP", "009", "D8", today)
    text += segment("HL", "2", "1", "21", "1") + _named(transaction, "41", "41", "SUBMITTER")
    total = sum(each.encounter.charge for each in answers)
    text += segment("TRN", "2", _reference(transaction))
    text += segment("STC", f"{_RECEIVED}:PR", today, "WQ", x12_amount(total)) + _totals(answers, "90", "AA")
    level = 2
    for _, of_provider in groupby(answers, key=lambda each: each.billing_level):
        some = list(of_provider)
        level += 1
        parent = level
        text += loop_2000c(some, level)
        for each in some:
            level += 1
            text += loop_2000d(each, level, parent, today)
    return text


def loop_2000c(answers: Sequence[Answer], level: int) -> str:
    """A billing provider and what became of its claims."""
    billing = answers[0].encounter.billing
    total = sum(each.encounter.charge for each in answers)
    kind, first = ("1", clean(billing.first_name)) if clean(billing.first_name) else ("2", "")
    return (
        segment("HL", str(level), "2", "19", "1")
        + segment("NM1", "85", kind, _text(billing.name, 60), first, "", "", "", "XX", _text(billing.npi, 80, "0"))
        + segment("TRN", "1", "0")
        + segment("STC", f"{_RECEIVED}:PR", "", "WQ", x12_amount(total))
        + _totals(answers, "QA", "QC")
    )


def loop_2000d(answer: Answer, level: int, parent: int, today: str) -> str:
    """A patient and the status of the claim."""
    e = answer.encounter
    who = e.patient or e.member
    names = (_text(who.last_name, 60), clean(who.first_name), clean(who.middle_name), "", clean(who.suffix))
    text = segment("HL", str(level), str(parent), "PT")
    text += segment("NM1", "QC", "1", *names, "MI", _text(e.member.cin, 80, "0"))
    text += segment("TRN", "2", _text(e.claim_id, 50, "0"))
    action = "WQ" if answer.accepted else "U"
    for status in answer.statuses:
        text += segment("STC", status, today, action, x12_amount(e.charge))
    return text + segment("DTP", "472", *_service_dates(e, today))


def _service_dates(e: Encounter, today: str) -> tuple[str, str]:
    days = [day for line in e.lines for day in (line.start, line.end) if day != date.min]
    if not days:
        return "D8", today
    if min(days) == max(days):
        return "D8", x12_date(days[0])
    return "RD8", f"{x12_date(min(days))}-{x12_date(max(days))}"


def _totals(answers: Sequence[Answer], accepted: str, rejected: str) -> str:
    """Counts and amounts of accepted and rejected claims; a kind without claims is left out."""
    text = amounts = ""
    for qualifier, money, verdict in ((accepted, "YU", True), (rejected, "YY", False)):
        some = [each.encounter.charge for each in answers if each.accepted is verdict]
        if some:
            text += segment("QTY", qualifier, str(len(some)))
            amounts += segment("AMT", money, x12_amount(sum(some)))
    return text + amounts


def _named(transaction: Transaction, entity: str, role: str, default: str) -> str:
    """NM1 of the submitter or receiver, as the submitted transaction names it."""
    found = next((text.split("*") for text in transaction.head if text.startswith(f"NM1*{entity}*")), [])
    found += [""] * (10 - len(found))
    person = found[2] == "1" and role == "41"
    names = (_text(found[3], 60, default), clean(found[4]) if person else "", clean(found[5]) if person else "")
    return segment("NM1", role, "1" if person else "2", *names, "", "", "46", _text(found[9], 80, "0"))


def _reference(transaction: Transaction) -> str:
    """BHT03 of the submitted transaction."""
    found = next((text.split("*") for text in transaction.head if text.startswith("BHT*")), [])
    return _text(found[3] if len(found) > 3 else "", 50, "0")


def _text(text: str, limit: int, default: str = "UNKNOWN") -> str:
    return clean(text)[:limit].strip() or default
