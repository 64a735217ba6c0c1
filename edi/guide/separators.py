"""What may be wrong with the separators that an ISA names (X12.5): no value can hold a separator, so that none may be a
letter, a digit or a blank, and each must be another character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from edi.x12.delimiters import ISA_ELEMENTS, Delimiters

#: TA1 codes for each: 022 control characters, 024 interchange content, 026 data element, 027 component separator, 004
#: segment terminator.
_CODES = {"element separator": "026", "component separator": "027", "repetition separator": "024"}
_TERMINATOR = "segment terminator"
_ELEMENTS = {"component separator": 16, "repetition separator": 11}


class SeparatorFault(NamedTuple):
    """`code` is the TA1's, `element` of the ISA (0: none holds it), `mark` the character, `name` what it separates."""

    code: str
    reason: str
    element: int
    mark: str
    name: str


def separator_faults(delimiters: Delimiters) -> Iterator[SeparatorFault]:
    """The faults, each separator at most once. The repetition separator is judged where the version has one."""
    named = {
        "element separator": delimiters.element,
        "component separator": delimiters.component,
        _TERMINATOR: delimiters.terminator,
        "repetition separator": delimiters.repetition,
    }
    seen: set[str] = set()
    for name, mark in named.items():
        reason = "separators-collide" if mark in seen else "separator-in-data" if _is_data(mark) else ""
        if mark and reason:
            yield SeparatorFault(_CODES.get(name, "004"), reason, _ELEMENTS.get(name, 0), mark, name)
        seen.add(mark)


def whole_isa(elements: list[str], delimiters: Delimiters) -> list[str]:
    """The sixteen elements of an ISA whose ISA11 is the element separator, which cuts it into two empty ones."""
    if len(elements) == ISA_ELEMENTS + 1 and delimiters.repetition == delimiters.element:
        return [*elements[:10], delimiters.repetition, *elements[12:]]
    return elements


def _is_data(mark: str) -> bool:
    return mark.isalnum() or mark == " "
