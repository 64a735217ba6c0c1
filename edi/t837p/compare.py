"""Two 837P files compared by claim and line, not by text: what was added, removed or changed, with the guide's names.

Claims meet by CLM01 (the n-th of an id with the n-th), lines by their control number (REF*6R), else by their number.
Envelopes, control numbers, HL and LX numbers, the forms of numbers and trailing separators are not compared; a change
of a level (provider, subscriber, patient) is told once, at its first claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

import msgspec

from edi.guide.differences import is_number
from edi.guide.library import guide
from edi.guide.model import Composite, SegmentNode
from edi.guide.places import places
from edi.model.claim import Claim
from edi.t837p.parse import Level, Reading, Segments
from edi.x12.exchange import plain
from edi.x12.kept import alignment, kinds, same_number, trimmed
from edi.x12.source import Source

Kind = Literal["added", "removed", "changed"]
#: Their numbers follow from the order in the file.
_COUNTED = ("HL", "LX")


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One difference. Without `segment` it is a whole claim (or, with `line`, a whole line); without `element` a whole
    segment. `old_segment_no` and `new_segment_no` are positions in the files (0: not there); `before` and `after` are
    the texts and may be PHI."""

    kind: Kind
    claim: str
    line: str = ""
    loop: str = ""
    segment: str = ""
    element: str = ""
    name: str = ""
    old_segment_no: int = 0
    new_segment_no: int = 0
    before: str = ""
    after: str = ""


class Part(NamedTuple):
    """Some segments of a file with their positions."""

    texts: tuple[str, ...]
    nodes: tuple[int, ...]
    guide_file: str
    first: int


class Entry(NamedTuple):
    """A claim as it is compared."""

    levels: tuple[Part, ...]
    head: Part
    lines: dict[str, Part]


def compare(old: Source, new: Source) -> Iterator[Change]:
    """Changes in the order of the new file, removed claims last. The old file's claims are held in memory."""
    before = dict(_entries(old))
    told: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for key, entry in _entries(new):
        former = before.pop(key, None)
        if former is None:
            yield Change("added", key[0], new_segment_no=entry.head.first)
        elif former != entry:
            yield from _claim(key[0], former, entry, told)
    for key, entry in before.items():
        yield Change("removed", key[0], old_segment_no=entry.head.first)


def _entries(source: Source) -> Iterator[tuple[tuple[str, int], Entry]]:
    reading = Reading(source)
    levels: dict[str, Part] = {}
    seen: dict[str, int] = {}
    for event in reading.events():
        if isinstance(event, Level):
            loop = places(reading.segments.guide_file).loops[reading.segments.nodes[0]]
            levels = {name: part for name, part in levels.items() if name < loop}
            levels[loop] = _part(reading.segments, 0, len(reading.segments.texts))
        elif isinstance(event, Claim):
            number = seen[event.claim_id] = seen.get(event.claim_id, 0) + 1
            yield (event.claim_id, number), _entry(event, reading.segments, tuple(levels.values()))


def _entry(claim: Claim, segments: Segments, levels: tuple[Part, ...]) -> Entry:
    starts = [number - segments.first for number in claim.line_numbers]
    ends = [*starts[1:], len(segments.texts)]
    lines: dict[str, Part] = {}
    for count, (line, low, high) in enumerate(zip(claim.lines, starts, ends, strict=False), 1):
        key = line.control_number or str(count)
        lines[key if key not in lines else f"{key} ({count})"] = _part(segments, low, high)
    return Entry(levels, _part(segments, 0, starts[0] if starts else len(segments.texts)), lines)


def _part(segments: Segments, low: int, high: int) -> Part:
    return Part(
        tuple(segments.texts[low:high]), tuple(segments.nodes[low:high]), segments.guide_file, segments.first + low
    )


def _claim(claim: str, old: Entry, new: Entry, told: set[tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Change]:
    """Changes of a claim that both files have."""
    for before, after in zip_longest(old.levels, new.levels):
        pair = (before.texts[1:] if before else (), after.texts[1:] if after else ())
        if pair[0] != pair[1] and pair not in told:
            told.add(pair)
            yield from _segments(claim, "", before or _none(after), after or _none(before))
    yield from _segments(claim, "", old.head, new.head)
    for key, part in new.lines.items():
        if key in old.lines:
            yield from _segments(claim, key, old.lines[key], part)
        else:
            yield Change("added", claim, key, new_segment_no=part.first)
    for key, part in old.lines.items():
        if key not in new.lines:
            yield Change("removed", claim, key, old_segment_no=part.first)


def _none(other: Part) -> Part:
    return Part((), (), other.guide_file, 0)


def _segments(claim: str, line: str, old: Part, new: Part) -> Iterator[Change]:
    if old.texts == new.texts:
        return
    for tag, low, high, first, last in alignment(_keys(old), _keys(new)):
        if tag == "equal":
            for index in range(high - low):
                yield from _elements(claim, line, old, low + index, new, first + index)
            continue
        yield from (_whole("removed", claim, line, old, at) for at in range(low, high))
        yield from (_whole("added", claim, line, new, at) for at in range(first, last))


def _keys(part: Part) -> tuple[str, ...]:
    """What tells the segments of a part apart: loop, id and qualifier."""
    loops = places(part.guide_file).loops
    return tuple(
        f"{loops[node] if node >= 0 else ''}/{kind}" for node, kind in zip(part.nodes, kinds(part.texts), strict=True)
    )


def _whole(kind: Kind, claim: str, line: str, part: Part, at: int) -> Change:
    """A segment that only one file has."""
    text = part.texts[at]
    number = part.first + at
    numbers, texts = ((number, 0), (text, "")) if kind == "removed" else ((0, number), ("", text))
    return Change(
        kind,
        claim,
        line,
        _loop(part, at),
        text.partition("*")[0],
        "",
        _name(part, at, 0, 0),
        *numbers,
        *(plain(one) for one in texts),
    )


def _elements(claim: str, line: str, old: Part, at: int, new: Part, place: int) -> Iterator[Change]:
    """Elements and components of a segment that both have."""
    before, after = trimmed(old.texts[at]), trimmed(new.texts[place])
    identifier = before.partition("*")[0]
    if identifier in _COUNTED or before == after:
        return
    node = guide(new.guide_file).nodes[new.nodes[place]] if new.nodes[place] >= 0 else None
    numbers = (old.first + at, new.first + place)
    for index, (one, other) in enumerate(zip_longest(before.split("*"), after.split("*"), fillvalue="")):
        if one == other:
            continue
        child = node.children[index - 1] if isinstance(node, SegmentNode) and 0 < index <= len(node.children) else None
        parts = one.split(":"), other.split(":")
        for count, (first, second) in enumerate(zip_longest(*parts, fillvalue="")):
            if first != second and not (is_number(child, count) and same_number(first, second)):
                component = count + 1 if max(len(parts[0]), len(parts[1])) > 1 else 0
                name = _name(new, place, index, component)
                reference = f"{identifier}{index:02}" + (f"-{component:02}" if component else "")
                loop = _loop(new, place)
                kind: Kind = "changed" if first and second else "added" if second else "removed"
                said = plain(first), plain(second)
                yield Change(kind, claim, line, loop, identifier, reference, name, *numbers, *said)


def _loop(part: Part, at: int) -> str:
    node = part.nodes[at]
    return places(part.guide_file).loops[node] if node >= 0 else ""


def _name(part: Part, at: int, element: int, component: int) -> str:
    """The guide's name of a segment, element or component."""
    number = part.nodes[at]
    node = guide(part.guide_file).nodes[number] if number >= 0 else None
    if not isinstance(node, SegmentNode):
        return ""
    if not 0 < element <= len(node.children):
        return node.name
    child = node.children[element - 1]
    if isinstance(child, Composite) and 0 < component <= len(child.children):
        return child.children[component - 1].name
    return child.name


def count(changes: Sequence[Change]) -> dict[str, int]:
    """How many claims were added and removed, and how many others have changes."""
    whole = {"added": 0, "removed": 0}
    changed: set[str] = set()
    for change in changes:
        if change.line or change.segment:
            changed.add(change.claim)
        else:
            whole[change.kind] += 1
    return {**whole, "changed": len(changed)}
