"""A provider file into a 274: one function a loop, each giving text (004050X109).

The order of segments is the base standard's. Every level has the same loops below it, so one function serves the
loops 2100AA to 2100EA, and likewise for 2110 to 2140. A provider's parent is its site, never the provider before it;
PDI is gender, youngest, oldest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from edi.control_numbers import ControlNumbers
from edi.model.provider_file import Header, Listed, ProviderFile
from edi.t274.build_parts import (
    loop_2100,
    loop_2100_affiliated,
    loop_2110,
    loop_2120,
    loop_2140,
    person,
)
from edi.t274.markers import Markers
from edi.x12.kept import restored
from edi.x12.write import COMPONENT, REPETITION, count_segments, segment, x12_date

if TYPE_CHECKING:
    from edi.t274.envelope import Envelope  # with pydantic, which reading never needs

GUIDE = "004050X109"
#: HL03 of each level, outermost first.
LEVEL_CODES = {"2000A": "20", "2000B": "21", "2000C": "4", "2000D": "N", "2000E": "19"}
DEPTHS = {loop: depth for depth, loop in enumerate(LEVEL_CODES)}


def build(file: ProviderFile, envelope: Envelope, numbers: ControlNumbers) -> Iterator[str]:
    """One interchange with one group and one transaction, in pieces of text."""
    interchange = f"{numbers.interchange():09}"
    group = str(numbers.group())
    yield isa(envelope, interchange) + gs(envelope, group)
    yield from transaction(file, f"{numbers.transaction():04}", envelope.markers)
    yield segment("GE", "1", group) + segment("IEA", "1", interchange)


def transaction(file: ProviderFile, number: str, markers: Markers) -> Iterator[str]:
    """One ST to SE."""
    head = st(number) + header(file.header)
    count = count_segments(head)
    yield head
    for text in levels(file, markers, Numbers()):
        count += count_segments(text)
        yield text
    yield segment("SE", str(count + 1), number)


def levels(file: ProviderFile, markers: Markers, numbers: Numbers) -> Iterator[str]:
    """The levels below a header; a level that the file lacks is not written."""
    below = bool(file.groups)
    yield numbers.text(file.plan, "2000A", has_child=below or not file.receiver.absent, markers=markers)
    yield numbers.text(file.receiver, "2000B", has_child=below, markers=markers)
    for group in file.groups:
        yield numbers.text(group, "2000C", has_child=bool(group.sites), markers=markers)
        for site in group.sites:
            text = numbers.text(site, "2000D", has_child=bool(site.providers), markers=markers)
            for provider in site.providers:
                text += numbers.text(provider, "2000E", has_child=False, markers=markers)
            yield text


class Numbers:
    """The running numbers of a transaction: HL01, and the open level of each depth for HL02."""

    def __init__(self) -> None:
        self.last = 0
        self.open = [0] * len(LEVEL_CODES)

    def next(self, depth: int) -> int:
        """The number of the next level of a depth (0 the plan); what stood deeper is closed."""
        self.last += 1
        self.open[depth:] = [self.last] + [0] * (len(self.open) - depth - 1)
        return self.last

    def parent(self, depth: int) -> int:
        """The number of the level above, 0 where there is none."""
        return self.open[depth - 1] if depth else 0

    def text(self, value: Listed, loop: str, *, has_child: bool, markers: Markers) -> str:
        """A level with its numbers, "" for an absent one."""
        if value.absent:
            return ""
        depth = DEPTHS[loop]
        number = self.next(depth)
        return level(value, loop, number, self.parent(depth), has_child=has_child, markers=markers)


def level(value: Listed, loop: str, number: int, parent: int, *, has_child: bool, markers: Markers) -> str:
    """One level: its HL, and loops 2100 to 2140. `parent` is 0 for a level without one."""
    above = str(parent) if parent else ""
    text = segment("HL", str(number), above, LEVEL_CODES[loop], "1" if has_child else "0")
    flags = [flag for flag in markers.of(loop) if flag.service in value.services] if value.services else []
    text += loop_2100(value, flags)
    for place in value.locations:
        text += loop_2110(place)
    text += loop_2120(value.specialties, flags) + loop_2140(value.references, flags)
    for each in value.affiliations:
        text += loop_2100_affiliated(each)
    return restored(text, value.other) if value.other else text


def isa(envelope: Envelope, number: str) -> str:
    """The interchange header: 106 characters, every element at its fixed width (X12.5). ISA02 is the reporting
    month."""
    return segment(
        "ISA", envelope.authorization_qualifier, f"{envelope.authorization:<10}", "00", " " * 10,
        envelope.sender_qualifier, f"{envelope.sender_id:<15}",
        envelope.receiver_qualifier, f"{envelope.receiver_id:<15}",
        envelope.now.strftime("%y%m%d"), envelope.now.strftime("%H%M"), REPETITION, envelope.version, number,
        "1" if envelope.acknowledgment_requested else "0", envelope.usage, COMPONENT,
    )  # fmt: skip


def gs(envelope: Envelope, number: str) -> str:
    """The functional group header."""
    return segment(
        "GS", "PW", envelope.group_sender, envelope.group_receiver,
        x12_date(envelope.now.date()), envelope.now.strftime("%H%M"), number, "X", GUIDE,
    )  # fmt: skip


def st(number: str) -> str:
    """The transaction set header."""
    return segment("ST", "274", number, GUIDE)


def header(head: Header) -> str:
    """BHT, the date of extract (DTM) and the sender's contact (PER)."""
    created = x12_date(head.created) if head.created else ""
    text = segment("BHT", head.structure, head.purpose, head.reference, created, head.created_at, head.type)
    if head.extracted:
        text += segment("DTM", "507", x12_date(head.extracted))
    if head.contact is not None:
        text += person(head.contact)
    return restored(text, head.other) if head.other else text
