"""The four delimiters of an interchange, read from its ISA (X12.5, interchange control structures)."""

from __future__ import annotations

import msgspec

#: The ISA is the one segment of fixed length: 16 elements, 106 characters with its terminator.
ISA_LENGTH = 106
ISA_ELEMENTS = 16
# Versions whose ISA11 is the repetition separator (since 00402); before, it named the standard.
_REPEATING = ("00405", "00501")
_AFTER_ISA = ("GS", "TA1", "ISB", "IEA")
_LINE_BREAKS = "\r\n"


class Delimiters(msgspec.Struct, frozen=True):
    """Element, component and repetition separator, segment terminator; the version is ISA12.

    `repetition` is empty before 00501, where ISA11 is no separator.
    """

    element: str
    component: str
    terminator: str
    repetition: str
    version: str

    def split(self, segment: str) -> list[str]:
        """The id and the elements of a segment."""
        return segment.split(self.element)


def read_fixed(head: str) -> Delimiters | None:
    """Delimiters by offset, as pyx12 reads them; None where there is no ISA of 106 characters."""
    if head[:3] != "ISA" or len(head) < ISA_LENGTH:
        return None
    version = head[84:89]
    return Delimiters(head[3], head[104], head[105], head[82] if version in _REPEATING else "", version)


def is_regular(head: str) -> bool:
    """Whether the ISA's 16 separators stand where the fixed length puts them; ISA11 may be a further one."""
    if len(head) < ISA_LENGTH or head[103] != head[3]:
        return False
    return head[:ISA_LENGTH].count(head[3]) == ISA_ELEMENTS + (head[81:84] == head[3] * 3)


def read_isa(head: str) -> Delimiters | None:
    """Delimiters of an ISA of whatever length: by offset where its separators stand there, else by counting them."""
    return read_fixed(head) if is_regular(head) else read_elements(head)


def read_elements(head: str) -> Delimiters | None:
    """Delimiters of an ISA whose elements are not of their fixed lengths: found by counting separators.

    None when sixteen elements, a terminator and a segment that may follow an ISA cannot be made out: it is cut short.
    """
    if head[:3] != "ISA" or len(head) < 4 or head[3] in _LINE_BREAKS:
        return None
    elements = head.split(head[3], ISA_ELEMENTS)
    if len(elements) <= ISA_ELEMENTS or len(elements[16]) < 2 or any(len(text) > 40 for text in elements[:16]):
        return None
    after = elements[16][2:].lstrip()
    if after and not after.startswith(tuple(name + head[3] for name in _AFTER_ISA)):
        return None
    version = elements[12].strip()
    repetition = elements[11][:1] if version in _REPEATING else ""
    return Delimiters(head[3], elements[16][0], elements[16][1], repetition, version)
