"""Between our own separators and those of a file."""

from __future__ import annotations

from functools import lru_cache

from edi.x12.delimiters import Delimiters
from edi.x12.write import COMPONENT, ELEMENT, END, REPETITION, TERMINATOR

_OURS = ELEMENT + COMPONENT + TERMINATOR + REPETITION


@lru_cache(maxsize=64)
def exchange(delimiters: Delimiters, *, back: bool = False) -> dict[int, int]:
    """The table that puts our separators in the place of a file's, or `back`; empty where they are the same. No two
    characters become one: what stood for ours in the file becomes what is no separator any more."""
    theirs = (delimiters.element, delimiters.component, delimiters.terminator, delimiters.repetition or REPETITION)
    pairs: dict[str, str] = {}
    for one, other in zip(theirs, _OURS, strict=True):
        pairs.setdefault(one, other)
    taken = [other for other in pairs.values() if other not in pairs]
    pairs.update(zip(taken, [one for one in pairs if one not in pairs.values()], strict=True))
    different = [(ord(one), ord(other)) for one, other in pairs.items() if one != other]
    return {other: one for one, other in different} if back else dict(different)


def finished(text: str, delimiters: Delimiters, line_break: str) -> str:
    """Text of our own with the separators and line breaks of a file."""
    if line_break != "\n" or delimiters.terminator != TERMINATOR:
        text = text.replace(END, TERMINATOR + ("" if delimiters.terminator in "\r\n" else line_break))
    table = exchange(delimiters, back=True)
    return text.translate(table) if table else text


def after(delimiters: Delimiters, line_break: str) -> str:
    """The end of a segment."""
    return delimiters.terminator + ("" if delimiters.terminator in "\r\n" else line_break)
