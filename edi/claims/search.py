"""What several rules look for in a claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from edi.claims.parts import Claim, Line, OtherPayer, Payment, Segment
from mappings.service_table import Service, load_services

ICD10 = re.compile(r"[A-Z][0-9][0-9A-Z](?:[0-9A-Z]{1,4})?")
#: What two digits add to the sum of Luhn: the first one doubled, its digits added up.
_LUHN = {f"{ten}{one}": 2 * ten % 10 + ten // 5 + one for ten in range(10) for one in range(10)}


def first(segments: Sequence[Segment], identifier: str, qualifier: str = "") -> Segment | None:
    """The first segment of that id (and first element)."""
    for one in segments:
        if one.parts[0] == identifier and (not qualifier or one.value(1) == qualifier):
            return one
    return None


def is_unclear(segments: Sequence[Segment], identifier: str, known: Collection[str]) -> bool:
    """Whether a segment of that id has a qualifier that is none there: it may be the one that seems to be missing, and
    type 2 tells of it."""
    return any(one.id == identifier and one.value(1) not in known for one in segments)


def payments_of(claim: Claim, other: OtherPayer) -> list[Payment]:
    """The line payments of an other payer: those whose SVD01 is NM109 of its loop 2330B."""
    payer = other.payer.identifier if other.payer is not None else ""
    return [payment for line in claim.lines for payment in line.payments if payer and payment.payer == payer]


def line_paid(claim: Claim) -> Iterator[tuple[OtherPayer, list[Payment], Segment]]:
    """Other payers with a paid amount and line payments: those that take part in balancing."""
    for other in claim.others:
        payments = payments_of(claim, other)
        if payments and other.paid is not None:
            yield other, payments, other.paid


def addresses(claim: Claim) -> Iterator[Segment]:
    """Every N4 of the loops above the claim, of the claim, its other payers and lines."""
    for loop in (claim.provider, claim.subscriber, claim.patient):
        yield from (one for one in loop if one.id == "N4" and len(one.loop) > len("2000A"))
    for party in claim.every:
        n4 = party.get("N4")
        if n4 is not None and party.loop not in ("2010AA", "2010BA", "2010CA"):
            yield n4


def taxonomies(claim: Claim) -> Iterator[Segment]:
    """Every PRV of the claim and of its billing provider."""
    yield from (one for one in claim.provider if one.id == "PRV")
    for party in claim.every:
        if party is not claim.billing:
            yield from (one for one in party.rest if one.id == "PRV")


@lru_cache(maxsize=4096)
def as_date(day: str) -> date | None:
    """A CCYYMMDD as a date; None for what is none."""
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None


def valid_npi(npi: str) -> bool:
    """Ten digits, the first 1 or 2, whose check digit fits (Luhn over 80840 + NPI, which adds 24)."""
    if len(npi) != 10 or npi[0] not in "12":
        return False
    try:
        total = _LUHN[npi[:2]] + _LUHN[npi[2:4]] + _LUHN[npi[4:6]] + _LUHN[npi[6:8]] + _LUHN[npi[8:]]
    except KeyError:
        return False
    return total % 10 == 6


def deciding(modifiers: Iterable[str]) -> frozenset[str]:
    """Those of some modifiers that decide an ECM or Community Supports service: U1 to U9 and GQ, in any order."""
    return _deciding(tuple(modifiers))


def deciding_modifiers(line: Line) -> frozenset[str]:
    """The deciding modifiers of a line."""
    return deciding(line.modifiers)


@lru_cache(maxsize=4096)
def _deciding(modifiers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one for one in modifiers if one == "GQ" or (len(one) == 2 and one[0] == "U"))


def matching(line: Line) -> tuple[Service, ...]:
    """The services that the line's code and modifiers may be, whatever their dates."""
    if not line.procedure:
        return ()
    return _matching(line.procedure, tuple(line.modifiers))


@lru_cache(maxsize=4096)
def _matching(procedure: str, modifiers: tuple[str, ...]) -> tuple[Service, ...]:
    return load_services().matching(procedure, _deciding(modifiers))


def is_cin(text: str) -> bool:
    """Whether a member's id has the form of a CIN: 9, seven digits, a capital letter."""
    return len(text) == 9 and text[0] == "9" and text[1:8].isdecimal() and "A" <= text[8] <= "Z"
