"""What can be done to a file: small changes that are named for what they do. Each is a function of a draft, so that a
fault fits our own good file and a user's alike: values are changed relative to what stands there where that is
possible.

A segment is named by its beginning (`"CLM"`, `"NM1*IL"`) and, among those of the claim, by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from edi.harness.draft import Draft, UnfitError
from edi.x12.write import COMPONENT, ELEMENT, x12_number

_ID_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Fault: TypeAlias = Callable[[Draft], None]
Value: TypeAlias = str | Callable[[str], str]
BytesFault: TypeAlias = Callable[[bytes], bytes]


def put(segment: str, element: int, value: Value, component: int = 0, *, nth: int = 1) -> Fault:
    """Give an element, or a component of it, another value: a text, or what a function makes of the one there."""
    return partial(_put, segment=segment, element=element, value=value, component=component, nth=nth)


def _put(draft: Draft, *, segment: str, element: int, value: Value, component: int, nth: int) -> None:
    place = draft.find(segment, nth)
    elements = draft.segments[place].split(ELEMENT)
    elements += [""] * (element + 1 - len(elements))
    parts = elements[element].split(COMPONENT) if component else [elements[element]]
    parts += [""] * (component - len(parts))
    at = max(component - 1, 0)
    parts[at] = value if isinstance(value, str) else value(parts[at])
    elements[element] = COMPONENT.join(parts).rstrip(COMPONENT) if component else parts[0]
    text = ELEMENT.join(elements)
    draft.segments[place] = text if elements[0] == "ISA" else text.rstrip(ELEMENT)


def drop(segment: str, *, nth: int = 1, count: int = 1) -> Fault:
    """Remove a segment, or `count` of them in a row."""

    def apply(draft: Draft) -> None:
        place = draft.find(segment, nth)
        del draft.segments[place : place + count]

    return apply


def insert(*segments: str, before: str = "", after: str = "", nth: int = 1) -> Fault:
    """Add segments before or after another one."""

    def apply(draft: Draft) -> None:
        place = draft.find(before or after, nth) + (0 if before else 1)
        draft.segments[place:place] = segments

    return apply


def replace(segment: str, text: str, *, nth: int = 1) -> Fault:
    """Write another text in the place of a segment."""

    def apply(draft: Draft) -> None:
        draft.segments[draft.find(segment, nth)] = text

    return apply


def rewrite(segment: str, change: Callable[[str], str], *, nth: int = 1) -> Fault:
    """Write what a function makes of a segment's text."""

    def apply(draft: Draft) -> None:
        place = draft.find(segment, nth)
        draft.segments[place] = change(draft.segments[place])

    return apply


def again(segment: str, *, nth: int = 1, times: int = 1, count: int = 1) -> Fault:
    """Repeat a segment, or `count` of them in a row, right behind itself."""

    def apply(draft: Draft) -> None:
        place = draft.find(segment, nth)
        draft.segments[place + count : place + count] = draft.segments[place : place + count] * times

    return apply


def swap(one: str, other: str, *, nth: int = 1, other_nth: int = 1) -> Fault:
    """Let two segments change places."""

    def apply(draft: Draft) -> None:
        first, second = draft.find(one, nth), draft.find(other, other_nth)
        draft.segments[first], draft.segments[second] = draft.segments[second], draft.segments[first]

    return apply


def copy_line(nth: int, *changes: Fault) -> Fault:
    """Add a copy of the nth service line at the end of the claim, with the next line number and a control number of
    its own; `changes` see the copy alone."""

    def apply(draft: Draft) -> None:
        start = draft.find("LX", nth)
        numbers = [one for one in draft.view() if draft.segments[one].startswith("LX*")]
        claim_end = draft.end_of(draft.claims()[draft.claim])
        end = next((one for one in numbers if one > start), claim_end)
        line = Draft(draft.segments[start:end])
        last = sum(one < claim_end for one in numbers)
        put("LX", 1, str(last + 1))(line)
        if any(one.startswith("REF*6R") for one in line.segments):
            put("REF*6R", 2, lambda value: f"{value[:24]}-{last + 1}")(line)
        for change in changes:
            change(line)
        draft.segments[claim_end:claim_end] = line.segments

    return apply


def copy_claim(*changes: Fault) -> Fault:
    """Add a copy of the claim behind it; `changes` see the copy alone."""

    def apply(draft: Draft) -> None:
        start = draft.claims()[draft.claim]
        end = draft.end_of(start)
        claim = Draft(draft.segments[start:end])
        for change in changes:
            change(claim)
        draft.segments[end:end] = claim.segments
        draft.copies += 1

    return apply


def another_transaction(*changes: Fault) -> Fault:
    """Add a copy of the transaction behind it in its group; `changes` see the copy alone."""
    return _another("ST", "SE", "GE", changes)


def another_group(*changes: Fault) -> Fault:
    """Add a copy of the functional group behind it in its interchange; `changes` see the copy alone."""
    return _another("GS", "GE", "IEA", changes)


def _another(first: str, last: str, around: str, changes: Sequence[Fault]) -> Fault:
    """Add a copy of what stands between two segments behind it, and count it in the trailer around both."""

    def apply(draft: Draft) -> None:
        start, end = draft.find(first), draft.find(last) + 1
        before = sum(place < start for place in draft.claims())
        copied = Draft(draft.segments[start:end], max(draft.claim - before, 0))
        for change in changes:
            change(copied)
        draft.segments[end:end] = copied.segments
        put(around, 1, plus(1))(draft)

    return apply


def another_interchange(*changes: Fault) -> Fault:
    """Add a copy of the whole file behind it; `changes` see the copy alone."""

    def apply(draft: Draft) -> None:
        copied = Draft(list(draft.segments), draft.claim)
        for change in changes:
            change(copied)
        draft.segments += copied.segments

    return apply


def as_new(draft: Draft) -> None:
    """Make another claim of one: another id, line control numbers and days of service that are a week earlier."""
    put("CLM", 1, other_id)(draft)
    for place in draft.view():
        if draft.segments[place].startswith("DTP*472*"):
            head, value = draft.segments[place].rsplit(ELEMENT, 1)
            draft.segments[place] = f"{head}{ELEMENT}{days(-7)(value)}"


def other_id(value: str) -> str:
    """Another claim id of the same length; of that one, it is this one again."""
    place = _ID_SIGNS.find(value[-1:].upper())
    return value[:-1] + _ID_SIGNS[place ^ 1] if value and place >= 0 else value + "0"


def balanced(draft: Draft) -> None:
    """Write the sums that follow from the lines of each claim: its charge, and what its payer paid."""
    starts = [place for place in draft.view() if draft.segments[place].startswith("CLM*")]
    for start in starts:
        segments = [one.split(ELEMENT) for one in draft.segments[start : draft.end_of(start)]]
        charge = sum(Decimal(one[2]) for one in segments if one[0] == "SV1")
        paid = sum(Decimal(one[2]) for one in segments if one[0] == "SVD")
        for offset, one in enumerate(segments):
            if one[0] == "CLM" or one[:2] == ["AMT", "D"] or one[0] == "CN1":
                one[2] = x12_number(Decimal(charge if one[0] == "CLM" else paid))
                draft.segments[start + offset] = ELEMENT.join(one)


def plus(amount: int | str) -> Callable[[str], str]:
    """A number that is larger by this, written as X12 does; UnfitError for what is no number."""

    def change(value: str) -> str:
        try:
            return x12_number(Decimal(value or "0") + Decimal(amount))
        except ArithmeticError:
            raise UnfitError("there is no number to change") from None

    return change


def days(count: int) -> Callable[[str], str]:
    """A day (D8), or both days of a range (RD8), that many days later."""

    def change(value: str) -> str:
        try:
            moved = [datetime.strptime(one, "%Y%m%d") + timedelta(count) for one in value.split("-")]  # noqa: DTZ007
        except (ValueError, OverflowError):
            raise UnfitError("there is no date to change") from None
        return "-".join([f"{one:%Y%m%d}" for one in moved])

    return change


def with_end(text: str) -> Callable[[str], str]:
    """The value with a text behind it."""
    return lambda value: value + text


def other_digit(value: str) -> str:
    """The value with another last digit."""
    return value[:-1] + str((int(value[-1:] or 0) + 1) % 10) if value[-1:].isdigit() else value + "1"


def prefixed(start: bytes) -> BytesFault:
    """Bytes before the file."""
    return lambda data: start + data


def suffixed(end: bytes) -> BytesFault:
    """Bytes behind the file."""
    return lambda data: data + end


def cut(count: int) -> BytesFault:
    """The first bytes of the file alone; a negative count leaves that many out at its end."""
    return lambda data: data[:count]


def instead(text: bytes) -> BytesFault:
    """Something else in the place of the file."""
    return lambda _data: text


def wrapped(width: int) -> BytesFault:
    """The file in lines of one width, wherever they break."""

    def change(data: bytes) -> bytes:
        flat = data.replace(b"\n", b"")
        return b"\n".join([flat[start : start + width] for start in range(0, len(flat), width)]) + b"\n"

    return change
