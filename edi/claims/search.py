"""What several rules look for in a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from edi.claims.parts import Claim, Line, OtherPayer, Payment, Segment
from mappings.service_table import Service, load_services

ICD10 = re.compile(r"[A-Z][0-9][0-9A-Z](?:[0-9A-Z]{1,4})?")
_NPI = re.compile(r"[12]\d{9}", re.ASCII)
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def first(segments: Sequence[Segment], identifier: str, qualifier: str = "") -> Segment | None:
    """The first segment of that id (and first element)."""
    for one in segments:
        if one.parts[0] == identifier and (not qualifier or one.value(1) == qualifier):
            return one
    return None


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


@lru_cache(maxsize=8192)
def valid_npi(npi: str) -> bool:
    """Ten digits, the first 1 or 2, whose check digit fits (Luhn over 80840 + NPI, which adds 24)."""
    if not _NPI.fullmatch(npi):
        return False
    digits = npi.encode()
    total = 24 + sum(digits[0:9:2].translate(_DOUBLED)) + sum(digits[1::2]) - 5 * ord("0")
    return total % 10 == 0


def deciding_modifiers(line: Line) -> frozenset[str]:
    """The modifiers that decide an ECM or Community Supports service: U1 to U9 and GQ, in any order."""
    return frozenset(one for one in line.modifiers if one == "GQ" or (len(one) == 2 and one[0] == "U"))


def matching(line: Line) -> tuple[Service, ...]:
    """The services that the line's code and modifiers may be, whatever their dates."""
    if not line.procedure:
        return ()
    return load_services().matching(line.procedure, deciding_modifiers(line))


def is_cin(text: str) -> bool:
    """Whether a member's id has the form of a CIN: 9, seven digits, a capital letter."""
    return len(text) == 9 and text[0] == "9" and text[1:8].isdecimal() and "A" <= text[8] <= "Z"
