"""What a file says beyond the model: kept when it is read, put back when it is written.

Reading compares what the file has with what the model would write for it; what differs is kept (`Kept`), so that
nothing can be lost whatever the model names. Writing puts it back, and changes made to the model since then win,
element by element.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache

from edi.model.encounter import Kept
from edi.x12.write import COMPONENT, ELEMENT, END

#: Ids of which the first element tells one kind from another.
_QUALIFIED = frozenset(("NM1", "REF", "DTP", "AMT", "PRV", "NTE", "PER", "CAS"))


def kept(original: Sequence[str], loops: Sequence[str], written: str) -> tuple[Kept, ...]:
    """The differences between the segments of a part and what the model writes for it, insignificant ones aside.

    `loops` names the loop of each original segment. Nothing is kept, and nothing compared one by one, where both are
    the same.
    """
    if END.join(original) + END == written:
        return ()
    ours = written.split(END)[:-1]
    found: list[Kept] = []
    for tag, low, high, first, last in alignment(kinds(ours), kinds(original)):
        if tag == "equal":
            for at, place in zip(range(low, high), range(first, last), strict=True):
                if not same(ours[at], original[place]):
                    found.append(Kept(at, loops[place], original[place], ours[at]))
            continue
        found += [Kept(low, loops[place], original[place]) for place in range(first, last)]
        found += [Kept(at, "", "", ours[at]) for at in range(low, high)]
    return tuple(found)


def restored(written: str, entries: Sequence[Kept]) -> str:
    """What the model writes for a part, with what was kept put back."""
    ours = written.split(END)[:-1]
    result: list[str] = []
    done = 0
    for entry in entries:
        at = min(entry.at, len(ours))
        if at > done:
            result += ours[done:at]
            done = at
        if not entry.instead_of:
            result.append(entry.segment)
        elif done < len(ours):
            now = ours[done]
            done += 1
            if entry.segment:
                result.append(entry.segment if now == entry.instead_of else _merged(now, entry))
            elif now != entry.instead_of:
                result.append(now)
    result += ours[done:]
    return "".join([text + END for text in result])


def same(one: str, other: str) -> bool:
    """Whether two segments differ in nothing but trailing separators and the forms of numbers."""
    if one == other:
        return True
    first, second = trimmed(one), trimmed(other)
    if first == second:
        return True
    elements = first.split(ELEMENT), second.split(ELEMENT)
    if len(elements[0]) != len(elements[1]):
        return False
    return all(a == b or _same_element(a, b) for a, b in zip(*elements, strict=True))


def trimmed(segment: str) -> str:
    """A segment without trailing separators, those of its composites included."""
    if COMPONENT + ELEMENT in segment or segment[-1:] in (ELEMENT, COMPONENT):
        segment = ELEMENT.join([element.rstrip(COMPONENT) for element in segment.split(ELEMENT)])
    return segment.rstrip(ELEMENT)


def same_number(one: str, other: str) -> bool:
    """Whether two texts are one number in two forms: 150.00 and 150."""
    if not (one[-1:].isdigit() or one[-1:] == ".") or not (other[-1:].isdigit() or other[-1:] == "."):
        return False
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _same_element(one: str, other: str) -> bool:
    parts = one.split(COMPONENT), other.split(COMPONENT)
    return len(parts[0]) == len(parts[1]) and all(a == b or same_number(a, b) for a, b in zip(*parts, strict=True))


def _merged(now: str, entry: Kept) -> str:
    """The kept segment with the elements that the model has changed since it was read."""
    new, old, result = (text.split(ELEMENT) for text in (now, entry.instead_of, entry.segment))
    for place in range(max(len(new), len(old))):
        value = new[place] if place < len(new) else ""
        if value != (old[place] if place < len(old) else ""):
            result += [""] * (place + 1 - len(result))
            result[place] = value
    return ELEMENT.join(result).rstrip(ELEMENT)


def kinds(segments: Sequence[str]) -> tuple[str, ...]:
    """What tells segments of a part apart: ids and qualifiers, no values."""
    return tuple([_kind(segment) for segment in segments])


def _kind(segment: str) -> str:
    identifier, _, rest = segment.partition(ELEMENT)
    return f"{identifier}*{rest.partition(ELEMENT)[0]}" if identifier in _QUALIFIED else identifier


@lru_cache(maxsize=1024)
def alignment(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Sequence[tuple[str, int, int, int, int]]:
    """Which of our segments stand for which of theirs; files have few shapes, so that most are met again."""
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
