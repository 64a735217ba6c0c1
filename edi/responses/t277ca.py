"""277CA (005010X214): accepted or rejected, claim by claim, for the transactions that the 999 accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import add
from typing import NamedTuple

from edi.control_numbers import ControlNumbers
from edi.model.claim import Transaction
from edi.model.encounter import Encounter, ServiceLine
from edi.model.money import x12_amount
from edi.responses.claim_answers import Answer
from edi.responses.outline import InterchangeEnvelope
from edi.responses.reply import clean, group, interchange
from edi.streams import Spool
from edi.x12.write import segment, x12_date, x12_number

VERSION = "005010X214"
_RECEIVED = "A1:19"  # acknowledged: the entity acknowledges receipt
_MOST_OF_CLAIM = 5
_MOST_OF_LINE = 3  # STC01, STC10, STC11
_MODIFIER = 2  # characters


class Sums(NamedTuple):
    """Claims and cents, accepted and rejected."""

    accepted: int = 0
    rejected: int = 0
    accepted_cents: int = 0
    rejected_cents: int = 0

    @property
    def cents(self) -> int:
        """All cents."""
        return self.accepted_cents + self.rejected_cents

    def plus(self, other: Sums) -> Sums:
        """Both together."""
        return Sums(*map(add, self, other))


def t277ca(
    answered: InterchangeEnvelope, bodies: Iterable[Iterable[str]], now: datetime, numbers: ControlNumbers
) -> Iterator[str]:
    """An interchange with a 277CA for each body; there is at least one, and it answers a claim of the interchange."""
    number = numbers.interchange()
    text = group(answered.groups[0].gs, "HN", "277", VERSION, bodies, now, numbers)
    return interchange(answered, text, 1, now, number)


def body(answers: Iterable[Answer], now: datetime) -> Iterator[str]:
    """BHT and the four levels: payer, submitter, providers, claims of one transaction. Claims are let go as they are
    told; their text waits for the sums that stand before it."""
    with Spool() as told:
        providers, whole, transaction = _tell(answers, told, now)
        yield _beginning(transaction, whole, now)
        for start, claims_end, end in providers:
            yield from told.read(claims_end, end)
            yield from told.read(start, claims_end)


def _tell(
    answers: Iterable[Answer], told: Spool, now: datetime
) -> tuple[list[tuple[int, int, int]], Sums, Transaction]:
    """Tells the claims of each provider, and behind them the provider; where each stands, the sums of all, and the
    submitted transaction."""
    today = x12_date(now.date())
    transaction = Transaction()
    providers = []
    whole = Sums()
    level = 2
    for _, of_provider in groupby(answers, key=lambda each: each.claim.levels[0]):
        level += 1
        parent, start, sums = level, told.length, Sums()
        billing: Encounter | None = None
        for each in of_provider:
            level += 1
            transaction, billing = each.claim.transaction, billing or each.claim.encounter
            told.add(loop_2000d(each, level, parent, today))
            sums = sums.plus(_sums(each))
        if billing is not None:
            claims_end = told.length
            told.add(loop_2000c(billing, sums, parent))
            providers.append((start, claims_end, told.length))
            whole = whole.plus(sums)
    return providers, whole, transaction


def _beginning(transaction: Transaction, whole: Sums, now: datetime) -> str:
    """BHT, the payer's level, and the submitter's."""
    today = x12_date(now.date())
    text = segment("BHT", "0085", "08", _reference(transaction), today, now.strftime("%H%M%S"), "TH")
    text += segment("HL", "1", "", "20", "1") + _named(transaction, "40", "PR", "RECEIVER")
    text += segment("TRN", "1", _reference(transaction))
    text += segment("DTP", "050", "D8", today) + segment("DTP", "009", "D8", today)
    return text + loop_2000b(transaction, whole, today)


def loop_2000b(transaction: Transaction, whole: Sums, today: str) -> str:
    """The submitter, and what was received of it."""
    return (
        segment("HL", "2", "1", "21", "1")
        + _named(transaction, "41", "41", "SUBMITTER")
        + segment("TRN", "2", _reference(transaction))
        + segment("STC", f"{_RECEIVED}:PR", today, "WQ", x12_amount(whole.cents))
        + _totals(whole, "90", "AA")
    )


def loop_2000c(first: Encounter, sums: Sums, level: int) -> str:
    """A billing provider and what became of its claims."""
    billing = first.billing
    person = clean(billing.first_name)
    return (
        segment("HL", str(level), "2", "19", "1")
        + segment(
            "NM1", "85", "1" if person else "2", _text(billing.name, 60), person, "", "", "", "XX",
            _number(billing.npi),
        )
        + segment("TRN", "1", "0")
        + segment("STC", f"{_RECEIVED}:PR", "", "WQ", x12_amount(sums.cents))
        + _totals(sums, "QA", "QC")
    )  # fmt: skip


def loop_2000d(answer: Answer, level: int, parent: int, today: str) -> str:
    """A patient, the status of the claim, and those of its lines."""
    e = answer.claim.encounter
    who = e.patient or e.member
    names = (_text(who.last_name, 60), _text(who.first_name, 35, ""), _text(who.middle_name, 25, ""), "")
    text = segment("HL", str(level), str(parent), "PT")
    text += segment("NM1", "QC", "1", *names, _text(who.suffix, 10, ""), "MI", _number(e.member.cin))
    text += segment("TRN", "2", _text(e.claim_id, 50, "0"))
    action = "WQ" if answer.accepted else "U"
    for status in answer.statuses[:_MOST_OF_CLAIM]:
        text += segment("STC", status, today, action, x12_amount(answer.charge))
    clearinghouse = next((each.value for each in e.references if each.qualifier == "D9"), "")
    if clean(clearinghouse):
        text += segment("REF", "D9", _text(clearinghouse, 50))
    text += segment("DTP", "472", *(_days(e.lines) or ("D8", today)))
    for index, found in answer.lines.items():
        text += loop_2220d(e.lines[index], found, today)
    return text


def loop_2220d(line: ServiceLine, found: Sequence[str], today: str) -> str:
    """A line and why it rejects its claim."""
    modifiers = [_text(each, 2, "") for each in line.modifiers[:4]]
    procedure = ":".join(("HC", _text(line.hcpcs, 48, "0"), *(each for each in modifiers if len(each) == _MODIFIER)))
    units = x12_number(line.units) if line.units else ""
    text = segment("SVC", procedure, x12_amount(line.charge), "", "", "", "", units)
    first, *more = found[:_MOST_OF_LINE]
    text += segment("STC", first, today, "U", *([""] * 6 if more else ()), *more)
    if clean(line.control_number):
        text += segment("REF", "FJ", _text(line.control_number, 50))
    days = _days([line])
    return text + (segment("DTP", "472", *days) if days else "")


def _days(lines: Sequence[ServiceLine]) -> tuple[str, str] | None:
    """First and last day of service, None where no line has one."""
    days = [day for line in lines for day in (line.start, line.end) if day != date.min]
    if not days:
        return None
    first, last = min(days), max(days)
    return ("D8", x12_date(first)) if first == last else ("RD8", f"{x12_date(first)}-{x12_date(last)}")


def _sums(answer: Answer) -> Sums:
    if answer.accepted:
        return Sums(accepted=1, accepted_cents=answer.charge)
    return Sums(rejected=1, rejected_cents=answer.charge)


def _totals(whole: Sums, accepted: str, rejected: str) -> str:
    """Counts and amounts of accepted and rejected claims; a kind without claims is left out."""
    kinds = (
        (accepted, "YU", whole.accepted, whole.accepted_cents),
        (rejected, "YY", whole.rejected, whole.rejected_cents),
    )
    some = [kind for kind in kinds if kind[2]]
    text = "".join(segment("QTY", qualifier, str(count)) for qualifier, _, count, _ in some)
    return text + "".join(segment("AMT", money, x12_amount(cents)) for _, money, _, cents in some)


def _named(transaction: Transaction, entity: str, role: str, default: str) -> str:
    """NM1 of the submitter or receiver, as the submitted transaction names it."""
    found = next((text.split("*") for text in transaction.head if text.startswith(f"NM1*{entity}*")), [])
    found += [""] * (10 - len(found))
    person = found[2] == "1" and role == "41"
    names = (
        _text(found[3], 60, default),
        _text(found[4], 35, "") if person else "",
        _text(found[5], 25, "") if person else "",
    )
    return segment("NM1", role, "1" if person else "2", *names, "", "", "46", _number(found[9]))


def _reference(transaction: Transaction) -> str:
    """BHT03 of the submitted transaction."""
    found = next((text.split("*") for text in transaction.head if text.startswith("BHT*")), [])
    return _text(found[3] if len(found) > 3 else "", 50, "0")


def _text(text: str, limit: int, default: str = "UNKNOWN") -> str:
    return clean(text)[:limit].strip() or default


def _number(text: str) -> str:
    """NM109: at least two characters."""
    found = clean(text)[:80].strip()
    return found if len(found) > 1 else f"{found:0>2}"
