"""Elements into values. Reading never judges: what cannot be read becomes an empty value, and the text itself is kept
with its segment (`edi.x12.kept`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from edi.model.encounter import Address, Adjustment, Amount, Dated, Note, Party, Reference
from edi.x12.values import at, day

Segments = Sequence[list[str]]
_ZERO = Decimal(0)
#: A segment that is not there.
_NONE: list[str] = []
_CASH_LIMIT = 16


@lru_cache(maxsize=8192)
def cents(text: str) -> int:
    """Dollars as cents; 0 for what is no amount of whole cents, or far too long to be one."""
    whole, _, part = text.partition(".")
    if len(whole) > _CASH_LIMIT:
        return 0
    if whole.isascii() and whole.isdigit() and (not part or (len(part) <= 2 and part.isascii() and part.isdigit())):
        return int(whole) * 100 + int((part + "00")[:2])
    amount = number(text)
    scaled = amount * 100
    return int(scaled) if scaled == scaled.to_integral_value() else 0


@lru_cache(maxsize=8192)
def number(text: str) -> Decimal:
    """A number; 0 for what is none, or far too long to be one."""
    if len(text) > _CASH_LIMIT:
        return _ZERO
    try:
        value = Decimal(text)
    except InvalidOperation:
        return _ZERO
    return value if value.is_finite() and abs(value.adjusted()) < _CASH_LIMIT else _ZERO


def period(qualifier: str, text: str) -> tuple[date, date]:
    """First and last day of a D8 or RD8 date."""
    if qualifier == "RD8":
        first, _, last = text.partition("-")
        return day(first), day(last)
    only = day(text)
    return only, only


def reference(segment: list[str]) -> Reference:
    """REF."""
    return Reference(segment[1], segment[2]) if len(segment) > 2 else Reference(at(segment, 1), "")


def dated(segment: list[str]) -> Dated:
    """DTP."""
    return Dated(at(segment, 1), at(segment, 2), at(segment, 3))


def amount(segment: list[str]) -> Amount:
    """AMT."""
    return Amount(at(segment, 1), cents(at(segment, 2)))


def note(segment: list[str]) -> Note:
    """NTE."""
    return Note(at(segment, 1), at(segment, 2))


def adjustments(segment: list[str]) -> tuple[Adjustment, ...]:
    """CAS: up to six reasons with their amounts; quantities are not named by the model."""
    group = at(segment, 1)
    return tuple(
        Adjustment(group, segment[place], cents(at(segment, place + 1)))
        for place in range(2, len(segment), 3)
        if segment[place]
    )


def place_of(segments: Segments) -> Address | None:
    """N3 and N4 of a loop, None where it has neither."""
    lines = city = _NONE
    for each in segments:
        if each[0] == "N3" and lines is _NONE:
            lines = each
        elif each[0] == "N4" and city is _NONE:
            city = each
    return None if lines is city else _address(lines, city)


def _address(lines: list[str], city: list[str]) -> Address:
    _, first, second = lines if len(lines) == 3 else ([*lines, "", "", ""])[:3]
    _, town, state, code = city if len(city) == 4 else ([*city, "", "", "", ""])[:4]
    return Address(first, town, state, code, second)


def party(loop: str, segments: Segments) -> Party:
    """Any NM1 loop."""
    name = _NONE
    taxonomy: str | None = None
    numbers: tuple[Reference, ...] = ()
    for each in segments:
        identifier = each[0]
        if identifier == "NM1" and name is _NONE:
            name = each
        elif identifier == "REF":
            numbers += (reference(each),)
        elif identifier == "PRV" and taxonomy is None:
            taxonomy = at(each, 3)
    _, entity, kind, last, first, middle, _, suffix, qualifier, number_ = (
        name[:10] if len(name) > 9 else (name + [""] * 10)[:10]
    )
    return Party(
        loop, entity, kind, last, first, middle, suffix, qualifier, number_, taxonomy or "",
        place_of(segments) if len(segments) > 1 else None, numbers,
    )  # fmt: skip
